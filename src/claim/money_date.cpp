#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "base/date.hpp"
#include "claim/amount.hpp"
#include "claim/claim.hpp"
#include "claim/context.hpp"
#include "claim/money_fields.hpp"
#include "lang/lexicon.hpp"
#include "lang/packs.hpp"

namespace kept {
namespace {

constexpr std::uint32_t amount_behind_cost = 8;
constexpr std::uint32_t amount_before_cost = 4;
constexpr std::uint32_t before_cost = 3;
constexpr std::uint32_t clause_cost = 6;
constexpr std::uint32_t other_date_cost = 16;

bool is_usable(const DateMention& date) { return !date.weak && (date.period.from || date.period.to); }

class MoneyDateReader {
 public:
  MoneyDateReader(const ReadingContext& context, std::span<const Amount> neighbours, const Amount& amount)
      : context_(context), amounts_(neighbours), amount_(amount), sentence_(window_of(context, amount)) {}

  void read(const Deed& deed, Claim& claim) const {
    // "a decision was taken in December to provide ...": the decision's own date, where another follows.
    const DateMention* decision =
        nearest([&](const DateMention& d) { return is_usable(d) && is_of_decision(d, deed); });
    const DateMention* best = nearest([&](const DateMention& d) {
      if (is_up_to_today(d) && deed.modality != Modality::stated) return false;  // "soon already", no "so far"
      return is_usable(d) && (decision == nullptr || d.tokens.first > decision->tokens.first);
    });
    if (best == nullptr) best = decision;
    if (best != nullptr) {
      claim.period = best->period;
      claim.date_precision = best->precision;
      claim.because.push_back({"date", context_.span(best->tokens)});
      read_decided(*best, deed, claim);
    }
    if (best == nullptr) take_span_before(claim);
    end_at_today(deed, claim);
    if (!claim.period.from && !claim.period.to && deed.now) {
      claim.period = {context_.document->date, context_.document->date};
      claim.date_precision = DatePrecision::day;
    }
    claim.cumulative = is_total() || (best != nullptr && best->edge != DateEdge::whole && best->period.to &&
                                      best->period.to == context_.document->date);
    const bool today_only =
        claim.period.from && claim.period.from == claim.period.to && claim.period.from == context_.document->date;
    if (is_total() && today_only) claim.period.from.reset();
    if (claim.cumulative && !claim.period.from && !claim.period.to) claim.period.to = context_.document->date;
  }

  [[nodiscard]] const DateMention* fiscal_year() const {
    return nearest([](const DateMention& d) { return !d.fiscal_year.empty(); });
  }

 private:
  // "Support in 2025 already exceeds ...": of the year only what is behind us.
  void end_at_today(const Deed& deed, Claim& claim) const {
    const auto& today = context_.document->date;
    if (!today || !claim.period.from || deed.modality != Modality::stated) return;
    if (!claim.period.to) {  // "since 2022 Norway has given": what was given, was by now
      const bool given = deed.stage != Stage::other && deed.stage != Stage::requested;
      if (given && *claim.period.from <= *today) claim.period.to = today;
      return;
    }
    if (*claim.period.from > *today || *claim.period.to <= *today) return;
    const bool so_far = std::ranges::any_of(
        in(context_.dates, sentence_), [&](const DateMention& d) { return is_up_to_today(d) && !is_of_another(d); });
    if (so_far) claim.period.to = today;
  }

  // "Since 2022 Norway has helped in many ways. Among these, EUR 5 million ...": the span of what is referred to.
  void take_span_before(Claim& claim) const {
    const std::size_t at = amount_.sentence;
    if (at == 0 || context_.sentences[at - 1].paragraph != context_.sentences[at].paragraph) return;
    constexpr std::uint32_t words_max = 3;
    const std::uint32_t first = context_.sentences[at].tokens.first;
    bool refers = false;
    for (std::uint32_t word = first; word < std::min(first + words_max, sentence_.last); ++word) {
      refers = refers || context_.has_word(word, "part_opener");
    }
    if (!refers) return;
    for (const DateMention& date : in(context_.dates, context_.sentences[at - 1].tokens)) {
      if (date.edge == DateEdge::since) claim.period = date.period;
    }
  }

  template <typename Accept>
  [[nodiscard]] const DateMention* nearest(const Accept& accept) const {
    const DateMention* best = nullptr;
    std::uint32_t best_cost = 0;
    for (const DateMention& date : in(context_.dates, sentence_)) {
      if (!accept(date) || is_of_another(date)) continue;
      const std::uint32_t cost = cost_of(date);
      if (best != nullptr && cost >= best_cost) continue;
      best = &date;
      best_cost = cost;
    }
    return best;
  }

  // "(EUR 5 million", "(equal to about EUR 5 million".
  [[nodiscard]] bool is_in_bracket(const Amount& other) const {
    constexpr std::uint32_t words_max = 5;
    for (std::uint32_t back = 1; back <= words_max && back <= other.begin(); ++back) {
      if (context_.has_word(other.begin() - back, "close")) return false;
      if (context_.has_word(other.begin() - back, "open")) return true;
    }
    return false;
  }

  [[nodiscard]] bool closes_between(const Amount& other, const DateMention& date) const {
    for (std::uint32_t at = other.tokens.last; at < date.tokens.first; ++at) {
      if (context_.has_word(at, "close")) return true;
    }
    return false;
  }

  // Behind the next amount a date is that one's, unless both stand in one breath: "A and B in 2023".
  [[nodiscard]] bool is_of_another(const DateMention& date) const {
    if (verb_last()) return is_behind_other(date);
    if (is_bounded_by_next(date)) return true;
    if (date.tokens.first < amount_.tokens.last) return false;
    for (const Amount& other : amounts_) {
      if (other.sentence != amount_.sentence || other.tokens.first < amount_.tokens.last) continue;
      if (other.tokens.first >= date.tokens.first) continue;
      if (is_in_bracket(other)) {
        if (!closes_between(other, date)) return true;  // "(EUR 5 million as of May)"
        continue;
      }
      return other.tokens.first != amount_.tokens.last + 1 || !context_.has_word(amount_.tokens.last, "and");
    }
    return false;
  }

  [[nodiscard]] bool is_up_to_today(const DateMention& date) const {
    return date.edge == DateEdge::until && !date.period.from && date.period.to == context_.document->date;
  }

  // "already in May": the month tells, "already" only that it is soon.
  [[nodiscard]] bool is_bounded_by_next(const DateMention& date) const {
    if (!is_up_to_today(date)) return false;
    return !in(context_.dates, {date.tokens.last, date.tokens.last + 1}).empty();
  }

  [[nodiscard]] bool verb_last() const { return context_.pack->traits.verb_last; }

  // Where verbs come last a date stands before what it dates: behind another amount, or before the one behind that, it
  // is not this amount's.
  [[nodiscard]] bool is_behind_other(const DateMention& date) const {
    if (date.tokens.first < amount_.tokens.last) return false;
    for (const Amount& other : amounts_) {
      if (other.sentence == amount_.sentence && other.tokens.first >= amount_.tokens.last && !is_in_bracket(other)) {
        return true;
      }
    }
    for (std::uint32_t at = amount_.tokens.last; at < date.tokens.first; ++at) {
      if (context_.has_word(at, "clause")) return true;
    }
    return false;
  }

  [[nodiscard]] std::uint32_t cost_before_verb(const DateMention& date) const {
    const bool before = date.tokens.last <= amount_.tokens.first;
    return before ? amount_.tokens.first - date.tokens.last
                  : clause_cost + date.tokens.first - std::min(date.tokens.first, amount_.tokens.last);
  }

  [[nodiscard]] std::uint32_t cost_of(const DateMention& date) const {
    if (verb_last()) return cost_before_verb(date);
    const bool before = date.tokens.last <= amount_.tokens.first;
    const TokenRange between = before ? TokenRange{date.tokens.last, amount_.tokens.first}
                                      : TokenRange{amount_.tokens.last, date.tokens.first};
    std::uint32_t cost = (between.last - std::min(between.first, between.last)) + (before ? before_cost : 0);
    for (const Amount& other : amounts_) {
      if (other.sentence != amount_.sentence || !between.contains(other.tokens.first)) continue;
      if (!is_in_bracket(other)) cost += before ? amount_before_cost : amount_behind_cost;
    }
    for (std::uint32_t at = between.first; at < between.last; ++at) {
      if (context_.has_word(at, "clause")) cost += clause_cost;
    }
    if (before && follows_other(date)) cost += other_date_cost;
    if (date.edge == DateEdge::until && date.period.to == context_.document->date) cost += clause_cost;
    return cost;
  }

  [[nodiscard]] static bool is_of_decision(const DateMention& date, const Deed& deed) {
    return !deed.modality_word.empty() && deed.cue != nullptr && deed.modality_word.last <= date.tokens.first &&
           date.tokens.last <= deed.cue->first;
  }

  // "A in 2023; B in 2024": a date between two amounts is mostly that of the first.
  [[nodiscard]] bool follows_other(const DateMention& date) const {
    return std::ranges::any_of(amounts_, [&](const Amount& other) {
      return other.sentence == amount_.sentence && other.tokens.last <= date.tokens.first;
    });
  }

  // A date before the word that decides or promises is that of the decision where the money has a date of its own.
  void read_decided(const DateMention& best, const Deed& deed, Claim& claim) const {
    if (deed.stage != Stage::committed && deed.stage != Stage::pledged) return;
    if (best.tokens.first < amount_.tokens.first) return;
    const DateMention* decision = nearest([&](const DateMention& d) {
      return is_usable(d) && d.edge == DateEdge::whole && d.tokens.last <= amount_.tokens.first;
    });
    if (decision != nullptr) claim.decided = decision->period;
  }

  // "total", "to date" near the amount.
  [[nodiscard]] bool is_total() const {
    constexpr std::uint32_t words_before_max = 8;
    constexpr std::uint32_t words_behind_max = 6;
    const TokenRange near{
        std::max(sentence_.first, amount_.tokens.first - std::min(amount_.tokens.first, words_before_max)),
        std::min(sentence_.last, amount_.tokens.last + words_behind_max)};
    for (const Term& term : in(context_.terms, near)) {
      if (term.table != Table::money_word || term.entry->column(0) != "total") continue;
      const bool other_between = std::ranges::any_of(amounts_, [&](const Amount& a) {
        return a.tokens.first != amount_.tokens.first && a.sentence == amount_.sentence &&
               std::min(term.first, amount_.tokens.first) <= a.tokens.first &&
               a.tokens.first < std::max(term.first, amount_.tokens.first);
      });
      if (!other_between) return true;
    }
    for (const DateMention& date : in(context_.dates, sentence_)) {
      if ((verb_last() && is_behind_other(date)) || is_bounded_by_next(date)) continue;
      if (date.edge == DateEdge::until && date.period.to && date.period.to == context_.document->date) return true;
    }
    return false;
  }

  const ReadingContext& context_;
  std::span<const Amount> amounts_;
  const Amount& amount_;
  TokenRange sentence_;
};

}  // namespace

void find_money_dates(const ReadingContext& context, std::span<const Amount> neighbours, const Amount& amount,
                      const Deed& deed, Claim& claim) {
  const MoneyDateReader reader(context, neighbours, amount);
  reader.read(deed, claim);
  const DateMention* fiscal = reader.fiscal_year();
  if (fiscal == nullptr) return;
  claim.fiscal_year = fiscal->fiscal_year;  // the state is set where the giver is known
}

}  // namespace kept
