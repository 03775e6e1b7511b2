#include "definition/columns.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "definition/choices.hpp"
#include "definition/definition.hpp"
#include "definition/fixed.hpp"
#include "definition/known_record.hpp"
#include "definition/search.hpp"
#include "definition/tolerance.hpp"
#include "rate/rates.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

Decimal decimal(std::string_view text) { return Decimal::parse(text).value(); }
Date date(std::string_view text) { return Date::parse_iso(text).value(); }

// A dollar is worth a little more each day of two years.
RateTable rates() {
  RateFile file;
  file.source = "ecb";
  Date day = date("2023-01-01");
  for (int i = 0; i < 730; ++i, day = day.plus_days(1)) {
    file.quotes.push_back({day, "USD", Decimal::from_parts(10000 + i, -4)});
    file.days.push_back(day);
  }
  RateTable table;
  table.add(file);
  return table;
}

// A hundred records of several kinds, some shared, some of a member, one undated, one a source's own summary.
std::vector<KnownRecord> records(int power_of_ten = 0) {
  constexpr std::array types{"financial", "humanitarian", "military"};
  constexpr std::array measures{Measure::commitment, Measure::allocation, Measure::disbursement};
  constexpr std::array instruments{"", "loan", "grant"};
  std::vector<KnownRecord> rows;
  for (int i = 0; i < 100; ++i) {
    KnownRecord known;
    known.source = i % 7 == 0 ? "fts" : "kiel";
    Record& record = known.record;
    record.id = known.source + "/line " + std::to_string(100 + i);
    record.position = "line " + std::to_string(100 + i);
    record.measure = measures[static_cast<std::size_t>(i) % 3];
    record.aid_type = types[static_cast<std::size_t>(i / 3) % 3];
    record.instrument = instruments[static_cast<std::size_t>(i / 9) % 3];
    record.channel = i % 11 == 0 ? "UNDP" : "";
    record.giver = i % 13 == 0 ? "SE" : "EU";
    record.receiver = i % 17 == 0 ? "UA,PL" : "UA";
    if (i != 50) record.date = date("2023-01-01").plus_days(i * 7);
    record.amount = Decimal::from_parts(1'000'003 + static_cast<std::int64_t>(i) * i * 977, power_of_ten - 2);
    record.currency = i % 2 == 0 ? "EUR" : "USD";
    record.summary = i == 51;
    rows.push_back(std::move(known));
  }
  return rows;
}

TotalQuestion question(std::string_view value) {
  TotalQuestion question;
  question.figure = {decimal(value), decimal(value), HedgeKind::none};
  question.currency = "USD";
  question.givers = {"EU"};
  question.receivers = {"UA"};
  question.period = {.from = std::nullopt, .to = date("2024-10-01")};
  question.stated_on = date("2024-10-01");
  question.plain_measures = {Measure::disbursement, Measure::allocation};
  return question;
}

bool has(const std::vector<std::string>& values, const std::string& value) {
  return std::ranges::find(values, value) != values.end();
}

// The sum of a definition the slow and obvious way: every record is looked at and converted as people are shown it.
Decimal slow_sum(const Definition& definition, const std::vector<KnownRecord>& rows, const RateTable& table) {
  Decimal sum;
  for (const KnownRecord& known : rows) {
    const Record& record = known.record;
    const bool kind = definition.aid_type.empty() || definition.aid_type == record.aid_type ||
                      (definition.aid_type.starts_with("non-") && definition.aid_type.substr(4) != record.aid_type);
    const bool in_time = record.date ? definition.period.contains(*record.date) : !definition.period.from.has_value();
    const bool counts = known.source == definition.dataset && carries_money(record) && kind && in_time &&
                        std::ranges::find(definition.measures, record.measure) != definition.measures.end() &&
                        (definition.instrument.empty() || definition.instrument == record.instrument) &&
                        (definition.channel.empty() || definition.channel == record.channel) &&
                        (definition.with_members || record.giver == "EU") &&
                        (definition.with_shared || record.receiver == "UA") && !has(definition.left_out, record.id);
    if (!counts) continue;
    auto reading = amount_in(known, "USD", definition.policy.value_or(RatePolicy::month_mean), table);
    if (!reading) reading = amount_in(known, "USD", RatePolicy::month_mean, table);
    if (reading) sum = sum + from_fixed(to_fixed(reading->amount).value());
  }
  return sum;
}

TEST(ColumnsProperty, EachTotalIsTheSumOfItsRowsToTheLastDigit) {
  const auto rows = records();
  const RateTable table = rates();
  RecordStore store(rows, table);
  TotalQuestion asked = question("480000");
  asked.list_all = true;
  const TotalAnswer answer = find_definitions(asked, store);
  EXPECT_EQ(answer.definitions.size(), answer.tried);
  ASSERT_GT(answer.definitions.size(), 1000U);
  for (std::size_t i = 0; i < answer.definitions.size(); i += 7) {
    const Definition& definition = answer.definitions[i];
    EXPECT_EQ(definition.value->to_string(), slow_sum(definition, rows, table).to_string()) << definition.words;
  }
  Decimal listed;
  for (const std::size_t i : answer.counted) {
    auto reading = amount_in(rows[i], "USD", answer.best.policy.value_or(RatePolicy::month_mean), table);
    if (!reading) reading = amount_in(rows[i], "USD", RatePolicy::month_mean, table);
    listed = listed + from_fixed(to_fixed(reading->amount).value());
  }
  EXPECT_EQ(listed.to_string(), answer.best.value->to_string());
}

TEST(ColumnsProperty, TheOrderOfRecordsChangesNothing) {
  auto rows = records();
  const RateTable table = rates();
  RecordStore store(rows, table);
  const TotalAnswer before = find_definitions(question("480000"), store);
  std::ranges::reverse(rows);
  RecordStore reversed(rows, table);
  const TotalAnswer after = find_definitions(question("480000"), reversed);
  ASSERT_EQ(before.definitions.size(), after.definitions.size());
  for (std::size_t i = 0; i < before.definitions.size(); ++i) {
    EXPECT_EQ(before.definitions[i].words, after.definitions[i].words);
    EXPECT_EQ(before.definitions[i].value, after.definitions[i].value);
  }
  EXPECT_EQ(before.chance.probability, after.chance.probability);
}

TEST(ColumnsProperty, RecordsOfOthersChangeNothing) {
  auto rows = records();
  const RateTable table = rates();
  RecordStore store(rows, table);
  const TotalAnswer before = find_definitions(question("480000"), store);
  for (int i = 0; i < 30; ++i) {
    KnownRecord other = rows[static_cast<std::size_t>(i)];
    other.record.giver = "JP";
    other.record.id += " of another";
    rows.push_back(other);
    other.record.giver = "EU";
    other.record.receiver = "PL";
    rows.push_back(other);
  }
  RecordStore more(rows, table);
  const TotalAnswer after = find_definitions(question("480000"), more);
  EXPECT_EQ(before.tried, after.tried);
  EXPECT_EQ(before.best.words, after.best.words);
  EXPECT_EQ(before.chance.of_search, after.chance.of_search);
}

TEST(ColumnsProperty, ScalingAllAmountsByTenChangesOnlyTheFigures) {
  const auto rows = records();
  const auto scaled = records(3);
  const RateTable table = rates();
  RecordStore store(rows, table);
  RecordStore larger(scaled, table);
  const TotalAnswer before = find_definitions(question("480000"), store);
  const TotalAnswer after = find_definitions(question("480000000"), larger);
  EXPECT_EQ(before.tried, after.tried);
  EXPECT_EQ(before.best.left_out, after.best.left_out);
  EXPECT_EQ(before.best.amount, after.best.amount);
  EXPECT_EQ(before.counted, after.counted);
  EXPECT_NEAR(before.chance.probability, after.chance.probability, 1e-9);
  EXPECT_NEAR(units_of(*to_fixed(*before.best.value)) * 1000, units_of(*to_fixed(*after.best.value)), 1e-3);
}

TEST(Columns, AreMadeOnceForEachScopeAndCurrency) {
  const auto rows = records();
  const RateTable table = rates();
  RecordStore store(rows, table);
  const Scope scope{{"EU"}, {"UA"}, {}};
  EXPECT_EQ(&store.columns(scope, "USD"), &store.columns(scope, "USD"));
  EXPECT_NE(&store.columns(scope, "USD"), &store.columns(scope, "EUR"));
  EXPECT_LT(store.columns(scope, "USD").size(), store.columns({{}, {}, {}}, "USD").size());
}

TEST(Columns, ASummaryIsInNoSum) {
  const auto rows = records();
  const RateTable table = rates();
  RecordStore store(rows, table);
  EXPECT_EQ(store.columns({{}, {}, {}}, "USD").size(), 98U) << "nor an undated amount in another currency";
}

}  // namespace
}  // namespace kept
