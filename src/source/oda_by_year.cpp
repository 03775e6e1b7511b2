#include "source/oda_by_year.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "base/country.hpp"
#include "base/csv.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "source/problem_list.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"
#include "source/tables.hpp"

namespace kept {
namespace {

constexpr std::string_view all_members = "DAC Countries, Total";

bool is_provider(std::string_view name) { return name == all_members || countries().code_of(name).has_value(); }

std::optional<Date> year_of(std::string_view text) {
  int year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  if (error != std::errc{} || end != text.data() + text.size() || year < 1900 || year > 2100) return std::nullopt;
  return Date::from_ymd(year, 1, 1);
}

struct Unit {
  std::string_view dataset;
  std::string_view kind;
  std::string_view name;
  Decimal scale;
};

// By the middle of all figures: no state gives 5 % of its income, none of the members less than a million.
std::optional<Unit> unit_of(const std::vector<Fact>& facts) {
  std::vector<Decimal> figures;
  for (const Fact& fact : facts) figures.push_back(fact.value->abs());
  if (figures.empty()) return std::nullopt;
  const auto middle = figures.begin() + static_cast<std::ptrdiff_t>(figures.size() / 2);
  std::ranges::nth_element(figures, middle);
  if (*middle < Decimal::from_integer(5))
    return Unit{"oda-share", "oda_share", "percent of GNI", Decimal::from_integer(1)};
  if (*middle > Decimal::from_integer(50) && *middle < Decimal::from_parts(1, 6))
    return Unit{"oda", "oda", "USD, prices of a year that is not said", Decimal::from_parts(1, 6)};
  return std::nullopt;
}

}  // namespace

bool is_oda_by_year(const std::vector<std::string_view>& header) {
  constexpr std::size_t unknown_max = 3;
  if (header.size() < 2 || trim(header.front()) != "Year") return false;
  const auto known = static_cast<std::size_t>(
      std::count_if(header.begin() + 1, header.end(), [](std::string_view name) { return is_provider(trim(name)); }));
  return known > 0 && header.size() - 1 - known <= std::min(unknown_max, known / 4);
}

void read_oda_by_year(const NamedBytes& file, const ReadOptions& options, SourcesRead& out) {
  std::vector<Problem> problems;
  const Utf8Text utf8 = as_utf8(file, problems);
  CsvReader csv(file.path, utf8.text(file.bytes));
  if (!csv.next()) return;
  const std::vector<std::string> header(csv.fields().begin(), csv.fields().end());
  ProblemList list;
  std::vector<Fact> facts;
  while (csv.next()) {
    const auto year = year_of(trim(csv.fields().front()));
    for (std::size_t i = 1; i < header.size(); ++i) {
      const std::string_view text = trim(csv.fields()[i]);
      if (text.empty()) continue;
      const auto value = Decimal::parse(text, true);
      if (!value || !year) {
        list.add({value ? ProblemCode::date_unreadable : ProblemCode::value_unreadable,
                  fmt::format("'{}' is no {}", excerpt(value ? csv.fields().front() : text), value ? "year" : "number"),
                  csv.place(value ? 0 : i), "the cell is left out", "years as 2024, numbers as 17582.51"});
        continue;
      }
      Fact fact;
      fact.subject_name = trim(header[i]);
      fact.subject = party_or_name(fact.subject_name);
      fact.date = year;
      fact.date_precision = DatePrecision::year;
      fact.value = value;
      fact.what = "official development assistance";
      fact.file = csv.file();
      fact.position = fmt::format("line {} column {}", csv.line(), i + 1);
      facts.push_back(std::move(fact));
    }
  }
  const auto unit = unit_of(facts);
  if (!unit) {
    out.problems.push_back(
        problem_of_file(ProblemCode::scale_jump, file.path,
                        "the figures look neither like millions of dollars nor like percentages of income",
                        "the file is left out", "give the table of all members, in millions of dollars or percent"));
    return;
  }
  const bool total = header.size() == 2;
  LoadedFile load = start_load(file, "oecd", fmt::format("{}{}", unit->dataset, total ? "-total" : ""), options);
  for (Fact& fact : facts) {
    fact.id = fmt::format("oecd/{}/{}", load.dataset, fact.position);
    fact.kind = unit->kind;
    fact.unit = unit->name;
    fact.value = *fact.value * unit->scale;
  }
  load.facts = std::move(facts);
  load.problems = std::move(problems);
  for (Problem& problem : list.take(file.path)) load.problems.push_back(std::move(problem));
  for (Problem& problem : csv.take_problems()) load.problems.push_back(std::move(problem));
  cover_as_read(load, "the OECD's totals of official development assistance by provider and year");
  out.loaded.push_back(std::move(load));
}

}  // namespace kept
