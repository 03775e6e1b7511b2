#include "definition/fixed.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string_view>

#include "base/decimal.hpp"

namespace kept {
namespace {

Decimal decimal(std::string_view text) { return Decimal::parse(text).value(); }

TEST(Fixed, ComesBackAsItWent) {
  for (const std::string_view text : {"0", "1", "-1", "0.000000000001", "52284008.85", "-61973576.123456789012",
                                      "999999999999999999999999", "471900000000"}) {
    const auto fixed = to_fixed(decimal(text));
    ASSERT_TRUE(fixed) << text;
    EXPECT_EQ(from_fixed(*fixed).to_string(), text);
  }
}

TEST(Fixed, RoundsHalfToEvenAtTheTwelfthDigit) {
  EXPECT_EQ(from_fixed(*to_fixed(decimal("0.0000000000005"))).to_string(), "0");
  EXPECT_EQ(from_fixed(*to_fixed(decimal("0.0000000000015"))).to_string(), "0.000000000002");
  EXPECT_EQ(from_fixed(*to_fixed(decimal("2.0000000000026"))).to_string(), "2.000000000003");
}

TEST(Fixed, RefusesWhatNoMoneyReaches) { EXPECT_EQ(to_fixed(decimal("1000000000000000000000000")), std::nullopt); }

}  // namespace
}  // namespace kept
