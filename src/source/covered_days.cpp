#include "source/covered_days.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "source/problem_list.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

constexpr Date first_day_of(int year) { return Date{std::chrono::sys_days{std::chrono::year{year} / 1 / 1}}; }
constexpr Date first_day_of_money = first_day_of(1945);
constexpr Date first_day_of_facts = first_day_of(1800);
constexpr int plan_months_max = 50 * 12;

bool is_plan(const Record& record) {
  return record.measure == Measure::budget || record.measure == Measure::planned || (record.summary && record.date_to);
}

std::optional<std::string> too_early(Date day, Date first) {
  if (first <= day) return std::nullopt;
  return fmt::format("{} is before {}, when nothing of the kind was", day.to_string(), first.year());
}

void stretch(Period& period, Date from, std::optional<Date> to, std::optional<Date> last) {
  Date end = std::max(from, to.value_or(from));
  if (last) end = std::min(end, *last);
  if (!period.from || from < *period.from) period.from = from;
  if (!period.to || *period.to < end) period.to = end;
}

void stretch(Period& period, const Period& by) {
  if (by.from && by.to) stretch(period, *by.from, by.to, std::nullopt);
}

std::optional<Date> last_plan(std::optional<Date> known_by) {
  return known_by ? std::optional{known_by->plus_months(plan_months_max)} : std::nullopt;
}

// `position` is "line 12" in tables, else whatever the source goes by.
void set_place(Problem& problem, const std::string& file, const std::string& position) {
  constexpr std::string_view line = "line ";
  problem.where.file = file;
  if (position.starts_with(line)) {
    std::uint64_t number = 0;
    const char* const end = position.data() + position.size();
    const auto [rest, error] = std::from_chars(position.data() + line.size(), end, number);
    if (error == std::errc{} && rest == end) {
      problem.where.line = number;
      return;
    }
  }
  problem.where.record = position;
}

}  // namespace

std::optional<Date> last_known_day(const LoadedFile& load) { return load.released ? load.released : load.retrieved; }

bool can_have_been(Date day, std::optional<Date> known_by) {
  return first_day_of_money <= day && (!known_by || day <= *known_by);
}

std::optional<std::string> date_fault(const Record& record, std::optional<Date> known_by) {
  if (!record.date) return std::nullopt;
  const Date day = *record.date;
  if (auto fault = too_early(day, first_day_of_money)) return fault;
  if (!known_by || day <= *known_by) return std::nullopt;
  if (!is_plan(record)) {
    return fmt::format("{} is after {}, the day of the data", day.to_string(), known_by->to_string());
  }
  if (day <= *last_plan(known_by)) return std::nullopt;
  return fmt::format("{} is more than {} years after {}, the day of the data", day.to_string(), plan_months_max / 12,
                     known_by->to_string());
}

std::optional<std::string> date_fault(const Fact& fact, std::optional<Date> known_by) {
  if (!fact.date) return std::nullopt;
  if (auto fault = too_early(*fact.date, first_day_of_facts)) return fault;
  if (!known_by || *fact.date <= *known_by) return std::nullopt;
  return fmt::format("{} is after {}, the day of the data", fact.date->to_string(), known_by->to_string());
}

Problem date_problem(std::string fault) {
  Problem problem;
  problem.code = ProblemCode::date_implausible;
  problem.what = std::move(fault);
  problem.done = "the record is kept as published, and covers no day";
  problem.cure = "mend the date where it is published";
  return problem;
}

void CoveredDays::add(const Record& record, std::optional<Date> known_by) {
  if (!record.date || date_fault(record, known_by)) return;
  if (is_plan(record)) {
    stretch(plans_, *record.date, record.date_to, last_plan(known_by));
  } else {
    stretch(past_, *record.date, record.date_to, known_by);
  }
}

void CoveredDays::add(const Fact& fact, std::optional<Date> known_by) {
  if (fact.date && !date_fault(fact, known_by)) stretch(past_, *fact.date, fact.date_to, known_by);
}

void CoveredDays::add(const CoveredDays& other) {
  stretch(past_, other.past_);
  stretch(plans_, other.plans_);
}

void report_dates(LoadedFile& load) {
  const std::optional<Date> known_by = last_known_day(load);
  ProblemList problems;
  const auto look_at = [&](const auto& row) {
    auto fault = date_fault(row, known_by);
    if (!fault) return;
    Problem problem = date_problem(std::move(*fault));
    set_place(problem, row.file.empty() ? load.file : row.file, row.position);
    problems.add(std::move(problem));
  };
  for (const Record& record : load.records) look_at(record);
  for (const Fact& fact : load.facts) look_at(fact);
  for (Problem& problem : problems.take(load.file)) load.problems.push_back(std::move(problem));
}

}  // namespace kept
