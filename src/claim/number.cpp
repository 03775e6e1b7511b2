#include "claim/number.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.hpp"
#include "base/text.hpp"
#include "claim/compound_number.hpp"
#include "claim/context.hpp"
#include "claim/digits.hpp"
#include "document/document.hpp"
#include "lang/lexicon.hpp"
#include "lang/packs.hpp"
#include "lang/token.hpp"

namespace kept {
namespace {

// ½ ⅓ ... of Unicode's number forms, by code point: what divides what.
struct VulgarFraction {
  std::string_view sign;
  int numerator;
  int denominator;
};
constexpr std::array<VulgarFraction, 15> vulgar_fractions{{{"\u00BC", 1, 4},
                                                           {"\u00BD", 1, 2},
                                                           {"\u00BE", 3, 4},
                                                           {"\u2153", 1, 3},
                                                           {"\u2154", 2, 3},
                                                           {"\u2155", 1, 5},
                                                           {"\u2156", 2, 5},
                                                           {"\u2157", 3, 5},
                                                           {"\u2158", 4, 5},
                                                           {"\u2159", 1, 6},
                                                           {"\u215A", 5, 6},
                                                           {"\u215B", 1, 8},
                                                           {"\u215C", 3, 8},
                                                           {"\u215D", 5, 8},
                                                           {"\u215E", 7, 8}}};

Decimal one() { return Decimal::from_integer(1); }

// Reads one number that begins at a token; the caller skips to its end.
class NumberReader {
 public:
  explicit NumberReader(const ReadingContext& context) : context_(context), tokens_(context.tokens), digits_(context) {}

  // Whether a number can begin at `at` at all: most tokens are none, and are told quickly.
  [[nodiscard]] bool may_begin(std::uint32_t at) const {
    if (tokens_[at].kind == TokenKind::number) return true;
    if (tokens_[at].kind == TokenKind::mark) return tokens_.lower(at).size() > 1 || is_digits(at + 1);
    if (context_.begins(Table::number, at)) return true;
    return context_.begins(Table::function_word, at) && (is_digits(at + 1) || context_.has_word(at, "minus"));
  }

  // The number at `at`, or nothing; `at` may be the sign before it ("-5", "minus five").
  std::optional<NumberMention> read(std::uint32_t at) const {
    std::uint32_t first = at;
    const bool negative = is_minus(at);
    if (negative) first = context_.term_at(Table::function_word, at)->last;
    auto number = read_unsigned(first);
    if (!number || !negative) return number;
    if (number->ordinal || number->glued) return std::nullopt;
    number->value = Decimal{} - number->value;
    number->tokens.first = at;
    return number;
  }

 private:
  [[nodiscard]] std::string_view number_kind(std::uint32_t at) const {
    const Term* term = context_.term_at(Table::number, at);
    return term == nullptr ? std::string_view{} : term->entry->column(0);
  }
  [[nodiscard]] Decimal number_value(std::uint32_t at) const {
    return Decimal::parse(context_.term_at(Table::number, at)->entry->column(1)).value_or(Decimal{});
  }
  [[nodiscard]] std::uint32_t number_end(std::uint32_t at) const { return context_.term_at(Table::number, at)->last; }
  // The term of the number table at `at` of this kind: "third" is an ordinal and a fraction.
  [[nodiscard]] const Term* number_of_kind(std::uint32_t at, std::string_view kind) const {
    for (const Term& term : in(context_.terms, {at, at + 1})) {
      if (term.table == Table::number && term.entry->column(0) == kind) return &term;
    }
    return nullptr;
  }
  // What the fraction at `at` divides by: 3 of "third", which is an ordinal too; 0 where it is none.
  [[nodiscard]] Decimal divisor(std::uint32_t at) const {
    const Term* term = number_of_kind(at, "fraction");
    return term == nullptr ? Decimal{} : Decimal::parse(term->entry->column(1)).value_or(Decimal{});
  }
  // The scale word (not an attached letter) at `at`.
  [[nodiscard]] const Term* scale_word(std::uint32_t at) const {
    const Term* term = context_.term_at(Table::scale, at);
    return term != nullptr && term->entry->column(1) == "word" ? term : nullptr;
  }
  static Decimal power(const Term& scale) {
    const std::string text = "1e" + std::string(scale.entry->column(0));
    return Decimal::parse(text, true).value_or(one());
  }
  [[nodiscard]] bool glued(std::uint32_t at) const { return at < tokens_.size() && !tokens_[at].blank_before; }
  [[nodiscard]] bool is_digits(std::uint32_t at) const {
    return at < tokens_.size() && tokens_[at].kind == TokenKind::number;
  }
  [[nodiscard]] bool is_word(std::uint32_t at) const {
    return at < tokens_.size() && tokens_[at].kind == TokenKind::word;
  }
  [[nodiscard]] std::uint32_t after_joint(std::uint32_t at) const {
    return context_.has_word(at, "dash") ? at + 1 : at;
  }

  // "-5" where nothing that the dash could join stands before it, and "minus five". At the begin of a line the dash is
  // a bullet unless the number is all that the line has.
  [[nodiscard]] bool is_minus(std::uint32_t at) const {
    const Term* word = context_.term_at(Table::function_word, at);
    if (word == nullptr) return false;
    if (context_.has_word(at, "minus")) return is_digits(word->last) || !number_kind(word->last).empty();
    if (!context_.has_word(at, "dash") || !glued(at + 1) || !is_digits(at + 1)) return false;
    if (at == 0) return true;
    const Term* currency = context_.term_ending_at(Table::currency, at);  // "$-5"
    const bool opens = tokens_[at].blank_before || context_.has_word(at - 1, "open") ||
                       (currency != nullptr && currency->entry->column(1) == "sign");
    return opens && !is_digits(at - 1) && !begins_line(at);
  }
  [[nodiscard]] bool begins_line(std::uint32_t at) const {
    const Span between{tokens_[at - 1].span.end, tokens_[at].span.begin};
    return between.of(context_.document->text).find('\n') != std::string_view::npos;
  }

  std::optional<NumberMention> read_unsigned(std::uint32_t at) const {
    if (at >= tokens_.size()) return std::nullopt;
    if (is_digits(at)) return read_digits(at);
    if (const auto number = read_leading_point(at)) return number;
    if (const VulgarFraction* vulgar = vulgar_at(at)) {
      NumberMention number{{at, at + 1}, Decimal::from_integer(vulgar->numerator)};
      number.value = number.value / Decimal::from_integer(vulgar->denominator);
      number.fraction = true;
      return number;
    }
    return read_words(at);
  }

  [[nodiscard]] const VulgarFraction* vulgar_at(std::uint32_t at) const {
    if (at >= tokens_.size() || tokens_[at].kind != TokenKind::mark || tokens_.lower(at).size() < 2) return nullptr;
    const auto* const found = std::ranges::find(vulgar_fractions, tokens_.lower(at), &VulgarFraction::sign);
    return found == vulgar_fractions.end() ? nullptr : found;
  }

  // ".08"
  [[nodiscard]] std::optional<NumberMention> read_leading_point(std::uint32_t at) const {
    if (!context_.has_word(at, "decimal_mark") || !glued(at + 1) || !is_digits(at + 1)) return std::nullopt;
    if (at > 0 && !tokens_[at].blank_before && !context_.has_word(at - 1, "dash")) return std::nullopt;
    const auto value = Decimal::parse("0." + std::string(tokens_.lower(at + 1)));
    if (!value) return std::nullopt;
    NumberMention number{{at, at + 2}, *value};
    number.glued = glued(at + 2) && is_word(at + 2);
    return number;
  }

  // Digits with the language's group and decimal marks: both kinds of mark are told apart by what follows them.
  [[nodiscard]] std::optional<NumberMention> read_digits(std::uint32_t first) const {
    const auto run = digits_.read(first);
    if (!run) return std::nullopt;
    NumberMention number{{first, run->last}, run->value};
    const std::uint32_t at = run->last;
    number.glued = (first > 0 && glued(first) && digits_.is_name_before(first)) || digits_.begins_chain(at) ||
                   (glued(at) && tokens_[at].kind == TokenKind::word && number_kind(at) != "ordinal_suffix");
    if (glued(at) && number_kind(at) == "ordinal_suffix") {
      number.ordinal = true;
      number.tokens.last = at + 1;
      return number;
    }
    if (read_joined_suffix(number)) return number;
    if (at == first + 1 && read_slash(number)) return number;
    if (read_exponent(number)) return number;
    if (!add_vulgar(number)) apply_letter(number);
    if (context_.has_word(number.tokens.last, "and_half")) {
      number.value = number.value + one() / Decimal::from_integer(2);
      number.tokens.last = context_.term_at(Table::function_word, number.tokens.last)->last;
    }
    apply_scales(number);
    if (!number.glued && has_more_words(number)) return read_cardinal(first, number);
    return number;
  }

  // "2023-му" is an ordinal, "3-х" the number three.
  bool read_joined_suffix(NumberMention& number) const {
    const std::uint32_t at = number.tokens.last;
    if (!glued(at) || !context_.has_word(at, "dash") || !glued(at + 1)) return false;
    const std::string_view kind = number_kind(at + 1);
    if (kind != "ordinal_suffix" && kind != "cardinal_suffix") return false;
    number.ordinal = kind == "ordinal_suffix";
    number.tokens.last = at + 2;
    if (!number.ordinal) apply_scales(number);
    return true;
  }

  // "3/4", and the fraction of "2 1/4": proper ones of the denominators in use, so that "24/7" and "3/31" are none.
  [[nodiscard]] Decimal proper_fraction(std::uint32_t at) const {
    constexpr std::string_view denominators = " 2 3 4 5 6 8 10 ";
    if (!is_digits(at) || !is_digits(at + 2) || tokens_.lower(at + 1) != "/") return {};
    if (!glued(at + 1) || !glued(at + 2) || (glued(at + 3) && tokens_.lower(at + 3) == "/")) return {};
    if (denominators.find(" " + std::string(tokens_.lower(at + 2)) + " ") == std::string_view::npos) return {};
    const auto numerator = Decimal::parse(tokens_.lower(at));
    const auto denominator = Decimal::parse(tokens_.lower(at + 2));
    if (!numerator || numerator->is_zero() || *numerator >= *denominator) return {};
    return *numerator / *denominator;
  }

  bool read_slash(NumberMention& number) const {
    const std::uint32_t first = number.tokens.first;
    const bool chained = first > 0 && glued(first) && tokens_.lower(first - 1) == "/";
    if (const Decimal part = proper_fraction(first); !part.is_zero() && !chained) {
      number.value = part;
      number.tokens.last = first + 3;
      number.fraction = true;
      number.glued = false;
      return true;
    }
    if (const Decimal part = proper_fraction(first + 1); !part.is_zero() && !number.glued) {
      number.value = number.value + part;
      number.tokens.last = first + 4;
      return true;
    }
    return false;
  }

  // "1.3e6", "12e-1", "1.3x10^6".
  bool read_exponent(NumberMention& number) const {
    std::uint32_t at = number.tokens.last;
    if (!glued(at)) return false;
    if (tokens_.lower(at) == "^") return raise(number);
    if (!is_word(at)) return false;
    const std::string_view letter = tokens_.lower(at);
    if (letter != "e") {
      const bool ten_to = letter == "x" && glued(at + 1) && glued(at + 2) && tokens_.lower(at + 1) == "10" &&
                          at + 2 < tokens_.size() && tokens_.lower(at + 2) == "^";
      if (!ten_to) return false;
      at += 2;
    }
    std::string sign;
    if (glued(at + 1) && (tokens_.lower(at + 1) == "-" || tokens_.lower(at + 1) == "+")) sign = tokens_.lower(++at);
    if (!glued(at + 1) || !is_digits(at + 1)) return false;
    const auto scale = Decimal::parse("1e" + (sign == "+" ? "" : sign) + std::string(tokens_.lower(at + 1)), true);
    if (!scale) return false;
    number.value = number.value * *scale;
    number.tokens.last = at + 2;
    number.glued = false;
    return true;
  }

  // "1.1^23", "2^-3"
  bool raise(NumberMention& number) const {
    constexpr std::int32_t exponent_max = 64;
    std::uint32_t at = number.tokens.last + 1;
    const bool negative = glued(at) && tokens_.lower(at) == "-";
    if (negative || (glued(at) && tokens_.lower(at) == "+")) ++at;
    if (!glued(at) || !is_digits(at)) return false;
    const auto exponent = Decimal::parse(tokens_.lower(at));
    if (!exponent || *exponent > Decimal::from_integer(exponent_max) || number.value.is_zero()) return false;
    Decimal value = one();
    for (Decimal step; step < *exponent; step = step + one()) value = value * number.value;
    number.value = negative ? one() / value : value;
    number.tokens.last = at + 1;
    return true;
  }

  // "1½", "1 ½".
  bool add_vulgar(NumberMention& number) const {
    const VulgarFraction* vulgar = vulgar_at(number.tokens.last);
    if (vulgar == nullptr) return false;
    number.value = number.value + Decimal::from_integer(vulgar->numerator) / Decimal::from_integer(vulgar->denominator);
    ++number.tokens.last;
    number.glued = false;
    return true;
  }

  // "10k", "3M", "1.2b", at the end of a clause "2.33 k": a letter that scales, where it cannot be a measure ("10m").
  void apply_letter(NumberMention& number) const {
    const std::uint32_t at = number.tokens.last;
    const Term* letter = context_.term_at(Table::scale, at);
    if (letter == nullptr || !is_word(at)) return;
    const std::string_view kind = letter->entry->column(1);
    if (kind != "number_suffix" && (kind != "capital_suffix" || !tokens_[at].capital)) return;
    if (is_word(letter->last) && (glued(letter->last) || !glued(at))) return;
    const std::uint32_t first = number.tokens.first;
    if (number.glued && first > 0 && glued(first) && digits_.is_name_before(first)) return;
    number.value = number.value * power(*letter);
    number.scale = number.scale * power(*letter);
    number.tokens.last = letter->last;
    number.scaled = true;
    number.glued = false;
  }

  void apply_scales(NumberMention& number) const {
    while (true) {
      std::uint32_t at = number.tokens.last;
      if (glued(at) && context_.has_word(at, "dash") && scale_word(at + 1) != nullptr) ++at;
      const Term* scale = scale_word(at);
      if (scale == nullptr) return;
      number.value = number.value * power(*scale);
      number.scale = number.scale * power(*scale);
      number.tokens.last = scale->last;
      number.scaled = true;
      number.glued = false;
    }
  }

  // Whether digits go on in words: "3 hundred", "4 thousand 3 hundred", "3 dozen", "6 crore and two hundred", "3
  // million and a half".
  [[nodiscard]] bool has_more_words(const NumberMention& number) const {
    const std::uint32_t at = number.tokens.last;
    const std::string_view kind = number_kind(at);
    if (kind == "hundred" || kind == "multiple" || kind == "multiples") return true;
    if (!number.scaled) return false;
    if (is_digits(at)) return number_kind(at + 1) == "hundred" || goes_on_in_digits(at, number.scale);
    return context_.has_word(at, "and") && !number_kind(at + 1).empty() && number_kind(at + 1) != "ordinal";
  }

  // "2 million [300 thousand]", "8 thousand [647] dollars": a group below `scale`.
  [[nodiscard]] bool goes_on_in_digits(std::uint32_t at, const Decimal& scale) const {
    constexpr std::size_t digits_in_group = 3;
    if (tokens_.lower(at).size() > digits_in_group || digits_.is_mark_and_digits(at + 1) || !tokens_[at].blank_before)
      return false;
    if (const Term* word = scale_word(at + 1)) return power(*word) < scale;
    const bool counts =
        context_.term_at(Table::currency, at + 1) != nullptr ||
        (context_.term_at(Table::unit, at + 1) != nullptr && tokens_.lower(at).size() == digits_in_group);
    return counts && scale >= Decimal::from_integer(1000);
  }

  [[nodiscard]] std::optional<NumberMention> read_words(std::uint32_t first) const {
    const std::string_view kind = number_kind(first);
    if (kind.empty() || kind.ends_with("_suffix") || kind == "multiples") return std::nullopt;
    NumberMention number{{first, first + 1}, one()};
    number.in_words = true;
    if (kind == "ordinal") {
      number.value = number_value(first);
      number.ordinal = true;
      number.tokens.last = number_end(first);
      return number;
    }
    if (kind == "fraction") return read_fraction(first, first);
    if (kind == "article") {
      const std::uint32_t next = first + 1;
      if (is_fraction(next)) return read_fraction(first, next);
      if (scale_word(next) != nullptr) return read_cardinal(first, number);
      if (number_kind(next) != "hundred" && number_kind(next) != "multiple") return std::nullopt;
    }
    if (kind == "hundred" && scale_word(number_end(first)) == nullptr) return std::nullopt;
    if (kind == "unit" && is_pronoun(first)) return std::nullopt;
    return read_cardinal(first, number);
  }

  // "this one": the one of which there is talk.
  [[nodiscard]] bool is_pronoun(std::uint32_t at) const {
    if (!context_.has_word(at, "pronoun_number") || at == 0 || !context_.has_word(at - 1, "pronoun_mark")) return false;
    const std::uint32_t next = number_end(at);
    return number_kind(next).empty() && scale_word(next) == nullptr && !context_.has_word(next, "dash");
  }

  // "a third of", "one fifth": else the word is an ordinal.
  [[nodiscard]] bool is_fraction(std::uint32_t at) const {
    if (divisor(at).is_zero()) return false;
    return number_kind(at) == "fraction" || context_.has_word(at + 1, "of") || !is_word(number_end(at));
  }

  // "half a billion", "half million", "a third of", "half a dozen": the fraction word stands at `at`.
  [[nodiscard]] NumberMention read_fraction(std::uint32_t first, std::uint32_t at) const {
    NumberMention number{{first, at}, one()};
    number.in_words = true;
    divide(number, divisor(at), number_of_kind(at, "fraction")->last);
    return number;
  }

  // Divides, and multiplies by the scale word behind the fraction: "three quarters of a million".
  void divide(NumberMention& number, const Decimal& by, std::uint32_t end) const {
    number.value = number.value / by;
    number.tokens.last = end;
    number.fraction = true;
    std::uint32_t next = end;
    if (context_.has_word(next, "of")) ++next;
    if (number_kind(next) == "article") ++next;
    if (number_kind(next) == "multiple") {
      number.value = number.value * number_value(next);
      number.tokens.last = number_end(next);
      number.fraction = false;
    } else if (scale_word(next) != nullptr) {
      number.tokens.last = next;
      number.fraction = false;
      apply_scales(number);
    }
  }

  // What stands below a scale word: "two hundred and fifty-four", "3 hundred and 21", "250".
  struct Group {
    Decimal value;
    std::uint32_t last = 0;
    Decimal tens;        // the last word, where that is "fifty": may belong to a denominator
    Decimal before_and;  // 200 of "two hundred and fifty-four"
    bool has_and = false;
    bool digits = false;
  };

  // Below a hundred: "fifty", "fifty-four", "two dozen", "21". Empty: none here.
  [[nodiscard]] std::optional<Group> read_small(std::uint32_t at) const {
    constexpr std::size_t digits_max = 2;
    Group group;
    if (is_digits(at)) {
      if (tokens_.lower(at).size() > digits_max || digits_.is_mark_and_digits(at + 1)) return std::nullopt;
      group.value = Decimal::parse(tokens_.lower(at)).value_or(Decimal{});
      group.last = at + 1;
      group.digits = true;
      return group.value.is_zero() ? std::nullopt : std::optional(group);
    }
    if (number_kind(at) == "tens") {
      group.value = group.tens = number_value(at);
      group.last = number_end(at);
      const std::uint32_t unit = after_joint(group.last);
      if (number_kind(unit) == "unit" && number_value(unit) < Decimal::from_integer(10) &&
          !number_value(unit).is_zero()) {
        group.value = group.value + number_value(unit);
        group.tens = {};
        group.last = number_end(unit);
      }
    } else if (number_kind(at) == "unit") {
      group.value = number_value(at);
      group.last = number_end(at);
    } else {
      return std::nullopt;
    }
    multiply_dozens(group);
    return group;
  }

  void multiply_dozens(Group& group) const {
    const std::string_view kind = number_kind(group.last);
    if (kind != "multiple" && kind != "multiples") return;
    group.value = group.value * number_value(group.last);
    group.last = number_end(group.last);
    group.tens = {};
  }

  [[nodiscard]] std::optional<Group> read_group(std::uint32_t at) const {
    std::optional<Group> group;
    if (is_digits(at)) {
      const auto run = digits_.read(at);
      if (!run) return std::nullopt;
      group = Group{run->value, run->last, {}, {}, false, true};
      multiply_dozens(*group);
    } else if (number_kind(at) == "one_scale") {
      group = Group{one(), at, {}, {}, false, false};  // "мільйон євро": read_scale reads the word itself
    } else if (number_kind(at) == "hundreds") {
      group = Group{number_value(at), number_end(at), {}, {}, false, false};
      if (const auto small = read_small(group->last); small && !small->digits) {
        group->value = group->value + small->value;
        group->tens = small->tens;
        group->last = small->last;
      }
    } else if (number_kind(at) == "article" || number_kind(at) == "hundred") {
      group = Group{one(), number_kind(at) == "hundred" ? at : number_end(at), {}, {}, false, false};
      multiply_dozens(*group);
    } else {
      group = read_small(at);
    }
    if (group && context_.has_word(group->last, "and_half")) {
      group->value = group->value + one() / Decimal::from_integer(2);
      group->last = context_.term_at(Table::function_word, group->last)->last;
      return group;
    }
    if (!group || number_kind(group->last) != "hundred") return group;
    group->value = group->value * number_value(group->last);
    group->last = number_end(group->last);
    group->tens = {};
    const bool by_and = context_.has_word(group->last, "and");
    const auto small = read_small(by_and ? group->last + 1 : group->last);
    if (!small || (small->digits && !by_and) || number_kind(small->last) == "hundred") return group;
    if (by_and && scale_word(small->last) == nullptr) {
      group->has_and = true;
      group->before_and = group->value;
    }
    group->value = group->value + small->value;
    group->tens = small->tens;
    group->last = small->last;
    return group;
  }

  // The product of the scale words at `at`, "thousand million" is one; `at` moves behind them. 0: none.
  [[nodiscard]] Decimal read_scale(std::uint32_t& at) const {
    Decimal scale;
    while (true) {
      const std::uint32_t next = glued(at) && glued(at + 1) ? after_joint(at) : at;
      const Term* word = scale_word(next);
      if (word == nullptr) return scale;
      scale = scale.is_zero() ? power(*word) : scale * power(*word);
      at = word->last;
    }
  }

  // Where the next group of a number that has a scale word may begin: right behind it, behind "and" or behind a comma.
  [[nodiscard]] std::uint32_t next_group(std::uint32_t at, bool in_words) const {
    if (context_.has_word(at, "and")) return number_kind(at + 1).empty() ? at : at + 1;
    const bool comma = in_words && at < tokens_.size() && tokens_.lower(at) == ",";
    return comma && is_word(at + 1) ? at + 1 : at;
  }

  // "two hundred and fifty thousand", "twenty-one thousand, three hundred and four", "4 thousand 3 hundred and 21":
  // groups times falling scales.
  [[nodiscard]] std::optional<NumberMention> read_cardinal(std::uint32_t first, NumberMention number) const {
    Decimal total;
    Group group;
    Decimal base;  // what stands before the last "and"
    Decimal last_scale;
    bool by_and = false;
    bool ends_with_scale = false;
    std::uint32_t end = first;
    for (std::uint32_t at = first;;) {
      const auto next = read_group(at);
      if (!next) break;
      std::uint32_t behind = next->last;
      const Decimal scale = read_scale(behind);
      const bool joined = at != first;
      const bool goes_on = joined && next->digits && goes_on_in_digits(at, last_scale);
      if (joined && next->digits && number_kind(next->last - 1) != "hundred" && scale.is_zero() && !next->has_and &&
          !goes_on)
        break;
      if (joined && next->digits && context_.has_word(at - 1, "and")) break;
      if (joined && !scale.is_zero() && scale >= last_scale) break;
      if (joined && scale.is_zero() && next->value >= last_scale) break;
      const bool by_comma = joined && tokens_.lower(at - 1) == ",";
      if (by_comma && scale.is_zero() && next->value < Decimal::from_integer(100)) break;  // "a million, one of them"
      by_and = joined && context_.has_word(at - 1, "and");
      base = by_and ? total : next->has_and ? total + next->before_and : Decimal{};
      by_and = by_and || (next->has_and && scale.is_zero());
      group = *next;
      ends_with_scale = !scale.is_zero();
      total = total + (ends_with_scale ? next->value * scale : next->value);
      end = behind;
      if (!ends_with_scale) break;
      number.scaled = true;
      number.scale = last_scale = scale;
      at = next_group(end, !is_digits(first));
      if (at == end && is_digits(at) && number_kind(at + 1) != "hundred" && !goes_on_in_digits(at, last_scale)) break;
      if (is_digits(first) && context_.has_word(end, "and")) break;  // "3 million and six trucks"
    }
    if (end == first) return std::nullopt;
    number.value = total;
    number.tokens = {first, end};
    if (!ends_with_scale && read_ordinal(number, group)) return number;
    if (!(ends_with_scale && by_and) && read_denominator(number, group, base, by_and, last_scale)) return number;
    if (add_fraction(number, ends_with_scale ? last_scale : Decimal{})) return number;
    if (number.in_words && !ends_with_scale && add_decimals(number)) return number;
    return number;
  }

  // "twenty-fifth", "one hundred and twenty-fifth".
  [[nodiscard]] bool read_ordinal(NumberMention& number, const Group& group) const {
    const Term* unit = number_of_kind(after_joint(number.tokens.last), "ordinal");
    if (group.tens.is_zero() || unit == nullptr) return false;
    const Decimal value = Decimal::parse(unit->entry->column(1)).value_or(Decimal{});
    if (value >= Decimal::from_integer(10)) return false;
    number.value = number.value + value;
    number.tokens.last = unit->last;
    number.ordinal = true;
    return true;
  }

  // What a denominator at `at` divides by, and its end: "thirds", "twenty-fifths".
  struct Denominator {
    Decimal value;
    std::uint32_t last = 0;
    bool singular = false;  // "third": only behind "one", else an ordinal
  };
  [[nodiscard]] std::optional<Denominator> denominator_at(std::uint32_t at) const {
    const std::uint32_t begin = after_joint(at);
    if (const Term* word = number_of_kind(begin, "fraction")) {
      return Denominator{divisor(begin), word->last, number_of_kind(begin, "ordinal") != nullptr};
    }
    if (number_kind(begin) != "tens") return std::nullopt;
    const std::uint32_t unit = after_joint(number_end(begin));
    const Term* word = number_of_kind(unit, "fraction");
    if (word == nullptr) return std::nullopt;
    return Denominator{number_value(begin) + divisor(unit), word->last, number_of_kind(unit, "ordinal") != nullptr};
  }

  // "two thirds", "one hundred and three quarters" (100.75), "one hundred thirty-fifths" (100/35).
  [[nodiscard]] bool read_denominator(NumberMention& number, const Group& group, const Decimal& base, bool by_and,
                                      const Decimal& last_scale) const {
    auto denominator = denominator_at(number.tokens.last);
    if (!denominator || group.digits) return false;
    Decimal numerator = number.value - (by_and ? base : Decimal{});
    if (numerator >= denominator->value) numerator = number.value;     // "one hundred and thirty fifths"
    if (!by_and && !group.tens.is_zero() && numerator > group.tens) {  // its last word is the denominator's first
      numerator = numerator - group.tens;
      denominator->value = denominator->value + group.tens;
    }
    if (numerator.is_zero() || (denominator->singular && numerator != one())) return false;
    NumberMention part{{number.tokens.first, number.tokens.last}, numerator};
    divide(part, denominator->value, denominator->last);
    if (by_and && !base.is_zero() && numerator < denominator->value) {
      const bool scaled_alone = part.scaled || last_scale.is_zero() || !number_kind(number.tokens.last - 1).empty();
      const bool of_scale = !scaled_alone || (!part.scaled && !last_scale.is_zero() && base >= last_scale);
      number.value = base + (of_scale ? part.value * last_scale : part.value);
      number.scaled = number.scaled || part.scaled;
    } else {
      number.value = part.value;
      number.fraction = part.fraction;
      number.scaled = part.scaled;
      number.scale = part.scale;
    }
    number.tokens.last = part.tokens.last;
    return true;
  }

  // "one and a half billion", "3 million and a half", "twenty and three fifths": `scale` is that of the last word, or
  // 0.
  bool add_fraction(NumberMention& number, const Decimal& scale) const {
    const std::uint32_t at = number.tokens.last;
    if (!context_.has_word(at, "and")) return false;
    Decimal numerator = one();
    std::uint32_t next = at + 1;
    if (number_kind(next) == "article") {
      next = number_end(next);
    } else if (const auto group = read_small(next); group && !group->digits) {
      numerator = group->value;
      next = group->last;
    } else {
      return false;
    }
    const auto denominator = denominator_at(next);
    if (!denominator || context_.has_word(denominator->last, "of")) return false;
    if (denominator->singular && numerator != one()) return false;
    const bool always = number_kind(next) == "fraction" || !is_word(denominator->last);
    const bool scaled_behind = scale_word(denominator->last) != nullptr;
    if (!always && !scaled_behind) return false;  // "two and a third country"
    const Decimal part = numerator / denominator->value;
    number.tokens.last = denominator->last;
    if (scale.is_zero()) {
      number.value = number.value + part;
      apply_scales(number);
    } else if (scaled_behind) {
      std::uint32_t behind = denominator->last;
      number.value = number.value + part * read_scale(behind);
      number.tokens.last = behind;
    } else {
      number.value = number.value + part * scale;
    }
    return true;
  }

  // "two hundred point zero three", "five point seventy-one".
  bool add_decimals(NumberMention& number) const {
    if (!context_.has_word(number.tokens.last, "point")) return false;
    std::string digits;
    std::uint32_t at = number.tokens.last + 1;
    constexpr std::size_t digits_max = 12;
    while (digits.size() < digits_max) {
      if (number_kind(at) == "unit" && number_value(at).is_zero()) {
        digits += '0';
        at = number_end(at);
        continue;
      }
      const auto small = is_digits(at) ? std::nullopt : read_small(at);
      if (!small) break;
      digits += small->value.to_string();
      at = small->last;
    }
    const auto part = Decimal::parse("0." + digits);
    if (digits.empty() || !part) return false;
    number.value = number.value + *part;
    number.tokens.last = at;
    apply_scales(number);
    return true;
  }

  const ReadingContext& context_;
  const Tokens& tokens_;
  DigitReader digits_;
};

// "two out of five", "1 over 3" at the end of a clause: one number that divides the other.
bool divides(const ReadingContext& context, const NumberMention& a, const NumberMention& b) {
  if (a.ordinal || b.ordinal || a.glued || b.glued || a.scaled || a.fraction || b.fraction || b.value.is_zero())
    return false;
  const Term* joint = context.term_at(Table::function_word, a.tokens.last);
  if (joint == nullptr || joint->last != b.tokens.first || context.term_ending_at(Table::currency, a.tokens.first))
    return false;
  const std::uint32_t behind = b.tokens.last;
  if (behind < context.tokens.size() && !context.has_word(behind, "sentence_end")) return false;
  return context.has_word(joint->first, "over") || (context.has_word(joint->first, "out_of") && a.value < b.value);
}

}  // namespace

std::vector<NumberMention> find_numbers(const ReadingContext& context) {
  if (context.pack->traits.unspaced) return find_compound_numbers(context);
  std::vector<NumberMention> numbers;
  const NumberReader reader(context);
  for (std::uint32_t at = 0; at < context.tokens.size(); ++at) {
    if (!reader.may_begin(at)) continue;
    const auto number = reader.read(at);
    if (!number) continue;
    if (!numbers.empty() && divides(context, numbers.back(), *number)) {
      numbers.back().value = numbers.back().value / number->value;
      numbers.back().fraction = true;
      numbers.back().tokens.last = number->tokens.last;
    } else {
      numbers.push_back(*number);
    }
    at = number->tokens.last - 1;
  }
  return numbers;
}

}  // namespace kept
