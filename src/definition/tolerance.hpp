// When two figures agree: within the rounding that the claimed figure itself shows, widened by its hedge.
//
// The rule: half a unit of the last non-zero digit, at most 5 % ("USD 550 million": 545 to 555). A hedge widens it:
// "about" 5 % to both sides; "more than", "at least" from the number up to 10 % above it; "nearly", "up to",
// "less than" from 10 % below it up to it.
#pragma once

#include <cstdint>
#include <optional>

#include "base/decimal.hpp"

namespace kept {

// The hedge of a figure, as far as it moves the bounds.
enum class HedgeKind : std::uint8_t { none, about, lower_bound, upper_bound };

// A claimed figure: `low` and `high` are equal unless it is a range.
struct Figure {
  Decimal low;
  Decimal high;
  HedgeKind hedge = HedgeKind::none;
};

struct Bounds {
  Decimal low;  // both inclusive
  Decimal high;
};

enum class AmountFit : std::uint8_t {
  agrees,
  close,   // misses by at most 5 % of the claimed figure
  beyond,  // satisfies the hedge in the letter only
  misses,
};

// Half a unit of the last non-zero digit, at most 5 % of the figure.
Decimal rounding_of(const Decimal& figure);

// The values that agree with the figure.
Bounds agreement_bounds(const Figure& figure);

AmountFit fit_of(const Decimal& value, const Figure& figure);

}  // namespace kept
