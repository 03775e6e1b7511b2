// Kiel's euro amounts turned back into what was reported, over the published files where they are.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <charconv>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/country.hpp"
#include "base/csv.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "rate/rates.hpp"
#include "source/testing.hpp"

namespace kept {
namespace {

using namespace testing_source;

// All donors' rows that come back round in euro, dollars or the donor's own currency.
TEST(RecoveredAmounts, EveryRecoverableRowOfAllDonors) {
  if (!std::filesystem::exists(shared_data(KEPT_SOURCE_DIR) / "flows")) GTEST_SKIP() << "skipped: no ../shared";
  RateTable rates;
  const std::string quotes = read_bytes(shared_data(KEPT_SOURCE_DIR) / "rates/eurofxref-hist.csv");
  auto file = read_rate_file("eurofxref-hist.csv", quotes);
  ASSERT_TRUE(file.ok());
  rates.add(*file);
  const std::string rows = read_bytes(shared_data(KEPT_SOURCE_DIR) / "flows/kiel/r28/bilateral_activities.csv.zst");
  const std::string answers =
      read_bytes(shared_data(KEPT_SOURCE_DIR) / "flows/kiel/r28/derived-all-donors-recovered.csv.zst");
  std::map<std::string, std::string, std::less<>> expected;  // by line: "CURRENCY AMOUNT"
  CsvReader answer("answers", answers);
  ASSERT_TRUE(answer.next());
  while (answer.next()) {
    const auto& f = answer.fields();
    if (!f[6].empty()) expected[std::string(f[0])] = fmt::format("{} {}", f[6], f[7]);
  }
  EXPECT_EQ(expected.size(), 2533U);
  CsvReader csv("rows", rows);
  ASSERT_TRUE(csv.next());
  int valued = 0;
  int recovered = 0;
  while (csv.next()) {
    const auto& f = csv.fields();
    auto value = Decimal::parse(f[4], true).value_or(Decimal{});
    if (value.is_zero()) value = Decimal::parse(f[6], true).value_or(Decimal{});
    if (value.is_zero()) continue;
    ++valued;
    int month = 0;
    std::from_chars(f[7].data(), f[7].data() + f[7].size(), month);
    if (month < 1) continue;
    const auto first = Date::from_ymd(2022 + (month - 1) / 12, static_cast<unsigned>((month - 1) % 12) + 1, 1);
    std::vector<std::string> candidates{"EUR", "USD"};
    const auto code = countries().code_of(f[0]);
    const std::string own(code ? countries().currency_of(*code, *first) : std::string_view{});
    if (!own.empty() && own != "EUR" && own != "USD") candidates.push_back(own);
    const auto found = recover_original(rates, value, *first, candidates);
    const auto line = expected.find(std::to_string(csv.line()));
    if (line == expected.end()) continue;
    ASSERT_TRUE(found) << "line " << csv.line();
    EXPECT_EQ(fmt::format("{} {}", found->currency, found->amount.to_string()), line->second) << "line " << csv.line();
    ++recovered;
  }
  EXPECT_EQ(valued, 2897);
  EXPECT_EQ(recovered, 2533);
}

}  // namespace
}  // namespace kept
