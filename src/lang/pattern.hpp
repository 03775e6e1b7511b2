// Patterns over tokens and slots, compiled to one trie: "the {nth} half of {year}". `[x]` may be left out, `(a/b)` is
// one of several, `|` parts whole patterns, `\` takes the next character as it is. What fills a slot is decided by
// whoever matches, so that numbers and names are read once for all patterns.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lang/lexicon.hpp"
#include "lang/token.hpp"

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
  // Empty, or what is wrong with the pattern.
  std::string add(std::string_view patterns, Entry entry);

  // The longest pattern that begins at token `first`; fill(slot, token) gives what fills a slot there, if anything.
  // All entries of the same length are given.
  template <typename Fill>
  std::vector<PatternMatch> longest(const Tokens& tokens, std::uint32_t first, const Fill& fill) const {
    Search<Fill> search{*this, tokens, fill, {}, {}, first};
    search.walk(0, first);
    return std::move(search.best);
  }

  // Whether some pattern begins with this word: lets the caller skip most tokens.
  [[nodiscard]] bool begins_with(std::string_view word) const { return literal(0, word) != 0; }

 private:
  struct Node {
    std::array<std::uint32_t, static_cast<std::size_t>(Slot::count_)> slots{};
    std::vector<const Entry*> ends;
  };

  template <typename Fill>
  struct Search {
    const PatternSet& set;
    const Tokens& tokens;
    const Fill& fill;
    std::vector<SlotValue> filled;
    std::vector<PatternMatch> best;
    std::uint32_t first;

    void walk(std::uint32_t node, std::uint32_t at) {
      keep(node, at);
      if (at >= tokens.size()) return;
      if (const std::uint32_t to = set.literal(node, tokens.lower(at))) walk(to, at + 1);
      for (std::size_t slot = 0; slot < set.nodes_[node].slots.size(); ++slot) {
        const std::uint32_t to = set.nodes_[node].slots[slot];
        if (to == 0) continue;
        const std::optional<SlotValue> value = fill(static_cast<Slot>(slot), at);
        if (!value) continue;
        filled.push_back(*value);
        walk(to, value->last);
        filled.pop_back();
      }
    }

    void keep(std::uint32_t node, std::uint32_t at) {
      for (const Entry* entry : set.nodes_[node].ends) {
        if (!best.empty() && best.front().last > at) continue;
        if (!best.empty() && best.front().last < at) best.clear();
        best.push_back({entry, first, at, filled});
      }
    }
  };

  [[nodiscard]] std::uint32_t literal(std::uint32_t node, std::string_view word) const;
  void add_expanded(const std::string& pattern, const Entry* entry, std::string& complaint);
  std::uint32_t word_number(std::string_view word);

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::deque<Entry> entries_;
  std::vector<Node> nodes_{1};
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> words_;
  std::unordered_map<std::uint64_t, std::uint32_t> edges_;
};

}  // namespace kept
