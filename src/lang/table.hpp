// Tables of a language pack: tab-separated, columns named in line one, `#` begins a comment line. Every cell is
// checked when the pack is loaded; a wrong one is a Problem pack_broken with file, line and cure.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "lang/lexicon.hpp"

namespace kept {

// What a cell may hold.
enum class CellKind : std::uint8_t {
  absent,    // the table has no such column
  text,      // anything but nothing
  optional,  // anything or nothing
  decimal,   // a decimal number
  choice,    // one of the words of `choices`, parted by blanks; "-" stands for nothing
};

struct ColumnSchema {
  std::string_view name;
  CellKind kind = CellKind::absent;
  std::string_view choices;
};

// Column one of every table is `phrase`; `columns` are the others, of which a file may leave out optional last ones.
struct TableSchema {
  Table table;
  std::string_view name;  // of the file, without ".tsv"
  bool required = false;  // every pack must have it
  std::array<ColumnSchema, 4> columns;
};

std::span<const TableSchema> table_schemas();

struct TableRow {
  std::uint64_t line = 0;
  std::string_view phrase;
  std::array<std::string, 4> columns;
};

// The rows of one table file. Problems: pack_broken.
Result<std::vector<TableRow>> parse_table(const TableSchema& schema, std::string_view file, std::string_view bytes);

}  // namespace kept
