#include "claim/amount.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>
#include "base/country.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "claim/claim.hpp"
#include "claim/context.hpp"
#include "lang/lexicon.hpp"
#include "lang/token.hpp"
#include "lang/word_kind.hpp"

namespace kept {

std::optional<Quantifier> parse_quantifier(std::string_view name) {
  for (int value = 0; value <= static_cast<int>(Quantifier::less_than); ++value) {
    if (to_string(static_cast<Quantifier>(value)) == name) return static_cast<Quantifier>(value);
  }
  return std::nullopt;
}

namespace {

// "зросли з 20 до 30 млн": a word that is "to" as well as "up to" bounds what changes, and hedges nothing.
bool ends_change(const ReadingContext& context, const Term& hedge) {
  if (!context.has_word(hedge.first, "to")) return false;
  constexpr std::uint32_t words_back_max = 12;
  const std::uint32_t begin = context.sentences[context.sentence_of(hedge.first)].tokens.first;
  for (std::uint32_t back = 1; back <= words_back_max && begin + back <= hedge.first; ++back) {
    if (context.has_word(hedge.first - back, "changed")) return true;
  }
  return false;
}

}  // namespace

Hedge find_hedge(const ReadingContext& context, TokenRange tokens) {
  constexpr std::uint32_t words_between_max = 2;
  std::uint32_t at = tokens.first;
  for (std::uint32_t skipped = 0; skipped <= words_between_max && at > 0; ++skipped, --at) {
    const Term* hedge = context.term_ending_at(Table::hedge, at);
    if (hedge != nullptr && hedge->entry->column(0) == "before" && !ends_change(context, *hedge)) {
      return {parse_quantifier(hedge->entry->column(1)).value_or(Quantifier::exact), {hedge->first, hedge->last}};
    }
    const Term* gap = context.term_ending_at(Table::function_word, at);
    if (gap == nullptr || !context.has_word(gap->first, "hedge_gap")) break;
    at = gap->first + 1;
  }
  const Term* after = context.term_at(Table::hedge, tokens.last);
  if (after != nullptr && after->entry->column(0) == "after") {
    return {parse_quantifier(after->entry->column(1)).value_or(Quantifier::exact), {after->first, after->last}};
  }
  return {};
}

namespace {

// A number with what was found of its currency; it is an amount only where some is.
struct Draft {
  NumberMention number;
  TokenRange tokens;
  std::string_view currency;
  bool before = false;  // the currency stands before
  bool sign = false;    // ... as a sign or code
  bool after = false;
  bool slip = false;
};

class AmountReader {
 public:
  explicit AmountReader(const ReadingContext& context) : context_(context), tokens_(context.tokens) {}

  std::vector<Amount> read() {
    for (const NumberMention& number : context_.numbers) {
      if (!number.ordinal) drafts_.push_back(draft(number));
    }
    std::vector<Amount> amounts;
    for (std::size_t at = 0; at < drafts_.size(); ++at) {
      if (at + 1 < drafts_.size() && is_range(drafts_[at], drafts_[at + 1])) {
        amounts.push_back(range(drafts_[at], drafts_[at + 1]));
        ++at;
        continue;
      }
      if (at + 1 < drafts_.size()) {
        lend_to_coordinate(drafts_[at], drafts_[at + 1]);
        lend_to_start(drafts_[at], drafts_[at + 1]);
      }
      if (drafts_[at].currency.empty()) borrow_currency(drafts_[at], amounts);
      if (drafts_[at].currency.empty() || drafts_[at].number.fraction) continue;
      amounts.push_back(amount(drafts_[at]));
    }
    return amounts;
  }

 private:
  [[nodiscard]] const Term* currency_at(std::uint32_t at) const { return context_.term_at(Table::currency, at); }
  [[nodiscard]] bool glued(std::uint32_t at) const { return at < tokens_.size() && !tokens_[at].blank_before; }

  [[nodiscard]] Draft draft(const NumberMention& number) const {
    Draft draft{number, number.tokens, {}, false, false, false, false};
    const Term* before = sign_before(number.tokens.first);
    if (before != nullptr && !belongs_to_number_before(*before)) {
      draft.currency = before->entry->column(0);
      draft.tokens.first = before->first;
      draft.before = draft.sign = true;
      if (is_of_millions(*before)) scale_by(draft, million());
      join_blank_group(draft);
    }
    apply_suffix(draft);
    take_currency_after(draft);
    // "450kW", "F-16": a number in a name is money only where a sign or a scale letter was read.
    if (draft.number.glued && !draft.before && !is_glued_to_currency(draft)) draft.currency = {};
    return draft;
  }

  // The sign or code that ends before `at`.
  [[nodiscard]] const Term* sign_before(std::uint32_t at) const {
    const Term* ending = context_.term_ending_at(Table::currency, at);
    if (ending == nullptr) return nullptr;
    for (const Term& term : in(context_.terms, {ending->first, ending->first + 1})) {
      if (term.table == Table::currency && term.last == at && is_sign_or_code(term)) return &term;
    }
    return nullptr;
  }

  static bool is_of_millions(const Term& currency) { return currency.entry->column(1) == "code_million"; }
  static bool is_sign_or_code(const Term& currency) {
    const std::string_view kind = currency.entry->column(1);
    return kind == "sign" || kind == "code" || kind == "code_million";
  }
  static Decimal million() { return Decimal::from_integer(1'000'000); }
  static void scale_by(Draft& draft, const Decimal& scale) {
    draft.number.value = draft.number.value * scale;
    draft.number.scale = draft.number.scale * scale;
    draft.number.scaled = true;
  }

  // "115USD": only its currency makes the number look like a name.
  [[nodiscard]] bool is_glued_to_currency(const Draft& draft) const {
    const std::uint32_t first = draft.number.tokens.first;
    const Term* code = currency_at(draft.number.tokens.last);
    if (draft.currency.empty() || code == nullptr || !code->entry->column(1).starts_with("code")) return false;
    return first == 0 || tokens_[first].blank_before || tokens_[first - 1].kind == TokenKind::mark;
  }

  // "5 EUR 7": the code is that of 5.
  [[nodiscard]] bool belongs_to_number_before(const Term& currency) const {
    return currency.first > 0 && !drafts_.empty() && drafts_.back().tokens.last > currency.first;
  }

  // "US$250, 000": a slip of the pen that only a group of zeros proves.
  void join_blank_group(Draft& draft) const {
    const std::uint32_t at = draft.tokens.last;
    if (draft.number.scaled || at + 1 >= tokens_.size() || !context_.has_word(at, "group_mark") || !glued(at)) return;
    if (tokens_.lower(at + 1) != "000" || draft.number.tokens.last - draft.number.tokens.first != 1) return;
    draft.number.value = draft.number.value * Decimal::from_integer(1000);
    draft.number.tokens.last = draft.tokens.last = at + 2;
    draft.slip = true;
  }

  // "40m", and behind a sign or code also "1.5 M".
  void apply_suffix(Draft& draft) const {
    const std::uint32_t at = draft.tokens.last;
    if (at >= tokens_.size() || draft.number.scaled || draft.number.in_words) return;
    const Term* scale = context_.term_at(Table::scale, at);
    if (scale == nullptr || scale->entry->column(1) == "word") return;
    const bool attached = glued(at);
    if (!attached && !(draft.before && tokens_[at].capital)) return;
    if (!draft.before && currency_at(scale->last) == nullptr) return;
    draft.number.scale = Decimal::parse("1e" + std::string(scale->entry->column(0)), true).value_or(Decimal{});
    draft.number.value = draft.number.value * draft.number.scale;
    draft.number.scaled = true;
    draft.number.glued = false;
    draft.tokens.last = scale->last;
  }

  void take_currency_after(Draft& draft) const {
    std::uint32_t at = draft.tokens.last;
    if (at + 1 < tokens_.size() && glued(at) && context_.has_word(at, "dash") && glued(at + 1)) ++at;  // "100-dollar"
    const Term* after = currency_at(at);
    if (after == nullptr) return;
    const std::string_view kind = after->entry->column(1);
    if (kind == "hundredth" || kind == "tenth") return;
    if (kind == "owner") {  // "$1.21 billion Canadian"
      if (!draft.before || next_is_noun(after->last)) return;
      draft.currency = after->entry->column(0);
      draft.tokens.last = after->last;
      return;
    }
    if (draft.before) {
      const bool again = after->entry->column(0) == draft.currency && kind == "word";  // "EUR 10 billion euros"
      if (!again && !names_bare_sign(draft, *after)) return;
      draft.currency = after->entry->column(0);
      draft.tokens.last = after->last;
      return;
    }
    if (kind == "weight" && is_weight(after->last)) return;
    if (kind == "local") {
      draft.currency = local_currency(*after);
      if (draft.currency.empty()) return;
      draft.tokens.last = after->last;
      draft.after = true;
      return;
    }
    if (add_hundredths(draft, *after)) return;
    if (is_sign_or_code(*after) && begins_next_number(*after)) return;
    draft.currency = after->entry->column(0);
    draft.tokens.last = after->last;
    draft.after = true;
    if (is_of_millions(*after)) scale_by(draft, million());
    if (kind == "code" && !draft.number.scaled) take_scale_behind(draft);
    draft.sign = kind != "word" && kind != "weight";
    if (kind == "word") add_subunit(draft);
  }

  // "ノルウェーは5億クローネを": which of the currencies of one name, by the nearest state before it whose own it is.
  [[nodiscard]] std::string_view local_currency(const Term& name) const {
    const std::string_view codes = name.entry->column(0);
    const TokenRange sentence = context_.sentences[context_.sentence_of(name.first)].tokens;
    const Date day = context_.document->date.value_or(Date{});
    std::string_view found;
    for (const PartyMention& party : in(context_.parties, near({sentence.first, name.first}, name.first))) {
      const std::string_view own = countries().currency_of(party.code, day);
      const std::size_t at = own.empty() ? std::string_view::npos : codes.find(own);
      if (at == std::string_view::npos || (party.kind == PartyKind::speaker && !found.empty())) continue;
      found = codes.substr(at, own.size());
    }
    return found;
  }

  // "$1,190 AUD": the code says whose dollars they are.
  [[nodiscard]] bool names_bare_sign(const Draft& draft, const Term& code) const {
    const std::string_view sign = tokens_.lower(draft.tokens.first);
    const bool bare = draft.number.tokens.first == draft.tokens.first + 1 && sign.size() == 1;
    return bare && code.entry->column(1) == "code" && !begins_next_number(code);
  }

  // "17 USD 25": two digits right behind a code that stands behind its number.
  [[nodiscard]] bool add_hundredths(Draft& draft, const Term& code) const {
    const auto found = in(context_.numbers, {code.last, code.last + 1});
    if (code.entry->column(1) != "code" || found.empty() || draft.number.scaled || draft.number.in_words) return false;
    const NumberMention& cents = found.front();
    const bool two_digits =
        cents.tokens.last == cents.tokens.first + 1 && tokens_.lower(cents.tokens.first).size() == 2;
    if (!two_digits || cents.in_words || !tokens_[cents.tokens.first].blank_before) return false;
    if (code.first > draft.tokens.last || currency_at(cents.tokens.last) != nullptr) return false;
    const std::int64_t hundred = 100;
    draft.number.value = draft.number.value + cents.value / Decimal::from_integer(hundred);
    draft.currency = code.entry->column(0);
    draft.tokens.last = cents.tokens.last;
    draft.after = draft.sign = true;
    return true;
  }

  // "75 USD million"
  void take_scale_behind(Draft& draft) const {
    const Term* scale = context_.term_at(Table::scale, draft.tokens.last);
    if (scale == nullptr || scale->entry->column(1) != "word") return;
    scale_by(draft, Decimal::parse("1e" + std::string(scale->entry->column(0)), true).value_or(Decimal{}));
    draft.tokens.last = scale->last;
  }

  // "2 dollars and 5 cents": a hundredth or tenth of what stands right before it.
  void add_subunit(Draft& draft) const {
    for (int parts = 0; parts < 2; ++parts) {
      std::uint32_t at = draft.tokens.last;
      if (context_.has_word(at, "and")) ++at;
      const auto found = in(context_.numbers, {at, at + 1});
      if (found.empty() || found.front().scaled || found.front().ordinal) return;
      const Term* subunit = currency_at(found.front().tokens.last);
      if (subunit == nullptr) return;
      const bool tenth = subunit->entry->column(1) == "tenth";
      if (!tenth && subunit->entry->column(1) != "hundredth") return;
      const int divisor = tenth ? 10 : 100;
      draft.number.value = draft.number.value + found.front().value / Decimal::from_integer(divisor);
      draft.tokens.last = subunit->last;
    }
  }

  [[nodiscard]] bool next_is_noun(std::uint32_t at) const {
    return at < tokens_.size() && tokens_[at].kind == TokenKind::word && !context_.has_word(at, "stop") &&
           !context_.has_word(at, "of") && !context_.has_word(at, "and");
  }

  // "50 pounds of sugar": what follows is a thing, not aid.
  [[nodiscard]] bool is_weight(std::uint32_t at) const {
    if (!context_.has_word(at, "of")) return false;
    for (std::uint32_t next = at + 1; next < std::min(at + 5, tokens_.size()); ++next) {
      const Term* word = context_.term_at(Table::money_word, next);
      if (word != nullptr) return false;
    }
    return true;
  }

  // "in 2024 EUR 5 million": the code is the next number's.
  [[nodiscard]] bool begins_next_number(const Term& currency) const {
    if (currency.last >= tokens_.size() || tokens_[currency.last].kind != TokenKind::number) return false;
    if (currency.entry->column(1) != "sign" && !tokens_[currency.first].blank_before) return false;
    const auto next = in(context_.numbers, {currency.last, currency.last + 1});
    return next.empty() || currency_at(next.front().tokens.last) == nullptr;  // "10 EUR 20 USD"
  }

  // "$60 to $70 million", "between 5 and 7 million euros", "$20,000-$50,000".
  [[nodiscard]] bool is_range(const Draft& a, const Draft& b) const {
    if (a.number.fraction || b.number.fraction || (a.currency.empty() && b.currency.empty())) return false;
    if (!a.currency.empty() && !b.currency.empty() && a.currency != b.currency) return false;
    if (a.currency.empty() && b.before) return false;
    if (b.currency.empty() && !a.before) return false;
    const std::uint32_t joint = a.tokens.last;
    const Term* joint_word = context_.term_at(Table::function_word, joint);
    if (joint_word == nullptr || b.tokens.first != joint_word->last) return false;
    const bool between = word_before(a, "between");
    if (context_.has_word(joint, "and")) {
      if (!between) return false;
    } else if (context_.has_word(joint, "to")) {
      const bool whole = (!a.currency.empty() || b.after) && (a.number.scaled || !b.number.scaled);
      if (whole && word_before(a, "from") && changes_before(a)) return false;
    } else if (!context_.has_word(joint, "dash")) {
      return false;
    }
    return low(a, b) < b.number.value;
  }

  // The first of a range bears the scale of the second where it has none of its own.
  [[nodiscard]] static Decimal low(const Draft& a, const Draft& b) {
    return !a.number.scaled && b.number.scaled ? a.number.value * b.number.scale : a.number.value;
  }

  [[nodiscard]] bool word_before(const Draft& draft, WordKind kind) const {
    std::uint32_t at = draft.tokens.first;
    const Hedge hedge = find_hedge(context_, draft.tokens);
    if (!hedge.tokens.empty() && hedge.tokens.last <= at) at = hedge.tokens.first;
    return at > 0 && context_.has_word(at - 1, kind);
  }

  [[nodiscard]] bool changes_before(const Draft& draft) const {
    constexpr std::uint32_t words_back_max = 12;
    const std::uint32_t first = context_.sentences[context_.sentence_of(draft.tokens.first)].tokens.first;
    for (std::uint32_t back = 1; back <= words_back_max && first + back <= draft.tokens.first; ++back) {
      if (context_.has_word(draft.tokens.first - back, "changed")) return true;
    }
    return false;
  }

  [[nodiscard]] Amount range(const Draft& a, const Draft& b) const {
    Amount amount;
    amount.tokens = {a.tokens.first, b.tokens.last};
    amount.low = low(a, b);
    amount.high = b.number.value;
    amount.currency = b.currency.empty() ? a.currency : b.currency;
    finish(amount);
    return amount;
  }

  // "5 and 7 million euros ... respectively": the first takes scale and currency of the second.
  void lend_to_coordinate(Draft& a, const Draft& b) const {
    if (!a.currency.empty() || b.currency.empty() || !b.after || a.number.scaled || !b.number.scaled) return;
    if (b.tokens.first != a.tokens.last + 1 || !context_.has_word(a.tokens.last, "and")) return;
    const TokenRange sentence = near(context_.sentences[context_.sentence_of(a.tokens.first)].tokens, a.tokens.first);
    bool respectively = false;
    for (std::uint32_t at = b.tokens.last; at < sentence.last; ++at) {
      respectively = respectively || context_.has_word(at, "respectively");
    }
    if (!respectively) return;
    a.number.value = a.number.value * b.number.scale;
    a.currency = b.currency;
  }

  // "rose from 3 to 4 million dollars": what changes bears the currency, and the scale, of what it becomes.
  void lend_to_start(Draft& a, const Draft& b) const {
    if (!a.currency.empty() || b.currency.empty() || !b.after || a.number.glued) return;
    const Term* joint = context_.term_at(Table::function_word, a.tokens.last);
    if (joint == nullptr || joint->last != b.tokens.first || !context_.has_word(joint->first, "to")) return;
    if (context_.has_word(joint->first, "dash") || !word_before(a, "from") || !changes_before(a)) return;
    if (!a.number.scaled && b.number.scaled) a.number.value = a.number.value * b.number.scale;
    a.currency = b.currency;
  }

  // "3.2 billion dollars in 2022, 4.1 billion in 2023": a scaled number that counts nothing takes the currency of the
  // amount before it in the sentence.
  void borrow_currency(Draft& draft, const std::vector<Amount>& amounts) const {
    if (!draft.number.scaled || amounts.empty() || draft.number.glued) return;
    const std::uint32_t at = draft.tokens.last;
    if (at < tokens_.size() && tokens_[at].kind != TokenKind::mark && tokens_[at].kind != TokenKind::number &&
        !(context_.has_word(at, "stop") || context_.has_word(at, "and"))) {
      return;
    }
    if (context_.has_word(at, "percent")) return;
    const Amount& before = amounts.back();
    if (before.sentence != context_.sentence_of(draft.tokens.first)) return;
    if (draft.tokens.first - before.tokens.last > near_tokens_max) return;
    for (std::uint32_t between = before.tokens.last; between < draft.tokens.first; ++between) {
      if (context_.term_at(Table::unit, between) != nullptr) return;
    }
    draft.currency = before.currency;
  }

  [[nodiscard]] Amount amount(const Draft& draft) const {
    Amount amount;
    amount.tokens = draft.tokens;
    amount.value = draft.number.value;
    amount.currency = draft.currency;
    amount.slip = draft.slip;
    finish(amount);
    return amount;
  }

  void finish(Amount& amount) const {
    // "5 млн. грн.": the abbreviation's last point is left out, as it may end the sentence as well.
    while (amount.tokens.last > amount.tokens.first + 1 && tokens_.lower(amount.tokens.last - 1) == ".") {
      --amount.tokens.last;
    }
    amount.hedge = find_hedge(context_, amount.tokens);
    amount.sentence = context_.sentence_of(amount.tokens.first);
  }

  const ReadingContext& context_;
  const Tokens& tokens_;
  std::vector<Draft> drafts_;
};

}  // namespace

std::vector<Amount> find_amounts(const ReadingContext& context) {
  if (context.sentences.empty()) return {};
  return AmountReader(context).read();
}

}  // namespace kept
