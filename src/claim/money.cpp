#include "claim/money.hpp"

namespace kept {

MoneyReading read_money(const ReadingContext& context) {
  MoneyReading reading;
  for (const Amount& amount : find_amounts(context)) {
    Claim claim;
    claim.kind = ClaimKind::money;
    claim.span = context.span(amount.tokens);
    claim.sentence = context.sentences[amount.sentence].span;
    claim.value = amount.value;
    claim.low = amount.low;
    claim.high = amount.high;
    claim.currency = amount.currency;
    claim.quantifier = amount.hedge.quantifier;
    reading.claims.push_back(std::move(claim));
  }
  reading.equivalent_of.resize(reading.claims.size());
  reading.part_of.resize(reading.claims.size());
  return reading;
}

}  // namespace kept
