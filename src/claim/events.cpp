#include "claim/events.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
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

constexpr std::uint32_t place_reach = 4;  // tokens from an event to its town
constexpr std::uint32_t verb_reach = 4;   // tokens between an event and the verb of holding it

struct Event {
  TokenRange tokens;
  Period period;
  TokenRange subject;  // of a verb that tells the event
  std::vector<std::string> words;
};

// Whether a verb of holding stands right before or behind the phrase: "will host an [international conference]",
// "[meetings] also took place"; of a gathering also a preposition ("at the [forum]") where the pack names it so.
bool is_held(const PhraseMap& map, const NamedPhrase& phrase, std::string_view kind) {
  const TokenRange sentence = map.sentence(phrase.head.first);
  const std::uint32_t floor = phrase.phrase > sentence.first + verb_reach ? phrase.phrase - verb_reach : sentence.first;
  for (const Term& term : map.context().terms_of(Table::event, {floor, phrase.phrase})) {
    if (term.entry->column(0) != "host" || term.last > phrase.phrase) continue;
    if (kind != "gathering" && map.is(term.first, word::preposition)) continue;  // "at the forum", not "for attacks"
    bool adjoins = true;
    for (std::uint32_t at = term.last; at < phrase.phrase; ++at) {
      adjoins = adjoins && map.is(at, word::determiner | word::adverb | word::number | word::demonstrative);
    }
    if (adjoins) return true;
  }
  for (const std::uint32_t from : {phrase.head.last, phrase.tokens.last}) {
    std::uint32_t at = from;
    while (at < sentence.last && map.is(at, word::auxiliary | word::adverb)) ++at;
    if (at == from && from != phrase.head.last) continue;
    if (at < sentence.last && term_of_kind(map.context(), Table::event, at, "host") != nullptr) return true;
  }
  return false;
}

// Whether the phrase is the subject of a verb in the present or past: "[the latest attacks on ports] show".
bool is_subject(const PhraseMap& map, const NamedPhrase& phrase) {
  const std::uint32_t after = phrase.tokens.last;
  return after < map.sentence(phrase.head.first).last && map.is(after, word::auxiliary | word::verb | word::adverb);
}

bool names_party(const PhraseMap& map, TokenRange range) {
  return map.any(range, word::party | word::name | word::role);
}

// Whether the phrase before the noun says which: a party's, a name's.
bool has_owner(const PhraseMap& map, const NamedPhrase& phrase) {
  return map.any({phrase.tokens.first, phrase.head.first}, word::party);
}

bool complement_has(const PhraseMap& map, const NamedPhrase& phrase, std::string_view kind) {
  return has_term(map.context(), Table::event, {phrase.head.last, phrase.tokens.last}, kind);
}

// What each kind of noun needs beside it to name an event.
bool is_event(const PhraseMap& map, const NamedPhrase& phrase, std::string_view kind) {
  const bool capital_head = map.is(phrase.head.first, word::name);
  const bool before = has_term(map.context(), Table::event, {phrase.phrase, phrase.head.first}, "latest");
  if (kind == "gathering") {
    if (phrase.shown && !phrase.accompanied) return false;
    return phrase.named || phrase.dated || phrase.accompanied || is_held(map, phrase, kind);
  }
  if (kind == "contact") return phrase.accompanied || (!phrase.shown && is_held(map, phrase, kind));
  if (kind == "travel") {
    return !capital_head && (names_party(map, phrase.complement) || (!phrase.shown && is_held(map, phrase, kind)));
  }
  if (kind == "politics") {
    if (phrase.shown) return false;
    return phrase.head.last - phrase.head.first > 2 || !phrase.complement.empty() || phrase.dated ||
           has_owner(map, phrase);
  }
  if (kind == "attack") {
    const bool known = phrase.accompanied || has_owner(map, phrase);
    if (phrase.dated || is_held(map, phrase, kind)) return known || !phrase.complement.empty();
    return (before && !phrase.complement.empty()) || (known && is_subject(map, phrase));
  }
  if (kind == "exercise") return (phrase.named || phrase.accompanied) && (phrase.dated || !has_owner(map, phrase));
  if (kind == "deployment") return complement_has(map, phrase, "force") && !capital_head;
  if (kind == "battle") return names_party(map, phrase.complement);
  if (kind == "day") return capital_head && (phrase.dated || has_owner(map, phrase));
  if (kind == "breach") return complement_has(map, phrase, "territory") && (phrase.accompanied || phrase.dated);
  return false;
}

std::optional<Event> event_of_noun(const PhraseMap& map, const Term& term) {
  const NamedPhrase phrase = named_phrase(map, {term.first, term.last});
  if (phrase.tokens.empty() || phrase.unreal) return std::nullopt;
  const bool bare = phrase.phrase == term.first && !phrase.determined;
  if (term.entry->column(1) == "verbal" && bare) return std::nullopt;
  if (term.entry->column(1) == "dated" && !phrase.dated) return std::nullopt;
  if (!is_event(map, phrase, term.entry->column(0))) return std::nullopt;
  return Event{phrase.tokens, {}, {}, {}};
}

// One behind what stands between a verb and its object: "spoke [today with] the President"; `ceiling` where the verb
// needs a "with" that is not there.
std::uint32_t object_begin(const PhraseMap& map, const Term& term, std::uint32_t ceiling) {
  std::uint32_t at = term.last;
  while (at < ceiling && map.is(at, word::adverb | word::date)) ++at;
  if (at < ceiling && term_of_kind(map.context(), Table::event, at, "with") != nullptr) return at + 1;
  return term.entry->column(1) == "with" ? ceiling : at;
}

std::optional<Event> event_of_verb(const PhraseMap& map, const Term& term) {
  const std::string_view kind = term.entry->column(0);
  const TokenRange sentence = map.sentence(term.first);
  const TokenRange subject = map.subject_of(term.first);
  // Languages with cases leave out who speaks: "[Ми] провели зустріч з Президентом Чилі".
  const bool left_out = subject.empty() && map.context().pack->traits.bare_genitive;
  const bool known_subject =
      left_out || (!subject.empty() && (names_party(map, subject) || map.is(subject.first, word::pronoun)));
  if (kind == "declared") {
    const bool infinitive = term.first > sentence.first && map.is(term.first - 1, word::infinitive);
    return infinitive ? std::nullopt : std::optional(Event{{term.first, term.last}, {}, subject, {}});
  }

  const bool to_object = kind == "contacted";
  const std::uint32_t begin = to_object ? object_begin(map, term, sentence.last) : term.last;
  const std::uint32_t end = map.long_phrase_end(begin, sentence.last);
  const TokenRange object{begin, end};
  if (object.empty()) return std::nullopt;
  bool right = false;
  const bool crowd = map.any(subject, word::number) && !map.any(subject, word::role);  // "4,000 residents arrived"
  if (kind == "visited") right = known_subject && !crowd && map.any(object, word::party | word::name);
  if (kind == "contacted") right = known_subject && map.any(object, word::role | word::name);
  if (kind == "welcomed") right = map.is(begin, word::role) && names_party(map, object);
  if (kind == "attacked") {
    const bool known = map.any(subject, word::party) && map.any(object, word::party | word::name);
    right = known || (map.any(subject, word::pronoun) && map.any(object, word::party));
  }
  if (kind == "joined") {
    const bool sanctions = has_term(map.context(), Table::sanction, object, "sanctions");
    right = map.any(subject, word::party) && map.any(object, word::party) && !sanctions;
  }
  if (kind == "launched") {
    right = map.any(subject, word::party) && has_term(map.context(), Table::event, object, "weapon");
  }
  if (!right) return std::nullopt;
  const std::uint32_t first = subject.empty() || kind == "welcomed" ? term.first : subject.first;
  return Event{{first, end}, {}, subject, {}};
}

bool is_verb(std::string_view kind) {
  return kind == "visited" || kind == "contacted" || kind == "welcomed" || kind == "attacked" || kind == "declared" ||
         kind == "joined" || kind == "launched";
}

// Of overlapping events the longer; of two mentions of one event, unless their dates part them, the fuller.
void keep_fullest(const PhraseMap& map, std::vector<Event>& events) {
  for (Event& event : events) {
    event.words = naming_words(map, event.tokens);
    event.period = when_of(map, event.tokens).period;
  }
  const auto fuller = [&map](const Event& a, const Event& b) {
    if (a.words.size() != b.words.size()) return a.words.size() > b.words.size();
    const auto size_a = a.tokens.last - a.tokens.first;
    const auto size_b = b.tokens.last - b.tokens.first;
    if (size_a != size_b) return size_a > size_b;
    const auto bytes_a = map.context().span(a.tokens).size();  // "Sixth" rather than "VI"
    const auto bytes_b = map.context().span(b.tokens).size();
    return bytes_a != bytes_b ? bytes_a > bytes_b : a.tokens.first < b.tokens.first;
  };
  std::ranges::stable_sort(events, fuller);
  std::vector<Event> kept;
  for (Event& event : events) {
    const auto same = [&map, &event](const Event& other) {
      if (event.tokens.first < other.tokens.last && other.tokens.first < event.tokens.last) return true;
      if (event.words.size() < 2 || !is_subset(event.words, other.words)) return false;
      return event.period == Period{} || other.period == Period{} || event.period.overlaps(other.period);
    };
    const auto found = std::ranges::find_if(kept, same);
    if (found == kept.end()) {
      kept.push_back(std::move(event));
    } else if (found->period == Period{}) {
      found->period = event.period;  // one mention names it, the other dates it
    }
  }
  std::ranges::sort(kept, {}, [](const Event& e) { return e.tokens.first; });
  events = std::move(kept);
}

// Those named in the phrase; where they are fewer than two and no organisation's own, the nearest party that does
// something before it, "we" of a verb, and the country of the town behind it ("held in Tokyo").
std::vector<std::string> parties_of(const PhraseMap& map, const Event& event) {
  const TokenRange sentence = map.sentence(event.tokens.first);
  std::vector<std::string> parties = party_codes(map, event.tokens);
  const std::uint32_t behind = std::min(sentence.last, event.tokens.last + place_reach);
  for (const PartyMention& party : in(map.context().parties, {event.tokens.last, behind})) {
    if (party.kind == PartyKind::capital) add_code(parties, party.code);
  }
  if (!event.subject.empty()) add_code(parties, speaker_code(map, event.subject));
  const bool of_organisation = std::ranges::any_of(
      in(map.context().parties, event.tokens), [](const PartyMention& p) { return p.kind == PartyKind::organisation; });
  if (parties.size() > 1 || of_organisation) return parties;
  const std::vector<std::string> before = free_party_codes(map, {sentence.first, event.tokens.first});
  if (!before.empty()) add_code(parties, before.back());
  return parties;
}

Claim claim_of(const PhraseMap& map, const Event& event) {
  Claim claim = named_claim(map, ClaimKind::event, event.tokens);
  if (claim.period == Period{}) claim.period = event.period;
  claim.parties = parties_of(map, event);
  return claim;
}

}  // namespace

std::vector<Claim> read_events(const PhraseMap& map) {
  std::vector<Event> events;
  for (const std::uint32_t place : map.context().terms.of(Table::event)) {
    const Term& term = map.context().terms[place];
    const auto event = is_verb(term.entry->column(0)) ? event_of_verb(map, term) : event_of_noun(map, term);
    if (event) events.push_back(*event);
  }
  keep_fullest(map, events);
  std::vector<Claim> claims;
  claims.reserve(events.size());
  for (const Event& event : events) claims.push_back(claim_of(map, event));
  return claims;
}

}  // namespace kept
