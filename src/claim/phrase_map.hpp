// Noun phrases without a parser: every token has the kinds of words that the pack gives it, and a phrase runs from
// its head to the nearest word that bounds it. Wrong at times about where a phrase ends, rarely about what it is.
//
// Costs O(tokens + terms) to build; the walks are bounded by the sentence.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "claim/context.hpp"

namespace kept {

// Kinds of words, as bits: a word may be of several ("first" an ordinal and an adverb).
namespace word {
inline constexpr std::uint32_t determiner = 1U << 0;
inline constexpr std::uint32_t demonstrative = 1U << 1;
inline constexpr std::uint32_t possessive = 1U << 2;
inline constexpr std::uint32_t preposition = 1U << 3;
inline constexpr std::uint32_t conjunction = 1U << 4;
inline constexpr std::uint32_t relative = 1U << 5;
inline constexpr std::uint32_t pronoun = 1U << 6;
inline constexpr std::uint32_t auxiliary = 1U << 7;
inline constexpr std::uint32_t verb = 1U << 8;
inline constexpr std::uint32_t adverb = 1U << 9;
inline constexpr std::uint32_t generic = 1U << 10;
inline constexpr std::uint32_t again = 1U << 11;
inline constexpr std::uint32_t other = 1U << 12;
inline constexpr std::uint32_t quantity = 1U << 13;
inline constexpr std::uint32_t ordinal = 1U << 14;
inline constexpr std::uint32_t date = 1U << 15;
inline constexpr std::uint32_t party = 1U << 16;
inline constexpr std::uint32_t number = 1U << 17;
inline constexpr std::uint32_t role = 1U << 18;
inline constexpr std::uint32_t name = 1U << 19;  // capital, not because a sentence begins

inline constexpr std::uint32_t genitive = 1U << 20;
inline constexpr std::uint32_t infinitive = 1U << 21;
inline constexpr std::uint32_t purpose = 1U << 25;
inline constexpr std::uint32_t owner = 1U << 22;
inline constexpr std::uint32_t unreal = 1U << 23;
inline constexpr std::uint32_t indefinite = 1U << 24;

// What no noun phrase contains, but for its first words.
inline constexpr std::uint32_t bound = determiner | demonstrative | possessive | preposition | conjunction | relative |
                                       pronoun | auxiliary | verb | adverb | unreal;
// What may stand before the nouns of a phrase and says nothing of them.
inline constexpr std::uint32_t opening = determiner | demonstrative | possessive | generic | again | quantity | number;
}  // namespace word

class PhraseMap {
 public:
  explicit PhraseMap(const ReadingContext& context [[clang::lifetimebound]]);

  [[nodiscard]] const ReadingContext& context() const { return *context_; }
  [[nodiscard]] bool is(std::uint32_t token, std::uint32_t kinds) const { return (kinds_[token] & kinds) != 0; }
  // Whether a token of the range is of one of the kinds.
  [[nodiscard]] bool any(TokenRange range, std::uint32_t kinds) const;
  [[nodiscard]] std::string_view lower(std::uint32_t token) const { return context_->tokens.lower(token); }
  // The sentence of a token; never empty.
  [[nodiscard]] TokenRange sentence(std::uint32_t token) const;

  // The first token of the phrase whose last noun ends before `head_last`, not before `floor`: "the [Fifth
  // Ukraine-Japan Forum]". An owner that is a name belongs to it: "[Ukraine's National Day]".
  [[nodiscard]] std::uint32_t phrase_begin(std::uint32_t head, std::uint32_t floor) const;
  // `begin` behind its determiners, generic adjectives, quantities and numbers; at most `head`.
  [[nodiscard]] std::uint32_t skip_opening(std::uint32_t begin, std::uint32_t head, std::uint32_t kinds) const;
  // One behind the phrase that begins at `begin` with determiners or nouns: "[the Ukraine Defense Contact Group] in".
  // Names may be joined by "and" and, before an "and", by commas. `begin` itself where no phrase begins there.
  [[nodiscard]] std::uint32_t phrase_end(std::uint32_t begin, std::uint32_t ceiling) const;
  // The same, with what "of" joins to it: "the Prime Minister of Latvia".
  [[nodiscard]] std::uint32_t long_phrase_end(std::uint32_t begin, std::uint32_t ceiling) const;
  // The phrase that ends before `verb` and does what the verb says, its auxiliaries and adverbs left out: "[Japan's
  // Foreign Minister, Education Minister, and Justice Minister] have all visited". Empty where there is none.
  [[nodiscard]] TokenRange subject_of(std::uint32_t verb) const;

  // Whether the token stands in a word's middle: a hyphen, slash or apostrophe between letters, a point of "U.S.".
  [[nodiscard]] bool is_joint(std::uint32_t token) const;
  // Whether a noun follows, so that the word before it is no head: "forum participants".
  [[nodiscard]] bool noun_follows(std::uint32_t after, std::uint32_t ceiling) const;

 private:
  void mark(TokenRange range, std::uint32_t kinds);
  [[nodiscard]] bool is_owner_mark(std::uint32_t token) const;  // the "s" of "Japan's"

  const ReadingContext* context_;
  std::vector<std::uint32_t> kinds_;
};

}  // namespace kept
