#include "source/iati_slicer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "source/iati_input.hpp"
#include "source/iati_outline.hpp"

namespace kept {
namespace {

constexpr std::size_t read_bytes = std::size_t{1} << 18U;
constexpr std::array<std::string_view, 2> unit_names{"iati-activity", "iati-organisation"};
// A "<" with so many bytes behind it can be told.
constexpr std::size_t lookahead_bytes = 64;

// What the bytes at the cursor are part of.
enum class Token : std::uint8_t { text, comment, cdata, instruction, start_tag };

bool ends_name(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '>' || c == '/'; }

// The unit whose name `rest` begins with, or nothing.
std::optional<std::size_t> unit_at(std::string_view rest) {
  for (std::size_t unit = 0; unit < unit_names.size(); ++unit) {
    const std::string_view name = unit_names.at(unit);
    if (rest.size() > name.size() && rest.starts_with(name) && ends_name(rest[name.size()])) return unit;
  }
  return std::nullopt;
}

}  // namespace

struct IatiSlicer::State {
  State(const std::string& path, ByteSource source, const SliceLimits& given)
      : file(path), input(std::move(source)), limits(given), outline(path) {}

  std::string file;
  Utf8Input input;
  SliceLimits limits;
  IatiOutline outline;
  std::vector<Problem> problems;

  std::string text;          // from the first byte that is still needed
  std::size_t cursor = 0;    // everything before it is understood
  std::size_t outlined = 0;  // everything before it has gone to the outline
  Token token = Token::text;
  char quote = 0;  // inside an attribute of a start tag
  bool in_unit = false;
  bool odd = false;  // the unit has a comment, CDATA section or instruction
  std::size_t unit = 0;
  std::size_t unit_begin = 0;
  bool too_large = false;      // bytes of the unit were let go
  IatiOutline::Extent extent;  // of those
  std::vector<SlicedActivity> found;
  bool organisations = false;
  bool done = false;

  [[nodiscard]] std::string_view rest() const { return std::string_view(text).substr(cursor); }

  // More bytes at the end of `text`; false at the end of the file.
  bool read_more() {
    if (input.at_end()) return false;
    const std::size_t had = text.size();
    if (const Status read = input.read(text, read_bytes); !read) {
      Problem problem = read.problem();
      if (problem.where.file.empty()) problem.where.file = file;
      problems.push_back(std::move(problem));
      // What was read is still good, the end is not.
      stopped_by_input = true;
      return text.size() > had;
    }
    return text.size() > had || !input.at_end();
  }
  bool stopped_by_input = false;

  void outline_until(std::size_t end) {
    if (end > outlined) outline.text(std::string_view(text).substr(outlined, end - outlined));
    outlined = end;
  }

  // The cursor behind `terminator`; false where it is not there yet.
  bool pass(std::string_view terminator) {
    const std::size_t at = text.find(terminator, cursor);
    if (at == std::string::npos) {
      cursor = std::max(cursor, text.size() - std::min(text.size(), terminator.size() - 1));
      return false;
    }
    cursor = at + terminator.size();
    token = Token::text;
    return true;
  }

  // The cursor behind the start tag; false where its end is not there yet.
  bool pass_start_tag() {
    while (true) {
      if (quote != 0) {
        const std::size_t close = text.find(quote, cursor);
        if (close == std::string::npos) {
          cursor = text.size();
          return false;
        }
        cursor = close + 1;
        quote = 0;
      }
      const std::size_t at = text.find_first_of("\"'>", cursor);
      if (at == std::string::npos) {
        // The last byte may be the "/" before the ">".
        cursor = std::max(cursor, text.empty() ? 0 : text.size() - 1);
        return false;
      }
      cursor = at + 1;
      if (text[at] != '>') {
        quote = text[at];
        continue;
      }
      token = Token::text;
      const bool closed = at > 0 && text[at - 1] == '/';
      if (closed) end_unit();
      return true;
    }
  }

  void begin_unit(std::size_t which) {
    // One that stands in another: the outer one is no activity that could be read; it belongs to what is around.
    in_unit = true;
    unit = which;
    outline_until(cursor);
    unit_begin = cursor;
    too_large = false;
    odd = false;
    extent = {};
    cursor += 1 + unit_names.at(unit).size();
    token = Token::start_tag;
    quote = 0;
  }

  void end_unit() {
    in_unit = false;
    const std::string_view name = unit_names.at(unit);
    const std::string_view bytes = std::string_view(text).substr(unit_begin, cursor - unit_begin);
    std::optional<OutlinePlace> place;
    if (too_large || bytes.size() > limits.activity_bytes_max) {
      extent.add(bytes);
      place = outline.activity(name, extent);
      if (place) {
        problems.push_back({ProblemCode::limit_reached,
                            fmt::format("an activity has more than {} bytes", limits.activity_bytes_max),
                            {.file = file, .line = place->line, .column = place->column, .byte = {}, .record = {}},
                            "it is left out",
                            "split it"});
      }
    } else {
      place = outline.activity(name, bytes);
      if (place) {
        found.push_back({unit_begin, cursor, *place, odd, outline.namespaces()});
        organisations = unit == 1;
      }
    }
    outlined = cursor;
    too_large = false;
  }

  // Lets go what is not needed any more: bytes of an activity that is too large, or those behind which nothing was
  // found.
  void let_go() {
    if (in_unit) {
      const std::size_t size = cursor - unit_begin;
      if (size <= limits.activity_bytes_max && !too_large) return;
      if (!found.empty()) return;  // first hand over what there is
      // The name in the start tag and a "/" right before the cursor are looked at again.
      const std::size_t keep = cursor > unit_begin ? cursor - 1 : cursor;
      extent.add(std::string_view(text).substr(unit_begin, keep - unit_begin));
      too_large = true;
      text.erase(0, keep);
      cursor -= keep;
      unit_begin = 0;
      outlined = 0;
    } else if (found.empty() && cursor > limits.slice_bytes) {
      outline_until(cursor);
      text.erase(0, cursor);
      cursor = 0;
      outlined = 0;
    }
  }

  // Goes on to the next boundary or the end of what was read; false where more bytes are needed.
  bool step() {
    switch (token) {
      case Token::comment:
        return pass("-->");
      case Token::cdata:
        return pass("]]>");
      case Token::instruction:
        return pass("?>");
      case Token::start_tag:
        return pass_start_tag();
      case Token::text:
        break;
    }
    const std::size_t at = text.find('<', cursor);
    if (at == std::string::npos) {
      cursor = text.size();
      return false;
    }
    cursor = at;
    if (text.size() - at < lookahead_bytes && !input.at_end() && !stopped_by_input) return false;
    step_from_tag();
    return true;
  }

  void step_from_tag() {
    const std::string_view tag = rest().substr(1);
    // Most are tags of elements in an activity.
    const char first = tag.empty() ? '\0' : tag.front();
    if (first != 'i' && first != '/' && first != '!' && first != '?') {
      cursor += 1;
      return;
    }
    odd = odd || first == '!' || first == '?';
    if (tag.starts_with("!--")) {
      token = Token::comment;
      cursor += 4;
    } else if (tag.starts_with("![CDATA[")) {
      token = Token::cdata;
      cursor += 9;
    } else if (tag.starts_with('?')) {
      token = Token::instruction;
      cursor += 2;
    } else if (const auto begins = unit_at(tag)) {
      begin_unit(*begins);
    } else if (in_unit && tag.starts_with('/') && unit_at(tag.substr(1)) == unit) {
      // Blanks may stand before the ">", though nobody writes them; more than these are no end of a tag.
      const std::size_t close = rest().substr(0, lookahead_bytes).find('>');
      cursor += close == std::string_view::npos ? 1 : close + 1;
      if (close != std::string_view::npos) end_unit();
    } else {
      cursor += 1;
    }
  }

  std::optional<IatiSlice> hand_over() {
    if (found.empty()) return std::nullopt;
    IatiSlice slice;
    const std::size_t end = found.back().end;
    slice.activities = std::exchange(found, {});
    slice.root = outline.root();
    slice.organisations = organisations;
    std::string left = text.substr(end);
    left.reserve(limits.slice_bytes + (read_bytes * 2));
    text.resize(end);
    slice.text = std::exchange(text, std::move(left));
    cursor -= end;
    outlined -= end;
    if (in_unit) unit_begin -= end;
    return slice;
  }

  void finish() {
    done = true;
    if (in_unit && !outline.fault()) {
      const auto begin = outline.activity(unit_names.at(unit), std::string_view{});
      if (!stopped_by_input && begin) {
        problems.push_back({ProblemCode::xml_broken,
                            fmt::format("the file ends inside the {} that begins here", unit_names.at(unit)),
                            {.file = file, .line = begin->line, .column = begin->column, .byte = {}, .record = {}},
                            "the whole activities before it are kept",
                            "get the file again"});
      }
      return;
    }
    outline_until(text.size());
    if (!stopped_by_input) outline.end();
  }

  std::optional<IatiSlice> next() {
    while (!done) {
      if (outline.fault()) {
        done = true;
        break;
      }
      // Also where much that is no activity stands behind those found.
      const bool full =
          !found.empty() && (found.back().end >= limits.slice_bytes || (!in_unit && cursor >= 2 * limits.slice_bytes));
      if (full) return hand_over();
      if (step()) continue;
      if (!found.empty() && in_unit && cursor - unit_begin > limits.activity_bytes_max) return hand_over();
      let_go();
      if (!stopped_by_input && read_more()) continue;
      if (token == Token::text && cursor < text.size()) continue;  // the last bytes, without a lookahead
      finish();
    }
    return hand_over();
  }
};

IatiSlicer::IatiSlicer(const std::string& file, ByteSource source, const SliceLimits& limits)
    : state_(std::make_unique<State>(file, std::move(source), limits)) {}
IatiSlicer::IatiSlicer(IatiSlicer&&) noexcept = default;
IatiSlicer::~IatiSlicer() = default;

std::optional<IatiSlice> IatiSlicer::next() { return state_->next(); }

std::vector<Problem> IatiSlicer::take_problems() {
  std::vector<Problem> problems = std::exchange(state_->problems, {});
  if (state_->outline.fault()) problems.push_back(*state_->outline.fault());
  return problems;
}

const OutlineRoot& IatiSlicer::root() const { return state_->outline.root(); }

}  // namespace kept
