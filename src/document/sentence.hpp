// Paragraphs and sentences of a text, by the marks and abbreviations of a language pack.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "document/document.hpp"
#include "lang/packs.hpp"
#include "lang/token.hpp"

namespace kept {

// Paragraphs from `begin` on: parted by blank lines and, where the text is not hard-wrapped, by every line break; a
// list item or heading begins one of its own.
std::vector<Span> find_paragraphs(std::string_view text, ByteOffset begin);

// A part of a paragraph in one language.
struct Passage {
  Span span;
  std::uint32_t paragraph = 0;
  std::string_view language;  // a view into the packs
};

// Each paragraph's passages in the order of the text: mostly one, two where a longer quotation in another script
// follows. `stated` is the language that the document says it is in, or empty; then `language` of the result is that
// in which most paragraphs begin, or `usual` where nothing tells.
struct Passages {
  std::string_view language;
  std::vector<Passage> passages;
};
Passages find_passages(const Tokens& tokens, const std::vector<Span>& paragraphs, const Packs& packs,
                       std::string_view stated, std::string_view usual);

// Sentences of those passages that are in `language`, none empty, cut by the marks of `pack`. An abbreviation ends no
// sentence; one with inner points ("U.S.") does before a word that often begins a sentence.
std::vector<Sentence> find_sentences(const Tokens& tokens, const Passages& passages, std::string_view language,
                                     const LanguagePack& pack);

}  // namespace kept
