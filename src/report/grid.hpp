// Rows and columns of any list (loads, problems, an SQL answer) as a table for people, CSV or JSON.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace kept {

struct Grid {
  std::vector<std::string> columns;
  std::vector<std::vector<std::optional<std::string>>> rows;  // each as long as `columns`; empty: absent
};

// At most 80 terminal cells a line, cells wrapped and nothing cut, as long as each column keeps `column_width_min`
// cells; a list of many columns is wider. Columns of numbers stand to the right.
inline constexpr std::size_t column_width_min = 8;
std::string grid_table(const Grid& grid, bool colour);

// RFC 4180 but for its line ends, which are LF: a header, then the rows. An absent value is nothing, an empty text
// is "".
std::string grid_csv(const Grid& grid);

// A list with one object a row: text or null. A second column of the same name becomes NAME_2.
std::string grid_json(const Grid& grid);

}  // namespace kept
