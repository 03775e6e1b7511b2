#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstddef>

#include <string>
#include <vector>

#include "source/readers.hpp"
#include "source/record.hpp"
#include "source/testing.hpp"

namespace kept {
namespace {

using namespace testing_source;

const std::vector<std::string> header{"ID",
                                      "Countries",
                                      "Announcement Date",
                                      "Type of Aid General",
                                      "Type of Aid Specific",
                                      "Explanation",
                                      "Original Currency",
                                      "Type of donation",
                                      "Monetary Value as Given by Source",
                                      "Total ",
                                      "Converted Value in EUR",
                                      "Allocated Total",
                                      "Allocated Total in EUR",
                                      "Allocated Total in EUR (redistributed)",
                                      "Month3",
                                      "Source of Aid 1",
                                      "Source of Aid 2"};

std::vector<std::vector<std::string>> rows() {
  return {{"JPF1", "Japan", "2023-02-21", "Financial", "Loan", "A loan", "USD", "Commitment", "500", "500", "460", "",
           "", "", "14", "https://a", "."},
          {"JPF1", "Japan", "until 04/21/2023", "Financial", "Loan", "Part of it", "USD", "Allocation", "400", "", "",
           "400", "370", "371.5", "0", "https://b", "https://c"},
          {"JPH2", "Japan", "unclear, 03/22", "Humanitarian ", "Weapons ", "Goods", "JPY", "Allocation", "Not given",
           ".", ".", "No value available", "", "", "0", ".", ""},
          {"JPH3", "Japan", "unclear", "Humanitarian", "Grant", "Money", "EUR", "Allocation", "5", "5", "5", "5", "5",
           "5", "0", "https://d", ""}};
}

constexpr const char* expected =
    "commitment 460 USD 500 2023-02-21 day loan JPF1 https://a\n"
    "allocation 371.5 USD 400 2023-04-01 month loan JPF1 https://b https://c\n"
    "allocation null  - 2022-03-01 month military JPH2 \n"
    "allocation 5 EUR 5 - day grant JPH3 https://d\n"
    "commitment 5 EUR 5 - day grant JPH3 https://d\n";

std::string summary(const LoadedFile& load) {
  std::string lines;
  for (const Record& record : load.records) {
    lines +=
        fmt::format("{} {} {} {} {} {} {} {} {}\n", record.kind, record.amount ? record.amount->to_string() : "null",
                    record.currency_original, record.amount_original ? record.amount_original->to_string() : "-",
                    record.date ? record.date->to_string() : "-", to_string(record.date_precision), record.instrument,
                    record.activity, record.link);
  }
  return lines;
}

TEST(KielWorkbook, ReadsTextsOriginalAmountsAndLinks) {
  std::string sheet = text_row(1, header);
  std::size_t number = 2;
  for (const auto& row : rows()) sheet += text_row(number++, row);
  const std::string book =
      workbook_of({{"ReadMe", text_row(2, {"Ukraine Support Tracker, 7th release (covering all of it)"})},
                   {"MAIN DATA", sheet},
                   {"Summary", text_row(4, {"Country", "EU member", "Financial commitments", "Humanitarian commitments",
                                            "Military commitments"}) +
                                   text_row(5, {"", "", "EUR billion", "EUR billion", "EUR billion"}) +
                                   text_row(6, {"Japan", "0", "0.00000046", "0.5", "0"})}});
  const SourcesRead read = read_one_file(book, "k/book.xlsx");
  ASSERT_EQ(read.loaded.size(), 1U);
  const LoadedFile& load = read.loaded[0];
  EXPECT_EQ(load.source + " " + load.dataset + " " + load.release, "kiel rows 7");
  EXPECT_EQ(summary(load), expected);
  EXPECT_EQ(load.records[1].position, "sheet 'MAIN DATA' row 3");
  EXPECT_EQ(load.records[1].text, "Part of it");
  EXPECT_EQ(load.records[1].amount_item->to_string(), "370");
  EXPECT_EQ(codes_of(load.problems),
            "date_unreadable 5:3 'unclear' names no day or month\n"
            "summary_differs 6:0 Japan, humanitarian commitments: the summary says EUR 500.000 million, the rows give "
            "0.000\n");
  ASSERT_EQ(read.left_out.size(), 1U);
}

TEST(KielWorkbook, ItsMainSheetMayBeSavedAsCsv) {
  std::string csv;
  const auto add = [&csv](const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) csv += (i == 0 ? "\"" : ",\"") + cells[i] + "\"";
    csv += "\n";
  };
  add(header);
  for (const auto& row : rows()) add(row);
  const SourcesRead read = read_one_file(csv, "k/main.csv");
  ASSERT_EQ(read.loaded.size(), 1U);
  EXPECT_EQ(read.loaded[0].dataset, "rows");
  EXPECT_EQ(summary(read.loaded[0]), expected);
}

}  // namespace
}  // namespace kept
