// Which language a text is in, by its letters and its commonest words. Knows the languages of the packs (table
// `language`) and, so that they are not taken for those, some that no pack reads (data/language_unread.tsv).
//
// Every word gives its languages a point, a common word of one three more; a word with a letter that a language of
// its script does not have takes three from that language. Built once, read-only.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lang/packed.hpp"
#include "lang/token.hpp"
#include "lang/word_table.hpp"

namespace kept {

enum class Script : std::uint8_t { none, latin, greek, cyrillic, ideographs, hangul, other };
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

  // What each form of a text tells, worked out once each; the identifier and the tokens must outlive it.
  class Evidence;
  // What a run of tokens tells of each language.
  struct Weighed {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::array<std::int32_t, languages_max> points{};
  };

  // The language of a run that was weighed. `usual` where nothing tells or nothing tells clearly otherwise; else the
  // most likely one, of several about as likely one that is read.
  [[nodiscard]] std::string_view decide(const Weighed& run, std::string_view usual, Usual basis = Usual::known) const
      [[clang::lifetimebound]];
  // The same for several runs that follow each other; neighbours in one language are joined.
  [[nodiscard]] std::vector<LanguageStretch> decide(const std::vector<Weighed>& runs, std::string_view usual,
                                                    Usual basis = Usual::known) const [[clang::lifetimebound]];

  void write(PackedWriter& out) const;
  void read(PackedReader& in);

 private:
  using Mask = std::uint32_t;  // one bit a language
  struct Range {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    Mask languages = 0;
  };

  [[nodiscard]] Mask bit_of(std::string_view language);
  [[nodiscard]] Mask letter_mask(char32_t letter) const;

  std::vector<std::string> languages_;
  std::size_t read_ = 0;                                  // of languages_, the first ones
  std::array<Mask, 7> of_script_{};                       // languages by Script
  std::vector<Mask> letters_ = std::vector<Mask>(0x600);  // of code points below: Latin, Greek, Cyrillic
  std::vector<Range> ranges_;                             // of the others
  WordTable words_;
  std::vector<Mask> word_languages_;  // of words_
};

class LanguageIdentifier::Evidence {
 public:
  Evidence(const LanguageIdentifier& languages, const Tokens& tokens);

  // The tokens [first, last) of a paragraph that may hold a longer passage in another script, cut where one begins.
  [[nodiscard]] std::vector<Weighed> weigh(std::uint32_t first, std::uint32_t last) const;
  // All of them as one run.
  [[nodiscard]] Weighed weigh_all(std::uint32_t first, std::uint32_t last) const;

 private:
  struct Form {
    Script script = Script::none;
    std::uint32_t points = 0;  // index into points_
  };
  // Points for each language, of a word.
  using Points = std::array<std::int16_t, languages_max>;

  [[nodiscard]] Script script_of(std::uint32_t at) const { return forms_[(*tokens_)[at].form].script; }
  [[nodiscard]] bool is_passage(std::uint32_t first, std::uint32_t last) const;

  const Tokens* tokens_;
  std::vector<Form> forms_;
  std::vector<Points> points_;  // the first is of what tells nothing
};

}  // namespace kept
