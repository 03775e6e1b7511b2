#include "definition/choices.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

namespace kept {
namespace {

Date date(std::string_view text) { return Date::parse_iso(text).value(); }

std::vector<std::string> periods(TotalQuestion question) {
  std::vector<std::string> words;
  for (const PeriodChoice& choice : period_choices(question)) {
    words.push_back(to_string(choice.period) + " " + std::to_string(choice.complexity));
  }
  return words;
}

TotalQuestion on(std::string_view day, std::string_view giver) {
  TotalQuestion question;
  question.givers = {std::string(giver)};
  question.receivers = {"UA"};
  question.stated_on = date(day);
  return question;
}

TEST(PeriodChoices, ATotalToDate) {
  EXPECT_EQ(periods(on("2025-03-05", "JP")),
            (std::vector<std::string>{"..2025-03-05 0", "..2025-02-28 1", "..2024-12-31 2", "2022-02-24..2025-03-05 1",
                                      "2024-01-01..2024-12-31 2", "2025-01-01..2025-03-05 2", "..2024-03-31 2",
                                      "2024-04-01..2025-03-05 2", "2023-04-01..2024-03-31 2"}));
}

TEST(PeriodChoices, AYearMayBeAFiscalYear) {
  TotalQuestion question = on("2025-03-05", "JP");
  question.period = Period::of_year(2024);
  EXPECT_EQ(periods(question), (std::vector<std::string>{"2024-01-01..2024-12-31 0", "2024-04-01..2025-03-31 1"}));
  question.givers = {"US"};
  EXPECT_EQ(periods(question), (std::vector<std::string>{"2024-01-01..2024-12-31 0", "2023-10-01..2024-09-30 1"}));
  question.givers = {"DE"};
  EXPECT_EQ(periods(question), (std::vector<std::string>{"2024-01-01..2024-12-31 0"}));
}

TEST(PeriodChoices, WhatIsSaidOfThePastEndsOnItsDay) {
  TotalQuestion question = on("2024-07-11", "AU");
  question.period.from = date("2022-02-01");
  EXPECT_EQ(periods(question).front(), "2022-02-01..2024-07-11 0");
  EXPECT_EQ(periods(question).at(1), "2022-02-24..2024-07-11 1") << "the usual start is near";
}

TEST(Members, OfTheUnionOnADay) {
  const auto members = members_of({"EU"}, date("2025-01-01"));
  EXPECT_EQ(std::ranges::count(members, "DE"), 1);
  EXPECT_EQ(std::ranges::count(members, "GB"), 0);
  EXPECT_EQ(std::ranges::count(members_of({"EU"}, date("2019-01-01")), "GB"), 1);
  EXPECT_TRUE(members_of({"JP"}, date("2025-01-01")).empty());
}

}  // namespace
}  // namespace kept
