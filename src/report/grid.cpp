#include "report/grid.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/decimal.hpp"
#include "base/text.hpp"
#include "report/cells.hpp"
#include "report/json.hpp"
#include "report/style.hpp"

namespace kept {
namespace {

constexpr std::size_t gap = 2;  // blanks between columns
constexpr std::size_t word_width_max = 24;

using Texts = std::vector<std::vector<std::string>>;  // by row, then column

// Each column's cells on one line, with the header first.
Texts texts_of(const Grid& grid) {
  Texts texts;
  texts.emplace_back();
  for (const std::string& column : grid.columns) texts.front().push_back(one_line(column));
  for (const auto& row : grid.rows) {
    texts.emplace_back();
    for (const auto& cell : row) texts.back().push_back(one_line(cell.value_or("")));
  }
  return texts;
}

// The widest word of each column, so that dates and names stay whole; a longer one may be broken.
std::vector<std::size_t> floors_of(const Texts& texts) {
  std::vector<std::size_t> floors(texts.front().size(), column_width_min);
  for (const auto& row : texts) {
    for (std::size_t c = 0; c < row.size(); ++c) {
      for (const std::string_view word : split(row[c], ' ')) {
        floors[c] = std::max(floors[c], std::min(cell_width(word), word_width_max));
      }
    }
  }
  return floors;
}

// Cuts the widest column that is above its floor, cell by cell, until all fit the table's width; false: they do not.
bool shrink(std::vector<std::size_t>& widths, const std::vector<std::size_t>& floors) {
  const std::size_t gaps = gap * (widths.size() - 1);
  for (std::size_t total = std::accumulate(widths.begin(), widths.end(), gaps); total > table_width; --total) {
    std::size_t widest = widths.size();
    for (std::size_t c = 0; c < widths.size(); ++c) {
      if (widths[c] > floors[c] && (widest == widths.size() || widths[c] > widths[widest])) widest = c;
    }
    if (widest == widths.size()) return false;
    --widths[widest];
  }
  return true;
}

std::vector<std::size_t> widths_of(const Texts& texts) {
  std::vector<std::size_t> widths(texts.front().size());
  for (const auto& row : texts) {
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], cell_width(row[c]));
  }
  if (!shrink(widths, floors_of(texts))) shrink(widths, std::vector<std::size_t>(widths.size(), column_width_min));
  return widths;
}

std::vector<bool> numeric_columns(const Grid& grid) {
  std::vector<bool> numeric(grid.columns.size(), !grid.rows.empty());
  for (const auto& row : grid.rows) {
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (row[c] && !Decimal::parse(*row[c], true)) numeric[c] = false;
    }
  }
  return numeric;
}

std::string without_trailing_blanks(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

struct Columns {
  std::vector<std::size_t> widths;
  std::vector<bool> numeric;
};

std::string row_of(const std::vector<std::string>& texts, const Columns& columns) {
  std::vector<std::vector<std::string>> cells;
  std::size_t height = 1;
  for (std::size_t c = 0; c < texts.size(); ++c) {
    std::vector<std::string> lines;
    const std::string wrapped = wrap(texts[c], {.width = columns.widths[c], .first_indent = 0, .indent = 0});
    for (const std::string_view line : split(wrapped, '\n')) lines.emplace_back(line);
    while (!lines.empty() && lines.back().empty()) lines.pop_back();
    height = std::max(height, lines.size());
    cells.push_back(std::move(lines));
  }
  std::string out;
  for (std::size_t l = 0; l < height; ++l) {
    std::string line;
    for (std::size_t c = 0; c < cells.size(); ++c) {
      const std::string text = l < cells[c].size() ? cells[c][l] : "";
      const std::size_t width = columns.widths[c];
      if (c > 0) line.append(gap, ' ');
      if (columns.numeric[c]) line.append(width - std::min(width, cell_width(text)), ' ');
      line += columns.numeric[c] ? text : pad_right(text, width);
    }
    out += without_trailing_blanks(std::move(line));
  }
  return out;
}

std::string csv_cell(std::string_view text) {
  if (!text.empty() && text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

}  // namespace

std::string grid_table(const Grid& grid, bool colour) {
  if (grid.columns.empty()) return "";
  const Texts texts = texts_of(grid);
  const Columns columns{.widths = widths_of(texts), .numeric = numeric_columns(grid)};
  std::string head = row_of(texts.front(), columns);
  head.pop_back();
  std::string out = bold(head, colour) + "\n";
  for (std::size_t r = 1; r < texts.size(); ++r) out += row_of(texts[r], columns);
  return out;
}

std::string grid_csv(const Grid& grid) {
  std::string out;
  for (std::size_t c = 0; c < grid.columns.size(); ++c) out += (c > 0 ? "," : "") + csv_cell(grid.columns[c]);
  out += "\n";
  for (const auto& row : grid.rows) {
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (c > 0) out += ",";
      if (row[c]) out += csv_cell(*row[c]);
    }
    out += "\n";
  }
  return out;
}

std::string grid_json(const Grid& grid) {
  std::vector<std::string> names;
  for (const std::string& column : grid.columns) {
    std::string name = column;
    for (int copy = 2; std::ranges::find(names, name) != names.end(); ++copy) {
      name = column + "_" + std::to_string(copy);
    }
    names.push_back(std::move(name));
  }
  Json list = Json::array();
  for (const auto& row : grid.rows) {
    Json object = Json::object();
    for (std::size_t c = 0; c < row.size(); ++c) object[names[c]] = row[c] ? Json(*row[c]) : Json(nullptr);
    list.push_back(std::move(object));
  }
  return dump_indented(list);
}

}  // namespace kept
