// Which language a text is in, by its letters and its commonest words. Knows the languages of the packs (table
// `language`) and, so that they are not taken for those, some that no pack reads (data/language_unread.tsv).
//
// Every word gives its languages a point, a common word of one three more; a word with a letter that a language of
// its script does not have takes three from that language. Built once, read-only.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text.hpp"
#include "lang/token.hpp"

namespace kept {

enum class Script : std::uint8_t { none, latin, greek, cyrillic, ideographs, hangul, other };
// Of a token's first letter; `none` for numbers and marks.
Script script_of(const Tokens& tokens, std::uint32_t at);

// A stretch of tokens [first, last) in one language.
struct LanguageStretch {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::string_view language;  // ISO 639-1; a view into the identifier
};

class LanguageIdentifier {
 public:
  static constexpr std::size_t languages_max = 32;

  // `letters`: the lower-case letters of the language, ranges written "а-я"; adds to those that it has.
  // False where there are too many languages.
  bool add_letters(std::string_view language, std::string_view letters);
  bool add_word(std::string_view language, std::string_view word);
  // The languages added so far are read; those to come are only told from them.
  void end_read() { read_ = languages_.size(); }

  // How well founded `usual` is: a mere guess gives way to what most words say.
  enum class Usual : std::uint8_t { known, guessed };

  // The language of the tokens [first, last). `usual` where nothing tells or nothing tells clearly otherwise; else the
  // most likely one, of several about as likely one that is read.
  [[nodiscard]] std::string_view identify(const Tokens& tokens, std::uint32_t first, std::uint32_t last,
                                          std::string_view usual, Usual basis = Usual::known) const
      [[clang::lifetimebound]];

  // The same for a paragraph that may hold a longer passage in another script: cut where one begins.
  [[nodiscard]] std::vector<LanguageStretch> stretches(const Tokens& tokens, std::uint32_t first, std::uint32_t last,
                                                       std::string_view usual, Usual basis = Usual::known) const
      [[clang::lifetimebound]];

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using Mask = std::uint32_t;  // one bit a language
  struct Range {
    char32_t first = 0;
    char32_t last = 0;
    Mask languages = 0;
  };

  [[nodiscard]] Mask bit_of(std::string_view language);
  [[nodiscard]] Mask letter_mask(char32_t letter) const;

  std::vector<std::string> languages_;
  std::size_t read_ = 0;               // of languages_, the first ones
  std::array<Mask, 7> of_script_{};    // languages by Script
  std::array<Mask, 0x600> letters_{};  // of code points below: Latin, Greek, Cyrillic
  std::vector<Range> ranges_;          // of the others
  std::unordered_map<std::string, Mask, Hash, std::equal_to<>> words_;
};

}  // namespace kept
