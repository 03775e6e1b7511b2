#include "source/iati_xml.hpp"

#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "base/text.hpp"

namespace kept {
namespace {

// Fed to the parser in pieces of this size.
constexpr std::size_t chunk_bytes = std::size_t{1} << 16U;

constexpr char namespace_separator = '\n';  // occurs in no namespace name that is written in an attribute
constexpr std::string_view xml_namespace = "http://www.w3.org/XML/1998/namespace";

// What an activity says about money, who and where; the rest is passed over with all that is in it.
constexpr std::array<std::string_view, 24> kept_names{
    "iati-activity", "iati-identifier",  "reporting-org",     "title",
    "description",   "narrative",        "recipient-country", "recipient-region",
    "transaction",   "transaction-type", "transaction-date",  "value",
    "provider-org",  "receiver-org",     "aid-type",          "finance-type",
    "flow-type",     "default-aid-type", "default-flow-type", "default-finance-type",
    "budget",        "period-start",     "period-end",        "planned-disbursement"};

// The roots and wrappers that an activity may stand in.
constexpr std::array<std::string_view, 3> wrappers{"iati-activities", "result", "results"};

// The upper half of Windows-1252 that is not Latin-1.
constexpr std::array<char16_t, 32> windows_1252{0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
                                                0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

char32_t from_windows_1252(unsigned char byte) {
  if (byte >= 0x80 && byte < 0xA0) return windows_1252.at(byte - 0x80U);
  return byte;
}

class ActivityParser {
 public:
  ActivityParser(const std::string& file, const std::function<void(const XmlElement&)>& take,
                 const IatiXmlLimits& limits)
      : file_(file), take_(take), limits_(limits), parser_(XML_ParserCreateNS(nullptr, namespace_separator)) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser_.get(), on_text);
    XML_SetStartDoctypeDeclHandler(parser_.get(), on_doctype);
    XML_SetUnknownEncodingHandler(parser_.get(), on_encoding, nullptr);
    XML_SetParamEntityParsing(parser_.get(), XML_PARAM_ENTITY_PARSING_NEVER);
  }

  IatiXmlOutcome parse(std::string_view bytes) {
    std::size_t at = 0;
    bool last = false;
    while (!last && !stopped_) {
      const std::string_view chunk = bytes.substr(at, chunk_bytes);
      at += chunk.size();
      last = at >= bytes.size();
      if (XML_Parse(parser_.get(), chunk.data(), static_cast<int>(chunk.size()), last ? 1 : 0) == XML_STATUS_ERROR) {
        if (!stopped_) {
          report(ProblemCode::xml_broken,
                 fmt::format("the XML is not well-formed: {}", XML_ErrorString(XML_GetErrorCode(parser_.get()))),
                 fmt::format("the {} whole activities before it are kept", outcome_.activities),
                 "get the file again, or mend it there");
        }
        break;
      }
    }
    return std::move(outcome_);
  }

 private:
  struct Freer {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
  };

  static ActivityParser& self(void* data) { return *static_cast<ActivityParser*>(data); }
  static void XMLCALL on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
    self(data).start(name, attributes);
  }
  static void XMLCALL on_end(void* data, const XML_Char* /*name*/) { self(data).end(); }
  static void XMLCALL on_text(void* data, const XML_Char* text, int size) {
    self(data).text({text, static_cast<std::size_t>(size)});
  }
  static void XMLCALL on_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    self(data).stop(ProblemCode::xml_refused,
                    "the file has a DOCTYPE, which IATI does not use and which may define entities",
                    "remove the DOCTYPE");
  }
  static int XMLCALL on_encoding(void* /*data*/, const XML_Char* name, XML_Encoding* info) {
    if (lower_case(name) != "windows-1252") return XML_STATUS_ERROR;
    for (std::size_t i = 0; i < 256; ++i) {
      info->map[i] = static_cast<int>(from_windows_1252(static_cast<unsigned char>(i)));
    }
    info->data = nullptr;
    info->convert = nullptr;
    info->release = nullptr;
    return XML_STATUS_OK;
  }

  void start(std::string_view name, const XML_Char** attributes) {
    if (stopped_) return;
    if (++depth_ > limits_.depth_max) {
      stop(ProblemCode::limit_reached, fmt::format("elements stand more than {} deep", limits_.depth_max),
           "get the file again; no IATI file is that deep");
      return;
    }
    if (skipped_depth_ != 0) return;
    if (open_.empty()) {
      start_outside(name, attributes);
      return;
    }
    if (std::ranges::find(kept_names, name) == kept_names.end()) {
      skipped_depth_ = depth_;
      return;
    }
    if (++elements_ > limits_.elements_max) {
      too_large_ = true;
      skipped_depth_ = depth_;
      return;
    }
    XmlElement& element = open_.back()->children.emplace_back();
    fill(element, name, attributes);
    open_.push_back(&element);
  }

  // Roots, wrappers, and the activity itself.
  void start_outside(std::string_view name, const XML_Char** attributes) {
    if (name == "iati-activity") {
      activity_ = {};
      elements_ = 0;
      too_large_ = false;
      fill(activity_, name, attributes);
      if (depth_ == 1) note_root(activity_);
      open_.push_back(&activity_);
      return;
    }
    if (std::ranges::find(wrappers, name) == wrappers.end()) {
      skipped_depth_ = depth_;
      return;
    }
    XmlElement root;
    fill(root, name, attributes);
    if (name == "iati-activities") note_root(root);
  }

  void note_root(const XmlElement& root) {
    outcome_.version = root.attribute("version");
    outcome_.generated = root.attribute("generated-datetime");
  }

  void fill(XmlElement& element, std::string_view name, const XML_Char** attributes) const {
    element.name = name;
    element.line = XML_GetCurrentLineNumber(parser_.get());
    element.column = XML_GetCurrentColumnNumber(parser_.get()) + 1;
    for (; *attributes != nullptr; attributes += 2) {  // NOLINT(*-pointer-arithmetic): expat's list ends with a null
      std::string_view key = attributes[0];            // NOLINT(*-pointer-arithmetic)
      const std::string_view value = attributes[1];    // NOLINT(*-pointer-arithmetic)
      const std::size_t separator = key.find(namespace_separator);
      if (separator == std::string_view::npos) {
        element.attributes.emplace_back(key, value);
      } else if (key.substr(0, separator) == xml_namespace) {
        element.attributes.emplace_back(fmt::format("xml:{}", key.substr(separator + 1)), value);
      }
    }
  }

  void end() {
    if (stopped_) return;
    const int depth = depth_--;
    if (skipped_depth_ != 0) {
      if (skipped_depth_ == depth) skipped_depth_ = 0;
      return;
    }
    if (open_.empty()) return;
    open_.pop_back();
    if (!open_.empty()) return;
    if (too_large_) {
      report(ProblemCode::limit_reached, fmt::format("an activity has more than {} elements", limits_.elements_max),
             "the activity is left out", "split it");
      return;
    }
    ++outcome_.activities;
    take_(activity_);
  }

  void text(std::string_view piece) {
    if (stopped_ || skipped_depth_ != 0 || open_.empty()) return;
    std::string& all = open_.back()->text;
    all.append(excerpt(piece, limits_.text_bytes_max - std::min(all.size(), limits_.text_bytes_max)));
  }

  void report(ProblemCode code, std::string what, std::string done, std::string cure) {
    outcome_.problems.push_back({code,
                                 std::move(what),
                                 {.file = file_,
                                  .line = XML_GetCurrentLineNumber(parser_.get()),
                                  .column = XML_GetCurrentColumnNumber(parser_.get()) + 1,
                                  .byte = {},
                                  .record = {}},
                                 std::move(done),
                                 std::move(cure)});
  }

  void stop(ProblemCode code, std::string what, std::string cure) {
    report(code, std::move(what), fmt::format("the {} whole activities before it are kept", outcome_.activities),
           std::move(cure));
    stopped_ = true;
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  const std::string& file_;
  const std::function<void(const XmlElement&)>& take_;
  IatiXmlLimits limits_;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, Freer> parser_;
  IatiXmlOutcome outcome_;
  XmlElement activity_;
  std::vector<XmlElement*> open_;  // from the activity to the innermost open element
  int depth_ = 0;
  int skipped_depth_ = 0;  // of the element that is passed over; 0: none
  std::size_t elements_ = 0;
  bool too_large_ = false;
  bool stopped_ = false;
};

// Of ASCII letters alone: the bytes may be of any encoding.
std::string lower_ascii(std::string_view bytes) {
  std::string out(bytes);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

bool says_utf8(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return false;
  const std::string head = lower_ascii(bytes.substr(0, std::min(bytes.find('>'), std::size_t{200})));
  const std::size_t encoding = head.find("encoding");
  return encoding == std::string::npos || head.find("utf-8", encoding) != std::string::npos ||
         head.find("utf8", encoding) != std::string::npos;
}

// A copy in which each byte that is no UTF-8 is read as Windows-1252; empty where nothing is wrong.
std::optional<std::string> repaired(const std::string& file, std::string_view bytes, std::vector<Problem>& problems) {
  if (!says_utf8(bytes)) return std::nullopt;
  auto bad = first_invalid_utf8(bytes);
  if (!bad) return std::nullopt;
  const std::size_t first = bad->value;
  std::string out;
  std::uint64_t count = 0;
  std::string_view rest = bytes;
  for (; bad; bad = first_invalid_utf8(rest)) {
    out.append(rest.substr(0, bad->value));
    append_utf8(out, from_windows_1252(static_cast<unsigned char>(rest[bad->value])));
    rest.remove_prefix(bad->value + 1);
    ++count;
  }
  out.append(rest);
  problems.push_back({ProblemCode::text_not_utf8,
                      fmt::format("{} bytes are no UTF-8, which the file says it is", count),
                      {.file = file,
                       .line = static_cast<std::uint64_t>(std::ranges::count(bytes.substr(0, first), '\n')) + 1,
                       .column = {},
                       .byte = first,
                       .record = {}},
                      "they are read as Windows-1252",
                      "publish the file as UTF-8"});
  return out;
}

}  // namespace

std::string_view XmlElement::attribute(std::string_view wanted) const {
  const auto found = std::ranges::find(attributes, wanted, &std::pair<std::string, std::string>::first);
  return found == attributes.end() ? std::string_view{} : std::string_view(found->second);
}

bool XmlElement::has_attribute(std::string_view wanted) const {
  return std::ranges::find(attributes, wanted, &std::pair<std::string, std::string>::first) != attributes.end();
}

const XmlElement* XmlElement::child(std::string_view wanted) const {
  const auto found = std::ranges::find(children, wanted, &XmlElement::name);
  return found == children.end() ? nullptr : &*found;
}

IatiXmlOutcome read_iati_xml(const std::string& file, std::string_view bytes,
                             const std::function<void(const XmlElement&)>& take, const IatiXmlLimits& limits) {
  std::vector<Problem> problems;
  const auto copy = repaired(file, bytes, problems);
  IatiXmlOutcome outcome = ActivityParser(file, take, limits).parse(copy ? std::string_view(*copy) : bytes);
  outcome.problems.insert(outcome.problems.begin(), problems.begin(), problems.end());
  return outcome;
}

}  // namespace kept
