
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "claim/context.hpp"
#include "claim/scenario.hpp"
#include "document/document.hpp"
#include "document/read_document.hpp"

namespace kept {
namespace {

// Every date that may date something, as "text=period".
std::string dates_of(std::string_view text, std::optional<Date> day, std::string_view language = "en") {
  DocumentHints hints;
  hints.language = std::string(language);
  hints.date = day;
  const Result<Document> document = read_document("test", text, hints, test_packs());
  const auto context = make_reading_context(document.value(), test_packs());
  std::string line;
  for (const DateMention& date : context->dates) {
    if (date.weak) continue;
    if (!line.empty()) line += "; ";
    line += std::string(context->text(date.tokens)) + "=";
    line += date.fiscal_year.empty() ? to_string(date.period) : "FY " + date.fiscal_year;
  }
  return line;
}

std::string dates_on_15_may_2025(std::string_view text) { return dates_of(text, Date::from_ymd(2025, 5, 15)); }

TEST(DateExpression, ReadsWholeDates) {
  EXPECT_EQ(dates_of("on 5 May 2024", {}), "on 5 May 2024=2024-05-05..2024-05-05");
  EXPECT_EQ(dates_of("May 5th, 2024", {}), "May 5th, 2024=2024-05-05..2024-05-05");
  EXPECT_EQ(dates_of("on 2024-05-05", {}), "on 2024-05-05=2024-05-05..2024-05-05");
  EXPECT_EQ(dates_of("in July 2024", {}), "in July 2024=2024-07-01..2024-07-31");
  EXPECT_EQ(dates_of("in 2024", {}), "in 2024=2024-01-01..2024-12-31");
  EXPECT_EQ(dates_of("the second quarter of 2024", {}), "the second quarter of 2024=2024-04-01..2024-06-30");
  EXPECT_EQ(dates_of("the winter of 2025/26", {}), "the winter of 2025/26=2025-12-01..2026-02-28");
  EXPECT_EQ(dates_of("from 2010 to 2021", {}), "from 2010 to 2021=2010-01-01..2021-12-31");
  EXPECT_EQ(dates_of("between February 2022 and December 2025", {}),
            "between February 2022 and December 2025=2022-02-01..2025-12-31");
  EXPECT_EQ(dates_of("August 5-7, 2025", {}), "August 5-7, 2025=2025-08-05..2025-08-07");
}

TEST(DateExpression, ReadsEdges) {
  EXPECT_EQ(dates_of("by the end of 2027", {}), "by the end of 2027=..2027-12-31");
  EXPECT_EQ(dates_of("before 2014", {}), "before 2014=..2013-12-31");
  EXPECT_EQ(dates_of("from 2026 on", {}), "from 2026=2026-01-01..");
  EXPECT_EQ(dates_on_15_may_2025("since 2014"), "since 2014=2014-01-01..2025-05-15");
}

TEST(DateExpression, ReadsWhatIsRelativeToTheDay) {
  const std::vector<Scenario> scenarios{
      {"in December last year", "in December last year=2024-12-01..2024-12-31"},
      {"in the first half of this year", "in the first half of this year=2025-01-01..2025-06-30"},
      {"last year", "last year=2024-01-01..2024-12-31"},
      {"last Friday", "last Friday=2025-05-09..2025-05-09"},
      {"last Thursday", "last Thursday=2025-05-08..2025-05-08"},  // the day itself is a Thursday
      {"next month", "next month=2025-06-01..2025-06-30"},
      {"earlier this week", "earlier this week=2025-05-12..2025-05-15"},
      {"this autumn", "this autumn=2025-09-01..2025-11-30"},
      {"last winter", "last winter=2024-12-01..2025-02-28"},
      {"over the past three years", "over the past three years=2022-05-15..2025-05-15"},
      {"yesterday", "yesterday=2025-05-14..2025-05-14"},
      {"to date", "to date=..2025-05-15"},
      {"since the start of the full-scale invasion",
       "since the start of the full-scale invasion=2022-02-24..2025-05-15"},
      {"on the third anniversary of the invasion", "on the third anniversary of the invasion=2025-02-24..2025-02-24"},
  };
  for (const Scenario& s : scenarios) EXPECT_EQ(dates_on_15_may_2025(s.text), s.want) << s.text;
}

TEST(DateExpression, ChoosesTheYearOfADateWithoutOne) {
  const std::vector<Scenario> scenarios{
      {"We met on March 7.", "on March 7=2025-03-07..2025-03-07"},
      {"We met on August 7.", "on August 7=2024-08-07..2024-08-07"},
      {"We will meet on August 7.", "on August 7=2025-08-07..2025-08-07"},
      {"The council is on May 20.", "on May 20=2025-05-20..2025-05-20"},
      {"last October", "last October=2024-10-01..2024-10-31"},
      {"The year 2024 was good. We met last February.",
       "The year 2024=2024-01-01..2024-12-31; last February=2024-02-01..2024-02-29"},
      {"Last year was good. We met in April.", "Last year=2024-01-01..2024-12-31; in April=2024-04-01..2024-04-30"},
  };
  for (const Scenario& s : scenarios) EXPECT_EQ(dates_on_15_may_2025(s.text), s.want) << s.text;
}

TEST(DateExpression, CountsWeekdaysAndWeeks) {
  const std::vector<Scenario> scenarios{
      {"the first Friday of July 2024", "the first Friday of July 2024=2024-07-05..2024-07-05"},
      {"the last Monday of March 2025", "the last Monday of March 2025=2025-03-31..2025-03-31"},
      {"the second Tuesday of next month", "the second Tuesday of next month=2025-06-10..2025-06-10"},
      {"the fifth Monday of June 2025", "the fifth Monday of June 2025=2025-06-30..2025-06-30"},
      {"the fifth Sunday of June 2024", "the fifth Sunday of June 2024=2024-06-30..2024-06-30"},
      {"the fifth Friday of June 2024", "the fifth Friday of June 2024=.."},
      {"the first week of 2015", "the first week of 2015=2014-12-29..2015-01-04"},
      {"the last week of July 2024", "the last week of July 2024=2024-07-22..2024-07-28"},
      {"Monday next week", "Monday next week=2025-05-19..2025-05-19"},
      {"this weekend", "this weekend=2025-05-17..2025-05-18"},
      {"the day after tomorrow", "the day after tomorrow=2025-05-17..2025-05-17"},
      {"from 4 to 22 January 2025", "from 4 to 22 January 2025=2025-01-04..2025-01-22"},
      {"the 20th of next month", "the 20th of next month=2025-06-20..2025-06-20"},
  };
  for (const Scenario& s : scenarios) EXPECT_EQ(dates_on_15_may_2025(s.text), s.want) << s.text;
}

TEST(DateExpression, GivesNoFalsePrecision) {
  const std::vector<Scenario> scenarios{
      {"three days ago", "three days ago=2025-05-12..2025-05-12"},
      {"a month ago", "a month ago=2025-04-01..2025-04-30"},
      {"two years ago", "two years ago=2023-01-01..2023-12-31"},
      {"in the 1990s", "in the 1990s=1990-01-01..1999-12-31"},
  };
  for (const Scenario& s : scenarios) EXPECT_EQ(dates_on_15_may_2025(s.text), s.want) << s.text;
}

TEST(DateExpression, ReadsFiguresWhereTheirOrderIsPlain) {
  EXPECT_EQ(dates_of("on 22/04/2025", {}), "on 22/04/2025=2025-04-22..2025-04-22");
  EXPECT_EQ(dates_of("on 04/22/2025", {}), "on 04/22/2025=2025-04-22..2025-04-22");
  EXPECT_EQ(dates_of("on 2025/4/22", {}), "on 2025/4/22=2025-04-22..2025-04-22");
  EXPECT_EQ(dates_of("on 3/4/2025", {}), "");  // March or April
  EXPECT_EQ(dates_of("1,305.31 August 2025", {}), "August 2025=2025-08-01..2025-08-31");
  EXPECT_EQ(dates_of("Friday, 29 February 2024", {}), "Friday, 29 February 2024=2024-02-29..2024-02-29");
}

TEST(DateExpression, ReadsGerman) {
  const std::vector<Scenario> scenarios{
      {"Wir trafen uns am 5. Mai 2024.", "am 5. Mai 2024=2024-05-05..2024-05-05"},
      {"Das war am 14.2.2025 in Kiew.", "am 14.2.2025=2025-02-14..2025-02-14"},
      {"Das Geld kommt bis Ende 2027.", "bis Ende 2027=..2027-12-31"},
      {"Das Geld kommt im ersten Halbjahr 2026.", "im ersten Halbjahr 2026=2026-01-01..2026-06-30"},
      {"Das Geld kam im vergangenen Jahr.", "im vergangenen Jahr=2024-01-01..2024-12-31"},
      {"Das Geld kam vor drei Tagen.", "vor drei Tagen=2025-05-12..2025-05-12"},
      {"Das Geld kam seit Beginn des russischen Angriffskriegs.",
       "seit Beginn des russischen Angriffskriegs=2022-02-24..2025-05-15"},
      {"Das Geld kommt im Herbst 2025.", "im Herbst 2025=2025-09-01..2025-11-30"},
      {"Das steht im Haushaltsjahr 2025.", "im Haushaltsjahr 2025=FY 2025"},
      {"Das Modell 2000 kostet wenig.", ""},
  };
  for (const Scenario& s : scenarios) EXPECT_EQ(dates_of(s.text, Date::from_ymd(2025, 5, 15), "de"), s.want) << s.text;
}

TEST(DateExpression, KeepsFiscalYearsApart) {
  EXPECT_EQ(dates_of("our FY2024 budget", {}), "FY2024=FY 2024");
  EXPECT_EQ(dates_of("for fiscal year 2025", {}), "for fiscal year 2025=FY 2025");
}

TEST(DateExpression, LeavesOutWhatIsNoDate) {
  EXPECT_EQ(dates_on_15_may_2025("in 2,024 places"), "");
  EXPECT_EQ(dates_on_15_may_2025("more than 2000 people"), "");
  EXPECT_EQ(dates_on_15_may_2025("We may march on."), "");
  EXPECT_EQ(dates_on_15_may_2025("EXPO 2025"), "");
  EXPECT_EQ(dates_of("February 30, 2024", {}), "February 30, 2024=..");
  EXPECT_EQ(dates_of("last Friday", {}), "last Friday=..");  // no day of the document, so no day
}

}  // namespace
}  // namespace kept
