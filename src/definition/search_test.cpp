#include "definition/search.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "definition/choices.hpp"
#include "definition/columns.hpp"
#include "definition/definition.hpp"
#include "definition/known_record.hpp"
#include "definition/tolerance.hpp"
#include "rate/rates.hpp"
#include "source/record.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace kept {
namespace {

Decimal decimal(std::string_view text) { return Decimal::parse(text).value(); }
Date date(std::string_view text) { return Date::parse_iso(text).value(); }

KnownRecord record(std::string_view id, Measure measure, std::string_view day, std::string_view amount,
                   std::string_view type = "financial") {
  KnownRecord known;
  known.source = "kiel";
  known.record.id = id;
  known.record.position = id;
  known.record.measure = measure;
  known.record.date = date(day);
  known.record.amount = decimal(amount);
  known.record.currency = "EUR";
  known.record.aid_type = type;
  return known;
}

std::vector<KnownRecord> ledger_rows() {
  return {record("line 2", Measure::commitment, "2023-02-01", "5000000000"),
          record("line 3", Measure::commitment, "2023-12-06", "3500000000"),
          record("line 4", Measure::commitment, "2024-10-25", "3100000000"),
          record("line 5", Measure::commitment, "2024-11-02", "400000000", "humanitarian"),
          record("line 6", Measure::allocation, "2023-07-20", "1500000000"),
          record("line 7", Measure::allocation, "2024-03-26", "984000000", "humanitarian"),
          record("line 8", Measure::disbursement, "2024-03-01", "900000000")};
}

TotalQuestion question(std::string_view value, std::string_view on, std::vector<Measure> plain) {
  TotalQuestion q;
  q.figure = {decimal(value), decimal(value), HedgeKind::none};
  q.currency = "EUR";
  q.period = {.from = std::nullopt, .to = date(on)};
  q.stated_on = date(on);
  q.plain_measures = std::move(plain);
  return q;
}

TotalAnswer find(const TotalQuestion& question, const std::vector<KnownRecord>& rows) {
  const RateTable rates;
  RecordStore store(rows, rates);
  return find_definitions(question, store);
}

TEST(Search, FindsThePlainTotalFirst) {
  const auto rows = ledger_rows();
  const auto answer = find(question("12000000000", "2025-03-05", {Measure::commitment}), rows);
  ASSERT_FALSE(answer.definitions.empty());
  const Definition& best = answer.definitions.front();
  EXPECT_TRUE(best.plain);
  EXPECT_EQ(best.amount, AxisFinding::agrees);
  EXPECT_EQ(best.value->to_string(), "12000000000");
  EXPECT_EQ(answer.counted, (std::vector<std::size_t>{0, 1, 2, 3}));
}

TEST(Search, NamesWhatItLeavesOut) {
  const auto rows = ledger_rows();
  const auto answer = find(question("8500000000", "2025-03-05", {Measure::allocation}), rows);
  const Definition& best = answer.definitions.front();
  EXPECT_EQ(best.amount, AxisFinding::agrees);
  EXPECT_EQ(best.left_out, (std::vector<std::string>{"line 3"}));
  EXPECT_EQ(best.words, "commitments to 2025-03-05 without line 3 (EUR 3.5 billion, 2023-12-06)");
  EXPECT_FALSE(best.plain);
}

TEST(Search, HonoursThePeriod) {
  const auto rows = ledger_rows();
  const auto answer = find(question("8500000000", "2024-01-31", {Measure::commitment}), rows);
  EXPECT_TRUE(answer.definitions.front().plain);
  TotalQuestion of_year = question("3500000000", "2024-12-31", {Measure::commitment});
  of_year.period.from = date("2024-01-01");
  EXPECT_EQ(find(of_year, rows).definitions.front().words, "commitments of 2024");
}

TEST(Search, SinceTheStartIsAllThatATrackerHas) {
  auto rows = ledger_rows();
  rows.push_back(record("line 9", Measure::commitment, "2022-02-14", "300000000"));
  rows.push_back(record("line 10", Measure::commitment, "2022-02-14", "200000000"));
  rows.back().record.date.reset();
  TotalQuestion since = question("12500000000", "2025-03-05", {Measure::commitment});
  since.receivers = {"UA"};
  for (KnownRecord& row : rows) row.record.receiver = "UA";
  since.period.from = date("2022-02-24");
  const Definition tracker = find(since, rows).best;
  EXPECT_TRUE(tracker.plain);
  EXPECT_EQ(tracker.value->to_string(), "12500000000") << "with what it dates nowhere, and ten days earlier";
  rows.push_back(record("line 11", Measure::allocation, "2019-05-02", "1000000"));
  rows.back().record.receiver = "UA";
  EXPECT_FALSE(find(since, rows).best.plain) << "a source that reaches far back is cut at the start";
}

TEST(Search, AMonthStandsInItsMiddle) {
  auto rows = ledger_rows();
  rows.front().record.date_precision = DatePrecision::month;
  rows.front().record.date = date("2025-03-01");
  const auto answer = find(question("7000000000", "2025-03-05", {Measure::commitment}), rows);
  EXPECT_EQ(answer.best.value->to_string(), "7000000000") << "the fifth of March is not the end of March";
  EXPECT_EQ(find(question("12000000000", "2025-03-20", {Measure::commitment}), rows).best.value->to_string(),
            "12000000000");
}

TEST(Search, LetterOfAHedgeIsNoAgreement) {
  const auto rows = ledger_rows();
  TotalQuestion q = question("10000000000", "2025-03-05", {Measure::commitment});
  q.figure.hedge = HedgeKind::lower_bound;
  const auto answer = find(q, rows);
  const auto plain = std::ranges::find_if(answer.definitions, [](const Definition& d) { return d.plain; });
  ASSERT_NE(plain, answer.definitions.end());
  EXPECT_TRUE(plain->beyond_hedge);
  EXPECT_EQ(plain->amount, AxisFinding::differs);
}

TEST(Search, CountsAccidentalHitsOnlyAmongDefinitionsNoMoreComplex) {
  const auto rows = ledger_rows();
  const auto plain = find(question("12000000000", "2025-03-05", {Measure::commitment}), rows);
  const auto searched = find(question("8500000000", "2025-03-05", {Measure::allocation}), rows);
  EXPECT_NE(plain.chance.distinct, 0U);
  EXPECT_LT(plain.chance.distinct, searched.chance.distinct);
  EXPECT_LT(searched.chance.distinct, searched.tried) << "values far from the figure hit nothing";
}

TEST(SearchProperty, IrrelevantRecordsAndOrderChangeNothing) {
  auto rows = ledger_rows();
  const auto q = question("8500000000", "2025-03-05", {Measure::allocation});
  const auto before = find(q, rows);
  std::ranges::reverse(rows);
  KnownRecord summary = record("summary", Measure::commitment, "2024-01-01", "8500000000");
  summary.record.summary = true;
  rows.push_back(summary);
  rows.push_back(record("later", Measure::commitment, "2026-01-01", "1"));
  const auto after = find(q, rows);
  EXPECT_EQ(before.definitions.front().words, after.definitions.front().words);
  EXPECT_EQ(before.chance.expected, after.chance.expected);
  EXPECT_EQ(before.tried, after.tried);
}

TEST(Search, NothingToSumIsNoAnswer) { EXPECT_TRUE(find(question("1", "2025-03-05", {}), {}).definitions.empty()); }

}  // namespace
}  // namespace kept
