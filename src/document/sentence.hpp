// Paragraphs and sentences of a text, by the marks and abbreviations of a language pack.
#pragma once

#include <vector>

#include "base/text.hpp"
#include "document/document.hpp"
#include "lang/packs.hpp"

namespace kept {

// Paragraphs from `begin` on: parted by blank lines and, where the text is not hard-wrapped, by every line break; a
// list item or heading begins one of its own.
std::vector<Span> find_paragraphs(std::string_view text, ByteOffset begin);

// Sentences of those paragraphs, none empty. An abbreviation ends no sentence; one with inner points ("U.S.") does
// before a word that often begins a sentence.
std::vector<Sentence> find_sentences(std::string_view text, const std::vector<Span>& paragraphs,
                                     const LanguagePack& pack);

}  // namespace kept
