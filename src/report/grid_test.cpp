#include <gtest/gtest.h>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "report/cells.hpp"
#include "report/grid.hpp"

namespace kept {
namespace {

TEST(Grid, NumbersStandToTheRight) {
  const Grid grid{.columns = {"source", "records"}, .rows = {{"ecb", "9"}, {"kiel", "1200"}, {"x", std::nullopt}}};
  EXPECT_EQ(grid_table(grid, false),
            "source  records\n"
            "ecb           9\n"
            "kiel       1200\n"
            "x\n");
}

TEST(Grid, WideCellsAreWrappedAndNothingIsCut) {
  std::string words;
  for (int i = 0; i < 60; ++i) words += "word" + std::to_string(i) + " ";
  const Grid grid{.columns = {"where", "what"}, .rows = {{"a.csv:12", words}, {std::string(200, 'x'), "long word"}}};
  const std::string table = grid_table(grid, false);
  for (const std::string_view line : split(table, '\n')) {
    EXPECT_LE(cell_width(line), 80U) << line;
    EXPECT_FALSE(line.ends_with(' '));
  }
  for (int i = 0; i < 60; ++i) EXPECT_NE(table.find("word" + std::to_string(i)), std::string::npos) << i;
  EXPECT_EQ(std::count(table.begin(), table.end(), 'x'), 200);
}

TEST(Grid, DatesAndNamesStayWholeBesideLongText) {
  const Grid grid{.columns = {"day", "measure", "text"},
                  .rows = {{"2025-12-19", "commitment", std::string(30, 'a') + " " + std::string(90, 'b')}}};
  const std::string table = grid_table(grid, false);
  EXPECT_NE(table.find("2025-12-19  commitment  aaa"), std::string::npos) << table;
  for (const std::string_view line : split(table, '\n')) EXPECT_LE(cell_width(line), 80U) << line;
}

TEST(Grid, ManyColumnsKeepTheirWidth) {
  Grid grid;
  grid.rows.emplace_back();
  for (int i = 0; i < 12; ++i) {
    grid.columns.push_back("c" + std::to_string(i));
    grid.rows.front().emplace_back("a longer text");
  }
  const std::string table = grid_table(grid, false);
  EXPECT_EQ(table.find("a longer"), table.find('\n') + 1);
}

TEST(Grid, ControlCharactersDoNotReachTheTerminal) {
  const Grid grid{.columns = {"a"}, .rows = {{"x\x1b[31m\ny"}}};
  EXPECT_EQ(grid_table(grid, false).find('\x1b'), std::string::npos);
}

TEST(Grid, CsvTellsEmptyFromAbsent) {
  const Grid grid{.columns = {"a", "b,c"}, .rows = {{"", std::nullopt}, {"say \"x\"", "two\nlines"}}};
  EXPECT_EQ(grid_csv(grid), "a,\"b,c\"\n\"\",\n\"say \"\"x\"\"\",\"two\nlines\"\n");
}

TEST(Grid, JsonKeepsColumnsOfOneName) {
  const Grid grid{.columns = {"n", "n", "m"}, .rows = {{"1", "2", std::nullopt}}};
  const auto list = nlohmann::json::parse(grid_json(grid));
  EXPECT_EQ(list, nlohmann::json::parse(R"([{"n": "1", "n_2": "2", "m": null}])"));
  EXPECT_EQ(grid_json(Grid{.columns = {"a"}, .rows = {}}), "[]\n");
}

}  // namespace
}  // namespace kept
