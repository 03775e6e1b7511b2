#include "pipeline/rate_question.hpp"

#include <array>
#include <optional>
#include <string>
#include <utility>
#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "claim/claim.hpp"
#include "pipeline/read.hpp"
#include "report/claim_json.hpp"

namespace kept {
namespace {

constexpr std::array published_policies{
    RatePolicy::day,         RatePolicy::previous_business_day, RatePolicy::month_mean,
    RatePolicy::year_mean,   RatePolicy::fiscal_year_budget,    RatePolicy::previous_fiscal_year_budget,
    RatePolicy::oecd_annual,
};

HedgeKind hedge_of(Quantifier quantifier) {
  switch (quantifier) {
    case Quantifier::exact:
      return HedgeKind::none;
    case Quantifier::about:
      return HedgeKind::about;
    case Quantifier::more_than:
    case Quantifier::at_least:
      return HedgeKind::lower_bound;
    case Quantifier::nearly:
    case Quantifier::up_to:
    case Quantifier::less_than:
      return HedgeKind::upper_bound;
  }
  return HedgeKind::none;
}

Problem no_amount(const std::string& text, std::string what) {
  return {.code = ProblemCode::usage,
          .what = "\"" + text + "\" " + std::move(what),
          .where = {},
          .done = "",
          .cure = "write a number and a currency: \"8.8 billion yen\""};
}

// The rate that joins the two amounts, as units of `quote` per `base`. Where the pair was converted, quoted as there;
// else so that the rate is at least one.
void set_implied(RateAnswer& answer, const WrittenAmount& first, const WrittenAmount& second) {
  if (first.value.is_zero() || second.value.is_zero()) return;
  bool first_is_quote = first.value >= second.value;
  for (const PolicyAnswer& one : answer.answers) {
    if (one.conversion) first_is_quote = one.conversion->quote_currency == first.currency;
  }
  const WrittenAmount& quote = first_is_quote ? first : second;
  const WrittenAmount& base = first_is_quote ? second : first;
  answer.quote = quote.currency;
  answer.base = base.currency;
  answer.implied = quote.value / base.value;
  const Decimal quote_rounding = rounding_of(quote.value);
  const Decimal base_rounding = rounding_of(base.value);
  answer.implied_bounds = Bounds{.low = (quote.value - quote_rounding) / (base.value + base_rounding),
                                 .high = (quote.value + quote_rounding) / (base.value - base_rounding)};
}

}  // namespace

Result<WrittenAmount> read_amount(const ClaimReader& reader, const std::string& text) {
  const Result<ReadDocument> read = reader.read("the amount", text, {});
  if (!read) return no_amount(text, "is no amount");
  const Claim* amount = nullptr;
  for (const Claim& claim : read->reading.claims) {
    if (claim.kind != ClaimKind::money) continue;
    if (amount != nullptr) return no_amount(text, "holds several amounts");
    amount = &claim;
  }
  if (amount == nullptr) return no_amount(text, "is no amount with a currency");
  if (!amount->value) return no_amount(text, "is a range");
  return WrittenAmount{.value = *amount->value, .currency = amount->currency, .hedge = hedge_of(amount->quantifier)};
}

RateAnswer convert_under_policies(const RateTable& rates, const ConversionRequest& request,
                                  std::optional<RatePolicy> policy) {
  RateAnswer answer{.amount = request.amount,
                    .from = request.from,
                    .to = request.to,
                    .on = request.date,
                    .stated = {},
                    .base = {},
                    .quote = {},
                    .implied = {},
                    .implied_bounds = {},
                    .answers = {}};
  for (const RatePolicy candidate : published_policies) {
    if (policy && *policy != candidate) continue;
    ConversionRequest asked = request;
    asked.policy = candidate;
    Result<Conversion> conversion = rates.convert(asked);
    PolicyAnswer one{.policy = candidate, .conversion = {}, .missing = {}, .fit = {}};
    if (conversion) {
      one.conversion = std::move(*conversion);
    } else {
      one.missing = conversion.problem().what;
    }
    answer.answers.push_back(std::move(one));
  }
  return answer;
}

RateAnswer explain_pair(const RateTable& rates, const WrittenAmount& first, const WrittenAmount& second, Date on,
                        std::optional<RatePolicy> policy) {
  RateAnswer answer = convert_under_policies(
      rates,
      {.amount = first.value, .from = first.currency, .to = second.currency, .date = on, .policy = RatePolicy::day},
      policy);
  answer.stated = second;
  for (PolicyAnswer& one : answer.answers) {
    if (!one.conversion) continue;
    one.fit = fit_of(one.conversion->amount, {.low = second.value, .high = second.value, .hedge = second.hedge});
  }
  set_implied(answer, first, second);
  return answer;
}

}  // namespace kept
