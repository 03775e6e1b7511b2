// Who says what in a text of several speakers: records of debates, interviews, press conferences.
#pragma once

#include "document/document.hpp"
#include "lang/packs.hpp"

namespace kept {

// Fills Document::turns from the labels that begin paragraphs: "○国務大臣（岩屋毅君）", "【林外務大臣】", "PRESIDENT
// BERG:", "Question:", "Q". Leaves it empty where there are fewer than two speakers. A label's state is the one that
// it names, else the language's home, else one that stands with the same name and an office elsewhere in the text,
// else, for an answer, that of the document's speaker. `paragraphs` and the document's speaker are set.
void find_turns(Document& document, const LanguagePack& pack);

}  // namespace kept
