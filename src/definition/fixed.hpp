// Amounts as whole numbers of 10^-12 of a currency's unit: sums are exact in any order, at the speed of integers.
//
// Published amounts have two digits after the point, converted ones are rounded here once, half to even. 10^24 units
// are more than any currency has.
#pragma once

#include <optional>

#include "base/decimal.hpp"

namespace kept {

using Fixed = Decimal::Coefficient;

inline constexpr int fixed_exponent = -12;

// Empty: 10^24 units or more.
std::optional<Fixed> to_fixed(const Decimal& amount);
Decimal from_fixed(Fixed amount);
// In units; for sizes and logarithms only.
double units_of(Fixed amount);

}  // namespace kept
