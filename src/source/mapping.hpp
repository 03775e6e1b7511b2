// A mapping: how a table of somebody's own becomes records (docs/mapping.md). A small tab-separated file beside the CSV
// that says which column is the date, the amount and so on, what is the same in every row, and how dates and numbers
// are written.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/result.hpp"
#include "source/record.hpp"

namespace kept {

// Where a field's value comes from.
struct MappedField {
  std::string column;      // of the CSV; empty: the constant
  std::string constant;    // for every row
  std::uint64_t line = 0;  // of the mapping
};

struct Mapping {
  std::string file;
  std::map<std::string, MappedField, std::less<>> fields;     // "date", "amount", ...
  std::map<std::string, Measure, std::less<>> measure_words;  // published word, lower case
  std::string name;                                           // of the source; empty: the file's stem
  std::string date_format = "YYYY-MM-DD";
  char decimal_point = '.';
  std::string thousands;  // a separator to leave out; empty: none
  char separator = 0;     // 0: found from the first line
  std::string sheet;      // of a workbook; empty: the first that has the columns
  Decimal scale = Decimal::from_integer(1);
  std::string release;
  std::optional<Date> released;
};

bool looks_like_mapping(std::string_view bytes);

// Problem mapping_broken: the line, what is wrong there, and what would be right.
Result<Mapping> read_mapping(const std::string& file, std::string_view bytes);

struct MappedDate {
  Date date;
  DatePrecision precision = DatePrecision::day;
};
// A date written as `format` says: YYYY, MM, DD (two digits), M, D (one or two), any other character stands for itself.
// Without a day the precision is a month, without a month a year.
std::optional<MappedDate> parse_mapped_date(std::string_view text, std::string_view format);

// A number as the mapping says numbers are written, times its scale; exact.
std::optional<Decimal> parse_mapped_amount(std::string_view text, const Mapping& mapping);

}  // namespace kept
