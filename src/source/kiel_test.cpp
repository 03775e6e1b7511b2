
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"
#include "source/testing.hpp"

namespace kept {
namespace {

using namespace testing_source;

constexpr std::string_view rows_header =
    "giver,dato,kategori,maal,verdi_eur,verdi_eur_redistr,verdi_eur_activity,maaned_nr,maaned_finnes,verdi_eur_mrd\n";

SourcesRead read_rows(std::string_view lines, const ReadOptions& options = {}) {
  const std::string bytes = std::string(rows_header) + std::string(lines);
  const std::vector<NamedBytes> files{{"k/rows.csv", bytes, "", 0}};
  return read_sources(files, options);
}

TEST(Kiel, OneLineIsAnAllocationAndACommitment) {
  const SourcesRead read = read_rows(
      "Japan,2023-02-21,Financial,Commitment,0.0,0.0,500.5,14,True,0\n"
      "Japan,2023-04-21,Financial,Allocation,400,400,0,16,True,0\n"
      "Japan,2023-05-01,Financial,Allocation,70.25,70.25,70.25,17,True,0\n"
      "Japan,,Military,Allocation,9.98e-05,0.5,1,14,True,0\n"
      "Turkiye,,Military,Allocation,-3,-3,-3,0,False,0\n");
  ASSERT_EQ(read.loaded.size(), 1U);
  EXPECT_EQ(
      lines_of(read.loaded.front()),
      "kiel/rows/2/commitment commitment commitment 500.5 cur=EUR date=2023-02-21 giver=JP receiver=UA aid=financial "
      "activity=line 2 how=own line\n"
      "kiel/rows/3/allocation allocation allocation 400 cur=EUR date=2023-04-21 giver=JP receiver=UA aid=financial "
      "activity=line 2 how=row order\n"
      "kiel/rows/4/allocation allocation allocation 70.25 cur=EUR date=2023-05-01 giver=JP receiver=UA aid=financial "
      "activity=line 4 how=own line\n"
      "kiel/rows/4/commitment commitment commitment 70.25 cur=EUR date=2023-05-01 giver=JP receiver=UA aid=financial "
      "activity=line 4 how=own line\n"
      "kiel/rows/5/allocation allocation allocation 0.5 cur=EUR date=2023-02-01 by=month giver=JP receiver=UA "
      "aid=military activity=line 5 how=own line item=0.0000998\n"
      "kiel/rows/5/commitment commitment commitment 1 cur=EUR date=2023-02-01 by=month giver=JP receiver=UA "
      "aid=military activity=line 5 how=own line\n"
      "kiel/rows/6/allocation allocation allocation -3 cur=EUR giver=TR receiver=UA aid=military activity=line 6 "
      "how=own line\n"
      "kiel/rows/6/commitment commitment commitment -3 cur=EUR giver=TR receiver=UA aid=military activity=line 6 "
      "how=own line\n");
  EXPECT_EQ(codes_of(read.loaded.front().problems), "");
}

TEST(Kiel, ZeroLinesStayAndFollowTheRowOrder) {
  const SourcesRead read = read_rows(
      "Japan,2023-02-21,Military,Allocation,5,5,9,14,True,0\n"
      "Japan,2023-02-21,Military,Allocation,4,4,0,14,True,0\n"
      "Japan,2023-03-01,Military,Allocation,0,0,0,15,True,0\n"
      "Norway,2023-02-21,Military,Allocation,0,0,0,14,True,0\n"
      "Norway,2023-02-21,Military,Commitment,0,0,0,14,True,0\n"
      "Norway,2023-08-21,Military,Allocation,0,7,0,20,True,0\n"
      "Norway,2023-08-21,Financial,Allocation,0,0,0,20,True,0\n");
  ASSERT_EQ(read.loaded.size(), 1U);
  std::string activities;
  for (const Record& record : read.loaded.front().records) {
    activities += fmt::format("{}: {} {}\n", record.position, record.activity, record.activity_how);
  }
  EXPECT_EQ(activities,
            "line 2: line 2 own line\nline 2: line 2 own line\n"
            "line 3: line 2 row order\n"
            "line 4: line 4 own line\n"
            "line 5: line 5 own line\n"
            "line 6: line 6 own line\n"
            "line 7: line 6 row order\n"
            "line 8: line 8 own line\n");
}

TEST(Kiel, WhatCannotBeReadIsNamedAndTheRestIsKept) {
  const SourcesRead read = read_rows(
      "Japan,2023-02-30,Financial,Allocation,1,1,1,14,True,0\n"
      "Japan,2023-02-01,Nuclear,Gift,1,one,1,x,True,0\n"
      "Japan,2023-02-01,Financial\n"
      "Atlantis,2023-02-01,Financial,Allocation,\"2,1,1,14,True,0\n"
      "Atlantis,2023-02-01,Financial,Allocation,2,2,0,14,True,0\n");
  ASSERT_EQ(read.loaded.size(), 1U);
  EXPECT_EQ(codes_of(read.loaded.front().problems),
            "date_unreadable 2:7 '2023-02-30' is no day\n"
            "value_unreadable 3:18 'Nuclear' is no aid type of Kiel's\n"
            "value_unreadable 3:33 'one' is no amount\n"
            "date_unreadable 3:39 'x' is no month number\n"
            "value_unreadable 3:26 'Gift' is no measure of Kiel's\n"
            "csv_row 4:1 the row has 3 fields, the header has 10\n"
            "csv_broken 5:42 a quote is opened and never closed\n");
  // The day that does not exist leaves the month; the unknown donor keeps its name.
  EXPECT_EQ(lines_of(read.loaded.front()),
            "kiel/rows/2/allocation allocation allocation 1 cur=EUR date=2023-02-01 by=month giver=JP receiver=UA "
            "aid=financial activity=line 2 how=own line\n"
            "kiel/rows/2/commitment commitment commitment 1 cur=EUR date=2023-02-01 by=month giver=JP receiver=UA "
            "aid=financial activity=line 2 how=own line\n"
            "kiel/rows/3/allocation other other null cur=EUR date=2023-02-01 giver=JP receiver=UA activity=line 3 "
            "how=own line item=1\n"
            "kiel/rows/3/commitment commitment commitment 1 cur=EUR date=2023-02-01 giver=JP receiver=UA activity=line "
            "3 how=own line\n"
            "kiel/rows/6/allocation allocation allocation 2 cur=EUR date=2023-02-01 giver=Atlantis receiver=UA "
            "aid=financial activity=line 6 how=own line\n");
}

TEST(Kiel, ColumnsOfThePublishersWorkbookAreKnownToo) {
  const std::string_view bytes =
      "donor,announcement_date,aid_type_general,measure,tot_sub_activity_value_EUR,tot_sub_activity_value_EUR_redistr,"
      "tot_activity_value_EUR,month,more\nJapan,2023-02-21,Financial,Allocation,5,5,0,14,x\n";
  const std::vector<NamedBytes> files{{"rows.csv", bytes, "", 0}};
  const SourcesRead read = read_sources(files);
  ASSERT_EQ(read.loaded.size(), 1U);
  EXPECT_EQ(read.loaded.front().records.size(), 1U);
}

TEST(Kiel, ARenamedColumnIsNamedWithItsCure) {
  const std::string_view bytes =
      "giver,dato,kategori,maal,verdi_eur,verdi_eur_redistr,verdi_eur_activty,maaned_nr\nJapan,,,,,,,\n";
  const std::vector<NamedBytes> files{{"rows.csv", bytes, "", 0}};
  const SourcesRead read = read_sources(files);
  EXPECT_TRUE(read.loaded.empty());
  ASSERT_EQ(read.problems.size(), 1U);
  EXPECT_EQ(to_string(read.problems.front()),
            "rows.csv:1: the file looks like Kiel's rows, but column verdi_eur_activity is missing; unknown: "
            "verdi_eur_activty; the file is left out; rename 'verdi_eur_activty' to 'verdi_eur_activity'");
}

TEST(Kiel, AFolderIsReadTogether) {
  const std::string rows =
      std::string(rows_header) + "Japan,2023-02-21,Financial,Allocation,5000000,5000000,5000000,14,True,0\n";
  const std::string_view months =
      "\"country\",\"iso\",\"year\",\"month\",\"total\",\"financial\",\"humanitarian\",\"military\",\"commitments\"\n"
      "\"Japan\",\"JPN\",2024,4,0.142911,0.142,0.000911,0,0.2\n\"Japan\",\"JPN\",2024,13,0,0,0,0,0\n"
      "\"Japan\",\"JPN\",2024,5,9,1,1,1,3\n";
  const std::string_view payments =
      "giver,er_eu_medlem,aar,maaned,verdi_eur_mrd\nEU Institutions,True,2022,5,0.0103984496856832261\n";
  const std::string_view summary =
      "land,er_eu_medlem,er_geografisk_europa,financial_allocation,humanitarian_allocation,military_allocation,"
      "total_allocation,financial_commitment,humanitarian_commitment,military_commitment,total_commitment\n"
      "Japan,False,False,0.005,0,0,0.005,0.006,0,0,0.006\n";
  const std::vector<NamedBytes> files{
      {"k/summary.csv", summary, "", 0},
      {"k/rows.csv", rows, "abc", 77},
      {"k/metadata.json", R"({"kildefil": "2026-04-22_x-Ukraine_Support_Tracker_Release_28.xlsx", "n": 3})", "", 0},
      {"k/payments.csv", payments, "", 0},
      {"m/months.csv", months, "", 0},
      {"m/info.csv", "release,period,date,label\n29,05/2024,2026-08-04,x\n", "", 0},
      {"notes.txt", "nothing", "", 0},
      {"empty.csv", "", "", 0},
  };
  const SourcesRead read = read_sources(files);
  ASSERT_EQ(read.loaded.size(), 3U);
  const LoadedFile& payment_load = read.loaded[0];
  const LoadedFile& row_load = read.loaded[1];
  const LoadedFile& month_load = read.loaded[2];
  EXPECT_EQ(row_load.dataset, "rows");
  EXPECT_EQ(row_load.release, "28");
  EXPECT_EQ(row_load.released->to_string(), "2026-04-22");
  EXPECT_EQ(row_load.released_how, "metadata.json: the workbook was downloaded on 2026-04-22, so it was out by then");
  EXPECT_EQ(row_load.sha256, "abc");
  EXPECT_EQ(row_load.bytes, 77U);
  EXPECT_EQ(to_string(row_load.coverage.period), "2022-01-24..2023-02-28");
  EXPECT_TRUE(row_load.coverage.complete_totals);
  EXPECT_FALSE(row_load.coverage.complete_flows);
  EXPECT_EQ(codes_of(row_load.problems),
            "summary_differs 2:35 Japan, financial commitments: the summary says EUR 6.000 million, the rows give "
            "5.000\n");
  EXPECT_EQ(lines_of(payment_load),
            "kiel/disbursements/2 payment disbursement 10398449.6856832261 cur=EUR date=2022-05-01 by=month giver=EU "
            "receiver=UA aid=financial instrument=budget_support\n");
  EXPECT_EQ(month_load.release, "29");
  EXPECT_EQ(month_load.released_how, "info.csv");
  EXPECT_EQ(to_string(month_load.coverage.period), "2022-01-24..2024-05-31");
  ASSERT_EQ(month_load.records.size(), 8U);
  EXPECT_EQ(line_of(month_load.records[0]),
            "kiel/donor-months/2/financial total allocation 142000000 cur=EUR date=2024-04-01 by=month giver=JP "
            "receiver=UA aid=financial");
  EXPECT_EQ(month_load.records[0].amount_half_unit, Decimal::from_integer(500));
  EXPECT_EQ(line_of(month_load.records[3]),
            "kiel/donor-months/2/commitments total commitment 200000000 cur=EUR date=2024-04-01 by=month giver=JP "
            "receiver=UA");
  EXPECT_EQ(codes_of(month_load.problems),
            "date_unreadable 3:20 '2024' and '13' are no year and month\n"
            "summary_differs 4:22 the total is EUR 9000000000, its three parts are 3000000000\n");
  std::string left_out;
  for (const LeftOutFile& file : read.left_out) left_out += file.file + ": " + file.reason + "\n";
  EXPECT_EQ(left_out,
            "k/metadata.json: names the release of the files beside it\n"
            "k/summary.csv: a summary, checked against the rows: 5 of 6 figures agree\n"
            "m/info.csv: names the release of the files beside it\n"
            "notes.txt: not a known source\n");
  EXPECT_EQ(codes_of(read.problems), "file_empty 0:0 the file is empty\n");
}

TEST(Kiel, OrderOfFilesDoesNotMatter) {
  const std::string rows = std::string(rows_header) + "Japan,2023-02-21,Financial,Allocation,5,5,5,14,True,0\n";
  std::vector<NamedBytes> files{
      {"k/rows.csv", rows, "", 0},
      {"k/a.json", R"({"x": "2026-04-22-Ukraine_Support_Tracker_Release_28.xlsx"})", "", 0},
      {"j/rows.csv", rows, "", 0},
  };
  std::string first;
  std::ranges::sort(files, {}, &NamedBytes::path);
  do {
    std::string all;
    for (const LoadedFile& load : read_sources(files).loaded) all += load.file + load.release + lines_of(load);
    if (first.empty()) first = all;
    EXPECT_EQ(all, first);
  } while (std::ranges::next_permutation(files, {}, &NamedBytes::path).found);
}

TEST(Kiel, TheFlagForTheReleaseDayGoesFirst) {
  const SourcesRead read =
      read_rows("Japan,2023-02-21,Financial,Allocation,5,5,5,14,True,0\n", {.released = Date::parse_iso("2026-05-05")});
  ASSERT_EQ(read.loaded.size(), 1U);
  EXPECT_EQ(read.loaded.front().released->to_string(), "2026-05-05");
  EXPECT_EQ(read.loaded.front().released_how, "--released");
}

// ---- against the collected data, where it stands beside the tree ----

struct SharedKiel {
  std::vector<std::string> bytes;
  std::vector<NamedBytes> files;
  SourcesRead read;
};

SharedKiel shared_kiel() {
  SharedKiel kiel;
  std::vector<std::filesystem::path> paths;
  for (const char* release : {"r28", "r29"}) {
    for (const auto& entry :
         std::filesystem::directory_iterator(shared_data(KEPT_SOURCE_DIR) / "flows/kiel" / release)) {
      paths.push_back(entry.path());
    }
  }
  kiel.bytes.reserve(paths.size());
  for (const auto& path : paths) {
    kiel.bytes.push_back(read_bytes(path));
    kiel.files.push_back({path.string(), kiel.bytes.back(), "", 0});
  }
  kiel.read = read_sources(kiel.files);
  return kiel;
}

const LoadedFile* find_load(const SourcesRead& read, std::string_view dataset) {
  const auto load = std::ranges::find(read.loaded, dataset, &LoadedFile::dataset);
  return load == read.loaded.end() ? nullptr : &*load;
}

// Millions of euro to three decimals.
std::string sum_of(const LoadedFile& load, Measure measure, std::string_view giver, std::string_view aid_type,
                   std::string_view until) {
  Decimal sum;
  for (const Record& record : load.records) {
    if (record.measure != measure || (!giver.empty() && record.giver != giver)) continue;
    if (!aid_type.empty() && record.aid_type != aid_type) continue;
    if (!until.empty() && (!record.date || record.date->to_string() > until)) continue;
    sum = sum + record.amount.value_or(Decimal{});
  }
  return (sum / Decimal::from_integer(1'000'000)).to_fixed(3);
}

TEST(SharedKiel, TotalsAreThoseOfThePublisher) {
  if (!std::filesystem::exists(shared_data(KEPT_SOURCE_DIR) / "flows")) GTEST_SKIP() << "skipped: no ../shared";
  const SharedKiel kiel = shared_kiel();
  ASSERT_EQ(kiel.read.loaded.size(), 4U);
  EXPECT_EQ(codes_of(kiel.read.problems), "");
  const LoadedFile& rows = *find_load(kiel.read, "rows");
  EXPECT_EQ(rows.problems.size(), 4U);
  for (const Problem& problem : rows.problems) EXPECT_EQ(problem.code, ProblemCode::summary_differs);
  const auto summary = std::ranges::find_if(
      kiel.read.left_out, [](const LeftOutFile& file) { return file.file.ends_with("/country_summary.csv"); });
  ASSERT_NE(summary, kiel.read.left_out.end());
  EXPECT_EQ(summary->reason, "a summary, checked against the rows: 248 of 252 figures agree");
  EXPECT_EQ(sum_of(rows, Measure::allocation, "", "", ""), "349933.076");
  EXPECT_EQ(rows.coverage.givers.size(), 44U);
  EXPECT_EQ(to_string(rows.coverage.period), "2022-01-24..2026-02-28");
}

TEST(SharedKiel, JapansTotalsAtTwoDays) {
  if (!std::filesystem::exists(shared_data(KEPT_SOURCE_DIR) / "flows")) GTEST_SKIP() << "skipped: no ../shared";
  const SharedKiel kiel = shared_kiel();
  const LoadedFile& rows = *find_load(kiel.read, "rows");
  struct Row {
    Measure measure;
    const char* aid_type;
    const char* first;
    const char* second;
  };
  const Row table[] = {
      {Measure::allocation, "", "9887.817", "11037.625"},
      {Measure::allocation, "financial", "8324.560", "9267.305"},
      {Measure::allocation, "humanitarian", "1500.137", "1707.200"},
      {Measure::allocation, "military", "63.119", "63.119"},
      {Measure::commitment, "", "14727.262", "18777.616"},
      {Measure::commitment, "financial", "12246.831", "16090.122"},
      {Measure::commitment, "humanitarian", "2417.312", "2624.374"},
      {Measure::commitment, "military", "63.119", "63.119"},
  };
  for (const Row& row : table) {
    EXPECT_EQ(sum_of(rows, row.measure, "JP", row.aid_type, "2025-03-05"), row.first) << row.aid_type;
    EXPECT_EQ(sum_of(rows, row.measure, "JP", row.aid_type, "2026-02-10"), row.second) << row.aid_type;
  }
  const LoadedFile& payments = *find_load(kiel.read, "disbursements");
  EXPECT_EQ(sum_of(payments, Measure::disbursement, "JP", "", "2025-02-28"), "7907.037");
  EXPECT_EQ(sum_of(payments, Measure::disbursement, "JP", "", "2026-02-28"), "8768.084");
  const LoadedFile& months = *find_load(kiel.read, "donor-months");
  EXPECT_EQ(sum_of(months, Measure::allocation, "JP", "", ""), "12148.127");
  EXPECT_EQ(sum_of(months, Measure::commitment, "JP", "", ""), "18777.613");
  EXPECT_EQ(sum_of(months, Measure::allocation, "", "", ""), "358399.501");
}

TEST(SharedKiel, RowOrderTiesAllocationsToCommitments) {
  if (!std::filesystem::exists(shared_data(KEPT_SOURCE_DIR) / "flows")) GTEST_SKIP() << "skipped: no ../shared";
  const SharedKiel kiel = shared_kiel();
  std::map<std::string, std::string> under;
  for (const Record& record : find_load(kiel.read, "rows")->records) {
    if (record.measure == Measure::allocation) under[record.position] = record.activity;
  }
  const std::string bytes = read_bytes(shared_data(KEPT_SOURCE_DIR) / "flows/kiel/r28/derived-japan-recovered.csv");
  CsvReader csv("derived-japan-recovered.csv", bytes);
  ASSERT_TRUE(csv.next());
  const std::size_t column = find_column(csv.fields(), "under_commitment_line").value_or(0);
  int tied = 0;
  while (csv.next()) {
    const auto& f = csv.fields();
    if (f[column].empty()) continue;
    EXPECT_EQ(under[fmt::format("line {}", f[0])], fmt::format("line {}", f[column])) << f[0];
    ++tied;
  }
  EXPECT_GT(tied, 15);
}

}  // namespace
}  // namespace kept
