#include "pipeline/rate_question.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "pipeline/read.hpp"

namespace kept {
namespace {

// Units per euro; USD/JPY is 150 on the 27th and 160 on the 28th.
constexpr std::string_view quotes =
    "Date,USD,JPY,\n"
    "2025-02-28,1.00,160.0,\n"
    "2025-02-27,1.00,150.0,\n"
    "2025-02-26,1.00,150.0,\n";

RateTable rate_table() {
  RateTable table;
  const auto file = read_rate_file("quotes.csv", quotes);
  EXPECT_TRUE(file) << to_string(file.problem());
  if (file) table.add(*file);
  return table;
}

Date day(std::string_view text) { return Date::parse_iso(text).value_or(Date{}); }

const PolicyAnswer* answer_of(const RateAnswer& answer, RatePolicy policy) {
  for (const PolicyAnswer& one : answer.answers) {
    if (one.policy == policy) return &one;
  }
  return nullptr;
}

TEST(RateQuestion, ConvertsUnderEachPolicyAndSaysWhyNot) {
  const RateTable table = rate_table();
  const RateAnswer answer = convert_under_policies(table,
                                                   {.amount = Decimal::from_integer(300),
                                                    .from = "JPY",
                                                    .to = "USD",
                                                    .date = day("2025-02-27"),
                                                    .policy = RatePolicy::day},
                                                   std::nullopt);
  const PolicyAnswer* on_day = answer_of(answer, RatePolicy::day);
  ASSERT_TRUE(on_day != nullptr && on_day->conversion);
  EXPECT_EQ(on_day->conversion->amount, Decimal::from_integer(2));
  const PolicyAnswer* budget = answer_of(answer, RatePolicy::fiscal_year_budget);
  ASSERT_TRUE(budget != nullptr && !budget->conversion);
  EXPECT_FALSE(budget->missing.empty());
  EXPECT_EQ(answer_of(answer, RatePolicy::stated), nullptr);
  EXPECT_FALSE(answer.implied);
}

TEST(RateQuestion, OnePolicyAlone) {
  const RateTable table = rate_table();
  const RateAnswer answer = convert_under_policies(table,
                                                   {.amount = Decimal::from_integer(1),
                                                    .from = "USD",
                                                    .to = "JPY",
                                                    .date = day("2025-03-01"),
                                                    .policy = RatePolicy::day},
                                                   RatePolicy::previous_business_day);
  ASSERT_EQ(answer.answers.size(), 1U);
  ASSERT_TRUE(answer.answers.front().conversion);
  EXPECT_EQ(answer.answers.front().conversion->amount, Decimal::from_integer(160));
}

TEST(RateQuestion, APairImpliesARateWithinItsRounding) {
  const RateTable table = rate_table();
  const WrittenAmount yen{.value = Decimal::from_parts(88, 8), .currency = "JPY", .hedge = HedgeKind::none};
  const WrittenAmount dollars{.value = Decimal::from_parts(587, 5), .currency = "USD", .hedge = HedgeKind::none};
  for (const bool reversed : {false, true}) {
    const RateAnswer answer = reversed ? explain_pair(table, dollars, yen, day("2025-02-27"), std::nullopt)
                                       : explain_pair(table, yen, dollars, day("2025-02-27"), std::nullopt);
    ASSERT_TRUE(answer.implied && answer.implied_bounds);
    EXPECT_EQ(answer.quote, "JPY");
    EXPECT_EQ(answer.base, "USD");
    EXPECT_EQ(answer.implied->to_fixed(2), "149.91");
    EXPECT_LT(answer.implied_bounds->low, *answer.implied);
    EXPECT_GT(answer.implied_bounds->high, Decimal::from_integer(150));
    EXPECT_EQ(answer_of(answer, RatePolicy::day)->fit, AmountFit::agrees);
  }
  const WrittenAmount other{.value = Decimal::from_parts(633, 5), .currency = "USD", .hedge = HedgeKind::none};
  const RateAnswer differs = explain_pair(table, yen, other, day("2025-02-27"), std::nullopt);
  EXPECT_EQ(answer_of(differs, RatePolicy::day)->fit, AmountFit::misses);
  EXPECT_EQ(differs.implied->to_fixed(1), "139.0");
}

TEST(RateQuestion, WithoutRatesTheImpliedRateIsStillKnown) {
  const RateTable none;
  const WrittenAmount yen{.value = Decimal::from_parts(139, 2), .currency = "JPY", .hedge = HedgeKind::none};
  const WrittenAmount dollars{.value = Decimal::from_integer(100), .currency = "USD", .hedge = HedgeKind::none};
  const RateAnswer answer = explain_pair(none, dollars, yen, day("2025-02-27"), std::nullopt);
  ASSERT_TRUE(answer.implied);
  EXPECT_EQ(answer.implied->to_string(), "139");
  EXPECT_EQ(answer.quote + "/" + answer.base, "JPY/USD");
}

TEST(RateQuestion, AmountsAreReadAsInSpeeches) {
  const auto reader = ClaimReader::open();
  ASSERT_TRUE(reader) << to_string(reader.problem());
  struct Case {
    const char* text;
    const char* amount;
  };
  for (const Case& c : {Case{"8.8 billion yen", "8800000000 JPY"}, Case{"63.3 million US dollars", "63300000 USD"},
                        Case{"more than EUR 1,200", "1200 EUR"}}) {
    const auto amount = read_amount(*reader, c.text);
    ASSERT_TRUE(amount) << to_string(amount.problem());
    EXPECT_EQ(amount->value.to_string() + " " + amount->currency, c.amount);
  }
  EXPECT_EQ(read_amount(*reader, "more than EUR 1,200")->hedge, HedgeKind::lower_bound);
  for (const char* text : {"", "hello", "12", "5 million euros and 6 million euros"}) {
    const auto amount = read_amount(*reader, text);
    ASSERT_FALSE(amount) << text;
    EXPECT_EQ(amount.problem().code, ProblemCode::usage);
  }
}

}  // namespace
}  // namespace kept
