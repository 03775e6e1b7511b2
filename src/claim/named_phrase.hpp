// A noun with the words that belong to its name before and behind it.
#pragma once

#include <cstdint>

#include "claim/phrase_map.hpp"

namespace kept {

// Tokens of a named thing, and what was seen on the way.
struct NamedPhrase {
  TokenRange tokens;         // without determiners and adjectives that tell nothing
  TokenRange head;           // the noun of the table
  TokenRange complement;     // the first "of ...", "with ...", "to ..." behind it, its preposition left out
  std::uint32_t phrase = 0;  // first token, adjectives included
  bool named = false;        // has a name of its own: capitals or a party before the noun, or a title in quotes
  bool dated = false;        // a date belongs to it
  bool accompanied = false;  // a complement has a party, an office or a name
  bool unreal = false;       // "any attack", "no meeting", "such a forum"
  bool shown = false;        // "this forum", "our meeting": said before
  bool indefinite = false;   // "a", "an"
  bool determined = false;   // a determiner or owner stands before it
};

// `head` is the noun; a noun that follows it makes it none ("forum participants"): then `tokens` is empty.
NamedPhrase named_phrase(const PhraseMap& map, TokenRange head);

}  // namespace kept
