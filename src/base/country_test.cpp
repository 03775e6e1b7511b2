#include "base/country.hpp"

#include <gtest/gtest.h>
#include <string>

#include "base/data_table.hpp"
#include "base/date.hpp"
#include "base/problem.hpp"

namespace kept {
namespace {

TEST(Countries, KnowsNamesAndCodes) {
  struct Row {
    const char* name;
    const char* code;
  };
  const Row rows[] = {{"Japan", "JP"},
                      {"jpn", "JP"},
                      {"UA", "UA"},
                      {" Turkiye ", "TR"},
                      {"Türkiye", "TR"},
                      {"EU institutions", "EU"},
                      {"South Korea", "KR"},
                      {"United States", "US"},
                      {"Kosovo", "XK"},
                      {"Atlantis", ""},
                      {"", ""}};
  for (const Row& row : rows) EXPECT_EQ(countries().code_of(row.name).value_or(""), row.code) << row.name;
}

TEST(Countries, MoneyFollowsTheDay) {
  const auto money = [](const char* code, const char* day) {
    return std::string(countries().currency_of(code, Date::parse_iso(day).value_or(Date{})));
  };
  EXPECT_EQ(money("JP", "2024-05-01"), "JPY");
  EXPECT_EQ(money("HR", "2022-12-31"), "HRK");
  EXPECT_EQ(money("HR", "2023-01-01"), "EUR");
  EXPECT_EQ(money("BG", "2025-12-31"), "BGN");
  EXPECT_EQ(money("BG", "2026-01-01"), "EUR");
  EXPECT_EQ(money("AQ", "2024-05-01"), "");
  EXPECT_EQ(money("EIB", "2024-05-01"), "");
}

TEST(DataTable, NamesTheLineThatIsWrong) {
  const auto read = [](std::string_view bytes) {
    const auto table = read_data_table("t.tsv", bytes, {"code", "name"});
    return table ? std::to_string(table->size()) : to_string(table.problem());
  };
  EXPECT_EQ(read("code\tname\nA\t-\n\n# note\nB\tb\r\n"), "2");
  EXPECT_NE(read("code\tnames\nA\ta\n").find("t.tsv:1"), std::string::npos);
  EXPECT_NE(read("code\tname\nA\ta\nB\n").find("t.tsv:3"), std::string::npos);
  EXPECT_NE(read("").find("empty"), std::string::npos);
  EXPECT_FALSE(read_data_table("data/no-such.tsv", {"code"}).ok());
}

}  // namespace
}  // namespace kept
