#include "rate/rates.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <ios>
#include <iterator>
#include <ratio>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "base/csv.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"

namespace kept {
namespace {

const std::filesystem::path shared = std::filesystem::path(KEPT_SOURCE_DIR) / "../shared/data";

std::string read_bytes(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Decimal decimal(std::string_view text) {
  const auto value = Decimal::parse(text, true);
  EXPECT_TRUE(value) << text;
  return value.value_or(Decimal{});
}

Date date(std::string_view text) { return Date::parse_iso(text).value_or(Date{}); }

RateFile rate_file(std::string_view bytes) {
  auto file = read_rate_file("rates.csv", bytes);
  EXPECT_TRUE(file.ok());
  return file.ok() ? std::move(*file) : RateFile{};
}

// "AMOUNT USED" to six digits, or what kept the conversion from being made.
std::string conversion(const RateTable& rates, const std::string& amount, const std::string& from,
                       const std::string& to, std::string_view day, std::string_view policy) {
  const auto parsed = parse_rate_policy(policy);
  EXPECT_TRUE(parsed) << policy;
  const auto result = rates.convert({decimal(amount), from, to, date(day), parsed.value_or(RatePolicy::day)});
  if (!result) return result.problem().what;
  std::string line = result->amount.rounded_to_digits(6).to_string() + " " + result->used;
  if (!result->note.empty()) line += "; " + result->note;
  return line;
}

// Three business days, a weekend, two more; the pound is missing on one of them.
constexpr std::string_view week =
    "Date,USD,JPY,GBP,\n"
    "2024-05-14,1.25,200,0.8,\n"
    "2024-05-13,1.2,180,0.8,\n"
    "2024-05-10,1,160,N/A,\n"
    "2024-05-09,1.25,150,0.75,\n"
    "2024-05-08,1.6,160,0.75,\n";

constexpr std::string_view budget =
    "fiscal_year,from,to,jpy_per_usd,jpy_per_eur,status,source,notes\n"
    "2023,2023-04-01,2024-03-31,137,,sourced,\"a notice, no. 1\",\n"
    "2024,2024-04-01,2025-03-31,139,,inferred,a pair,\n";

TEST(Rates, ConvertsUnderEachPolicy) {
  RateTable rates;
  rates.add(rate_file(week));
  rates.add(rate_file(budget));
  struct Row {
    const char* amount;
    const char* from;
    const char* to;
    const char* day;
    const char* policy;
    const char* expected;
  };
  // The mean of the daily yen per dollar is (160 + 150 + 120 + 100 + 160) / 5 = 138, its ratio of means 170/1.26.
  const Row rows[] = {
      {"100", "EUR", "USD", "2024-05-14", "day", "125 2024-05-14"},
      {"100", "USD", "JPY", "2024-05-13", "day", "15000 2024-05-13"},
      {"100", "JPY", "USD", "2024-05-10", "day", "0.625 2024-05-10"},
      {"100", "GBP", "USD", "2024-05-10", "day", "no GBP on 2024-05-10"},
      {"100", "EUR", "UAH", "2024-05-10", "day", "no UAH on 2024-05-10"},
      {"100", "USD", "EUR", "2024-05-11", "day", "no EUR on 2024-05-11"},
      {"7", "UAH", "UAH", "2024-05-11", "day", "7 2024-05-11"},
      {"100", "USD", "EUR", "2024-05-12", "previous_business_day", "100 2024-05-10"},
      {"100", "GBP", "USD", "2024-05-10", "previous_business_day", "166.667 2024-05-09"},
      {"100", "USD", "EUR", "2024-05-24", "previous_business_day", "80 2024-05-14"},
      {"100", "USD", "EUR", "2024-05-25", "previous_business_day", "nothing for USD/EUR within 10 days of 2024-05-25"},
      {"1", "USD", "JPY", "2024-05-01", "month_mean",
       "138 2024-05-08..2024-05-14 n=5; incomplete month: mean of the days that are there"},
      {"1", "EUR", "JPY", "2024-01-01", "year_mean",
       "170 2024-05-08..2024-05-14 n=5; incomplete year: mean of the days that are there"},
      {"1", "GBP", "JPY", "2024-05-01", "month_mean", "incomplete period for GBP/JPY"},
      {"1", "USD", "JPY", "2024-06-01", "month_mean", "incomplete period for USD/JPY"},
      {"278", "JPY", "USD", "2025-03-31", "fiscal_year_budget", "2 FY2024 139 (inferred)"},
      {"2", "USD", "JPY", "2024-03-31", "fiscal_year_budget", "274 FY2023 137 (sourced)"},
      {"2", "USD", "JPY", "2025-03-31", "previous_fiscal_year_budget", "274 FY2023 137 (sourced)"},
      {"2", "USD", "JPY", "2025-04-01", "fiscal_year_budget", "no budget rate for 2025-04-01"},
      {"2", "EUR", "JPY", "2024-05-01", "fiscal_year_budget", "budget rate is JPY/USD only"},
      {"2", "USD", "JPY", "2024-05-01", "oecd_annual", "no OECD annual rates are loaded"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(conversion(rates, row.amount, row.from, row.to, row.day, row.policy), row.expected)
        << row.from << "/" << row.to << " " << row.day << " " << row.policy;
  }
}

TEST(Rates, NamesTheRateAsThePairIsQuoted) {
  RateTable rates;
  rates.add(rate_file(week));
  const auto quoted = [&rates](const char* from, const char* to) {
    const auto result = rates.convert({Decimal::from_integer(1), from, to, date("2024-05-13"), RatePolicy::day});
    return result->rate.to_string() + " " + result->quote_currency + " per " + result->base_currency;
  };
  EXPECT_EQ(quoted("USD", "JPY"), "150 JPY per USD");
  EXPECT_EQ(quoted("JPY", "USD"), "150 JPY per USD");
  EXPECT_EQ(quoted("USD", "EUR"), "1.2 USD per EUR");
  EXPECT_EQ(quoted("JPY", "GBP"), "225 JPY per GBP");
}

TEST(Rates, OrderOfLinesDoesNotMatter) {
  const RateFile newest_first = rate_file(week);
  const RateFile oldest_first = rate_file(
      "Date,USD,JPY,GBP\n2024-05-08,1.6,160,0.75\n2024-05-09,1.25,150,0.75\n2024-05-10,1,160,\n"
      "2024-05-13,1.2,180,0.8\n2024-05-14,1.25,200,0.8\n");
  ASSERT_EQ(newest_first.quotes.size(), 14U);
  ASSERT_EQ(oldest_first.quotes.size(), 14U);
  for (std::size_t i = 0; i < 14; ++i) {
    EXPECT_EQ(newest_first.quotes[i].date, oldest_first.quotes[i].date);
    EXPECT_EQ(newest_first.quotes[i].currency, oldest_first.quotes[i].currency);
    EXPECT_EQ(newest_first.quotes[i].per_euro, oldest_first.quotes[i].per_euro);
  }
}

// Codes and places of what a file's reading found, one a line.
std::string problems_of(std::string_view bytes) {
  const auto file = read_rate_file("rates.csv", bytes);
  if (!file) return fmt::format("! {}", to_string(file.problem()));
  std::string lines;
  for (const Problem& problem : file->problems) {
    lines += fmt::format("{} {}: {}\n", problem_name(problem.code), problem.where.line.value_or(0), problem.what);
  }
  return lines;
}

TEST(Rates, ReportsGapsAndJumps) {
  EXPECT_EQ(problems_of(week), "rate_jump 5: USD moves from 1.6 to 1.25 per EUR between 2024-05-08 and 2024-05-09\n");
  EXPECT_EQ(problems_of("Date,USD,JPY,\n2024-05-20,1.1,150,\n2024-05-16,1.1,N/A,\n2024-05-08,1.1,150,\n"),
            "rate_gap 2: no JPY from 2024-05-09 to 2024-05-19\n");
  EXPECT_EQ(problems_of("Date,USD,JPY,\n2024-05-20,1.1,150,\n2024-05-08,1.1,150,\n"),
            "rate_gap 0: the file has no day from 2024-05-09 to 2024-05-19\n");
}

TEST(Rates, KeepsAbsurdQuotesOut) {
  // Thousandfold for two days, upside down, and zero; the quotes around them stay.
  const std::string_view bytes =
      "Date,USD,JPY,\n2024-05-10,1.1,160,\n2024-05-09,0.909,160500,\n2024-05-08,1.1,160000,\n2024-05-07,1.1,161,\n"
      "2024-05-06,0,162,\n2024-05-03,1.1,0.0062,\n2024-05-02,1.1,160,\n2024-04-30,1.1,160,\n";
  EXPECT_EQ(
      problems_of(bytes),
      "rate_jump 6: USD is quoted at 0 per EUR on 2024-05-06\n"
      "rate_jump 7: absurd rate: JPY stands at 0.0062 per EUR on 2024-05-03, but 160 on 2024-05-02\n"
      "rate_jump 4: absurd rate: JPY stands at 160000 per EUR on 2024-05-08..2024-05-09 (2 quotes), but 161 on "
      "2024-05-07\n"
      "rate_jump 3: absurd rate: USD stands at 0.909 per EUR on 2024-05-09, but 1.1 on 2024-05-08: upside down\n");
  RateTable rates;
  rates.add(rate_file(bytes));
  EXPECT_EQ(conversion(rates, "1", "EUR", "JPY", "2024-05-09", "day"), "no JPY on 2024-05-09");
  EXPECT_EQ(conversion(rates, "1", "EUR", "JPY", "2024-05-09", "previous_business_day"), "161 2024-05-07");
  EXPECT_EQ(conversion(rates, "1", "EUR", "JPY", "2024-05-09", "month_mean"), "incomplete period for EUR/JPY");
}

TEST(Rates, AnAbsurdFirstQuoteDoesNotThrowOutTheOthers) {
  const RateFile file = rate_file("Date,JPY\n2024-05-06,160000\n2024-05-07,161\n2024-05-08,162\n");
  ASSERT_EQ(file.quotes.size(), 2U);
  EXPECT_EQ(file.quotes.front().per_euro, decimal("161"));
}

TEST(Rates, BrokenLinesAreLeftOutAndNamed) {
  EXPECT_EQ(
      problems_of("Date,USD,JPY,\n2024-02-30,1.1,160,\n2024-02-28,1.1,\n2024-02-27,x,160,\n2024-02-27,1.1,161,\n"),
      "date_unreadable 2: '2024-02-30' is no day\n"
      "csv_row 3: the row has 3 fields, the header has 4\n"
      "value_unreadable 4: 'x' is no rate\n"
      "csv_row 5: JPY is quoted twice for 2024-02-27\n");
  EXPECT_EQ(problems_of("fiscal_year,from,to,jpy_per_usd\nten,,,137\n2023,2023-02-30,,137\n2023,,,none\n2023,,,0\n"),
            "csv_row 2: 'ten' is no fiscal year\n"
            "date_unreadable 3: '2023-02-30' is no day\n"
            "value_unreadable 4: 'none' is no rate\n"
            "value_unreadable 5: '0' is no rate\n");
  EXPECT_FALSE(read_rate_file("x.csv", "Date,USD,amount\n2024-05-06,1,2\n").ok());
  EXPECT_FALSE(read_rate_file("x.csv", "date,currency,uah_per_unit\n").ok());
  EXPECT_FALSE(read_rate_file("x.csv", "").ok());
  EXPECT_FALSE(looks_like_rate_file("Da\xE3"));
}

TEST(Rates, MeansAreTheSameFromManyThreads) {
  std::string bytes = "Date,USD,JPY\n";
  for (Date day = date("2023-01-01"); day <= date("2023-12-31"); day = day.plus_days(1)) {
    bytes += fmt::format("{},1.{:02},{}\n", day.to_string(), 5 + day.day() % 7, 150 + day.day() % 5);
  }
  RateTable rates;
  rates.add(rate_file(bytes));
  std::vector<std::string> answers(8);
  {
    std::vector<std::jthread> threads;
    for (std::string& answer : answers) {
      threads.emplace_back([&rates, &answer] {
        for (int month = 1; month <= 12; ++month) {
          answer += conversion(rates, "1", "USD", "JPY", fmt::format("2023-{:02}-01", month), "month_mean");
        }
      });
    }
  }
  for (const std::string& answer : answers) EXPECT_EQ(answer, answers.front());
}

TEST(Rates, RecoversWhatWasConvertedAtAMonthsMean) {
  RateTable rates;
  rates.add(rate_file("Date,USD,JPY\n2024-05-07,1.0731,160.31\n2024-05-08,1.0833,161.17\n2024-05-09,1.0799,160.9\n"));
  // 12,345,000 dollars and 7.7 billion yen over the means, in double precision as a spreadsheet gives them.
  const double dollars = 12345000.0 / ((1.0731 + 1.0833 + 1.0799) / 3);
  const double yen = 7.7e9 / ((160.31 + 161.17 + 160.9) / 3);
  const std::vector<std::string> candidates{"USD", "JPY", "EUR", "USD"};
  const auto text = [&](const std::string& amount) {
    const auto found = recover_original(rates, decimal(amount), date("2024-05-31"), candidates);
    return found ? found->amount.to_string() + " " + found->currency : "nothing";
  };
  EXPECT_EQ(text(fmt::format("{:.17g}", dollars)), "12345000 USD");
  EXPECT_EQ(text(fmt::format("{:.17g}", yen)), "7700000000 JPY");
  EXPECT_EQ(text("2500000"), "2500000 EUR");
  EXPECT_EQ(text("-2500000"), "-2500000 EUR");
  EXPECT_EQ(text("11443712.123456789"), "nothing");
  EXPECT_EQ(text("0"), "nothing");
  EXPECT_FALSE(recover_original(rates, decimal("1"), date("2024-06-01"), {"USD"}));
}

// ---- against the collected data, where it stands beside the tree ----

RateTable shared_rates() {
  RateTable rates;
  rates.add(rate_file(read_bytes(shared / "rates/eurofxref-hist.csv")));
  rates.add(rate_file(read_bytes(shared / "rates/japan-budget.csv")));
  return rates;
}

TEST(SharedRates, EveryExpectedConversion) {
  if (!std::filesystem::exists(shared / "rates")) GTEST_SKIP() << "skipped: no ../shared";
  const RateTable rates = shared_rates();
  const std::string bytes = read_bytes(shared / "rates/expected.csv");
  CsvReader csv("expected.csv", bytes);
  ASSERT_TRUE(csv.next());
  int rows = 0;
  while (csv.next()) {
    const auto& f = csv.fields();
    const auto policy = parse_rate_policy(f[5]);
    ASSERT_TRUE(policy) << f[5];
    const auto result = rates.convert({decimal(f[1]), std::string(f[2]), std::string(f[3]), date(f[4]), *policy});
    ++rows;
    if (f[6] == "no_rate") {
      ASSERT_FALSE(result.ok()) << "row " << f[0];
      EXPECT_EQ(result.problem().what, f[8]) << "row " << f[0];
      continue;
    }
    ASSERT_TRUE(result.ok()) << "row " << f[0];
    EXPECT_EQ(result->amount.rounded_to_digits(6), decimal(f[6])) << "row " << f[0];
    EXPECT_EQ(result->used, f[8]) << "row " << f[0];
    EXPECT_EQ(result->note == "incomplete year: mean of the days that are there", f[9] == result->note && f[9] != "")
        << "row " << f[0];
  }
  EXPECT_EQ(rows, 73);
  EXPECT_TRUE(csv.take_problems().empty());
}

TEST(SharedRates, TheEcbFileHasFourJumpsAndOneGap) {
  if (!std::filesystem::exists(shared / "rates")) GTEST_SKIP() << "skipped: no ../shared";
  const std::string bytes = read_bytes(shared / "rates/eurofxref-hist.csv");
  const auto begin = std::chrono::steady_clock::now();
  const RateFile file = rate_file(bytes);
  const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - begin;
  RecordProperty("milliseconds", fmt::format("{:.1f}", spent.count()));
  EXPECT_EQ(file.days.size(), 7126U);
  std::string problems;
  for (const Problem& problem : file.problems) {
    problems += fmt::format("{}: {}\n", problem_name(problem.code), problem.what);
  }
  EXPECT_EQ(problems,
            "rate_jump: ISK moves from 197 to 265 per EUR between 2008-10-07 and 2008-10-08\n"
            "rate_jump: ISK moves from 305 to 205 per EUR between 2008-11-05 and 2008-11-06\n"
            "rate_gap: no ISK from 2008-12-10 to 2018-01-31\n"
            "rate_jump: TRL moves from 624367 to 1050000 per EUR between 2001-02-21 and 2001-02-22\n"
            "rate_jump: TRY moves from 20.0434 to 14.7132 per EUR between 2021-12-20 and 2021-12-21\n");
}

TEST(SharedRates, EveryRecoverableRowOfJapan) {
  if (!std::filesystem::exists(shared / "flows")) GTEST_SKIP() << "skipped: no ../shared";
  const RateTable rates = shared_rates();
  const std::string bytes = read_bytes(shared / "flows/kiel/r28/derived-japan-recovered.csv");
  CsvReader csv("derived-japan-recovered.csv", bytes);
  ASSERT_TRUE(csv.next());
  const std::vector<std::string_view> header = csv.fields();
  const auto column = [&header](std::string_view name) { return find_column(header, name).value_or(0); };
  int recovered = 0;
  while (csv.next()) {
    const auto& f = csv.fields();
    std::string_view value = f[column("sub_activity_eur_redistr")];
    if (decimal(value).is_zero()) value = f[column("activity_eur")];
    const auto month = Date::parse_iso(std::string(f[column("month")]) + "-01");
    if (decimal(value).is_zero() || !month) continue;
    const auto found = recover_original(rates, decimal(value), *month, {"USD", "JPY"});
    const std::string_view currency = f[column("recovered_currency")];
    EXPECT_EQ(found.has_value(), !currency.empty()) << "line " << f[0];
    if (!found || currency.empty()) continue;
    EXPECT_EQ(found->currency, currency) << "line " << f[0];
    EXPECT_EQ(found->amount, decimal(f[column("recovered_amount")])) << "line " << f[0];
    EXPECT_LT(found->relative_deviation, decimal("1e-12"));
    ++recovered;
  }
  EXPECT_EQ(recovered, 50);
}

}  // namespace
}  // namespace kept
