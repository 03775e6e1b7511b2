#include "ledger/ledger.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "ledger/test_data.hpp"
#include "rate/rates.hpp"
#include "source/activity.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

using test::day;
using test::decimal;

Ledger memory(unsigned threads = 1) {
  auto ledger =
      Ledger::open(":memory:", LedgerMode::read_write, {.threads = threads, .shown_as = {}, .export_folder = {}});
  EXPECT_TRUE(ledger.ok()) << to_string(ledger.problem());
  return std::move(*ledger);
}

std::vector<LedgerRecord> records(const Ledger& ledger, const RecordQuery& query = {}) {
  auto rows = ledger.records(query);
  EXPECT_TRUE(rows.ok()) << to_string(rows.problem());
  return rows.ok() ? *rows : std::vector<LedgerRecord>{};
}

std::vector<std::string> amounts(const std::vector<LedgerRecord>& rows) {
  std::vector<std::string> texts;
  for (const LedgerRecord& row : rows) texts.push_back(row.record.amount ? row.record.amount->to_string() : "-");
  return texts;
}

// A new field is to be kept too: schema.sql, load.cpp, query.cpp, and test_data.hpp.
TEST(Ledger, KnowsHowManyFieldsThereAre) {
  EXPECT_EQ(test::count_fields<Record>(), 51U);
  EXPECT_EQ(test::count_fields<Coverage>(), 7U);
  EXPECT_EQ(test::count_fields<LoadedFile>(), 15U);
  EXPECT_EQ(test::count_fields<BudgetRate>(), 8U);
  EXPECT_EQ(test::count_fields<RateFile>(), 9U);
}

// What records have alike stands once, and comes back with each; also where a record tells its own place.
TEST(Ledger, KeepsWhatRecordsShare) {
  Ledger ledger = memory();
  LoadedFile file = test::file_of("rows", "28", "2026-04-10");
  file.activities.activities.resize(2);
  for (ActivityRow& activity : file.activities.activities) activity.kind = "activity";
  file.activities.activities[1].splits = 1;
  file.activities.split_sets = {
      {{"sector", "sector", "1", "", "12220", "60", Decimal::from_integer(60), Decimal::from_integer(100), ""},
       {"sector", "sector", "1", "", "11110", "40", Decimal::from_integer(40), Decimal::from_integer(100), ""}},
      {{"place", "country", "1", "", "UA", "", Decimal::from_integer(1), Decimal::from_integer(1), ""}}};
  file.activities.classification_sets = {{{"aid-type", "", "2", "1"}}};
  for (const std::uint32_t at : {0U, 1U, 2U}) {
    Record& record = file.records.emplace_back();
    record.kind = "transaction";
    record.giver = "JP";
    record.activity_row = at / 2;
    record.number = at + 1;
    record.text = "part " + std::to_string(at);
    if (at < 2) record.splits = 0;
    if (at == 1) record.classifications = 0;
    if (at == 2) record.id = "own";  // all of it is kept by itself
  }
  ASSERT_TRUE(ledger.load(file, day("2026-05-01")).ok());
  const auto ask = [&](const std::string& statement) {
    const auto table = ledger.sql(statement);
    if (!table) return to_string(table.problem());
    std::string out;
    for (const auto& row : table->rows) {
      for (const auto& cell : row) out += cell.value_or("-") + "|";
    }
    return out;
  };
  EXPECT_EQ(ask("SELECT record, code, weight FROM split WHERE record IS NOT NULL ORDER BY record, number"),
            "0|12220|60|0|11110|40|1|12220|60|1|11110|40|");
  EXPECT_EQ(ask("SELECT activity, code FROM split WHERE record IS NULL"), "1|UA|");
  EXPECT_EQ(ask("SELECT record, element, code FROM classification"), "1|aid-type|1|");
  EXPECT_EQ(ask("SELECT count(*) FROM split_set"), "3|");
  EXPECT_EQ(ask("SELECT count(*) FROM record_trait"), "1|");
  EXPECT_EQ(ask("SELECT ordinal, kind, giver, text FROM published_record ORDER BY ordinal"),
            "0|transaction|JP|part 0|1|transaction|JP|part 1|2|transaction|JP|part 2|");
}

TEST(Ledger, KeepsEveryFieldOfARecord) {
  Ledger ledger = memory();
  LoadedFile file = test::file_of("rows", "28", "2026-04-10");
  Record& record = file.records.emplace_back(test::full_record());
  ASSERT_TRUE(ledger.load(file, day("2026-05-01")).ok());
  const auto rows = records(ledger);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].load, 1);
  EXPECT_EQ(test::line_of(rows[0].record), test::line_of(record));
}

TEST(Ledger, KeepsFactsAndOtherRates) {
  Ledger ledger = memory();
  LoadedFile file = test::file_of("tests", "1", "2026-04-10");
  Fact fact;
  fact.id = "test/tests/1";
  fact.kind = "missile_test";
  fact.subject = "KP";
  fact.date = day("2026-04-18");
  fact.value = decimal("140.5");
  fact.unit = "km";
  fact.notes = {"time: unknown", "series: 2"};
  file.facts.push_back(fact);
  const auto outcome = ledger.load(file, day("2026-05-01"));
  ASSERT_TRUE(outcome.ok());
  EXPECT_EQ(outcome->records, 1U);
  EXPECT_EQ(ledger.loads()->front().facts, 1U);
  auto table = ledger.sql("SELECT source, kind, subject, date, value, unit, notes FROM fact");
  ASSERT_TRUE(table.ok());
  EXPECT_EQ(table->rows, (std::vector<std::vector<std::optional<std::string>>>{
                             {"test", "missile_test", "KP", "2026-04-18", "140.5", "km", "time: unknown\nseries: 2"}}));
  RateFile rates;
  rates.source = "nbu";
  rates.sha256 = "n";
  rates.series.push_back({"NBU", "UAH", "USD", day("2024-01-02"), RateSpan::day, decimal("37.9824")});
  rates.series.push_back({"DAC", "JPY", "USD", day("2021-01-01"), RateSpan::year_mean, decimal("109.7653")});
  ASSERT_TRUE(ledger.load_rates(rates, day("2026-05-01")).ok());
  table = ledger.sql("SELECT series, currency, base, date, span, rate FROM rate_series ORDER BY ordinal");
  ASSERT_TRUE(table.ok());
  EXPECT_EQ(table->rows[0][5], "37.9824");
  EXPECT_EQ(table->rows[1][4], "year_mean");
  const auto yen = ledger.rates({})->convert({decimal("1"), "USD", "JPY", day("2021-05-05"), RatePolicy::oecd_annual});
  ASSERT_TRUE(yen.ok());
  EXPECT_EQ(yen->amount, decimal("109.7653"));
}

TEST(Ledger, KeepsAmountsToTheLastDigit) {
  for (const char* published :
       {"0", "-0.5", "23417159.978473667", "0.023417159978473667", "12345678901234567890123456.123456789012",
        "99999999999999999999999999999999999999", "0.00000000000000000000000000000000000001", "1300000000"}) {
    Ledger ledger = memory();
    LoadedFile file = test::file_of("rows", "28", "2026-04-10");
    file.records.push_back(test::record_of("a", published));
    ASSERT_TRUE(ledger.load(file, day("2026-05-01")).ok());
    EXPECT_EQ(amounts(records(ledger)), std::vector<std::string>{decimal(published).to_string()}) << published;
  }
}

TEST(Ledger, GivesAmountsForArithmeticInSql) {
  struct Case {
    const char* published;
    std::optional<std::string> in_sql;
  };
  // Twelve places, half to even; nothing where 26 digits before the point do not hold it.
  for (const Case& c : {Case{"23417159.978473667", "23417159.978473667"}, Case{"0.0000000000005", "0"},
                        Case{"0.0000000000015", "0.000000000002"}, Case{"-0.1234567890123", "-0.123456789012"},
                        Case{"99999999999999999999999999", "99999999999999999999999999"},
                        Case{"100000000000000000000000000", std::nullopt}}) {
    Ledger ledger = memory();
    LoadedFile file = test::file_of("rows", "28", "2026-04-10");
    file.records.push_back(test::record_of("a", c.published));
    ASSERT_TRUE(ledger.load(file, day("2026-05-01")).ok());
    const auto table = ledger.sql("SELECT amount FROM record");
    ASSERT_TRUE(table.ok());
    EXPECT_EQ(table->rows[0][0], c.in_sql) << c.published;
  }
}

TEST(Ledger, ChangesNothingForTheSameBytes) {
  Ledger ledger = memory();
  LoadedFile file = test::file_of("rows", "28", "2026-04-10");
  file.records.push_back(test::record_of("a", "1"));
  EXPECT_FALSE(ledger.load(file, day("2026-05-01"))->unchanged);
  file.file = "elsewhere.csv";
  const auto again = ledger.load(file, day("2026-06-01"));
  ASSERT_TRUE(again.ok());
  EXPECT_TRUE(again->unchanged);
  EXPECT_EQ(again->records, 1U);
  EXPECT_EQ(ledger.loads()->size(), 1U);
  EXPECT_EQ(records(ledger).size(), 1U);
  // The same bytes may hold several datasets.
  file.dataset = "donor-months";
  EXPECT_FALSE(ledger.load(file, day("2026-06-01"))->unchanged);
}

// A table read again by a corrected mapping is another reading of the same bytes, and the later one counts.
TEST(Ledger, ReadsTheSameBytesByAnotherMapping) {
  Ledger ledger = memory();
  LoadedFile file = test::file_of("table", "", "");
  for (const char* mapping : {"first", "second"}) {
    file.mapping_sha256 = mapping;
    file.records = {test::record_of("a", mapping == std::string_view{"first"} ? "1" : "2")};
    EXPECT_FALSE(ledger.load(file, day("2026-05-01"))->unchanged);
  }
  EXPECT_TRUE(ledger.load(file, day("2026-05-01"))->unchanged);
  EXPECT_EQ(amounts(records(ledger)), std::vector<std::string>{"2"});
}

TEST(Ledger, ShowsTheNewestReleaseAndKeepsTheOthers) {
  Ledger ledger = memory();
  struct Release {
    const char* release;
    const char* released;
    const char* amount;
  };
  // Loaded out of order.
  for (const Release& r : {Release{"28", "2026-04-10", "28"}, Release{"27", "2026-02-01", "27"},
                           Release{"29", "2026-06-10", "29"}, Release{"26", "", "26"}}) {
    LoadedFile file = test::file_of("rows", r.release, r.released);
    file.records.push_back(test::record_of("a", r.amount));
    ASSERT_TRUE(ledger.load(file, day("2026-07-01")).ok());
  }
  EXPECT_EQ(amounts(records(ledger)), std::vector<std::string>{"29"});
  EXPECT_EQ(ledger.sql("SELECT count(*) FROM record_version")->rows[0][0], "4");
  const auto as_of = [&](const char* date) {
    RecordQuery query;
    query.released_until = day(date);
    return amounts(records(ledger, query));
  };
  EXPECT_EQ(as_of("2026-06-10"), std::vector<std::string>{"29"});  // the day itself counts
  EXPECT_EQ(as_of("2026-06-09"), std::vector<std::string>{"28"});
  EXPECT_EQ(as_of("2026-02-01"), std::vector<std::string>{"27"});
  EXPECT_EQ(as_of("2026-01-31"), std::vector<std::string>{"26"});  // of an unknown day: stays
  EXPECT_EQ(ledger.sql("SELECT amount FROM record_by(DATE '2026-06-09')")->rows[0][0], "28");
}

TEST(Ledger, OrdersReleasesOfOneDayByTheirNumbers) {
  for (const bool reversed : {false, true}) {
    Ledger ledger = memory();
    std::vector<const char*> releases{"9", "30v2", "30", "30v10"};
    if (reversed) std::ranges::reverse(releases);
    for (const char* release : releases) {
      LoadedFile file = test::file_of("rows", release, "");
      file.records.push_back(test::record_of(release, "1"));
      ASSERT_TRUE(ledger.load(file, day("2026-07-01")).ok());
    }
    const auto newest = ledger.newest_loads(std::nullopt);
    ASSERT_EQ(newest->size(), 1U);
    EXPECT_EQ(newest->front().release, "30v10");
  }
}

TEST(Ledger, CountsTheLaterOfTwoLoadsOfOneRelease) {
  Ledger ledger = memory();
  for (const char* amount : {"1", "2"}) {
    LoadedFile file = test::file_of("rows", "28", "2026-04-10");
    file.sha256 = amount;
    file.records.push_back(test::record_of("a", amount));
    ASSERT_TRUE(ledger.load(file, day("2026-07-01")).ok());
  }
  EXPECT_EQ(amounts(records(ledger)), std::vector<std::string>{"2"});
}

TEST(Ledger, ChoosesByPartiesAndDay) {
  Ledger ledger = memory();
  LoadedFile file = test::file_of("rows", "28", "2026-04-10");
  const auto add = [&](const char* giver, const char* receiver, const char* date, const char* amount) {
    Record record = test::record_of(amount, amount);
    record.giver = giver;
    record.receiver = receiver;
    record.date = Date::parse_iso(date);
    file.records.push_back(record);
  };
  add("JP", "UA", "2025-01-01", "1");
  add("DE", "UA", "2025-01-01", "2");
  add("JP", "MD", "2025-01-01", "3");
  add("JP", "UA", "2026-01-01", "4");
  add("JP", "UA", "", "5");
  add("O'Neil; DROP TABLE load", "UA", "2025-01-01", "6");
  ASSERT_TRUE(ledger.load(file, day("2026-07-01")).ok());
  RecordQuery query;
  query.givers = {"JP", "O'Neil; DROP TABLE load"};
  query.receivers = {"UA"};
  EXPECT_EQ(amounts(records(ledger, query)), (std::vector<std::string>{"1", "4", "5", "6"}));
  query.dated_until = day("2025-12-31");
  EXPECT_EQ(amounts(records(ledger, query)), (std::vector<std::string>{"1", "5", "6"}));
}

TEST(Ledger, GivesRecordsInTheOrderOfSourceDatasetAndFile) {
  Ledger ledger = memory();
  for (const char* dataset : {"rows", "months"}) {
    LoadedFile file = test::file_of(dataset, "28", "2026-04-10");
    for (const char* amount : {"10", "9", "100"}) file.records.push_back(test::record_of(amount, amount));
    ASSERT_TRUE(ledger.load(file, day("2026-07-01")).ok());
  }
  EXPECT_EQ(amounts(records(ledger)), (std::vector<std::string>{"10", "9", "100", "10", "9", "100"}));
  EXPECT_EQ(records(ledger).front().load, 2);  // "months" before "rows"
}

TEST(Ledger, KeepsLoadsWithTheirCoverage) {
  Ledger ledger = memory();
  LoadedFile file = test::file_of("rows", "28", "2026-04-10");
  file.released_how = "metadata.json";
  file.bytes = 123;
  file.coverage.givers = {"JP", "Korea, Rep."};
  file.coverage.measures = {Measure::commitment, Measure::allocation};
  file.coverage.period = {day("2022-01-24"), day("2026-02-28")};
  file.coverage.complete_totals = true;
  file.coverage.note = "listed donors";
  ASSERT_TRUE(ledger.load(file, day("2026-07-01")).ok());
  const LoadRow load = ledger.loads()->at(0);
  EXPECT_EQ(load.id, 1);
  EXPECT_EQ(load.source, "test");
  EXPECT_EQ(load.dataset, "rows");
  EXPECT_EQ(load.release, "28");
  EXPECT_EQ(load.released, day("2026-04-10"));
  EXPECT_EQ(load.released_how, "metadata.json");
  EXPECT_EQ(load.retrieved, "2026-07-01");
  EXPECT_EQ(load.file, file.file);
  EXPECT_EQ(load.sha256, file.sha256);
  EXPECT_EQ(load.bytes, 123U);
  EXPECT_EQ(load.coverage.givers, file.coverage.givers);
  EXPECT_TRUE(load.coverage.receivers.empty());
  EXPECT_EQ(load.coverage.measures, file.coverage.measures);
  EXPECT_EQ(load.coverage.period, file.coverage.period);
  EXPECT_TRUE(load.coverage.complete_totals);
  EXPECT_FALSE(load.coverage.complete_flows);
  EXPECT_EQ(load.coverage.note, "listed donors");
}

TEST(Ledger, KeepsProblems) {
  Ledger ledger = memory();
  LoadedFile file = test::file_of("rows", "28", "2026-04-10");
  Problem problem;
  problem.code = ProblemCode::date_unreadable;
  problem.what = "there is no 30 February";
  problem.where = {"a.csv", 7, 3, std::nullopt, "test/rows/7"};
  problem.done = "kept without a date";
  problem.cure = "correct the row";
  file.problems = {problem, Problem{}};
  const auto outcome = ledger.load(file, day("2026-07-01"));
  EXPECT_EQ(outcome->problems, 2U);
  const auto problems = ledger.problems();
  ASSERT_EQ(problems->size(), 2U);
  EXPECT_EQ(problems->at(0).code, problem.code);
  EXPECT_EQ(to_string(problems->at(0)), to_string(problem));
  EXPECT_EQ(problems->at(0).cure, problem.cure);
  EXPECT_EQ(problems->at(1).code, ProblemCode::internal);
}

TEST(Ledger, KeepsBytesThatAreNoTextReadable) {
  Ledger ledger = memory();
  LoadedFile file = test::file_of("rows", "28", "2026-04-10");
  file.file = "caf\xE9.csv";
  Record record = test::record_of("a", "1");
  record.text = std::string{"a\xFF"} + "b";
  file.records.push_back(record);
  ASSERT_TRUE(ledger.load(file, day("2026-07-01")).ok());
  EXPECT_EQ(records(ledger)[0].record.text,
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(ledger.loads()->at(0).file, "caf\xEF\xBF\xBD.csv");
}

TEST(Ledger, KeepsMoreRowsThanOneChunk) {
  Ledger ledger = memory();
  LoadedFile file = test::file_of("rows", "28", "2026-04-10");
  for (int i = 0; i < 5000; ++i) file.records.push_back(test::record_of(std::to_string(i), std::to_string(i)));
  ASSERT_TRUE(ledger.load(file, day("2026-07-01")).ok());
  const auto rows = records(ledger);
  ASSERT_EQ(rows.size(), 5000U);
  for (int i = 0; i < 5000; ++i) {
    EXPECT_EQ(rows[static_cast<std::size_t>(i)].record.amount, Decimal::from_integer(i));
  }
  EXPECT_EQ(ledger.sql("SELECT sum(amount) FROM record")->rows[0][0], "12497500");
}

TEST(Ledger, AnswersTheSameWithOneThreadAndWithTwo) {
  std::vector<std::string> answers;
  for (const unsigned threads : {1U, 2U}) {
    Ledger ledger = memory(threads);
    LoadedFile file = test::file_of("rows", "28", "2026-04-10");
    for (int i = 0; i < 130'000; ++i) file.records.push_back(test::record_of(std::to_string(i), "0.1"));
    ASSERT_TRUE(ledger.load(file, day("2026-07-01")).ok());
    std::string lines;
    for (const LedgerRecord& row : records(ledger)) lines += test::line_of(row.record) + '\n';
    const auto totals = ledger.sql("SELECT sum(amount), count(*) FROM record");
    ASSERT_TRUE(totals.ok());
    lines += totals->rows.at(0).at(0).value_or("") + ' ' + totals->rows[0].at(1).value_or("");
    answers.push_back(std::move(lines));
  }
  EXPECT_TRUE(answers[0].ends_with("13000 130000"));
  EXPECT_TRUE(answers[0] == answers[1]);
}

RateFile rates_of(const char* sha256, std::vector<DayQuote> quotes) {
  RateFile file;
  file.source = "ecb";
  file.file = "rates.csv";
  file.sha256 = sha256;
  file.quotes = std::move(quotes);
  for (const DayQuote& quote : file.quotes) {
    if (file.days.empty() || file.days.back() < quote.date) file.days.push_back(quote.date);
  }
  return file;
}

Result<Conversion> convert(const RateTable& table, const char* from, const char* date) {
  return table.convert({Decimal::from_integer(1), from, "EUR", day(date), RatePolicy::day});
}

TEST(LedgerRates, KeepsQuotesExactly) {
  for (const char* quote : {"163.1969565", "1.1172", "20275.17", "0.000000001", "12345678901234.5", "1337300"}) {
    Ledger ledger = memory();
    ASSERT_TRUE(ledger.load_rates(rates_of("1", {{day("2026-10-30"), "JPY", decimal(quote)}}), day("2026-11-01")).ok());
    const auto table = ledger.rates({});
    ASSERT_TRUE(table.ok());
    const auto one = table->convert({Decimal::from_integer(1), "EUR", "JPY", day("2026-10-30"), RatePolicy::day});
    ASSERT_TRUE(one.ok()) << quote;
    EXPECT_EQ(one->amount, decimal(quote));
  }
}

TEST(LedgerRates, CountsTheQuoteLoadedLast) {
  Ledger ledger = memory();
  const DayQuote monday{day("2026-10-26"), "USD", decimal("2")};
  const DayQuote tuesday{day("2026-10-27"), "USD", decimal("4")};
  const DayQuote corrected{day("2026-10-27"), "USD", decimal("5")};
  ASSERT_TRUE(ledger.load_rates(rates_of("1", {monday, tuesday}), day("2026-11-01")).ok());
  ASSERT_TRUE(ledger.load_rates(rates_of("2", {corrected}), day("2026-11-02")).ok());
  EXPECT_TRUE(ledger.load_rates(rates_of("1", {monday, tuesday}), day("2026-11-03"))->unchanged);
  const auto table = ledger.rates({"USD"});
  EXPECT_EQ(convert(*table, "USD", "2026-10-26")->amount, decimal("0.5"));
  EXPECT_EQ(convert(*table, "USD", "2026-10-27")->amount, decimal("0.2"));
  EXPECT_EQ(ledger.sql("SELECT per_euro FROM rate ORDER BY date")->rows[1][0], "5");
  EXPECT_EQ(ledger.loads()->at(0).quotes, 2U);
  EXPECT_EQ(ledger.loads()->at(0).coverage.period, (Period{day("2026-10-26"), day("2026-10-27")}));
}

TEST(LedgerRates, GivesTheCurrenciesAskedFor) {
  Ledger ledger = memory();
  const Date date = day("2026-10-26");
  ASSERT_TRUE(
      ledger.load_rates(rates_of("1", {{date, "JPY", decimal("170")}, {date, "USD", decimal("2")}}), date).ok());
  EXPECT_TRUE(ledger.rates({"JPY"})->quoted("JPY").has_value());
  EXPECT_FALSE(ledger.rates({"JPY"})->quoted("USD").has_value());
  EXPECT_TRUE(ledger.rates({})->quoted("USD").has_value());
}

// A month's mean needs a quote on each day of the file, also where only one currency is asked for.
TEST(LedgerRates, KeepsTheDaysOfTheFile) {
  Ledger ledger = memory();
  const Date monday = day("2026-10-26");
  const Date tuesday = day("2026-10-27");
  RateFile file =
      rates_of("1", {{monday, "JPY", decimal("170")}, {tuesday, "JPY", decimal("180")}, {monday, "USD", decimal("2")}});
  ASSERT_TRUE(ledger.load_rates(file, tuesday).ok());
  const auto mean = [&](const char* currency) {
    return ledger.rates({currency})->convert({decimal("1"), "EUR", currency, monday, RatePolicy::month_mean});
  };
  ASSERT_TRUE(mean("JPY").ok());
  EXPECT_EQ(mean("JPY")->amount, decimal("175"));
  ASSERT_FALSE(mean("USD").ok());
  EXPECT_EQ(mean("USD").problem().code, ProblemCode::rate_missing);
}

TEST(LedgerRates, KeepsBudgetRates) {
  Ledger ledger = memory();
  RateFile file = rates_of("1", {});
  file.source = "japan-budget";
  file.budget_rates.push_back(
      {2024, {day("2024-04-01"), day("2025-03-31")}, "JPY", "USD", decimal("139"), "inferred", "a speech", "note"});
  ASSERT_TRUE(ledger.load_rates(file, day("2026-11-01")).ok());
  const auto converted =
      ledger.rates({"USD"})->convert({decimal("278"), "JPY", "USD", day("2024-06-01"), RatePolicy::fiscal_year_budget});
  ASSERT_TRUE(converted.ok());
  EXPECT_EQ(converted->amount, decimal("2"));
  EXPECT_EQ(converted->status, "inferred");
  EXPECT_EQ(converted->status_source, "a speech");
}

}  // namespace
}  // namespace kept
