// The words that tell one named thing from another: what is compared when two documents may speak of the same event.
#pragma once

#include <string>
#include <vector>

#include "claim/claim.hpp"
#include "claim/phrase_map.hpp"
#include "document/document.hpp"
#include "lang/packs.hpp"

namespace kept {

// The distinctive words of what `claim` names, lower-cased, in the order of the text, each once: without determiners,
// prepositions, verbs and adjectives that tell nothing apart; hyphens part words; abbreviations and years are kept,
// an ordinal is its number ("the Sixth Ukraine–Japan Forum" and "VI Ukraine-Japan Forum": 6th ukraine japan forum).
// Empty where no pack has the document's language.
std::vector<std::string> naming_words(const Claim& claim, const Document& document, const Packs& packs);

// The same of a range of tokens.
std::vector<std::string> naming_words(const PhraseMap& map, TokenRange named);

// Whether every word of `part` is one of `whole`.
bool is_subset(const std::vector<std::string>& part, const std::vector<std::string>& whole);

}  // namespace kept
