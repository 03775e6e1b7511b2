#include "rate/rate_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"

namespace kept::rate_check {
namespace {

// A quote upside down: its reciprocal is as near to the last quote as a quiet day, itself it is farther off than any
// currency near par ever moved in a day.
constexpr double reciprocal_step = 0.03;
constexpr double reciprocal_jump = 0.05;

constexpr std::size_t frozen_quotes_min = 14;
constexpr int frozen_days_min = 20;
constexpr std::size_t moving_percent_min = 30;  // of the days on which a living series is quoted anew

}  // namespace

Quote quote_of(Date date, const Decimal& rate, std::uint32_t line, std::uint32_t column) {
  return {date, rate, std::log(rate.to_double()), line, column};
}

Step step_between(const Quote& a, const Quote& b) {
  const double step = std::abs(a.logarithm - b.logarithm);
  if (step >= std::log(absurd_factor)) return Step::absurd;
  if (step > reciprocal_jump && std::abs(a.logarithm + b.logarithm) < reciprocal_step) return Step::absurd;
  return step > std::log(jump_factor) ? Step::jump : Step::usual;
}

std::vector<bool> plausible(const std::vector<Quote>& quotes) {
  std::vector<std::pair<std::size_t, std::size_t>> runs;  // [begin, end)
  for (std::size_t i = 0; i < quotes.size(); ++i) {
    if (i == 0 || step_between(quotes[i - 1], quotes[i]) == Step::absurd) runs.emplace_back(i, i);
    runs.back().second = i + 1;
  }
  std::vector<bool> keep(quotes.size(), false);
  if (runs.empty()) return keep;
  const auto length = [](const auto& run) { return run.second - run.first; };
  const auto longest = static_cast<std::size_t>(std::ranges::max_element(runs, {}, length) - runs.begin());
  const auto mark = [&](std::size_t run) {
    for (std::size_t i = runs[run].first; i < runs[run].second; ++i) keep[i] = true;
  };
  mark(longest);
  std::size_t first = runs[longest].first;
  for (std::size_t run = longest; run-- > 0;) {
    if (step_between(quotes[runs[run].second - 1], quotes[first]) == Step::absurd) continue;
    mark(run);
    first = runs[run].first;
  }
  std::size_t last = runs[longest].second - 1;
  for (std::size_t run = longest + 1; run < runs.size(); ++run) {
    if (step_between(quotes[last], quotes[runs[run].first]) == Step::absurd) continue;
    mark(run);
    last = runs[run].second - 1;
  }
  return keep;
}

std::optional<Problem> frozen(std::string_view file, std::string_view pair, const std::vector<Quote>& quotes) {
  struct Run {
    std::size_t begin = 0;
    std::size_t end = 0;  // one past
  };
  std::vector<Run> runs;
  for (std::size_t i = 0; i < quotes.size(); ++i) {
    if (i == 0 || quotes[i - 1].rate != quotes[i].rate) runs.push_back({i, i});
    runs.back().end = i + 1;
  }
  if (runs.size() < 2 || (runs.size() - 1) * 100 < (quotes.size() - 1) * moving_percent_min) return std::nullopt;
  std::erase_if(runs, [&quotes](const Run& run) {
    return run.end - run.begin < frozen_quotes_min ||
           days_between(quotes[run.begin].date, quotes[run.end - 1].date) < frozen_days_min;
  });
  if (runs.empty()) return std::nullopt;
  const Run longest = *std::ranges::max_element(runs, {}, [](const Run& run) { return run.end - run.begin; });
  const Quote& first = quotes[longest.begin];
  Problem problem;
  problem.code = ProblemCode::rate_frozen;
  problem.what =
      fmt::format("{} stands still at {} from {} to {} ({} quotes)", pair, first.rate.to_string(),
                  first.date.to_string(), quotes[longest.end - 1].date.to_string(), longest.end - longest.begin);
  if (runs.size() > 1) problem.what += fmt::format("; {} shorter runs", runs.size() - 1);
  problem.where.file = file;
  problem.where.line = first.line;
  problem.where.column = first.column;
  problem.done = "the quotes are kept";
  problem.cure = "compare with another source: an official rate that is held is not what money was changed at";
  return problem;
}

}  // namespace kept::rate_check
