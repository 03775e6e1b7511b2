#include "lang/pattern.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>
#include "base/text.hpp"
#include "lang/lexicon.hpp"
#include "lang/packed.hpp"
#include "lang/token.hpp"

namespace kept {
namespace {

constexpr std::array<std::pair<std::string_view, Slot>, 9> slot_names{{{"day", Slot::day},
                                                                       {"month", Slot::month},
                                                                       {"monthnumber", Slot::month_number},
                                                                       {"year", Slot::year},
                                                                       {"yy", Slot::short_year},
                                                                       {"weekday", Slot::weekday},
                                                                       {"season", Slot::season},
                                                                       {"nth", Slot::ordinal},
                                                                       {"n", Slot::number}}};

constexpr std::size_t expansions_max = 4096;  // of one pattern

// Index of the bracket that closes the one at `open`, or npos.
std::size_t closing(std::string_view pattern, std::size_t open) {
  int depth = 0;
  for (std::size_t at = open; at < pattern.size(); ++at) {
    if (pattern[at] == '\\') {
      ++at;
    } else if (pattern[at] == '(' || pattern[at] == '[') {
      ++depth;
    } else if (pattern[at] == ')' || pattern[at] == ']') {
      if (--depth == 0) return at;
    }
  }
  return std::string_view::npos;
}

std::vector<std::string> alternatives(std::string_view inner) {
  std::vector<std::string> parts{""};
  int depth = 0;
  for (const char c : inner) {
    if (c == '(' || c == '[') ++depth;
    if (c == ')' || c == ']') --depth;
    if (c == '/' && depth == 0) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

// Every way to take and leave the brackets; empty where one is not closed or there are too many ways.
std::vector<std::string> expand(const std::string& pattern) {
  std::vector<std::string> open{pattern};
  std::vector<std::string> done;
  while (!open.empty() && open.size() + done.size() < expansions_max) {
    const std::string current = std::move(open.back());
    open.pop_back();
    std::size_t bracket = 0;
    while (bracket < current.size() && current[bracket] != '(' && current[bracket] != '[') {
      bracket += current[bracket] == '\\' ? 2U : 1U;
    }
    if (bracket >= current.size()) {
      done.push_back(current);
      continue;
    }
    const std::size_t end = closing(current, bracket);
    if (end == std::string::npos) return {};
    const std::string before = current.substr(0, bracket);
    const std::string after = current.substr(end + 1);
    std::vector<std::string> parts = alternatives(current.substr(bracket + 1, end - bracket - 1));
    if (current[bracket] == '[') parts.emplace_back();
    for (const std::string& part : parts) open.push_back(std::string(before).append(part).append(after));
  }
  return open.empty() ? done : std::vector<std::string>{};
}

}  // namespace

std::optional<Slot> parse_slot(std::string_view name) {
  for (const auto& [slot_name, slot] : slot_names) {
    if (slot_name == name) return slot;
  }
  return std::nullopt;
}

std::optional<std::int32_t> PatternMatch::value(Slot slot, std::size_t occurrence) const {
  for (const SlotValue& filled : slots) {
    if (filled.slot == slot && occurrence-- == 0) return filled.value;
  }
  return std::nullopt;
}

PatternSet::Words PatternSet::words_of(const Tokens& tokens) const {
  Words words;
  words.forms_.resize(tokens.form_count());
  const auto look_up = [&](std::uint32_t form) {
    const std::uint32_t word = words_.find(tokens.form_text(form), tokens.form(form).hash);
    if (word != WordTable::none) words.forms_[form] = {word + 1, literal(0, word + 1)};
  };
  if (tokens.size() < tokens.form_count()) {  // a part of a text
    for (std::uint32_t at = 0; at < tokens.size(); ++at) look_up(tokens[at].form);
  } else {
    for (std::uint32_t form = 0; form < tokens.form_count(); ++form) look_up(form);
  }
  return words;
}

std::string PatternSet::add(std::string_view patterns, Entry entry) {
  entries_.push_back(std::move(entry));
  const auto index = static_cast<std::uint32_t>(entries_.size() - 1);
  std::string complaint;
  for (const std::string_view pattern : split(patterns, '|')) {
    const std::vector<std::string> expanded = expand(std::string(trim(pattern)));
    if (expanded.empty()) return fmt::format("a bracket of \"{}\" is not closed", pattern);
    for (const std::string& one : expanded) add_expanded(one, index, complaint);
  }
  return complaint;
}

void PatternSet::add_expanded(const std::string& pattern, std::uint32_t entry, std::string& complaint) {
  std::uint32_t node = 0;
  std::size_t at = 0;
  const auto go_to = [this](std::uint32_t& edge) {
    if (edge == 0) {
      edge = static_cast<std::uint32_t>(nodes_.size());
      nodes_.emplace_back();
    }
  };
  while (at < pattern.size()) {
    if (pattern[at] == '{') {
      const std::size_t end = pattern.find('}', at);
      const auto slot = parse_slot(pattern.substr(at + 1, end == std::string::npos ? end : end - at - 1));
      if (!slot) {
        complaint = fmt::format("unknown slot in \"{}\"", pattern);
        return;
      }
      std::uint32_t to = nodes_[node].slots[static_cast<std::size_t>(*slot)];
      go_to(to);
      nodes_[node].slots[static_cast<std::size_t>(*slot)] = to;
      nodes_[node].slots_set |= 1U << static_cast<std::uint32_t>(*slot);
      node = to;
      at = end + 1;
      continue;
    }
    const std::size_t end = std::min(pattern.find('{', at), pattern.size());
    std::string words = pattern.substr(at, end - at);
    std::erase(words, '\\');
    const Tokens tokens = tokenize(words);
    for (std::uint32_t i = 0; i < tokens.size(); ++i) {
      const std::uint64_t key = (std::uint64_t{node} << 32U) | (words_.add(tokens.lower(i)) + 1);
      nodes_[node].leaving |= leaving_bit(static_cast<std::uint32_t>(key));
      const auto fresh = static_cast<std::uint32_t>(nodes_.size());
      node = edges_.insert(key, fresh);
      if (node == fresh) nodes_.emplace_back();
    }
    at = end;
  }
  if (node == 0) {
    complaint = fmt::format("the pattern \"{}\" is empty", pattern);
  } else {
    add_end(node, entry);
  }
}

// Behind the ends that the node has, once.
void PatternSet::add_end(std::uint32_t node, std::uint32_t entry) {
  std::uint32_t last = nodes_[node].ends;
  while (last != 0 && ends_[last - 1].entry != entry && ends_[last - 1].next != 0) last = ends_[last - 1].next;
  if (last != 0 && ends_[last - 1].entry == entry) return;
  ends_.push_back({entry, 0});
  (last == 0 ? nodes_[node].ends : ends_[last - 1].next) = static_cast<std::uint32_t>(ends_.size());
}

void PatternSet::write(PackedWriter& out) const {
  write_entries(out, entries_);
  out.numbers(nodes_);
  out.numbers(ends_);
  words_.write(out);
  edges_.write(out);
}

void PatternSet::read(PackedReader& in) {
  entries_.clear();
  read_entries(in, entries_);
  in.numbers(nodes_);
  in.numbers(ends_);
  words_.read(in);
  edges_.read(in);
}

}  // namespace kept
