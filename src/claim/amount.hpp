// Amounts of money as they stand in the text: number, scale and currency, with the hedge around them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/decimal.hpp"
#include "claim/claim.hpp"
#include "claim/context.hpp"

namespace kept {

// "more_than" to Quantifier::more_than.
std::optional<Quantifier> parse_quantifier(std::string_view name);

struct Hedge {
  Quantifier quantifier = Quantifier::exact;
  TokenRange tokens;  // of the hedge; empty where there is none
};

// The hedge before or behind the tokens of a number: "more than [3 million people]", "[5 million] or so". An article or
// "another" may stand between.
Hedge find_hedge(const ReadingContext& context, TokenRange tokens);

struct Amount {
  TokenRange tokens;             // number, scale word and currency
  std::optional<Decimal> value;  // empty for a range
  std::optional<Decimal> low;
  std::optional<Decimal> high;
  std::string_view currency;
  Hedge hedge;
  std::size_t sentence = 0;
  bool slip = false;  // "US$250, 000": read as it was meant

  // The first token of the amount or of the hedge before it.
  [[nodiscard]] std::uint32_t begin() const {
    return hedge.tokens.empty() ? tokens.first : std::min(tokens.first, hedge.tokens.first);
  }
};

// All amounts by first token. A currency stands before or behind its number, as sign, code or word; of two
// coordinated numbers one may bear scale and currency for both ("$5 and $7 billion"). A number without a currency,
// and a weight in pounds, is none.
std::vector<Amount> find_amounts(const ReadingContext& context);

}  // namespace kept
