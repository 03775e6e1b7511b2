// The compiled words of a language pack: a trie of phrases over tokens. One pass over a text finds every phrase of
// every table, the longest of each table at each place; no allocation but the list of what was found.
//
// A phrase is written as in the text, in any case, tokens parted by blanks where the text parts them by anything
// ("U.S. dollars", "8 米ドル"). A word that ends in `*` is a stem: it stands for every word that begins so. A `|` parts
// spellings of one phrase: `dollar|dollars`. What is written without a blank is found without a blank only ("A$"). A
// word of two or more capitals ("US", "WHO") stands for itself in capitals only.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text.hpp"
#include "lang/token.hpp"

namespace kept {

// The tables of a pack; each is one file LANG/NAME.tsv with the columns of `table_schemas` (lang/table.hpp).
enum class Table : std::uint8_t {
  number,         // two, twelve, half
  scale,          // million, bn
  currency,       // dollars, yen, US$, EUR
  hedge,          // about, more than
  head,           // speech, statement: words of a text's head
  calendar,       // months, weekdays, seasons
  date,           // "last {month}", "in the first half of {year}"
  party,          // states, their people and capitals, organisations
  self,           // we, our country
  role,           // ambassador, prime minister
  money_cue,      // verbs and nouns that tell where money stands and who gives
  money_word,     // total, of which, aid
  instrument,     // loan, grant
  unit,           // nouns counted
  goods,          // things given in kind
  abbreviation,   // Mr., D.C.
  event,          // conference, visited
  agreement,      // memorandum, treaty
  sanction,       // sanctions package
  act,            // established, opened
  modality,       // will, is expected to
  function_word,  // of, between, and
  phrase,         // words that bound noun phrases: the, of, held
  trait,          // how the language is built; no words
  language,       // letters and commonest words, by which the language is told; not in the lexicon
  gloss,          // what a thing is called in English, to compare names across languages
  count_,         // not a table
};
inline constexpr std::size_t table_count = static_cast<std::size_t>(Table::count_);

// One row of a table. Columns are those of the schema, the phrase left out; an absent one is empty.
struct Entry {
  Table table = Table::number;
  std::array<std::string, 4> columns;
  [[nodiscard]] std::string_view column(std::size_t at) const { return columns[at]; }
};

// A phrase found in a text: tokens [first, last).
struct Term {
  const Entry* entry = nullptr;  // owned by the lexicon, which outlives it
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

// Numbers to numbers, open addressing, no removal: the edges of a trie. Measured at twice the speed of
// std::unordered_map on the look-ups of a text.
class EdgeTable {
 public:
  // The value of `key`, which is set to `fresh` where there was none. No key is 0.
  std::uint32_t insert(std::uint64_t key, std::uint32_t fresh);
  // 0 where there is none.
  [[nodiscard]] std::uint32_t find(std::uint64_t key) const {
    for (std::size_t at = place(key);; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].key == key) return slots_[at].value;
      if (slots_[at].key == 0) return 0;
    }
  }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t value = 0;
  };
  [[nodiscard]] std::size_t place(std::uint64_t key) const {
    constexpr std::uint64_t golden_ratio = 0x9E3779B97F4A7C15U;
    return static_cast<std::size_t>((key * golden_ratio) >> 20) & (slots_.size() - 1);
  }
  void grow();

  std::vector<Slot> slots_ = std::vector<Slot>(1024);
  std::size_t used_ = 0;
};

class Lexicon {
 public:
  Lexicon() = default;
  Lexicon(const Lexicon&) = delete;
  Lexicon& operator=(const Lexicon&) = delete;
  Lexicon(Lexicon&&) noexcept = default;
  Lexicon& operator=(Lexicon&&) = default;

  // Adds all spellings of `phrase`; the same phrase may stand in several tables and, in one table, several times.
  void add(std::string_view phrase, Entry entry);

  // All terms by (first, table, last); in each table none overlaps another unless they are the same tokens.
  [[nodiscard]] std::vector<Term> find(const Tokens& tokens) const [[clang::lifetimebound]];

  [[nodiscard]] std::size_t entries() const { return entries_.size(); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using Words = std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>>;

  void add_spelling(std::string_view spelling, const Entry* entry);
  std::uint32_t step(std::uint32_t node, std::uint32_t word, bool joined);
  [[nodiscard]] std::uint32_t next(std::uint32_t node, std::uint32_t word, bool joined) const;
  // The numbers of the longest stems that `word` begins with, 0 where there are fewer.
  static constexpr std::size_t stems_of_word_max = 3;
  [[nodiscard]] std::array<std::uint32_t, stems_of_word_max> stems_of(std::string_view word) const;

  std::deque<Entry> entries_;  // addresses stay
  Words words_;                // spelling to word number, from 1; 0 is unknown
  Words capitals_;             // words of capitals, in lower case, to word number
  Words stems_;                // stem to word number, of the same numbers
  std::size_t stem_bytes_min_ = 0;
  std::size_t stem_bytes_max_ = 0;
  std::uint32_t word_count_ = 0;
  EdgeTable edges_;                                 // (node, word) to node
  std::vector<std::vector<const Entry*>> ends_{1};  // of each node; node 0 is the root
};

}  // namespace kept
