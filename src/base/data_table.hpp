// Tables of the tree's data folder: tab-separated, the columns named in line one, `-` for an empty cell.
#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace kept {

struct DataRow {
  std::uint64_t line = 0;
  std::vector<std::string_view> cells;  // in the order of the columns asked for; empty where the file has `-`
};

// The rows of an embedded file, its columns being exactly `columns`. Lines that are empty or begin with `#` are passed
// over. Problem pack_broken: the file is not there, its columns are others, or a row has too few or too many cells.
Result<std::vector<DataRow>> read_data_table(std::string_view path, std::initializer_list<std::string_view> columns);

// The same for bytes that are not embedded; `path` is for problems.
Result<std::vector<DataRow>> read_data_table(std::string_view path, std::string_view bytes,
                                             std::initializer_list<std::string_view> columns);

}  // namespace kept
