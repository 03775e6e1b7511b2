#include "definition/fixed.hpp"

#include <cstdint>
#include <optional>

#include "base/decimal.hpp"

namespace kept {
namespace {

constexpr std::int64_t ten_to_18 = 1'000'000'000'000'000'000;

}  // namespace

std::optional<Fixed> to_fixed(const Decimal& amount) {
  const Decimal rounded = amount.exponent() < fixed_exponent ? amount.rounded_to_exponent(fixed_exponent) : amount;
  // Below 10^24 units: the whole is below 10^36, so that a sum of a hundred such amounts still fits.
  if (rounded.digits() + rounded.exponent() > 24) return std::nullopt;
  Fixed value = rounded.coefficient();
  for (int exponent = rounded.exponent(); exponent > fixed_exponent; --exponent) value *= 10;
  return value;
}

Decimal from_fixed(Fixed amount) {
  const auto high = static_cast<std::int64_t>(amount / ten_to_18);
  const auto low = static_cast<std::int64_t>(amount % ten_to_18);
  return Decimal::from_parts(high, fixed_exponent + 18) + Decimal::from_parts(low, fixed_exponent);
}

double units_of(Fixed amount) { return static_cast<double>(amount) * 1e-12; }

}  // namespace kept
