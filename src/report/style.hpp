// How the terminal tables of this room are laid out: their width, their colours, a row's first line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "document/document.hpp"
#include "report/cells.hpp"
#include "verdict/verdict.hpp"

namespace kept {

inline constexpr std::size_t table_width = 80;
inline constexpr std::size_t verdict_width = 19;  // of "supported otherwise"

// `text` in bold, or in the colour of a verdict, where `colour`; otherwise as it is.
std::string bold(std::string_view text, bool colour);
std::string faint(std::string_view text, bool colour);
std::string in_colour_of(VerdictIs verdict, std::string_view text, bool colour);

// `text` wrapped at the table's width behind `indent` blanks, all of its lines.
std::string indented(std::string_view text, std::size_t indent);
// A label on the left, `text` wrapped behind it.
std::string labelled(std::string_view label, std::string_view text, std::size_t label_width);

// A document's title, then date, speaker and name.
std::string heading_lines(const Document& document, bool colour);

// What stands in the left column, wrapped, and `right` beside its first line.
struct Row {
  std::size_t number = 0;
  std::size_t number_width = 2;
  std::string_view left;
  std::string_view right;  // at most verdict_width cells
};
// `painted` is `right` with its colour.
std::string row_lines(const Row& row, std::string_view painted);

}  // namespace kept
