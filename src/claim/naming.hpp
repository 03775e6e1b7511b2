// The words that tell one named thing from another: what is compared when two documents may speak of the same event.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "claim/claim.hpp"
#include "claim/phrase_map.hpp"
#include "document/document.hpp"
#include "lang/packs.hpp"

namespace kept {

// For each of a document's claims the distinctive words of what it names, lower-cased, in the order of the text, each
// once: without determiners, prepositions, verbs and adjectives that tell nothing apart; hyphens part words;
// abbreviations and years are kept, an ordinal is its number ("the Sixth Ukraine–Japan Forum" and "VI Ukraine-Japan
// Forum": 6th ukraine japan forum). What the pack's table `gloss` has is named in English too, so that names compare
// across languages. Money is named by the words of its sentence around it, up to the next amount, without parties.
// Empty where no pack has the document's language.
std::vector<std::vector<std::string>> naming_words(std::span<const Claim> claims, const Document& document,
                                                   const Packs& packs);

// For each claim those of its naming words that tell it from others of its kind: without parties, dates, roles and what
// kind of event, document or help it is. "Norway-Kenya Energy Summit" is told by "energy", "EUR 5 million in support
// for the winter energy fund" by "winter energy". Things in kind are told by all of their words.
std::vector<std::vector<std::string>> telling_words(std::span<const Claim> claims, const Document& document,
                                                    const Packs& packs);

// The same as naming_words of a range of tokens.
std::vector<std::string> naming_words(const PhraseMap& map, TokenRange named);

// Whether every word of `part` is one of `whole`.
bool is_subset(const std::vector<std::string>& part, const std::vector<std::string>& whole);

}  // namespace kept
