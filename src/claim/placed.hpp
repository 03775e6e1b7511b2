// What is known of the tokens of a text, found by the place where it begins: mentions and terms by ranges of tokens,
// kinds of words by token. Readers ask all the time and for a few tokens each, so no answer takes a search.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "lang/lexicon.hpp"
#include "lang/word_kind.hpp"

namespace kept {

// Tokens [first, last).
struct TokenRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  [[nodiscard]] bool contains(std::uint32_t at) const { return first <= at && at < last; }
  [[nodiscard]] bool empty() const { return last <= first; }
};

// A list of what has `tokens`, by the first of them.
template <typename T>
class Placed {
 public:
  Placed() = default;
  // `items` are sorted; the text has so many tokens.
  Placed(std::vector<T> items, std::uint32_t tokens) : items_(std::move(items)), blocks_(tokens / block_tokens + 2) {
    std::size_t item = 0;
    for (std::size_t block = 0; block < blocks_.size(); ++block) {
      while (item < items_.size() && items_[item].tokens.first < block * block_tokens) ++item;
      blocks_[block] = static_cast<std::uint32_t>(item);
    }
  }

  [[nodiscard]] auto begin() const { return items_.begin(); }
  [[nodiscard]] auto end() const { return items_.end(); }
  [[nodiscard]] std::size_t size() const { return items_.size(); }
  [[nodiscard]] bool empty() const { return items_.empty(); }
  [[nodiscard]] const T& operator[](std::size_t at) const { return items_[at]; }
  // Those that begin inside `range`.
  [[nodiscard]] std::span<const T> in(TokenRange range) const {
    const std::size_t first = place(range.first);
    return {items_.data() + first, std::max(first, place(range.last)) - first};
  }

 private:
  static constexpr std::uint32_t block_tokens = 64;

  [[nodiscard]] std::size_t place(std::uint32_t token) const {
    if (blocks_.empty()) return 0;
    std::size_t at = blocks_[std::min<std::size_t>(token / block_tokens, blocks_.size() - 1)];
    while (at < items_.size() && items_[at].tokens.first < token) ++at;
    return at;
  }

  std::vector<T> items_;
  std::vector<std::uint32_t> blocks_;  // of each block of tokens: the index of the first item in it or behind it
};
template <typename T>
std::span<const T> in(const Placed<T>& list, TokenRange range) {
  return list.in(range);
}

// Terms by their first token, with the place of each token's first term: those of a range are found at once.
class TermList {
 public:
  TermList() = default;
  TermList(std::vector<Term> terms, std::uint32_t tokens);

  [[nodiscard]] auto begin() const { return terms_.begin(); }
  [[nodiscard]] auto end() const { return terms_.end(); }
  [[nodiscard]] std::size_t size() const { return terms_.size(); }
  [[nodiscard]] bool empty() const { return terms_.empty(); }
  [[nodiscard]] const Term& operator[](std::size_t at) const { return terms_[at]; }
  // Those that begin inside `range`.
  [[nodiscard]] std::span<const Term> in(TokenRange range) const {
    const std::uint32_t first = place(range.first);
    return {terms_.data() + first, std::max(first, place(range.last)) - first};
  }
  // The first term of `table` that begins at `token`: one does.
  [[nodiscard]] const Term& first_at(Table table, std::uint32_t token) const {
    std::uint32_t at = begins_[token];
    while (terms_[at].table != table) ++at;
    return terms_[at];
  }
  // Those of one table, as indices into the list.
  [[nodiscard]] std::span<const std::uint32_t> of(Table table) const {
    const auto at = static_cast<std::size_t>(table);
    return std::span(by_table_).subspan(tables_[at], tables_[at + 1] - tables_[at]);
  }

 private:
  [[nodiscard]] std::uint32_t place(std::uint32_t token) const {
    return begins_.empty() ? 0 : begins_[std::min<std::size_t>(token, begins_.size() - 1)];
  }

  std::vector<Term> terms_;
  std::vector<std::uint32_t> begins_;                    // of each token, and one more: the index of its first term
  std::vector<std::uint32_t> by_table_;                  // indices of terms, table by table
  std::array<std::uint32_t, table_count + 1> tables_{};  // where those of each table begin in by_table_
};
inline std::span<const Term> in(const TermList& terms, TokenRange range) { return terms.in(range); }

// The kinds of the function words that begin at each token: few different sets of them, by number.
class WordSets {
 public:
  WordSets() = default;
  WordSets(const TermList& terms, std::uint32_t tokens);

  [[nodiscard]] bool has(std::uint32_t token, WordKind kind) const {
    if (token >= of_.size()) return false;
    return ((sets_[of_[token]][kind.number() / 64U] >> (kind.number() % 64U)) & 1U) != 0;
  }

 private:
  using Set = std::array<std::uint64_t, 2>;  // a bit for each kind
  static_assert(WordKind::count < 128);

  std::vector<std::uint32_t> of_;  // of each token: the number of its set
  std::vector<Set> sets_;          // the first is empty, then each kind alone, then those of several
};

}  // namespace kept
