#include "report/cells.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "base/data_table.hpp"
#include "base/text.hpp"

namespace kept {
namespace {

struct WidthRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::size_t cells = 1;
};

std::vector<WidthRange> read_ranges() {
  std::vector<WidthRange> ranges;
  const auto rows = read_data_table("data/cell_width.tsv", {"first", "last", "cells"});
  if (!rows) return ranges;  // a broken table costs looks, no content; a test reads it
  const auto number = [](std::string_view text, auto& value, int base) {
    std::from_chars(text.data(), text.data() + text.size(), value, base);
  };
  for (const DataRow& row : *rows) {
    WidthRange& range = ranges.emplace_back();
    number(row.cells[0], range.first, 16);
    number(row.cells[1], range.last, 16);
    number(row.cells[2], range.cells, 10);
  }
  return ranges;
}

std::size_t width_of(char32_t character) {
  if (character < 0x300) return character == 0xAD ? 1 : std::size_t{character >= 0x20};
  static const std::vector<WidthRange> ranges = read_ranges();
  const auto found = std::ranges::lower_bound(ranges, std::uint32_t{character}, {}, &WidthRange::last);
  return found != ranges.end() && found->first <= character ? found->cells : 1;
}

bool is_blank(char32_t character) {
  return character == ' ' || (character >= 0x09 && character <= 0x0D) || character == 0x85 || character == 0xA0 ||
         character == 0x1680 || (character >= 0x2000 && character <= 0x200A) || character == 0x2028 ||
         character == 0x2029 || character == 0x202F || character == 0x205F || character == 0x3000;
}

bool obeyed_by_terminals(char32_t character) {
  return character < 0x20 || (character >= 0x7F && character < 0xA0) || (character >= 0x202A && character <= 0x202E) ||
         (character >= 0x2066 && character <= 0x2069) || character == 0x200E || character == 0x200F ||
         character == 0x061C;
}

// Pieces that stand on one line together: words, and single wide characters. `blank` says that a blank goes before.
struct Piece {
  std::string_view text;
  std::size_t cells = 0;
  bool blank = false;
};

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  bool blank = false;
  bool open = false;  // the last piece goes on
  for (std::uint32_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, {at});
    const std::size_t cells = width_of(point.value);
    if (point.value == ' ') {
      blank = true;
      open = false;
    } else if (open && cells < 2) {
      pieces.back().text = {pieces.back().text.data(), pieces.back().text.size() + point.bytes};
      pieces.back().cells += cells;
    } else {
      pieces.push_back({text.substr(at, point.bytes), cells, blank});
      blank = false;
      open = true;
    }
    at += point.bytes;
  }
  return pieces;
}

// Lines under construction.
class Lines {
 public:
  explicit Lines(const Wrapping& wrapping)
      : width_(std::max<std::size_t>(wrapping.width, 4)),
        indent_(std::min(wrapping.indent, width_ - 2)),
        used_(std::min(wrapping.first_indent, width_ - 2)) {
    text_.assign(used_, ' ');
  }

  void put(const Piece& piece) {
    const std::size_t before = piece.blank && !fresh_ ? 1 : 0;
    if (used_ + before + piece.cells <= width_) {
      text_.append(before, ' ');
      append(piece.text, before + piece.cells);
      return;
    }
    if (!fresh_) next();
    if (used_ + piece.cells <= width_) {
      append(piece.text, piece.cells);
    } else {
      break_up(piece.text);
    }
  }

  std::string finish() && { return fresh_ ? "\n" : std::move(text_) + '\n'; }

 private:
  void append(std::string_view text, std::size_t cells) {
    text_ += text;
    used_ += cells;
    fresh_ = false;
  }

  void next() {
    text_ += '\n';
    text_.append(indent_, ' ');
    used_ = indent_;
    fresh_ = true;
  }

  void break_up(std::string_view text) {
    for (std::uint32_t at = 0; at < text.size();) {
      const CodePoint point = code_point_at(text, {at});
      const std::size_t cells = width_of(point.value);
      if (used_ + cells > width_) next();
      append(text.substr(at, point.bytes), cells);
      at += point.bytes;
    }
  }

  std::size_t width_;
  std::size_t indent_;
  std::size_t used_;
  bool fresh_ = true;  // nothing but the indent stands on this line
  std::string text_;
};

}  // namespace

std::size_t cell_width(std::string_view text) {
  std::size_t cells = 0;
  for (std::uint32_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, {at});
    cells += width_of(point.value);
    at += point.bytes;
  }
  return cells;
}

std::string one_line(std::string_view text) {
  std::string line;
  bool blank = false;
  for (std::size_t begin = 0; begin < text.size();) {
    std::string_view rest = text.substr(begin);
    const std::optional<ByteOffset> broken = first_invalid_utf8(rest);
    if (broken) rest = rest.substr(0, broken->value);
    for (std::uint32_t at = 0; at < rest.size();) {
      const CodePoint point = code_point_at(rest, {at});
      at += point.bytes;
      if (is_blank(point.value)) {
        blank = true;
        continue;
      }
      if (blank && !line.empty()) line += ' ';
      blank = false;
      append_utf8(line, obeyed_by_terminals(point.value) ? U'\uFFFD' : point.value);
    }
    begin += rest.size();
    if (broken) {
      if (blank && !line.empty()) line += ' ';
      blank = false;
      append_utf8(line, U'\uFFFD');
      ++begin;
    }
  }
  return line;
}

std::string wrap(std::string_view text, const Wrapping& wrapping) {
  const std::string line = one_line(text);
  Lines lines(wrapping);
  for (const Piece& piece : pieces_of(line)) lines.put(piece);
  return std::move(lines).finish();
}

std::string pad_right(std::string_view text, std::size_t width) {
  std::string padded(text);
  const std::size_t cells = cell_width(text);
  if (cells < width) padded.append(width - cells, ' ');
  return padded;
}

}  // namespace kept
