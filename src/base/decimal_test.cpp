#include "base/decimal.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace kept {
namespace {

Decimal decimal(std::string_view text) {
  const auto parsed = Decimal::parse(text, true);
  EXPECT_TRUE(parsed) << text;
  return parsed.value_or(Decimal{});
}

TEST(Decimal, ReadsAndPrintsExactly) {
  struct Row {
    const char* in;
    const char* out;
  };
  for (const Row& row :
       {Row{"15000000000", "15000000000"}, Row{"0.005", "0.005"}, Row{"-12.50", "-12.5"}, Row{"+7", "7"},
        Row{".5", "0.5"}, Row{"5.", "5"}, Row{"000120", "120"}, Row{"0", "0"}, Row{"-0.00", "0"},
        Row{"52284008.85213235", "52284008.85213235"}, Row{"9.988267231483715e-05", "0.00009988267231483715"},
        Row{"1e3", "1000"}, Row{"100200300", "100200300"}, Row{"1.0203", "1.0203"}}) {
    EXPECT_EQ(decimal(row.in).to_string(), row.out) << row.in;
  }
}

TEST(Decimal, RefusesWhatIsNoNumber) {
  for (const char* text :
       {"", "-", ".", "1,000", "1e6", " 1", "1 ", "1.2.3", "NaN", "0x10", "123456789012345678901234567890123456789"}) {
    EXPECT_FALSE(Decimal::parse(text)) << text;
  }
}

TEST(Decimal, AddsMultipliesDivides) {
  EXPECT_EQ((decimal("0.1") + decimal("0.2")).to_string(), "0.3");
  EXPECT_EQ((decimal("1000000000000") - decimal("0.000001")).to_string(), "999999999999.999999");
  EXPECT_EQ((decimal("2891598042.38") * decimal("163.1969565")).to_string(), "471899999937.77401647");
  EXPECT_EQ((decimal("1") / decimal("3")).to_string(), "0.3333333333333333333333333333333333");
  EXPECT_EQ((decimal("-2") / decimal("3")).to_string(), "-0.6666666666666666666666666666666667");
  EXPECT_EQ((decimal("8800000000") / decimal("139")).rounded_to_digits(6).to_string(), "63309400");
  EXPECT_EQ((decimal("0") / decimal("7")).to_string(), "0");
}

TEST(Decimal, RoundsHalfToEven) {
  EXPECT_EQ(decimal("2.5").rounded_to_exponent(0).to_string(), "2");
  EXPECT_EQ(decimal("3.5").rounded_to_exponent(0).to_string(), "4");
  EXPECT_EQ(decimal("-2.5").rounded_to_exponent(0).to_string(), "-2");
  EXPECT_EQ(decimal("999.96").rounded_to_digits(4).to_string(), "1000");
  EXPECT_EQ(decimal("63.3094").to_fixed(2), "63.31");
  EXPECT_EQ(decimal("5").to_fixed(2), "5.00");
  EXPECT_EQ(decimal("0.049").to_fixed(1), "0.0");
}

TEST(Decimal, Orders) {
  EXPECT_LT(decimal("-3"), decimal("-2.9"));
  EXPECT_LT(decimal("-1"), decimal("0"));
  EXPECT_LT(decimal("0.099"), decimal("0.1"));
  EXPECT_GT(decimal("100"), decimal("99.999"));
  EXPECT_EQ(decimal("1.50"), decimal("1.5"));
  EXPECT_LT(decimal("-100"), decimal("-99"));
}

TEST(Decimal, ExactOrNothing) {
  const Decimal big = decimal("99999999999999999999999999999999999999");
  EXPECT_FALSE(Decimal::add_exact(big, decimal("0.1")));
  EXPECT_FALSE(Decimal::multiply_exact(big, decimal("11")));
  EXPECT_EQ(Decimal::add_exact(big, decimal("1"))->to_string(), "100000000000000000000000000000000000000");
  EXPECT_EQ((big + decimal("1e-300")).to_string(), big.to_string());
}

// Against the slow way: decimal strings added and multiplied digit by digit.
std::string slow_sum(std::string a, std::string b) {
  std::string out;
  int carry = 0;
  for (std::size_t i = 0; i < std::max(a.size(), b.size()) || carry != 0; ++i) {
    const int sum =
        (i < a.size() ? a[a.size() - 1 - i] - '0' : 0) + (i < b.size() ? b[b.size() - 1 - i] - '0' : 0) + carry;
    out.insert(out.begin(), static_cast<char>('0' + sum % 10));
    carry = sum / 10;
  }
  return out;
}

TEST(DecimalProperty, SumsAsTheSlowWay) {
  std::uint64_t state = 42;
  const auto next = [&state] { return state = state * 6364136223846793005ULL + 1442695040888963407ULL; };
  for (int i = 0; i < 2000; ++i) {
    const std::string a = std::to_string(next() >> (next() % 60U)) + std::to_string(next() >> 40U);
    const std::string b = std::to_string(next() >> (next() % 60U));
    const Decimal sum = decimal(a) + decimal(b);
    EXPECT_EQ(sum, decimal(slow_sum(a, b)));
    EXPECT_EQ(sum - decimal(b), decimal(a));
    EXPECT_EQ(decimal(a) <=> decimal(b), a.size() != b.size() ? a.size() <=> b.size() : (a.compare(b) <=> 0));
  }
}

TEST(DecimalProperty, DividesBack) {
  std::uint64_t state = 7;
  const auto next = [&state] { return state = state * 6364136223846793005ULL + 1442695040888963407ULL; };
  for (int i = 0; i < 2000; ++i) {
    const Decimal a = Decimal::from_parts(static_cast<std::int64_t>(next() >> 20U), -4);
    const Decimal b = Decimal::from_parts(static_cast<std::int64_t>(next() >> 40U) + 1, -2);
    // 34 digits of quotient times 9 of divisor: the product is right to more digits than `a` has.
    EXPECT_EQ((a / b * b).rounded_to_digits(20), a) << a.to_string() << " / " << b.to_string();
  }
}

// A round number less one of 38 digits just below it: their exponents are 38 apart, their values are not.
TEST(Decimal, SubtractsNearNumbersOfDistantExponents) {
  const Decimal round = decimal("10000000");
  const Decimal near = decimal("9999999.9999999989441204545454545437831");
  EXPECT_EQ((round - near).to_string(), "0.0000000010558795454545454562169");
  EXPECT_EQ((near - round).to_string(), "-0.0000000010558795454545454562169");
  EXPECT_EQ(Decimal::add_exact(round, near.negated()), round - near);
  EXPECT_EQ(decimal("1e40") + decimal("1e-40"), decimal("1e40"));
  EXPECT_FALSE(Decimal::add_exact(decimal("1e40"), decimal("1e-40")));
}

}  // namespace
}  // namespace kept
