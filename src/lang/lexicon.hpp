// The compiled words of a language pack: a trie of phrases over tokens. One pass over a text finds every phrase of
// every table, the longest of each table at each place; no allocation but the list of what was found.
//
// A phrase is written as in the text, in any case, tokens parted by blanks where the text parts them by anything
// ("U.S. dollars", "8 米ドル"). A word that ends in `*` is a stem: it stands for every word that begins so. A `|` parts
// spellings of one phrase: `dollar|dollars`. What is written without a blank is found without a blank only ("A$"). A
// word of two or more capitals ("US", "WHO") stands for itself in capitals only.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/packed.hpp"
#include "lang/token.hpp"
#include "lang/word_kind.hpp"
#include "lang/word_table.hpp"

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

// A cell of a table, which knows how to compare itself with a literal without a call: readers do so all the time.
class CellText : public std::string_view {
 public:
  using std::string_view::string_view;
  explicit CellText(const std::string& text) : std::string_view(text) {}
  template <std::size_t N>
  friend bool operator==(CellText cell, const char (&literal)[N]) {
    return cell.size() == N - 1 && std::equal(cell.begin(), cell.end(), literal);
  }
};

// One row of a table. Columns are those of the schema, the phrase left out; an absent one is empty.
struct Entry {
  Table table = Table::number;
  std::array<std::string, 4> columns;
  std::uint8_t kind = 0;  // the place of column 0 among the choices of its schema, from 1; 0: it is none of a choice
  [[nodiscard]] CellText column(std::size_t at) const { return CellText(columns[at]); }
};
void write_entries(PackedWriter& out, const std::deque<Entry>& entries);
void read_entries(PackedReader& in, std::deque<Entry>& entries);

// A phrase found in a text: tokens [first, last).
struct Term {
  const Entry* entry = nullptr;  // owned by the lexicon, which outlives it
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  Table table = Table::number;  // of the entry
  std::uint8_t kind = 0;        // of the entry

  [[nodiscard]] bool is_word(WordKind of) const { return table == Table::function_word && kind == of.number(); }
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
      if (slots_[at].key == key) return static_cast<std::uint32_t>(slots_[at].value);
      if (slots_[at].key == 0) return 0;
    }
  }

  void write(PackedWriter& out) const { out.numbers(slots_); }
  void read(PackedReader& in);

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint64_t value = 0;
  };
  [[nodiscard]] std::size_t place(std::uint64_t key) const {
    constexpr std::uint64_t golden_ratio = 0x9E3779B97F4A7C15U;
    constexpr unsigned all_of_key = 40;  // below it the product tells little of the node, and words crowd
    return static_cast<std::size_t>((key * golden_ratio) >> all_of_key) & (slots_.size() - 1);
  }
  void grow();

  std::vector<Slot> slots_ = std::vector<Slot>(64);
  std::size_t used_ = 0;
};

// Tokens [first, last) of a text.
struct TokenStretch {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
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
  // Those that begin in the stretches, which are in order.
  [[nodiscard]] std::vector<Term> find(const Tokens& tokens, std::span<const TokenStretch> stretches) const
      [[clang::lifetimebound]];

  [[nodiscard]] std::size_t entries() const { return entries_.size(); }

  void write(PackedWriter& out) const;
  void read(PackedReader& in);

 private:
  static constexpr std::uint32_t none = 0;
  static constexpr std::size_t stems_of_word_max = 3;

  // What a spelling stands for: numbers of words, `none` where it stands for none.
  struct Word {
    std::uint32_t exact = none;
    std::uint32_t capitals = none;  // of a word of capitals
    std::uint32_t stem = none;
  };
  struct Node {
    std::uint64_t leaving = 0;  // a bit for each edge that leaves it, by leaving_bit of its word; 0: none does
    std::uint64_t ends = 0;     // the first of ends_, from 1; 0 is none
  };
  struct End {
    std::uint32_t entry = 0;  // index into entries_
    std::uint16_t table = 0;  // and kind: of the entry
    std::uint16_t kind = 0;
    std::uint32_t next = 0;  // of the same node, from 1; 0 is none
  };
  // The words that a form stands for, and the nodes that they lead to from the root.
  struct FormWord {
    std::array<std::uint32_t, 2 + stems_of_word_max> words{};  // exact, capitals, the longest stems
    std::array<std::uint32_t, 2 + stems_of_word_max> begins{};
    std::uint32_t count = 0;  // of `words`: behind it there are none
  };
  struct FormWords;
  struct Search;

  void add_spelling(std::string_view spelling, std::uint32_t entry);
  std::uint32_t step(std::uint32_t node, std::uint32_t word, bool joined);
  [[nodiscard]] std::uint32_t next(std::uint32_t node, std::uint32_t word, bool joined) const;
  // False where it stands for nothing.
  [[nodiscard]] bool look_up(const TokenForm& form, std::string_view text, FormWord& found) const;
  void add_stems(std::string_view word, FormWord& found) const;
  [[nodiscard]] Term term_of(const End& end, std::uint32_t first, std::uint32_t last) const {
    return {entry_places_[end.entry], first, last, static_cast<Table>(end.table), static_cast<std::uint8_t>(end.kind)};
  }
  void index_entries();

  std::deque<Entry> entries_;               // addresses stay
  std::vector<const Entry*> entry_places_;  // of entries_, by index
  WordTable spellings_;
  std::vector<Word> words_;               // of spellings_
  std::vector<std::uint64_t> stem_bits_;  // of hashes of stems, so that most beginnings of words need no look-up
  std::uint32_t stem_bytes_min_ = 0;
  std::uint32_t stem_bytes_max_ = 0;
  std::uint32_t word_count_ = 0;
  EdgeTable edges_;             // (node, word) to node
  std::vector<Node> nodes_{1};  // node 0 is the root
  std::vector<End> ends_;
};

}  // namespace kept
