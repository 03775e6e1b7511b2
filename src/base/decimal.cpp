#include "base/decimal.hpp"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <cassert>
#include <cmath>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace kept {
namespace {

// Products of two coefficients and dividends scaled for a quotient of 34 digits stay below 2^256.
using Wide = boost::multiprecision::int256_t;
__extension__ using Unsigned128 = unsigned __int128;

constexpr int quotient_digits = 34;  // of IEEE 754 decimal128

Wide widen(Decimal::Coefficient value) {
  const bool negative = value < 0;
  const Unsigned128 magnitude =
      negative ? Unsigned128{0} - static_cast<Unsigned128>(value) : static_cast<Unsigned128>(value);
  Wide wide = static_cast<std::uint64_t>(magnitude >> 64U);
  wide <<= 64U;
  wide += static_cast<std::uint64_t>(magnitude);
  return negative ? Wide{-wide} : wide;
}

Decimal::Coefficient narrow(const Wide& value) {
  const Wide magnitude = boost::multiprecision::abs(value);
  const auto high = static_cast<std::uint64_t>(Wide{magnitude >> 64U});
  const auto low = static_cast<std::uint64_t>(Wide{magnitude & std::numeric_limits<std::uint64_t>::max()});
  const auto joined = static_cast<Decimal::Coefficient>((Unsigned128{high} << 64U) | low);
  return value < 0 ? -joined : joined;
}

Wide power_of_ten(int exponent) { return boost::multiprecision::pow(Wide{10}, static_cast<unsigned>(exponent)); }

int digits_of(Wide value) {
  if (value < 0) value = -value;
  int count = 1;
  for (Wide bound = 10; value >= bound && count < 77; bound *= 10) ++count;
  return count;
}

// value / 10^drop, rounded half to even.
Wide drop_digits(const Wide& value, int drop) {
  if (drop <= 0) return value;
  if (drop > 76) return 0;
  const Wide divisor = power_of_ten(drop);
  Wide quotient;
  Wide remainder;
  boost::multiprecision::divide_qr(value, divisor, quotient, remainder);
  const Wide twice = boost::multiprecision::abs(remainder) * 2;
  if (twice > divisor || (twice == divisor && quotient % 2 != 0)) quotient += value < 0 ? -1 : 1;
  return quotient;
}

struct Parts {
  Wide coefficient;
  int exponent = 0;
};

bool fits(const Wide& coefficient) { return digits_of(coefficient) <= Decimal::max_digits; }

}  // namespace

// The lowest terms of `coefficient` * 10^`exponent`, the coefficient being at most 38 digits.
static Parts reduced(Wide coefficient, int exponent) {
  if (coefficient == 0) return {0, 0};
  while (coefficient % 10 == 0) {
    coefficient /= 10;
    ++exponent;
  }
  return {std::move(coefficient), exponent};
}

// Rounded to `digits` significant digits where it has more.
static Parts shortened(const Wide& coefficient, int exponent, int digits) {
  const int drop = digits_of(coefficient) - digits;
  if (drop <= 0) return reduced(coefficient, exponent);
  // 9.99 rounds up to 10.0, which `reduced` makes short again.
  return reduced(drop_digits(coefficient, drop), exponent + drop);
}

Decimal Decimal::from_integer(std::int64_t value) { return from_parts(value, 0); }

Decimal Decimal::from_parts(std::int64_t coefficient, int exponent) {
  const Parts parts = reduced(Wide{coefficient}, exponent);
  Decimal result;
  result.coefficient_ = narrow(parts.coefficient);
  result.exponent_ = parts.exponent;
  return result;
}

std::optional<Decimal> Decimal::parse(std::string_view text, bool allow_exponent) {
  std::size_t at = 0;
  bool negative = false;
  if (at < text.size() && (text[at] == '+' || text[at] == '-')) negative = text[at++] == '-';
  Coefficient coefficient = 0;
  int exponent = 0;
  int pending_zeros = 0;  // zeros are multiplied in only when a digit follows, so that they cost no precision
  int significant = 0;
  bool any = false;
  bool point = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '.' && !point) {
      point = true;
      continue;
    }
    if (c < '0' || c > '9') break;
    any = true;
    if (point) --exponent;
    if (c == '0') {
      if (coefficient != 0) ++pending_zeros;
      continue;
    }
    significant += coefficient == 0 ? 1 : pending_zeros + 1;
    if (significant > max_digits) return std::nullopt;
    for (; pending_zeros > 0; --pending_zeros) coefficient *= 10;
    coefficient = coefficient * 10 + (c - '0');
  }
  if (!any) return std::nullopt;
  exponent += pending_zeros;
  if (allow_exponent && at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    bool minus = false;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) minus = text[at++] == '-';
    int shift = 0;
    const std::size_t first = at;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
      if (shift <= max_exponent) shift = shift * 10 + (text[at] - '0');
    }
    if (at == first) return std::nullopt;
    exponent += minus ? -shift : shift;
  }
  if (at != text.size()) return std::nullopt;
  Decimal result;
  if (coefficient == 0) return result;
  if (exponent > max_exponent || exponent < -max_exponent) return std::nullopt;
  result.coefficient_ = negative ? -coefficient : coefficient;
  result.exponent_ = exponent;
  return result;
}

int Decimal::digits() const {
  Coefficient rest = is_negative() ? -coefficient_ : coefficient_;
  int count = 1;
  constexpr Coefficient billion = 1'000'000'000;
  for (; rest >= billion; rest /= billion) count += 9;
  for (; rest >= 10; rest /= 10) ++count;
  return count;
}

Decimal Decimal::abs() const { return is_negative() ? negated() : *this; }

Decimal Decimal::negated() const {
  Decimal result = *this;
  result.coefficient_ = -coefficient_;
  return result;
}

double Decimal::to_double() const { return static_cast<double>(coefficient_) * std::pow(10.0, exponent_); }

std::string Decimal::to_string() const {
  std::string digits;
  for (Coefficient rest = is_negative() ? -coefficient_ : coefficient_; rest != 0 || digits.empty(); rest /= 10) {
    digits.push_back(static_cast<char>('0' + static_cast<int>(rest % 10)));
  }
  std::ranges::reverse(digits);
  if (exponent_ > 0) {
    digits.append(static_cast<std::size_t>(exponent_), '0');
  } else if (exponent_ < 0) {
    const auto places = static_cast<std::size_t>(-exponent_);
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    digits.insert(digits.size() - places, 1, '.');
  }
  return is_negative() ? "-" + digits : digits;
}

std::string Decimal::to_fixed(int places) const {
  assert(places >= 0);
  std::string text = rounded_to_exponent(-places).to_string();
  if (places == 0) return text;
  std::size_t point = text.find('.');
  if (point == std::string::npos) {
    point = text.size();
    text.push_back('.');
  }
  text.append(point + 1 + static_cast<std::size_t>(places) - text.size(), '0');
  return text;
}

Decimal Decimal::rounded_to_digits(int digits) const {
  assert(digits > 0);
  const Parts parts = shortened(widen(coefficient_), exponent_, digits);
  Decimal result;
  result.coefficient_ = narrow(parts.coefficient);
  result.exponent_ = parts.exponent;
  return result;
}

Decimal Decimal::rounded_to_exponent(int exponent) const {
  if (exponent_ >= exponent) return *this;
  const Parts parts = reduced(drop_digits(widen(coefficient_), exponent - exponent_), exponent);
  Decimal result;
  result.coefficient_ = narrow(parts.coefficient);
  result.exponent_ = parts.exponent;
  return result;
}

namespace {

// a + b without loss, where their exponents are near enough; else nothing.
std::optional<Parts> wide_sum(const Wide& a, int a_exponent, const Wide& b, int b_exponent) {
  if (a == 0) return Parts{b, b_exponent};
  if (b == 0) return Parts{a, a_exponent};
  const int low = std::min(a_exponent, b_exponent);
  const int shift = std::max(a_exponent, b_exponent) - low;
  // Scaled, the number with the higher exponent must stay below 10^76; where it does not, the other one is below a
  // tenth of its 38th digit.
  if (digits_of(a_exponent > low ? a : b) + shift > 2 * Decimal::max_digits) return std::nullopt;
  const Wide left = a_exponent > low ? Wide{a * power_of_ten(shift)} : a;
  const Wide right = b_exponent > low ? Wide{b * power_of_ten(shift)} : b;
  return Parts{left + right, low};
}

}  // namespace

// Most sums fit 128 bits without a wide detour; measured twice as fast as the general way.
std::optional<Decimal> Decimal::add_small(const Decimal& a, const Decimal& b) {
  constexpr Coefficient bound = Coefficient{1} << 125U;
  const Decimal& high = a.exponent_ >= b.exponent_ ? a : b;
  const Decimal& low = a.exponent_ >= b.exponent_ ? b : a;
  if (low.coefficient_ > bound || low.coefficient_ < -bound) return std::nullopt;
  Coefficient scaled = high.coefficient_;
  for (int shift = high.exponent_ - low.exponent_; shift > 0 && scaled != 0; --shift) {
    if (scaled > bound / 10 || scaled < -bound / 10) return std::nullopt;
    scaled *= 10;
  }
  Decimal sum;
  sum.coefficient_ = scaled + low.coefficient_;
  if (sum.coefficient_ == 0) return sum;
  sum.exponent_ = low.exponent_;
  while (sum.coefficient_ % 10 == 0) {
    sum.coefficient_ /= 10;
    ++sum.exponent_;
  }
  if (sum.digits() > max_digits) return std::nullopt;
  return sum;
}

std::optional<Decimal> Decimal::add_exact(const Decimal& a, const Decimal& b) {
  const auto sum = wide_sum(widen(a.coefficient_), a.exponent_, widen(b.coefficient_), b.exponent_);
  if (!sum) return std::nullopt;
  const Parts parts = reduced(sum->coefficient, sum->exponent);
  if (!fits(parts.coefficient)) return std::nullopt;
  Decimal result;
  result.coefficient_ = narrow(parts.coefficient);
  result.exponent_ = parts.exponent;
  return result;
}

std::optional<Decimal> Decimal::multiply_exact(const Decimal& a, const Decimal& b) {
  const Parts parts = reduced(widen(a.coefficient_) * widen(b.coefficient_), a.exponent_ + b.exponent_);
  if (!fits(parts.coefficient)) return std::nullopt;
  Decimal result;
  result.coefficient_ = narrow(parts.coefficient);
  result.exponent_ = parts.exponent;
  return result;
}

Decimal operator+(const Decimal& a, const Decimal& b) {
  if (const auto sum = Decimal::add_small(a, b)) return *sum;
  const auto sum = wide_sum(widen(a.coefficient_), a.exponent_, widen(b.coefficient_), b.exponent_);
  if (!sum) {
    // The smaller number stands below the 38th digit of the larger one.
    const bool a_larger = a.exponent_ > b.exponent_;
    return (a_larger ? a : b).rounded_to_digits(Decimal::max_digits);
  }
  const Parts parts = shortened(sum->coefficient, sum->exponent, Decimal::max_digits);
  Decimal result;
  result.coefficient_ = narrow(parts.coefficient);
  result.exponent_ = parts.exponent;
  return result;
}

Decimal operator-(const Decimal& a, const Decimal& b) { return a + b.negated(); }

Decimal operator*(const Decimal& a, const Decimal& b) {
  const Parts parts =
      shortened(widen(a.coefficient_) * widen(b.coefficient_), a.exponent_ + b.exponent_, Decimal::max_digits);
  Decimal result;
  result.coefficient_ = narrow(parts.coefficient);
  result.exponent_ = parts.exponent;
  return result;
}

Decimal operator/(const Decimal& a, const Decimal& b) {
  assert(!b.is_zero());
  const Wide divisor = widen(b.coefficient_);
  const Wide dividend = widen(a.coefficient_);
  // One digit more than is kept, and a sticky digit below it where something is left, so that rounding is right.
  const int shift = std::max(0, quotient_digits + 1 + digits_of(divisor) - digits_of(dividend));
  Wide quotient;
  Wide remainder;
  boost::multiprecision::divide_qr(Wide{dividend * power_of_ten(shift)}, divisor, quotient, remainder);
  quotient *= 10;
  if (remainder != 0) quotient += (dividend < 0) != (divisor < 0) ? -1 : 1;
  const Parts parts = shortened(quotient, a.exponent_ - b.exponent_ - shift - 1, quotient_digits);
  Decimal result;
  result.coefficient_ = narrow(parts.coefficient);
  result.exponent_ = parts.exponent;
  return result;
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  const int a_sign = a.coefficient_ == 0 ? 0 : (a.is_negative() ? -1 : 1);
  const int b_sign = b.coefficient_ == 0 ? 0 : (b.is_negative() ? -1 : 1);
  if (a_sign != b_sign) return a_sign <=> b_sign;
  if (a_sign == 0) return std::strong_ordering::equal;
  const int a_magnitude = a.digits() + a.exponent_;
  const int b_magnitude = b.digits() + b.exponent_;
  if (a_magnitude != b_magnitude) {
    return (a_magnitude < b_magnitude) == (a_sign > 0) ? std::strong_ordering::less : std::strong_ordering::greater;
  }
  // Of one magnitude, so the exponents differ by less than the digits that a coefficient has.
  const int low = std::min(a.exponent_, b.exponent_);
  const Wide left = widen(a.coefficient_) * power_of_ten(a.exponent_ - low);
  const Wide right = widen(b.coefficient_) * power_of_ten(b.exponent_ - low);
  if (left == right) return std::strong_ordering::equal;
  return left < right ? std::strong_ordering::less : std::strong_ordering::greater;
}

}  // namespace kept
