// Exact decimal numbers: a signed coefficient below 2^127 and a power of ten, so about 38 digits.
//
// Money is never binary floating point here. Sums and products are exact or refused; only `divide` and the
// rounding functions round, half to even, and say to how many digits. The value is kept in lowest terms (no
// trailing zeros in the coefficient), so equal numbers have equal representations.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kept {

class Decimal {
 public:
  __extension__ using Coefficient = __int128;

  static constexpr int max_digits = 38;      // of the coefficient
  static constexpr int max_exponent = 1000;  // of either sign; beyond is refused when parsing

  constexpr Decimal() = default;
  static Decimal from_integer(std::int64_t value);
  // coefficient * 10^exponent.
  static Decimal from_parts(std::int64_t coefficient, int exponent);

  // Reads `[+-]digits[.digits]` and `[+-].digits`, also with a final exponent `e-5` where `allow_exponent`.
  // Nothing around it, no separators. Empty where `text` is not such a number or has more significant digits
  // than `max_digits`.
  static std::optional<Decimal> parse(std::string_view text, bool allow_exponent = false);

  // Plain digits without exponent and without trailing zeros: "15000000000", "-0.5", "0".
  [[nodiscard]] std::string to_string() const;
  // With exactly `places` digits after the point, rounded half to even: 63.3094 -> "63.31".
  [[nodiscard]] std::string to_fixed(int places) const;

  [[nodiscard]] bool is_zero() const { return coefficient_ == 0; }
  [[nodiscard]] bool is_negative() const { return coefficient_ < 0; }
  [[nodiscard]] int digits() const;                                       // of the coefficient; 0 has 1
  [[nodiscard]] int exponent() const { return exponent_; }                // of the last non-zero digit
  [[nodiscard]] Coefficient coefficient() const { return coefficient_; }  // value = coefficient * 10^exponent
  [[nodiscard]] Decimal abs() const;
  [[nodiscard]] Decimal negated() const;
  [[nodiscard]] double to_double() const;  // for densities and logarithms only, never for money

  // Rounded half to even to `digits` significant digits, or to a multiple of 10^exponent.
  [[nodiscard]] Decimal rounded_to_digits(int digits) const;
  [[nodiscard]] Decimal rounded_to_exponent(int exponent) const;

  // Exact, or empty where the result does not fit 38 digits.
  static std::optional<Decimal> add_exact(const Decimal& a, const Decimal& b);
  static std::optional<Decimal> multiply_exact(const Decimal& a, const Decimal& b);

  // Exact where the result fits, else rounded half to even to 38 digits: for means and conversions, whose last
  // step rounds to far fewer digits anyway.
  friend Decimal operator+(const Decimal& a, const Decimal& b);
  friend Decimal operator-(const Decimal& a, const Decimal& b);
  friend Decimal operator*(const Decimal& a, const Decimal& b);
  // Rounded half to even to 34 significant digits, as IEEE 754 decimal128 has. `b` is not zero (asserted).
  friend Decimal operator/(const Decimal& a, const Decimal& b);

  friend bool operator==(const Decimal& a, const Decimal& b) = default;
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);

 private:
  static std::optional<Decimal> add_small(const Decimal& a, const Decimal& b);

  Coefficient coefficient_ = 0;
  int exponent_ = 0;
};

}  // namespace kept
