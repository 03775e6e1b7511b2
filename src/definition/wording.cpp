#include "definition/wording.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "definition/definition.hpp"
#include "definition/known_record.hpp"
#include "rate/rates.hpp"
#include "source/record.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace kept {
namespace {

struct Scale {
  int exponent;
  std::string_view word;
};
constexpr std::array scales{Scale{12, "trillion"}, Scale{9, "billion"}, Scale{6, "million"}};

std::string without_trailing_zeros(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

// Thousands separated in the digits before the point.
std::string with_commas(const std::string& digits) {
  const std::size_t first = digits.front() == '-' ? 1 : 0;
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > first && i < point && (point - i) % 3 == 0) out.push_back(',');
    out.push_back(digits[i]);
  }
  return out;
}

std::string date_words(const Record& record) {
  if (!record.date) return "undated";
  std::string day = record.date->to_string();
  switch (record.date_precision) {
    case DatePrecision::day:
      return day;
    case DatePrecision::year:
      return day.substr(0, 4);
    default:
      return day.substr(0, 7);
  }
}

// "budget_support" in words.
std::string instrument_words(std::string name) {
  std::ranges::replace(name, '_', ' ');
  return name;
}

std::string period_words(const Period& period) {
  if (period.from && period.to) {
    const bool year = *period.from == *Period::of_year(period.from->year()).from &&
                      *period.to == *Period::of_year(period.from->year()).to;
    if (year) return "of " + std::to_string(period.from->year());
    if (*period.from == *period.to) return "of " + period.from->to_string();
    return "from " + period.from->to_string() + " to " + period.to->to_string();
  }
  if (period.to) return "to " + period.to->to_string();
  if (period.from) return "since " + period.from->to_string();
  return "of all years";
}

}  // namespace

std::string grouped_exactly(const Decimal& amount) { return with_commas(amount.to_string()); }

std::string amount_words(std::string_view currency, const Decimal& amount) {
  std::string text(currency);
  if (!text.empty()) text += ' ';
  const Decimal size = amount.abs();
  for (const Scale& scale : scales) {
    const Decimal unit = Decimal::from_parts(1, scale.exponent);
    if (size < unit) continue;
    text += with_commas(without_trailing_zeros((amount / unit).to_fixed(2)));
    text += ' ';
    text += scale.word;
    return text;
  }
  return text + with_commas(without_trailing_zeros(amount.to_fixed(2)));
}

std::string record_place(const KnownRecord& known) {
  std::string text = known.source;
  if (!known.release.empty()) text += ' ' + known.release;
  return text + ", " + known.record.position + ", " + date_words(known.record);
}

std::string record_words(const KnownRecord& known) {
  std::string text = record_place(known);
  if (known.original) {
    text += ", " + amount_words(known.original->currency, known.original->amount);
  } else if (known.record.amount) {
    text += ", " + amount_words(known.record.currency, *known.record.amount);
  }
  return text;
}

std::string_view measure_words(Measure measure) {
  switch (measure) {
    case Measure::pledge:
      return "pledges";
    case Measure::commitment:
      return "commitments";
    case Measure::allocation:
      return "allocations";
    case Measure::disbursement:
      return "payments";
    case Measure::expenditure:
      return "spending";
    case Measure::budget:
      return "budgets";
    case Measure::planned:
      return "planned payments";
    case Measure::incoming:
      return "incoming funds";
    case Measure::other:
      break;
  }
  return "other records";
}

std::string_view policy_words(RatePolicy policy) {
  switch (policy) {
    case RatePolicy::day:
      return "at the day's rate";
    case RatePolicy::previous_business_day:
      return "at the rate of the day or the business day before";
    case RatePolicy::month_mean:
      return "at the month's mean rate";
    case RatePolicy::year_mean:
      return "at the year's mean rate";
    case RatePolicy::fiscal_year_budget:
      return "at the budget rate of the fiscal year";
    case RatePolicy::previous_fiscal_year_budget:
      return "at the budget rate of the fiscal year before";
    case RatePolicy::oecd_annual:
      return "at the OECD's annual rate";
    case RatePolicy::stated:
      return "at the rate that the text implies";
  }
  return "";
}

std::string definition_words(const Definition& definition, std::string_view currency,
                             std::span<const KnownRecord* const> left_out) {
  std::string text = definition.aid_type;
  if (!definition.instrument.empty()) text += (text.empty() ? "" : " ") + instrument_words(definition.instrument);
  for (std::size_t i = 0; i < definition.measures.size(); ++i) {
    if (!text.empty()) text += i == 0 ? " " : " and ";
    text += measure_words(definition.measures[i]);
  }
  text += ' ' + period_words(definition.period);
  if (!definition.channel.empty()) text += " through " + definition.channel;
  if (definition.with_members) text += " with those of the giver's members";
  if (definition.with_shared) text += " with those shared with other receivers";
  for (std::size_t i = 0; i < left_out.size(); ++i) {
    const KnownRecord& known = *left_out[i];
    text += i == 0 ? " without " : " and without ";
    text += known.record.position + " (";
    text += known.original ? amount_words(known.original->currency, known.original->amount)
                           : amount_words(known.record.currency, known.record.amount.value_or(Decimal{}));
    text += ", " + date_words(known.record) + ')';
  }
  if (definition.policy) {
    text += ", each row in " + std::string(currency) + ' ' + std::string(policy_words(*definition.policy));
  }
  return text;
}

}  // namespace kept
