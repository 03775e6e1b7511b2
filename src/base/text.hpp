// UTF-8 text. Bytes inside, code points in the JSON: the two kinds of offset are different types.
#pragma once

#include <compare>
#include <cstddef>
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
inline CodePoint code_point_at(std::string_view text, ByteOffset at) {
  const auto byte = [text, at](std::size_t k) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[at.value + k]));
  };
  const char32_t first = byte(0);
  if (first < 0x80) return {first, 1};
  const auto low = [&](std::size_t k) { return byte(k) & 0x3FU; };
  if (first < 0xE0) return {((first & 0x1FU) << 6U) | low(1), 2};
  if (first < 0xF0) return {((first & 0x0FU) << 12U) | (low(1) << 6U) | low(2), 3};
  return {((first & 0x07U) << 18U) | (low(1) << 12U) | (low(2) << 6U) | low(3), 4};
}

inline void append_utf8(std::string& out, char32_t code_point) {
  const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0U | (code_point >> 6U));
    put(0x80U | (code_point & 0x3FU));
  } else if (code_point < 0x10000) {
    put(0xE0U | (code_point >> 12U));
    put(0x80U | ((code_point >> 6U) & 0x3FU));
    put(0x80U | (code_point & 0x3FU));
  } else {
    put(0xF0U | (code_point >> 18U));
    put(0x80U | ((code_point >> 12U) & 0x3FU));
    put(0x80U | ((code_point >> 6U) & 0x3FU));
    put(0x80U | (code_point & 0x3FU));
  }
}

std::uint32_t count_code_points(std::string_view text);

// Lower case by simple mapping of Latin, Greek and Cyrillic letters; other characters unchanged. No locale.
constexpr char32_t lower_case(char32_t c) {
  if (c < 0x80) return c >= U'A' && c <= U'Z' ? c + 32 : c;
  if (c >= 0x400 && c <= 0x4FF) {  // Cyrillic
    if (c < 0x410) return c + 80;
    if (c < 0x430) return c + 32;
    return c == 0x490 ? 0x491 : c;  // Ghe with upturn
  }
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;                  // Latin-1
  if (c >= 0x100 && c <= 0x137 && c % 2 == 0 && c != 0x130) return c + 1;  // Latin Extended-A
  if (c >= 0x139 && c <= 0x148 && c % 2 == 1) return c + 1;
  if (c >= 0x14A && c <= 0x177 && c % 2 == 0) return c + 1;
  if (c == 0x178) return 0xFF;
  if (c == 0x179 || c == 0x17B || c == 0x17D) return c + 1;
  if (c >= 0x391 && c <= 0x3A9 && c != 0x3A2) return c + 32;  // Greek
  if (c >= 0xFF21 && c <= 0xFF3A) return c + 32;              // fullwidth Latin
  return c;
}
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
