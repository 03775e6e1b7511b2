#include "definition/chance.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "base/decimal.hpp"
#include "definition/definition.hpp"
#include "definition/tolerance.hpp"

namespace kept {
namespace {

Figure figure(std::string_view value, HedgeKind hedge = HedgeKind::none) {
  const Decimal decimal = Decimal::parse(value).value();
  return {decimal, decimal, hedge};
}

std::vector<ReachedValue> values(std::initializer_list<double> units, int complexity = 1) {
  std::vector<ReachedValue> reached;
  for (const double unit : units) reached.push_back({std::log(unit), complexity});
  return reached;
}

// The whole neighbourhood, on a scale of logarithms.
const double whole = 2 * std::log(chance_window_factor);

TEST(Chance, OneValueCoversTheWidthOfTheBounds) {
  const Chance chance = chance_of(figure("550"), values({560}), 1);
  EXPECT_EQ(chance.distinct, 1U);
  EXPECT_NEAR(chance.probability, std::log(555.0 / 545) / whole, 1e-9);
  EXPECT_NEAR(chance.expected, chance.probability, 1e-9);
}

TEST(Chance, ValuesThatOverlapAreNoTwoChances) {
  const Chance one = chance_of(figure("550"), values({560}), 1);
  const Chance close = chance_of(figure("550"), values({560, 560.5}), 1);
  EXPECT_EQ(close.distinct, 2U);
  EXPECT_NEAR(close.expected, 2 * one.expected, 1e-9);
  EXPECT_NEAR(close.probability - one.probability, std::log(560.5 / 560) / whole, 1e-9);
}

TEST(Chance, TheSameSumReachedTwiceIsOneValue) {
  EXPECT_EQ(chance_of(figure("550"), values({560, 560.0000001}), 1).distinct, 1U);
}

TEST(Chance, OnlyWhatIsNoMoreComplexCounts) {
  EXPECT_EQ(chance_of(figure("550"), values({560}, 4), 3).probability, 0);
  EXPECT_GT(chance_of(figure("550"), values({560}, 4), 4).probability, 0);
}

TEST(Chance, ValuesFarAwayHitNothing) { EXPECT_EQ(chance_of(figure("550"), values({100, 5500}), 9).probability, 0); }

TEST(Chance, NeverExceedsCertainty) {
  std::vector<ReachedValue> dense;
  for (int i = 0; i < 2000; ++i) dense.push_back({std::log(200.0 + i), 1});
  EXPECT_NEAR(chance_of(figure("550"), dense, 1).probability, 1, 1e-9);
}

TEST(Chance, RisesWithEveryValue) {
  std::vector<ReachedValue> reached;
  double before = 0;
  for (int i = 0; i < 60; ++i) {
    reached.push_back({std::log(370.0) + i * 0.0125, 1});
    const double probability = chance_of(figure("550"), reached, 1).probability;
    EXPECT_GE(probability, before);
    before = probability;
  }
  EXPECT_GT(before, 0.9);
}

TEST(Chance, AHedgeIsHitMoreEasily) {
  EXPECT_GT(chance_of(figure("550", HedgeKind::lower_bound), values({560}), 1).probability,
            chance_of(figure("550"), values({560}), 1).probability);
}

}  // namespace
}  // namespace kept
