#include "source/iati_outline.hpp"

#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "source/iati_verify.hpp"

namespace kept {
namespace {

constexpr char namespace_separator = '\n';  // occurs in no namespace name that is written in an attribute
constexpr std::uint64_t token_bytes_max = std::uint64_t{16} << 20U;
constexpr int depth_max = 64;

struct FreeParser {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

}  // namespace

struct IatiOutline::State {
  std::string file;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, FreeParser> parser;
  OutlineRoot root;
  std::optional<Problem> fault;
  std::vector<std::pair<std::string, std::string>> declared;  // prefix, namespace; "" is that of no prefix
  std::shared_ptr<const std::string> namespaces = std::make_shared<const std::string>();
  std::uint64_t fed = 0;
  int depth = 0;
  bool placeholder = false;  // the next element stands for an activity
  std::optional<OutlinePlace> place;

  [[nodiscard]] OutlinePlace here() const {
    return {XML_GetCurrentLineNumber(parser.get()), XML_GetCurrentColumnNumber(parser.get()) + 1};
  }

  void report(ProblemCode code, std::string what, std::string cure) {
    if (fault) return;
    const OutlinePlace at = here();
    Problem& problem = fault.emplace();
    problem.code = code;
    problem.what = std::move(what);
    problem.where.file = file;
    problem.where.line = at.line;
    problem.where.column = at.column;
    problem.done = "the whole activities before it are kept";
    problem.cure = std::move(cure);
    XML_StopParser(parser.get(), XML_FALSE);
  }

  void feed(std::string_view bytes, bool last) {
    if (fault) return;
    fed += bytes.size();
    if (XML_Parse(parser.get(), bytes.data(), static_cast<int>(bytes.size()), last ? 1 : 0) == XML_STATUS_ERROR) {
      report(ProblemCode::xml_broken,
             fmt::format("the XML is not well-formed: {}", XML_ErrorString(XML_GetErrorCode(parser.get()))),
             "get the file again, or mend it there");
    } else if (fed - static_cast<std::uint64_t>(std::max<XML_Index>(0, XML_GetCurrentByteIndex(parser.get()))) >
               token_bytes_max) {
      report(ProblemCode::limit_reached, fmt::format("a tag or comment has more than {} bytes", token_bytes_max),
             "get the file again; no IATI file has that");
    }
  }

  static State& self(void* data) { return *static_cast<State*>(data); }

  static void XMLCALL on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
    State& state = self(data);
    if (std::exchange(state.placeholder, false) &&
        std::string_view(name).find(namespace_separator) == std::string::npos)
      state.place = state.here();
    if (++state.depth > depth_max) {
      state.report(ProblemCode::limit_reached, fmt::format("elements stand more than {} deep", depth_max),
                   "get the file again; no IATI file is that deep");
      return;
    }
    const std::string_view root_name = name;
    const bool container = root_name == "iati-activities" || root_name == "iati-organisations";
    if (state.depth != 1 && !(container && state.root.version.empty())) return;
    state.root.name = root_name;
    for (; *attributes != nullptr; attributes += 2) {  // NOLINT(*-pointer-arithmetic): expat's list ends with a null
      const std::string_view key = attributes[0];      // NOLINT(*-pointer-arithmetic)
      const std::string_view value = attributes[1];    // NOLINT(*-pointer-arithmetic)
      if (key == "version") state.root.version = value;
      if (key == "generated-datetime") state.root.generated = value;
      if (key == "http://www.w3.org/XML/1998/namespace\nlang") state.root.language = value;
    }
  }

  static void XMLCALL on_end(void* data, const XML_Char* /*name*/) { --self(data).depth; }

  static void XMLCALL on_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    self(data).report(ProblemCode::xml_refused,
                      "the file has a DOCTYPE, which IATI does not use and which may define entities",
                      "remove the DOCTYPE");
  }

  static void XMLCALL on_namespace(void* data, const XML_Char* prefix, const XML_Char* uri) {
    State& state = self(data);
    state.declared.emplace_back(prefix == nullptr ? "" : prefix, uri == nullptr ? "" : uri);
    state.remake_namespaces();
  }
  static void XMLCALL on_namespace_end(void* data, const XML_Char* /*prefix*/) {
    State& state = self(data);
    if (!state.declared.empty()) state.declared.pop_back();
    state.remake_namespaces();
  }

  void remake_namespaces() {
    std::string text;
    for (std::size_t i = 0; i < declared.size(); ++i) {
      const auto& [prefix, uri] = declared[i];
      // The innermost of one prefix counts; only where it has one, as elements of none are what is read.
      const bool hidden = std::any_of(declared.begin() + static_cast<std::ptrdiff_t>(i) + 1, declared.end(),
                                      [&](const auto& later) { return later.first == prefix; });
      if (!hidden && !prefix.empty()) text += fmt::format(" xmlns:{}=\"{}\"", prefix, escape_xml(uri));
    }
    namespaces = std::make_shared<const std::string>(std::move(text));
  }
};

IatiOutline::IatiOutline(const std::string& file) : state_(std::make_unique<State>()) {
  state_->file = file;
  // What comes is UTF-8, whatever the declaration says.
  state_->parser.reset(XML_ParserCreateNS("UTF-8", namespace_separator));
  XML_Parser parser = state_->parser.get();
  XML_SetUserData(parser, state_.get());
  XML_SetElementHandler(parser, State::on_start, State::on_end);
  XML_SetNamespaceDeclHandler(parser, State::on_namespace, State::on_namespace_end);
  XML_SetStartDoctypeDeclHandler(parser, State::on_doctype);
  XML_SetParamEntityParsing(parser, XML_PARAM_ENTITY_PARSING_NEVER);
}
IatiOutline::IatiOutline(IatiOutline&&) noexcept = default;
IatiOutline::~IatiOutline() = default;

void IatiOutline::text(std::string_view bytes) {
  if (!bytes.empty()) state_->feed(bytes, false);
}

void IatiOutline::Extent::add(std::string_view bytes) {
  newlines += static_cast<std::uint64_t>(std::ranges::count(bytes, '\n'));
  const std::size_t last = bytes.rfind('\n');
  if (last != std::string_view::npos) {
    last_line_characters = 0;
    bytes.remove_prefix(last + 1);
  }
  // Every byte but those that continue a character.
  last_line_characters += static_cast<std::uint64_t>(
      std::ranges::count_if(bytes, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::optional<OutlinePlace> IatiOutline::activity(std::string_view name, std::string_view bytes) {
  Extent extent;
  extent.add(bytes);
  return activity(name, extent);
}

std::optional<OutlinePlace> IatiOutline::activity(std::string_view name, const Extent& extent) {
  constexpr std::size_t line_pieces_max = std::size_t{1} << 20U;
  state_->place.reset();
  state_->placeholder = true;
  std::string element = fmt::format("<{}", name);
  std::uint64_t newlines = extent.newlines;
  for (; newlines > line_pieces_max; newlines -= line_pieces_max) {
    state_->feed(element, false);
    element.assign(line_pieces_max, '\n');
  }
  element.append(newlines, '\n');
  const std::uint64_t own = 2 + (extent.newlines == 0 ? name.size() + 1 : 0);
  const std::uint64_t blanks = extent.last_line_characters > own ? extent.last_line_characters - own : 0;
  element.append(std::min<std::uint64_t>(blanks, line_pieces_max), ' ');
  element += "/>";
  state_->feed(element, false);
  state_->placeholder = false;
  if (state_->fault) return std::nullopt;
  return state_->place;
}

void IatiOutline::end() { state_->feed({}, true); }

const std::optional<Problem>& IatiOutline::fault() const { return state_->fault; }
const OutlineRoot& IatiOutline::root() const { return state_->root; }
OutlinePlace IatiOutline::here() const { return state_->here(); }
std::shared_ptr<const std::string> IatiOutline::namespaces() const { return state_->namespaces; }

}  // namespace kept
