// Workbooks in Office Open XML (.xlsx, ECMA-376): their sheets as rows of text cells.
//
// A cell's text is what the file stores: numbers to their last digit, dates (numbers under a date format) as
// YYYY-MM-DD, with T and the time where there is one, results of formulas as they were last computed. Merged cells have
// their text in the first cell alone. Sheets are held in memory; the limits bound it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "source/expand.hpp"

namespace kept {

struct WorkbookLimits {
  // Of all parts together, expanded; and of one byte in: sheets of numbers shrink to a tenth, empty ones to a fiftieth.
  ExpandLimits expand{.bytes_max = std::uint64_t{1} << 29U, .ratio_max = 200, .members_max = 10000};
  std::size_t cells_max = 20'000'000;  // of all sheets, empty ones before a row's last cell counted
  std::size_t depth_max = 64;          // of elements
};

struct SheetRow {
  std::uint32_t number = 0;  // as the program shows it, from 1
  std::vector<std::string_view> cells;
  std::vector<bool>
      typed;  // which of them the file stores as numbers or days; shorter than `cells` where the rest is text
};

struct Sheet {
  std::string name;
  std::vector<SheetRow> rows;  // those that have a cell with text
};

struct Workbook {
  std::vector<Sheet> sheets;      // in the order of the tabs
  std::optional<Date> saved;      // the day on which it was last saved, as it says itself
  std::deque<std::string> texts;  // what the cells are views of
  std::vector<Problem> problems;  // xml_broken: a sheet that is cut off keeps its rows before that
};

// Whether the bytes are a workbook: an office document with a part xl/workbook.xml.
bool is_workbook(std::string_view bytes);

// Problems: archive_broken, limit_reached, xml_broken (no list of sheets), xml_refused (a document type of its own).
Result<Workbook> read_workbook(std::string_view path, std::string_view bytes, const WorkbookLimits& limits = {});

}  // namespace kept
