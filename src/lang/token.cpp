#include "lang/token.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include "base/text.hpp"

namespace kept {
namespace {

enum class Class : std::uint8_t { blank, letter, digit, ideograph, katakana, mark };

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
  if (is_between(c, 0x30A1, 0x30FF) || is_between(c, 0xFF66, 0xFF9F)) {
    return c == 0x30FB ? Class::mark : Class::katakana;
  }
  if (is_between(c, 0x3041, 0x30A0) || is_between(c, 0x3005, 0x3007) || is_between(c, 0x3400, 0x9FFF) ||
      is_between(c, 0xF900, 0xFAFF) || is_between(c, 0x20000, 0x3FFFF)) {
    return Class::ideograph;
  }
  if (is_between(c, 0xC0, 0x1FFF)) return c == 0xD7 || c == 0xF7 ? Class::mark : Class::letter;
  if (is_between(c, 0xFF21, 0xFF3A) || is_between(c, 0xFF41, 0xFF5A) || is_between(c, 0xAC00, 0xD7A3)) {
    return Class::letter;
  }
  return Class::mark;
}

// Half-width katakana, U+FF61 to U+FF9D, as the full-width ones that they stand for (Unicode's compatibility mapping).
constexpr std::u32string_view full_width_katakana =
    U"。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリ"
    U"ルレロワン";
constexpr char32_t half_width_first = 0xFF61;
constexpr char32_t half_width_voiced = 0xFF9E;      // a mark of its own behind the letter
constexpr char32_t half_width_semivoiced = 0xFF9F;  // so too

// What typographers and typewriters write for one thing, as one character: ASCII where there is one.
char32_t folded(char32_t c) {
  if (is_between(c, 0xFF01, 0xFF5E)) return c - 0xFEE0;
  if (is_between(c, half_width_first, half_width_voiced - 1)) return full_width_katakana[c - half_width_first];
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
    case Class::katakana:
      return TokenKind::ideograph;
    default:
      return TokenKind::mark;
  }
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// The letter with its voicing mark, as one: U+30AB and a mark are U+30AC.
char32_t voiced(char32_t letter, char32_t mark) {
  if (mark == half_width_semivoiced) return letter + 2;
  return letter == U'ウ' ? U'ヴ' : letter + 1;
}

// Kana, Han: no case, and but for half-width katakana nothing to fold.
void append_ideographs(std::string& out, std::string_view token) {
  constexpr std::string_view half_width_lead = "\xEF\xBD\xA6";
  if (token < half_width_lead || token.front() == '\xF0') {
    out += token;
    return;
  }
  std::u32string letters;
  for (std::uint32_t at = 0; at < token.size();) {
    const CodePoint point = code_point_at(token, {at});
    const bool mark = point.value == half_width_voiced || point.value == half_width_semivoiced;
    if (mark && !letters.empty()) {
      letters.back() = voiced(letters.back(), point.value);
    } else {
      letters += folded(point.value);
    }
    at += point.bytes;
  }
  for (const char32_t letter : letters) append_utf8(out, letter);
}

void append_lower(std::string& out, std::string_view token, Class kind) {
  if (is_ascii(token)) {
    for (const char c : token) out += 'A' <= c && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    return;
  }
  if (kind == Class::ideograph || kind == Class::katakana) {
    append_ideographs(out, token);
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

// Whether the letter at `at`, its width folded, is not what it is in lower case.
bool is_capital(std::string_view token, std::uint32_t at, std::string_view lower, std::uint32_t lower_at) {
  const CodePoint small = code_point_at(lower, {lower_at});
  return folded(code_point_at(token, {at}).value) != small.value;
}

// Whether no character stayed as it was when lower-cased.
bool is_upper(std::string_view token, std::string_view lower) {
  std::uint32_t points = 0;
  std::uint32_t lower_at = 0;
  for (std::uint32_t at = 0; at < token.size() && lower_at < lower.size(); ++points) {
    if (!is_capital(token, at, lower, lower_at)) return false;
    at += code_point_at(token, {at}).bytes;
    lower_at += code_point_at(lower, {lower_at}).bytes;
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
    while ((kind == Class::letter || kind == Class::digit || kind == Class::katakana) && end < size) {
      const CodePoint next = code_point_at(text, {end});
      if (class_of(next.value) != kind) break;
      end += next.bytes;
    }
    Token token;
    token.span = {{at}, {end}};
    token.kind = kind_of(kind);
    token.blank_before = blank;
    token.lower_begin = static_cast<std::uint32_t>(tokens.lower_.size());
    append_lower(tokens.lower_, text.substr(at, end - at), kind);
    token.lower_size = static_cast<std::uint32_t>(tokens.lower_.size()) - token.lower_begin;
    const std::string_view lower = std::string_view(tokens.lower_).substr(token.lower_begin);
    token.capital = kind == Class::letter && is_capital(text, at, lower, 0);
    if (token.capital && token.lower_size > 1) token.upper = is_upper(text.substr(at, end - at), lower);
    tokens.tokens_.push_back(token);
    blank = false;
    at = end;
  }
  return tokens;
}

}  // namespace kept
