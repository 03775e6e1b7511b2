// The deed of an amount in languages whose verbs come last: "3億ドルの[支援]を[表明]した". The nearest word of the
// table money_cue tells what the money is; a stronger one behind it in the same clause what is done with it.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/decimal.hpp"
#include "claim/amount.hpp"
#include "claim/claim.hpp"
#include "claim/context.hpp"
#include "claim/money_fields.hpp"
#include "claim/predicate.hpp"
#include "lang/lexicon.hpp"

namespace kept {
namespace {

// Costs of what stands between an amount and a word that may tell of it, in tokens.
constexpr std::uint32_t clause_cost = 24;
constexpr std::uint32_t amount_cost = 6;
constexpr std::uint32_t before_cost = 5;  // but none right before the amount: "医療費二十一ドル"
constexpr std::uint32_t tokens_max = 60;

std::optional<Stage> stage_named(std::string_view name) {
  for (int value = 0; value <= static_cast<int>(Stage::other); ++value) {
    if (to_string(static_cast<Stage>(value)) == name) return static_cast<Stage>(value);
  }
  return std::nullopt;
}

Modality modality_named(std::string_view name) {
  for (int value = 0; value <= static_cast<int>(Modality::denied); ++value) {
    if (to_string(static_cast<Modality>(value)) == name) return static_cast<Modality>(value);
  }
  return Modality::stated;
}

class LastDeedReader {
 public:
  LastDeedReader(const ReadingContext& context, std::span<const Amount> neighbours, const Amount& amount)
      : context_(context), amounts_(neighbours), amount_(amount), sentence_(window_of(context, amount)) {}

  Deed read() const {
    Deed deed;
    const bool none = context_.has_word(amount_.tokens.last, "not_even");  // "一円も払っていない"
    if (amount_.value == Decimal::from_integer(1) && !none) {              // "1ドルを150円に": a rate
      deed.stage = Stage::other;
      return deed;
    }
    for (const Term& term : in(context_.terms, sentence_)) {
      if (term.table != Table::money_cue || is_inside(term)) continue;
      const std::uint32_t cost = cost_of(term);
      if (deed.cue != nullptr && cost >= deed.cost) continue;
      deed.cue = &term;
      deed.cost = cost;
    }
    if (deed.cue == nullptr) {
      deed.cost = tokens_max;
      return deed;
    }
    tell(deed);
    return deed;
  }

 private:
  [[nodiscard]] bool is_inside(const Term& cue) const {
    if (cue.first < amount_.tokens.last && amount_.tokens.first < cue.last) return true;
    constexpr std::uint32_t name_tokens_max = 12;
    const std::uint32_t from = cue.first - std::min(cue.first, name_tokens_max);
    return std::ranges::any_of(in(context_.parties, {from, cue.first + 1}), [&](const PartyMention& p) {
      return p.tokens.contains(cue.first) && p.kind != PartyKind::speaker;
    });
  }

  [[nodiscard]] std::uint32_t cost_of(const Term& cue) const {
    const bool before = cue.last <= amount_.tokens.first;
    const TokenRange between =
        before ? TokenRange{cue.last, amount_.begin()} : TokenRange{amount_.tokens.last, cue.first};
    if (between.empty()) return before ? 1 : 0;
    if (before && relative_ending(cue) != nullptr) return 1;
    std::uint32_t cost = between.last - between.first + (before ? before_cost : 0);
    for (std::uint32_t at = between.first; at < between.last; ++at) {
      if (context_.has_word(at, "clause")) cost += clause_cost;
      // "黒字が3億円だったと[発表]した": what is told as done is not what the word does.
      const Term* ending = before ? nullptr : context_.term_at(Table::modality, at);
      if (ending != nullptr && ending->entry->column(1) == "done") cost += clause_cost;
    }
    for (const Amount& other : amounts_) {
      if (other.sentence == amount_.sentence && between.contains(other.tokens.first)) cost += amount_cost;
    }
    return cost;
  }

  // The ending of a cue whose clause the amount ends: "表明[した]1億ドル".
  [[nodiscard]] const Term* relative_ending(const Term& cue) const {
    const Term* ending = context_.term_at(Table::modality, cue.last);
    return ending != nullptr && ending->last == amount_.begin() ? ending : nullptr;
  }

  // "決定[している]企業に": what follows is of something else.
  [[nodiscard]] bool is_done(const Term& cue) const {
    const Term* ending = context_.term_at(Table::modality, cue.last);
    return ending != nullptr && ending->entry->column(1) == "done";
  }

  // Where the clause of the amount or, if it stands behind, of its cue goes on.
  [[nodiscard]] std::uint32_t behind(const Term& cue) const { return std::max(cue.last, amount_.tokens.last); }

  void tell(Deed& deed) const {
    deed.stage = stage_named(deed.cue->entry->column(0));
    deed.modality = modality_named(deed.cue->entry->column(1));
    const std::uint32_t from = behind(*deed.cue);
    const std::uint32_t end = clause_end_behind(context_, from, sentence_.last);
    if (deed.stage == Stage::given || deed.stage == Stage::disbursed) strengthen(deed, {from, end});
    const Term* ending = relative_ending(*deed.cue);
    const Predicate predicate = ending != nullptr ? predicate_behind(context_, ending->first, ending->last)
                                                  : predicate_behind(context_, from, sentence_.last);
    deed.modality_word = predicate.word;
    if (predicate.word.empty()) return;
    if (predicate.modality == Modality::denied) {
      deed.modality = Modality::denied;
    } else if (deed.stage == Stage::other) {
      if (predicate.strong) deed.modality = predicate.modality;
    } else if (deed.stage == Stage::given || deed.stage == Stage::disbursed) {
      turn(deed, predicate);
    } else if (predicate.modality == Modality::proposed) {
      deed.stage = Stage::requested;
      deed.modality = Modality::proposed;
    } else if (deed.stage == Stage::signed_ && predicate.future) {
      deed.modality = predicate.modality;
    } else if (deed.cue->first >= amount_.tokens.last && !is_done(*deed.cue)) {
      // "承認する[見通し]", not "予定を[発表]"
      const Predicate own = predicate_behind(context_, deed.cue->last, sentence_.last);
      if (own.strong && own.modality == Modality::expected) deed.modality = Modality::expected;
    }
  }

  // "支援を[表明]", "補助が[決定]", "支援を[要求]", "積み増しを[計上]": what is done with the money given.
  void strengthen(Deed& deed, TokenRange clause) const {
    for (const Term& term : in(context_.terms, clause)) {
      // "行われていると発表": what is told of as done is no announcement.
      if (term.table == Table::modality && term.entry->column(1) == "done") return;
      if (term.table != Table::money_cue) continue;
      if (std::ranges::any_of(amounts_, [&](const Amount& a) {
            return a.tokens.first >= clause.first && a.tokens.first < term.first && a.sentence == amount_.sentence;
          })) {
        return;  // what another amount has
      }
      const auto stage = stage_named(term.entry->column(0));
      if (!stage || stage == Stage::given || term.entry->column(3) == "past") continue;
      if (stage == Stage::other && term.entry->column(3) != "budget") continue;
      deed.cue = &term;
      deed.stage = stage;
      deed.modality = modality_named(term.entry->column(1));
      return;
    }
  }

  static void turn(Deed& deed, const Predicate& predicate) {
    if (!predicate.future) return;
    deed.modality = predicate.modality;
    if (predicate.modality == Modality::proposed) {
      deed.stage = Stage::requested;
    } else if (deed.stage == Stage::given) {
      deed.stage = predicate.decided ? Stage::committed : Stage::pledged;
    } else if (deed.cue->entry->column(2) == "get") {
      deed.modality = Modality::expected;
    }
  }

  const ReadingContext& context_;
  std::span<const Amount> amounts_;
  const Amount& amount_;
  TokenRange sentence_;
};

}  // namespace

Deed find_deed_verb_last(const ReadingContext& context, std::span<const Amount> neighbours, const Amount& amount) {
  return LastDeedReader(context, neighbours, amount).read();
}

}  // namespace kept
