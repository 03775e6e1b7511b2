// Text in terminal cells: East Asian wide characters take two, combining marks none (data/cell_width.tsv).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kept {

// Of well-formed UTF-8 without control characters, such as `one_line` gives.
std::size_t cell_width(std::string_view text);

// `text` on one line that no terminal obeys: runs of blanks and line feeds become one blank, other control
// characters, characters that turn the direction of writing, and broken bytes become U+FFFD.
std::string one_line(std::string_view text);

struct Wrapping {
  std::size_t width = 80;
  std::size_t first_indent = 0;
  std::size_t indent = 0;  // of the lines after the first
};

// `text` broken at blanks, and between wide characters, into lines of at most `width` cells, each with a line feed.
// A word that fits no line is broken; nothing is cut. `indent` leaves at least two cells.
std::string wrap(std::string_view text, const Wrapping& wrapping);

// `text` with blanks behind it up to `width` cells.
std::string pad_right(std::string_view text, std::size_t width);

}  // namespace kept
