// What the rates say of two amounts, or of one: the business of `kept rates`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/result.hpp"
#include "definition/tolerance.hpp"  // IWYU pragma: export
#include "pipeline/read.hpp"
#include "rate/rates.hpp"  // IWYU pragma: export

namespace kept {

// An amount as people write it, read by the same reader as speeches: "about 8.8 billion yen".
struct WrittenAmount {
  Decimal value;
  std::string currency;
  HedgeKind hedge = HedgeKind::none;
};
// Problem usage: `text` holds no amount with a currency, a range, or several amounts.
Result<WrittenAmount> read_amount(const ClaimReader& reader, const std::string& text);

// One policy and what it gives.
struct PolicyAnswer {
  RatePolicy policy = RatePolicy::day;
  std::optional<Conversion> conversion;
  std::string missing;           // why there is none
  std::optional<AmountFit> fit;  // of a pair: how the converted first amount stands to the second
};

struct RateAnswer {
  Decimal amount;
  std::string from;
  std::string to;
  Date on;
  // Of a pair: the second amount, and the rate that the two imply, quoted as `base`/`quote`, with the bounds that the
  // rounding of both figures leaves.
  std::optional<WrittenAmount> stated;
  std::string base;
  std::string quote;
  std::optional<Decimal> implied;
  std::optional<Bounds> implied_bounds;
  std::vector<PolicyAnswer> answers;
};

// `policy` empty: all that convert by published rates, in their own order.
RateAnswer convert_under_policies(const RateTable& rates, const ConversionRequest& request,
                                  std::optional<RatePolicy> policy);
RateAnswer explain_pair(const RateTable& rates, const WrittenAmount& first, const WrittenAmount& second, Date on,
                        std::optional<RatePolicy> policy);

}  // namespace kept
