#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "rate/rates.hpp"

namespace kept {
namespace {

constexpr std::array<std::string_view, 8> policy_names{"day",
                                                       "previous_business_day",
                                                       "month_mean",
                                                       "year_mean",
                                                       "fiscal_year_budget",
                                                       "previous_fiscal_year_budget",
                                                       "oecd_annual",
                                                       "stated"};

constexpr std::string_view oecd_series = "DAC";

Problem no_rate(std::string why, std::string cure = "load rates that cover it") {
  return {ProblemCode::rate_missing, std::move(why), {}, "nothing is converted", std::move(cure)};
}

// How the pair is quoted: per euro where the euro is a side, else per dollar, else so that the rate is at least 1.
struct Quotation {
  std::string base;
  std::string quote;
};

Quotation quotation(const ConversionRequest& request, const Decimal& to_per_from) {
  const std::string& from = request.from;
  const std::string& to = request.to;
  for (const std::string_view base : {"EUR", "USD"}) {
    if (from == base) return {from, to};
    if (to == base) return {to, from};
  }
  if (to_per_from < Decimal::from_integer(1)) return {to, from};
  return {from, to};
}

// The amount at `to_units` of the target for `from_units` of the source currency.
Conversion converted(const ConversionRequest& request, const Decimal& to_units, const Decimal& from_units) {
  Conversion result;
  result.amount = request.amount * to_units / from_units;
  const Quotation pair = quotation(request, to_units / from_units);
  result.rate = pair.base == request.from ? to_units / from_units : from_units / to_units;
  result.base_currency = pair.base;
  result.quote_currency = pair.quote;
  result.policy = request.policy;
  result.source = "ECB";
  return result;
}

// A span whose quotes begin or end more than a long weekend from its own ends is not over, or not all there.
constexpr int long_weekend_days = 3;

}  // namespace

struct RateTable::MeanCache {
  std::mutex mutex;
  std::map<std::tuple<std::string, std::string, Date, Date>, std::optional<Mean>> means;
};

RateTable::RateTable() : means_(std::make_unique<MeanCache>()) {}
RateTable::RateTable(RateTable&&) noexcept = default;
RateTable& RateTable::operator=(RateTable&&) noexcept = default;
RateTable::~RateTable() = default;

std::string_view to_string(RatePolicy policy) { return policy_names.at(static_cast<std::size_t>(policy)); }

std::string_view to_string(RateSpan span) {
  constexpr std::array<std::string_view, 4> names{"day", "month_mean", "month_end", "year_mean"};
  return names.at(static_cast<std::size_t>(span));
}

std::optional<RatePolicy> parse_rate_policy(std::string_view text) {
  for (std::size_t i = 0; i < policy_names.size(); ++i) {
    if (policy_names.at(i) == text) return static_cast<RatePolicy>(i);
  }
  return std::nullopt;
}

void RateTable::add(const RateFile& file) {
  for (std::size_t begin = 0; begin < file.quotes.size();) {
    const std::string& currency = file.quotes[begin].currency;
    Series& series = series_[currency];
    std::size_t end = begin;
    for (; end < file.quotes.size() && file.quotes[end].currency == currency; ++end) {
      const DayQuote& quote = file.quotes[end];
      if (series.dates.empty() || series.dates.back() < quote.date) {
        series.dates.push_back(quote.date);
        series.per_euro.push_back(quote.per_euro);
        continue;
      }
      // A second file that overlaps the first: the newer quote of a day holds.
      const auto at = std::ranges::lower_bound(series.dates, quote.date);
      const auto index = at - series.dates.begin();
      if (*at == quote.date) {
        series.per_euro[static_cast<std::size_t>(index)] = quote.per_euro;
      } else {
        series.dates.insert(at, quote.date);
        series.per_euro.insert(series.per_euro.begin() + index, quote.per_euro);
      }
    }
    begin = end;
  }
  days_.insert(days_.end(), file.days.begin(), file.days.end());
  if (file.days.empty()) {
    for (const DayQuote& quote : file.quotes) days_.push_back(quote.date);
  }
  std::ranges::sort(days_);
  const auto repeated = std::ranges::unique(days_);
  days_.erase(repeated.begin(), repeated.end());
  budget_rates_.insert(budget_rates_.end(), file.budget_rates.begin(), file.budget_rates.end());
  for (const SeriesRate& rate : file.series) {
    if (rate.series == oecd_series && rate.span == RateSpan::year_mean && rate.base == "USD")
      oecd_annual_.insert_or_assign({rate.currency, rate.date.year()}, rate.rate);
  }
  means_ = std::make_unique<MeanCache>();
}

bool RateTable::empty() const { return series_.empty() && budget_rates_.empty() && oecd_annual_.empty(); }

std::optional<Period> RateTable::quoted(std::string_view currency) const {
  if (currency == "EUR") {
    if (days_.empty()) return std::nullopt;
    return Period{.from = days_.front(), .to = days_.back()};
  }
  const auto found = series_.find(currency);
  if (found == series_.end() || found->second.dates.empty()) return std::nullopt;
  return Period{.from = found->second.dates.front(), .to = found->second.dates.back()};
}

std::optional<Decimal> RateTable::per_euro(Date day, std::string_view currency) const {
  if (currency == "EUR") {
    if (!std::ranges::binary_search(days_, day)) return std::nullopt;
    return Decimal::from_integer(1);
  }
  const auto found = series_.find(currency);
  if (found == series_.end()) return std::nullopt;
  const Series& series = found->second;
  const auto at = std::ranges::lower_bound(series.dates, day);
  if (at == series.dates.end() || *at != day) return std::nullopt;
  return series.per_euro[static_cast<std::size_t>(at - series.dates.begin())];
}

Result<Conversion> RateTable::convert(const ConversionRequest& request) const {
  if (request.from == request.to) {
    Conversion same = converted(request, Decimal::from_integer(1), Decimal::from_integer(1));
    same.used = request.date.to_string();
    return same;
  }
  switch (request.policy) {
    case RatePolicy::day:
      return convert_on_day(request);
    case RatePolicy::previous_business_day:
      return convert_on_previous_day(request);
    case RatePolicy::month_mean:
    case RatePolicy::year_mean:
      return convert_at_mean(request);
    case RatePolicy::fiscal_year_budget:
      return convert_at_budget_rate(request, request.date);
    case RatePolicy::previous_fiscal_year_budget:
      return convert_at_budget_rate(request, request.date.plus_months(-12));
    case RatePolicy::oecd_annual:
      return convert_at_annual_rate(request);
    case RatePolicy::stated:
      break;
  }
  return no_rate("a stated rate is solved for in the text, not looked up", "ask with another policy");
}

Result<Conversion> RateTable::convert_on_day(const ConversionRequest& request) const {
  const auto to = per_euro(request.date, request.to);
  if (!to) return no_rate(fmt::format("no {} on {}", request.to, request.date.to_string()));
  const auto from = per_euro(request.date, request.from);
  if (!from) return no_rate(fmt::format("no {} on {}", request.from, request.date.to_string()));
  Conversion result = converted(request, *to, *from);
  result.used = request.date.to_string();
  return result;
}

Result<Conversion> RateTable::convert_on_previous_day(const ConversionRequest& request) const {
  for (int back = 0; back <= look_back_days; ++back) {
    const Date day = request.date.plus_days(-back);
    const auto to = per_euro(day, request.to);
    const auto from = to ? per_euro(day, request.from) : std::nullopt;
    if (!from) continue;
    Conversion result = converted(request, *to, *from);
    result.used = day.to_string();
    return result;
  }
  return no_rate(fmt::format("nothing for {}/{} within {} days of {}", request.from, request.to, look_back_days,
                             request.date.to_string()));
}

std::optional<RateTable::Mean> RateTable::compute_mean(const std::string& currency, const std::string& base,
                                                       const Period& span) const {
  const auto begin = std::ranges::lower_bound(days_, *span.from);
  const auto end = std::ranges::upper_bound(days_, *span.to);
  if (begin == end) return std::nullopt;
  Decimal sum;
  for (auto day = begin; day != end; ++day) {
    const auto quote = per_euro(*day, currency);
    const auto unit = quote ? per_euro(*day, base) : std::nullopt;
    if (!unit) return std::nullopt;
    sum = sum + (base == "EUR" ? *quote : *quote / *unit);
  }
  const auto count = static_cast<int>(end - begin);
  return Mean{sum / Decimal::from_integer(count), *begin, *(end - 1), count};
}

std::optional<RateTable::Mean> RateTable::mean(const std::string& currency, const std::string& base,
                                               const Period& span) const {
  const std::scoped_lock lock(means_->mutex);
  const auto [entry, missing] =
      means_->means.try_emplace({currency, base, *span.from, *span.to}, std::optional<Mean>{});
  if (missing) entry->second = compute_mean(currency, base, span);
  return entry->second;
}

// The mean is of the daily crosses per dollar where the dollar is a side and the euro is not, else of the quotes per
// euro (a cross then is the ratio of two such means): published annual means agree with the first reading only, see
// docs/rates.md.
Result<Conversion> RateTable::convert_at_mean(const ConversionRequest& request) const {
  const bool month = request.policy == RatePolicy::month_mean;
  const Period span =
      month ? Period::of_month(request.date.year(), request.date.month()) : Period::of_year(request.date.year());
  const bool euro = request.from == "EUR" || request.to == "EUR";
  const bool dollar = request.from == "USD" || request.to == "USD";
  const std::string base = dollar && !euro ? "USD" : "EUR";
  const auto to = mean(request.to, base, span);
  const auto from = mean(request.from, base, span);
  if (!to || !from) return no_rate(fmt::format("incomplete period for {}/{}", request.from, request.to));
  Conversion result = converted(request, to->value, from->value);
  result.used = fmt::format("{}..{} n={}", to->first.to_string(), to->last.to_string(), to->days);
  if (days_between(*span.from, to->first) > long_weekend_days || days_between(to->last, *span.to) > long_weekend_days) {
    result.note = fmt::format("incomplete {}: mean of the days that are there", month ? "month" : "year");
  }
  return result;
}

// The OECD quotes per dollar, so a cross goes through the dollar.
Result<Conversion> RateTable::convert_at_annual_rate(const ConversionRequest& request) const {
  if (oecd_annual_.empty()) return no_rate("no OECD annual rates are loaded");
  const int year = request.date.year();
  const auto per_dollar = [&](const std::string& currency) -> std::optional<Decimal> {
    if (currency == "USD") return Decimal::from_integer(1);
    const auto found = oecd_annual_.find({currency, year});
    return found == oecd_annual_.end() ? std::nullopt : std::optional(found->second);
  };
  const auto to = per_dollar(request.to);
  if (!to) return no_rate(fmt::format("no OECD annual rate of {} for {}", request.to, year));
  const auto from = per_dollar(request.from);
  if (!from) return no_rate(fmt::format("no OECD annual rate of {} for {}", request.from, year));
  Conversion result = converted(request, *to, *from);
  result.source = "OECD DAC";
  result.used = fmt::format("annual rate of {}", year);
  return result;
}

Result<Conversion> RateTable::convert_at_budget_rate(const ConversionRequest& request, Date day) const {
  const auto is_pair = [&request](const BudgetRate& rate) {
    return (request.from == rate.currency && request.to == rate.base) ||
           (request.from == rate.base && request.to == rate.currency);
  };
  if (budget_rates_.empty()) return no_rate("no budget rates are loaded");
  if (std::ranges::none_of(budget_rates_, is_pair)) {
    return no_rate(
        fmt::format("budget rate is {}/{} only", budget_rates_.front().currency, budget_rates_.front().base));
  }
  // The last one added holds, as with quotes.
  for (auto rate = budget_rates_.rbegin(); rate != budget_rates_.rend(); ++rate) {
    if (!is_pair(*rate) || !rate->period.contains(day)) continue;
    const Decimal one = Decimal::from_integer(1);
    Conversion result =
        request.to == rate->currency ? converted(request, rate->rate, one) : converted(request, one, rate->rate);
    result.rate = rate->rate;
    result.base_currency = rate->base;
    result.quote_currency = rate->currency;
    result.source = "Japan's budget rate";
    result.used = fmt::format("FY{} {} ({})", rate->fiscal_year, rate->rate.to_string(), rate->status);
    result.status = rate->status;
    result.status_source = rate->source;
    return result;
  }
  return no_rate(fmt::format("no budget rate for {}", day.to_string()));
}

// Kiel's currency conversion multiplied in binary floating point, so an original amount comes back within a few units
// of the sixteenth digit. Eight digits and a gap of two digits to any other currency leave no room for accidents:
// a number is that round by chance once in ten million.
std::optional<RecoveredAmount> recover_original(const RateTable& rates, const Decimal& euro_amount, Date month,
                                                const std::vector<std::string>& candidates) {
  constexpr int digits_max = 8;
  constexpr int digits_tried_max = 17;
  constexpr int digits_apart = 2;
  const Decimal tolerance = Decimal::from_parts(1, -12);
  if (euro_amount.is_zero()) return std::nullopt;
  const Period span = Period::of_month(month.year(), month.month());
  std::optional<RecoveredAmount> best;
  int best_digits = digits_tried_max + 1;
  int second_digits = digits_tried_max + 1;
  for (auto candidate = candidates.begin(); candidate != candidates.end(); ++candidate) {
    const std::string& currency = *candidate;
    const auto mean = rates.mean(currency, "EUR", span);
    if (!mean || std::find(candidates.begin(), candidate, currency) != candidate) continue;
    const Decimal value = euro_amount * mean->value;
    int digits = 1;
    Decimal rounded = value.rounded_to_digits(digits);
    while (digits < digits_tried_max && (rounded - value).abs() >= value.abs() * tolerance) {
      rounded = value.rounded_to_digits(++digits);
    }
    if (digits >= best_digits) {
      second_digits = std::min(second_digits, digits);
      continue;
    }
    second_digits = best_digits;
    best_digits = digits;
    best = RecoveredAmount{rounded, currency, (rounded - value).abs() / value.abs(),
                           fmt::format("mean of {}: {} {} per EUR, n={}", span.from->to_string().substr(0, 7),
                                       mean->value.rounded_to_digits(10).to_string(), currency, mean->days)};
  }
  if (best_digits > digits_max || second_digits < best_digits + digits_apart) return std::nullopt;
  return best;
}

}  // namespace kept
