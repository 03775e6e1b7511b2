// The language packs, checked and compiled. Built once, read-only, shared by all threads.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.hpp"
#include "base/result.hpp"
#include "lang/language.hpp"
#include "lang/lexicon.hpp"
#include "lang/pattern.hpp"

namespace kept {

// How a language is built, where readers must know: the table `trait`.
struct Traits {
  bool unspaced = false;        // no blanks between words; what is counted stands right behind its number
  bool bare_genitive = false;   // "третина лісу": no word for "of"
  bool small_demonyms = false;  // "японський", not "Japanese"
  bool verb_last = false;       // particles behind nouns tell who does what, verbs come behind, heads end their phrase
  std::string domestic;  // the state in whose own money prices, pensions and budgets are told; empty: of none more
  std::string home;      // the state meant where officials and "our country" name none; empty: nobody can know
};

struct LanguagePack {
  std::string language;  // ISO 639-1
  Traits traits;
  Lexicon lexicon;
  Lexicon marks;     // abbreviations and words that begin sentences alone, for cutting sentences
  PatternSet dates;  // the table `date`
  Lexicon glosses;   // the table `gloss`, for naming alone: reading need not look for it
};

struct Packs {
  std::vector<std::unique_ptr<LanguagePack>> packs;
  LanguageIdentifier languages;  // of the packs, and those of data/language_unread.tsv

  // The pack of `language`, or nullptr.
  [[nodiscard]] const LanguagePack* find(std::string_view language) const [[clang::lifetimebound]];
};

// Compiles every pack among `files` ("src/lang/LANG/TABLE.tsv"); code lists common to all languages are
// "data/currency.tsv". Problems: pack_broken, with file, line and cure.
Result<Packs> compile_packs(std::span<const EmbeddedFile> files);

// The packs of this binary.
Result<Packs> load_packs();

}  // namespace kept
