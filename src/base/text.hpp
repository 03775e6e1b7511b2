// UTF-8 text. Bytes inside, code points in the JSON: the two kinds of offset are different types.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kept {

// An offset in bytes.
struct ByteOffset {
  std::uint32_t value = 0;
  friend auto operator<=>(const ByteOffset&, const ByteOffset&) = default;
};

// An offset in Unicode code points.
struct CodePointIndex {
  std::uint32_t value = 0;
  friend auto operator<=>(const CodePointIndex&, const CodePointIndex&) = default;
};

// Bytes from `begin` up to, not including, `end`.
struct Span {
  ByteOffset begin;
  ByteOffset end;
  [[nodiscard]] std::uint32_t size() const { return end.value - begin.value; }
  [[nodiscard]] bool overlaps(const Span& other) const { return begin < other.end && other.begin < end; }
  [[nodiscard]] bool contains(const Span& other) const { return begin <= other.begin && other.end <= end; }
  [[nodiscard]] std::string_view of(std::string_view text) const { return text.substr(begin.value, size()); }
  friend auto operator<=>(const Span&, const Span&) = default;
};

// The first byte that is not well-formed UTF-8 (Unicode 15, table 3-7), or nothing.
std::optional<ByteOffset> first_invalid_utf8(std::string_view text);

// The code point at `at` and its length in bytes; `text` is well-formed UTF-8 and `at` stands on a first byte.
struct CodePoint {
  char32_t value = 0;
  std::uint32_t bytes = 1;
};
CodePoint code_point_at(std::string_view text, ByteOffset at);

void append_utf8(std::string& out, char32_t code_point);

std::uint32_t count_code_points(std::string_view text);

// Lower case by simple mapping of Latin, Greek and Cyrillic letters; other characters unchanged. No locale.
std::string lower_case(std::string_view text);

// The beginning of foreign bytes for a message: at most `bytes_max`, cut between characters; what is no UTF-8 becomes
// U+FFFD.
std::string excerpt(std::string_view bytes, std::size_t bytes_max = 40);

std::string_view trim(std::string_view text);  // ASCII blanks of both ends
std::vector<std::string_view> split(std::string_view text, char separator);

// Byte offsets to code-point indices of one text, for many look-ups: O(text) to build, O(log n) + 64 bytes a look-up.
class CodePointMap {
 public:
  explicit CodePointMap(std::string_view text);
  [[nodiscard]] CodePointIndex index_of(ByteOffset at) const;
  [[nodiscard]] ByteOffset offset_of(CodePointIndex index) const;

 private:
  std::string_view text_;
  std::vector<std::uint32_t> before_block_;  // code points before each block of 64 bytes
};

}  // namespace kept
