#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cstddef>
#include <map>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "base/country.hpp"
#include "base/csv.hpp"
#include "base/data_table.hpp"
#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "source/kiel.hpp"
#include "source/near_name.hpp"

namespace kept {
namespace {

struct Field {
  std::vector<std::string_view> columns;  // the names that it has in one file or another
  bool required = false;
};
using TableFields = std::map<std::string_view, Field>;

const std::map<std::string_view, TableFields>& kiel_tables() {
  static const std::map<std::string_view, TableFields> tables = [] {
    std::map<std::string_view, TableFields> result;
    const auto rows = read_data_table("data/kiel_column.tsv", {"table", "field", "column", "need"});
    assert(rows.ok());
    if (!rows) return result;
    for (const DataRow& row : *rows) {
      Field& field = result[row.cells[0]][row.cells[1]];
      field.columns.push_back(row.cells[2]);
      field.required = row.cells[3] == "required";
    }
    return result;
  }();
  return tables;
}

struct Likeness {
  KielHeader header;
  std::size_t required = 0;
  std::vector<std::string_view> missing;  // the first name of each required field that is not there
};

Likeness likeness(std::string_view table, const TableFields& fields, const std::vector<std::string_view>& header) {
  Likeness result;
  result.header.table = table;
  for (const auto& [name, field] : fields) {
    if (field.required) ++result.required;
    const auto column = std::ranges::find_if(header, [&field](std::string_view cell) {
      return std::ranges::find(field.columns, trim(cell)) != field.columns.end();
    });
    if (column != header.end()) {
      result.header.columns.emplace(name, static_cast<std::size_t>(column - header.begin()));
    } else if (field.required) {
      result.missing.push_back(field.columns.front());
    }
  }
  return result;
}

Problem columns_problem(std::string_view file, const Likeness& like, const std::vector<std::string_view>& header) {
  std::vector<std::string> unknown;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const bool known = std::ranges::any_of(like.header.columns, [i](const auto& column) { return column.second == i; });
    if (!known) unknown.emplace_back(trim(header[i]));
  }
  constexpr std::size_t unknown_shown_max = 10;
  const std::vector<std::string> shown(
      unknown.begin(), unknown.begin() + static_cast<std::ptrdiff_t>(std::min(unknown.size(), unknown_shown_max)));
  std::string what = fmt::format("the file looks like Kiel's {}, but column {} is missing", like.header.table,
                                 fmt::join(like.missing, ", "));
  if (!unknown.empty()) what += fmt::format("; unknown: {}", fmt::join(shown, ", "));
  std::vector<std::string> cures;
  for (const std::string_view name : like.missing) {
    const auto near = nearest_name(name, unknown);
    cures.push_back(near ? fmt::format("rename '{}' to '{}'", *near, name) : fmt::format("add a column '{}'", name));
  }
  return {ProblemCode::csv_columns,
          std::move(what),
          {.file = std::string(file), .line = 1, .column = {}, .byte = {}, .record = {}},
          "the file is left out",
          fmt::format("{}", fmt::join(cures, "; "))};
}

}  // namespace

KielHeader kiel_header(std::string_view file, const std::vector<std::string_view>& header) {
  // A header with fewer than this share of a table's columns, or fewer than three of them, is another file.
  constexpr std::size_t nearly_percent = 60;
  constexpr std::size_t nearly_columns = 3;
  std::optional<Likeness> best;
  std::optional<Likeness> nearly;
  std::size_t nearly_best = 0;
  for (const auto& [table, fields] : kiel_tables()) {
    Likeness like = likeness(table, fields, header);
    if (like.missing.empty()) {
      if (!best || like.required > best->required) best = std::move(like);
      continue;
    }
    const std::size_t present = like.required - like.missing.size();
    const std::size_t percent = present * 100 / like.required;
    if (present < nearly_columns || percent < nearly_percent || percent <= nearly_best) continue;
    nearly_best = percent;
    nearly = std::move(like);
  }
  if (best) return std::move(best->header);
  if (!nearly) return {};
  nearly->header.problem = columns_problem(file, *nearly, header);
  return std::move(nearly->header);
}

std::string_view kiel_cell(const CsvReader& csv, const KielHeader& header, std::string_view field) {
  const auto column = header.columns.find(field);
  return column == header.columns.end() ? std::string_view{} : trim(csv.fields()[column->second]);
}

std::string kiel_giver(std::string_view name) { return std::string(countries().code_of(name).value_or(name)); }

std::optional<Date> kiel_month(std::string_view number) {
  constexpr int months_max = (2099 - 2022 + 1) * 12;
  int month = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), month);
  if (error != std::errc{} || end != number.data() + number.size()) return std::nullopt;
  if (month < 1 || month > months_max) return std::nullopt;
  return Date::from_ymd(2022 + (month - 1) / 12, static_cast<unsigned>((month - 1) % 12) + 1, 1);
}

}  // namespace kept
