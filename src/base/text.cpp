#include "base/text.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kept {
namespace {

constexpr std::size_t block_bytes = 64;

unsigned char byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }
bool is_continuation(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

// The length of the well-formed sequence at `at`, or 0 (Unicode 15, table 3-7).
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const unsigned char first = byte_at(text, at);
  if (first < 0x80) return 1;
  std::size_t length = 0;
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
  if (first >= 0xC2 && first <= 0xDF) {
    length = 2;
  } else if (first >= 0xE0 && first <= 0xEF) {
    length = 3;
    if (first == 0xE0) low = 0xA0;   // overlong
    if (first == 0xED) high = 0x9F;  // surrogates
  } else if (first >= 0xF0 && first <= 0xF4) {
    length = 4;
    if (first == 0xF0) low = 0x90;   // overlong
    if (first == 0xF4) high = 0x8F;  // above U+10FFFF
  } else {
    return 0;
  }
  if (at + length > text.size()) return 0;
  if (byte_at(text, at + 1) < low || byte_at(text, at + 1) > high) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (!is_continuation(byte_at(text, at + i))) return 0;
  }
  return length;
}

}  // namespace

std::optional<ByteOffset> first_invalid_utf8(std::string_view text) {
  constexpr std::uint64_t high_bits = 0x8080808080808080U;
  for (std::size_t at = 0; at < text.size();) {
    // ASCII eight bytes at a time: most text is that.
    for (std::uint64_t eight = 0; at + sizeof eight <= text.size(); at += sizeof eight) {
      std::memcpy(&eight, text.data() + at, sizeof eight);
      if ((eight & high_bits) != 0) break;
    }
    // Then, up to the next long run of ASCII, character by character.
    for (std::uint32_t ascii = 0; at < text.size() && ascii < sizeof(std::uint64_t);) {
      const unsigned char first = byte_at(text, at);
      if (first < 0x80) {
        ++at;
        ++ascii;
        continue;
      }
      ascii = 0;
      const bool two = first >= 0xC2 && first <= 0xDF && at + 1 < text.size() && is_continuation(byte_at(text, at + 1));
      const bool three = (first & 0xF0U) == 0xE0 && first != 0xE0 && first != 0xED && at + 2 < text.size() &&
                         is_continuation(byte_at(text, at + 1)) && is_continuation(byte_at(text, at + 2));
      const std::size_t length = two ? 2 : three ? 3 : sequence_length(text, at);
      if (length == 0) return ByteOffset{static_cast<std::uint32_t>(at)};
      at += length;
    }
  }
  return std::nullopt;
}

std::uint32_t count_code_points(std::string_view text) {
  return static_cast<std::uint32_t>(
      std::ranges::count_if(text, [](char c) { return !is_continuation(static_cast<unsigned char>(c)); }));
}

std::string lower_case(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, ByteOffset{static_cast<std::uint32_t>(at)});
    append_utf8(out, lower_case(point.value));
    at += point.bytes;
  }
  return out;
}

std::string excerpt(std::string_view bytes, std::size_t bytes_max) {
  std::size_t end = std::min(bytes.size(), bytes_max);
  // Back to the first byte of a character, which has at most four.
  for (int back = 0;
       back < 4 && end > 0 && end < bytes.size() && (static_cast<unsigned char>(bytes[end]) & 0xC0U) == 0x80U; ++back) {
    --end;
  }
  std::string out;
  std::string_view rest = bytes.substr(0, end);
  for (auto bad = first_invalid_utf8(rest); bad; bad = first_invalid_utf8(rest)) {
    out.append(rest.substr(0, bad->value));
    append_utf8(out, U'\uFFFD');
    rest.remove_prefix(bad->value + 1);
  }
  return out.append(rest);
}

std::string_view trim(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t start = 0;;) {
    const std::size_t end = text.find(separator, start);
    parts.push_back(text.substr(start, end == std::string_view::npos ? end : end - start));
    if (end == std::string_view::npos) return parts;
    start = end + 1;
  }
}

CodePointMap::CodePointMap(std::string_view text) : text_(text) {
  std::uint32_t count = 0;
  for (std::size_t at = 0; at <= text.size(); at += block_bytes) {
    before_block_.push_back(count);
    count += count_code_points(text.substr(at, block_bytes));
  }
}

CodePointIndex CodePointMap::index_of(ByteOffset at) const {
  const std::size_t block = at.value / block_bytes;
  return {before_block_[block] + count_code_points(text_.substr(block * block_bytes, at.value % block_bytes))};
}

ByteOffset CodePointMap::offset_of(CodePointIndex index) const {
  const auto after = std::ranges::upper_bound(before_block_, index.value);
  const auto block = static_cast<std::size_t>(after - before_block_.begin() - 1);
  std::uint32_t left = index.value - before_block_[block];
  std::size_t at = block * block_bytes;
  // The block may begin inside a sequence, whose bytes were counted before it.
  while (at < text_.size() && is_continuation(byte_at(text_, at))) ++at;
  for (; left > 0; --left) {
    ++at;
    while (at < text_.size() && is_continuation(byte_at(text_, at))) ++at;
  }
  return {static_cast<std::uint32_t>(at)};
}

}  // namespace kept
