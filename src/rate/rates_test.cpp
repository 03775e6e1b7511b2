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
  EXPECT_FALSE(read_rate_file("x.csv", "date,currency,something\n").ok());
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

TEST(SharedRates, TheEcbFileHasFourJumpsAGapAndFreezes) {
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
  EXPECT_EQ(
      problems,
      "rate_frozen: CYP per EUR stands still at 0.5842 from 2007-07-12 to 2007-12-05 (105 quotes); 10 shorter runs\n"
      "rate_frozen: CZK per EUR stands still at 27.021 from 2017-02-03 to 2017-03-29 (39 quotes)\n"
      "rate_jump: ISK moves from 197 to 265 per EUR between 2008-10-07 and 2008-10-08\n"
      "rate_jump: ISK moves from 305 to 205 per EUR between 2008-11-05 and 2008-11-06\n"
      "rate_gap: no ISK from 2008-12-10 to 2018-01-31\n"
      "rate_frozen: ISK per EUR stands still at 305 from 2008-10-09 to 2008-11-05 (20 quotes)\n"
      "rate_frozen: LTL per EUR stands still at 3.4528 from 2005-01-07 to 2014-12-31 (2556 quotes); 1 shorter runs\n"
      "rate_frozen: MTL per EUR stands still at 0.4293 from 2005-08-16 to 2007-12-31 (608 quotes); 1 shorter runs\n"
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

std::string series_of(const RateFile& file) {
  std::string text;
  for (const SeriesRate& rate : file.series) {
    text += fmt::format("{} {}/{} {} {} {}\n", rate.series, rate.currency, rate.base, rate.date.to_string(),
                        to_string(rate.span), rate.rate.to_string());
  }
  for (const Problem& problem : file.problems)
    text += fmt::format("{}: {}\n", problem_name(problem.code), problem.what);
  return text;
}

TEST(RateSeries, ReadsEachLayout) {
  struct Case {
    const char* bytes;
    const char* series;
  };
  for (const Case& c : {
           Case{"date,currency,uah_per_unit,copy\n2024-01-01,USD,37.9824,a\n2024-01-02,usd,1,a\n",
                "NBU UAH/USD 2024-01-01 day 37.9824\ncurrency_unknown: 'usd' is no currency code\n"},
           Case{"data;1USD;100JPY;nr tabeli;numer;\n;dolar;jen;;;\n20160104;3,9281;3,3049;1;001/A;\n20161330;1;1;1;1;\n"
                "kod ISO;USD;JPY;;;\n",
                "NBP PLN/JPY 2016-01-04 day 0.033049\nNBP PLN/USD 2016-01-04 day 3.9281\n"
                "date_unreadable: '20161330' is no day\n"},
           Case{"Date,Country,Exchange rate\n2024-01-01,Japan,151.4\n2025-01-01,Euro,0.9\n",
                "FED-H10 EUR/USD 2025-01-01 year_mean 0.9\nFED-H10 JPY/USD 2024-01-01 year_mean 151.4\n"},
           Case{"Date,Country,Exchange rate\n2024-01-01,Japan,146\n2024-02-01,Japan,149.6\n",
                "FED-H10 JPY/USD 2024-01-01 month_mean 146\nFED-H10 JPY/USD 2024-02-01 month_mean 149.6\n"},
           Case{"observation_date,DEXJPUS,DEXUSEU,DEXODD\n2024-01-02,141.9,1.1,5\n2024-01-03,,.,\n",
                "FED-H10 JPY/USD 2024-01-02 day 141.9\nFED-H10 USD/EUR 2024-01-02 day 1.1\n"},
           Case{"Date,Rate,Currency,Frequency,Source,Country code,Country\n2022-12-31,0.95091,EUR,A,IMF,XK,Kosovo\n"
                "2022-12-31,0.94962,EUR,A,IMF,U2,Euro\n2022-12-31,131.5,JPY,A,IMF,JP,Japan\n2020-01-31,1,JPY,M,IMF,JP,"
                "J\n",
                "IMF-ENDA EUR/USD 2022-01-01 year_mean 0.94962\nIMF-ENDA JPY/USD 2022-01-01 year_mean 131.5\n"
                "IMF-EOP JPY/USD 2020-01-01 month_end 1\n"},
           Case{"Unnamed: 0,1998,2021\nJapan,130.9,109.7653\nFrance,5.9,0.8454\nECU/EURO (1),0.9,0.8454\nnote,,\n",
                "DAC EUR/USD 2021-01-01 year_mean 0.8454\n"
                "DAC FRF/USD 1998-01-01 year_mean 5.9\nDAC JPY/USD 1998-01-01 year_mean 130.9\n"
                "DAC JPY/USD 2021-01-01 year_mean 109.7653\nDAC XEU/USD 1998-01-01 year_mean 0.9\n"},
           Case{"date,usd_uah,usd_eur\n2025-06-30,41.7,0.85\n",
                "market EUR/USD 2025-06-30 day 0.85\nmarket UAH/USD 2025-06-30 day 41.7\n"},
       }) {
    ASSERT_TRUE(looks_like_rate_file(c.bytes)) << c.bytes;
    EXPECT_EQ(series_of(rate_file(c.bytes)), c.series) << c.bytes;
  }
}

TEST(RateSeries, FindsGapsJumpsFreezesAndAbsurdQuotes) {
  std::string bytes = "date,currency,uah_per_unit\n";
  Date day = date("2024-01-01");
  const auto add = [&](int days, std::string_view rate) {
    for (int i = 0; i < days; ++i) {
      bytes += fmt::format("{},USD,{}{}\n", day.to_string(), rate, rate == "37." ? std::to_string(10 + i) : "");
      day = day.plus_days(1);
    }
  };
  add(30, "37.");
  add(25, "37.5");          // stands still
  add(1, "0.0266");         // upside down
  add(1, "3750");           // a unit is wrong
  day = day.plus_days(20);  // a gap
  add(10, "37.");
  add(1, "50");  // a jump, and back
  add(20, "37.");
  const RateFile file = rate_file(bytes);
  EXPECT_EQ(file.series.size(), 86U);
  std::string problems;
  for (const Problem& problem : file.problems)
    problems += fmt::format("{}: {}\n", problem_name(problem.code), problem.what);
  EXPECT_EQ(
      problems,
      "rate_jump: absurd rate: UAH per USD stands at 0.0266 on 2024-02-25 and 1 quotes on, but 37.5 on 2024-02-24\n"
      "rate_gap: no UAH per USD from 2024-02-25 to 2024-03-17\n"
      "rate_jump: UAH per USD moves from 37.19 to 50 between 2024-03-27 and 2024-03-28\n"
      "rate_jump: UAH per USD moves from 50 to 37.1 between 2024-03-28 and 2024-03-29\n"
      "rate_frozen: UAH per USD stands still at 37.5 from 2024-01-31 to 2024-02-24 (25 quotes)\n");
}

TEST(RateSeries, TheAnnualRateOfTheOecdConverts) {
  RateTable rates;
  rates.add(rate_file("Unnamed: 0,2021\nJapan,109.7653\nECU/EURO (1),0.8454\n"));
  const auto yen = rates.convert({decimal("1000000"), "JPY", "USD", date("2021-06-01"), RatePolicy::oecd_annual});
  ASSERT_TRUE(yen.ok());
  EXPECT_EQ(yen->amount.rounded_to_digits(6), decimal("9110.35"));
  EXPECT_EQ(yen->source + ", " + yen->used, "OECD DAC, annual rate of 2021");
  EXPECT_TRUE(rates.convert({decimal("1"), "EUR", "JPY", date("2021-06-01"), RatePolicy::oecd_annual}).ok());
  EXPECT_EQ(rates.convert({decimal("1"), "JPY", "USD", date("2022-06-01"), RatePolicy::oecd_annual}).problem().what,
            "no OECD annual rate of JPY for 2022");
}

}  // namespace
}  // namespace kept
