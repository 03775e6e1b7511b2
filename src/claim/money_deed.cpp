#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "claim/amount.hpp"
#include "claim/claim.hpp"
#include "claim/context.hpp"
#include "claim/money_fields.hpp"
#include "lang/lexicon.hpp"
#include "lang/packs.hpp"
#include "lang/token.hpp"
#include "lang/word_kind.hpp"

namespace kept {
namespace {

// Costs of what stands between an amount and a word that may tell of it, in tokens.
constexpr std::uint32_t clause_cost = 12;
constexpr std::uint32_t dash_cost = 6;
constexpr std::uint32_t colon_cost = 4;
constexpr std::uint32_t comma_cost = 2;
constexpr std::uint32_t amount_before_cost = 3;
constexpr std::uint32_t amount_behind_cost = 12;  // a verb behind the next amount tells of that one
constexpr std::uint32_t behind_cost = 8;          // an active verb behind the amount mostly has a subject of its own
constexpr std::uint32_t bare_base_cost = 6;       // "provide" without "will" or "to"
constexpr std::uint32_t noun_cost = 3;
constexpr std::uint32_t own_cue_cost_max = 8;  // a cue farther off tells of something else as well

std::optional<Stage> parse_stage(std::string_view name) {
  for (int value = 0; value <= static_cast<int>(Stage::other); ++value) {
    if (to_string(static_cast<Stage>(value)) == name) return static_cast<Stage>(value);
  }
  return std::nullopt;
}

Modality parse_modality(std::string_view name) {
  for (int value = 0; value <= static_cast<int>(Modality::denied); ++value) {
    if (to_string(static_cast<Modality>(value)) == name) return static_cast<Modality>(value);
  }
  return Modality::stated;
}

class DeedReader {
 public:
  DeedReader(const ReadingContext& context, std::span<const Amount> neighbours, const Amount& amount)
      : context_(context), amounts_(neighbours), amount_(amount), sentence_(window_of(context, amount)) {}

  Deed read() const {
    Deed best;
    for (const Term& term : in(context_.terms, sentence_)) {
      if (term.table != Table::money_cue || subject(term) == "amount") continue;
      if (term.first < amount_.tokens.last && amount_.tokens.first < term.last) continue;
      if (is_in_a_name(term) || is_part_of_noun(term)) continue;
      const Deed deed = weigh(term);
      if (best.cue == nullptr || deed.cost < best.cost) best = deed;
    }
    if (best.cue != nullptr) best = governing_verb(best);
    if (best.cue == nullptr || best.cost > own_cue_cost_max) {
      if (const auto coming = sum_to_come()) return *coming;
    }
    if (best.cue != nullptr) tell(best);
    return best;
  }

 private:
  static std::string_view subject(const Term& cue) { return cue.entry->column(2); }
  static std::string_view form(const Term& cue) { return cue.entry->column(3); }

  // "Norway's support will amount to": a sum to come of which no verb of giving tells.
  [[nodiscard]] std::optional<Deed> sum_to_come() const {
    for (const Term& term : in(context_.terms, {sentence_.first, amount_.tokens.first})) {
      if (term.table != Table::money_cue || subject(term) != "amount") continue;
      Deed deed = weigh(term);
      if (deed.cost > own_cue_cost_max || has_break({term.last, amount_.tokens.first})) continue;
      const Term* itself = context_.term_at(Table::modality, term.first);
      const Modality modality = itself != nullptr ? parse_modality(itself->entry->column(0)) : turn_of(term).modality;
      if (modality != Modality::promised && modality != Modality::expected) continue;
      deed.stage = Stage::pledged;
      deed.modality = modality;
      return deed;
    }
    return std::nullopt;
  }

  // "[received] from the EU the second tranche of": of a noun of giving, the verb before it in its clause tells.
  [[nodiscard]] Deed governing_verb(const Deed& noun) const {
    const bool bought = noun.cue->first > sentence_.first && context_.has_word(noun.cue->first - 1, "hedge_gap");
    if (form(*noun.cue) != "noun" || noun.cue->last > amount_.tokens.first) return noun;
    if (subject(*noun.cue) == "take" && !bought) return noun;  // but "allocated to the purchase of vans"
    const Term* verb = nullptr;
    for (const Term& term : in(context_.terms, {sentence_.first, noun.cue->first})) {
      if (term.table != Table::money_cue || form(term) == "noun" || form(term) == "budget") continue;
      if (subject(term) == "take" || subject(term) == "amount" || is_in_a_name(term) || is_part_of_noun(term)) continue;
      if (!has_break({term.last, amount_.tokens.first})) verb = &term;
    }
    return verb == nullptr ? noun : weigh(*verb);
  }

  // A word that begins another clause, or another amount.
  [[nodiscard]] bool has_break(TokenRange between) const {
    for (std::uint32_t at = between.first; at < between.last; ++at) {
      if (context_.has_word(at, "clause") || context_.has_word(at, "list_clause") || context_.has_word(at, "colon") ||
          context_.has_word(at, "relative") || context_.has_word(at, "dash_clause")) {
        return true;
      }
    }
    return std::ranges::any_of(amounts_, [&](const Amount& other) { return between.contains(other.tokens.first); });
  }

  // The "fund" of "fund donors": a bare verb without "to" or "will" that a further noun follows.
  [[nodiscard]] bool is_part_of_noun(const Term& cue) const {
    if (form(cue) != "base" || follows_to(cue) || cue.last >= sentence_.last) return false;
    if (context_.tokens[cue.last].kind != TokenKind::word || !turn_of(cue).word.empty()) return false;
    constexpr std::array<WordKind, 9> closed{"determiner", "stop", "definite",  "of",  "and",
                                             "or",         "to",   "hedge_gap", "from"};
    if (std::ranges::any_of(closed, [&](WordKind kind) { return context_.has_word(cue.last, kind); })) return false;
    const bool known =
        context_.term_at(Table::hedge, cue.last) != nullptr || context_.term_at(Table::number, cue.last) != nullptr ||
        context_.term_at(Table::party, cue.last) != nullptr || context_.term_at(Table::self, cue.last) != nullptr ||
        context_.term_at(Table::money_word, cue.last) != nullptr ||
        context_.term_at(Table::currency, cue.last) != nullptr;
    return !known;
  }

  // "Extraordinary Revenue Acceleration" is no revenue.
  [[nodiscard]] bool is_in_a_name(const Term& cue) const {
    constexpr std::uint32_t name_tokens_max = 12;
    const std::uint32_t from = cue.first - std::min(cue.first, name_tokens_max);
    return std::ranges::any_of(in(context_.parties, {from, cue.first + 1}),
                               [&](const PartyMention& p) { return p.tokens.contains(cue.first); });
  }

  [[nodiscard]] Deed weigh(const Term& cue) const {
    Deed deed;
    deed.cue = &cue;
    deed.passive = is_passive(cue);
    const bool before = cue.last <= amount_.tokens.first;
    const TokenRange between =
        before ? TokenRange{cue.last, amount_.tokens.first} : TokenRange{amount_.tokens.last, cue.first};
    std::uint32_t cost = between.last - between.first;
    for (std::uint32_t at = between.first; at < between.last; ++at) {
      if (context_.has_word(at, "clause")) cost += clause_cost;
      if (context_.has_word(at, "list_clause") && !separates_items(at)) cost += clause_cost;
      const bool says_is =
          form(cue) == "noun" && before && between.last - between.first == 1;  // "tranche — EUR 5 million"
      if (context_.has_word(at, "dash_clause") && !says_is) cost += dash_cost;
      if (context_.has_word(at, "colon")) cost += colon_cost;
      if (context_.is_comma(at)) cost += comma_cost;
    }
    for (const Amount& other : amounts_) {
      if (other.sentence == amount_.sentence && between.contains(other.tokens.first)) {
        cost += before ? amount_before_cost : amount_behind_cost;
      }
    }
    const bool participle = form(cue) == "past" && between.empty();
    if (!before && !deed.passive && !participle) cost += behind_cost + cost / 2;
    deed.modality_word = turn_of(cue).word;
    if (form(cue) == "base" && deed.modality_word.empty() && !follows_to(cue)) cost += bare_base_cost;
    if (form(cue) == "noun") cost += before ? noun_cost : noun_cost + behind_cost;
    deed.cost = cost;
    return deed;
  }

  // "A in 2022; B in 2023; and C": a mark right before an amount parts items, not clauses.
  [[nodiscard]] bool separates_items(std::uint32_t mark) const {
    constexpr std::uint32_t words_max = 5;
    return std::ranges::any_of(
        amounts_, [&](const Amount& a) { return a.tokens.first > mark && a.tokens.first <= mark + words_max; });
  }

  [[nodiscard]] bool follows_to(const Term& cue) const {
    return cue.first > sentence_.first && context_.has_word(cue.first - 1, "to");
  }

  // "was [also] transferred", "to be disbursed".
  [[nodiscard]] bool is_passive(const Term& cue) const {
    if (form(cue) != "past") return false;
    constexpr std::uint32_t words_back_max = 3;
    if (context_.has_word(cue.first, "passive")) return true;
    for (std::uint32_t back = 1; back <= words_back_max && cue.first >= sentence_.first + back; ++back) {
      const std::uint32_t at = cue.first - back;
      if (context_.has_word(at, "passive")) return true;
      if (context_.tokens[at].kind == TokenKind::mark || context_.term_at(Table::party, at) != nullptr) return false;
    }
    return false;
  }

  struct Turn {
    TokenRange word;  // empty where nothing turns the cue
    Modality modality = Modality::stated;
    bool decided = false;
  };

  // What turns the cue: "will", "is expected to", "decision ... to", within a few words before it.
  [[nodiscard]] Turn turn_of(const Term& cue) const {
    constexpr std::uint32_t words_max = 4;
    Turn turn;
    for (const Term& term : in(context_.terms, {sentence_.first, cue.first})) {
      if (term.table != Table::modality || (term.last > cue.first && term.last <= cue.last)) continue;
      if (cue.first - std::min(term.last, cue.first) > words_max || crosses_clause({term.last, cue.first})) continue;
      turn = {{term.first, term.last}, parse_modality(term.entry->column(0)), term.entry->column(1) == "decided"};
    }
    return turn.word.empty() && form(cue) == "base" && follows_to(cue) ? decision_before(cue) : turn;
  }

  // "A decision was also taken in December to provide".
  [[nodiscard]] Turn decision_before(const Term& cue) const {
    constexpr std::uint32_t words_max = 12;
    for (std::uint32_t back = 1; back <= words_max && cue.first >= sentence_.first + back; ++back) {
      const std::uint32_t at = cue.first - back;
      if (crosses_clause({at, at + 1})) break;
      if (context_.has_word(at, "decision")) return {{at, at + 1}, Modality::promised, true};
    }
    return {};
  }

  [[nodiscard]] bool crosses_clause(TokenRange between) const {
    for (std::uint32_t at = between.first; at < between.last; ++at) {
      if (context_.has_word(at, "clause") || context_.has_word(at, "list_clause") || context_.is_comma(at)) {
        return true;
      }
    }
    return false;
  }

  // Stage and modality from the cue and the word that turns it.
  void tell(Deed& deed) const {
    deed.stage = parse_stage(deed.cue->entry->column(0));
    deed.modality = parse_modality(deed.cue->entry->column(1));
    deed.now = is_now();
    if (const Term* budget = budget_behind()) {
      deed.stage = Stage::other;
      deed.modality = parse_modality(budget->entry->column(1));
      return;
    }
    if (deed.modality_word.empty()) {
      if (form(*deed.cue) == "base" && follows_to(*deed.cue)) promise(deed, Modality::promised, Stage::pledged);
      return;
    }
    const Turn turn = turn_of(*deed.cue);
    const Modality modality = turn.modality;
    if (modality == Modality::denied) {
      deed.modality = modality;
    } else if (deed.stage == Stage::other || deed.stage == Stage::requested) {
      return;
    } else if (modality == Modality::proposed) {
      promise(deed, modality, Stage::requested);
      deed.stage = Stage::requested;
    } else if (subject(*deed.cue) == "get") {
      deed.modality = Modality::expected;
      deed.stage = Stage::pledged;
    } else {
      promise(deed, modality, turn.decided ? Stage::committed : Stage::pledged);
    }
  }

  // "is announcing", "is calling on Congress to provide": on the document's day.
  [[nodiscard]] bool is_now() const {
    return std::ranges::any_of(in(context_.terms, {sentence_.first, amount_.tokens.first}), [](const Term& t) {
      return t.table == Table::money_cue && t.entry->column(3) == "now";
    });
  }

  // "allocated AUD 5 billion to defence spending": a state's own budget.
  [[nodiscard]] const Term* budget_behind() const {
    constexpr std::uint32_t words_max = 3;
    for (std::uint32_t at = amount_.tokens.last; at < amount_.tokens.last + words_max; ++at) {
      const Term* cue = context_.term_at(Table::money_cue, at);
      if (cue != nullptr && form(*cue) == "budget") return cue;
    }
    return nullptr;
  }

  // Money given is pledged where it is still to come; paid, decided and signed say how by themselves.
  static void promise(Deed& deed, Modality modality, Stage stage) {
    const bool decided = stage == Stage::committed && deed.stage == Stage::disbursed;  // "decided to transfer"
    if (deed.stage == Stage::given || decided) deed.stage = stage;
    deed.modality = modality;
  }

  const ReadingContext& context_;
  std::span<const Amount> amounts_;
  const Amount& amount_;
  TokenRange sentence_;
};

}  // namespace

Deed find_deed(const ReadingContext& context, std::span<const Amount> neighbours, const Amount& amount) {
  if (context.pack->traits.verb_last) return find_deed_verb_last(context, neighbours, amount);
  return DeedReader(context, neighbours, amount).read();
}

std::optional<Instrument> find_instrument(const ReadingContext& context, TokenRange segment, TokenRange amount) {
  constexpr std::uint32_t words_before_max = 10;
  constexpr std::uint32_t words_behind_max = 20;
  // Behind another amount, words before this one are mostly that one's.
  constexpr std::uint32_t words_after_other_max = 2;
  const bool after_other = segment.first > context.sentences[context.sentence_of(amount.first)].tokens.first;
  const Term* best = nullptr;
  std::uint32_t best_distance = words_behind_max + 1;
  for (const Term& term : in(context.terms, segment)) {
    const bool civil = term.table == Table::money_word && term.entry->column(0) == "civil";
    if (term.table != Table::instrument && !civil) continue;
    const bool before = term.last <= amount.first;
    const std::uint32_t distance =
        before ? 2 * (amount.first - term.last) : term.first - std::min(term.first, amount.last);
    if (before && distance > 2 * (after_other ? words_after_other_max : words_before_max)) continue;
    if (distance < best_distance) {
      best = &term;
      best_distance = distance;
    }
  }
  // Civil aid ("humanitarian") has no instrument; "military and civilian support" neither.
  if (best == nullptr || best->table != Table::instrument) return std::nullopt;
  if (context.has_word(best->last, "and") || context.is_comma(best->last)) {
    const Term* word = context.term_at(Table::money_word, best->last + 1);
    if (word != nullptr && word->entry->column(0) == "civil") return std::nullopt;
  }
  for (int value = 0; value <= static_cast<int>(Instrument::military); ++value) {
    if (to_string(static_cast<Instrument>(value)) == best->entry->column(0)) return static_cast<Instrument>(value);
  }
  return std::nullopt;
}

}  // namespace kept
