#include "claim/agreements.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "claim/claim.hpp"
#include "claim/clause.hpp"
#include "claim/context.hpp"
#include "claim/named_phrase.hpp"
#include "claim/naming.hpp"
#include "claim/phrase_map.hpp"
#include "lang/lexicon.hpp"
#include "lang/packs.hpp"

namespace kept {
namespace {

constexpr std::uint32_t sign_reach = 6;        // tokens from "signed" to the first word of what is signed
constexpr std::uint32_t relations_reach = 10;  // tokens from "elevating" to "partnership"

bool signed_before(const PhraseMap& map, const NamedPhrase& phrase) {
  const TokenRange sentence = map.sentence(phrase.head.first);
  const std::uint32_t floor = phrase.phrase > sentence.first + sign_reach ? phrase.phrase - sign_reach : sentence.first;
  for (const Term& term : map.context().terms_of(Table::agreement, {floor, phrase.phrase})) {
    if (term.entry->column(0) != "sign") continue;
    bool governs = true;
    for (std::uint32_t at = term.last; at < phrase.phrase; ++at) {
      governs = governs && !map.is(at, word::relative | word::verb | word::auxiliary);
    }
    if (governs) return true;
  }
  return false;
}

// One behind the verb of signing, and with whom, that follows the phrase ("[agreement] was signed with Latvia"), or 0.
std::uint32_t signed_behind(const PhraseMap& map, const NamedPhrase& phrase) {
  const TokenRange sentence = map.sentence(phrase.head.first);
  for (std::uint32_t at : {phrase.head.last, phrase.tokens.last}) {
    const std::uint32_t from = at;
    // Where participles need no auxiliary: "меморандум підписано", "меморандум, підписаний".
    const bool bare = map.context().pack->traits.bare_genitive;
    if (bare && at < sentence.last && map.lower(at) == ",") ++at;
    while (at < sentence.last && map.is(at, word::auxiliary | word::adverb)) ++at;
    if ((at == from && !bare) || at >= sentence.last) continue;
    const Term* verb = term_of_kind(map.context(), Table::agreement, at, "sign");
    if (verb == nullptr) continue;
    if (bare) return from;
    if (verb->last >= sentence.last || !map.is(verb->last, word::preposition)) return from;
    const std::uint32_t whom = map.long_phrase_end(verb->last + 1, sentence.last);
    return map.any({verb->last, whom}, word::party | word::name) ? whom : from;
  }
  return 0;
}

// Whether a verb of signing governs the phrase: "signed the [accord]", "[agreement] was reached"; with whom it was
// signed then belongs to it.
bool is_signed(const PhraseMap& map, NamedPhrase& phrase) {
  if (signed_before(map, phrase)) return true;
  const std::uint32_t behind = signed_behind(map, phrase);
  phrase.tokens.last = std::max(phrase.tokens.last, behind);
  return behind != 0;
}

// "this Agreement": a treaty's own text.
std::optional<TokenRange> speaks_of_itself(const PhraseMap& map, const NamedPhrase& phrase) {
  const bool itself = phrase.phrase == phrase.head.first && map.is(phrase.head.first, word::name) &&
                      map.is(phrase.phrase - 1, word::demonstrative);
  return itself ? std::optional(TokenRange{phrase.phrase - 1, phrase.head.last}) : std::nullopt;
}

std::optional<TokenRange> agreement_of_noun(const PhraseMap& map, const Term& term) {
  NamedPhrase phrase = named_phrase(map, {term.first, term.last});
  if (phrase.tokens.empty() || phrase.unreal) return std::nullopt;
  if (phrase.shown) return speaks_of_itself(map, phrase);
  const bool is_named = phrase.named && map.is(term.last - 1, word::name);
  const bool said = is_signed(map, phrase);
  if (term.entry->column(0) == "document") {
    if (said || (phrase.accompanied && phrase.dated) || (is_named && phrase.dated)) return phrase.tokens;
    const bool several_words = term.last - term.first > 1;  // "exchange of notes between ..."
    return several_words && phrase.accompanied ? std::optional(phrase.tokens) : std::nullopt;
  }
  const bool told_apart = phrase.tokens.first < term.first || phrase.accompanied || phrase.dated || phrase.indefinite;
  return said && told_apart ? std::optional(phrase.tokens) : std::nullopt;
}

// "elevating bilateral relations to the level of a strategic partnership".
std::optional<TokenRange> agreement_of_level(const PhraseMap& map, const Term& term) {
  const TokenRange sentence = map.sentence(term.first);
  const std::uint32_t ceiling = std::min(sentence.last, term.last + relations_reach);
  bool to = false;
  for (std::uint32_t at = term.last; at < ceiling; ++at) {
    if (map.is(at, word::relative | word::verb) || map.lower(at) == ",") break;
    to = to || map.is(at, word::infinitive);
    if (!to) continue;
    if (const Term* found = term_of_kind(map.context(), Table::agreement, at, "partnership")) {
      return TokenRange{term.first, found->last};
    }
  }
  return std::nullopt;
}

// "Signed on: 3 April 2024": the line that dates an agreement names it.
std::optional<TokenRange> agreement_of_line(const PhraseMap& map, const Term& term) {
  if (term.first != map.sentence(term.first).first) return std::nullopt;
  std::uint32_t at = term.last;
  if (at < map.sentence(term.first).last && map.lower(at) == ":") ++at;
  const DateMention* date = date_at(map.context(), at);
  return date == nullptr ? std::nullopt : std::optional(TokenRange{term.first, date->tokens.last});
}

bool overlap(TokenRange a, TokenRange b) { return a.first < b.last && b.first < a.last; }

// Of overlapping or repeated ones the fullest.
std::vector<TokenRange> fullest(const PhraseMap& map, std::vector<TokenRange> found) {
  std::ranges::stable_sort(found, std::ranges::greater{}, [](TokenRange r) { return r.last - r.first; });
  std::vector<TokenRange> kept;
  for (const TokenRange range : found) {
    const std::vector<std::string> words = naming_words(map, range);
    const bool repeated = std::ranges::any_of(kept, [&](TokenRange other) {
      const bool itself = map.is(range.first, word::demonstrative) && words == naming_words(map, other);
      return overlap(range, other) || itself || (words.size() > 1 && is_subset(words, naming_words(map, other)));
    });
    if (!repeated) kept.push_back(range);
  }
  return kept;
}

Claim claim_of(const PhraseMap& map, TokenRange range) {
  Claim claim = named_claim(map, ClaimKind::agreement, range);
  claim.parties = party_codes(map, range);
  const TokenRange sentence = map.sentence(range.first);
  if (claim.parties.size() < 2) {
    for (const std::string& code : party_codes(map, {sentence.first, range.first})) add_code(claim.parties, code);
  }
  return claim;
}

}  // namespace

std::vector<Claim> read_agreements(const PhraseMap& map) {
  std::vector<TokenRange> found;
  for (const std::uint32_t place : map.context().terms.of(Table::agreement)) {
    const Term& term = map.context().terms[place];
    const std::string_view kind = term.entry->column(0);
    std::optional<TokenRange> range;
    if (kind == "document" || kind == "deal") range = agreement_of_noun(map, term);
    if (kind == "level") range = agreement_of_level(map, term);
    if (kind == "dated") range = agreement_of_line(map, term);
    if (range) found.push_back(*range);
  }
  std::vector<Claim> claims;
  for (const TokenRange range : fullest(map, std::move(found))) claims.push_back(claim_of(map, range));
  return claims;
}

}  // namespace kept
