// Rows of text cells, of a CSV file or of a workbook's sheet alike, and their cells by the fields of a contract.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/csv.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "source/contract.hpp"
#include "source/problem_list.hpp"
#include "source/record.hpp"
#include "source/workbook.hpp"

namespace kept {

// A sheet's rows from the header on. A row has as many cells as the header; what stands beyond it is no part of the
// table. Rows without text are passed over.
class SheetReader {
 public:
  SheetReader(std::string file, const Sheet& sheet, std::size_t header_row)
      : file_(std::move(file)), sheet_(&sheet), next_(header_row) {}
  bool next();
  [[nodiscard]] const std::vector<std::string_view>& fields() const { return fields_; }
  [[nodiscard]] std::uint64_t line() const { return line_; }  // the row's number
  [[nodiscard]] Place place(std::size_t index) const;
  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] const std::string& sheet() const { return sheet_->name; }
  // Whether the file stores the cell as a number or a day, whatever it looks like.
  [[nodiscard]] bool is_typed(std::size_t index) const;

 private:
  std::string file_;
  const Sheet* sheet_;
  std::size_t next_;
  const SheetRow* row_ = nullptr;
  std::uint64_t line_ = 0;
  std::vector<std::string_view> fields_;
  bool header_read_ = false;
};

class TableReader {
 public:
  explicit TableReader(CsvReader csv) : reader_(std::move(csv)) {}
  explicit TableReader(SheetReader sheet) : reader_(std::move(sheet)) {}

  bool next();
  [[nodiscard]] const std::vector<std::string_view>& fields() const;
  [[nodiscard]] std::uint64_t line() const;
  [[nodiscard]] Place place(std::size_t index) const;
  [[nodiscard]] const std::string& file() const;
  // Whether the cell is a number or a day by its type: of a CSV none is.
  [[nodiscard]] bool is_typed(std::size_t index) const;
  // "line 12", or "sheet 'Loans' row 12".
  [[nodiscard]] std::string position() const;
  // "" or "SHEET/": what goes before the line in an id, so that two sheets of a workbook do not share ids.
  [[nodiscard]] std::string id_prefix() const;
  // Of a CSV's rows: csv_broken, csv_row.
  [[nodiscard]] std::vector<Problem> take_problems();

 private:
  std::variant<CsvReader, SheetReader> reader_;
};

// The rows behind a header, their cells by field. Problems are collected for the load.
class FieldRows {
 public:
  // `table` stands on its header row.
  FieldRows(TableReader table, MatchedTable match) : table_(std::move(table)), match_(std::move(match)) {}

  bool next() { return table_.next(); }
  [[nodiscard]] bool has(std::string_view field) const { return match_.columns.contains(field); }
  // Trimmed; "" where the table lacks the field.
  [[nodiscard]] std::string_view cell(std::string_view field) const;
  // Empty where the cell is; value_unreadable where it holds something else than a number. Exponents are read.
  std::optional<Decimal> number(std::string_view field);
  // A year from 1900 to 2100; date_unreadable where the cell holds something else.
  std::optional<int> year(std::string_view field);
  // A day as `format` says (source/mapping.hpp); date_unreadable where the cell holds something else.
  std::optional<Date> day(std::string_view field, std::string_view format = "YYYY-MM-DD");
  void report(ProblemCode code, std::string_view field, std::string what, std::string done, std::string cure);

  [[nodiscard]] std::uint64_t line() const { return table_.line(); }
  [[nodiscard]] std::string position() const { return table_.position(); }
  [[nodiscard]] std::string id_part() const;  // of the row, within its dataset
  [[nodiscard]] const std::string& file() const { return table_.file(); }
  [[nodiscard]] const MatchedTable& match() const { return match_; }
  // Everything that was wrong with the rows so far.
  std::vector<Problem> take_problems();

 private:
  TableReader table_;
  MatchedTable match_;
  ProblemList problems_;
};

// "NAME: VALUE" for a record's notes, where there is a value.
void add_note(std::vector<std::string>& notes, std::string_view name, std::string_view value);

}  // namespace kept
