// Patterns over tokens and slots, compiled to one trie: "the {nth} half of {year}". `[x]` may be left out, `(a/b)` is
// one of several, `|` parts whole patterns, `\` takes the next character as it is. What fills a slot is decided by
// whoever matches, so that numbers and names are read once for all patterns.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lang/lexicon.hpp"
#include "lang/packed.hpp"
#include "lang/token.hpp"
#include "lang/word_table.hpp"

namespace kept {

enum class Slot : std::uint8_t { day, month, month_number, year, short_year, weekday, season, ordinal, number, count_ };
std::optional<Slot> parse_slot(std::string_view name);

// What stands in a slot: its value, and the token behind it.
struct SlotValue {
  Slot slot = Slot::day;
  std::int32_t value = 0;
  std::uint32_t last = 0;
};

struct PatternMatch {
  const Entry* entry = nullptr;
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::vector<SlotValue> slots;
  // The value of the first (or, from 1, a later) such slot.
  [[nodiscard]] std::optional<std::int32_t> value(Slot slot, std::size_t occurrence = 0) const;
};

class PatternSet {
 public:
  // The words of the patterns among a text's forms, looked up once each.
  class Words {
   public:
    Words() = default;
    // Whether some pattern begins with this word: lets the caller skip most tokens.
    [[nodiscard]] bool begins(const Token& token) const { return forms_[token.form].begins != 0; }

   private:
    friend class PatternSet;
    struct Form {
      std::uint32_t word = 0;    // from 1; 0 is none
      std::uint32_t begins = 0;  // the node that it leads to from the root
    };
    std::vector<Form> forms_;
  };
  [[nodiscard]] Words words_of(const Tokens& tokens) const;

  // Empty, or what is wrong with the pattern.
  std::string add(std::string_view patterns, Entry entry);

  // The longest pattern that begins at token `first`; fill(slot, token) gives what fills a slot there, if anything;
  // fill.may_fill(token), where there is one, whether any slot may be filled.
  // All entries of the same length are given. `words` are those of `tokens`.
  template <typename Fill>
  std::vector<PatternMatch> longest(const Tokens& tokens, const Words& words, std::uint32_t first,
                                    const Fill& fill) const {
    if (!may_match(tokens, words, first, fill)) return {};
    Search<Fill> search{*this, tokens, words, fill, {}, {}, first};
    search.walk(0, first);
    return std::move(search.best);
  }

  void write(PackedWriter& out) const;
  void read(PackedReader& in);

 private:
  struct Node {
    std::array<std::uint32_t, static_cast<std::size_t>(Slot::count_)> slots{};
    std::uint32_t ends = 0;       // the first of ends_, from 1; 0 is none
    std::uint32_t slots_set = 0;  // a bit for each of `slots` that leads on
    std::uint32_t leaving = 0;    // a bit for each word that leads on, by leaving_bit
  };
  struct End {
    std::uint32_t entry = 0;  // index into entries_
    std::uint32_t next = 0;   // of the same node, from 1; 0 is none
  };

  template <typename Fill>
  struct Search {
    const PatternSet& set;
    const Tokens& tokens;
    const Words& words;
    const Fill& fill;
    std::vector<SlotValue> filled;
    std::vector<PatternMatch> best;
    std::uint32_t first;

    void walk(std::uint32_t node, std::uint32_t at) {
      keep(node, at);
      if (at >= tokens.size()) return;
      const Words::Form& form = words.forms_[tokens[at].form];
      if (const std::uint32_t to = node == 0 ? form.begins : set.literal(node, form.word)) walk(to, at + 1);
      if constexpr (requires { fill.may_fill(at); }) {
        if (!fill.may_fill(at)) return;
      }
      for (std::uint32_t left = set.nodes_[node].slots_set; left != 0; left &= left - 1) {
        const auto slot = static_cast<std::size_t>(std::countr_zero(left));
        const std::uint32_t to = set.nodes_[node].slots[slot];
        const std::optional<SlotValue> value = fill(static_cast<Slot>(slot), at);
        if (!value) continue;
        filled.push_back(*value);
        walk(to, value->last);
        filled.pop_back();
      }
    }

    void keep(std::uint32_t node, std::uint32_t at) {
      for (std::uint32_t end = set.nodes_[node].ends; end != 0; end = set.ends_[end - 1].next) {
        const Entry* entry = &set.entries_[set.ends_[end - 1].entry];
        if (!best.empty() && best.front().last > at) continue;
        if (!best.empty() && best.front().last < at) best.clear();
        best.push_back({entry, first, at, filled});
      }
    }
  };

  // Tells most words that do not lead on from a node without a look at the edges; 0 is no word.
  static std::uint32_t leaving_bit(std::uint32_t word) { return word == 0 ? 0 : 1U << (word % 32U); }
  // The node that `word`, a number from 1, leads to; 0 is none.
  [[nodiscard]] std::uint32_t literal(std::uint32_t node, std::uint32_t word) const {
    return (nodes_[node].leaving & leaving_bit(word)) == 0 ? 0 : edges_.find((std::uint64_t{node} << 32U) | word);
  }
  // False where the first two tokens show that no pattern begins: most are told so.
  template <typename Fill>
  [[nodiscard]] bool may_match(const Tokens& tokens, const Words& words, std::uint32_t first, const Fill& fill) const {
    if constexpr (requires { fill.may_fill(first); }) {
      if (fill.may_fill(first)) return true;
      const std::uint32_t begins = words.forms_[tokens[first].form].begins;
      if (begins == 0) return false;
      const Node& node = nodes_[begins];
      if (node.ends != 0) return true;
      if (first + 1 >= tokens.size()) return false;
      const std::uint32_t word = words.forms_[tokens[first + 1].form].word;
      return (node.leaving & leaving_bit(word)) != 0 || (node.slots_set != 0 && fill.may_fill(first + 1));
    } else {
      return true;
    }
  }
  void add_expanded(const std::string& pattern, std::uint32_t entry, std::string& complaint);
  void add_end(std::uint32_t node, std::uint32_t entry);

  std::deque<Entry> entries_;
  std::vector<Node> nodes_{1};
  std::vector<End> ends_;
  WordTable words_;
  EdgeTable edges_;  // (node, word) to node
};

}  // namespace kept
