#include "claim/count.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>
#include "base/decimal.hpp"
#include "claim/amount.hpp"
#include "claim/claim.hpp"
#include "claim/context.hpp"
#include "claim/predicate.hpp"
#include "lang/lexicon.hpp"
#include "lang/packs.hpp"
#include "lang/token.hpp"

namespace kept {
namespace {

const DateMention* date_around(const ReadingContext& context, std::uint32_t token) {
  constexpr std::uint32_t date_tokens_max = 24;
  const std::uint32_t from = token - std::min(token, date_tokens_max);
  for (const DateMention& date : in(context.dates, {from, token + 1})) {
    if (date.tokens.contains(token)) return &date;
  }
  return nullptr;
}

// Whether a number follows the mark at `mark` soon: "2,000 tanks; more than 800 guns".
bool begins_item(const ReadingContext& context, std::uint32_t mark) {
  constexpr std::uint32_t words_max = 5;
  return !in(context.numbers, {mark + 1, mark + 1 + words_max}).empty();
}

// Whether the number at `at` stands behind such a mark.
bool is_list_item(const ReadingContext& context, TokenRange sentence, std::uint32_t at) {
  constexpr std::uint32_t words_max = 5;
  for (std::uint32_t back = 1; back <= words_max && at >= sentence.first + back; ++back) {
    if (context.has_word(at - back, "list_clause")) return true;
  }
  return false;
}

// What will be or should be, by the nearest such word before the number in its clause.
Modality modality_of(const ReadingContext& context, TokenRange sentence, std::uint32_t at) {
  if (context.pack->traits.verb_last) return predicate_behind(context, at, sentence.last).modality;
  constexpr std::uint32_t words_back_max = 14;
  constexpr std::uint32_t list_back_max = 60;
  Modality modality = Modality::stated;
  const std::uint32_t reach = is_list_item(context, sentence, at) ? list_back_max : words_back_max;
  const std::uint32_t from = std::max(sentence.first, at - std::min(at, reach));
  for (const Term& term : in(context.terms, {from, at})) {
    const bool next_clause = context.has_word(term.first, "list_clause") && !begins_item(context, term.first);
    if (context.has_word(term.first, "clause") || next_clause) modality = Modality::stated;
    const bool turns = term.table == Table::modality && term.entry->column(1) != "not";
    const bool pledges = term.table == Table::money_cue && term.entry->column(1) == "promised";
    if (!turns && !pledges) continue;
    const std::string_view name = turns ? term.entry->column(0) : std::string_view("promised");
    for (int value = 0; value <= static_cast<int>(Modality::denied); ++value) {
      if (to_string(static_cast<Modality>(value)) == name) modality = static_cast<Modality>(value);
    }
  }
  return modality;
}

const DateMention* nearest_date(const ReadingContext& context, TokenRange sentence, TokenRange tokens) {
  const DateMention* best = nullptr;
  std::uint32_t best_distance = 0;
  for (const DateMention& date : in(context.dates, sentence)) {
    if (date.weak || (!date.period.from && !date.period.to)) continue;
    const std::uint32_t distance = date.tokens.first >= tokens.last
                                       ? date.tokens.first - tokens.last
                                       : tokens.first - std::min(tokens.first, date.tokens.last);
    if (best != nullptr && distance >= best_distance) continue;
    best = &date;
    best_distance = distance;
  }
  return best;
}

Claim begin_claim(const ReadingContext& context, ClaimKind kind, TokenRange tokens, TokenRange number) {
  const SentenceTokens& sentence = context.sentences[context.sentence_of(number.first)];
  Claim claim;
  claim.kind = kind;
  claim.span = context.span(tokens);
  claim.sentence = sentence.span;
  Hedge hedge = find_hedge(context, number);
  // "50社以上": behind a counter as well.
  if (hedge.tokens.empty() && context.pack->traits.unspaced) hedge = find_hedge(context, {number.first, tokens.last});
  claim.quantifier = hedge.quantifier;
  if (!hedge.tokens.empty()) claim.because.push_back({"quantifier", context.span(hedge.tokens)});
  claim.modality = modality_of(context, sentence.tokens, number.first);
  if (const DateMention* date = nearest_date(context, near(sentence.tokens, number.first), tokens)) {
    claim.period = date->period;
    claim.date_precision = date->precision;
    claim.because.push_back({"date", context.span(date->tokens)});
  }
  return claim;
}

class CountReader {
 public:
  CountReader(const ReadingContext& context, const std::vector<Amount>& amounts)
      : context_(context), tokens_(context.tokens), amounts_(amounts) {}

  std::vector<Claim> read() {
    for (std::size_t at = 0; at < context_.numbers.size(); ++at) {
      const NumberMention& number = context_.numbers[at];
      if (!may_count(number)) continue;
      if (at + 1 < context_.numbers.size() &&
          (read_part_of_number(number, context_.numbers[at + 1]) || read_range(number, context_.numbers[at + 1]) ||
           read_either(number, context_.numbers[at + 1]))) {
        ++at;
      } else {
        read_one(number);
      }
    }
    return std::move(claims_);
  }

 private:
  struct Unit {
    const Term* term = nullptr;
    std::uint32_t last = 0;
  };

  [[nodiscard]] bool may_count(const NumberMention& number) const {
    if (number.ordinal || number.fraction || number.glued || number.value < Decimal{}) return false;
    if (context_.has_word(number.tokens.last, "percent")) return false;
    if (number.in_words && number.value == Decimal::from_integer(1)) return false;  // "one of the leading donors"
    if (number.tokens.first > 0 && context_.has_word(number.tokens.first - 1, "label_noun"))
      return false;  // "стаття 5"
    // "our two nations", "the two leaders" count nothing new.
    if (number.in_words && number.tokens.first > 0 && context_.has_word(number.tokens.first - 1, "definite"))
      return false;
    const auto amount =
        std::ranges::partition_point(amounts_, [&](const Amount& a) { return a.tokens.last <= number.tokens.first; });
    if (amount != amounts_.end() && amount->tokens.first < number.tokens.last) return false;
    return date_around(context_, number.tokens.first) == nullptr;
  }

  // The counted noun: the last of the nouns behind the number, adjectives between.
  [[nodiscard]] std::optional<Unit> unit_behind(std::uint32_t at, TokenRange sentence) const {
    const std::uint32_t words_between_max = context_.pack->traits.unspaced ? 1 : 6;
    std::optional<Unit> unit;
    const bool mark = at < tokens_.size() && tokens_[at].kind == TokenKind::mark;
    if (mark && tokens_.lower(at) != "\"") return unit;  // "Three-Axis System"
    for (std::uint32_t next = at; next < std::min(at + words_between_max, sentence.last);) {
      const Term* term = context_.term_at(Table::unit, next);
      if (term != nullptr) {
        unit = Unit{term, term->last};
        next = term->last;
        continue;
      }
      if (unit || !may_stand_between(next)) break;
      ++next;
    }
    return unit;
  }

  [[nodiscard]] bool may_stand_between(std::uint32_t at) const {
    if (tokens_[at].kind == TokenKind::mark)
      return tokens_.lower(at) == "-" || tokens_.lower(at) == "'" || tokens_.lower(at) == "\"";
    return !(context_.has_word(at, "stop") || context_.has_word(at, "of") || context_.has_word(at, "or") ||
             context_.has_word(at, "and") || context_.has_word(at, "to"));
  }

  // "six out of eight parties"
  bool read_part_of_number(const NumberMention& part, const NumberMention& whole) {
    const Term* joint = context_.term_at(Table::function_word, part.tokens.last);
    if (joint == nullptr || !context_.has_word(part.tokens.last, "out_of") || joint->last != whole.tokens.first)
      return false;
    const TokenRange sentence = sentence_of(part);
    const auto unit = unit_behind(whole.tokens.last, sentence);
    if (!unit || unit->term->entry->column(1) == "stop") return false;
    keep(part, {part.tokens.first, unit->last}, unit->term->entry->column(0));
    return true;
  }

  // "4-5 thousand shells", "from 4 to 5 shells": the first bears the scale of the second where it has none.
  bool read_range(const NumberMention& from, const NumberMention& to) {
    const std::uint32_t joint = from.tokens.last;
    if (to.tokens.first != joint + 1 || !may_count(to) || to.in_words != from.in_words) return false;
    const bool dash =
        context_.has_word(joint, "dash") && tokens_[joint].blank_before == tokens_[joint + 1].blank_before;
    const bool named = from.tokens.first > 0 && context_.has_word(from.tokens.first - 1, "from");
    if (!dash && !(named && context_.has_word(joint, "to"))) return false;
    const auto unit = unit_behind(to.tokens.last, sentence_of(to));
    const Decimal low = !from.scaled && to.scaled ? from.value * to.scale : from.value;
    if (!unit || unit->term->entry->column(1) == "stop" || low >= to.value) return false;
    keep(from, {from.tokens.first, unit->last}, unit->term->entry->column(0));
    claims_.back().value.reset();
    claims_.back().low = low;
    claims_.back().high = to.value;
    return true;
  }

  // "一千、二千万人": one or the other, so a range; both in words, the second with the scale of both.
  bool read_either(const NumberMention& low, const NumberMention& high) {
    if (!context_.pack->traits.unspaced || !low.in_words || !high.in_words || low.scale.is_zero()) return false;
    const std::uint32_t comma = low.tokens.last;
    if (high.tokens.first != comma + 1 || !context_.has_word(comma, "either_mark")) return false;
    const Decimal from = low.value * high.scale / low.scale;
    const Decimal three = Decimal::from_integer(3);
    if (from >= high.value || high.value > from * three) return false;
    const auto unit = unit_behind(high.tokens.last, sentence_of(high));
    if (!unit || unit->term->entry->column(1) == "stop") return false;
    keep(high, {low.tokens.first, unit->last}, unit->term->entry->column(0));
    claims_.back().value.reset();
    claims_.back().low = from;
    claims_.back().high = high.value;
    claims_.back().quantifier = Quantifier::about;
    return true;
  }

  void read_one(const NumberMention& number) {
    const TokenRange sentence = sentence_of(number);
    const auto unit = unit_behind(number.tokens.last, sentence);
    if (unit) {
      if (unit->term->entry->column(1) == "stop") return;
      keep(number, {number.tokens.first, unit->last}, unit->term->entry->column(0));
      return;
    }
    if (const Term* before = unit_before(number, sentence)) keep(number, number.tokens, before->entry->column(0));
  }

  // A large number without a noun of its own: "the number of refugees (3.3 million)", "3.4 million are displaced".
  [[nodiscard]] const Term* unit_before(const NumberMention& number, TokenRange sentence) const {
    const bool large = number.scaled || number.value >= Decimal::from_integer(1000);
    const std::uint32_t next = number.tokens.last;
    const bool alone = next >= sentence.last || tokens_[next].kind == TokenKind::mark ||
                       context_.has_word(next, "stop") || context_.has_word(next, "and");
    if (!large || !alone) return nullptr;
    const Term* found = nullptr;
    for (const Term& term : in(context_.terms, {sentence.first, number.tokens.first})) {
      if (term.table != Table::unit || term.entry->column(1) == "stop") continue;
      const bool counted = term.first >= sentence.first + 2 && context_.has_word(term.first - 1, "of") &&
                           context_.has_word(term.first - 2, "number_noun");
      if (counted || term.entry->column(1) == "population" || is_counted(term)) found = &term;
    }
    return found;
  }

  [[nodiscard]] bool is_counted(const Term& unit) const {
    const Span span = tokens_.span(unit.first, unit.last);
    constexpr std::ptrdiff_t claims_back_max = 16;
    const auto from = claims_.end() - std::min(std::ssize(claims_), claims_back_max);
    return std::any_of(from, claims_.end(), [&](const Claim& c) { return c.span.contains(span); });
  }

  [[nodiscard]] TokenRange sentence_of(const NumberMention& number) const {
    return near(context_.sentences[context_.sentence_of(number.tokens.first)].tokens, number.tokens.first);
  }

  void keep(const NumberMention& number, TokenRange tokens, std::string_view lemma) {
    Claim claim = begin_claim(context_, ClaimKind::count, tokens, number.tokens);
    claim.value = number.value;
    claim.unit = lemma;
    claims_.push_back(std::move(claim));
  }

  const ReadingContext& context_;
  const Tokens& tokens_;
  const std::vector<Amount>& amounts_;
  std::vector<Claim> claims_;
};

// One behind the noun phrase right behind a share: "третина [державного бюджету]".
std::uint32_t end_of_genitive(const ReadingContext& context, std::uint32_t at, std::uint32_t sentence_end) {
  constexpr std::uint32_t words_max = 2;
  std::uint32_t last = at;
  while (last < std::min(at + words_max, sentence_end) && context.tokens[last].kind == TokenKind::word &&
         !context.has_word(last, "stop") && !context.has_word(last, "and") && !context.has_word(last, "to")) {
    ++last;
  }
  return last;
}

// One behind the "of ..." part of a share: "of GDP", "of its 2022 GDP", "of the population".
std::uint32_t end_of_whole(const ReadingContext& context, std::uint32_t at) {
  constexpr std::uint32_t words_max = 6;
  const std::uint32_t sentence_end = context.sentences[context.sentence_of(at - 1)].tokens.last;
  if (context.pack->traits.bare_genitive) return end_of_genitive(context, at, sentence_end);
  if (at >= sentence_end || !(context.has_word(at, "of") || context.has_word(at, "determiner"))) return at;
  std::uint32_t last = at + 1;
  std::uint32_t nouns = 0;
  for (; last < std::min(at + words_max, sentence_end); ++last) {
    if (context.tokens[last].kind == TokenKind::mark) break;
    if (context.has_word(last, "determiner")) continue;
    if (context.has_word(last, "stop") && !(nouns == 0 && context.has_word(last, "back_reference"))) break;
    if (context.has_word(last, "of") || context.has_word(last, "and") || context.has_word(last, "to")) break;
    ++nouns;
  }
  return nouns == 0 ? at : last;
}

// "between 10 and 15 percent"
bool is_between(const ReadingContext& context, const NumberMention& low) {
  return low.tokens.first > 0 && context.has_word(low.tokens.first - 1, "between") &&
         context.has_word(low.tokens.last, "and");
}

// "its 2 % target", "the target of raising it to 2 %".
bool is_target(const ReadingContext& context, TokenRange tokens) {
  constexpr std::uint32_t words_before_max = 18;
  constexpr std::uint32_t words_behind_max = 4;
  const TokenRange sentence = context.sentences[context.sentence_of(tokens.first)].tokens;
  const std::uint32_t last = std::min(sentence.last, tokens.last + words_behind_max);
  for (std::uint32_t at = tokens.first; at < last; ++at) {
    if (context.has_word(at, "target_noun")) return true;
  }
  for (std::uint32_t at = tokens.first; at > sentence.first && tokens.first - at < words_before_max; --at) {
    if (context.has_word(at - 1, "clause") || context.has_word(at - 1, "group_mark")) return false;
    if (context.has_word(at - 1, "target_noun")) return true;
  }
  return false;
}

std::optional<Claim> read_share(const ReadingContext& context, const NumberMention& number,
                                const NumberMention* before) {
  const Term* percent = context.term_at(Table::function_word, number.tokens.last);
  const bool is_tenths = percent != nullptr && context.has_word(number.tokens.last, "tenths");
  const bool is_percent = is_tenths || (percent != nullptr && context.has_word(number.tokens.last, "percent"));
  if (!is_percent && !number.fraction) return std::nullopt;
  if (number.ordinal || date_around(context, number.tokens.first) != nullptr) return std::nullopt;
  const bool counted = before != nullptr && before->ordinal && before->tokens.last == number.tokens.first;
  if (number.fraction && counted) return std::nullopt;  // "the first half of the year"
  const Term* time = number.fraction ? context.term_at(Table::unit, number.tokens.last) : nullptr;
  if (time != nullptr && time->entry->column(1) == "stop") return std::nullopt;  // "пів року"
  std::uint32_t last = is_percent ? percent->last : number.tokens.last;
  const std::uint32_t whole = end_of_whole(context, last);
  const bool whole_before = context.pack->traits.unspaced;                 // "森の三分の二"
  if (!is_percent && whole == last && !whole_before) return std::nullopt;  // "half" of nothing
  last = whole;
  TokenRange tokens{number.tokens.first, last};
  const bool joined = is_percent && before != nullptr && before->tokens.last + 1 == number.tokens.first &&
                      before->value < number.value && !before->ordinal;
  const bool range = joined && (context.has_word(before->tokens.last, "dash") ||
                                context.has_word(before->tokens.last, "to") || is_between(context, *before));
  if (range) tokens.first = before->tokens.first;
  Claim claim = begin_claim(context, ClaimKind::share, tokens, {tokens.first, number.tokens.last});
  if (claim.modality == Modality::stated && is_target(context, tokens)) claim.modality = Modality::promised;
  claim.unit = "%";
  const Decimal per_cent = Decimal::from_integer(is_tenths ? 10 : 1);
  if (range) {
    claim.low = before->value * per_cent;
    claim.high = number.value * per_cent;
  } else {
    const Decimal hundred = Decimal::from_integer(100);
    claim.value = is_percent ? number.value * per_cent : (number.value * hundred).rounded_to_exponent(-2);
  }
  return claim;
}

}  // namespace

std::vector<Claim> read_counts(const ReadingContext& context, const std::vector<Amount>& amounts) {
  if (context.sentences.empty()) return {};
  return CountReader(context, amounts).read();
}

std::vector<Claim> read_shares(const ReadingContext& context) {
  std::vector<Claim> claims;
  for (std::size_t at = 0; at < context.numbers.size() && !context.sentences.empty(); ++at) {
    const NumberMention* before = at > 0 ? &context.numbers[at - 1] : nullptr;
    if (auto claim = read_share(context, context.numbers[at], before)) claims.push_back(*std::move(claim));
  }
  return claims;
}

std::string_view reason_left_out(const ReadingContext& context, const NumberMention& number) {
  if (date_around(context, number.tokens.first) != nullptr) return "a date";
  if (number.ordinal) return "an ordinal";
  if (number.glued) return "part of a name";
  const Term* unit = context.term_at(Table::unit, number.tokens.last);
  if (unit != nullptr && unit->entry->column(1) == "stop") return "a duration or a measure";
  if (number.in_words && number.value == Decimal::from_integer(1)) return "\"one\"";
  if (number.fraction) return "a fraction of nothing named";
  return "no currency and no counted noun";
}

}  // namespace kept
