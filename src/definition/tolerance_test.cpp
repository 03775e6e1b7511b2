#include "definition/tolerance.hpp"
#include <algorithm>
#include <string>
#include <string_view>
#include "base/decimal.hpp"

#include <gtest/gtest.h>

namespace kept {
namespace {

Decimal decimal(std::string_view text) { return Decimal::parse(text).value(); }
Figure figure(std::string_view value, HedgeKind hedge = HedgeKind::none) {
  return {decimal(value), decimal(value), hedge};
}

TEST(Tolerance, IsTheRoundingThatTheFigureShows) {
  EXPECT_EQ(rounding_of(decimal("550000000")).to_string(), "5000000");
  EXPECT_EQ(rounding_of(decimal("12400000000")).to_string(), "50000000");
  EXPECT_EQ(rounding_of(decimal("8800000000")).to_string(), "50000000");
  // Half a unit of "3 billion" would be 17 %.
  EXPECT_EQ(rounding_of(decimal("3000000000")).to_string(), "150000000");
  EXPECT_EQ(rounding_of(decimal("63.3")).to_string(), "0.05");
}

TEST(Tolerance, HedgesWidenIt) {
  struct Row {
    const char* value;
    const char* claimed;
    HedgeKind hedge;
    AmountFit fit;
  };
  for (const Row& row : {
           Row{"545000000", "550000000", HedgeKind::none, AmountFit::agrees},
           Row{"544000000", "550000000", HedgeKind::none, AmountFit::close},
           Row{"520000000", "550000000", HedgeKind::none, AmountFit::misses},
           Row{"3153", "3000", HedgeKind::lower_bound, AmountFit::agrees},
           Row{"3301", "3000", HedgeKind::lower_bound, AmountFit::beyond},
           Row{"2990", "3000", HedgeKind::lower_bound, AmountFit::close},
           Row{"2849", "3000", HedgeKind::lower_bound, AmountFit::misses},
           Row{"66.4", "63.3", HedgeKind::about, AmountFit::agrees},
           Row{"57.96", "63.3", HedgeKind::about, AmountFit::misses},
           Row{"91", "100", HedgeKind::upper_bound, AmountFit::agrees},
           Row{"101", "100", HedgeKind::upper_bound, AmountFit::close},
           Row{"70", "100", HedgeKind::upper_bound, AmountFit::beyond},
       }) {
    EXPECT_EQ(fit_of(decimal(row.value), figure(row.claimed, row.hedge)), row.fit)
        << row.value << " for " << row.claimed;
  }
}

TEST(Tolerance, ARangeAgreesBetweenItsEnds) {
  const Figure range{decimal("62"), decimal("68"), HedgeKind::none};
  EXPECT_EQ(fit_of(decimal("65"), range), AmountFit::agrees);
  EXPECT_EQ(fit_of(decimal("61"), range), AmountFit::close);
  EXPECT_EQ(fit_of(decimal("50"), range), AmountFit::misses);
}

TEST(ToleranceProperty, FitNeverImprovesWithDistance) {
  for (const HedgeKind hedge : {HedgeKind::none, HedgeKind::about, HedgeKind::lower_bound, HedgeKind::upper_bound}) {
    for (int claimed = 1; claimed < 400; claimed += 7) {
      const Figure f = figure(std::to_string(claimed) + "0", hedge);
      EXPECT_EQ(fit_of(f.low, f), AmountFit::agrees);
      // Away from the figure: agrees, then close, then what is no agreement.
      for (const int direction : {-1, 1}) {
        int worst = 0;
        for (int step = 0; step < 60; ++step) {
          const Decimal value = f.low + f.low * Decimal::from_parts(direction * step, -2);
          const int rank = std::min(static_cast<int>(fit_of(value, f)), static_cast<int>(AmountFit::beyond));
          EXPECT_GE(rank, worst);
          worst = rank;
        }
      }
    }
  }
}

}  // namespace
}  // namespace kept
