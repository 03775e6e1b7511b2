#include "source/table.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

#include "base/csv.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "source/mapping.hpp"
#include "source/workbook.hpp"

namespace kept {

bool SheetReader::next() {
  if (next_ >= sheet_->rows.size()) return false;
  const SheetRow& row = sheet_->rows[next_++];
  row_ = &row;
  line_ = row.number;
  const std::size_t width = header_read_ ? fields_.size() : row.cells.size();
  fields_ = row.cells;
  fields_.resize(width);
  header_read_ = true;
  return true;
}

bool SheetReader::is_typed(std::size_t index) const {
  return row_ != nullptr && index < row_->typed.size() && row_->typed[index];
}

Place SheetReader::place(std::size_t index) const {
  return {.file = file_, .line = line_, .column = index + 1, .byte = {}, .record = fmt::format("sheet '{}'", sheet())};
}

bool TableReader::next() {
  return std::visit([](auto& reader) { return reader.next(); }, reader_);
}
const std::vector<std::string_view>& TableReader::fields() const {
  return std::visit([](const auto& reader) -> const std::vector<std::string_view>& { return reader.fields(); },
                    reader_);
}
std::uint64_t TableReader::line() const {
  return std::visit([](const auto& reader) { return reader.line(); }, reader_);
}
Place TableReader::place(std::size_t index) const {
  return std::visit([index](const auto& reader) { return reader.place(index); }, reader_);
}
const std::string& TableReader::file() const {
  return std::visit([](const auto& reader) -> const std::string& { return reader.file(); }, reader_);
}

bool TableReader::is_typed(std::size_t index) const {
  const auto* sheet = std::get_if<SheetReader>(&reader_);
  return sheet != nullptr && sheet->is_typed(index);
}

std::string TableReader::position() const {
  if (const auto* sheet = std::get_if<SheetReader>(&reader_))
    return fmt::format("sheet '{}' row {}", sheet->sheet(), sheet->line());
  return fmt::format("line {}", line());
}

std::string TableReader::id_prefix() const {
  const auto* sheet = std::get_if<SheetReader>(&reader_);
  return sheet == nullptr ? std::string{} : sheet->sheet() + "/";
}

std::vector<Problem> TableReader::take_problems() {
  auto* csv = std::get_if<CsvReader>(&reader_);
  return csv == nullptr ? std::vector<Problem>{} : csv->take_problems();
}

std::string_view FieldRows::cell(std::string_view field) const {
  const auto column = match_.columns.find(field);
  return column == match_.columns.end() ? std::string_view{} : trim(table_.fields()[column->second]);
}

void FieldRows::report(ProblemCode code, std::string_view field, std::string what, std::string done, std::string cure) {
  const auto column = match_.columns.find(field);
  problems_.add({code, std::move(what), table_.place(column == match_.columns.end() ? 0 : column->second),
                 std::move(done), std::move(cure)});
}

std::optional<Decimal> FieldRows::number(std::string_view field) {
  const std::string_view text = cell(field);
  if (text.empty()) return std::nullopt;
  auto value = Decimal::parse(text, true);
  if (!value) {
    report(ProblemCode::value_unreadable, field, fmt::format("'{}' is no number", excerpt(text)), "it is left empty",
           "write numbers as 23417159.97 or 9.98e-05");
  }
  return value;
}

std::optional<int> FieldRows::year(std::string_view field) {
  const std::string_view text = cell(field);
  if (text.empty()) return std::nullopt;
  int year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  if (error == std::errc{} && end == text.data() + text.size() && year >= 1900 && year <= 2100) return year;
  report(ProblemCode::date_unreadable, field, fmt::format("'{}' is no year", excerpt(text)), "the record has no date",
         "write years as 2024");
  return std::nullopt;
}

std::optional<Date> FieldRows::day(std::string_view field, std::string_view format) {
  const std::string_view text = cell(field);
  if (text.empty()) return std::nullopt;
  // A sheet's dates have their own form whatever the source writes into CSV.
  const auto date = parse_mapped_date(text, format);
  if (date) return date->date;
  if (auto iso = Date::parse_iso(text.substr(0, 10)); iso && (text.size() == 10 || text[10] == 'T')) return iso;
  report(ProblemCode::date_unreadable, field, fmt::format("'{}' is no day", excerpt(text)), "the record has none",
         fmt::format("write days as {}", format));
  return std::nullopt;
}

std::string FieldRows::id_part() const { return fmt::format("{}{}", table_.id_prefix(), table_.line()); }

std::vector<Problem> FieldRows::take_problems() {
  std::vector<Problem> all = problems_.take(table_.file());
  auto rows = table_.take_problems();
  all.insert(all.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
  return all;
}

void add_note(std::vector<std::string>& notes, std::string_view name, std::string_view value) {
  if (!value.empty()) notes.push_back(fmt::format("{}: {}", name, value));
}

}  // namespace kept
