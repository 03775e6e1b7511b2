// What a text's head says of itself: front matter, date, speaker, office, country, title.
#pragma once

#include <string>
#include <string_view>

#include "document/document.hpp"
#include "lang/packs.hpp"

namespace kept {

// Reads front matter between two lines "---" at the begin of the text ("date: 2026-02-10", "speaker", "role",
// "country", "title", "language") into the document; other keys are skipped. Gives the offset behind it. A date that
// does not exist is a Problem date_unreadable of the document.
ByteOffset read_front_matter(Document& document, const Packs& packs);

// Fills what is still empty from the first sentences: a line that is a date and little else, a sentence that names a
// speech and its day ("Speech of NAME, ROLE of STATE, ... held on DATE"), a name with an office of a state.
// `paragraphs` and `sentences` are set.
void read_head(Document& document, const LanguagePack& pack);

}  // namespace kept
