#include "claim/compound_number.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.hpp"
#include "claim/context.hpp"
#include "lang/lexicon.hpp"
#include "lang/token.hpp"

namespace kept {
namespace {

constexpr std::size_t digits_in_group = 3;
constexpr int exponent_max = 30;
constexpr std::string_view middle_dot = "・";

// A run of digits, of figures or ideographs: "1,250", "14.4", "一四・四", "二〇二五".
struct DigitRun {
  Decimal value;
  std::uint32_t last = 0;
  bool figures = false;
};

class CompoundReader {
 public:
  explicit CompoundReader(const ReadingContext& context) : context_(context), tokens_(context.tokens) {}

  // The number that begins at `first`; the caller skips to its end.
  std::optional<NumberMention> read(std::uint32_t first) const {
    if (number_kind(first) == "fraction") return half(first);
    const std::uint32_t behind_sign = behind_minus(first);
    if (behind_sign > first) return negative(first, behind_sign);
    const bool ordinal = number_kind(first) == "ordinal_prefix";
    std::uint32_t begin = first;
    if (ordinal) begin = context_.term_at(Table::number, first)->last;
    const bool vague = number_kind(begin) == "vague";
    if (vague) begin = context_.term_at(Table::number, begin)->last;
    if (vague && number_kind(begin) != "power" && scale_at(begin) == nullptr) return std::nullopt;  // "数が"
    auto number = sum(begin, vague);
    if (!number) return std::nullopt;
    number->tokens.first = first;
    number->ordinal = ordinal;
    if (!vague && !ordinal) {
      divide(*number);
      add_fraction(*number);
      multiply(*number);
    }
    number->glued = number->glued || vague || is_part_of_word(first, number->tokens.last);
    return number;
  }

 private:
  [[nodiscard]] std::string_view number_kind(std::uint32_t at) const {
    const Term* term = context_.term_at(Table::number, at);
    return term == nullptr ? std::string_view{} : term->entry->column(0);
  }
  [[nodiscard]] const Term* scale_at(std::uint32_t at) const {
    const Term* term = context_.term_at(Table::scale, at);
    return term != nullptr && term->entry->column(1) == "word" ? term : nullptr;
  }
  [[nodiscard]] bool glued(std::uint32_t at) const { return at < tokens_.size() && !tokens_[at].blank_before; }
  [[nodiscard]] bool is_figures(std::uint32_t at) const {
    return at < tokens_.size() && tokens_[at].kind == TokenKind::number;
  }
  static Decimal power_of_ten(std::string_view exponent) {
    return Decimal::parse("1e" + std::string(exponent), true).value_or(Decimal::from_integer(1));
  }

  // Ideographic digits from `at`, as ASCII. `inside` a number a word that begins with a digit is that digit: the "一部"
  // of "二十一部".
  [[nodiscard]] std::string ideographic_digits(std::uint32_t& at, bool inside) const {
    std::string digits;
    const auto is_digit = [&](std::uint32_t token) {
      const std::string_view kind = number_kind(token);
      return kind == "digit" || (kind == "word" && (inside || !digits.empty()));
    };
    while (is_digit(at) && (digits.empty() || glued(at))) {
      digits += context_.term_at(Table::number, at)->entry->column(1);
      ++at;
    }
    return digits;
  }

  [[nodiscard]] std::optional<DigitRun> digit_run(std::uint32_t first, bool inside) const {
    std::uint32_t at = first;
    const bool figures = is_figures(at);
    std::string digits = figures ? std::string(tokens_.lower(at++)) : ideographic_digits(at, inside);
    if (digits.empty()) return std::nullopt;
    bool grouped = digits.size() <= digits_in_group;
    while (figures && grouped && context_.has_word(at, "group_mark") && glued(at) && glued(at + 1) &&
           is_figures(at + 1) && tokens_.lower(at + 1).size() == digits_in_group) {
      digits += tokens_.lower(at + 1);
      at += 2;
    }
    if (context_.has_word(at, "decimal_mark") && glued(at) && glued(at + 1)) {
      std::uint32_t behind = at + 1;
      const std::string fraction =
          is_figures(behind) ? std::string(tokens_.lower(behind++)) : ideographic_digits(behind, true);
      const bool plain = tokens_.lower(at) != middle_dot || !figures || is_measured(behind);
      if (!fraction.empty() && plain) {
        digits += "." + fraction;
        at = behind;
      }
    }
    const auto value = Decimal::parse(digits);
    if (!value) return std::nullopt;
    return DigitRun{*value, at, figures};
  }

  // "二百・〇三": decimals behind a power.
  void add_decimals(NumberMention& number) const {
    const std::uint32_t at = number.tokens.last;
    if (!number.in_words || !context_.has_word(at, "decimal_mark") || !glued(at) || !glued(at + 1)) return;
    std::uint32_t behind = at + 1;
    const std::string digits = ideographic_digits(behind, true);
    const auto fraction = Decimal::parse("0." + digits);
    if (digits.empty() || !fraction) return;
    number.value = number.value + *fraction;
    number.tokens.last = behind;
  }

  // Between figures a point in the middle is one of decimals only where a scale, a currency or a share follows:
  // "二・七兆", not "三・四班".
  [[nodiscard]] bool is_measured(std::uint32_t at) const {
    return scale_at(at) != nullptr || context_.has_word(at, "percent") || context_.has_word(at, "tenths") ||
           context_.term_at(Table::currency, at) != nullptr || context_.term_at(Table::unit, at) != nullptr;
  }

  // "半数"
  [[nodiscard]] std::optional<NumberMention> half(std::uint32_t first) const {
    const Term* word = context_.term_at(Table::number, first);
    const auto divisor = Decimal::parse(word->entry->column(1));
    if (!divisor || divisor->is_zero()) return std::nullopt;
    NumberMention number{{first, word->last}, Decimal::from_integer(1) / *divisor};
    number.in_words = number.fraction = true;
    return number;
  }

  // Coefficients times falling powers make a section, sections times falling scales the number.
  [[nodiscard]] std::optional<NumberMention> sum(std::uint32_t first, bool vague) const {
    NumberMention number{{first, first}, Decimal{}};
    number.in_words = true;
    Decimal section;
    Decimal last_power;  // 0 is none
    Decimal last_scale;
    std::uint32_t parts = 0;
    std::uint32_t at = first;
    bool scale_may_follow = false;
    while (at == first || glued(at) || (scale_may_follow && scale_at(at) != nullptr)) {
      if (const Term* scale = scale_at(at);
          scale != nullptr && (scale_may_follow || !last_scale.is_zero() || (vague && at == first))) {
        const Decimal power = power_of_ten(scale->entry->column(0));
        if (!scale_may_follow && !last_scale.is_zero() && parts == 1) {  // "1万億"
          number.value = number.value * power;
          number.scale = number.scale * power;
          last_scale = power;
          at = number.tokens.last = scale->last;
          continue;
        }
        if (!last_scale.is_zero() && (power >= last_scale || !scale_may_follow)) break;
        number.value = number.value + (scale_may_follow ? section : Decimal::from_integer(1)) * power;
        section = last_power = Decimal{};
        last_scale = power;
        scale_may_follow = false;
        number.scaled = true;
        number.scale = parts == 1 ? number.scale * power : power;
        at = number.tokens.last = scale->last;
        continue;
      }
      if (number_kind(at) == "vague" && at > first) {  // "十数億"
        number.glued = true;
        ++at;
        continue;
      }
      const auto run = digit_run(at, at > first);
      const std::uint32_t behind = run ? run->last : at;
      if (!run && number_kind(behind) != "power") break;
      if (run && scale_may_follow && last_power.is_zero()) break;  // "20" of "10 20"
      if (run && run->figures) number.in_words = false;
      Decimal coefficient = run ? run->value : Decimal::from_integer(1);
      at = behind;
      if (number_kind(behind) == "power" && (!run || glued(behind))) {
        const Term* term = context_.term_at(Table::number, behind);
        const Decimal power = Decimal::parse(term->entry->column(1)).value_or(Decimal{});
        if (!last_power.is_zero() && power >= last_power) break;
        if (parts == 0 && run) number.scale = power;
        number.scaled = number.scaled || (run && run->figures);
        coefficient = coefficient * power;
        last_power = power;
        at = term->last;
      } else {
        last_power = Decimal{};
      }
      section = section + coefficient;
      ++parts;
      scale_may_follow = true;
      number.tokens.last = at;
      if (last_power.is_zero() && scale_at(at) == nullptr) break;
    }
    if (number.tokens.empty()) return std::nullopt;
    if (scale_may_follow) number.value = number.value + section;
    if (scale_may_follow && !last_power.is_zero()) add_decimals(number);
    return number;
  }

  // One behind "−" or "マイナス" right before a number, or `at`. A dash that joins something is none, nor a bullet.
  [[nodiscard]] std::uint32_t behind_minus(std::uint32_t at) const {
    const Term* word = context_.term_at(Table::function_word, at);
    if (word != nullptr && context_.has_word(at, "minus")) return word->last;
    if (tokens_.lower(at) != "-" || at == 0 || !glued(at + 1) || !is_figures(at + 1)) return at;
    const TokenKind before = tokens_[at - 1].kind;
    const bool joins =
        glued(at) && (before == TokenKind::number || before == TokenKind::word || !number_kind(at - 1).empty());
    const bool bullet =
        context_.sentences.empty() || context_.sentences[context_.sentence_of(at)].paragraph_first == at;
    return joins || bullet ? at : at + 1;
  }

  [[nodiscard]] std::optional<NumberMention> negative(std::uint32_t first, std::uint32_t behind_sign) const {
    if (behind_sign >= tokens_.size()) return std::nullopt;
    auto number = read(behind_sign);
    if (!number || number->ordinal) return std::nullopt;
    number->value = Decimal{} - number->value;
    number->tokens.first = first;
    return number;
  }

  // "二と四分の一"
  void add_fraction(NumberMention& number) const {
    const std::uint32_t at = number.tokens.last;
    const Term* joint = context_.term_at(Table::function_word, at);
    const bool joined = context_.has_word(at, "and") || context_.has_word(at, "and_fraction");
    if (number.fraction || joint == nullptr || !joined) return;
    auto part = sum(joint->last, false);
    if (!part) return;
    divide(*part);
    if (!part->fraction || part->value >= Decimal::from_integer(1)) return;
    number.value = number.value + part->value;
    number.tokens.last = part->tokens.last;
  }

  // "二ダース"; "十の三乗", "1.2×10の-3乗"
  void multiply(NumberMention& number) const {
    const Term* times = context_.term_at(Table::number, number.tokens.last);
    if (times != nullptr && times->entry->column(0) == "times") {
      number.value = number.value * Decimal::parse(times->entry->column(1)).value_or(Decimal::from_integer(1));
      number.tokens.last = times->last;
      return;
    }
    std::uint32_t at = number.tokens.last;
    const bool of_ten = at + 2 < tokens_.size() && tokens_.lower(at) == "×" && tokens_.lower(at + 1) == "10";
    if (of_ten) at += 2;
    if (!context_.has_word(at, "of") || at + 1 >= tokens_.size()) return;
    const bool minus = tokens_.lower(at + 1) == "-";
    const auto power = sum(at + (minus ? 2 : 1), false);
    if (!power || number_kind(power->tokens.last) != "exponent") return;
    const Decimal most = Decimal::from_integer(exponent_max);
    if (power->value > most || power->scaled) return;
    const Decimal base = of_ten ? Decimal::from_integer(10) : number.value;
    if (base.is_zero()) return;
    Decimal product = Decimal::from_integer(1);
    for (Decimal left = power->value; left >= Decimal::from_integer(1); left = left - Decimal::from_integer(1)) {
      product = product * base;
    }
    if (minus) product = Decimal::from_integer(1) / product;
    number.value = of_ten ? number.value * product : product;
    number.tokens.last = power->tokens.last + 1;
  }

  // "三分の二": what stands before the joint divides what stands behind it.
  void divide(NumberMention& number) const {
    const Term* joint = context_.term_at(Table::number, number.tokens.last);
    if (joint == nullptr || joint->entry->column(0) != "fraction_joint" || number.value.is_zero()) return;
    const auto upper = sum(joint->last, false);
    if (!upper) return;
    number.value = upper->value / number.value;
    number.tokens.last = upper->tokens.last;
    number.fraction = true;
    number.scaled = false;
  }

  // "G7", "F-16", "16GB", but not "US$5", "5USD".
  [[nodiscard]] bool is_part_of_word(std::uint32_t first, std::uint32_t last) const {
    if (glued(last) && tokens_[last].kind == TokenKind::word && context_.term_at(Table::currency, last) == nullptr &&
        context_.term_at(Table::unit, last) == nullptr) {
      return true;
    }
    if (first == 0 || !glued(first) || !is_figures(first)) return false;
    if (tokens_[first - 1].kind == TokenKind::word) return context_.term_ending_at(Table::currency, first) == nullptr;
    const bool dash = tokens_.lower(first - 1) == "-";
    return dash && first > 1 && glued(first - 1) && tokens_[first - 2].kind == TokenKind::word &&
           context_.term_ending_at(Table::currency, first - 1) == nullptr;
  }

  const ReadingContext& context_;
  const Tokens& tokens_;
};

}  // namespace

std::vector<NumberMention> find_compound_numbers(const ReadingContext& context) {
  std::vector<NumberMention> numbers;
  const CompoundReader reader(context);
  for (std::uint32_t at = 0; at < context.tokens.size(); ++at) {
    const Term* word = context.term_at(Table::number, at);
    if (word != nullptr && word->entry->column(0) == "word") {  // "一般", "四川"
      at = word->last - 1;
      continue;
    }
    if (context.tokens[at].kind != TokenKind::number && word == nullptr && context.tokens.lower(at) != "-" &&
        !context.has_word(at, "minus")) {
      continue;
    }
    if (const auto number = reader.read(at)) {
      numbers.push_back(*number);
      at = number->tokens.last - 1;
    }
  }
  return numbers;
}

}  // namespace kept
