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

std::uint32_t PatternSet::word_number(std::string_view word) {
  return words_.try_emplace(std::string(word), static_cast<std::uint32_t>(words_.size() + 1)).first->second;
}

std::uint32_t PatternSet::literal(std::uint32_t node, std::string_view word) const {
  const auto number = words_.find(word);
  if (number == words_.end()) return 0;
  const auto edge = edges_.find((std::uint64_t{node} << 32) | number->second);
  return edge == edges_.end() ? 0 : edge->second;
}

std::string PatternSet::add(std::string_view patterns, Entry entry) {
  entries_.push_back(std::move(entry));
  std::string complaint;
  for (const std::string_view pattern : split(patterns, '|')) {
    const std::vector<std::string> expanded = expand(std::string(trim(pattern)));
    if (expanded.empty()) return fmt::format("a bracket of \"{}\" is not closed", pattern);
    for (const std::string& one : expanded) add_expanded(one, &entries_.back(), complaint);
  }
  return complaint;
}

void PatternSet::add_expanded(const std::string& pattern, const Entry* entry, std::string& complaint) {
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
      node = to;
      at = end + 1;
      continue;
    }
    const std::size_t end = std::min(pattern.find('{', at), pattern.size());
    std::string words = pattern.substr(at, end - at);
    std::erase(words, '\\');
    const Tokens tokens = tokenize(words);
    for (std::uint32_t i = 0; i < tokens.size(); ++i) {
      std::uint32_t& edge = edges_[(std::uint64_t{node} << 32) | word_number(tokens.lower(i))];
      go_to(edge);
      node = edge;
    }
    at = end;
  }
  if (node == 0) {
    complaint = fmt::format("the pattern \"{}\" is empty", pattern);
  } else if (std::ranges::find(nodes_[node].ends, entry) == nodes_[node].ends.end()) {
    nodes_[node].ends.push_back(entry);
  }
}

}  // namespace kept
