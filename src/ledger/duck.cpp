#include "ledger/duck.hpp"

#include <duckdb.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/text.hpp"

namespace kept::duck {
namespace {

// `text` as the database takes it: a byte that is not UTF-8 (a file's name may have one) becomes U+FFFD.
std::string well_formed(std::string_view text) {
  std::string out;
  while (const auto bad = first_invalid_utf8(text)) {
    out += text.substr(0, bad->value);
    append_utf8(out, U'\xFFFD');
    text.remove_prefix(bad->value + 1);
  }
  out += text;
  return out;
}

Fault fault_of(duckdb_result* result) {
  const char* message = duckdb_result_error(result);
  return {duckdb_result_error_type(result), message == nullptr ? "" : message};
}

duckdb_date days_of(Date date) { return {static_cast<std::int32_t>(date.days().time_since_epoch().count())}; }

duckdb_state bind(duckdb_prepared_statement statement, idx_t at, const Value& value) {
  if (const auto* text = std::get_if<std::string_view>(&value)) {
    const std::string checked = well_formed(*text);
    return duckdb_bind_varchar_length(statement, at, checked.data(), checked.size());
  }
  if (const auto* number = std::get_if<std::int64_t>(&value)) return duckdb_bind_int64(statement, at, *number);
  if (const auto* date = std::get_if<Date>(&value)) return duckdb_bind_date(statement, at, days_of(*date));
  if (const auto* truth = std::get_if<bool>(&value)) return duckdb_bind_boolean(statement, at, *truth);
  return duckdb_bind_null(statement, at);
}

}  // namespace

Rows::Rows(Rows&& other) noexcept
    : result_(std::exchange(other.result_, duckdb_result{})),
      chunk_(std::move(other.chunk_)),
      row_(other.row_),
      size_(other.size_) {}

Rows::~Rows() { duckdb_destroy_result(&result_); }

bool Rows::next() {
  if (chunk_ && ++row_ < size_) return true;
  do {
    chunk_.reset(duckdb_fetch_chunk(result_));
    if (!chunk_) return false;
    row_ = 0;
    size_ = duckdb_data_chunk_get_size(chunk_.get());
  } while (size_ == 0);
  return true;
}

duckdb_vector Rows::vector(std::size_t column) const { return duckdb_data_chunk_get_vector(chunk_.get(), column); }

bool Rows::is_null(std::size_t column) const {
  std::uint64_t* validity = duckdb_vector_get_validity(vector(column));
  return validity != nullptr && !duckdb_validity_row_is_valid(validity, row_);
}

template <typename T>
T Rows::value(std::size_t column) const {
  return static_cast<T*>(duckdb_vector_get_data(vector(column)))[row_];
}

std::string Rows::text(std::size_t column) const {
  if (is_null(column)) return {};
  auto value = this->value<duckdb_string_t>(column);
  return {duckdb_string_t_data(&value), duckdb_string_t_length(value)};
}

std::int64_t Rows::int64(std::size_t column) const { return is_null(column) ? 0 : value<std::int64_t>(column); }
std::int32_t Rows::int32(std::size_t column) const { return is_null(column) ? 0 : value<std::int32_t>(column); }
bool Rows::boolean(std::size_t column) const { return !is_null(column) && value<bool>(column); }

std::optional<Date> Rows::date(std::size_t column) const {
  if (is_null(column)) return std::nullopt;
  return Date{std::chrono::sys_days{std::chrono::days{value<duckdb_date>(column).days}}};
}

std::optional<std::uint64_t> Rows::count(std::size_t column) const {
  if (is_null(column)) return std::nullopt;
  return static_cast<std::uint64_t>(value<std::int64_t>(column));
}

Or<Rows> query(duckdb_connection connection, const std::string& statement) {
  duckdb_result result{};
  if (duckdb_query(connection, statement.c_str(), &result) == DuckDBSuccess) return Rows{result};
  Fault fault = fault_of(&result);
  duckdb_destroy_result(&result);
  return fault;
}

Value text_or_null(std::string_view text) { return text.empty() ? Value{} : Value{text}; }

Or<Rows> query(duckdb_connection connection, const std::string& statement, const std::vector<Value>& values) {
  duckdb_prepared_statement prepared = nullptr;
  const duckdb_state state = duckdb_prepare(connection, statement.c_str(), &prepared);
  const Statement owner{prepared};
  if (state != DuckDBSuccess) return Fault{DUCKDB_ERROR_PARSER, duckdb_prepare_error(prepared)};
  for (idx_t at = 0; at < values.size(); ++at) {
    if (bind(prepared, at + 1, values[at]) != DuckDBSuccess) return Fault{DUCKDB_ERROR_INVALID_INPUT, "bind"};
  }
  duckdb_result result{};
  if (duckdb_execute_prepared(prepared, &result) == DuckDBSuccess) return Rows{result};
  Fault fault = fault_of(&result);
  duckdb_destroy_result(&result);
  return fault;
}

Or<TableShape> TableShape::of(duckdb_connection connection, const char* table) {
  duckdb_appender handle = nullptr;
  const duckdb_state state = duckdb_appender_create(connection, nullptr, table, &handle);
  const Appender appender{handle};
  if (state != DuckDBSuccess) return Fault{DUCKDB_ERROR_CATALOG, table};
  TableShape shape;
  for (idx_t column = 0; column < duckdb_appender_column_count(handle); ++column) {
    shape.owners_.emplace_back(duckdb_appender_column_type(handle, column));
    shape.types_.push_back(shape.owners_.back().get());
  }
  return shape;
}

Chunk TableShape::new_chunk() const {
  // The C API takes the types by a pointer that is not const, and does not change them.
  std::vector<duckdb_logical_type> types = types_;
  return Chunk{duckdb_create_data_chunk(types.data(), types.size())};
}

void ChunkWriter::begin_row() {
  if (chunk_) return;
  chunk_ = shape_->new_chunk();
  vectors_.clear();
  data_.clear();
  for (idx_t column = 0; column < duckdb_data_chunk_get_column_count(chunk_.get()); ++column) {
    vectors_.push_back(duckdb_data_chunk_get_vector(chunk_.get(), column));
    data_.push_back(duckdb_vector_get_data(vectors_.back()));
  }
  validity_.assign(vectors_.size(), nullptr);
}

template <typename T>
void ChunkWriter::put(std::size_t column, T value) {
  static_cast<T*>(data_[column])[row_] = value;
}

void ChunkWriter::null(std::size_t column) {
  if (validity_[column] == nullptr) {
    duckdb_vector_ensure_validity_writable(vectors_[column]);
    validity_[column] = duckdb_vector_get_validity(vectors_[column]);
  }
  constexpr idx_t bits = 64;
  validity_[column][row_ / bits] &= ~(std::uint64_t{1} << (row_ % bits));
}

void ChunkWriter::text(std::size_t column, std::string_view value) {
  // A short text stands in the row itself; most are such, and a call for each would be a tenth of a load.
  duckdb_string_t inlined{};
  if (value.size() <= sizeof inlined.value.inlined.inlined) {
    const bool ascii = std::ranges::all_of(value, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii) {
      inlined.value.inlined.length = static_cast<std::uint32_t>(value.size());
      std::ranges::copy(value, std::begin(inlined.value.inlined.inlined));
      put(column, inlined);
      return;
    }
  }
  if (first_invalid_utf8(value)) {
    const std::string checked = well_formed(value);
    duckdb_vector_assign_string_element_len(vectors_[column], row_, checked.data(), checked.size());
    return;
  }
  duckdb_vector_assign_string_element_len(vectors_[column], row_, value.data(), value.size());
}

void ChunkWriter::text_or_null(std::size_t column, std::string_view value) {
  if (value.empty()) {
    null(column);
  } else {
    text(column, value);
  }
}

void ChunkWriter::int64(std::size_t column, std::int64_t value) { put(column, value); }
void ChunkWriter::int32(std::size_t column, std::int32_t value) { put(column, value); }
void ChunkWriter::boolean(std::size_t column, bool value) { put(column, value); }

void ChunkWriter::int32_or_null(std::size_t column, std::optional<std::uint32_t> value) {
  if (value) {
    put(column, static_cast<std::int32_t>(*value));
  } else {
    null(column);
  }
}

void ChunkWriter::boolean_or_null(std::size_t column, std::optional<bool> value) {
  if (value) {
    put(column, *value);
  } else {
    null(column);
  }
}

void ChunkWriter::date(std::size_t column, std::optional<Date> value) {
  if (value) {
    put(column, days_of(*value));
  } else {
    null(column);
  }
}

void ChunkWriter::timestamp(std::size_t column, std::optional<std::int64_t> microseconds) {
  if (microseconds) {
    put(column, duckdb_timestamp{*microseconds});
  } else {
    null(column);
  }
}

void ChunkWriter::count(std::size_t column, std::optional<std::uint64_t> value) {
  if (value) {
    put(column, static_cast<std::int64_t>(*value));
  } else {
    null(column);
  }
}

void ChunkWriter::decimal18(std::size_t column, std::optional<std::int64_t> value) {
  if (value) {
    put(column, *value);
  } else {
    null(column);
  }
}

void ChunkWriter::decimal38(std::size_t column, std::optional<Decimal::Coefficient> value) {
  if (value) {
    put(column, duckdb_hugeint{static_cast<std::uint64_t>(*value), static_cast<std::int64_t>(*value >> 64)});
  } else {
    null(column);
  }
}

void ChunkWriter::end_row() {
  if (++row_ < rows_max_) return;
  duckdb_data_chunk_set_size(chunk_.get(), row_);
  full_.push_back(std::move(chunk_));
  row_ = 0;
}

std::vector<Chunk> ChunkWriter::take() {
  if (row_ > 0) {
    duckdb_data_chunk_set_size(chunk_.get(), row_);
    full_.push_back(std::move(chunk_));
    row_ = 0;
  }
  return std::exchange(full_, {});
}

void shift(duckdb_data_chunk chunk, std::size_t column, std::int32_t by) {
  if (by == 0) return;
  auto* values = static_cast<std::uint32_t*>(duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk, column)));
  // What stands below a NULL means nothing, so it may be shifted along; unsigned, as it may be anything.
  for (idx_t row = 0; row < duckdb_data_chunk_get_size(chunk); ++row) values[row] += static_cast<std::uint32_t>(by);
}

void replace(duckdb_data_chunk chunk, std::size_t column, std::span<const std::int32_t> by) {
  duckdb_vector vector = duckdb_data_chunk_get_vector(chunk, column);
  std::uint64_t* validity = duckdb_vector_get_validity(vector);
  const std::span values{static_cast<std::int32_t*>(duckdb_vector_get_data(vector)),
                         static_cast<std::size_t>(duckdb_data_chunk_get_size(chunk))};
  for (std::size_t row = 0; row < values.size(); ++row) {
    if (validity != nullptr && !duckdb_validity_row_is_valid(validity, row)) continue;
    values[row] = by[static_cast<std::size_t>(values[row])];
  }
}

void set(duckdb_data_chunk chunk, std::size_t column, std::span<const std::uint32_t> values) {
  std::ranges::copy(values,
                    static_cast<std::uint32_t*>(duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk, column))));
}

TableAppender::TableAppender(duckdb_connection connection, const char* table) {
  duckdb_appender appender = nullptr;
  const duckdb_state state = duckdb_appender_create(connection, nullptr, table, &appender);
  appender_.reset(appender);
  if (state != DuckDBSuccess) keep_fault();
}

void TableAppender::keep_fault() {
  if (fault_) return;
  duckdb_error_data error = duckdb_appender_error_data(appender_.get());
  const char* message = duckdb_error_data_message(error);
  fault_ = Fault{duckdb_error_data_error_type(error), message == nullptr ? "" : message};
  duckdb_destroy_error_data(&error);
}

void TableAppender::append(duckdb_data_chunk chunk) {
  // The appender by itself holds 204,800 rows back, which are 200 MB of wide rows; with these it is 20, and no slower.
  constexpr idx_t rows_held_max = 20480;
  if (fault_) return;
  held_ += duckdb_data_chunk_get_size(chunk);
  if (duckdb_append_data_chunk(appender_.get(), chunk) != DuckDBSuccess) {
    keep_fault();
  } else if (held_ >= rows_held_max) {
    held_ = 0;
    if (duckdb_appender_flush(appender_.get()) != DuckDBSuccess) keep_fault();
  }
}

std::optional<Fault> TableAppender::finish() {
  if (!fault_ && duckdb_appender_close(appender_.get()) != DuckDBSuccess) keep_fault();
  return fault_;
}

namespace {

constexpr int digits_max = 38;

// 10^0 .. 10^38, the last of which is below 2^127.
constexpr std::array<Decimal::Coefficient, digits_max + 1> powers_of_ten = [] {
  std::array<Decimal::Coefficient, digits_max + 1> powers{};
  Decimal::Coefficient power = 1;
  for (std::size_t at = 0; at < powers.size(); ++at) {
    powers.at(at) = power;
    if (at + 1 < powers.size()) power *= 10;
  }
  return powers;
}();

}  // namespace

std::optional<Decimal::Coefficient> scaled(const Decimal& value, int scale, int digits, bool round) {
  const Decimal kept = round && value.exponent() < -scale ? value.rounded_to_exponent(-scale) : value;
  const int zeros = kept.exponent() + scale;
  if (zeros < 0) return std::nullopt;
  const Decimal::Coefficient number = kept.coefficient();
  if (number == 0) return number;
  if (zeros >= digits) return std::nullopt;
  const Decimal::Coefficient bound = powers_of_ten.at(static_cast<std::size_t>(digits - zeros));
  if (number >= bound || number <= -bound) return std::nullopt;
  return number * powers_of_ten.at(static_cast<std::size_t>(zeros));
}

}  // namespace kept::duck
