#include "source/covered_days.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"
#include "source/testing.hpp"

namespace kept {
namespace {

using testing_source::codes_of;

struct Dated {
  std::string_view from;
  std::string_view to;
  Measure measure = Measure::disbursement;
  bool summary = false;
};

Record record_of(const Dated& dated) {
  Record record;
  record.measure = dated.measure;
  record.summary = dated.summary;
  record.date = Date::parse_iso(dated.from);
  record.date_to = Date::parse_iso(dated.to);
  return record;
}

TEST(CoveredDays, AreThoseThatCanBe) {
  struct Row {
    std::vector<Dated> records;
    std::string_view known_by;
    std::string_view expected;
  };
  const std::vector<Row> rows{
      {{}, "2024-06-30", ""},
      {{{"2022-03-01", ""}, {"2023-05-06", ""}}, "2024-06-30", "2022-03-01..2023-05-06"},
      // A digit too much or too little covers nothing.
      {{{"2022-03-01", ""}, {"2922-03-01", ""}, {"0001-01-01", ""}}, "2024-06-30", "2022-03-01..2022-03-01"},
      {{{"2112-01-01", ""}}, "2024-06-30", ""},
      {{{"1944-12-31", ""}, {"1945-01-01", ""}}, "2024-06-30", "1945-01-01..1945-01-01"},
      // The day of the data itself is known, the next one is not.
      {{{"2024-06-30", ""}}, "2024-06-30", "2024-06-30..2024-06-30"},
      {{{"2024-07-01", "", Measure::commitment}}, "2024-06-30", ""},
      // A period that still runs counts to the day of the data; one that ends before it begins is that day.
      {{{"2024-01-01", "2024-12-31"}}, "2024-06-30", "2024-01-01..2024-06-30"},
      {{{"2024-01-02", "2024-01-01"}}, "2024-06-30", "2024-01-02..2024-01-02"},
      // Plans do not stretch what facts cover, and cover where there are no facts.
      {{{"2022-03-01", ""}, {"2025-01-01", "2027-12-31", Measure::budget}}, "2024-06-30", "2022-03-01..2022-03-01"},
      {{{"2025-01-01", "2027-12-31", Measure::budget}, {"2023-01-01", "", Measure::planned}},
       "2024-06-30",
       "2023-01-01..2027-12-31"},
      {{{"2025-01-01", "2999-12-31", Measure::budget}, {"2075-01-01", "", Measure::planned}},
       "2024-06-30",
       "2025-01-01..2074-06-30"},
      // So does a source's own total of a period.
      {{{"2022-03-01", ""}, {"2025-01-01", "2025-12-31", Measure::commitment, true}},
       "2024-06-30",
       "2022-03-01..2022-03-01"},
      {{{"2025-01-01", "2025-12-31", Measure::commitment, true}}, "2024-06-30", "2025-01-01..2025-12-31"},
      // Where nobody knows of which day the data are, only too early a day is told.
      {{{"0022-03-01", ""}, {"2022-03-01", ""}, {"2100-01-01", ""}}, "", "2022-03-01..2100-01-01"},
  };
  for (const Row& row : rows) {
    CoveredDays days;
    CoveredDays other;
    bool turn = false;
    for (const Dated& dated : row.records) {
      ((turn = !turn) ? days : other).add(record_of(dated), Date::parse_iso(row.known_by));
    }
    days.add(other);
    const Period period = days.period();
    EXPECT_EQ(period.from ? to_string(period) : "", row.expected) << row.expected;
  }
}

TEST(CoveredDays, FactsMayBeOlderThanMoney) {
  const auto known_by = Date::parse_iso("2024-06-30");
  const auto fault = [&](std::string_view day) {
    Fact fact;
    fact.date = Date::parse_iso(day);
    return date_fault(fact, known_by).value_or("");
  };
  EXPECT_EQ(fault("1921-04-11"), "");
  EXPECT_EQ(fault("1799-12-31"), "1799-12-31 is before 1800, when nothing of the kind was");
  EXPECT_EQ(fault("2025-01-01"), "2025-01-01 is after 2024-06-30, the day of the data");
}

LoadedFile read_table(std::string_view bytes, const ReadOptions& options) {
  constexpr std::string_view mapping =
      "field\thow\tvalue\tas\ndate\tcolumn\tday\t-\namount\tcolumn\tsum\t-\ncurrency\tconstant\tEUR\t-\n"
      "giver\tconstant\tJapan\t-\nreceiver\tconstant\tUkraine\t-\nmeasure\tconstant\tdisbursement\t-\n";
  const std::vector<NamedBytes> files{{"d/aid.csv", bytes, "", 0}, {"d/aid.map.tsv", mapping, "", 0}};
  SourcesRead read = read_sources(files, options);
  return read.loaded.empty() ? LoadedFile{} : std::move(read.loaded.front());
}

TEST(CoveredDays, AProblemNamesEachRecordAndKeepsIt) {
  ReadOptions options;
  options.retrieved = Date::parse_iso("2024-06-30");
  const LoadedFile load = read_table("day,sum\n2023-01-02,1\n2922-02-09,2\n2024-01-31,3\n0204-01-31,4\n", options);
  EXPECT_EQ(load.records.size(), 4U);
  EXPECT_EQ(to_string(load.coverage.period), "2023-01-02..2024-01-31");
  EXPECT_EQ(codes_of(load.problems),
            "date_implausible 3:0 2922-02-09 is after 2024-06-30, the day of the data\n"
            "date_implausible 5:0 0204-01-31 is before 1945, when nothing of the kind was\n");
}

TEST(CoveredDays, TheReleaseGoesBeforeTheDayOfLoading) {
  ReadOptions options;
  options.retrieved = Date::parse_iso("2024-06-30");
  options.released = Date::parse_iso("2023-06-30");
  const LoadedFile load = read_table("day,sum\n2023-01-02,1\n2024-01-31,3\n", options);
  EXPECT_EQ(to_string(load.coverage.period), "2023-01-02..2023-01-02");
  EXPECT_EQ(codes_of(load.problems), "date_implausible 3:0 2024-01-31 is after 2023-06-30, the day of the data\n");
}

}  // namespace
}  // namespace kept
