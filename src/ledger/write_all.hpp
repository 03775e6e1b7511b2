// Rows of a table that are written at once. Of this room only.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>

#include "ledger/duck.hpp"

namespace kept::duck {

// Adds `rows` to `table`; write(writer, ordinal, row) sets the columns of one.
template <typename RowsOf, typename Write>
std::optional<Fault> write_all(duckdb_connection connection, const char* table, const RowsOf& rows, Write write) {
  if (rows.empty()) return std::nullopt;
  auto shape = TableShape::of(connection, table);
  if (auto* fault = std::get_if<Fault>(&shape)) return *fault;
  ChunkWriter writer{std::get<0>(shape)};
  std::int32_t ordinal = 0;
  for (const auto& row : rows) {
    writer.begin_row();
    write(writer, ordinal++, row);
    writer.end_row();
  }
  TableAppender appender{connection, table};
  appender.append(writer.take());
  return appender.finish();
}

}  // namespace kept::duck
