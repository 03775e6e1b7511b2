#include "ledger/value_text.hpp"

#include <duckdb.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "ledger/duck.hpp"

namespace kept::duck {
namespace {

template <typename T>
T at(duckdb_vector vector, idx_t row) {
  return static_cast<T*>(duckdb_vector_get_data(vector))[row];
}

__extension__ using Signed128 = __int128;
__extension__ using Unsigned128 = unsigned __int128;

Signed128 joined(duckdb_hugeint value) {
  return static_cast<Signed128>((static_cast<Unsigned128>(static_cast<std::uint64_t>(value.upper)) << 64U) |
                                value.lower);
}

// `unscaled` / 10^scale without trailing zeros.
std::string decimal_text(Signed128 unscaled, int scale) {
  const bool negative = unscaled < 0;
  Unsigned128 left =
      negative ? Unsigned128{0} - static_cast<Unsigned128>(unscaled) : static_cast<Unsigned128>(unscaled);
  while (scale > 0 && left % 10 == 0) {
    left /= 10;
    --scale;
  }
  std::string digits;
  for (int count = 0; left != 0 || count <= scale; ++count) {
    if (count == scale && scale > 0) digits += '.';
    digits += static_cast<char>('0' + static_cast<int>(left % 10));
    left /= 10;
  }
  if (negative) digits += '-';
  std::ranges::reverse(digits);
  return digits;
}

std::string decimal_text(duckdb_vector vector, duckdb_logical_type type, idx_t row) {
  const int scale = duckdb_decimal_scale(type);
  switch (duckdb_decimal_internal_type(type)) {
    case DUCKDB_TYPE_SMALLINT:
      return decimal_text(at<std::int16_t>(vector, row), scale);
    case DUCKDB_TYPE_INTEGER:
      return decimal_text(at<std::int32_t>(vector, row), scale);
    case DUCKDB_TYPE_BIGINT:
      return decimal_text(at<std::int64_t>(vector, row), scale);
    default:
      return decimal_text(joined(at<duckdb_hugeint>(vector, row)), scale);
  }
}

std::string date_text(duckdb_date value) {
  if (!duckdb_is_finite_date(value)) return value.days > 0 ? "infinity" : "-infinity";
  return Date{std::chrono::sys_days{std::chrono::days{value.days}}}.to_string();
}

std::string clock_text(std::int64_t micros) {
  const duckdb_time_struct time = duckdb_from_time({micros});
  std::string text = fmt::format("{:02}:{:02}:{:02}", time.hour, time.min, time.sec);
  if (time.micros != 0) text += fmt::format(".{:06}", time.micros);
  return text;
}

std::string timestamp_text(std::int64_t micros) {
  if (!duckdb_is_finite_timestamp({micros})) return micros > 0 ? "infinity" : "-infinity";
  const duckdb_timestamp_struct parts = duckdb_from_timestamp({micros});
  const auto day = duckdb_to_date(parts.date);
  return fmt::format("{} {}", date_text(day), clock_text(duckdb_to_time(parts.time).micros));
}

std::string list_text(duckdb_vector vector, duckdb_logical_type type, idx_t row) {
  const auto entry = at<duckdb_list_entry>(vector, row);
  const Type child_type{duckdb_list_type_child_type(type)};
  duckdb_vector child = duckdb_list_vector_get_child(vector);
  std::string text = "[";
  for (idx_t item = entry.offset; item < entry.offset + entry.length; ++item) {
    if (item > entry.offset) text += ", ";
    text += value_text(child, child_type.get(), item).value_or("NULL");
  }
  return text + "]";
}

}  // namespace

bool prints(duckdb_logical_type type) {
  switch (duckdb_get_type_id(type)) {
    case DUCKDB_TYPE_BOOLEAN:
    case DUCKDB_TYPE_TINYINT:
    case DUCKDB_TYPE_SMALLINT:
    case DUCKDB_TYPE_INTEGER:
    case DUCKDB_TYPE_BIGINT:
    case DUCKDB_TYPE_UTINYINT:
    case DUCKDB_TYPE_USMALLINT:
    case DUCKDB_TYPE_UINTEGER:
    case DUCKDB_TYPE_UBIGINT:
    case DUCKDB_TYPE_FLOAT:
    case DUCKDB_TYPE_DOUBLE:
    case DUCKDB_TYPE_HUGEINT:
    case DUCKDB_TYPE_DECIMAL:
    case DUCKDB_TYPE_VARCHAR:
    case DUCKDB_TYPE_DATE:
    case DUCKDB_TYPE_TIME:
    case DUCKDB_TYPE_TIMESTAMP:
    case DUCKDB_TYPE_TIMESTAMP_TZ:
    case DUCKDB_TYPE_SQLNULL:
      return true;
    case DUCKDB_TYPE_LIST:
      return prints(Type{duckdb_list_type_child_type(type)}.get());
    default:
      return false;
  }
}

std::optional<std::string> value_text(duckdb_vector vector, duckdb_logical_type type, idx_t row) {
  std::uint64_t* validity = duckdb_vector_get_validity(vector);
  if (validity != nullptr && !duckdb_validity_row_is_valid(validity, row)) return std::nullopt;
  switch (duckdb_get_type_id(type)) {
    case DUCKDB_TYPE_BOOLEAN:
      return at<bool>(vector, row) ? "true" : "false";
    case DUCKDB_TYPE_TINYINT:
      return fmt::format("{}", at<std::int8_t>(vector, row));
    case DUCKDB_TYPE_SMALLINT:
      return fmt::format("{}", at<std::int16_t>(vector, row));
    case DUCKDB_TYPE_INTEGER:
      return fmt::format("{}", at<std::int32_t>(vector, row));
    case DUCKDB_TYPE_BIGINT:
      return fmt::format("{}", at<std::int64_t>(vector, row));
    case DUCKDB_TYPE_UTINYINT:
      return fmt::format("{}", at<std::uint8_t>(vector, row));
    case DUCKDB_TYPE_USMALLINT:
      return fmt::format("{}", at<std::uint16_t>(vector, row));
    case DUCKDB_TYPE_UINTEGER:
      return fmt::format("{}", at<std::uint32_t>(vector, row));
    case DUCKDB_TYPE_UBIGINT:
      return fmt::format("{}", at<std::uint64_t>(vector, row));
    case DUCKDB_TYPE_FLOAT:
      return fmt::format("{}", at<float>(vector, row));
    case DUCKDB_TYPE_DOUBLE:
      return fmt::format("{}", at<double>(vector, row));
    case DUCKDB_TYPE_HUGEINT:
      return decimal_text(joined(at<duckdb_hugeint>(vector, row)), 0);
    case DUCKDB_TYPE_DECIMAL:
      return decimal_text(vector, type, row);
    case DUCKDB_TYPE_DATE:
      return date_text(at<duckdb_date>(vector, row));
    case DUCKDB_TYPE_TIME:
      return clock_text(at<std::int64_t>(vector, row));
    case DUCKDB_TYPE_TIMESTAMP:
    case DUCKDB_TYPE_TIMESTAMP_TZ:
      return timestamp_text(at<std::int64_t>(vector, row));
    case DUCKDB_TYPE_LIST:
      return list_text(vector, type, row);
    case DUCKDB_TYPE_VARCHAR: {
      auto value = at<duckdb_string_t>(vector, row);
      return std::string{duckdb_string_t_data(&value), duckdb_string_t_length(value)};
    }
    default:
      return std::nullopt;
  }
}

}  // namespace kept::duck
