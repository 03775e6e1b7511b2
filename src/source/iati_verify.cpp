#include "source/iati_verify.hpp"

#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace kept {
namespace {

bool has_control(std::string_view xml) {
  unsigned found = 0;
  for (const char c : xml) {
    const auto byte = static_cast<unsigned char>(c);
    found |= static_cast<unsigned>(byte < 0x20 && byte != '\n' && byte != '\t' && byte != '\r');
  }
  return found != 0;
}

// Of the five names and of numbers; what else there may be, the strict parser tells.
bool is_plain_entity(std::string_view rest) {
  for (const std::string_view name : {"amp;", "lt;", "gt;", "quot;", "apos;"}) {
    if (rest.starts_with(name)) return true;
  }
  // Up to U+FFFF it may be a character that XML has not; with five digits and more nearly none is.
  return false;
}

bool has_unknown_entity(std::string_view xml) {
  for (std::size_t at = xml.find('&'); at != std::string_view::npos; at = xml.find('&', at + 1)) {
    if (!is_plain_entity(xml.substr(at + 1, 5))) return true;
  }
  return false;
}

// Whether some name is declared twice, an undeclared prefix is used, and so on, among the attributes of one element.
bool has_odd_attributes(pugi::xml_node element) {
  for (pugi::xml_attribute a = element.first_attribute(); a; a = a.next_attribute()) {
    if (std::strchr(a.value(), '<') != nullptr) return true;
    for (pugi::xml_attribute b = a.next_attribute(); b; b = b.next_attribute()) {
      if (a.name()[0] == b.name()[0] && std::strcmp(a.name(), b.name()) == 0) return true;  // NOLINT(*-pointer-*)
    }
  }
  return false;
}

// " xmlns:PREFIX=" in what is declared around the activity.
bool declares(std::string_view namespaces, std::string_view prefix) {
  const std::string wanted = fmt::format(" xmlns:{}=", prefix);
  return namespaces.find(wanted) != std::string_view::npos;
}

bool declared_above(pugi::xml_node element, std::string_view prefix, std::string_view namespaces) {
  const std::string wanted = fmt::format("xmlns:{}", prefix);
  for (pugi::xml_node at = element; at; at = at.parent()) {
    if (at.attribute(wanted.c_str())) return true;
  }
  return declares(namespaces, prefix);
}

bool is_odd_name(std::string_view name, pugi::xml_node element, std::string_view namespaces, bool attribute,
                 std::string& last_prefix) {
  std::size_t colon = std::string_view::npos;
  bool ascii = true;
  for (std::size_t at = 0; at < name.size(); ++at) {
    if (name[at] == ':' && colon == std::string_view::npos) colon = at;
    ascii = ascii && static_cast<unsigned char>(name[at]) < 0x80;
  }
  if (colon == std::string_view::npos) return !ascii;
  const std::string_view prefix = name.substr(0, colon);
  if (prefix == "xml" || (attribute && prefix == "xmlns")) return false;
  // What was declared around the whole activity was so a moment ago too.
  if (prefix == last_prefix) return false;
  if (prefix.empty() || colon + 1 == name.size() || !declared_above(element, prefix, namespaces)) return true;
  if (declares(namespaces, prefix)) last_prefix = prefix;
  return false;
}

struct FreeParser {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

struct Depth {
  XML_Parser parser = nullptr;
  int now = 0;
  int max = 0;
  bool passed = false;
};

void XMLCALL on_start(void* data, const XML_Char* /*name*/, const XML_Char** /*attributes*/) {
  auto& depth = *static_cast<Depth*>(data);
  if (++depth.now > depth.max) {
    depth.passed = true;
    XML_StopParser(depth.parser, XML_FALSE);
  }
}
void XMLCALL on_end(void* data, const XML_Char* /*name*/) { --static_cast<Depth*>(data)->now; }

}  // namespace

bool has_odd_bytes(std::string_view xml) {
  return has_control(xml) || has_unknown_entity(xml) || xml.find("]]>") != std::string_view::npos;
}

bool has_odd_elements(pugi::xml_node element, std::string_view namespaces, int depth_max) {
  std::string last_prefix;
  int depth = 1;
  for (pugi::xml_node at = element; at;) {
    if (at.type() == pugi::node_element) {
      if (depth > depth_max || has_odd_attributes(at) || is_odd_name(at.name(), at, namespaces, false, last_prefix))
        return true;
      for (pugi::xml_attribute a = at.first_attribute(); a; a = a.next_attribute()) {
        if (is_odd_name(a.name(), at, namespaces, true, last_prefix)) return true;
      }
    }
    if (at.first_child()) {
      at = at.first_child();
      ++depth;
      continue;
    }
    while (at != element && !at.next_sibling()) {
      at = at.parent();
      --depth;
    }
    if (at == element) break;
    at = at.next_sibling();
  }
  return false;
}

std::optional<XmlFault> xml_fault(std::string_view xml, std::string_view namespaces, int depth_max) {
  const std::unique_ptr<std::remove_pointer_t<XML_Parser>, FreeParser> parser{XML_ParserCreateNS("UTF-8", '\n')};
  Depth depth{parser.get(), 0, depth_max + 1, false};
  XML_SetUserData(parser.get(), &depth);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  const std::string before = fmt::format("<r{}>", namespaces);
  const auto fault = [&]() -> std::optional<XmlFault> {
    const auto index = static_cast<std::size_t>(std::max<XML_Index>(0, XML_GetCurrentByteIndex(parser.get())));
    const std::size_t byte = std::min(index - std::min(index, before.size()), xml.size());
    if (depth.passed) return XmlFault{fmt::format("elements stand more than {} deep", depth_max), byte, true};
    return XmlFault{XML_ErrorString(XML_GetErrorCode(parser.get())), byte, false};
  };
  if (XML_Parse(parser.get(), before.data(), static_cast<int>(before.size()), 0) == XML_STATUS_ERROR) return fault();
  if (XML_Parse(parser.get(), xml.data(), static_cast<int>(xml.size()), 0) == XML_STATUS_ERROR) return fault();
  constexpr std::string_view after = "</r>";
  if (XML_Parse(parser.get(), after.data(), static_cast<int>(after.size()), 1) == XML_STATUS_ERROR) return fault();
  return std::nullopt;
}

std::string escape_xml(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace kept
