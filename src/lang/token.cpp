#include "lang/token.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "lang/word_table.hpp"

namespace kept {
namespace {

enum class Class : std::uint8_t { blank, letter, digit, ideograph, katakana, mark };

bool is_between(char32_t c, char32_t first, char32_t last) { return first <= c && c <= last; }

// The classes of ASCII.
constexpr std::array<Class, 128> ascii_classes = [] {
  std::array<Class, 128> classes{};
  classes.fill(Class::mark);
  for (std::size_t c = 0; c < classes.size(); ++c) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) classes.at(c) = Class::blank;
    if (c >= '0' && c <= '9') classes.at(c) = Class::digit;
    if ((c | 0x20U) >= 'a' && (c | 0x20U) <= 'z') classes.at(c) = Class::letter;
  }
  return classes;
}();

// Letters by block: Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic and other alphabets; marks inside those blocks
// that matter here (× ÷) are excluded.
Class class_of(char32_t c) {
  if (c < ascii_classes.size()) return ascii_classes[c];
  if (is_between(c, 0x400, 0x52F)) return Class::letter;
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

// Cuts a text, and numbers the forms of its tokens by an open hash table of their lower-cased letters.
class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text), size_(static_cast<std::uint32_t>(text.size())) {
    constexpr std::size_t slots_max = std::size_t{1} << 14U;  // to begin with
    slots_.resize(std::bit_ceil(std::clamp<std::size_t>(text.size() / 8, 64, slots_max)));
    tokens.reserve(text.size() / 5 + 8);
  }

  void cut() {
    bool blank = false;
    for (std::uint32_t at = 0; at < size_;) {
      const CodePoint first = code_point_at(text_, {at});
      const Class kind = class_of(first.value);
      if (kind == Class::blank) {
        blank = true;
        at += first.bytes;
        continue;
      }
      Token token;
      token.span.begin = {at};
      token.kind = kind_of(kind);
      token.blank_before = blank;
      const std::size_t begin = letters.size();
      if (kind == Class::letter) {
        at = add_letters(token, at);
      } else if (kind == Class::katakana || kind == Class::ideograph) {
        at = add_ideographs(kind, at, first.bytes);
      } else if (kind == Class::digit) {
        at = add_digits(at);
      } else {
        append_utf8(letters, lower_case(folded(first.value)));
        at += first.bytes;
      }
      token.span.end = {at};
      token.form = form_since(begin, token.kind);
      tokens.push_back(token);
      blank = false;
    }
  }

  std::vector<Token> tokens;
  std::vector<TokenForm> forms;
  std::string letters;

 private:
  std::uint32_t add_letters(Token& token, std::uint32_t at) {
    std::uint32_t count = 0;
    bool all_capital = true;
    while (at < size_) {
      const CodePoint point = code_point_at(text_, {at});
      if (class_of(point.value) != Class::letter) break;
      const char32_t plain = folded(point.value);
      const char32_t small = lower_case(plain);
      append_utf8(letters, small);
      if (count == 0) token.capital = small != plain;
      all_capital = all_capital && small != plain;
      ++count;
      at += point.bytes;
    }
    token.upper = all_capital && count > 1;
    return at;
  }

  std::uint32_t add_digits(std::uint32_t at) {
    while (at < size_) {
      const CodePoint point = code_point_at(text_, {at});
      if (class_of(point.value) != Class::digit) break;
      append_utf8(letters, folded(point.value));
      at += point.bytes;
    }
    return at;
  }

  std::uint32_t add_ideographs(Class kind, std::uint32_t begin, std::uint32_t bytes) {
    std::uint32_t end = begin + bytes;
    while (kind == Class::katakana && end < size_) {
      const CodePoint next = code_point_at(text_, {end});
      if (class_of(next.value) != kind) break;
      end += next.bytes;
    }
    append_ideographs(letters, text_.substr(begin, end - begin));
    return end;
  }

  // The form of the letters behind `begin`, which are taken back where they were there before.
  std::uint32_t form_since(std::size_t begin, TokenKind kind) {
    const std::string_view word = std::string_view(letters).substr(begin);
    const std::uint32_t hash = hash_of(word);
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    for (; slots_[at] != 0; at = (at + 1) & mask) {
      const TokenForm& form = forms[slots_[at] - 1];
      if (form.hash != hash || form.kind != kind || form.size != word.size()) continue;
      if (std::memcmp(letters.data() + form.begin, word.data(), word.size()) != 0) continue;
      letters.resize(begin);
      return slots_[at] - 1;
    }
    forms.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(word.size()), hash, kind});
    slots_[at] = static_cast<std::uint32_t>(forms.size());
    if (2 * forms.size() > slots_.size()) grow();
    return static_cast<std::uint32_t>(forms.size() - 1);
  }

  void grow() {
    std::vector<std::uint32_t> larger(2 * slots_.size());
    const std::size_t mask = larger.size() - 1;
    for (const std::uint32_t form : slots_) {
      if (form == 0) continue;
      std::size_t at = forms[form - 1].hash & mask;
      while (larger[at] != 0) at = (at + 1) & mask;
      larger[at] = form;
    }
    slots_.swap(larger);
  }

  std::string_view text_;
  std::uint32_t size_;
  std::vector<std::uint32_t> slots_;  // form + 1; 0 is free
};

}  // namespace

Tokens::Tokens(std::vector<Token> tokens, std::shared_ptr<const Forms> forms)
    : owned_tokens_(std::make_shared<const std::vector<Token>>(std::move(tokens))),
      owned_forms_(std::move(forms)),
      tokens_(owned_tokens_->data()),
      forms_(owned_forms_->forms.data()),
      letters_(owned_forms_->letters.data()),
      size_(static_cast<std::uint32_t>(owned_tokens_->size())),
      form_count_(static_cast<std::uint32_t>(owned_forms_->forms.size())) {}

std::uint32_t Tokens::at_or_after(ByteOffset at) const {
  const std::span<const Token> all(tokens_, size_);
  const auto found = std::ranges::partition_point(all, [at](const Token& t) { return t.span.end <= at; });
  return static_cast<std::uint32_t>(found - all.begin());
}

Tokens Tokens::without(std::span<const Span> spans) const {
  std::vector<Token> left;
  left.reserve(size_);
  std::size_t next = 0;
  bool after = false;  // behind what is left out
  for (const Token& token : std::span(tokens_, size_)) {
    while (next < spans.size() && spans[next].end <= token.span.begin) ++next;
    if (next < spans.size() && spans[next].begin <= token.span.begin) {
      after = true;
      continue;
    }
    left.push_back(token);
    left.back().blank_before = token.blank_before || after;
    after = false;
  }
  Tokens tokens(std::move(left), owned_forms_);
  return tokens;
}

Tokens tokenize(std::string_view text) {
  Cutter cutter(text);
  cutter.cut();
  auto forms = std::make_shared<Tokens::Forms>();
  forms->forms = std::move(cutter.forms);
  forms->letters = std::move(cutter.letters);
  return {std::move(cutter.tokens), std::move(forms)};
}

}  // namespace kept
