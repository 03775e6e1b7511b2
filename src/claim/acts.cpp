#include "claim/acts.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/decimal.hpp"
#include "claim/claim.hpp"
#include "claim/clause.hpp"
#include "claim/context.hpp"
#include "claim/phrase_map.hpp"
#include "lang/lexicon.hpp"
#include "lang/token.hpp"

namespace kept {
namespace {

constexpr std::uint32_t object_reach = 10;    // tokens from a verb to the last noun of its object
constexpr std::uint32_t deadline_reach = 25;  // tokens from a verb to its deadline
constexpr std::uint32_t money_reach = 5;      // tokens from a verb to the money that it gives
constexpr std::uint32_t deed_tokens_max = 30;

bool is_clause_end(const PhraseMap& map, std::uint32_t token) {
  const ReadingContext& context = map.context();
  if (context.tokens[token].kind == TokenKind::mark) {
    constexpr std::string_view inside = "()%$'/#";
    const bool in_number = token > 0 && map.is(token, word::number) && map.is(token - 1, word::number);  // "2,1"
    if (in_number) return false;
    return !map.is_joint(token) && inside.find(map.lower(token)) == std::string_view::npos;
  }
  return map.is(token, word::relative);
}

// From `first` to the end of its clause.
TokenRange clause_from(const PhraseMap& map, std::uint32_t first) {
  const std::uint32_t ceiling = std::min(map.sentence(first).last, first + deed_tokens_max);
  std::uint32_t at = first;
  while (at < ceiling && !is_clause_end(map, at)) ++at;
  return {first, at};
}

bool has(const PhraseMap& map, TokenRange range, std::string_view kind) {
  return has_term(map.context(), Table::act, range, kind);
}

bool has_money(const PhraseMap& map, TokenRange range) {
  return !map.context().terms_of(Table::currency, range).empty();
}

// The first token of what is done, where it tells a deed: behind adverbs, no vague verb.
std::optional<std::uint32_t> deed_at(const PhraseMap& map, std::uint32_t at, std::uint32_t ceiling) {
  while (at < ceiling && map.is(at, word::adverb)) ++at;
  if (at >= ceiling || map.context().tokens[at].kind != TokenKind::word) return std::nullopt;
  const bool noun = map.is(at, word::determiner | word::possessive | word::preposition | word::pronoun |
                                   word::auxiliary | word::conjunction | word::name | word::party);
  if (noun || term_of_kind(map.context(), Table::act, at, "vague") != nullptr) return std::nullopt;
  return at;
}

// The deadline ("by the end of 2027") of the clause that begins at `first`, or nullptr.
const DateMention* deadline_of(const PhraseMap& map, std::uint32_t first) {
  const TokenRange sentence = map.sentence(first);
  for (const DateMention& date : in(map.context().dates, {first, std::min(sentence.last, first + deadline_reach)})) {
    bool apart = false;
    for (std::uint32_t at = first; at < date.tokens.first; ++at) apart = apart || is_clause_end(map, at);
    if (apart) return nullptr;
    if (date.edge == DateEdge::until) return &date;
  }
  return nullptr;
}

// "established its Kyiv office", with its subject.
std::optional<TokenRange> founding(const PhraseMap& map, const Term& term) {
  const TokenRange clause = clause_from(map, term.last);
  const TokenRange near{clause.first, std::min(clause.last, clause.first + object_reach)};
  const TokenRange subject = map.subject_of(term.first);
  if (subject.empty()) return std::nullopt;
  const std::uint32_t end = map.phrase_end(near.first, near.last);
  if (!has(map, {near.first, end}, "institution") && !has(map, subject, "institution")) return std::nullopt;
  return TokenRange{subject.first, end};
}

// "directed the ministry to [allocate the rest]", "agreed to [join the initiative]"; an order is a deed whatever is
// ordered: "[tasked their teams to consult]".
std::optional<TokenRange> binding(const PhraseMap& map, const Term& term) {
  std::uint32_t at = term.last;
  const TokenRange clause = clause_from(map, at);
  const bool direct = term.entry->column(0) == "direct";
  if (direct) {
    const std::uint32_t ceiling = std::min(clause.last, at + object_reach);
    while (at < ceiling && !map.is(at, word::infinitive)) ++at;
    if (at >= ceiling) return std::nullopt;
    ++at;
  }
  const auto deed = deed_at(map, at, clause.last);
  if (!deed && direct && clause.last - at >= 2) return TokenRange{term.first, clause.last};
  if (!deed || clause.last - *deed < 3) return std::nullopt;
  if (has_money(map, {*deed, *deed + money_reach})) return std::nullopt;  // "decided to allocate EUR 5 million"
  return TokenRange{*deed, clause.last};
}

// "will [allocate the funds by the end of this year]".
std::optional<TokenRange> deed_by_deadline(const PhraseMap& map, const Term& term) {
  const auto deed = deed_at(map, term.last, map.sentence(term.first).last);
  if (!deed) return std::nullopt;
  const DateMention* deadline = deadline_of(map, *deed);
  if (deadline == nullptr) return std::nullopt;
  const TokenRange range{*deed, deadline->tokens.last};
  return has_money(map, range) ? std::nullopt : std::optional(range);
}

// "the [revision of defence documents by the end of this year]".
std::optional<TokenRange> change_by_deadline(const PhraseMap& map, const Term& term) {
  if (term.last >= map.sentence(term.first).last || !map.is(term.last, word::genitive)) return std::nullopt;
  const DateMention* deadline = deadline_of(map, term.last);
  if (deadline == nullptr) return std::nullopt;
  const TokenRange range{term.first, deadline->tokens.last};
  return has_money(map, range) ? std::nullopt : std::optional(range);
}

// "[announced new funding for rehabilitation]": money is set apart, and the text does not say how much.
std::optional<TokenRange> allotment(const PhraseMap& map, const Term& term) {
  const TokenRange clause = clause_from(map, term.last);
  const TokenRange near{clause.first, std::min(clause.last, clause.first + object_reach / 2)};
  if (!has(map, near, "measure") || has_money(map, map.sentence(term.first))) return std::nullopt;
  if (clause.last - term.last < 3 || map.subject_of(term.first).empty()) return std::nullopt;
  return TokenRange{term.first, clause.last};
}

// "[signed the supplemental]", "the bill that [I signed in April]".
std::optional<TokenRange> signing(const PhraseMap& map, const Term& term) {
  constexpr std::uint32_t noun_reach = 4;
  const TokenRange sentence = map.sentence(term.first);
  const TokenRange behind{term.last, std::min(sentence.last, term.last + noun_reach)};
  const TokenRange before{term.first - std::min(term.first - sentence.first, noun_reach), term.first};
  for (const Term& noun : map.context().terms_of(Table::act, behind)) {
    if (noun.entry->column(0) == "law_noun") return TokenRange{term.first, noun.last};
  }
  for (const Term& noun : map.context().terms_of(Table::act, before)) {
    if (noun.entry->column(0) == "law_noun" && map.is(noun.last, word::relative | word::demonstrative)) {
      return TokenRange{noun.first, clause_from(map, term.last).last};
    }
  }
  return std::nullopt;
}

// "registered 2,000 firms": the number says it.
bool counts(const PhraseMap& map, TokenRange clause) {
  const ReadingContext& context = map.context();
  return std::ranges::any_of(in(context.numbers, clause), [&](const NumberMention& number) {
    const bool small =
        number.in_words && !number.scaled && number.value < Decimal::from_integer(10);  // "two programmes"
    if (number.ordinal || number.glued || small || map.is(number.tokens.first, word::date)) return false;
    const auto is_counted = [&](std::uint32_t at) {
      const Term* unit = context.term_at(Table::unit, at);
      return unit != nullptr && unit->entry->column(1) != "stop";  // not "24 hours"
    };
    return is_counted(number.tokens.last) || is_counted(number.tokens.last + 1);
  });
}

// A verb that tells a deed wherever its subject stands: the whole clause around it.
std::optional<TokenRange> clause_around(const PhraseMap& map, const Term& term) {
  constexpr std::uint32_t words_min = 3;
  const std::uint32_t floor = term.first - std::min(term.first - map.sentence(term.first).first, object_reach);
  std::uint32_t first = term.first;
  const bool second_verb = first > floor && map.is(first - 1, word::conjunction);  // "gave vans and [plans to]"
  while (first > floor && !second_verb && !is_clause_end(map, first - 1)) --first;
  while (first < term.first && map.is(first, word::conjunction | word::adverb)) ++first;
  const std::uint32_t before = first > floor ? first - 1 : floor;
  if (map.is(before, word::unreal)) return std::nullopt;  // "if the law passes"
  const TokenRange clause{first, clause_from(map, term.last).last};
  const bool short_one = clause.last - clause.first < words_min;
  return short_one || has_money(map, clause) || counts(map, clause) ? std::nullopt : std::optional(clause);
}

std::optional<TokenRange> act_of(const PhraseMap& map, const Term& term) {
  const std::string_view kind = term.entry->column(0);
  const TokenRange sentence = map.sentence(term.first);
  if (kind == "found") return founding(map, term);
  if (kind == "direct" || kind == "agree") return binding(map, term);
  if (kind == "will") return deed_by_deadline(map, term);
  if (kind == "change") return change_by_deadline(map, term);
  if (kind == "allot") return allotment(map, term);
  if (kind == "sign") return signing(map, term);
  if (kind == "will_do") {
    const TokenRange clause = clause_from(map, term.last);
    if (has_money(map, clause) || clause.last - term.last < 2) return std::nullopt;
    return TokenRange{term.first, clause.last};
  }
  if (kind == "clause") return clause_around(map, term);
  const TokenRange clause{term.first, clause_from(map, term.last).last};
  if (kind == "force") {
    const TokenRange subject = map.subject_of(term.first);
    return subject.empty() ? std::nullopt : std::optional(TokenRange{subject.first, clause.last});
  }
  if (kind == "law") return clause;
  if (kind == "train") {
    const std::uint32_t end = map.phrase_end(term.last, sentence.last);
    return has(map, {term.last, end}, "trainee") ? std::optional(TokenRange{term.first, end}) : std::nullopt;
  }
  if (kind == "multiply") {
    if (has(map, clause, "measure") || has_money(map, sentence) || clause.last - term.last < 2) return std::nullopt;
    return clause;
  }
  if (kind == "deed") {
    const bool by_someone = term.first > sentence.first && map.is(term.first - 1, word::pronoun | word::auxiliary);
    if (clause.last == term.last || map.is(term.last, word::preposition)) return std::nullopt;  // "abolished by"
    const bool done = (by_someone || !map.subject_of(term.first).empty());
    return done ? std::optional(clause) : std::nullopt;
  }
  return std::nullopt;
}

Claim claim_of(const PhraseMap& map, TokenRange range, std::string_view kind) {
  Claim claim = named_claim(map, ClaimKind::act, range);
  const TokenRange sentence = map.sentence(range.first);
  claim.parties = party_codes(map, {sentence.first, range.last});
  const bool bound = kind == "direct" || kind == "agree" || kind == "will_do";
  if (bound && claim.modality == Modality::stated) claim.modality = Modality::promised;
  if (kind == "change" && claim.modality == Modality::stated) claim.modality = Modality::expected;
  return claim;
}

bool restates(const Claim& act, const std::vector<Claim>& others) {
  return std::ranges::any_of(others, [&act](const Claim& other) { return act.span.overlaps(other.span); });
}

}  // namespace

std::vector<Claim> read_acts(const PhraseMap& map, const std::vector<Claim>& others) {
  std::vector<Claim> acts;
  for (const std::uint32_t place : map.context().terms.of(Table::act)) {
    const Term& term = map.context().terms[place];
    const auto range = act_of(map, term);
    if (!range) continue;
    Claim claim = claim_of(map, *range, term.entry->column(0));
    if (!restates(claim, others) && !restates(claim, acts)) acts.push_back(std::move(claim));
  }
  return acts;
}

}  // namespace kept
