#include "definition/known_record.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "match/circumstances.hpp"
#include "rate/rates.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

// The order in which readings are shown.
constexpr std::array policies{
    RatePolicy::day,       RatePolicy::previous_business_day, RatePolicy::month_mean,
    RatePolicy::year_mean, RatePolicy::fiscal_year_budget,    RatePolicy::previous_fiscal_year_budget};

bool needs_exact_day(RatePolicy policy) {
  return policy == RatePolicy::day || policy == RatePolicy::previous_business_day;
}

std::optional<AmountReading> convert(const KnownRecord& known, const Decimal& amount, std::string_view from,
                                     std::string_view to, RatePolicy policy, const RateTable& rates) {
  const auto date = conversion_date(known.record);
  if (!date || (needs_exact_day(policy) && known.record.date_precision != DatePrecision::day)) return std::nullopt;
  auto converted = rates.convert(
      {.amount = amount, .from = std::string(from), .to = std::string(to), .date = *date, .policy = policy});
  if (!converted) return std::nullopt;
  const Decimal value = converted->amount;
  return AmountReading{value, std::move(*converted)};
}

}  // namespace

std::optional<Date> conversion_date(const Record& record) {
  if (!record.date) return std::nullopt;
  if (record.date_precision == DatePrecision::day) return record.date;
  const Period period = days_of(record);
  return period.from->plus_days(days_between(*period.from, *period.to) / 2);
}

std::optional<AmountReading> amount_in(const KnownRecord& known, std::string_view currency, RatePolicy policy,
                                       const RateTable& rates) {
  const Record& record = known.record;
  if (!record.amount) return std::nullopt;
  if (record.currency == currency) return AmountReading{*record.amount, std::nullopt};
  if (known.original && known.original->currency == currency)
    return AmountReading{known.original->amount, std::nullopt};
  if (known.original) {
    if (auto reading = convert(known, known.original->amount, known.original->currency, currency, policy, rates)) {
      return reading;
    }
  }
  if (record.currency.empty()) return std::nullopt;
  return convert(known, *record.amount, record.currency, currency, policy, rates);
}

std::vector<AmountReading> amount_readings(const KnownRecord& known, std::string_view currency,
                                           const RateTable& rates) {
  std::vector<AmountReading> readings;
  for (const RatePolicy policy : policies) {
    auto reading = amount_in(known, currency, policy, rates);
    if (!reading) continue;
    if (!reading->conversion) return {std::move(*reading)};
    // The previous business day of a business day is that day; the fallback to the published amount may repeat too.
    const bool repeated = !readings.empty() && policy == RatePolicy::previous_business_day;
    const bool other_policy = reading->conversion->policy == policy;
    if (!repeated && other_policy) readings.push_back(std::move(*reading));
  }
  return readings;
}

void drop_covered_totals(std::vector<KnownRecord>& records, const std::vector<KnownCoverage>& coverages) {
  const auto is_total = [](const KnownRecord& known) { return known.record.kind == "total"; };
  std::set<std::pair<std::string, std::string>> datasets_of_totals;
  for (const KnownRecord& known : records) {
    if (is_total(known)) datasets_of_totals.insert({known.source, known.dataset});
  }
  std::map<std::pair<std::string, Measure>, Date> rows_end;
  for (const KnownCoverage& known : coverages) {
    if (datasets_of_totals.contains({known.source, known.dataset}) || !known.coverage.period.to) continue;
    for (const Measure measure : known.coverage.measures) {
      Date& end = rows_end.try_emplace({known.source, measure}, *known.coverage.period.to).first->second;
      end = std::max(end, *known.coverage.period.to);
    }
  }
  std::erase_if(records, [&](const KnownRecord& known) {
    if (!is_total(known) || !known.record.date) return false;
    const auto end = rows_end.find({known.source, known.record.measure});
    return end != rows_end.end() && *known.record.date <= end->second;
  });
}

bool carries_money(const Record& record) {
  return record.amount && !record.amount->is_zero() && !record.summary && !record.secondary;
}

}  // namespace kept
