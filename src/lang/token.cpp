#include "lang/token.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include "base/text.hpp"

namespace kept {
namespace {

enum class Class : std::uint8_t { blank, letter, digit, ideograph, mark };

bool is_between(char32_t c, char32_t first, char32_t last) { return first <= c && c <= last; }

// Letters by block: Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic and other alphabets; marks inside those blocks
// that matter here (× ÷) are excluded.
Class class_of(char32_t c) {
  if (c < 0x80) {
    if (c == ' ' || is_between(c, '\t', '\r')) return Class::blank;
    if (is_between(c, '0', '9')) return Class::digit;
    return is_between(c | 0x20, 'a', 'z') ? Class::letter : Class::mark;
  }
  if (c == 0xA0 || c == 0x3000 || c == 0x202F || is_between(c, 0x2000, 0x200B) || c == 0x2028 || c == 0x2029 ||
      c == 0xFEFF) {
    return Class::blank;
  }
  if (is_between(c, 0xFF10, 0xFF19)) return Class::digit;
  if (is_between(c, 0x3041, 0x30FF) || is_between(c, 0x3005, 0x3007) || is_between(c, 0x3400, 0x9FFF) ||
      is_between(c, 0xF900, 0xFAFF) || is_between(c, 0xFF66, 0xFF9F) || is_between(c, 0x20000, 0x3FFFF)) {
    return c == 0x30FB ? Class::mark : Class::ideograph;
  }
  if (is_between(c, 0xC0, 0x1FFF)) return c == 0xD7 || c == 0xF7 ? Class::mark : Class::letter;
  if (is_between(c, 0xFF21, 0xFF3A) || is_between(c, 0xFF41, 0xFF5A) || is_between(c, 0xAC00, 0xD7A3)) {
    return Class::letter;
  }
  return Class::mark;
}

// What typographers and typewriters write for one thing, as one ASCII character.
char32_t folded(char32_t c) {
  if (is_between(c, 0xFF01, 0xFF5E)) return c - 0xFEE0;
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x02BC:
    case 0x2032:
      return '\'';
    case 0x201C:
    case 0x201D:
    case 0x00AB:
    case 0x00BB:
      return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2212:
      return '-';
    case 0xFFE5:
      return 0xA5;
    default:
      return c;
  }
}

TokenKind kind_of(Class c) {
  switch (c) {
    case Class::letter:
      return TokenKind::word;
    case Class::digit:
      return TokenKind::number;
    case Class::ideograph:
      return TokenKind::ideograph;
    default:
      return TokenKind::mark;
  }
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void append_lower(std::string& out, std::string_view token) {
  if (is_ascii(token)) {
    for (const char c : token) out += 'A' <= c && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    return;
  }
  std::string plain;
  for (std::uint32_t at = 0; at < token.size();) {
    const CodePoint point = code_point_at(token, {at});
    append_utf8(plain, folded(point.value));
    at += point.bytes;
  }
  out += lower_case(plain);
}

// Whether no character stayed as it was when lower-cased.
bool is_upper(std::string_view token, std::string_view lower) {
  if (token.size() != lower.size()) return false;
  std::uint32_t points = 0;
  for (std::uint32_t at = 0; at < token.size();) {
    const CodePoint point = code_point_at(token, {at});
    if (token.substr(at, point.bytes) == lower.substr(at, point.bytes)) return false;
    at += point.bytes;
    ++points;
  }
  return points > 1;
}

}  // namespace

std::uint32_t Tokens::at_or_after(ByteOffset at) const {
  const auto found = std::ranges::partition_point(tokens_, [at](const Token& t) { return t.span.end <= at; });
  return static_cast<std::uint32_t>(found - tokens_.begin());
}

Tokens tokenize(std::string_view text) {
  Tokens tokens;
  tokens.tokens_.reserve(text.size() / 5 + 8);
  tokens.lower_.reserve(text.size());
  const auto size = static_cast<std::uint32_t>(text.size());
  bool blank = false;
  for (std::uint32_t at = 0; at < size;) {
    const CodePoint first = code_point_at(text, {at});
    const Class kind = class_of(first.value);
    std::uint32_t end = at + first.bytes;
    if (kind == Class::blank) {
      blank = true;
      at = end;
      continue;
    }
    while ((kind == Class::letter || kind == Class::digit) && end < size) {
      const CodePoint next = code_point_at(text, {end});
      if (class_of(next.value) != kind) break;
      end += next.bytes;
    }
    Token token;
    token.span = {{at}, {end}};
    token.kind = kind_of(kind);
    token.blank_before = blank;
    token.lower_begin = static_cast<std::uint32_t>(tokens.lower_.size());
    append_lower(tokens.lower_, text.substr(at, end - at));
    token.lower_size = static_cast<std::uint32_t>(tokens.lower_.size()) - token.lower_begin;
    token.capital = kind == Class::letter && text[at] != tokens.lower_[token.lower_begin];
    if (kind == Class::letter && !token.capital && first.bytes > 1) {
      token.capital =
          text.substr(at, first.bytes) != std::string_view(tokens.lower_).substr(token.lower_begin, first.bytes);
    }
    if (token.capital && token.lower_size > 1)
      token.upper = is_upper(text.substr(at, end - at), std::string_view(tokens.lower_).substr(token.lower_begin));
    tokens.tokens_.push_back(token);
    blank = false;
    at = end;
  }
  return tokens;
}

}  // namespace kept
