#include "claim/number.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>
#include "base/decimal.hpp"
#include "claim/compound_number.hpp"
#include "claim/context.hpp"
#include "lang/lexicon.hpp"
#include "lang/packs.hpp"
#include "lang/token.hpp"

namespace kept {
namespace {

constexpr std::uint32_t digits_in_group = 3;

// Reads one number that begins at a token; the caller skips to its end.
class NumberReader {
 public:
  explicit NumberReader(const ReadingContext& context) : context_(context), tokens_(context.tokens) {}

  std::optional<NumberMention> read(std::uint32_t at) const {
    if (tokens_[at].kind == TokenKind::number) return read_digits(at);
    return read_words(at);
  }

 private:
  [[nodiscard]] std::string_view number_kind(std::uint32_t at) const {
    if (at >= tokens_.size()) return {};
    const Term* term = context_.term_at(Table::number, at);
    return term == nullptr ? std::string_view{} : term->entry->column(0);
  }
  [[nodiscard]] Decimal number_value(std::uint32_t at) const {
    return Decimal::parse(context_.term_at(Table::number, at)->entry->column(1)).value_or(Decimal{});
  }
  // What the fraction at `at` divides by: 3 of "third", which is an ordinal too; 0 where it is none.
  [[nodiscard]] Decimal divisor(std::uint32_t at) const {
    for (const Term& term : in(context_.terms, {at, at + 1})) {
      if (term.entry->table == Table::number && term.entry->column(0) == "fraction") {
        return Decimal::parse(term.entry->column(1)).value_or(Decimal{});
      }
    }
    return {};
  }
  // "a third of", "one fifth of": else the word is an ordinal.
  [[nodiscard]] bool is_fraction(std::uint32_t at) const {
    if (at >= tokens_.size() || divisor(at).is_zero()) return false;
    return number_kind(at) == "fraction" || context_.has_word(at + 1, "of");
  }
  // The scale word (not an attached letter) at `at`.
  [[nodiscard]] const Term* scale_word(std::uint32_t at) const {
    if (at >= tokens_.size()) return nullptr;
    const Term* term = context_.term_at(Table::scale, at);
    return term != nullptr && term->entry->column(1) == "word" ? term : nullptr;
  }
  static Decimal power(const Term& scale) {
    const std::string text = "1e" + std::string(scale.entry->column(0));
    return Decimal::parse(text, true).value_or(Decimal::from_integer(1));
  }
  [[nodiscard]] bool glued(std::uint32_t at) const { return at < tokens_.size() && !tokens_[at].blank_before; }
  [[nodiscard]] bool is_digits(std::uint32_t at) const {
    return at < tokens_.size() && tokens_[at].kind == TokenKind::number;
  }

  // Digits with the language's group and decimal marks: both kinds of mark are told apart by what follows them.
  [[nodiscard]] std::optional<NumberMention> read_digits(std::uint32_t first) const {
    std::string digits(tokens_.lower(first));
    std::uint32_t at = first + 1;
    std::string fraction;
    std::string_view mark;  // the mark that parts groups here
    while (at < tokens_.size() && fraction.empty()) {
      if (is_group_after_blank(first, at, mark)) {
        digits += tokens_.lower(at++);
        mark = " ";
        continue;
      }
      if (!glued(at) || !glued(at + 1) || !is_digits(at + 1)) break;
      const bool group = context_.has_word(at, "group_mark");
      const bool decimal = context_.has_word(at, "decimal_mark");
      if (!group && !decimal) break;
      const std::string_view next = tokens_.lower(at + 1);
      const std::string_view sign = tokens_.lower(at);
      const bool repeated = glued(at + 2) && tokens_.size() > at + 3 && tokens_.lower(at + 2) == sign &&
                            glued(at + 3) && is_digits(at + 3);
      if (next.size() == digits_in_group && (mark.empty() ? (group || repeated) : mark == sign)) {
        if (mark.empty() && (digits.size() > digits_in_group || digits == "0")) break;
        digits += next;
        mark = sign;
      } else if (mark != sign && !(mark.empty() && repeated)) {
        fraction = next;
      } else {
        break;
      }
      at += 2;
    }
    const std::string plain = fraction.empty() ? digits : digits + "." + fraction;
    const auto value = Decimal::parse(plain);
    if (!value) return std::nullopt;
    NumberMention number{{first, at}, *value};
    number.glued = (first > 0 && glued(first) && is_name_before(first)) || begins_chain(at) ||
                   (glued(at) && tokens_[at].kind == TokenKind::word && number_kind(at) != "ordinal_suffix");
    if (glued(at) && number_kind(at) == "ordinal_suffix") {
      number.ordinal = true;
      number.tokens.last = at + 1;
      return number;
    }
    apply_scales(number);
    return number;
  }

  // The "5" of "5-7-9", the "24" of "24/7".
  [[nodiscard]] bool begins_chain(std::uint32_t at) const {
    if (!glued(at) || !glued(at + 1) || !is_digits(at + 1)) return false;
    if (tokens_.lower(at) == "/") return true;
    return context_.has_word(at, "dash") && glued(at + 2) && glued(at + 3) && context_.has_word(at + 2, "dash") &&
           is_digits(at + 3);
  }

  // "12 000": groups of exactly three digits behind single blanks.
  [[nodiscard]] bool is_group_after_blank(std::uint32_t first, std::uint32_t at, std::string_view mark) const {
    return is_digits(at) && tokens_[at].blank_before && tokens_.lower(at).size() == digits_in_group &&
           tokens_.lower(first).size() <= digits_in_group && (mark.empty() || mark == " ") &&
           (at == first + 1 || mark == " ") && tokens_[at].span.begin.value - tokens_[at - 1].span.end.value <= 3;
  }

  // "F-16", "G7": letters right before the digits.
  [[nodiscard]] bool is_name_before(std::uint32_t first) const {
    if (tokens_[first - 1].kind == TokenKind::word) return context_.term_ending_at(Table::currency, first) == nullptr;
    if (first < 2 || !glued(first - 1)) return false;
    const TokenKind before = tokens_[first - 2].kind;
    if (tokens_.lower(first - 1) == "/") return before == TokenKind::number;  // "24/7"
    if (!context_.has_word(first - 1, "dash")) return false;
    // "5-7-9" is a name, "5-7" a range
    const bool chain =
        before == TokenKind::number && first > 3 && context_.has_word(first - 3, "dash") && glued(first - 2);
    return before == TokenKind::word || chain;
  }

  void apply_scales(NumberMention& number) const {
    while (true) {
      std::uint32_t at = number.tokens.last;
      if (at + 1 < tokens_.size() && glued(at) && context_.has_word(at, "dash") && scale_word(at + 1)) ++at;
      const Term* scale = scale_word(at);
      if (scale == nullptr) return;
      number.value = number.value * power(*scale);
      number.scale = number.scale * power(*scale);
      number.tokens.last = scale->last;
      number.scaled = true;
      number.glued = false;
    }
  }

  // "half a billion", "three quarters of a million", "a third".
  [[nodiscard]] bool finish_fraction(NumberMention& number, std::uint32_t at) const {
    number.value = number.value / divisor(at);
    number.tokens.last = context_.term_at(Table::number, at)->last;
    number.fraction = true;
    std::uint32_t next = number.tokens.last;
    if (next < tokens_.size() && context_.has_word(next, "of")) ++next;
    if (number_kind(next) == "article") ++next;
    if (scale_word(next) != nullptr) {
      number.tokens.last = next;
      number.fraction = false;
      apply_scales(number);
    }
    return true;
  }

  [[nodiscard]] std::optional<NumberMention> read_words(std::uint32_t first) const {
    const std::string_view kind = number_kind(first);
    if (kind.empty() || kind == "ordinal_suffix") return std::nullopt;
    NumberMention number{{first, first + 1}, Decimal::from_integer(1)};
    number.in_words = true;
    if (kind == "ordinal") {
      number.value = number_value(first);
      number.ordinal = true;
      number.tokens.last = context_.term_at(Table::number, first)->last;
      return number;
    }
    if (kind == "fraction") {
      if (finish_fraction(number, first)) return number;
      return std::nullopt;
    }
    if (kind == "article") {
      const std::string_view next = number_kind(first + 1);
      if (is_fraction(first + 1)) {
        (void)finish_fraction(number, first + 1);
        return number;
      }
      if (next != "hundred" && scale_word(first + 1) == nullptr) return std::nullopt;
      if (next != "hundred") {
        apply_scales(number);
        return number;
      }
    }
    return read_cardinal(first, number);
  }

  // "two hundred and fifty thousand": groups below a thousand times falling scales.
  [[nodiscard]] std::optional<NumberMention> read_cardinal(std::uint32_t first, NumberMention number) const {
    Decimal total;
    Decimal group;
    bool any = false;
    bool unit_done = false;
    bool tens_done = false;
    std::uint32_t at = first;
    std::uint32_t end = first;
    while (at < tokens_.size()) {
      const std::string_view kind = number_kind(at);
      if (kind == "article" && !any) {
        group = Decimal::from_integer(1);
      } else if (kind == "unit" && !unit_done) {
        const Decimal value = number_value(at);
        if (tens_done && value >= Decimal::from_integer(10)) break;
        group = group + value;
        unit_done = true;
      } else if (kind == "tens" && !tens_done && !unit_done) {
        group = group + number_value(at);
        tens_done = true;
      } else if (kind == "hundred" && (unit_done || group == Decimal::from_integer(1))) {
        group = group * number_value(at);
        unit_done = tens_done = false;
      } else if (const Term* scale = scale_word(at); scale != nullptr && any) {
        total = total + group * power(*scale);
        number.scale = power(*scale);
        group = Decimal{};
        unit_done = tens_done = false;
        number.scaled = true;
      } else if (any && is_fraction(at) && (kind == "fraction" || total + group == Decimal::from_integer(1))) {
        return fraction_after(first, number, total + group, at);
      } else if (any &&
                 (context_.has_word(at, "and") || (context_.has_word(at, "dash") && glued(at) && glued(at + 1))) &&
                 continues(at + 1, unit_done, tens_done, context_.has_word(at, "and"))) {
        ++at;
        continue;
      } else {
        break;
      }
      any = true;
      const Term* word = number_kind(at).empty() ? scale_word(at) : context_.term_at(Table::number, at);
      at = end = word->last;
    }
    if (end == first) return std::nullopt;
    number.value = total + group;
    number.tokens = {first, end};
    return mixed(number);
  }

  // Whether a joined word goes on with the number: "hundred and fifty", "twenty-seven", "two-thirds".
  [[nodiscard]] bool continues(std::uint32_t at, bool unit_done, bool tens_done, bool by_and) const {
    const std::string_view kind = number_kind(at);
    if (by_and) return !unit_done && !tens_done && (kind == "unit" || kind == "tens");
    return is_fraction(at) || (kind == "unit" && tens_done && !unit_done) || scale_word(at) != nullptr;
  }

  // "two thirds", "three quarters of a million".
  [[nodiscard]] std::optional<NumberMention> fraction_after(std::uint32_t first, NumberMention number, Decimal count,
                                                            std::uint32_t at) const {
    number.tokens = {first, at};
    number.value = count;
    (void)finish_fraction(number, at);
    return number;
  }

  // "one and a half billion".
  [[nodiscard]] NumberMention mixed(NumberMention number) const {
    const std::uint32_t at = number.tokens.last;
    if (at + 2 >= tokens_.size() || !context_.has_word(at, "and") || number_kind(at + 1) != "article" ||
        divisor(at + 2).is_zero()) {
      return number;
    }
    number.value = number.value + Decimal::from_integer(1) / divisor(at + 2);
    number.tokens.last = at + 3;
    apply_scales(number);
    return number;
  }

  const ReadingContext& context_;
  const Tokens& tokens_;
};

}  // namespace

std::vector<NumberMention> find_numbers(const ReadingContext& context) {
  if (context.pack->traits.unspaced) return find_compound_numbers(context);
  std::vector<NumberMention> numbers;
  const NumberReader reader(context);
  for (std::uint32_t at = 0; at < context.tokens.size(); ++at) {
    if (context.tokens[at].kind != TokenKind::number && context.term_at(Table::number, at) == nullptr) continue;
    if (const auto number = reader.read(at)) {
      numbers.push_back(*number);
      at = number->tokens.last - 1;
    }
  }
  return numbers;
}

}  // namespace kept
