#include "claim/phrase_map.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

#include "claim/context.hpp"
#include "lang/lexicon.hpp"
#include "lang/packs.hpp"
#include "lang/token.hpp"
#include "lang/word_kind.hpp"

namespace kept {
namespace {

constexpr std::array<std::pair<std::string_view, std::uint32_t>, 21> kind_names{{
    {"determiner", word::determiner},
    {"demonstrative", word::demonstrative},
    {"possessive", word::possessive},
    {"preposition", word::preposition},
    {"conjunction", word::conjunction},
    {"relative", word::relative},
    {"pronoun", word::pronoun},
    {"auxiliary", word::auxiliary},
    {"verb", word::verb},
    {"adverb", word::adverb},
    {"generic", word::generic},
    {"again", word::again},
    {"other", word::other},
    {"quantity", word::quantity},
    {"ordinal", word::ordinal},
    {"genitive", word::genitive},
    {"infinitive", word::infinitive},
    {"owner", word::owner},
    {"purpose", word::purpose},
    {"unreal", word::unreal},
    {"indefinite", word::indefinite},
}};

// By Term::kind.
constexpr std::array<std::uint32_t, kind_names.size() + 1> phrase_bits = [] {
  std::array<std::uint32_t, kind_names.size() + 1> bits{};
  for (const auto& [name, kind] : kind_names) bits.at(place_among(phrase_kinds, name)) = kind;
  return bits;
}();

}  // namespace

PhraseMap::PhraseMap(const ReadingContext& context) : context_(&context), kinds_(context.tokens.size()) {
  for (const std::uint32_t place : context.terms.of(Table::phrase)) {
    const Term& term = context.terms[place];
    mark({term.first, term.last}, phrase_bits.at(term.kind));
  }
  for (const std::uint32_t place : context.terms.of(Table::role)) {
    mark({context.terms[place].first, context.terms[place].last}, word::role);
  }
  for (const PartyMention& party : context.parties) {
    if (party.kind != PartyKind::speaker) mark(party.tokens, word::party);
  }
  for (const DateMention& date : context.dates) {
    // "since the start of Russia's invasion" is a date, and names what began.
    bool names_event = false;
    for (std::uint32_t at = date.tokens.first; at < date.tokens.last; ++at) {
      names_event = names_event || context.begins(Table::event, at);
    }
    if (!names_event) mark(date.tokens, word::date);
  }
  for (const NumberMention& number : context.numbers) mark(number.tokens, word::number);
  for (const SentenceTokens& sentence : context.sentences) {
    bool opens = true;
    for (std::uint32_t at = sentence.tokens.first; at < sentence.tokens.last; ++at) {
      const Token& token = context.tokens[at];
      if (token.kind == TokenKind::word && token.capital && !opens) {
        kinds_[at] |= word::name;
        kinds_[at] &=
            ~(word::verb | word::adverb | word::generic | word::determiner);  // "Support" of a name is no verb
      }
      if (token.kind == TokenKind::word) opens = false;
      if (lower(at) == ":") opens = true;  // "Support: Delivery of"
    }
  }
}

void PhraseMap::mark(TokenRange range, std::uint32_t kinds) {
  for (std::uint32_t at = range.first; at < range.last && at < kinds_.size(); ++at) kinds_[at] |= kinds;
}

bool PhraseMap::any(TokenRange range, std::uint32_t kinds) const {
  for (std::uint32_t at = range.first; at < range.last; ++at) {
    if (is(at, kinds)) return true;
  }
  return false;
}

TokenRange PhraseMap::sentence(std::uint32_t token) const {
  return context_->sentences[context_->sentence_of(token)].tokens;
}

bool PhraseMap::is_joint(std::uint32_t token) const {
  const Tokens& tokens = context_->tokens;
  if (token + 1 >= tokens.size() || tokens[token].kind != TokenKind::mark) return false;
  if (tokens[token].blank_before) return false;
  const std::string_view mark = lower(token);
  if (mark == ".") return is(token, word::party);
  if (tokens[token + 1].blank_before || tokens[token + 1].kind == TokenKind::mark) return false;
  return mark == "-" || mark == "/" || mark == "'" || mark == "&";
}

bool PhraseMap::is_owner_mark(std::uint32_t token) const {
  return is(token, word::owner) && context_->tokens[token].kind == TokenKind::word;
}

std::uint32_t PhraseMap::phrase_begin(std::uint32_t head, std::uint32_t floor) const {
  std::uint32_t at = head;
  bool owned = false;  // behind an owner only the owner's name goes on: "mark [Norway's National Day]"
  while (at > floor) {
    const std::uint32_t before = at - 1;
    if (is_owner_mark(before)) {
      if (before < floor + 2 || !is(before - 2, word::name | word::party) || is(before - 2, word::date)) return at;
      at = before - 2;
      owned = true;
      continue;
    }
    if (owned && !is(before, word::name | word::party)) return at;
    if (context_->tokens[before].kind == TokenKind::mark) {
      if (!is_joint(before)) return at;
      at = before;
      if (lower(before) != "." && before > floor) at = before - 1;  // what a hyphen joins is never a bound
      continue;
    }
    if (is(before, word::bound)) return at;
    at = before;
  }
  return at;
}

std::uint32_t PhraseMap::skip_opening(std::uint32_t begin, std::uint32_t head, std::uint32_t kinds) const {
  std::uint32_t at = begin;
  while (at < head) {
    if (is(at, kinds) && !is(at, word::party) && !is_joint(at + 1)) {
      ++at;
    } else if (is(at, word::genitive) && at > begin) {
      ++at;
    } else {
      return at;
    }
  }
  return at;
}

std::uint32_t PhraseMap::phrase_end(std::uint32_t begin, std::uint32_t ceiling) const {
  std::uint32_t at = begin;
  while (at < ceiling && is(at, word::determiner | word::demonstrative | word::possessive)) ++at;
  const std::uint32_t first_noun = at;
  while (at < ceiling) {
    const Token& token = context_->tokens[at];
    if (token.kind == TokenKind::mark) {
      const bool initial = lower(at) == "." && at > first_noun && context_->tokens[at - 1].capital &&
                           context_->tokens[at - 1].span.size() == 1 && at + 1 < ceiling;  // "Joseph R. Biden"
      if (!is_joint(at) && !initial) break;
      ++at;
      continue;
    }
    if (is(at, word::conjunction) && at > first_noun && at + 1 < ceiling) {
      std::uint32_t next = at + 1;
      while (next < ceiling && is(next, word::determiner)) ++next;
      if (next < ceiling && is(at - 1, word::name) && is(next, word::name)) {
        at = next + 1;
        continue;
      }
      break;
    }
    if (is(at, word::date) && !is(at, word::name)) break;
    if (is(at, word::bound) && !(at > first_noun && is_joint(at - 1))) break;
    ++at;
  }
  return at == first_noun ? begin : at;
}

std::uint32_t PhraseMap::long_phrase_end(std::uint32_t begin, std::uint32_t ceiling) const {
  std::uint32_t end = begin < ceiling ? phrase_end(begin, ceiling) : begin;
  while (end > begin && end + 1 < ceiling && is(end, word::genitive)) {
    const std::uint32_t next = phrase_end(end + 1, ceiling);
    if (next == end + 1) break;
    end = next;
  }
  return end;
}

TokenRange PhraseMap::subject_of(std::uint32_t verb) const {
  const std::uint32_t floor = sentence(verb).first;
  std::uint32_t last = verb;
  while (last > floor && is(last - 1, word::auxiliary | word::adverb | word::determiner) && !is(last - 1, word::name)) {
    --last;
  }
  if (last > floor && is(last - 1, word::pronoun)) return {last - 1, last};
  std::uint32_t at = last;
  bool list = false;
  while (at > floor) {
    const std::uint32_t before = at - 1;
    const Token& token = context_->tokens[before];
    if (token.kind == TokenKind::mark) {
      const bool comma = lower(before) == "," && before > floor && is(before - 1, word::name) &&
                         !is(before - 1, word::date) && at < last && (is(at, word::name) || is(at, word::conjunction));
      const bool initial = lower(before) == "." && before > floor && is(before - 1, word::name);
      if (comma && !list && !is(at, word::conjunction) && context_->tokens[at].span.size() > 2) break;
      if (!is_joint(before) && !comma && !initial) break;
    } else if (is(before, word::conjunction)) {
      if (before == floor || at == last) break;
      list = true;
    } else if (is(before, word::date)) {
      break;
    } else if (is(before, word::preposition) && before > floor && is(before - 1, word::name) && is(at, word::name)) {
      at = before - 1;  // "the EU Delegation to Moldova"
      continue;
    } else if (is(before, word::bound) && !is(before, word::genitive) &&
               !is(before, word::determiner | word::possessive) && !is_joint(at)) {
      break;
    }
    at = before;
  }
  while (at < last && (context_->tokens[at].kind == TokenKind::mark || is(at, word::conjunction))) ++at;
  return {at, last};
}

bool PhraseMap::noun_follows(std::uint32_t after, std::uint32_t ceiling) const {
  if (after >= ceiling) return false;
  if (context_->pack->traits.bare_genitive) return false;  // "засоби розмінування": a noun behind belongs to the head
  const Token& token = context_->tokens[after];
  if (token.kind == TokenKind::mark) return is_joint(after) && lower(after) != "'";
  if (token.kind == TokenKind::number) return false;
  if (is(after, word::name | word::party) && !context_->tokens[after - 1].capital)
    return false;  // "ammunition Japan sent"
  return !is(after, word::bound | word::date | word::number);
}

}  // namespace kept
