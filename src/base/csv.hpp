// Comma-separated values by RFC 4180: quoted fields, doubled quotes, line breaks inside quotes, CR LF or LF, a BOM.
//
// A quote that is never closed, or is followed by something else than a separator, must not swallow the rows behind
// it: the line that opens it is reported and left out, and reading goes on with the next line. The same holds for a
// row with another number of fields than the header. Rows are views into the bytes given, which must outlive the
// reader; only fields with doubled quotes are copied.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"

namespace kept {

class CsvReader {
 public:
  // Problems beyond this number are counted, not kept.
  static constexpr std::size_t problems_max = 200;
  // A record longer than this is taken for an unclosed quote.
  static constexpr std::size_t record_bytes_max = std::size_t{1} << 20U;

  CsvReader(std::string file, std::string_view bytes, char separator = ',');

  // Moves to the next row; false at the end. Empty lines are passed over. The first row sets the width of the others.
  bool next();

  [[nodiscard]] const std::vector<std::string_view>& fields() const { return fields_; }
  [[nodiscard]] std::uint64_t line() const { return line_; }  // of the row's first byte, from 1
  // Where field `index` of the present row stands, for problems.
  [[nodiscard]] Place place(std::size_t index) const;
  [[nodiscard]] const std::string& file() const { return file_; }

  // csv_broken and csv_row of all rows so far, with one limit_reached where there were too many.
  [[nodiscard]] std::vector<Problem> take_problems();

 private:
  struct Fault {
    std::string what;
    std::size_t at = 0;
  };
  std::optional<Fault> read_record();
  std::optional<Fault> read_quoted(std::size_t opening);
  void skip_line();
  void report(ProblemCode code, const Fault& fault, std::string cure);
  [[nodiscard]] Place place_of(std::size_t at) const;

  std::string file_;
  std::string_view bytes_;
  char separator_;
  std::size_t at_ = 0;           // next byte to read
  std::uint64_t next_line_ = 1;  // the line that `at_` stands in
  std::size_t row_begin_ = 0;
  std::uint64_t line_ = 0;
  std::size_t width_ = 0;  // 0: no row read yet
  std::vector<std::string_view> fields_;
  std::vector<std::size_t> field_begin_;
  std::deque<std::string> unescaped_;
  std::vector<Problem> problems_;
  std::uint64_t problems_beyond_ = 0;
};

// The column with this name in a header row.
std::optional<std::size_t> find_column(const std::vector<std::string_view>& header, std::string_view name);

// The separator that cuts the first line into most fields: comma, semicolon or tab; comma where none does.
char detect_separator(std::string_view bytes);

// `bytes` without a UTF-8 byte order mark.
std::string_view without_bom(std::string_view bytes);

}  // namespace kept
