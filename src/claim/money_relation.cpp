#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/decimal.hpp"
#include "claim/amount.hpp"
#include "claim/context.hpp"
#include "claim/money_fields.hpp"
#include "lang/lexicon.hpp"
#include "lang/packs.hpp"
#include "lang/word_kind.hpp"

namespace kept {
namespace {

// "8.8 billion yen (approximately 63.3 million US dollars)", "CAD 5 million, or about EUR 3.3 million".
bool restates(const ReadingContext& context, const Amount& base, const Amount& other) {
  if (base.sentence != other.sentence || base.currency == other.currency) return false;
  const std::uint32_t begin = other.begin();
  if (begin <= base.tokens.last) return false;
  const std::uint32_t base_begin = base.begin();
  const bool base_in_bracket = base_begin > 0 && context.has_word(base_begin - 1, "open");
  if (context.has_word(begin - 1, "open")) return !base_in_bracket;
  // "四百億ドル、約六兆円": side by side, in languages that join equivalents by a comma.
  if (begin == base.tokens.last + 1 && context.pack->traits.verb_last && context.has_word(begin - 1, "either_mark")) {
    return true;
  }
  constexpr std::uint32_t joint_max = 3;
  if (begin - base.tokens.last > joint_max) return false;
  for (std::uint32_t at = base.tokens.last; at < begin; ++at) {
    if (context.has_word(at, "or") || context.has_word(at, "equivalent")) return true;
  }
  return false;
}

// "In yen terms, it was ...": the nearest amount before it in another currency, in the same paragraph.
std::optional<std::size_t> restated_by_word(const ReadingContext& context, const std::vector<Amount>& amounts,
                                            std::size_t at) {
  constexpr std::uint32_t words_before_max = 12;
  constexpr std::size_t sentences_back_max = 2;
  const std::uint32_t begin = amounts[at].begin();
  bool said = false;
  for (std::uint32_t back = 1; back <= words_before_max && back <= begin; ++back) {
    said = said || context.has_word(begin - back, "in_terms_of");
  }
  if (!said) return std::nullopt;
  for (std::size_t before = at; before-- > 0;) {
    if (amounts[before].sentence + sentences_back_max < amounts[at].sentence) break;
    if (context.sentences[amounts[before].sentence].paragraph != context.sentences[amounts[at].sentence].paragraph)
      break;
    if (amounts[before].currency != amounts[at].currency) return before;
  }
  return std::nullopt;
}

class PartReader {
 public:
  PartReader(const ReadingContext& context, const std::vector<Amount>& amounts, AmountLinks& links)
      : context_(context), amounts_(amounts), links_(links) {}

  void read() {
    for (std::size_t at = 0; at < amounts_.size(); ++at) {
      if (links_.equivalent_of[at]) continue;
      links_.part_of[at] = total_of(at);
    }
    link_sums();
  }

 private:
  [[nodiscard]] bool is_sum(std::size_t at, WordKind kind = "sum") const {
    const Term* word = context_.term_ending_at(Table::function_word, amounts_[at].begin());
    return word != nullptr && context_.has_word(word->first, kind);
  }

  [[nodiscard]] bool clause_between(std::size_t part, std::size_t total) const {
    for (std::uint32_t at = amounts_[part].tokens.last; at < amounts_[total].tokens.first; ++at) {
      if (context_.has_word(at, "clause")) return true;
    }
    return false;
  }

  // "PART and PART, in all TOTAL": the total stands behind its parts.
  [[nodiscard]] std::optional<std::size_t> sum_behind(std::size_t at) const {
    constexpr std::size_t parts_max = 16;
    for (std::size_t next = at + 1; next < std::min(amounts_.size(), at + parts_max); ++next) {
      if (amounts_[next].sentence != amounts_[at].sentence) break;
      const bool sum = is_sum(next) && !clause_between(at, next);
      if (!sum && !is_sum(next, "sum_behind_clause")) continue;
      return amounts_[next].currency == amounts_[at].currency ? std::optional(next) : std::nullopt;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<std::size_t> total_of(std::size_t at) const {
    if (is_sum(at)) return std::nullopt;
    if (const auto sum = sum_behind(at)) return sum;
    const TokenRange sentence = window_of(context_, amounts_[at]);
    // "Out of [more than] TOTAL ..., PART": the sentence's first amount is a total.
    const auto first = first_in_sentence(at);
    if (first != at && opens_with_out_of(first, sentence)) return first;
    // "TOTAL ..., including PART and PART".
    if (const auto cue = part_cue_before(at, sentence)) {
      for (std::size_t before = at; before-- > 0;) {
        if (amounts_[before].sentence != amounts_[at].sentence) break;
        if (amounts_[before].tokens.last <= *cue && !links_.equivalent_of[before]) return before;
      }
      return total_before_sentence(at, *cue);
    }
    if (is_of_these(at)) return total_before_sentence(at, sentence.first);
    if (is_of_next(at)) return at + 1;
    if (is_tranche_of_last(at)) return at - 1;
    return std::nullopt;
  }

  [[nodiscard]] std::size_t first_in_sentence(std::size_t at) const {
    constexpr std::size_t amounts_back_max = 16;
    for (std::size_t back = 0; back < amounts_back_max && at > 0; ++back) {
      if (amounts_[at - 1].sentence != amounts_[at].sentence) break;
      --at;
    }
    return at;
  }

  [[nodiscard]] bool opens_with_out_of(std::size_t first, TokenRange sentence) const {
    std::uint32_t at = amounts_[first].begin();
    while (at > sentence.first && (context_.has_word(at - 1, "determiner") || context_.has_word(at - 1, "hedge_gap"))) {
      --at;
    }
    if (at == sentence.first) return false;
    if (at - 1 == sentence.first) return context_.has_word(at - 1, "of");
    return at >= sentence.first + 2 && context_.has_word(at - 2, "out_of");
  }

  // The begin of the nearest part word before the amount: "including", "of which", "includes".
  [[nodiscard]] std::optional<std::uint32_t> part_cue_before(std::size_t at, TokenRange sentence) const {
    std::optional<std::uint32_t> found;
    for (const Term& term : in(context_.terms, {sentence.first, amounts_[at].tokens.first})) {
      if (term.table != Table::money_word) continue;
      if (term.entry->column(0) != "part" && term.entry->column(0) != "whole") continue;
      if (!points_back(term)) found = term.first;
    }
    // "including its staff, to more than $5 million" ends what is included.
    const std::uint32_t begin = amounts_[at].begin();
    if (found && begin > *found + 2 && context_.has_word(begin - 1, "bare")) return std::nullopt;
    return found;
  }

  [[nodiscard]] bool names_a_total(TokenRange range) const {
    for (std::uint32_t at = range.first; at < range.last; ++at) {
      if (context_.has_word(at, "back_noun")) return true;
    }
    return false;
  }

  // "[PART] of these funds": what follows is no part.
  [[nodiscard]] bool points_back(const Term& cue) const {
    if (cue.first == 0 || !context_.has_word(cue.first, "of") || context_.has_word(cue.last - 1, "relative"))
      return false;
    constexpr std::uint32_t amount_tokens_max = 24;
    const std::uint32_t from = cue.first - std::min(cue.first, amount_tokens_max);
    return std::ranges::any_of(in(amounts_, {from, cue.first}), [&](const Amount& a) {
      return a.tokens.last == cue.first ||
             (a.tokens.last + 1 == cue.first && context_.has_word(a.tokens.last, "close"));
    });
  }

  // "PART of the TOTAL", "the last PART tranche of our TOTAL loan".
  [[nodiscard]] bool is_of_next(std::size_t at) const {
    constexpr std::uint32_t words_max = 5;
    if (at + 1 >= amounts_.size() || amounts_[at + 1].sentence != amounts_[at].sentence) return false;
    const TokenRange between{amounts_[at].tokens.last, amounts_[at + 1].begin()};
    if (between.empty() || between.last - between.first > words_max) return false;
    bool of = false;
    for (std::uint32_t token = between.first; token < between.last; ++token) {
      const bool is_of = context_.has_word(token, "of");
      of = of || is_of;
      if (!is_of && !context_.has_word(token, "determiner") && !context_.has_word(token, "tranche_noun")) return false;
    }
    return of && amounts_[at].currency == amounts_[at + 1].currency;
  }

  // "TOTAL, the first tranche being PART", "(TOTAL, first tranche: PART)".
  [[nodiscard]] bool is_tranche_of_last(std::size_t at) const {
    constexpr std::uint32_t words_max = 3;
    if (at == 0 || amounts_[at - 1].sentence != amounts_[at].sentence) return false;
    const Amount& whole = amounts_[at - 1];
    if (whole.currency != amounts_[at].currency || !whole.value || !amounts_[at].value) return false;
    if (*whole.value <= *amounts_[at].value || clause_between(at - 1, at)) return false;
    const std::uint32_t begin = amounts_[at].begin();
    for (std::uint32_t back = 1; back <= words_max && begin - back > whole.tokens.last; ++back) {
      const Term* word = context_.term_at(Table::function_word, begin - back);
      if (word != nullptr && context_.has_word(word->first, "tranche_noun")) {
        return context_.is_comma(whole.tokens.last);
      }
    }
    return false;
  }

  // "EUR 5 million: EUR 3 million for ... and EUR 2 million for ...": amounts of one paragraph that add up to the one
  // before them are its parts.
  void link_sums() {
    constexpr std::size_t parts_max = 8;
    for (std::size_t whole = 0; whole < amounts_.size(); ++whole) {
      if (!amounts_[whole].value) continue;
      Decimal rest = *amounts_[whole].value;
      std::vector<std::size_t> parts;
      for (std::size_t at = whole + 1; at < std::min(amounts_.size(), whole + 1 + 2 * parts_max); ++at) {
        if (paragraph_of(at) != paragraph_of(whole) || parts.size() == parts_max) break;
        if (links_.equivalent_of[at] || links_.part_of[at]) continue;
        if (amounts_[at].currency != amounts_[whole].currency || !amounts_[at].value) break;
        if (*amounts_[at].value > rest) break;
        rest = rest - *amounts_[at].value;
        parts.push_back(at);
        if (rest.is_zero()) break;
      }
      if (!rest.is_zero() || parts.size() < 2) continue;
      for (const std::size_t part : parts) links_.part_of[part] = whole;
    }
  }

  [[nodiscard]] std::uint32_t paragraph_of(std::size_t at) const {
    return context_.sentences[amounts_[at].sentence].paragraph;
  }

  // "PART of these funds".
  [[nodiscard]] bool is_of_these(std::size_t at) const {
    const std::uint32_t next = amounts_[at].tokens.last;
    const std::uint32_t after =
        at + 1 < amounts_.size() && links_.equivalent_of[at + 1] == at ? amounts_[at + 1].tokens.last + 1 : next;
    for (const std::uint32_t token : {next, after}) {
      const Term* word = context_.term_at(Table::money_word, token);
      if (word != nullptr && word->entry->column(0) == "part" && context_.has_word(word->last - 1, "back_reference")) {
        return true;
      }
    }
    return false;
  }

  // "This includes PART": the total stands in the sentence before, in the same paragraph.
  [[nodiscard]] std::optional<std::size_t> total_before_sentence(std::size_t at, std::uint32_t cue) const {
    const std::size_t sentence = amounts_[at].sentence;
    const TokenRange tokens = context_.sentences[sentence].tokens;
    constexpr std::uint32_t words_before_cue_max = 3;
    constexpr std::uint32_t words_with_noun_max = 8;
    constexpr std::size_t sentences_back_max = 3;
    const bool names_total = names_a_total({tokens.first, cue});  // "Today's announcement, which includes PART"
    if (cue - tokens.first > (names_total ? words_with_noun_max : words_before_cue_max)) return std::nullopt;
    for (std::size_t before = at; before-- > 0;) {
      if (amounts_[before].sentence == sentence || links_.equivalent_of[before]) continue;
      const bool near =
          amounts_[before].sentence + 1 == sentence &&
          context_.sentences[amounts_[before].sentence].paragraph == context_.sentences[sentence].paragraph;
      const bool named = names_total && amounts_[before].sentence + sentences_back_max >= sentence;
      if (!near && !named) return std::nullopt;
      const TokenRange there = window_of(context_, amounts_[before]);
      if (part_cue_before(before, there)) return links_.part_of[before];  // itself a part
      return before;
    }
    return std::nullopt;
  }

  const ReadingContext& context_;
  const std::vector<Amount>& amounts_;
  AmountLinks& links_;
};

}  // namespace

AmountLinks link_amounts(const ReadingContext& context, const std::vector<Amount>& amounts) {
  AmountLinks links;
  links.equivalent_of.resize(amounts.size());
  links.part_of.resize(amounts.size());
  for (std::size_t at = 1; at < amounts.size(); ++at) {
    if (!links.equivalent_of[at - 1] && restates(context, amounts[at - 1], amounts[at])) {
      links.equivalent_of[at] = at - 1;
    } else {
      links.equivalent_of[at] = restated_by_word(context, amounts, at);
    }
  }
  PartReader(context, amounts, links).read();
  return links;
}

TokenRange window_of(const ReadingContext& context, const Amount& amount) {
  return near(context.sentences[amount.sentence].tokens, amount.tokens.first);
}

std::span<const Amount> neighbours_of(const std::vector<Amount>& amounts, std::size_t at) {
  constexpr std::size_t amounts_max = 16;  // of either side
  std::size_t first = at;
  std::size_t last = at + 1;
  while (first > 0 && at - first < amounts_max && amounts[first - 1].sentence == amounts[at].sentence) --first;
  while (last < amounts.size() && last - at < amounts_max && amounts[last].sentence == amounts[at].sentence) ++last;
  return {amounts.begin() + static_cast<std::ptrdiff_t>(first), amounts.begin() + static_cast<std::ptrdiff_t>(last)};
}

TokenRange segment_of(const ReadingContext& context, const std::vector<Amount>& amounts, const AmountLinks& links,
                      std::size_t at) {
  TokenRange segment = window_of(context, amounts[at]);
  for (std::size_t before = at; before-- > 0;) {
    if (amounts[before].sentence != amounts[at].sentence) break;
    if (links.equivalent_of[at] == before) continue;
    segment.first = std::max(segment.first, amounts[before].tokens.last);
    break;
  }
  for (std::size_t after = at + 1; after < amounts.size() && amounts[after].sentence == amounts[at].sentence; ++after) {
    if (links.equivalent_of[after] == at) continue;
    segment.last = std::min(segment.last, amounts[after].tokens.first);
    break;
  }
  return segment;
}

}  // namespace kept
