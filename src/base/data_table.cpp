#include "base/data_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/embedded.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/text.hpp"

namespace kept {
namespace {

Problem broken(std::string_view path, std::uint64_t line, std::string what, std::string cure) {
  return {ProblemCode::pack_broken,
          std::move(what),
          {.file = std::string(path), .line = line, .column = {}, .byte = {}, .record = {}},
          "the table is not used",
          std::move(cure)};
}

}  // namespace

Result<std::vector<DataRow>> read_data_table(std::string_view path, std::initializer_list<std::string_view> columns) {
  const auto bytes = embedded_file(path);
  if (!bytes) return broken(path, 1, "the table is not in the binary", "build it with the file in its place");
  return read_data_table(path, *bytes, columns);
}

Result<std::vector<DataRow>> read_data_table(std::string_view path, std::string_view bytes,
                                             std::initializer_list<std::string_view> columns) {
  std::vector<DataRow> rows;
  std::uint64_t line_number = 0;
  bool header = true;
  for (std::string_view line : split(bytes, '\n')) {
    ++line_number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string_view> cells = split(line, '\t');
    if (header) {
      if (!std::ranges::equal(cells, columns)) {
        return broken(path, line_number, fmt::format("the columns are '{}'", line),
                      fmt::format("they must be {}, with tabs between", fmt::join(columns, " ")));
      }
      header = false;
      continue;
    }
    if (cells.size() != columns.size()) {
      return broken(path, line_number, fmt::format("the row has {} cells, not {}", cells.size(), columns.size()),
                    "give each row as many cells as line one, - for an empty one");
    }
    for (std::string_view& cell : cells) {
      if (cell == "-") cell = {};
    }
    rows.push_back({line_number, std::move(cells)});
  }
  if (header) return broken(path, 1, "the table is empty", "its first line names the columns");
  return rows;
}

}  // namespace kept
