#include "lang/lexicon.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "lang/packed.hpp"
#include "lang/token.hpp"
#include "lang/word_table.hpp"

namespace kept {
namespace {

// `joined`: written without a blank before, in the pack and in the text: "A$" is not "a $".
std::uint64_t edge(std::uint32_t node, std::uint32_t word, bool joined) {
  return (std::uint64_t{node} << 32) | (std::uint64_t{word} << 1) | (joined ? 1U : 0U);
}

// Tells most words that lead on from a node without a look at the edges.
std::uint64_t leaving_bit(std::uint32_t word) { return std::uint64_t{1} << (word % 64U); }

// A hash that grows byte by byte, for the beginnings of a word (FNV-1a).
class GrowingHash {
 public:
  void add(char byte) { hash_ = (hash_ ^ static_cast<unsigned char>(byte)) * 0x01000193U; }
  [[nodiscard]] std::uint32_t bit() const { return (hash_ ^ (hash_ >> 15U)) % stem_bit_count; }
  static constexpr std::uint32_t stem_bit_count = 1U << 14U;

 private:
  std::uint32_t hash_ = 0x811C9DC5U;
};

std::uint32_t stem_bit(std::string_view stem) {
  GrowingHash hash;
  for (const char byte : stem) hash.add(byte);
  return hash.bit();
}

}  // namespace

void write_entries(PackedWriter& out, const std::deque<Entry>& entries) {
  out.size(entries.size());
  for (const Entry& entry : entries) {
    out.size(static_cast<std::uint64_t>(entry.table));
    out.size(entry.kind);
    for (const std::string& column : entry.columns) out.text(column);
  }
}

void read_entries(PackedReader& in, std::deque<Entry>& entries) {
  const std::uint64_t count = in.size();
  for (std::uint64_t at = 0; at < count && in.good(); ++at) {
    Entry& entry = entries.emplace_back();
    entry.table = static_cast<Table>(in.size());
    entry.kind = static_cast<std::uint8_t>(in.size());
    for (std::string& column : entry.columns) column = in.text();
  }
}

void EdgeTable::read(PackedReader& in) {
  in.numbers(slots_);
  used_ = static_cast<std::size_t>(std::ranges::count_if(slots_, [](const Slot& slot) { return slot.key != 0; }));
}

std::uint32_t EdgeTable::insert(std::uint64_t key, std::uint32_t fresh) {
  if (2 * (used_ + 1) > slots_.size()) grow();
  std::size_t at = place(key);
  while (slots_[at].key != 0 && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
  if (slots_[at].key == 0) {
    slots_[at] = {key, fresh};
    ++used_;
  }
  return static_cast<std::uint32_t>(slots_[at].value);
}

void EdgeTable::grow() {
  std::vector<Slot> old(2 * slots_.size());
  old.swap(slots_);
  used_ = 0;
  for (const Slot& slot : old) {
    if (slot.key != 0) insert(slot.key, static_cast<std::uint32_t>(slot.value));
  }
}

void Lexicon::add(std::string_view phrase, Entry entry) {
  entries_.push_back(std::move(entry));
  entry_places_.push_back(&entries_.back());
  const auto index = static_cast<std::uint32_t>(entries_.size() - 1);
  for (const std::string_view spelling : split(phrase, '|')) add_spelling(trim(spelling), index);
}

void Lexicon::add_spelling(std::string_view spelling, std::uint32_t entry) {
  const Tokens tokens = tokenize(spelling);
  std::uint32_t node = 0;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    const bool stem = at + 1 < tokens.size() && tokens.lower(at + 1) == "*" && !tokens[at + 1].blank_before;
    const std::string_view word = tokens.lower(at);
    const bool joined = at > 0 && !tokens[at].blank_before && tokens[at].kind != TokenKind::ideograph;
    const std::uint32_t found = spellings_.add(word);
    words_.resize(spellings_.size());
    std::uint32_t& number = stem ? words_[found].stem : tokens[at].upper ? words_[found].capitals : words_[found].exact;
    if (number == none) number = ++word_count_;
    if (stem) {
      const auto bytes = static_cast<std::uint32_t>(word.size());
      stem_bytes_min_ = stem_bytes_min_ == 0 ? bytes : std::min(stem_bytes_min_, bytes);
      stem_bytes_max_ = std::max(stem_bytes_max_, bytes);
      stem_bits_.resize(GrowingHash::stem_bit_count / 64);
      stem_bits_[stem_bit(word) / 64] |= std::uint64_t{1} << (stem_bit(word) % 64);
      ++at;
    }
    node = step(node, number, joined);
  }
  if (node == 0) return;
  ends_.push_back({entry, static_cast<std::uint16_t>(entries_[entry].table), entries_[entry].kind, 0});
  const auto end = static_cast<std::uint32_t>(ends_.size());
  if (nodes_[node].ends == 0) {
    nodes_[node].ends = end;
    return;
  }
  std::uint32_t* last = &ends_[nodes_[node].ends - 1].next;  // behind those that were there
  while (*last != 0) last = &ends_[*last - 1].next;
  *last = end;
}

std::uint32_t Lexicon::step(std::uint32_t node, std::uint32_t word, bool joined) {
  const auto fresh = static_cast<std::uint32_t>(nodes_.size());
  const std::uint32_t to = edges_.insert(edge(node, word, joined), fresh);
  nodes_[node].leaving |= leaving_bit(word);
  if (to == fresh) nodes_.emplace_back();
  return to;
}

std::uint32_t Lexicon::next(std::uint32_t node, std::uint32_t word, bool joined) const {
  return edges_.find(edge(node, word, joined));
}

void Lexicon::add_stems(std::string_view word, FormWord& found) const {
  std::array<std::uint32_t, stems_of_word_max> longest{};  // a ring: the last ones found are the longest
  std::uint32_t count = 0;
  const std::size_t end = std::min<std::size_t>(stem_bytes_max_, word.size());
  GrowingHash hash;
  for (std::size_t size = 1; size <= end; ++size) {
    hash.add(word[size - 1]);
    if (((stem_bits_[hash.bit() / 64] >> (hash.bit() % 64)) & 1U) == 0) continue;
    const std::uint32_t spelling = spellings_.find(word.substr(0, size));
    if (spelling == WordTable::none || words_[spelling].stem == none) continue;
    longest.at(count++ % stems_of_word_max) = words_[spelling].stem;
  }
  for (std::uint32_t at = 0; at < std::min<std::uint32_t>(count, stems_of_word_max); ++at) {
    found.words.at(2 + at) = longest.at((count - 1 - at) % stems_of_word_max);
  }
}

bool Lexicon::look_up(const TokenForm& form, std::string_view text, FormWord& found) const {
  const std::uint32_t spelling = spellings_.find(text, form.hash);
  if (spelling != WordTable::none) {
    found.words[0] = words_[spelling].exact;
    found.words[1] = words_[spelling].capitals;
  }
  if (form.kind == TokenKind::word && stem_bytes_max_ != 0) add_stems(text, found);
  bool any = false;
  for (std::size_t at = 0; at < found.words.size(); ++at) {
    if (found.words.at(at) == none) continue;
    any = true;
    found.count = static_cast<std::uint32_t>(at + 1);
    found.begins.at(at) = next(0, found.words.at(at), false);
  }
  return any;
}

namespace {

// Those from `begin` on: few, and stable, by insertion.
void sort_by_table(std::vector<Term>& terms, std::ptrdiff_t begin) {
  for (auto at = terms.begin() + begin; at != terms.end(); ++at) {
    const Term term = *at;
    auto to = at;
    for (; to != terms.begin() + begin && term.table < (to - 1)->table; --to) *to = *(to - 1);
    *to = term;
  }
}

}  // namespace

// What a text's forms stand for, looked up once each: their words, and the terms of each where it stands alone.
struct Lexicon::FormWords {
  // What is asked of every token; the form's words are looked at only where it may begin a longer phrase.
  struct Gate {
    std::uint64_t leaving = 0;  // of the nodes that the form leads to
    std::uint64_t bits = 0;     // of its words, by leaving_bit
    std::uint32_t alone = 0;    // its terms: in `terms`, from here on
    std::uint16_t count = 0;
    std::uint16_t count_upper = 0;  // of those in capitals, which stand behind the others
  };

  FormWords(const Lexicon& lexicon, const Tokens& tokens, std::span<const TokenStretch> stretches)
      : index(tokens.form_count()), known(1), gates(1) {
    std::size_t size = 0;
    for (const TokenStretch& stretch : stretches) size += stretch.last - stretch.first;
    if (size >= tokens.form_count()) {
      for (std::uint32_t form = 0; form < tokens.form_count(); ++form) add(lexicon, tokens, form);
      return;
    }
    for (const TokenStretch& stretch : stretches) {
      for (std::uint32_t at = stretch.first; at < stretch.last; ++at) {
        if (index[tokens[at].form] == 0) add(lexicon, tokens, tokens[at].form);
      }
    }
  }

  void add(const Lexicon& lexicon, const Tokens& tokens, std::uint32_t form) {
    FormWord found;
    if (!lexicon.look_up(tokens.form(form), tokens.form_text(form), found)) return;
    index[form] = static_cast<std::uint32_t>(known.size());
    known.push_back(found);
    add_gate(lexicon, found);
  }

  void add_gate(const Lexicon& lexicon, const FormWord& form) {
    Gate& gate = gates.emplace_back();
    for (std::size_t at = 0; at < form.count; ++at) {
      if (form.words[at] != none) gate.bits |= leaving_bit(form.words[at]);
      if (form.begins[at] != 0) gate.leaving |= lexicon.nodes_[form.begins[at]].leaving;
    }
    gate.alone = static_cast<std::uint32_t>(terms.size());
    gate.count = add_alone(lexicon, form, false);
    gate.count_upper = form.begins[1] == 0 ? gate.count : add_alone(lexicon, form, true);
  }

  // The terms of the form where it stands alone, by table: how many.
  std::uint16_t add_alone(const Lexicon& lexicon, const FormWord& form, bool upper) {
    const auto begin = static_cast<std::ptrdiff_t>(terms.size());
    for (std::size_t at = 0; at < form.count; ++at) {
      if (form.begins[at] == 0 || (at == 1 && !upper)) continue;
      for (std::uint64_t end = lexicon.nodes_[form.begins[at]].ends; end != 0; end = lexicon.ends_[end - 1].next) {
        terms.push_back(lexicon.term_of(lexicon.ends_[end - 1], 0, 1));
      }
    }
    sort_by_table(terms, begin);
    return static_cast<std::uint16_t>(std::ssize(terms) - begin);
  }

  std::vector<std::uint32_t> index;  // by form
  std::vector<FormWord> known;       // the first is of what the lexicon does not have
  std::vector<Gate> gates;           // of `known`
  std::vector<Term> terms;           // as if at token 0
};

struct Lexicon::Search {
  struct Place {
    std::uint32_t node = 0;
    std::uint32_t last = 0;
  };
  const Lexicon& lexicon;
  const Tokens& tokens;
  FormWords words;
  std::vector<Place> open{};  // reached from one token, breadth first, so later ends are never shorter
  std::vector<Term> terms{};
  std::array<std::uint32_t, table_count> busy_until{};  // leftmost longest, table by table
  std::uint32_t all_free_at = 0;                        // the most of them
  std::array<std::uint32_t, table_count> longest{};     // of this token
  std::vector<End> found{};                             // with `next` the end of the phrase

  void run(TokenStretch stretch) {
    if (stretch.first >= stretch.last) return;
    std::uint32_t own = words.index[tokens[stretch.first].form];
    for (std::uint32_t first = stretch.first; first < stretch.last; ++first) {
      const std::uint32_t next = first + 1 < tokens.size() ? words.index[tokens[first + 1].form] : 0;
      const FormWords::Gate& gate = words.gates[own];
      if ((gate.leaving & words.gates[next].bits) != 0) {
        search(first, own);
      } else if (gate.count_upper != 0) {
        add_alone(first, gate);
      }
      own = next;
    }
  }

  // The terms of a token that begins no longer phrase.
  void add_alone(std::uint32_t first, const FormWords::Gate& gate) {
    const bool upper = tokens[first].upper && gate.count_upper != gate.count;
    const Term* from = words.terms.data() + gate.alone + (upper ? gate.count : 0);
    const Term* const end = from + (upper ? gate.count_upper : gate.count);
    for (; from != end; ++from) {
      if (first < all_free_at && busy_until[static_cast<std::size_t>(from->table)] > first) continue;
      terms.push_back({from->entry, first, first + 1, from->table, from->kind});
    }
  }

  void search(std::uint32_t first, std::uint32_t form) {
    const FormWord& own = words.known[form];
    open.clear();
    for (std::size_t at = 0; at < own.count; ++at) {
      if (own.begins[at] != 0 && (at != 1 || tokens[first].upper)) open.push_back({own.begins[at], first + 1});
    }
    const std::size_t begun = open.size();
    for (std::size_t at = 0; at < open.size(); ++at) {
      if (lexicon.nodes_[open[at].node].leaving != 0 && open[at].last < tokens.size()) extend(open[at]);
    }
    if (open.size() > begun) {
      gather(first);
    } else {
      add_alone(first, words.gates[form]);
    }
  }

  void extend(Place from) {
    const Token& token = tokens[from.last];
    const std::uint32_t known = words.index[token.form];
    const std::uint64_t leaving = lexicon.nodes_[from.node].leaving;
    if ((words.gates[known].bits & leaving) == 0) return;
    const FormWord& own = words.known[known];
    for (std::size_t at = 0; at < own.count; ++at) {
      const std::uint32_t word = own.words[at];
      if (word == none || (leaving & leaving_bit(word)) == 0 || (at == 1 && !token.upper)) continue;
      if (const std::uint32_t to = lexicon.next(from.node, word, false)) open.push_back({to, from.last + 1});
      if (token.blank_before || token.kind == TokenKind::ideograph) continue;  // no phrase joins ideographs so
      if (const std::uint32_t to = lexicon.next(from.node, word, true)) open.push_back({to, from.last + 1});
    }
  }

  // The terms that begin at `first`, by table.
  void gather(std::uint32_t first) {
    found.clear();
    for (const Place& place : open) {
      for (std::uint64_t end = lexicon.nodes_[place.node].ends; end != 0; end = lexicon.ends_[end - 1].next) {
        const End& own = lexicon.ends_[end - 1];
        if (busy_until[own.table] > first) continue;
        longest[own.table] = place.last;
        found.push_back(own);
        found.back().next = place.last;
      }
    }
    const auto begin = static_cast<std::ptrdiff_t>(terms.size());
    std::uint32_t table_before = 0;
    bool sorted = true;
    for (const End& end : found) {
      if (longest[end.table] != end.next) continue;
      terms.push_back(lexicon.term_of(end, first, end.next));
      sorted = sorted && table_before <= end.table;
      table_before = end.table;
    }
    for (const End& end : found) {
      busy_until[end.table] = longest[end.table];
      all_free_at = std::max(all_free_at, longest[end.table]);
    }
    if (!sorted) sort_by_table(terms, begin);
  }
};

std::vector<Term> Lexicon::find(const Tokens& tokens) const {
  const TokenStretch all{0, tokens.size()};
  return find(tokens, {&all, 1});
}

std::vector<Term> Lexicon::find(const Tokens& tokens, std::span<const TokenStretch> stretches) const {
  Search search{*this, tokens, FormWords(*this, tokens, stretches)};
  std::size_t size = 0;
  for (const TokenStretch& stretch : stretches) size += stretch.last - stretch.first;
  search.terms.reserve(search.words.terms.empty() ? 0 : size);
  for (const TokenStretch& stretch : stretches) search.run(stretch);
  return std::move(search.terms);
}

void Lexicon::index_entries() {
  entry_places_.clear();
  for (const Entry& entry : entries_) entry_places_.push_back(&entry);
}

void Lexicon::write(PackedWriter& out) const {
  write_entries(out, entries_);
  spellings_.write(out);
  out.numbers(words_);
  out.numbers(stem_bits_);
  out.size(stem_bytes_min_);
  out.size(stem_bytes_max_);
  out.size(word_count_);
  edges_.write(out);
  out.numbers(nodes_);
  out.numbers(ends_);
}

void Lexicon::read(PackedReader& in) {
  entries_.clear();
  read_entries(in, entries_);
  index_entries();
  spellings_.read(in);
  in.numbers(words_);
  in.numbers(stem_bits_);
  stem_bytes_min_ = static_cast<std::uint32_t>(in.size());
  stem_bytes_max_ = static_cast<std::uint32_t>(in.size());
  word_count_ = static_cast<std::uint32_t>(in.size());
  edges_.read(in);
  in.numbers(nodes_);
  in.numbers(ends_);
}

}  // namespace kept
