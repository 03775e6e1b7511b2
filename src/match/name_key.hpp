// A key by which the spellings of one name agree, over Latin, Cyrillic, Greek and kana: Zelenskyy, Zelensky,
// Зеленського and ゼレンスキー have one.
//
// Each word is written in Latin letters, its spellings of one sound are made one, and its vowels are left out but for
// a first one: what transliterations differ in. The price is that different names may share a key (Kuleba and Kolba),
// so a key proposes and never proves. Chinese characters stand for themselves: their reading is not in the text.
// Tables: data/name_letter.tsv, name_sound.tsv, name_ending.tsv, name_word.tsv.
#pragma once

#include <string>
#include <string_view>

namespace kept {

// The keys of a name's words, in alphabetic order with blanks between: word order says nothing ("Last, First"). Forms
// of companies, titles and small words are passed over. A text without letters or digits is given in lower case.
std::string name_key(std::string_view name);

}  // namespace kept
