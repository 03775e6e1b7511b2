#include "definition/wording.hpp"
#include <string_view>
#include "base/decimal.hpp"

#include <gtest/gtest.h>

namespace kept {
namespace {

Decimal decimal(std::string_view text) { return Decimal::parse(text).value(); }

TEST(Wording, AmountsAreRoundedForPeople) {
  struct Row {
    const char* amount;
    const char* words;
  };
  for (const Row& row : {Row{"12421174000", "USD 12.42 billion"}, Row{"1300000000", "USD 1.3 billion"},
                         Row{"554000000", "USD 554 million"}, Row{"63309352.5", "USD 63.31 million"},
                         Row{"5400", "USD 5,400"}, Row{"999999", "USD 999,999"}, Row{"-61973576", "USD -61.97 million"},
                         Row{"2500000000000", "USD 2.5 trillion"}, Row{"0", "USD 0"}}) {
    EXPECT_EQ(amount_words("USD", decimal(row.amount)), row.words);
  }
}

TEST(Wording, GroupsThousandsAndRoundsNothing) {
  EXPECT_EQ(grouped_exactly(decimal("8800000000")), "8,800,000,000");
  EXPECT_EQ(grouped_exactly(decimal("-1234.5678")), "-1,234.5678");
  EXPECT_EQ(grouped_exactly(decimal("12")), "12");
}

}  // namespace
}  // namespace kept
