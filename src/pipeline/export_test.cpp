#include "pipeline/export.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <ios>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "ledger/ledger.hpp"
#include "rate/rates.hpp"
#include "source/record.hpp"
#include "source/workbook.hpp"

namespace kept {
namespace {

Date day(std::string_view text) { return Date::parse_iso(text).value(); }

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class Export : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(testing::TempDir()) / ("kept-export-" + std::to_string(::getpid()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    auto ledger = Ledger::open(path("l.duckdb"), LedgerMode::read_write);
    ASSERT_TRUE(ledger.ok());
    LoadedFile file;
    file.source = "test";
    file.dataset = "rows";
    file.file = "rows.csv";
    file.sha256 = "a";
    for (const char* date : {"2024-02-27", "2025-03-01"}) {
      Record record;
      record.id = std::string("test/") + date;
      record.kind = "commitment";
      record.measure = Measure::commitment;
      record.date = day(date);
      record.amount = Decimal::parse("8800000000.123456789012");
      record.currency = "JPY";
      record.giver = "JP";
      record.text = "one, \"two\"\nthree";
      file.records.push_back(record);
    }
    file.records.back().date.reset();
    Fact fact;
    fact.id = "test/fact";
    fact.kind = "refugees";
    fact.date = day("2024-01-01");
    fact.date_precision = DatePrecision::year;
    fact.value = Decimal::from_integer(2058);
    fact.unit = "people";
    file.facts.push_back(fact);
    ASSERT_TRUE(ledger->load(file, day("2026-05-01")).ok());
    auto rates = read_rate_file("ecb.csv", "Date,USD,JPY,\n2024-02-28,1.1,163,\n2024-02-27,1.2,162,\n");
    ASSERT_TRUE(rates.ok());
    rates->sha256 = "b";
    ASSERT_TRUE(ledger->load_rates(*rates, day("2026-05-01")).ok());
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }
  [[nodiscard]] ExportOptions options() const {
    return {.ledger = path("l.duckdb"), .as_of = std::nullopt, .on = day("2026-05-02")};
  }
  // What is there beside the ledger.
  [[nodiscard]] std::vector<std::string> files() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_)) {
      const std::string name = std::filesystem::relative(entry.path(), folder_).string();
      if (entry.is_regular_file() && name != "l.duckdb") names.push_back(name);
    }
    std::ranges::sort(names);
    return names;
  }

  std::filesystem::path folder_;
};

TEST_F(Export, ParquetIsBySourceAndYear) {
  const auto rows = export_parquet(path("out"), options());
  ASSERT_TRUE(rows.ok()) << to_string(rows.problem());
  EXPECT_EQ(*rows, 3U);
  EXPECT_EQ(files(),
            (std::vector<std::string>{"out/budget_rate.parquet", "out/fact/source=test/year=2024/data_0.parquet",
                                      "out/load.parquet", "out/problem.parquet", "out/rate.parquet",
                                      "out/rate_series.parquet", "out/record/source=test/year=2024/data_0.parquet",
                                      "out/record/source=test/year=unknown/data_0.parquet"}));
  EXPECT_TRUE(bytes_of(folder_ / "out/rate.parquet").starts_with("PAR1"));
  // A folder with files is left alone.
  EXPECT_EQ(export_parquet(path("out"), options()).problem().code, ProblemCode::usage);
  EXPECT_EQ(export_parquet(path("none/out"), options()).problem().code, ProblemCode::file_missing);
}

TEST_F(Export, TwiceIsTheSame) {
  ASSERT_TRUE(export_csv(path("a.csv"), options()).ok());
  ASSERT_TRUE(export_csv(path("b.csv"), options()).ok());
  EXPECT_EQ(bytes_of(folder_ / "a.csv"), bytes_of(folder_ / "b.csv"));
  ASSERT_TRUE(export_workbook(path("a.xlsx"), options()).ok());
  ASSERT_TRUE(export_workbook(path("b.xlsx"), options()).ok());
  EXPECT_EQ(bytes_of(folder_ / "a.xlsx"), bytes_of(folder_ / "b.xlsx"));
  EXPECT_EQ(files(), (std::vector<std::string>{"a.csv", "a.xlsx", "b.csv", "b.xlsx"}));
}

TEST_F(Export, CsvHasEveryDigitAndEveryCharacter) {
  const auto rows = export_csv(path("a.csv"), options());
  ASSERT_TRUE(rows.ok());
  EXPECT_EQ(*rows, 2U);
  const std::string csv = bytes_of(folder_ / "a.csv");
  EXPECT_TRUE(csv.starts_with("id,source,dataset,release,kind,measure,date,"));
  EXPECT_NE(csv.find("8800000000.123456789012"), std::string::npos);
  EXPECT_NE(csv.find("\"one, \"\"two\"\"\nthree\""), std::string::npos);
}

// Read back by our own reader of workbooks.
TEST_F(Export, AWorkbookIsTyped) {
  ASSERT_TRUE(export_workbook(path("a.xlsx"), options()).ok());
  const std::string bytes = bytes_of(folder_ / "a.xlsx");
  const auto book = read_workbook("a.xlsx", bytes);
  ASSERT_TRUE(book.ok()) << to_string(book.problem());
  std::string names;
  for (const Sheet& sheet : book->sheets) names += sheet.name + " ";
  EXPECT_EQ(names, "Records Facts Rates Sources Method ");
  const Sheet& records = book->sheets[0];
  ASSERT_EQ(records.rows.size(), 3U);
  const auto cell = [&records](std::size_t row, std::string_view column) {
    const auto& header = records.rows[0].cells;
    const auto at = static_cast<std::size_t>(std::ranges::find(header, column) - header.begin());
    const SheetRow& cells = records.rows[row];
    const bool typed = at < cells.typed.size() && cells.typed[at];
    return (typed ? "# " : "") + std::string(at < cells.cells.size() ? cells.cells[at] : "");
  };
  EXPECT_EQ(cell(1, "date"), "# 2024-02-27");
  EXPECT_EQ(cell(1, "amount"), "# 8800000000.123457");
  EXPECT_EQ(cell(1, "amount as published"), "8800000000.123456789012");
  EXPECT_EQ(cell(1, "text"), "one, \"two\"\nthree");
  EXPECT_EQ(cell(2, "date"), "");
  const Sheet& rates = book->sheets[2];
  ASSERT_EQ(rates.rows.size(), 3U);
  EXPECT_EQ(rates.rows[1].cells[5], "162.5");
}

TEST_F(Export, NothingIsLeftWhereALedgerIsNone) {
  ExportOptions wrong = options();
  wrong.ledger = path("none.duckdb");
  EXPECT_EQ(export_csv(path("a.csv"), wrong).problem().code, ProblemCode::file_missing);
  EXPECT_EQ(export_workbook(path("a.xlsx"), wrong).problem().code, ProblemCode::file_missing);
  EXPECT_TRUE(files().empty());
}

}  // namespace
}  // namespace kept
