#include "source/workbook.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "source/expand.hpp"
#include "source/testing.hpp"

namespace kept {
namespace {

using namespace testing_source;

std::string cells_of(const Workbook& book) {
  std::string text;
  for (const Sheet& sheet : book.sheets) {
    text += sheet.name + ":";
    for (const SheetRow& row : sheet.rows) {
      text += " " + std::to_string(row.number) + "(";
      for (std::size_t i = 0; i < row.cells.size(); ++i) text += (i == 0 ? "" : "|") + std::string(row.cells[i]);
      text += ")";
    }
    text += "\n";
  }
  return text;
}

std::string read_cells(const std::string& rows, const std::string& shared = "", const std::string& properties = "") {
  const auto book = read_workbook("b.xlsx", workbook_of({{"S", rows}}, shared, properties));
  EXPECT_TRUE(book.ok()) << to_string(book.problem());
  return book.ok() ? cells_of(*book) : "";
}

TEST(Workbook, ReadsEveryKindOfCell) {
  EXPECT_EQ(
      read_cells(R"(<row r="2"><c r="A2" t="s"><v>1</v></c><c r="C2"><v>8799.9999999999982</v></c></row>)"
                 R"(<row r="5"><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="str"><f>A1</f><v>x y</v></c></row>)",
                 "<si><t>no</t></si><si><r><t>a </t></r><r><t>b</t></r><rPh><t>reading aid</t></rPh></si>"),
      "S: 2(a b||8799.9999999999982) 5(TRUE|#N/A|x y)\n");
}

TEST(Workbook, ReadsDays) {
  EXPECT_EQ(read_cells(R"(<row r="1"><c s="1"><v>44621</v></c><c><v>44621</v></c><c s="1"><v>45344.75</v></c>)"
                       R"(<c s="1"><v>1</v></c><c s="1"><v>-3</v></c></row>)"),
            "S: 1(2022-03-01|44621|2024-02-22T18:00:00|1900-01-01|-3)\n");
  EXPECT_EQ(read_cells(R"(<row r="1"><c s="1"><v>0</v></c></row>)", "", R"(<workbookPr date1904="1"/>)"),
            "S: 1(1904-01-01)\n");
}

TEST(Workbook, DecodesEscapedCharacters) {
  EXPECT_EQ(read_cells(text_row(1, {"a_x000D_b", "_x005F_x", "_xZZ_", "a&amp;b"})), "S: 1(a\rb|_x|_xZZ_|a&b)\n");
}

TEST(Workbook, KeepsTheRowsBeforeAFault) {
  const auto book = read_workbook(
      "b.xlsx",
      workbook_of({{"S", text_row(1, {"a"}) + text_row(2, {"b"}) + "<row><c>&bad;"}, {"T", text_row(1, {"c"})}}));
  ASSERT_TRUE(book.ok());
  EXPECT_EQ(cells_of(*book), "S: 1(a) 2(b)\nT: 1(c)\n");
  ASSERT_EQ(book->problems.size(), 1U);
  EXPECT_EQ(book->problems[0].code, ProblemCode::xml_broken);
  EXPECT_EQ(book->problems[0].where.file, "b.xlsx/xl/worksheets/sheet1.xml");
}

TEST(Workbook, RefusesADocumentType) {
  const std::string bytes =
      zip_of({{"[Content_Types].xml", "<Types/>"},
              {"xl/workbook.xml", "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\">]><workbook>&a;</workbook>"}});
  ASSERT_TRUE(is_workbook(bytes));
  const auto book = read_workbook("b.xlsx", bytes);
  ASSERT_FALSE(book.ok());
  EXPECT_EQ(book.problem().code, ProblemCode::xml_refused);
}

TEST(Workbook, StopsAtItsLimits) {
  WorkbookLimits limits;
  limits.cells_max = 10;
  // One cell far to the right costs all those before it.
  auto book = read_workbook("b.xlsx",
                            workbook_of({{"S", R"(<row r="1"><c r="A1"><v>1</v></c></row>)"
                                               R"(<row r="2"><c r="XFD2"><v>1</v></c></row>)"}}),
                            limits);
  ASSERT_TRUE(book.ok());
  EXPECT_EQ(cells_of(*book), "S: 1(1)\n");
  ASSERT_EQ(book->problems.size(), 1U);
  EXPECT_EQ(book->problems[0].code, ProblemCode::limit_reached);

  limits = {};
  limits.expand.bytes_max = 100;
  EXPECT_EQ(read_workbook("b.xlsx", workbook_of({{"S", text_row(1, {"a"})}}), limits).problem().code,
            ProblemCode::limit_reached);

  limits = {};
  limits.depth_max = 3;
  book = read_workbook("b.xlsx", workbook_of({{"S", text_row(1, {"a"})}}), limits);
  ASSERT_FALSE(book.ok() && book->problems.empty());

  // A bomb: a sheet of blanks that shrinks to a thousandth.
  const std::string bomb = workbook_of({{"S", std::string(std::size_t{60} << 20U, ' ')}});
  EXPECT_EQ(read_workbook("b.xlsx", bomb).problem().code, ProblemCode::limit_reached);
}

TEST(Workbook, IsToldFromOtherOfficeDocuments) {
  EXPECT_FALSE(is_workbook(zip_of({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "<d/>"}})));
  EXPECT_TRUE(is_office_document(zip_of({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "<d/>"}})));
  EXPECT_FALSE(is_office_document(zip_of({{"data.csv", "a,b\n"}})));
  EXPECT_EQ(read_workbook("b.xlsx", "PK\x03\x04 cut off").problem().code, ProblemCode::archive_broken);
}

}  // namespace
}  // namespace kept
