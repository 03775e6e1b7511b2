#include "compare/value.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/decimal.hpp"
#include "base/text.hpp"
#include "claim/amount.hpp"
#include "claim/claim.hpp"
#include "claim/context.hpp"
#include "document/document.hpp"
#include "lang/lexicon.hpp"
#include "lang/packs.hpp"
#include "lang/token.hpp"

namespace kept {
namespace {

Span because_span(const Claim& claim, std::string_view field) {
  const auto found = std::ranges::find(claim.because, field, &Because::field);
  return found == claim.because.end() ? Span{} : found->span;
}

bool has_digits(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos || text.find("\xEF\xBC") != std::string_view::npos;
}

// "1-ша", "20-year", "5th": letters joined to the digits make an ordinal or a compound.
bool is_joined_to_letters(std::string_view text, Span span) {
  std::string_view behind = text.substr(span.end.value);
  for (const std::string_view dash : {"-", "\xE2\x80\x91", "\xE2\x80\x90"}) {
    if (!behind.starts_with(dash)) continue;
    behind.remove_prefix(dash.size());
    const auto next = behind.empty() ? ' ' : behind.front();
    return (next & 0x80) != 0 || (next >= 'a' && next <= 'z');
  }
  return false;
}

TextValue value_of(const Claim& claim, const Document& document) {
  TextValue value;
  value.loose = claim.kind != ClaimKind::money && !has_digits(claim.span.of(document.text));
  value.kind = claim.kind == ClaimKind::money ? TextValueKind::amount : TextValueKind::number;
  value.span = claim.span;
  value.sentence = claim.sentence;
  value.value = claim.value;
  value.low = claim.low;
  value.high = claim.high;
  value.currency = claim.currency;
  value.quantifier = claim.quantifier;
  value.period = claim.period;
  value.period_span = because_span(claim, "date");
  return value;
}

std::vector<Decimal> digits_of(const ReadingContext& context, TokenRange range) {
  std::vector<Decimal> digits;
  for (std::uint32_t at = range.first; at < range.last; ++at) {
    if (context.tokens[at].kind != TokenKind::number) continue;
    if (const auto number = Decimal::parse(context.tokens.lower(at))) digits.push_back(*number);
  }
  return digits;
}

// "24 hours" is a day in another language's word: a duration, and a multiple of 24.
bool is_days_in_hours(const ReadingContext& context, const NumberMention& number) {
  const Term* unit = context.term_at(Table::unit, number.tokens.last);
  if (unit == nullptr || unit->entry->column(0) != "duration") return false;
  const Decimal hours_of_day = Decimal::from_integer(24);
  const Decimal days = number.value / hours_of_day;
  return days.exponent() >= 0;
}

// Whether nothing but a dash stands between two mentions: "4-5 thousand", "4 – 5 thousand".
bool makes_range(const ReadingContext& context, const NumberMention& low, const NumberMention& high) {
  if (high.tokens.first != low.tokens.last + 1) return false;
  return context.has_word(low.tokens.last, "dash");
}

class ValueFinder {
 public:
  ValueFinder(const Document& document, const Reading& reading, const Packs& packs)
      : document_(document), reading_(reading), packs_(packs) {}

  std::vector<TextValue> find() {
    for (const Claim& claim : reading_.claims) {
      if (claim.value || claim.low) add(value_of(claim, document_));
    }
    for (const std::string_view language : languages_read(document_, packs_)) {
      const auto context = make_reading_context(document_, packs_, language);
      if (!context) continue;
      for (const DateMention& date : context->dates) add_date(*context, date);
      for (std::size_t at = 0; at < context->numbers.size(); ++at) add_number(*context, at);
    }
    std::ranges::sort(values_, {}, &TextValue::span);
    return std::move(values_);
  }

 private:
  void add(TextValue value) {
    const auto overlaps = [&](const TextValue& other) { return other.span.overlaps(value.span); };
    if (std::ranges::any_of(values_, overlaps)) return;
    values_.push_back(std::move(value));
  }

  // The sentence around it; a number in none (a table's cell cut otherwise) is its own.
  static Span sentence_at(const ReadingContext& context, TokenRange range) {
    if (context.sentences.empty()) return context.span(range);
    return context.sentences[context.sentence_of(range.first)].span;
  }

  static bool in_a_sentence(const ReadingContext& context, TokenRange range) {
    return !context.sentences.empty() &&
           context.sentences[context.sentence_of(range.first)].tokens.contains(range.first);
  }

  void add_date(const ReadingContext& context, const DateMention& date) {
    const bool whole = date.period.from || date.period.to;
    std::vector<Decimal> digits = digits_of(context, date.tokens);
    if (!whole || digits.empty() || !in_a_sentence(context, date.tokens)) return;
    TextValue value;
    value.kind = TextValueKind::date;
    value.span = context.span(date.tokens);
    value.sentence = sentence_at(context, date.tokens);
    value.period = date.period;
    value.digits = std::move(digits);
    value.loose = date.weak;
    add(std::move(value));
  }

  void add_number(const ReadingContext& context, std::size_t at) {
    const NumberMention& number = context.numbers[at];
    if (!in_a_sentence(context, number.tokens)) return;
    TextValue value;
    value.span = context.span(number.tokens);
    value.sentence = sentence_at(context, number.tokens);
    value.value = number.value;
    value.quantifier = find_hedge(context, number.tokens).quantifier;
    value.loose = number.in_words || number.ordinal || number.glued || number.fraction ||
                  is_days_in_hours(context, number) || is_joined_to_letters(document_.text, value.span);
    if (at + 1 < context.numbers.size() && makes_range(context, number, context.numbers[at + 1])) {
      const NumberMention& high = context.numbers[at + 1];
      const bool shares_scale = high.scaled && !number.scaled && number.value < high.value / high.scale;
      value.value.reset();
      value.low = shares_scale ? number.value * high.scale : number.value;
      value.high = high.value;
      value.span.end = context.span(high.tokens).end;
    }
    add(std::move(value));
  }

  const Document& document_;
  const Reading& reading_;
  const Packs& packs_;
  std::vector<TextValue> values_;
};

}  // namespace

std::vector<TextValue> find_values(const Document& document, const Reading& reading, const Packs& packs) {
  return ValueFinder(document, reading, packs).find();
}

}  // namespace kept
