#include "claim/money.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "claim/amount.hpp"
#include "claim/claim.hpp"
#include "claim/context.hpp"
#include "claim/money_change.hpp"
#include "claim/money_fields.hpp"
#include "lang/lexicon.hpp"
#include "lang/packs.hpp"

namespace kept {
namespace {

constexpr std::uint32_t own_deed_cost_max = 8;  // a cue farther off tells of something else as well as of the amount

class MoneyReader {
 public:
  MoneyReader(const ReadingContext& context, std::vector<Amount> amounts)
      : context_(context), amounts_(std::move(amounts)), links_(link_amounts(context, amounts_)), parties_(context) {}

  MoneyReading read() {
    budget_ = find_budget();
    budget_year_ = find_budget_year();
    for (std::size_t at = 0; at < amounts_.size(); ++at) {
      claims_.push_back(begin_claim(at));
      if (links_.equivalent_of[at]) {
        restate(*links_.equivalent_of[at], claims_.back());
      } else {
        tell(at, claims_.back());
      }
    }
    share_deeds();
    share_between_mentions();
    check_sums(context_, amounts_, links_, claims_);
    return {std::move(claims_), std::move(links_.equivalent_of), std::move(links_.part_of)};
  }

 private:
  static constexpr std::uint32_t silent_cost_min = 16;

  [[nodiscard]] Claim begin_claim(std::size_t at) const {
    const Amount& amount = amounts_[at];
    Claim claim;
    claim.kind = ClaimKind::money;
    claim.span = context_.span(amount.tokens);
    claim.sentence = context_.sentences[amount.sentence].span;
    claim.value = amount.value;
    claim.low = amount.low;
    claim.high = amount.high;
    claim.currency = amount.currency;
    claim.quantifier = amount.hedge.quantifier;
    if (!amount.hedge.tokens.empty()) claim.because.push_back({"quantifier", context_.span(amount.hedge.tokens)});
    if (amount.slip) claim.warnings.emplace_back("its digits are not written as one number");
    return claim;
  }

  // An equivalent says all that its original says, in another currency.
  void restate(std::size_t base_at, Claim& claim) {
    const Claim& base = claims_[base_at];
    if (claim.quantifier == Quantifier::exact) claim.quantifier = base.quantifier;
    if (base.value && claim.value && !claim.value->is_zero()) claim.implied_rate = *base.value / *claim.value;
    claim.stage = base.stage;
    claim.modality = base.modality;
    claim.instrument = base.instrument;
    claim.giver = base.giver;
    claim.receiver = base.receiver;
    claim.channel = base.channel;
    claim.period = base.period;
    claim.date_precision = base.date_precision;
    claim.decided = base.decided;
    claim.fiscal_year = base.fiscal_year;
    claim.cumulative = base.cumulative;
    deeds_.emplace_back();
  }

  void tell(std::size_t at, Claim& claim) {
    const std::span<const Amount> neighbours = neighbours_of(amounts_, at);
    const TokenRange segment = segment_of(context_, amounts_, links_, at);
    Deed deed = find_deed(context_, neighbours, amounts_[at]);
    // A total behind its parts ("A and B, in all C") is not read yet: they tell by themselves.
    const std::size_t total_at = std::min(links_.part_of[at].value_or(at), at);
    const bool total = total_at < at;
    if (links_.part_of[at] > at) {  // of a list one verb tells, behind its sum
      const std::size_t sum = *links_.part_of[at];
      const Deed whole = find_deed(context_, neighbours_of(amounts_, sum), amounts_[sum]);
      if (whole.stage == Stage::other) deed = whole;
    }
    // "Of the EUR 9 million, 3 will be paid for roads, and EUR 6 million are loans": no verb before tells of the last.
    const bool untold_part = deed.cue == nullptr || deed.cost > own_deed_cost_max ||
                             (says_what_it_is(at) && deed.cue->last <= amounts_[at].begin());
    const bool as_total = total && untold_part;
    if (as_total) {
      deed.stage = claims_[total_at].stage;
      deed.modality = claims_[total_at].modality;
    }
    const std::optional<Amount> introduction = introduction_of(at);
    const bool introduced = introduction && !total && (deed.cue == nullptr || deed.cost > own_deed_cost_max);
    if (introduced) deed = find_deed(context_, {}, *introduction);
    const bool untold = !as_total && !introduced && (deed.cue == nullptr || deed.cost > own_deed_cost_max);
    const Claim* plan = untold ? follow_plan(at, deed) : nullptr;
    if (is_frame(at) && (deed.cue == nullptr || deed.cost > own_deed_cost_max)) deed.stage = Stage::committed;
    const bool silent = deed.cue == nullptr || deed.cost > silent_cost_min;
    if (budget_ && silent && !total && !introduced) {
      deed.stage = budget_->stage;
      deed.modality = budget_->modality;
    }
    if (budget_ && deed.stage == Stage::other && deed.modality == Modality::stated) deed.modality = budget_->modality;
    claim.stage = deed.stage.value_or(Stage::given);
    claim.modality = deed.modality;
    if (deed.cue != nullptr) claim.because.push_back({"stage", context_.span({deed.cue->first, deed.cue->last})});
    claim.instrument = find_instrument(context_, segment, amounts_[at].tokens);
    parties_.read(amounts_[at], segment, deed, claim);
    find_money_dates(context_, neighbours, amounts_[at], deed, claim);
    if (plan != nullptr) take_date(*plan, claim);
    take_year_of_budget(deed, claim);
    if (introduced) {
      Claim opening;
      parties_.read(*introduction, window_of(context_, *introduction), deed, opening);
      if (claim.giver.empty()) claim.giver = opening.giver;
      if (claim.receiver.empty()) claim.receiver = opening.receiver;
    }
    if (total) take_from_total(claims_[total_at], as_total, claim);
    if (!claim.instrument) claim.instrument = instrument_behind(at);
    parties_.complete(amounts_[at], deed, at > 0 ? &claims_[at - 1] : nullptr, claim);
    finish_fiscal_year(claim);
    claim.change = find_change(context_, segment, amounts_[at]);
    if (!claim.change && claim.cumulative) claim.change = Change::cumulative;
    deeds_.push_back(deed);
  }

  // "二〇二三年の予算額": a budget's year is no time of payment, in languages whose packs tell budgets by their nouns.
  void take_year_of_budget(const Deed& deed, Claim& claim) const {
    const bool by_noun = context_.pack->traits.verb_last || !context_.pack->traits.domestic.empty();
    if (!by_noun || deed.stage != Stage::other || deed.cue == nullptr) return;
    if (claim.fiscal_year.empty() && !claim.period.from && !claim.period.to) claim.fiscal_year = budget_year_;
    if (deed.cue->entry->column(3) != "budget" || claim.date_precision != DatePrecision::year) return;
    if (claim.fiscal_year.empty() && claim.period.from) claim.fiscal_year = std::to_string(claim.period.from->year());
    claim.period = {};
    claim.date_precision.reset();
  }

  // The one year of the budget that a text is about ("令和七年度予算"), or the present one of a supplementary budget.
  [[nodiscard]] std::string find_budget_year() const {
    if (!context_.pack->traits.verb_last) return {};
    constexpr std::uint32_t tokens_max = 12;  // "令和七年度一般会計予算案"
    for (const DateMention& date : context_.dates) {
      if (date.fiscal_year.empty()) continue;
      for (std::uint32_t at = date.tokens.last; at < date.tokens.last + tokens_max; ++at) {
        if (context_.has_word(at, "budget_noun")) return date.fiscal_year;
        if (context_.has_word(at, "stop") || context_.has_word(at, "clause")) break;
      }
    }
    const auto& today = context_.document->date;
    const bool supplementary =
        std::ranges::any_of(context_.terms, [](const Term& term) { return term.is_word("present_budget"); });
    if (!today || !supplementary) return {};
    constexpr unsigned april = 4;
    return std::to_string(today->month() >= april ? today->year() : today->year() - 1);
  }

  // "A further EUR 5 million for farms will support ...": a sum that opens its sentence, and of which only is said what
  // it will do, stands as the plan before it does, or else is promised.
  const Claim* follow_plan(std::size_t at, Deed& deed) const {
    if (!will_do(at)) return nullptr;
    deed.stage = Stage::pledged;
    deed.modality = Modality::promised;
    constexpr std::size_t amounts_back_max = 12;
    for (std::size_t back = 1; back <= std::min(at, amounts_back_max); ++back) {
      const Claim& before = claims_[at - back];
      const bool plan = before.modality == Modality::promised || before.modality == Modality::expected ||
                        before.modality == Modality::proposed;
      if (!plan || before.stage == Stage::other) continue;
      deed.stage = before.stage;
      deed.modality = before.modality;
      return &before;
    }
    return nullptr;
  }

  [[nodiscard]] bool will_do(std::size_t at) const {
    constexpr std::uint32_t words_before_max = 3;
    constexpr std::uint32_t words_behind_max = 10;
    const Amount& amount = amounts_[at];
    const TokenRange sentence = context_.sentences[amount.sentence].tokens;
    if (amount.begin() - sentence.first > words_before_max) return false;
    const std::uint32_t end = std::min(sentence.last, amount.tokens.last + words_behind_max);
    for (std::uint32_t token = amount.tokens.last; token < end; ++token) {
      if (context_.has_word(token, "clause") || context_.has_word(token, "group_mark")) return false;
      const Term* term = context_.term_at(Table::modality, token);
      if (term != nullptr) return term->entry->column(0) == "promised" && term->entry->column(1) == "future";
    }
    return false;
  }

  // In a text on a budget, what the budget words say holds for amounts of which nothing near says anything.
  [[nodiscard]] std::optional<Deed> find_budget() const {
    constexpr std::size_t amounts_min = 5;
    constexpr std::size_t part = 3;  // of all amounts one in so many
    std::size_t count = 0;
    std::optional<Deed> budget;
    for (std::size_t at = 0; at < amounts_.size(); ++at) {
      const Deed deed = find_deed(context_, neighbours_of(amounts_, at), amounts_[at]);
      if (deed.cue == nullptr || deed.cue->entry->column(3) != "budget") continue;
      if (deed.modality != Modality::expected || deed.cost > silent_cost_min) continue;
      ++count;
      budget = deed;
    }
    return count >= amounts_min && count * part >= amounts_.size() ? budget : std::nullopt;
  }

  // "Out of EUR 3 billion, EUR 1 billion was paid": the whole is set apart, whatever becomes of its parts.
  [[nodiscard]] bool is_frame(std::size_t at) const {
    constexpr std::size_t parts_max = 16;
    for (std::size_t part = at + 1; part < std::min(amounts_.size(), at + parts_max); ++part) {
      if (links_.part_of[part] == at && amounts_[at].begin() > 1 && context_.has_word(amounts_[at].begin() - 1, "of")) {
        return true;
      }
    }
    return is_out_of(at);
  }

  [[nodiscard]] bool is_out_of(std::size_t at) const {
    const Term* word = context_.term_ending_at(Table::function_word, amounts_[at].begin());
    return word != nullptr && context_.has_word(word->first, "out_of");
  }

  // The sentence that ends with a colon above the list whose item this is, as if an amount stood at its end.
  [[nodiscard]] std::optional<Amount> introduction_of(std::size_t at) const {
    constexpr std::size_t sentences_back_max = 60;
    std::size_t sentence = amounts_[at].sentence;
    if (!is_list_item(sentence)) return without_verb(at);
    for (std::size_t back = 0; back < sentences_back_max && sentence > 0; ++back) {
      --sentence;
      const TokenRange tokens = context_.sentences[sentence].tokens;
      if (context_.has_word(tokens.last - 1, "colon") && !is_list_item(sentence)) {
        Amount end;
        end.tokens = {tokens.last - 1, tokens.last};
        end.sentence = sentence;
        return end;
      }
      if (!is_list_item(sentence)) return std::nullopt;
    }
    return std::nullopt;
  }

  // "They agreed on a package. For EUR 5 million.": of a sentence without a verb the one before tells.
  [[nodiscard]] std::optional<Amount> without_verb(std::size_t at) const {
    constexpr std::uint32_t tokens_max = 10;
    const std::size_t sentence = amounts_[at].sentence;
    const TokenRange tokens = context_.sentences[sentence].tokens;
    if (sentence == 0 || tokens.last - tokens.first > tokens_max) return std::nullopt;
    const SentenceTokens& before = context_.sentences[sentence - 1];
    if (before.paragraph != context_.sentences[sentence].paragraph) return std::nullopt;
    for (const Term& term : in(context_.terms, tokens)) {
      const bool verb =
          term.table == Table::phrase && (term.entry->column(0) == "verb" || term.entry->column(0) == "auxiliary");
      if (verb || term.table == Table::money_cue) return std::nullopt;
    }
    Amount end;
    end.tokens = {before.tokens.last - 1, before.tokens.last};
    end.sentence = sentence - 1;
    return end;
  }

  // Whether the sentence's paragraph begins with a bullet.
  [[nodiscard]] bool is_list_item(std::size_t sentence) const {
    return context_.has_word(context_.sentences[sentence].paragraph_first, "bullet");
  }

  // "EUR 6 million are loans": what is said to be something is not told by a verb of giving of its own.
  [[nodiscard]] bool says_what_it_is(std::size_t at) const {
    constexpr std::uint32_t participle_reach = 4;  // "is also being paid"
    const std::uint32_t behind = amounts_[at].tokens.last;
    if (!context_.has_word(behind, "passive")) return false;
    const auto terms = in(context_.terms, {behind, behind + participle_reach});
    return std::ranges::none_of(terms, [](const Term& term) { return term.entry->table == Table::money_cue; });
  }

  // "Norway signed for EUR 6 million. This is a concessional loan": what the sentence behind says of the last amount.
  [[nodiscard]] std::optional<Instrument> instrument_behind(std::size_t at) const {
    constexpr std::uint32_t reach = 6;
    const std::size_t next = amounts_[at].sentence + 1;
    if (next >= context_.sentences.size()) return std::nullopt;
    const auto& sentence = context_.sentences[next];
    const bool amount_between = at + 1 < amounts_.size() && amounts_[at + 1].sentence <= next;
    const bool one_paragraph = sentence.paragraph_first == context_.sentences[next - 1].paragraph_first;
    const Term* first = context_.term_at(Table::phrase, sentence.tokens.first);
    if (amount_between || !one_paragraph || first == nullptr || first->entry->column(0) != "demonstrative") {
      return std::nullopt;
    }
    const TokenRange opening{sentence.tokens.first, std::min(sentence.tokens.last, sentence.tokens.first + reach)};
    return find_instrument(context_, opening, {opening.first, opening.first + 1});
  }

  // What the total's sentence says holds for its parts where they say nothing else.
  static void take_from_total(const Claim& total, bool with_date, Claim& claim) {
    if (claim.giver.empty()) claim.giver = total.giver;
    if (claim.receiver.empty()) claim.receiver = total.receiver;
    if (claim.channel.empty()) claim.channel = total.channel;
    if (!claim.instrument) claim.instrument = total.instrument;
    const bool plan = claim.modality == total.modality && claim.modality != Modality::stated;
    if ((with_date || plan) && !claim.period.from && !claim.period.to) {
      claim.period = total.period;
      claim.date_precision = total.date_precision;
    }
    claim.cumulative = false;
  }

  [[nodiscard]] bool tells_deed(std::size_t at) const {
    return deeds_[at].cue != nullptr && deeds_[at].stage && deeds_[at].cost <= own_deed_cost_max;
  }

  // "They asked for EUR 3 million. ... The EUR 3 million will buy vans": a mention that says nothing itself of what is
  // done with the sum is told by the one before, or else by the one behind, that does.
  void share_deeds() {
    std::map<std::pair<Decimal, std::string>, std::vector<std::size_t>> mentions;
    for (std::size_t at = 0; at < claims_.size(); ++at) {
      if (claims_[at].value) mentions[{*claims_[at].value, claims_[at].currency}].push_back(at);
    }
    for (const auto& [sum, places] : mentions) {
      std::optional<std::size_t> teller;
      for (const std::size_t at : places) {
        if (!teller && tells_deed(at)) teller = at;
      }
      if (!teller) continue;
      for (const std::size_t at : places) {
        if (tells_deed(at)) {
          teller = at;
        } else if (!links_.equivalent_of[at]) {
          claims_[at].stage = claims_[*teller].stage;
          claims_[at].modality = claims_[*teller].modality;
          take_date(claims_[*teller], claims_[at]);
        }
      }
    }
  }

  static void take_date(const Claim& from, Claim& claim) {
    if (claim.period.from || claim.period.to) return;
    claim.period = from.period;
    claim.date_precision = from.date_precision;
  }

  // Mentions of one sum in one text: what kind of money it is, through whom it goes and when, one may say for all.
  void share_between_mentions() {
    std::map<std::pair<Decimal, std::string>, std::size_t> first_mention;
    for (std::size_t at = 0; at < claims_.size(); ++at) {
      Claim& claim = claims_[at];
      if (!claim.value || claim.stage == Stage::other) continue;
      const auto [found, is_new] = first_mention.try_emplace({*claim.value, claim.currency}, at);
      if (is_new) continue;
      Claim& first = claims_[found->second];
      if (first.giver != claim.giver || first.receiver != claim.receiver) continue;
      if (!first.instrument) first.instrument = claim.instrument;
      if (!claim.instrument) claim.instrument = first.instrument;
      if (first.channel.empty()) first.channel = claim.channel;
      if (claim.channel.empty()) claim.channel = first.channel;
      if (first.stage != claim.stage || first.modality != claim.modality) continue;
      take_date(first, claim);
      take_date(claim, first);
    }
  }

  // "2024" becomes "JP 2024": the year of the state that gives or, where none does, of nobody.
  static void finish_fiscal_year(Claim& claim) {
    if (claim.fiscal_year.empty()) return;
    const std::string owner = claim.giver.size() == 1      ? claim.giver.front()
                              : claim.receiver.size() == 1 ? claim.receiver.front()
                                                           : std::string();
    if (owner.empty()) {
      claim.fiscal_year.clear();
      return;
    }
    claim.fiscal_year = owner + " " + claim.fiscal_year;
    if (claim.stage == Stage::other) claim.period = {};
  }

  const ReadingContext& context_;
  std::vector<Amount> amounts_;
  AmountLinks links_;
  std::optional<Deed> budget_;
  std::string budget_year_;
  PartyReader parties_;
  std::vector<Claim> claims_;
  std::vector<Deed> deeds_;
};

}  // namespace

MoneyReading read_money(const ReadingContext& context, std::vector<Amount> amounts) {
  return MoneyReader(context, std::move(amounts)).read();
}

}  // namespace kept
