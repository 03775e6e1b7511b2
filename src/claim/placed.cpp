#include "claim/placed.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "lang/lexicon.hpp"
#include "lang/word_kind.hpp"

namespace kept {

TermList::TermList(std::vector<Term> terms, std::uint32_t tokens)
    : terms_(std::move(terms)), begins_(tokens + 1U), by_table_(terms_.size()) {
  std::uint32_t term = 0;
  for (std::uint32_t token = 0; token <= tokens; ++token) {
    begins_[token] = term;
    while (term < terms_.size() && terms_[term].first == token) {
      ++tables_[static_cast<std::size_t>(terms_[term].table) + 1];
      ++term;
    }
  }
  for (std::size_t table = 0; table < table_count; ++table) tables_[table + 1] += tables_[table];
  auto next = tables_;
  for (term = 0; term < terms_.size(); ++term) by_table_[next[static_cast<std::size_t>(terms_[term].table)]++] = term;
}

WordSets::WordSets(const TermList& terms, std::uint32_t tokens) : of_(tokens), sets_(WordKind::count + 1U) {
  const auto bit_of = [](std::uint8_t kind) {
    Set set{};
    set[kind / 64U] = std::uint64_t{1} << (kind % 64U);
    return set;
  };
  for (std::uint8_t kind = 1; kind <= WordKind::count; ++kind) sets_[kind] = bit_of(kind);
  std::map<Set, std::uint32_t> several;
  const auto joined = [&](std::uint32_t own, std::uint8_t kind) {
    Set set = bit_of(kind);
    if (set == sets_[own]) return own;
    for (std::size_t half = 0; half < set.size(); ++half) set[half] |= sets_[own][half];
    const auto [found, is_new] = several.try_emplace(set, static_cast<std::uint32_t>(sets_.size()));
    if (is_new) sets_.push_back(set);
    return found->second;
  };
  constexpr std::size_t kinds = WordKind::count + 1U;
  std::vector<std::uint32_t> known;  // of a set and a kind: the set of both; 0 was not asked yet
  for (const std::uint32_t place : terms.of(Table::function_word)) {
    const Term& term = terms[place];
    std::uint32_t& own = of_[term.first];
    if (own == 0) {
      own = term.kind;
      continue;
    }
    known.resize(sets_.size() * kinds);
    std::uint32_t& both = known[own * kinds + term.kind];
    if (both == 0) both = joined(own, term.kind);
    own = both;
  }
}

}  // namespace kept
