#include "claim/clause.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "base/date.hpp"
#include "claim/claim.hpp"
#include "claim/context.hpp"
#include "claim/phrase_map.hpp"
#include "lang/lexicon.hpp"
#include "lang/token.hpp"

namespace kept {
namespace {

constexpr std::uint32_t modality_reach = 20;  // tokens; beyond, a verb speaks of something else
constexpr int year_first = 1990;
constexpr int year_last = 2099;

// Whether a clause of its own begins at `token`.
bool is_clause_break(const PhraseMap& map, std::uint32_t token) {
  const std::string_view word = map.lower(token);
  return word == ";" || word == ":" || (map.is(token, word::relative) && word != "as");
}

bool clause_break_between(const PhraseMap& map, std::uint32_t first, std::uint32_t last) {
  for (std::uint32_t at = first; at < last; ++at) {
    if (is_clause_break(map, at)) return true;
  }
  return false;
}

std::optional<int> year_in(const PhraseMap& map, TokenRange range) {
  for (std::uint32_t at = range.first; at < range.last; ++at) {
    if (map.context().tokens[at].kind != TokenKind::number) continue;
    const std::string_view digits = map.lower(at);
    int year = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), year);
    if (error == std::errc{} && digits.size() == 4 && year_first <= year && year <= year_last) return year;
  }
  return std::nullopt;
}

bool is_named_party(const PartyMention& party) {
  return party.kind != PartyKind::mechanism && party.kind != PartyKind::speaker;
}

bool is_governed(const PhraseMap& map, const PartyMention& party, std::uint32_t floor) {
  std::uint32_t at = party.tokens.first;
  while (at > floor && map.is(at - 1, word::determiner)) --at;
  return at > floor && map.is(at - 1, word::preposition);
}

// "already", "to date": they bound a sum, and tell no day.
bool is_to_date(const PhraseMap& map, const DateMention& date) {
  return !date.period.from && date.period.to == map.context().document->date;
}

const DateMention* nearest_date(const PhraseMap& map, TokenRange named) {
  const TokenRange sentence = map.sentence(named.first);
  const DateMention* best = nullptr;
  std::uint32_t best_distance = 0;
  for (const DateMention& date : in(map.context().dates, sentence)) {
    const bool before = date.tokens.last <= named.first;
    const std::uint32_t distance = before                            ? named.first - date.tokens.last
                                   : date.tokens.first >= named.last ? date.tokens.first - named.last
                                                                     : 0;
    const bool apart = before ? clause_break_between(map, date.tokens.last, named.first)
                              : clause_break_between(map, named.last, date.tokens.first);
    const bool year_of_name =
        date.precision == DatePrecision::year && distance == 0 && named.contains(date.tokens.first);
    const bool around = date.tokens.first < named.first && named.first < date.tokens.last;
    if (apart || around || year_of_name || date.period == Period{} || is_to_date(map, date)) continue;
    if (best == nullptr || distance < best_distance) {
      best = &date;
      best_distance = distance;
    }
  }
  return best;
}

}  // namespace

const DateMention* date_at(const ReadingContext& context, std::uint32_t token) {
  const auto found = in(context.dates, {token, token + 1});
  return found.empty() ? nullptr : &found.front();
}

When when_of(const PhraseMap& map, TokenRange named) {
  const DateMention* date = nearest_date(map, named);
  const auto year = year_in(map, named);
  const bool inside = date != nullptr && date->tokens.first >= named.first && date->tokens.first <= named.last;
  if (year && !inside && (date == nullptr || !Period::of_year(*year).contains(date->period))) {
    return {Period::of_year(*year), DatePrecision::year, std::nullopt};
  }
  if (date == nullptr) return {};
  return {date->period, date->precision, map.context().span(date->tokens)};
}

HowSure modality_of(const PhraseMap& map, TokenRange named, const Period& period) {
  const ReadingContext& context = map.context();
  const TokenRange sentence = map.sentence(named.first);
  const std::uint32_t floor =
      named.first > sentence.first + modality_reach ? named.first - modality_reach : sentence.first;
  HowSure sure;
  std::uint32_t ceiling = named.last;  // "a summit [will be] held"
  while (ceiling < sentence.last && map.is(ceiling, word::auxiliary | word::adverb)) ++ceiling;
  for (const Term& term : context.terms_of(Table::modality, {floor, ceiling})) {
    if (term.last < named.first && clause_break_between(map, term.last, named.first)) continue;
    const bool inside = term.first >= named.first && term.first < named.last;
    if (inside && clause_break_between(map, named.first, term.first)) continue;
    if (inside && term.entry->column(1) == "decided") continue;  // "two decisions by" are named, not taken
    // "the conference held in Tokyo" happened; "is to be held" and "will be held" did not yet.
    const bool awaited = term.first > sentence.first && map.is(term.first - 1, word::auxiliary);
    if (term.entry->column(1) == "done" && (awaited || !inside)) continue;
    if (map.is(term.first, word::name)) continue;  // "Not For Sale" denies nothing
    const std::string_view modality = term.entry->column(0);
    for (const Modality each :
         {Modality::stated, Modality::promised, Modality::expected, Modality::proposed, Modality::denied}) {
      if (to_string(each) == modality) sure = {each, context.span({term.first, term.last})};
    }
  }
  const auto& today = context.document->date;
  if (sure.modality == Modality::stated && today && period.from && *period.from > *today) {
    sure.modality = Modality::expected;
  }
  return sure;
}

void add_code(std::vector<std::string>& codes, std::string_view code) {
  if (!code.empty() && std::ranges::find(codes, code) == codes.end()) codes.emplace_back(code);
}

std::vector<std::string> party_codes(const PhraseMap& map, TokenRange range) {
  std::vector<std::string> codes;
  for (const PartyMention& party : in(map.context().parties, range)) {
    if (is_named_party(party)) add_code(codes, party.code);
  }
  return codes;
}

std::vector<std::string> free_party_codes(const PhraseMap& map, TokenRange range) {
  std::vector<std::string> codes;
  for (const PartyMention& party : in(map.context().parties, range)) {
    if (is_named_party(party) && !is_governed(map, party, range.first)) add_code(codes, party.code);
  }
  return codes;
}

std::vector<std::string> governed_party_codes(const PhraseMap& map, TokenRange range) {
  std::vector<std::string> codes;
  for (const PartyMention& party : in(map.context().parties, range)) {
    if (is_named_party(party) && is_governed(map, party, range.first)) add_code(codes, party.code);
  }
  return codes;
}

std::string_view speaker_code(const PhraseMap& map, TokenRange range) {
  for (const PartyMention& party : in(map.context().parties, range)) {
    if (party.kind == PartyKind::speaker) return party.code;
  }
  return {};
}

Claim named_claim(const PhraseMap& map, ClaimKind kind, TokenRange named) {
  const ReadingContext& context = map.context();
  Claim claim;
  claim.kind = kind;
  claim.span = context.span(named);
  claim.sentence = context.sentences[context.sentence_of(named.first)].span;
  const When when = when_of(map, named);
  claim.period = when.period;
  claim.date_precision = when.precision;
  if (when.because) claim.because.push_back({"date", *when.because});
  const HowSure sure = modality_of(map, named, claim.period);
  claim.modality = sure.modality;
  if (sure.because) claim.because.push_back({"modality", *sure.because});
  return claim;
}

bool has_term(const ReadingContext& context, Table table, TokenRange range, std::string_view kind) {
  return std::ranges::any_of(in(context.terms, range),
                             [&](const Term& term) { return term.table == table && term.entry->column(0) == kind; });
}

const Term* term_of_kind(const ReadingContext& context, Table table, std::uint32_t token, std::string_view kind) {
  for (const Term& term : in(context.terms, {token, token + 1})) {
    if (term.table == table && term.entry->column(0) == kind) return &term;
  }
  return nullptr;
}

}  // namespace kept
