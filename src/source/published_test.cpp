// The published files beside the tree, where they are: what their README says of them comes out of our reading.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <functional>
#include <ios>
#include <iterator>
#include <string>
#include <tuple>
#include <vector>

#include "base/decimal.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"
#include "source/testing.hpp"

namespace kept {
namespace {

using namespace testing_source;

SourcesRead read_shared(const std::string& path) {
  const auto full = shared_data(KEPT_SOURCE_DIR) / path;
  std::string bytes;
  std::vector<std::string> names;
  if (path.ends_with(".xlsx")) {
    std::ifstream in(full, std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(in), {});
  } else {
    bytes = read_bytes(full);
  }
  return read_one_file(bytes, path);
}

using Filter = std::function<bool(const Record&)>;

// "COUNT SUM" of the records that fit.
std::string sum_of(const LoadedFile& load, const Filter& fits) {
  Decimal sum;
  std::size_t count = 0;
  for (const Record& record : load.records) {
    if (!fits(record)) continue;
    ++count;
    sum = sum + record.amount.value_or(Decimal{});
  }
  return fmt::format("{} {}", count, sum.to_fixed(0));
}

bool has_ukraine(const Record& record) { return record.receiver_name.find("UKR") != std::string::npos; }

#define NEEDS_SHARED \
  if (!std::filesystem::exists(shared_data(KEPT_SOURCE_DIR) / "flows")) GTEST_SKIP() << "skipped: no ../shared"

TEST(Published, FtsFlows) {
  NEEDS_SHARED;
  struct Expected {
    const char* file;
    std::size_t flows;
    const char* ukraine_alone;
    const char* pledges;
    const char* japan;
    const char* japan_shared;
    const char* problems;
  };
  for (const Expected& expected :
       {Expected{"flows/fts/2026-04/fts_incoming_funding_global.csv.zst", 7550, "390 1180122177", "491947851",
                 "10 33804015", "17 194609853",
                 "date_implausible 5242:0 2026-11-03 is after 2026-04-17, the day of the data\n"},
        Expected{"flows/fts/2026-02/fts_incoming_funding_global.csv.zst", 4673, "245 801572612", "478729939",
                 "1 279799", "1 279799",
                 "date_implausible 2542:0 2026-06-02 is after 2026-02-20, the day of the data\n"}}) {
    const SourcesRead read = read_shared(expected.file);
    ASSERT_EQ(read.loaded.size(), 1U) << expected.file;
    const LoadedFile& load = read.loaded[0];
    EXPECT_EQ(load.dataset, "incoming");
    EXPECT_EQ(codes_of(load.problems), expected.problems);
    EXPECT_EQ(load.records.size(), expected.flows);
    EXPECT_EQ(sum_of(load, [](const Record& r) { return r.receiver == "UA"; }), expected.ukraine_alone);
    const std::string pledged =
        sum_of(load, [](const Record& r) { return r.receiver == "UA" && r.measure == Measure::pledge; });
    EXPECT_EQ(pledged.substr(pledged.find(' ') + 1), expected.pledges);
    EXPECT_EQ(sum_of(load, [](const Record& r) { return r.receiver == "UA" && r.giver == "JP"; }), expected.japan);
    EXPECT_EQ(sum_of(load, [](const Record& r) { return has_ukraine(r) && r.giver == "JP"; }), expected.japan_shared);
  }
}

TEST(Published, KielWorkbooks) {
  NEEDS_SHARED;
  const SourcesRead r17 = read_shared("flows/kiel/r17/UST_data.xlsx");
  ASSERT_EQ(r17.loaded.size(), 1U);
  const auto of_japan = [](Measure measure) {
    return [measure](const Record& r) { return r.giver == "JP" && r.measure == measure; };
  };
  const auto sum = [](const std::string& text) { return text.substr(text.find(' ') + 1); };
  EXPECT_EQ(sum(sum_of(r17.loaded[0], [](const Record& r) { return r.measure == Measure::commitment; })),
            "310088339456");
  EXPECT_EQ(sum(sum_of(r17.loaded[0], of_japan(Measure::commitment))), "12414934730");
  EXPECT_EQ(sum(sum_of(r17.loaded[0], of_japan(Measure::allocation))), "9106906757");
  const auto usd = std::ranges::find_if(
      r17.loaded[0].records, [](const Record& r) { return r.activity == "JPH1" && r.measure == Measure::allocation; });
  ASSERT_NE(usd, r17.loaded[0].records.end());
  EXPECT_EQ(usd->amount_original->to_string() + usd->currency_original, "59300000USD");
  EXPECT_TRUE(usd->link.starts_with("http"));

  const SourcesRead r07 = read_shared("flows/kiel/r07/Ukraine_Support_Tracker.xlsx");
  ASSERT_EQ(r07.loaded.size(), 1U);
  EXPECT_EQ(r07.loaded[0].release, "7");
  EXPECT_EQ(r07.loaded[0].records.size(), 1032U);
  EXPECT_EQ(sum_of(r07.loaded[0], of_japan(Measure::commitment)), "15 612614544");
}

TEST(Published, WorldBankStatements) {
  NEEDS_SHARED;
  const std::string folder = "flows/worldbank/";
  const SourcesRead ibrd =
      read_shared(folder + "ibrd_statement_of_loans_and_guarantees_latest_available_snapshot_04-18-2025.csv.zst");
  ASSERT_EQ(ibrd.loaded.size(), 1U);
  EXPECT_EQ(codes_of(ibrd.loaded[0].problems), "");
  const auto of_ukraine = [](Measure measure) {
    return [measure](const Record& r) { return r.receiver == "UA" && r.measure == measure; };
  };
  EXPECT_EQ(sum_of(ibrd.loaded[0], of_ukraine(Measure::commitment)), "105 27154898577");
  EXPECT_EQ(sum_of(ibrd.loaded[0], of_ukraine(Measure::disbursement)), "105 23296494464");
  const SourcesRead ida = read_shared(
      folder + "ida_statement_of_credits_grants_and_guarantees_latest_available_snapshot_04-18-2025.csv.zst");
  ASSERT_EQ(ida.loaded.size(), 1U);
  EXPECT_EQ(sum_of(ida.loaded[0], of_ukraine(Measure::commitment)), "7 6959750000");
}

TEST(Published, UsAidAndOecd) {
  NEEDS_SHARED;
  for (const auto& [vintage, rows, obligations] :
       {std::tuple{"2021", std::size_t{15'294}, "283805099"}, std::tuple{"2023", std::size_t{23'166}, "699926952"}}) {
    const SourcesRead read =
        read_shared(fmt::format("flows/us-foreignassistance/us_foreign_aid_country-{}.csv.zst", vintage));
    ASSERT_EQ(read.loaded.size(), 1U);
    EXPECT_EQ(read.loaded[0].records.size(), rows);
    EXPECT_EQ(codes_of(read.loaded[0].problems), "");
    EXPECT_EQ(sum_of(read.loaded[0],
                     [](const Record& r) {
                       return r.receiver == "UA" && r.measure == Measure::commitment && r.date->year() == 2019;
                     }),
              fmt::format("1 {}", obligations));
  }
  const SourcesRead dac = read_shared("flows/oecd/derived-dac1-2022.csv.zst");
  ASSERT_EQ(dac.loaded.size(), 1U);
  EXPECT_EQ(dac.loaded[0].records.size() + dac.loaded[0].facts.size(), 40'969U);
  const auto japan = [](Measure measure) {
    return [measure](const Record& r) {
      return r.giver == "JP" && r.aid_type == "1010" && r.currency == "USD" && r.measure == measure;
    };
  };
  EXPECT_EQ(sum_of(dac.loaded[0], japan(Measure::commitment)), "1 21241460000");
  EXPECT_EQ(sum_of(dac.loaded[0], japan(Measure::disbursement)), "1 22262990000");
}

TEST(Published, AidDataAndEvidence) {
  NEEDS_SHARED;
  const SourcesRead aiddata = read_shared("flows/aiddata/GCDF_3.0_ADM1_Locations.csv.zst");
  ASSERT_EQ(aiddata.loaded.size(), 1U);
  EXPECT_EQ(sum_of(aiddata.loaded[0], [](const Record&) { return true; }).substr(0, 12), "12779 800522");
  struct Expected {
    const char* file;
    std::size_t facts;
  };
  for (const Expected& expected : {Expected{"evidence/nk-missiles/test.en.json.zst", 339},
                                   {"evidence/leaders/leaderlist_3_21.csv.zst", 2524},
                                   {"evidence/leaders/world-leaders-2026-08-22.json", 0},
                                   {"flows/one-ukraine-oda/hcr_data.csv", 341}}) {
    const SourcesRead read = read_shared(expected.file);
    ASSERT_EQ(read.loaded.size(), 1U) << expected.file;
    if (expected.facts > 0) {
      EXPECT_EQ(read.loaded[0].facts.size(), expected.facts) << expected.file;
    }
    EXPECT_FALSE(read.loaded[0].facts.empty());
  }
  const SourcesRead refugees = read_shared("evidence/unhcr/derived-population-from-ukraine.csv");
  ASSERT_EQ(refugees.loaded.size(), 1U);
  Decimal in_2024;
  for (const Fact& fact : refugees.loaded[0].facts) {
    if (fact.kind == "refugees" && fact.date->year() == 2024) in_2024 = in_2024 + *fact.value;
  }
  EXPECT_EQ(in_2024.to_string(), "5120036");
}

}  // namespace
}  // namespace kept
