#include "lang/token.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
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

constexpr bool is_between(char32_t c, char32_t first, char32_t last) { return first <= c && c <= last; }

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
constexpr Class class_of(char32_t c) {
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
constexpr char32_t folded(char32_t c) {
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

// Letters of the two-byte forms of UTF-8 that texts are full of: classes and lower-cased letters by code point.
constexpr std::size_t table_size = 0x530;
constexpr std::array<Class, table_size> classes = [] {
  std::array<Class, table_size> all{};
  for (char32_t c = 0; c < all.size(); ++c) all.at(c) = class_of(c);
  return all;
}();
constexpr std::array<char16_t, table_size> small_letters = [] {
  std::array<char16_t, table_size> all{};
  for (char32_t c = 0; c < all.size(); ++c) all.at(c) = static_cast<char16_t>(lower_case(folded(c)));
  return all;
}();

Class fast_class_of(char32_t c) { return c < table_size ? classes[c] : class_of(c); }
char32_t small_letter(char32_t c) { return c < table_size ? small_letters[c] : lower_case(folded(c)); }

// Cuts a text, and numbers the forms of its tokens by an open hash table of their lower-cased letters.
class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text), size_(static_cast<std::uint32_t>(text.size())) {
    constexpr std::size_t slots_max = std::size_t{1} << 14U;  // to begin with
    slots_.resize(std::bit_ceil(std::clamp<std::size_t>(text.size() / 8, 64, slots_max)));
    constexpr std::size_t points_max = std::size_t{1} << 12U;
    points_.resize(std::bit_ceil(std::clamp<std::size_t>(text.size() / 64, 8, points_max)));
    tokens.reserve(text.size() / 3 + 8);
  }

  void cut() {
    bool blank = false;
    for (std::uint32_t at = 0; at < size_;) {
      const CodePoint first = code_point_at(text_, {at});
      const Class kind = fast_class_of(first.value);
      if (kind == Class::blank) {
        blank = true;
        at += first.bytes;
        continue;
      }
      Token& token = tokens.emplace_back();
      token.span.begin = {at};
      token.kind = kind_of(kind);
      token.blank_before = blank;
      if (kind == Class::letter) {
        at = add_letters(token, at);
      } else if (kind == Class::ideograph || kind == Class::mark) {
        at += first.bytes;
        token.form = form_of_point(first.value, token.kind);
      } else {
        at = kind == Class::katakana ? add_katakana(token, at) : add_digits(token, at);
      }
      token.span.end = {at};
      blank = false;
    }
    letters.resize(used_);
  }

  std::vector<Token> tokens;
  std::vector<TokenForm> forms;
  std::string letters;

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t form = 0;  // from 1; 0 is free
  };
  // The form of a token of one code point, so that most ideographs and marks are not looked up.
  struct Point {
    char32_t value = 0xFFFFFFFFU;  // none
    std::uint32_t form = 0;
  };

  // Room for `bytes` more behind used_.
  void make_room(std::size_t bytes) {
    if (used_ + bytes > letters.size()) letters.resize(2 * letters.size() + bytes + 64);
  }

  void put(std::size_t& to, char32_t c) {
    if (c < 0x80) {
      letters[to++] = static_cast<char>(static_cast<unsigned char>(c));
    } else if (c < 0x800) {
      letters[to] = static_cast<char>(static_cast<unsigned char>(0xC0U | (c >> 6U)));
      letters[to + 1] = static_cast<char>(static_cast<unsigned char>(0x80U | (c & 0x3FU)));
      to += 2;
    } else {
      std::string bytes;
      append_utf8(bytes, c);
      std::ranges::copy(bytes, letters.begin() + static_cast<std::ptrdiff_t>(to));
      to += bytes.size();
    }
  }

  std::uint32_t add_letters(Token& token, std::uint32_t at) {
    constexpr std::uint32_t bytes_in_step = 64;
    std::size_t to = used_;
    std::uint32_t count = 0;
    std::uint32_t capitals = 0;
    for (bool goes_on = true; goes_on && at < size_;) {
      make_room(to - used_ + bytes_in_step + 4);
      const std::uint32_t stop = std::min(size_, at + bytes_in_step);
      while (at < stop) {
        const auto lead = static_cast<unsigned char>(text_[at]);
        bool capital = false;
        if (lead < 0x80) {
          goes_on = ascii_classes[lead] == Class::letter;
          if (!goes_on) break;
          capital = (lead & 0x20U) == 0;
          letters[to++] = static_cast<char>(static_cast<unsigned char>(lead | 0x20U));
          ++at;
        } else if ((lead & 0xFEU) == 0xD0U) {  // Cyrillic: letters all, two bytes in either case
          const char32_t letter = code_point_at(text_, {at}).value;
          const char32_t small = small_letters[letter];
          capital = small != letter;
          letters[to] = static_cast<char>(static_cast<unsigned char>(0xC0U | (small >> 6U)));
          letters[to + 1] = static_cast<char>(static_cast<unsigned char>(0x80U | (small & 0x3FU)));
          to += 2;
          at += 2;
        } else {
          const CodePoint point = code_point_at(text_, {at});
          goes_on = fast_class_of(point.value) == Class::letter;
          if (!goes_on) break;
          const char32_t small = small_letter(point.value);
          capital = small != folded(point.value);
          put(to, small);
          at += point.bytes;
        }
        if (count == 0) token.capital = capital;
        capitals += capital ? 1U : 0U;
        ++count;
      }
    }
    token.upper = capitals == count && count > 1;
    token.form = form_of(to, token.kind);
    return at;
  }

  std::uint32_t add_digits(Token& token, std::uint32_t at) {
    std::size_t to = used_;
    while (at < size_) {
      const CodePoint point = code_point_at(text_, {at});
      if (fast_class_of(point.value) != Class::digit) break;
      make_room(to - used_ + 1);
      put(to, folded(point.value));
      at += point.bytes;
    }
    token.form = form_of(to, token.kind);
    return at;
  }

  std::uint32_t add_katakana(Token& token, std::uint32_t begin) {
    std::uint32_t end = begin;
    while (end < size_) {
      const CodePoint next = code_point_at(text_, {end});
      if (class_of(next.value) != Class::katakana) break;
      end += next.bytes;
    }
    katakana_.clear();
    append_ideographs(katakana_, text_.substr(begin, end - begin));
    token.form = form_of(katakana_, token.kind);
    return end;
  }

  std::uint32_t form_of_point(char32_t value, TokenKind kind) {
    Point& known = points_[value & (points_.size() - 1)];
    if (known.value == value) return known.form;
    std::size_t to = used_;
    make_room(sizeof value);
    put(to, kind == TokenKind::mark ? small_letter(value) : value);
    known = {value, form_of(to, kind)};
    return known.form;
  }

  std::uint32_t form_of(std::string_view word, TokenKind kind) {
    make_room(word.size());
    std::ranges::copy(word, letters.begin() + static_cast<std::ptrdiff_t>(used_));
    return form_of(used_ + word.size(), kind);
  }

  // The form of the letters behind used_ up to `end`, which are kept where they were not there before.
  std::uint32_t form_of(std::size_t end, TokenKind kind) {
    const std::string_view word = std::string_view(letters).substr(used_, end - used_);
    const std::uint32_t hash = hash_of(word);
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    for (; slots_[at].form != 0; at = (at + 1) & mask) {
      if (slots_[at].hash != hash) continue;
      const TokenForm& form = forms[slots_[at].form - 1];
      if (form.kind != kind || !same_word(std::string_view(letters).substr(form.begin, form.size), word)) continue;
      return slots_[at].form - 1;
    }
    forms.push_back({static_cast<std::uint32_t>(used_), static_cast<std::uint32_t>(word.size()), hash, kind});
    used_ = end;
    slots_[at] = {hash, static_cast<std::uint32_t>(forms.size())};
    if (2 * forms.size() > slots_.size()) grow();
    return static_cast<std::uint32_t>(forms.size() - 1);
  }

  void grow() {
    std::vector<Slot> larger(2 * slots_.size());
    const std::size_t mask = larger.size() - 1;
    for (const Slot& slot : slots_) {
      if (slot.form == 0) continue;
      std::size_t at = slot.hash & mask;
      while (larger[at].form != 0) at = (at + 1) & mask;
      larger[at] = slot;
    }
    slots_.swap(larger);
  }

  std::string_view text_;
  std::uint32_t size_;
  std::vector<Slot> slots_;
  std::vector<Point> points_;
  std::size_t used_ = 0;  // of letters
  std::string katakana_;
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
  std::uint32_t begin = 0;  // of a run that stays
  const auto keep = [&](std::uint32_t end) {
    if (begin >= end) return;
    const std::size_t at = left.size();
    left.insert(left.end(), tokens_ + begin, tokens_ + end);
    left[at].blank_before = left[at].blank_before || begin > 0;
  };
  for (const Span& span : spans) {
    const std::uint32_t first = at_or_after(span.begin);
    const std::uint32_t end = at_or_after(span.end);
    if (end <= std::max(begin, first)) continue;
    keep(first);
    begin = end;
  }
  keep(size_);
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
