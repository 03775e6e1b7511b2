#include "base/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "base/text.hpp"

namespace kept {

CsvReader::CsvReader(std::string file, std::string_view bytes, char separator)
    : file_(std::move(file)), bytes_(without_bom(bytes)), separator_(separator) {}

bool CsvReader::next() {
  while (at_ < bytes_.size()) {
    row_begin_ = at_;
    line_ = next_line_;
    if (const auto fault = read_record()) {
      report(ProblemCode::csv_broken, *fault, "close the quote, or double the quotes inside the field");
      at_ = row_begin_;
      next_line_ = line_;
      skip_line();
      continue;
    }
    if (fields_.size() == 1 && fields_.front().empty()) continue;
    if (width_ == 0) width_ = fields_.size();
    if (fields_.size() == width_) return true;
    report(ProblemCode::csv_row,
           {fmt::format("the row has {}{} fields, the header has {}", fields_.size() > width_ ? "at least " : "",
                        fields_.size(), width_),
            row_begin_},
           "quote fields that hold a separator, and give each row as many fields as the header has");
    // A row over several lines may be a stray quote that swallowed its neighbours: they are tried on their own.
    at_ = row_begin_;
    next_line_ = line_;
    skip_line();
  }
  return false;
}

// Reads one record from `at_`; stops early, and leaves `at_` anywhere, where it has more fields than the header.
std::optional<CsvReader::Fault> CsvReader::read_record() {
  fields_.clear();
  field_begin_.clear();
  unescaped_.clear();
  while (true) {
    field_begin_.push_back(at_);
    if (at_ < bytes_.size() && bytes_[at_] == '"') {
      if (auto fault = read_quoted(at_)) return fault;
    } else {
      const std::size_t begin = at_;
      while (at_ < bytes_.size() && bytes_[at_] != separator_ && bytes_[at_] != '\n' && bytes_[at_] != '\r') ++at_;
      fields_.push_back(bytes_.substr(begin, at_ - begin));
    }
    if (at_ >= bytes_.size()) return std::nullopt;
    if (bytes_[at_] == separator_) {
      ++at_;
      if (width_ != 0 && fields_.size() > width_) return std::nullopt;
      continue;
    }
    if (bytes_[at_] == '\r') ++at_;
    if (at_ < bytes_.size() && bytes_[at_] == '\n') ++at_;
    ++next_line_;
    return std::nullopt;
  }
}

// Reads a quoted field whose quote stands at `opening`, and leaves `at_` behind its closing quote.
std::optional<CsvReader::Fault> CsvReader::read_quoted(std::size_t opening) {
  const std::size_t begin = opening + 1;
  const std::size_t limit = std::min(bytes_.size(), row_begin_ + record_bytes_max);
  bool doubled = false;
  std::size_t at = begin;
  for (; at < limit; ++at) {
    if (bytes_[at] == '\n') ++next_line_;
    if (bytes_[at] != '"') continue;
    if (at + 1 < bytes_.size() && bytes_[at + 1] == '"') {
      doubled = true;
      ++at;
      continue;
    }
    break;
  }
  if (at >= limit) return Fault{"a quote is opened and never closed", opening};
  at_ = at + 1;
  if (at_ < bytes_.size() && bytes_[at_] != separator_ && bytes_[at_] != '\n' && bytes_[at_] != '\r') {
    return Fault{"a quoted field is followed by something else than a separator", opening};
  }
  std::string_view text = bytes_.substr(begin, at - begin);
  if (doubled) {
    std::string& copy = unescaped_.emplace_back();
    for (std::size_t i = 0; i < text.size(); ++i) {
      copy.push_back(text[i]);
      if (text[i] == '"') ++i;
    }
    text = copy;
  }
  fields_.push_back(text);
  return std::nullopt;
}

void CsvReader::skip_line() {
  while (at_ < bytes_.size() && bytes_[at_] != '\n' && bytes_[at_] != '\r') ++at_;
  if (at_ < bytes_.size() && bytes_[at_] == '\r') ++at_;
  if (at_ < bytes_.size() && bytes_[at_] == '\n') ++at_;
  ++next_line_;
}

Place CsvReader::place(std::size_t index) const { return place_of(field_begin_.at(index)); }

Place CsvReader::place_of(std::size_t at) const {
  const std::string_view before = bytes_.substr(row_begin_, at - row_begin_);
  const auto lines = static_cast<std::uint64_t>(std::ranges::count(before, '\n'));
  const std::size_t line_begin = lines == 0 ? 0 : before.rfind('\n') + 1;
  const std::uint64_t column = count_code_points(before.substr(line_begin)) + 1U;
  return {.file = file_, .line = line_ + lines, .column = column, .byte = {}, .record = {}};
}

void CsvReader::report(ProblemCode code, const Fault& fault, std::string cure) {
  if (problems_.size() >= problems_max) {
    ++problems_beyond_;
    return;
  }
  problems_.push_back({code, fault.what, place_of(fault.at), "the line is left out", std::move(cure)});
}

std::vector<Problem> CsvReader::take_problems() {
  if (problems_beyond_ > 0) {
    problems_.push_back({ProblemCode::limit_reached,
                         fmt::format("{} more lines of this file could not be read", problems_beyond_),
                         {.file = file_, .line = {}, .column = {}, .byte = {}, .record = {}},
                         "they are left out and not listed",
                         "mend the lines named before them first"});
    problems_beyond_ = 0;
  }
  return std::exchange(problems_, {});
}

std::optional<std::size_t> find_column(const std::vector<std::string_view>& header, std::string_view name) {
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (trim(header[i]) == name) return i;
  }
  return std::nullopt;
}

char detect_separator(std::string_view bytes) {
  const std::string_view line = bytes.substr(0, bytes.find('\n'));
  char best = ',';
  for (const char candidate : {';', '\t'}) {
    if (std::ranges::count(line, candidate) > std::ranges::count(line, best)) best = candidate;
  }
  return best;
}

std::string_view without_bom(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return bytes;
}

}  // namespace kept
