#include "base/date.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string_view>

namespace kept {
namespace {

Date date(std::string_view text) {
  const auto parsed = Date::parse_iso(text);
  EXPECT_TRUE(parsed) << text;
  return parsed.value_or(Date{});
}

TEST(Date, ReadsIsoOnly) {
  EXPECT_EQ(date("2026-02-10").to_string(), "2026-02-10");
  EXPECT_EQ(date("2024-02-29").to_string(), "2024-02-29");
  for (const char* text : {"2022-02-30", "2023-02-29", "2022-13-01", "2022-00-10", "22-01-01", "2022-1-01",
                           "2022/01/01", "2022-01-01Z", "", "-022-01-01"}) {
    EXPECT_FALSE(Date::parse_iso(text)) << text;
  }
}

TEST(Date, MovesByMonths) {
  EXPECT_EQ(date("2026-01-31").plus_months(1).to_string(), "2026-02-28");
  EXPECT_EQ(date("2026-01-15").plus_months(-1).to_string(), "2025-12-15");
  EXPECT_EQ(date("2024-02-10").last_of_month().to_string(), "2024-02-29");
}

TEST(Period, ContainsAndOverlaps) {
  const Period december = Period::of_month(2025, 12);
  EXPECT_TRUE(december.contains(date("2025-12-31")));
  EXPECT_FALSE(december.contains(date("2026-01-01")));
  EXPECT_TRUE(Period::of_year(2025).contains(december));
  EXPECT_FALSE(december.contains(Period{}));
  EXPECT_TRUE(Period{}.contains(december));
  EXPECT_TRUE(december.overlaps(Period{.from = date("2025-12-31"), .to = std::nullopt}));
  EXPECT_FALSE(december.overlaps(Period::of_month(2026, 1)));
  EXPECT_EQ(to_string(Period{.from = std::nullopt, .to = date("2025-03-05")}), "..2025-03-05");
}

TEST(PeriodProperty, MonthsTileTheirYear) {
  for (int year = 2000; year <= 2030; ++year) {
    int days = 0;
    Date next = *Date::from_ymd(year, 1, 1);
    for (unsigned month = 1; month <= 12; ++month) {
      const Period period = Period::of_month(year, month);
      EXPECT_EQ(*period.from, next);
      EXPECT_TRUE(Period::of_year(year).contains(period));
      days += days_between(*period.from, *period.to) + 1;
      next = period.to->plus_days(1);
    }
    EXPECT_EQ(next, *Date::from_ymd(year + 1, 1, 1));
    EXPECT_EQ(days, days_between(*Date::from_ymd(year, 1, 1), next));
  }
}

}  // namespace
}  // namespace kept
