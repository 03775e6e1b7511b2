#include "claim/named_phrase.hpp"

#include <cstdint>
#include <string_view>

#include "claim/clause.hpp"
#include "claim/context.hpp"
#include "claim/phrase_map.hpp"
#include "lang/lexicon.hpp"
#include "lang/packs.hpp"
#include "lang/token.hpp"

namespace kept {
namespace {

constexpr std::uint32_t title_tokens_max = 30;   // of a title in quotes
constexpr std::uint32_t bracket_tokens_max = 6;  // of an abbreviation in brackets
constexpr int steps_max = 8;                     // complements, dates and titles behind one noun

bool is_year(const PhraseMap& map, std::uint32_t token) {
  return map.context().tokens[token].kind == TokenKind::number && map.context().tokens[token].span.size() == 4;
}

// One behind the closing mark, or `open` where it is not near.
std::uint32_t closed(const PhraseMap& map, std::uint32_t open, std::uint32_t ceiling, std::string_view mark,
                     std::uint32_t tokens_max) {
  for (std::uint32_t at = open + 1; at < ceiling && at <= open + tokens_max; ++at) {
    if (map.lower(at) == mark) return at + 1;
  }
  return open;
}

// One behind a preposition (of any length) at `at`, or `at`.
std::uint32_t behind_preposition(const PhraseMap& map, std::uint32_t at) {
  const Term* term = term_of_kind(map.context(), Table::phrase, at, "preposition");
  return term == nullptr ? at : term->last;
}

// "held in Geneva", "was hosted by Norway": one behind the verb, or `at`.
std::uint32_t behind_holding(const PhraseMap& map, std::uint32_t from, std::uint32_t ceiling) {
  std::uint32_t at = from;
  while (at < ceiling && map.is(at, word::auxiliary | word::adverb)) ++at;
  if (at >= ceiling) return from;
  const Term* term = term_of_kind(map.context(), Table::event, at, "host");
  if (term == nullptr || term->last >= ceiling) return from;
  const bool goes_on = map.is(term->last, word::preposition | word::date) || date_at(map.context(), term->last);
  return goes_on ? term->last : from;
}

class Extension {
 public:
  Extension(const PhraseMap& map, NamedPhrase& phrase, std::uint32_t ceiling)
      : map_(map), phrase_(phrase), ceiling_(ceiling) {}

  void run() {
    for (int step = 0; step < steps_max; ++step) {
      const std::uint32_t at = phrase_.tokens.last;
      if (at >= ceiling_) return;
      const std::uint32_t next = step_from(at);
      if (next <= at) return;
      phrase_.tokens.last = next;
    }
  }

 private:
  std::uint32_t step_from(std::uint32_t at) {
    if (const DateMention* date = date_at(map_.context(), at)) {
      phrase_.dated = true;
      return date->tokens.last;
    }
    if (is_year(map_, at)) {
      phrase_.dated = true;
      return at + 1;
    }
    const std::string_view lower = map_.lower(at);
    if (lower == "\"") {
      phrase_.named = true;
      return closed(map_, at, ceiling_, "\"", title_tokens_max);
    }
    if (lower == "(" && at + 1 < ceiling_ && map_.context().tokens[at + 1].capital) {
      return closed(map_, at, ceiling_, ")", bracket_tokens_max);
    }
    if (const std::uint32_t behind = behind_holding(map_, at, ceiling_); behind > at) {
      phrase_.accompanied = true;
      return behind;
    }
    return complement_from(at);
  }

  std::uint32_t complement_from(std::uint32_t at) {
    const std::uint32_t noun = behind_preposition(map_, at);
    if (noun == at) return genitive_from(at);
    if (noun >= ceiling_) return at;
    if (const DateMention* date = date_at(map_.context(), noun)) {
      phrase_.dated = true;
      return date->tokens.last;
    }
    const std::uint32_t last = map_.phrase_end(noun, ceiling_);
    if (last == noun) return at;
    const bool bare = !map_.any({noun, last}, word::name | word::party | word::role);
    // "to take bold action": a verb, not a place.
    if (map_.is(at, word::infinitive) && bare && !map_.is(noun, word::determiner | word::possessive)) return at;
    if (phrase_.complement.empty()) phrase_.complement = {noun, last};
    phrase_.accompanied = phrase_.accompanied || !bare;
    return last;
  }

  // "саміт лідерів ЄС": where nothing marks it, the noun that follows belongs to the one before.
  [[nodiscard]] std::uint32_t genitive_from(std::uint32_t at) const {
    const bool noun = map_.context().pack->traits.bare_genitive && map_.context().tokens[at].kind == TokenKind::word &&
                      !map_.is(at, word::bound | word::date | word::number);
    if (!noun) return at;
    return map_.phrase_end(at, ceiling_);
  }

  const PhraseMap& map_;
  NamedPhrase& phrase_;
  std::uint32_t ceiling_;
};

void look_before(const PhraseMap& map, NamedPhrase& phrase, std::uint32_t floor) {
  if (phrase.phrase == floor) return;
  const std::uint32_t before = phrase.phrase - 1;
  phrase.determined = map.is(before, word::determiner | word::demonstrative | word::possessive | word::owner);
  phrase.shown = map.is(before, word::demonstrative | word::possessive);
  if (map.is(before, word::owner) && before >= floor + 2) {
    phrase.dated = phrase.dated || map.is(before - 2, word::date);  // "last year's accession"
  }
  phrase.indefinite = map.is(before, word::indefinite);
  phrase.unreal = map.is(before, word::unreal);
}

}  // namespace

NamedPhrase named_phrase(const PhraseMap& map, TokenRange head) {
  const TokenRange sentence = map.sentence(head.first);
  NamedPhrase phrase;
  phrase.head = head;
  if (map.noun_follows(head.last, sentence.last)) return phrase;
  phrase.phrase = map.phrase_begin(head.first, sentence.first);
  phrase.tokens = {map.skip_opening(phrase.phrase, head.first, word::generic | word::again), head.last};
  look_before(map, phrase, sentence.first);
  for (std::uint32_t at = phrase.tokens.first; at < head.first; ++at) {
    phrase.named = phrase.named || map.is(at, word::name | word::party);
    phrase.dated = phrase.dated || map.is(at, word::date);
  }
  Extension(map, phrase, sentence.last).run();
  return phrase;
}

}  // namespace kept
