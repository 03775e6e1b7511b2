
#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "source/mapping.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"
#include "source/testing.hpp"

namespace kept {
namespace {

using namespace testing_source;

constexpr std::string_view mapping_text =
    "field\thow\tvalue\tas\n"
    "name\tsetting\tministry\t-\n"
    "date_format\tsetting\tDD.MM.YYYY\t-\n"
    "decimal\tsetting\tcomma\t-\n"
    "thousands\tsetting\tpoint\t-\n"
    "scale\tsetting\t1000000\t-\n"
    "released\tsetting\t2025-01-31\t-\n"
    "date\tcolumn\tPaid on\t-\n"
    "amount\tcolumn\tMillions\t-\n"
    "currency\tconstant\tEUR\t-\n"
    "giver\tconstant\tJapan\t-\n"
    "receiver\tcolumn\tTo\t-\n"
    "measure\tcolumn\tStatus\t-\n"
    "measure\tword\tpaid\tdisbursement\n"
    "text\tcolumn\tWhat\t-\n";

constexpr std::string_view table =
    "Paid on;Millions;To;Status;What\n"
    "31.12.2024;1.234,5;Ukraine;Paid;\"Generators; heaters\"\n"
    "30.02.2024;2;Atlantis;commitment;x\n"
    "01.01.2025;2.5.x;Ukraine;promised;y\n";

TEST(MappedCsv, ATableBecomesRecords) {
  const std::vector<NamedBytes> files{{"d/aid.csv", table, "", 0}, {"d/aid.map.tsv", mapping_text, "", 0}};
  const SourcesRead read = read_sources(files);
  ASSERT_EQ(read.loaded.size(), 1U) << codes_of(read.problems);
  const LoadedFile& load = read.loaded.front();
  EXPECT_EQ(load.source, "csv:ministry");
  EXPECT_EQ(load.dataset, "aid");
  EXPECT_EQ(load.released->to_string(), "2025-01-31");
  EXPECT_EQ(load.released_how, "aid.map.tsv");
  EXPECT_FALSE(load.coverage.complete_totals);
  EXPECT_EQ(lines_of(load),
            "csv:ministry/aid/2 transaction disbursement 1234500000 cur=EUR date=2024-12-31 giver=JP receiver=UA "
            "text=Generators; heaters\n"
            "csv:ministry/aid/3 transaction commitment 2000000 cur=EUR giver=JP receiver=Atlantis text=x\n"
            "csv:ministry/aid/4 transaction other null cur=EUR date=2025-01-01 giver=JP receiver=UA text=y\n");
  EXPECT_EQ(codes_of(load.problems),
            "date_unreadable 3:1 '30.02.2024' is no date of the form DD.MM.YYYY\n"
            "value_unreadable 4:12 '2.5.x' is no amount\n"
            "value_unreadable 4:26 'promised' is no measure of the mapping\n");
  ASSERT_EQ(read.left_out.size(), 1U);
  EXPECT_EQ(read.left_out.front().reason, "the mapping of a table");
}

// A number or a day by its type is read as such; text in the same columns as the mapping says.
TEST(MappedCsv, ASheetIsReadByAMapping) {
  const std::string head = text_row(2, {"Paid on", "Millions", "To", "Status", "What"});
  const std::string book = workbook_of(
      {{"Notes", text_row(1, {"nothing"})},
       {"Aid",
        text_row(1, {"Aid of the ministry"}) + head +
            R"(<row r="3"><c r="A3" s="1"><v>45657</v></c><c r="B3"><v>1234.5</v></c><c r="C3" t="str"><v>Ukraine</v></c>)"
            R"(<c r="D3" t="str"><v>paid</v></c></row>)" +
            text_row(4, {"01.01.2025", "1.234,5", "Ukraine", "paid", "x"})}});
  for (const char* setting : {"", "sheet\tsetting\tAid\t-\n"}) {
    const std::string mapping = std::string(mapping_text) + setting;
    const std::vector<NamedBytes> files{{"d/aid.xlsx", book, "", 0}, {"d/aid.map.tsv", mapping, "", 0}};
    const SourcesRead read = read_sources(files);
    ASSERT_EQ(read.loaded.size(), 1U) << codes_of(read.problems);
    EXPECT_EQ(
        lines_of(read.loaded[0]),
        "csv:ministry/aid/Aid/3 transaction disbursement 1234500000 cur=EUR date=2024-12-31 giver=JP receiver=UA\n"
        "csv:ministry/aid/Aid/4 transaction disbursement 1234500000 cur=EUR date=2025-01-01 giver=JP receiver=UA "
        "text=x\n");
    EXPECT_EQ(read.loaded[0].records[0].position, "sheet 'Aid' row 3");
  }
  const std::string mapping = std::string(mapping_text) + "sheet\tsetting\tMoney\t-\n";
  const std::vector<NamedBytes> files{{"d/aid.xlsx", book, "", 0}, {"d/aid.map.tsv", mapping, "", 0}};
  const SourcesRead read = read_sources(files);
  EXPECT_TRUE(read.loaded.empty());
  ASSERT_EQ(read.problems.size(), 1U);
  EXPECT_EQ(read.problems[0].what, "d/aid.xlsx has no sheet 'Money'");
  EXPECT_EQ(read.problems[0].cure, "its sheets are Notes, Aid");
}

TEST(MappedCsv, TheMappingOfAFlagIsForWhatNobodyKnows) {
  const NamedBytes mapping{"elsewhere/m.map.tsv", mapping_text, "", 0};
  const std::string_view kiel = "giver,aar,maaned,verdi_eur_mrd\nNorway,2024,4,0.001\n";
  const std::vector<NamedBytes> files{
      {"d/notes.txt", "Dear all, see below\n", "", 0}, {"d/other.csv", table, "", 0}, {"d/payments.csv", kiel, "", 0}};
  const SourcesRead read = read_sources(files, {.released = {}, .mapping = &mapping});
  ASSERT_EQ(read.loaded.size(), 2U);
  EXPECT_EQ(read.loaded[0].source, "csv:ministry");
  EXPECT_EQ(read.loaded[1].source, "kiel");
  ASSERT_EQ(read.left_out.size(), 1U);
  EXPECT_EQ(read.left_out[0].file, "d/notes.txt");
}

TEST(MappedCsv, AMappingWithoutItsTableIsSaid) {
  const std::vector<NamedBytes> files{{"d/aid.map.tsv", mapping_text, "", 0}, {"d/other.csv", table, "", 0}};
  const SourcesRead read = read_sources(files);
  EXPECT_TRUE(read.loaded.empty());
  ASSERT_EQ(read.left_out.size(), 2U);
  EXPECT_EQ(read.left_out[0].reason, "a mapping without its table: no CSV of that name beside it");
}

TEST(MappedCsv, WhatIsWrongInAMappingIsNamedWithItsLine) {
  struct Row {
    const char* line;  // added to a mapping that is right
    const char* problem;
  };
  const std::string right =
      "field\thow\tvalue\tas\ndate\tcolumn\tDay\t-\namount\tcolumn\tSum\t-\ncurrency\tconstant\tEUR\t-\n";
  const Row rows[] = {
      {"giver\tcolumn\tDonr\t-\n",
       "a.map.tsv:5: column 'Donr' is not in a.csv; the CSV is left out; perhaps 'Donor' is meant"},
      {"giver\tcolumn\tZebra\t-\n",
       "a.map.tsv:5: column 'Zebra' is not in a.csv; the CSV is left out; its columns are Day, Sum, Donor"},
      {"recever\tcolumn\tDay\t-\n",
       "a.map.tsv:5: 'recever' is no field of a record; the CSV is left out; perhaps 'receiver' is meant"},
      {"scal\tsetting\t6\t-\n", "a.map.tsv:5: 'scal' is no setting; the CSV is left out; perhaps 'scale' is meant"},
      {"scale\tsetting\tmillions\t-\n",
       "a.map.tsv:5: 'millions' is no value for scale; the CSV is left out; write the number that amounts are in, as "
       "1000000 "
       "for millions"},
      {"giver\tcol\tDay\t-\n",
       "a.map.tsv:5: 'col' does not say where giver comes from; the CSV is left out; write column, constant or "
       "setting; "
       "word for measure alone"},
      {"date\tcolumn\tDay\t-\n", "a.map.tsv:5: date is said twice; the CSV is left out; keep one of the two lines"},
      {"measure\tconstant\tgift\t-\n",
       "a.map.tsv:5: 'gift' is no measure; the CSV is left out; write commitment, disbursement or another of "
       "docs/mapping.md"},
      {"giver\tcolumn\n",
       "a.map.tsv:5: the row has 2 cells, not 4; the CSV is left out; give each row as many cells as line one, - for "
       "an "
       "empty one"},
  };
  for (const Row& row : rows) {
    const std::string mapping = right + row.line;
    const std::vector<NamedBytes> files{{"a.csv", "Day,Sum,Donor\n2024-05-01,1,x\n", "", 0},
                                        {"a.map.tsv", mapping, "", 0}};
    const SourcesRead read = read_sources(files);
    EXPECT_TRUE(read.loaded.empty()) << row.line;
    ASSERT_EQ(read.problems.size(), 1U) << row.line;
    EXPECT_EQ(to_string(read.problems.front()), row.problem);
  }
  const auto missing = read_mapping("m.tsv", "field\thow\tvalue\tas\ndate\tcolumn\tDay\t-\n");
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.problem().what, "the mapping does not say where amount comes from");
  EXPECT_FALSE(read_mapping("m.tsv", "field\thow\tvalue\tas\n\xFF\tcolumn\tDay\t-\n").ok());
}

TEST(MappedCsv, DatesAsTheFormatSays) {
  struct Row {
    const char* text;
    const char* format;
    const char* expected;
  };
  const Row rows[] = {
      {"2024-05-01", "YYYY-MM-DD", "2024-05-01 day"},
      {"5/1/2024", "M/D/YYYY", "2024-05-01 day"},
      {"15/11/2024", "D/M/YYYY", "2024-11-15 day"},
      {"2024-05", "YYYY-MM", "2024-05-01 month"},
      {"2024", "YYYY", "2024-01-01 year"},
      {"20240501", "YYYYMMDD", "2024-05-01 day"},
      {"2024-05-01x", "YYYY-MM-DD", ""},
      {"2024-5-1", "YYYY-MM-DD", ""},
      {"2023-02-29", "YYYY-MM-DD", ""},
      {"", "YYYY", ""},
  };
  for (const Row& row : rows) {
    const auto date = parse_mapped_date(row.text, row.format);
    EXPECT_EQ(date ? fmt::format("{} {}", date->date.to_string(), to_string(date->precision)) : "", row.expected)
        << row.text;
  }
}

TEST(MappedCsv, NumbersAsTheMappingSays) {
  Mapping comma;
  comma.decimal_point = ',';
  comma.thousands = ".";
  Mapping plain;
  plain.scale = Decimal::parse("1000000").value();
  const auto text = [](const std::optional<Decimal>& value) { return value ? value->to_string() : "none"; };
  EXPECT_EQ(text(parse_mapped_amount("1.234,50", comma)), "1234.5");
  EXPECT_EQ(text(parse_mapped_amount("-3,5", comma)), "-3.5");
  EXPECT_EQ(text(parse_mapped_amount("0.000001", plain)), "1");
  EXPECT_EQ(text(parse_mapped_amount("1,5", plain)), "none");
  comma.thousands = "";
  EXPECT_EQ(text(parse_mapped_amount("1.234", comma)), "none");
}

}  // namespace
}  // namespace kept
