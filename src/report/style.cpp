#include "report/style.hpp"

#include <fmt/format.h>
#include <cstddef>
#include <string>
#include <string_view>

#include "document/document.hpp"
#include "report/cells.hpp"
#include "verdict/verdict.hpp"

namespace kept {
namespace {

// A line feed at the end stays outside the colour.
std::string painted(std::string_view code, std::string_view text, bool colour) {
  if (!colour) return std::string(text);
  const bool line = text.ends_with('\n');
  if (line) text.remove_suffix(1);
  return fmt::format("\x1b[{}m{}\x1b[0m{}", code, text, line ? "\n" : "");
}

// SGR codes; verdicts of one kind of answer share one, the words tell them apart.
std::string_view colour_code(VerdictIs verdict) {
  switch (verdict) {
    case VerdictIs::supported:
    case VerdictIs::kept:
      return "32";
    case VerdictIs::supported_otherwise:
    case VerdictIs::partly_kept:
    case VerdictIs::close:
      return "33";
    case VerdictIs::due:
      return "36";
    case VerdictIs::differs:
      return "35";
    case VerdictIs::contradicted:
    case VerdictIs::overdue:
      return "31";
    case VerdictIs::no_data:
    case VerdictIs::not_checkable:
      return "2";
  }
  return "0";
}

}  // namespace

std::string bold(std::string_view text, bool colour) { return painted("1", text, colour); }
std::string faint(std::string_view text, bool colour) { return painted("2", text, colour); }
std::string in_colour_of(VerdictIs verdict, std::string_view text, bool colour) {
  return painted(colour_code(verdict), text, colour);
}

std::string indented(std::string_view text, std::size_t indent) { return wrap(text, {table_width, indent, indent}); }

std::string labelled(std::string_view label, std::string_view text, std::size_t label_width) {
  std::string lines = wrap(text, {table_width, label_width, label_width});
  return pad_right(label, label_width) + (lines.size() > label_width ? lines.substr(label_width) : "\n");
}

std::string heading_lines(const Document& document, bool colour) {
  const std::string_view title = document.title.empty() ? document.name : document.title;
  std::string lines = bold(wrap(title, {table_width, 0, 0}), colour);
  std::string facts = document.date ? document.date->to_string() : "no date";
  if (!document.speaker.empty()) facts += ", " + document.speaker;
  if (!document.speaker_role.empty()) facts += ", " + document.speaker_role;
  if (!document.speaker_country.empty()) facts += " (" + document.speaker_country + ")";
  if (!document.title.empty()) facts += "; " + document.name;
  return lines + wrap(facts, {table_width, 0, 0});
}

std::string row_lines(const Row& row, std::string_view painted_right) {
  const std::size_t indent = row.number_width + 2;
  const std::size_t left_width = table_width - verdict_width - 2;
  const std::string left = wrap(row.left, {left_width, indent, indent});
  const std::size_t first_end = left.find('\n');
  std::string lines = fmt::format("{:>{}}  ", row.number, row.number_width);
  if (first_end > indent) lines += left.substr(indent, first_end - indent);
  if (!row.right.empty()) {
    lines = pad_right(lines, left_width + 2);
    lines += painted_right;
  }
  return lines + left.substr(first_end);
}

}  // namespace kept
