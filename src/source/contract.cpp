#include "source/contract.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/data_table.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "source/near_name.hpp"

namespace kept {

struct Contracts::Likeness {
  MatchedTable match;
  std::size_t required = 0;
  std::vector<std::string_view> missing;  // the first name of each required field that is not there
};

Contracts::Contracts(std::string_view data_file, std::string (*title)(std::string_view table)) : title_(title) {
  const auto rows = read_data_table(data_file, {"table", "field", "column", "need"});
  assert(rows.ok());
  if (!rows) return;
  for (const DataRow& row : *rows) {
    Field& field = tables_[row.cells[0]][row.cells[1]];
    field.columns.push_back(row.cells[2]);
    field.required = row.cells[3] == "required";
  }
}

Contracts::Likeness Contracts::likeness(std::string_view table, const Table& fields,
                                        const std::vector<std::string_view>& header) {
  Likeness result;
  result.match.table = table;
  std::vector<bool> known(header.size(), false);
  for (const auto& [name, field] : fields) {
    if (field.required) ++result.required;
    const auto column = std::ranges::find_if(header, [&field](std::string_view cell) {
      return std::ranges::find(field.columns, trim(cell)) != field.columns.end();
    });
    if (column != header.end()) {
      known[static_cast<std::size_t>(column - header.begin())] = true;
      result.match.columns.emplace(name, static_cast<std::size_t>(column - header.begin()));
    } else if (field.required) {
      result.missing.push_back(field.columns.front());
    }
  }
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (!known[i]) result.match.unknown.emplace_back(trim(header[i]));
  }
  return result;
}

Problem Contracts::problem_of(std::string_view file, const Likeness& like) const {
  constexpr std::size_t unknown_shown_max = 10;
  const std::vector<std::string>& unknown = like.match.unknown;
  const std::vector<std::string> shown(
      unknown.begin(), unknown.begin() + static_cast<std::ptrdiff_t>(std::min(unknown.size(), unknown_shown_max)));
  std::string what = fmt::format("the file looks like {}, but column {} is missing", title_(like.match.table),
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

MatchedTable Contracts::match(std::string_view file, const std::vector<std::string_view>& header) const {
  // A header with fewer than this share of a table's columns, or fewer than three of them, is another file.
  constexpr std::size_t nearly_percent = 60;
  constexpr std::size_t nearly_columns = 3;
  std::optional<Likeness> best;
  std::optional<Likeness> nearly;
  std::size_t nearly_best = 0;
  for (const auto& [table, fields] : tables_) {
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
  if (best) return std::move(best->match);
  if (!nearly) return {};
  nearly->match.problem = problem_of(file, *nearly);
  return std::move(nearly->match);
}

}  // namespace kept
