#include "claim/sanctions.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claim/claim.hpp"
#include "claim/clause.hpp"
#include "claim/context.hpp"
#include "claim/named_phrase.hpp"
#include "claim/phrase_map.hpp"
#include "lang/lexicon.hpp"
#include "lang/packs.hpp"

namespace kept {
namespace {

constexpr std::uint32_t impose_reach = 14;  // tokens from "imposed" to "sanctions"
constexpr std::uint32_t assets_reach = 10;  // tokens from "frozen" to "assets"

// Whether a verb of deciding governs the sanctions: "imposed a suite of measures, including 1,200 [sanctions]".
bool is_imposed(const PhraseMap& map, const NamedPhrase& phrase) {
  const TokenRange sentence = map.sentence(phrase.head.first);
  const std::uint32_t floor =
      phrase.phrase > sentence.first + impose_reach ? phrase.phrase - impose_reach : sentence.first;
  for (std::uint32_t at = phrase.phrase; at > floor; --at) {
    if (term_of_kind(map.context(), Table::sanction, at - 1, "impose") != nullptr) return true;
    if (map.is(at - 1, word::relative)) return false;
  }
  return false;
}

// A package, wave or decision that is one of sanctions: by its own words, or, an indefinite one ("a new package"), by
// the words of its sentence.
std::optional<TokenRange> sanction_of_wave(const PhraseMap& map, const NamedPhrase& phrase) {
  const ReadingContext& context = map.context();
  const bool own = has_term(context, Table::sanction, {phrase.phrase, phrase.head.first}, "sanctions") ||
                   has_term(context, Table::sanction, phrase.complement, "sanctions");
  if (own && !phrase.unreal) return TokenRange{phrase.phrase, phrase.tokens.last};
  const TokenRange sentence = map.sentence(phrase.head.first);
  const bool before = has_term(context, Table::sanction, {sentence.first, phrase.phrase}, "sanctions");
  const bool a_new_one = phrase.phrase < phrase.head.first && phrase.complement.empty() &&
                         map.is(phrase.phrase, word::generic | word::again | word::ordinal);
  return before && a_new_one ? std::optional(TokenRange{phrase.phrase, phrase.head.last}) : std::nullopt;
}

std::optional<TokenRange> sanction_of_noun(const PhraseMap& map, const Term& term) {
  const NamedPhrase phrase = named_phrase(map, {term.first, term.last});
  if (phrase.tokens.empty()) return std::nullopt;
  if (term.entry->column(0) == "wave") return sanction_of_wave(map, phrase);
  if (phrase.unreal || phrase.shown || !is_imposed(map, phrase)) return std::nullopt;
  return TokenRange{phrase.phrase, phrase.tokens.last};
}

// "have also frozen 225 billion dollars of private assets of Russia"; not "frozen assets", nor "were frozen".
std::optional<TokenRange> sanction_of_freeze(const PhraseMap& map, const Term& term) {
  const TokenRange sentence = map.sentence(term.first);
  const TokenRange subject = map.subject_of(term.first);
  const bool participle = subject.last == term.first && !map.context().pack->traits.bare_genitive;  // "frozen assets"
  if (!map.any(subject, word::party) || participle) return std::nullopt;
  const std::uint32_t ceiling = std::min(sentence.last, term.last + assets_reach);
  for (std::uint32_t at = term.last; at < ceiling; ++at) {
    if (map.is(at, word::relative | word::verb)) break;
    if (const Term* found = term_of_kind(map.context(), Table::sanction, at, "assets")) {
      return TokenRange{term.first, found->last};
    }
  }
  return std::nullopt;
}

// "by the Government of Japan", "against Russia": the party behind a preposition of the phrase; else the subject's.
Claim claim_of(const PhraseMap& map, TokenRange range) {
  Claim claim = named_claim(map, ClaimKind::sanction, range);
  const TokenRange sentence = map.sentence(range.first);
  const std::vector<std::string> inside = party_codes(map, range);
  const std::vector<std::string> before = party_codes(map, {sentence.first, range.first});
  if (!before.empty()) {
    add_code(claim.giver, before.front());
    for (const std::string& code : inside) {
      if (code != before.front()) add_code(claim.receiver, code);
    }
  } else if (inside.size() == 1) {
    add_code(claim.giver, inside.front());
  }
  return claim;
}

}  // namespace

std::vector<Claim> read_sanctions(const PhraseMap& map) {
  std::vector<TokenRange> found;
  for (const std::uint32_t place : map.context().terms.of(Table::sanction)) {
    const Term& term = map.context().terms[place];
    const std::string_view kind = term.entry->column(0);
    std::optional<TokenRange> range;
    if (kind == "sanctions" || kind == "wave") range = sanction_of_noun(map, term);
    if (kind == "freeze") range = sanction_of_freeze(map, term);
    if (!range) continue;
    const bool goes_on = !found.empty() && range->first < found.back().last;
    if (!goes_on) found.push_back(*range);
  }
  std::vector<Claim> claims;
  claims.reserve(found.size());
  for (const TokenRange range : found) claims.push_back(claim_of(map, range));
  return claims;
}

}  // namespace kept
