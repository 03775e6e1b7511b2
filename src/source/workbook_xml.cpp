#include "source/workbook_xml.hpp"

#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "base/problem.hpp"

namespace kept::workbook_xml {
namespace {

constexpr char namespace_separator = '|';

// Generators differ in prefixes, and the strict form of the standard in namespaces: the local name is what counts.
std::string_view local_name(std::string_view name) {
  const std::size_t at = name.rfind(namespace_separator);
  return at == std::string_view::npos ? name : name.substr(at + 1);
}

struct State {
  XML_Parser parser;
  const Handlers& handlers;
  std::size_t depth_max;
  std::size_t depth = 0;
  std::string refused;
  bool stopped = false;

  void stop() {
    stopped = true;
    XML_StopParser(parser, XML_FALSE);
  }
};

void on_start(void* data, const char* name, const char** attributes) {
  auto& state = *static_cast<State*>(data);
  if (state.stopped) return;
  if (++state.depth > state.depth_max) {
    state.refused = fmt::format("elements are nested more than {} deep", state.depth_max);
    state.stop();
    return;
  }
  if (state.handlers.start) state.handlers.start(local_name(name), Attributes(attributes));
}

void on_end(void* data, const char* name) {
  auto& state = *static_cast<State*>(data);
  if (state.stopped) return;
  --state.depth;
  if (state.handlers.end) state.handlers.end(local_name(name));
  if (state.handlers.stop && state.handlers.stop()) state.stop();
}

void on_text(void* data, const char* text, int length) {
  const auto& state = *static_cast<State*>(data);
  if (!state.stopped && state.handlers.text) state.handlers.text({text, static_cast<std::size_t>(length)});
}

void on_document_type(void* data, const char* /*name*/, const char* /*system*/, const char* /*public*/, int /*own*/) {
  auto& state = *static_cast<State*>(data);
  state.refused = "it declares a document type, which no workbook does";
  state.stop();
}

}  // namespace

std::string_view Attributes::operator[](std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
    if (local_name(pair[0]) == name) return pair[1];
  }
  return {};
}

std::optional<Problem> read(std::string_view part, std::string_view bytes, std::size_t depth_max,
                            const Handlers& handlers) {
  struct Free {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
  };
  const std::unique_ptr<std::remove_pointer_t<XML_Parser>, Free> parser{
      XML_ParserCreateNS(nullptr, namespace_separator)};
  Place place{.file = std::string(part), .line = {}, .column = {}, .byte = {}, .record = {}};
  if (!parser) {
    return Problem{ProblemCode::limit_reached, "there is no memory left to read it", place, "it is left out",
                   "close other programs"};
  }
  State state{parser.get(), handlers, depth_max, 0, {}, false};
  XML_SetUserData(parser.get(), &state);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_document_type);
  constexpr std::size_t piece_bytes = std::size_t{1} << 24U;  // expat counts in int
  for (std::size_t at = 0; at < bytes.size() || at == 0;) {
    const std::string_view piece = bytes.substr(at, piece_bytes);
    at += std::max<std::size_t>(piece.size(), 1);
    const bool last = at >= bytes.size();
    if (XML_Parse(parser.get(), piece.data(), static_cast<int>(piece.size()), last ? XML_TRUE : XML_FALSE) ==
        XML_STATUS_OK) {
      continue;
    }
    if (!state.refused.empty()) {
      return Problem{ProblemCode::xml_refused, state.refused, std::move(place), "the rest of it is left out",
                     "save the workbook anew"};
    }
    if (state.stopped) return std::nullopt;
    place.line = XML_GetCurrentLineNumber(parser.get());
    place.column = XML_GetCurrentColumnNumber(parser.get()) + 1;
    return Problem{
        ProblemCode::xml_broken, fmt::format("the XML is broken: {}", XML_ErrorString(XML_GetErrorCode(parser.get()))),
        std::move(place), "rows before that are kept", "open the workbook, let it be repaired, save it anew"};
  }
  return std::nullopt;
}

}  // namespace kept::workbook_xml
