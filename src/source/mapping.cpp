#include "source/mapping.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/country.hpp"
#include "base/csv.hpp"
#include "base/data_table.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "source/near_name.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

constexpr std::string_view mapping_header = "field\thow\tvalue\tas";

const std::array<std::string_view, 13> field_names{"date",       "amount",   "currency", "giver",   "receiver",
                                                   "measure",    "text",     "link",     "channel", "aid_type",
                                                   "instrument", "activity", "note"};
const std::array<std::string_view, 9> setting_names{"name",  "date_format", "decimal",  "thousands", "separator",
                                                    "scale", "release",     "released", "sheet"};

template <std::size_t N>
std::string nearest_of(std::string_view name, const std::array<std::string_view, N>& names) {
  const auto near = nearest_name(name, {names.begin(), names.end()});
  if (near) return fmt::format("perhaps '{}' is meant", *near);
  return fmt::format("known are {}", fmt::join(names, ", "));
}

constexpr std::size_t what_bytes_max = 400;  // a message may quote a cell

Problem broken(const Mapping& mapping, std::uint64_t line, std::string_view what, std::string cure) {
  Problem problem;
  problem.code = ProblemCode::mapping_broken;
  problem.what = excerpt(what, what_bytes_max);
  problem.where.file = mapping.file;
  problem.where.line = line;
  problem.done = "the CSV is left out";
  problem.cure = std::move(cure);
  return problem;
}

// Settings that are one character, written as it is or by name, since a tab cannot stand in the table.
std::optional<char> one_character(std::string_view text) {
  if (text == "tab") return '\t';
  if (text == "comma") return ',';
  if (text == "semicolon") return ';';
  if (text == "point") return '.';
  if (text.size() == 1) return text.front();
  return std::nullopt;
}

std::optional<Problem> read_setting(const DataRow& row, Mapping& mapping) {
  const std::string_view name = row.cells[0];
  const std::string_view value = row.cells[2];
  const auto wrong = [&](std::string_view cure) {
    return broken(mapping, row.line, fmt::format("'{}' is no value for {}", value, name), std::string(cure));
  };
  if (name == "name") {
    mapping.name = value;
  } else if (name == "release") {
    mapping.release = value;
  } else if (name == "released") {
    mapping.released = Date::parse_iso(value);
    if (!mapping.released) return wrong("write the day as YYYY-MM-DD");
  } else if (name == "date_format") {
    mapping.date_format = value;
    if (value.find("YYYY") == std::string_view::npos) return wrong("write YYYY, MM or M, DD or D, as in DD.MM.YYYY");
  } else if (name == "decimal") {
    const auto point = one_character(value);
    if (!point || (*point != '.' && *point != ',')) return wrong("write point or comma");
    mapping.decimal_point = *point;
  } else if (name == "thousands") {
    mapping.thousands = value == "blank" ? " " : std::string(value);
    if (const auto one = one_character(value)) mapping.thousands = std::string(1, *one);
  } else if (name == "separator") {
    const auto separator = one_character(value);
    if (!separator) return wrong("write comma, semicolon or tab");
    mapping.separator = *separator;
  } else if (name == "sheet") {
    mapping.sheet = value;
  } else if (name == "scale") {
    const auto scale = Decimal::parse(value, true);
    if (!scale || scale->is_zero()) return wrong("write the number that amounts are in, as 1000000 for millions");
    mapping.scale = *scale;
  } else {
    return broken(mapping, row.line, fmt::format("'{}' is no setting", name), nearest_of(name, setting_names));
  }
  return std::nullopt;
}

std::optional<Problem> read_line(const DataRow& row, Mapping& mapping) {
  const std::string_view field = row.cells[0];
  const std::string_view how = row.cells[1];
  const std::string_view value = row.cells[2];
  if (how == "setting") return read_setting(row, mapping);
  if (std::ranges::find(field_names, field) == field_names.end()) {
    return broken(mapping, row.line, fmt::format("'{}' is no field of a record", field),
                  nearest_of(field, field_names));
  }
  if (how == "column" || how == "constant") {
    if (mapping.fields.contains(field)) {
      return broken(mapping, row.line, fmt::format("{} is said twice", field), "keep one of the two lines");
    }
    if (value.empty())
      return broken(mapping, row.line, fmt::format("{} has no value", field), "name a column or a constant");
    MappedField& mapped = mapping.fields[std::string(field)];
    mapped.line = row.line;
    (how == "column" ? mapped.column : mapped.constant) = value;
    return std::nullopt;
  }
  if (how == "word" && field == "measure") {
    const auto measure = parse_measure(row.cells[3]);
    if (!measure) {
      return broken(
          mapping, row.line, fmt::format("'{}' is no measure", row.cells[3]),
          "write pledge, commitment, allocation, disbursement, expenditure, budget, planned, incoming or other");
    }
    mapping.measure_words[lower_case(value)] = *measure;
    return std::nullopt;
  }
  return broken(mapping, row.line, fmt::format("'{}' does not say where {} comes from", how, field),
                "write column, constant or setting; word for measure alone");
}

// What must be there, and constants that must be right.
std::optional<Problem> check(const Mapping& mapping) {
  for (const std::string_view needed : {"date", "amount", "currency"}) {
    if (!mapping.fields.contains(needed)) {
      return broken(mapping, 1, fmt::format("the mapping does not say where {} comes from", needed),
                    fmt::format("add a line: {}, column, and the column's name", needed));
    }
  }
  const MappedField& currency = mapping.fields.find("currency")->second;
  if (!currency.constant.empty() && !countries().is_currency(currency.constant)) {
    return broken(mapping, currency.line, fmt::format("'{}' is no currency of ISO 4217", currency.constant),
                  "write a code such as EUR");
  }
  const auto measure = mapping.fields.find("measure");
  if (measure != mapping.fields.end() && !measure->second.constant.empty() &&
      !parse_measure(measure->second.constant)) {
    return broken(mapping, measure->second.line, fmt::format("'{}' is no measure", measure->second.constant),
                  "write commitment, disbursement or another of docs/mapping.md");
  }
  return std::nullopt;
}

// As many digits as `least` to `most` at `at`; moves behind them.
std::optional<int> digits_at(std::string_view text, std::size_t& at, std::size_t least, std::size_t most) {
  int value = 0;
  std::size_t count = 0;
  while (count < most && at < text.size() && text[at] >= '0' && text[at] <= '9') {
    value = value * 10 + (text[at] - '0');
    ++at;
    ++count;
  }
  if (count < least) return std::nullopt;
  return value;
}

}  // namespace

bool looks_like_mapping(std::string_view bytes) {
  std::string_view line = without_bom(bytes);
  line = line.substr(0, line.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line == mapping_header;
}

Result<Mapping> read_mapping(const std::string& file, std::string_view bytes) {
  Mapping mapping;
  mapping.file = file;
  if (first_invalid_utf8(bytes)) return broken(mapping, 1, "the mapping is no UTF-8", "save it as UTF-8");
  const auto rows = read_data_table(file, without_bom(bytes), {"field", "how", "value", "as"});
  if (!rows) {
    return broken(mapping, rows.problem().where.line.value_or(1), rows.problem().what, rows.problem().cure);
  }
  for (const DataRow& row : *rows) {
    if (auto problem = read_line(row, mapping)) return std::move(*problem);
  }
  if (auto problem = check(mapping)) return std::move(*problem);
  return mapping;
}

std::optional<MappedDate> parse_mapped_date(std::string_view text, std::string_view format) {
  std::optional<int> year;
  std::optional<int> month;
  std::optional<int> day;
  std::size_t at = 0;
  while (!format.empty()) {
    const auto take = [&](std::string_view token, std::optional<int>& part, std::size_t least, std::size_t most) {
      if (!format.starts_with(token)) return false;
      format.remove_prefix(token.size());
      part = digits_at(text, at, least, most);
      return true;
    };
    if (take("YYYY", year, 4, 4)) {
      if (!year) return std::nullopt;
    } else if (take("MM", month, 2, 2) || take("M", month, 1, 2)) {
      if (!month) return std::nullopt;
    } else if (take("DD", day, 2, 2) || take("D", day, 1, 2)) {
      if (!day) return std::nullopt;
    } else {
      if (at >= text.size() || text[at] != format.front()) return std::nullopt;
      ++at;
      format.remove_prefix(1);
    }
  }
  if (at != text.size() || !year) return std::nullopt;
  const auto date =
      Date::from_ymd(*year, static_cast<unsigned>(month.value_or(1)), static_cast<unsigned>(day.value_or(1)));
  if (!date) return std::nullopt;
  const DatePrecision precision = day ? DatePrecision::day : (month ? DatePrecision::month : DatePrecision::year);
  return MappedDate{*date, precision};
}

std::optional<Decimal> parse_mapped_amount(std::string_view text, const Mapping& mapping) {
  std::string plain;
  text = trim(text);
  while (!text.empty()) {
    if (!mapping.thousands.empty() && text.starts_with(mapping.thousands)) {
      text.remove_prefix(mapping.thousands.size());
      continue;
    }
    // The other sign of a decimal point is none here: "1.000" is not a thousand by accident.
    if (mapping.decimal_point == ',' && text.front() == '.') return std::nullopt;
    plain.push_back(text.front() == mapping.decimal_point ? '.' : text.front());
    text.remove_prefix(1);
  }
  const auto value = Decimal::parse(plain, true);
  return value ? Decimal::multiply_exact(*value, mapping.scale) : std::nullopt;
}

}  // namespace kept
