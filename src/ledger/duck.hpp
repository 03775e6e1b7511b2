// DuckDB's C API with owners for its handles. Only files of this room include it; nothing of it stands in ledger.hpp.
//
// A Fault is what the database says; it never leaves the room: ledger.cpp and sql.cpp turn it into a Problem.
#pragma once

#include <duckdb.h>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"

namespace kept::duck {

// The database's own account of a failure. `message` is JSON where the kind allows it ("errors_as_json").
struct Fault {
  duckdb_error_type type = DUCKDB_ERROR_INVALID;
  std::string message;
};

template <typename T>
using Or = std::variant<T, Fault>;

// Handles, closed in the order of declaration reversed: a connection before its database.
struct CloseDatabase {
  void operator()(duckdb_database handle) const { duckdb_close(&handle); }
};
struct CloseConnection {
  void operator()(duckdb_connection handle) const { duckdb_disconnect(&handle); }
};
struct DestroyStatement {
  void operator()(duckdb_prepared_statement handle) const { duckdb_destroy_prepare(&handle); }
};
struct DestroyAppender {
  void operator()(duckdb_appender handle) const { duckdb_appender_destroy(&handle); }
};
struct DestroyChunk {
  void operator()(duckdb_data_chunk handle) const { duckdb_destroy_data_chunk(&handle); }
};
struct DestroyType {
  void operator()(duckdb_logical_type handle) const { duckdb_destroy_logical_type(&handle); }
};
using Database = std::unique_ptr<std::remove_pointer_t<duckdb_database>, CloseDatabase>;
using Connection = std::unique_ptr<std::remove_pointer_t<duckdb_connection>, CloseConnection>;
using Statement = std::unique_ptr<std::remove_pointer_t<duckdb_prepared_statement>, DestroyStatement>;
using Appender = std::unique_ptr<std::remove_pointer_t<duckdb_appender>, DestroyAppender>;
using Chunk = std::unique_ptr<std::remove_pointer_t<duckdb_data_chunk>, DestroyChunk>;
using Type = std::unique_ptr<std::remove_pointer_t<duckdb_logical_type>, DestroyType>;

// A statement's answer, read chunk by chunk. Values are those of the row that `next` moved to.
class Rows {
 public:
  explicit Rows(duckdb_result result) : result_(result) {}
  Rows(Rows&& other) noexcept;
  Rows& operator=(Rows&&) = delete;
  ~Rows();

  bool next();
  [[nodiscard]] std::size_t columns() { return duckdb_column_count(&result_); }
  [[nodiscard]] std::string name(std::size_t column) { return duckdb_column_name(&result_, column); }

  // The column has the type that the function names, or the value is NULL: "" / 0 / empty / false.
  [[nodiscard]] bool is_null(std::size_t column) const;
  [[nodiscard]] std::string text(std::size_t column) const;                    // VARCHAR
  [[nodiscard]] std::int64_t int64(std::size_t column) const;                  // BIGINT
  [[nodiscard]] std::int32_t int32(std::size_t column) const;                  // INTEGER
  [[nodiscard]] bool boolean(std::size_t column) const;                        // BOOLEAN
  [[nodiscard]] std::optional<Date> date(std::size_t column) const;            // DATE
  [[nodiscard]] std::optional<std::uint64_t> count(std::size_t column) const;  // BIGINT, empty where NULL

  [[nodiscard]] duckdb_vector vector(std::size_t column) const;
  [[nodiscard]] idx_t row() const { return row_; }

 private:
  template <typename T>
  [[nodiscard]] T value(std::size_t column) const;
  duckdb_result result_;
  Chunk chunk_;
  idx_t row_ = 0;
  idx_t size_ = 0;
};

// One or several statements without values.
Or<Rows> query(duckdb_connection connection, const std::string& statement);

// A value bound to a statement: absent, text, number, date, truth.
using Value = std::variant<std::monostate, std::string_view, std::int64_t, Date, bool>;
Value text_or_null(std::string_view text);  // "" is NULL

// One statement with values for $1, $2, ...
Or<Rows> query(duckdb_connection connection, const std::string& statement, const std::vector<Value>& values);

// The columns of a table, for making chunks of it.
class TableShape {
 public:
  static Or<TableShape> of(duckdb_connection connection, const char* table);
  [[nodiscard]] Chunk new_chunk() const;

 private:
  std::vector<Type> owners_;
  std::vector<duckdb_logical_type> types_;
};

// Rows of one table in chunks of the database's vector size, made without the database: several threads may each fill
// their own.
//
// Set the columns of a row in any order, each at most once, then call `end_row`. A column not set is a fault of ours
// (its value is undefined).
class ChunkWriter {
 public:
  explicit ChunkWriter(const TableShape& shape) : shape_(&shape), rows_max_(duckdb_vector_size()) {}

  void null(std::size_t column);
  void text(std::size_t column, std::string_view value);
  void text_or_null(std::size_t column, std::string_view value);  // "" is NULL
  void int64(std::size_t column, std::int64_t value);
  void int32(std::size_t column, std::int32_t value);
  void int32_or_null(std::size_t column, std::optional<std::uint32_t> value);
  void boolean(std::size_t column, bool value);
  void boolean_or_null(std::size_t column, std::optional<bool> value);
  void date(std::size_t column, std::optional<Date> value);
  void timestamp(std::size_t column, std::optional<std::int64_t> microseconds);
  void count(std::size_t column, std::optional<std::uint64_t> value);
  void decimal18(std::size_t column, std::optional<std::int64_t> value);          // DECIMAL(18, x), scaled
  void decimal38(std::size_t column, std::optional<Decimal::Coefficient> value);  // DECIMAL(38, x), scaled
  void begin_row();
  void end_row();
  // The rows so far; the writer begins anew.
  std::vector<Chunk> take();

 private:
  template <typename T>
  void put(std::size_t column, T value);
  const TableShape* shape_;
  std::vector<Chunk> full_;
  Chunk chunk_;
  std::vector<duckdb_vector> vectors_;
  std::vector<void*> data_;
  std::vector<std::uint64_t*> validity_;  // of a column that has a NULL so far, else nullptr
  idx_t row_ = 0;
  idx_t rows_max_ = 0;
};

// Adds `by` to every value of an INTEGER column that is not NULL.
void shift(duckdb_data_chunk chunk, std::size_t column, std::int32_t by);

// Every value of an INTEGER column that is not NULL is a place in `by` and becomes what stands there.
void replace(duckdb_data_chunk chunk, std::size_t column, std::span<const std::int32_t> by);

// The values of an INTEGER column, as many as the chunk has rows.
void set(duckdb_data_chunk chunk, std::size_t column, std::span<const std::uint32_t> values);

// Hands chunks to a table, inside the connection's transaction. What it holds back itself is small: memory does not
// grow with the rows. After a fault further calls do nothing; `finish` returns it.
class TableAppender {
 public:
  TableAppender(duckdb_connection connection, const char* table);
  void append(duckdb_data_chunk chunk);
  void append(const std::vector<Chunk>& chunks) {
    for (const Chunk& chunk : chunks) append(chunk.get());
  }
  std::optional<Fault> finish();

 private:
  void keep_fault();
  Appender appender_;
  idx_t held_ = 0;  // rows since the last flush
  std::optional<Fault> fault_;
};

// `value` times 10^scale as a whole number; empty where it is no whole number (unless `round`: half to even) or has
// more than `digits` digits.
std::optional<Decimal::Coefficient> scaled(const Decimal& value, int scale, int digits, bool round);

}  // namespace kept::duck
