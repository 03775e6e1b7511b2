#include "lang/lexicon.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>
#include "base/text.hpp"
#include "lang/token.hpp"

namespace kept {
namespace {

constexpr std::uint32_t none = 0;

// `joined`: written without a blank before, in the pack and in the text: "A$" is not "a $".
std::uint64_t edge(std::uint32_t node, std::uint32_t word, bool joined) {
  return (std::uint64_t{node} << 32) | (std::uint64_t{word} << 1) | (joined ? 1U : 0U);
}

}  // namespace

std::uint32_t EdgeTable::insert(std::uint64_t key, std::uint32_t fresh) {
  if (2 * (used_ + 1) > slots_.size()) grow();
  std::size_t at = place(key);
  while (slots_[at].key != 0 && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
  if (slots_[at].key == 0) {
    slots_[at] = {key, fresh};
    ++used_;
  }
  return slots_[at].value;
}

void EdgeTable::grow() {
  std::vector<Slot> old(2 * slots_.size());
  old.swap(slots_);
  used_ = 0;
  for (const Slot& slot : old) {
    if (slot.key != 0) insert(slot.key, slot.value);
  }
}

void Lexicon::add(std::string_view phrase, Entry entry) {
  entries_.push_back(std::move(entry));
  for (const std::string_view spelling : split(phrase, '|')) add_spelling(trim(spelling), &entries_.back());
}

void Lexicon::add_spelling(std::string_view spelling, const Entry* entry) {
  const Tokens tokens = tokenize(spelling);
  std::uint32_t node = 0;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    const bool stem = at + 1 < tokens.size() && tokens.lower(at + 1) == "*" && !tokens[at + 1].blank_before;
    const std::string_view word = tokens.lower(at);
    const bool joined = at > 0 && !tokens[at].blank_before && tokens[at].kind != TokenKind::ideograph;
    Words& words = stem ? stems_ : tokens[at].upper ? capitals_ : words_;
    const auto [found, is_new] = words.try_emplace(std::string(word), word_count_ + 1);
    if (is_new) ++word_count_;
    if (stem) {
      stem_bytes_min_ = stem_bytes_min_ == 0 ? word.size() : std::min(stem_bytes_min_, word.size());
      stem_bytes_max_ = std::max(stem_bytes_max_, word.size());
      ++at;
    }
    node = step(node, found->second, joined);
  }
  if (node != 0) ends_[node].push_back(entry);
}

std::uint32_t Lexicon::step(std::uint32_t node, std::uint32_t word, bool joined) {
  const auto fresh = static_cast<std::uint32_t>(ends_.size());
  const std::uint32_t to = edges_.insert(edge(node, word, joined), fresh);
  if (to == fresh) ends_.emplace_back();
  return to;
}

std::uint32_t Lexicon::next(std::uint32_t node, std::uint32_t word, bool joined) const {
  if (word == none) return 0;
  return edges_.find(edge(node, word, joined));
}

std::array<std::uint32_t, Lexicon::stems_of_word_max> Lexicon::stems_of(std::string_view word) const {
  std::array<std::uint32_t, stems_of_word_max> found{};
  if (stems_.empty()) return found;
  std::size_t count = 0;
  for (std::size_t size = std::min(stem_bytes_max_, word.size()); size >= stem_bytes_min_; --size) {
    const bool inside = size < word.size() && (static_cast<unsigned char>(word[size]) & 0xC0U) == 0x80U;
    if (inside) continue;  // cuts a character
    const auto stem = stems_.find(word.substr(0, size));
    if (stem == stems_.end()) continue;
    found.at(count) = stem->second;
    if (++count == found.size()) break;
  }
  return found;
}

std::vector<Term> Lexicon::find(const Tokens& tokens) const {
  struct Word {
    std::uint32_t exact = none;
    std::uint32_t capitals = none;
    std::array<std::uint32_t, stems_of_word_max> stems{};
  };
  std::vector<Word> words(tokens.size());
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    const auto found = words_.find(tokens.lower(at));
    words[at] = {found == words_.end() ? none : found->second, none, {}};
    if (tokens[at].kind == TokenKind::word) words[at].stems = stems_of(tokens.lower(at));
    if (!tokens[at].upper) continue;
    const auto capitals = capitals_.find(tokens.lower(at));
    if (capitals != capitals_.end()) words[at].capitals = capitals->second;
  }

  std::vector<Term> terms;
  std::array<std::uint32_t, table_count> busy_until{};        // leftmost longest, table by table
  std::vector<std::pair<std::uint32_t, std::uint32_t>> open;  // (node, last) reached from one start
  for (std::uint32_t first = 0; first < tokens.size(); ++first) {
    open.clear();
    open.emplace_back(0, first);
    for (std::size_t i = 0; i < open.size(); ++i) {  // breadth first, so later ends are never shorter
      const auto [node, last] = open[i];
      if (last == tokens.size()) continue;
      const Word& own = words[last];
      for (const std::uint32_t word : {own.exact, own.capitals, own.stems[0], own.stems[1], own.stems[2]}) {
        if (word == none) continue;
        if (const std::uint32_t to = next(node, word, false)) open.emplace_back(to, last + 1);
        if (last == first || tokens[last].blank_before) continue;
        if (const std::uint32_t to = next(node, word, true)) open.emplace_back(to, last + 1);
      }
    }
    if (open.size() == 1) continue;  // most tokens begin nothing
    std::array<std::uint32_t, table_count> longest{};
    for (const auto& [node, last] : open) {
      for (const Entry* entry : ends_[node]) longest[static_cast<std::size_t>(entry->table)] = last;
    }
    const auto begin = static_cast<std::ptrdiff_t>(terms.size());
    for (const auto& [node, last] : open) {
      for (const Entry* entry : ends_[node]) {
        const auto table = static_cast<std::size_t>(entry->table);
        if (longest[table] == last && busy_until[table] <= first) terms.push_back({entry, first, last});
      }
    }
    for (std::size_t table = 0; table < table_count; ++table) {
      if (busy_until[table] <= first) busy_until[table] = std::max(busy_until[table], longest[table]);
    }
    std::ranges::stable_sort(terms.begin() + begin, terms.end(), {}, [](const Term& t) { return t.entry->table; });
  }
  return terms;
}

}  // namespace kept
