// Noun phrases whose head comes last and whose modifiers stand before it without blanks:
// "第10回日・ウクライナ[外相会談]". The phrase runs back from its head over nouns, names, dates, titles in quotes and
// the particles that join them, to the nearest particle or verb ending that bounds it.
#pragma once

#include <cstdint>

#include "claim/context.hpp"

namespace kept {

struct HeadLastPhrase {
  TokenRange tokens;
  TokenRange head;
  bool named = false;                 // a party, a name in katakana or letters, a title in quotes stands in it
  bool numbered = false;              // "第3回", a year
  bool owned = false;                 // by a party or an office
  const DateMention* date = nullptr;  // inside the phrase
};

// Costs O(length of the phrase), at most 80 tokens.
HeadLastPhrase head_last_phrase(const ReadingContext& context, TokenRange head);

// The date of what the phrase names: inside it, else the nearest before it in its sentence, else the first behind it
// in its clause. Null where none is told.
const DateMention* date_of_phrase(const ReadingContext& context, const HeadLastPhrase& phrase);

}  // namespace kept
