#include "match/name_words.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kept {
namespace {

constexpr std::size_t shared_words_min = 2;
constexpr double similarity_min = 0.6;
constexpr std::size_t stem_min = 4;    // bytes that two forms of a word share at least
constexpr std::size_t ending_max = 3;  // letters that an ending has at most
constexpr std::size_t initials_min = 3;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_year(std::string_view word) {
  return word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) && std::ranges::all_of(word, is_digit);
}

// "6th": which of a row of meetings or packages.
bool is_ordinal(std::string_view word) {
  return word.size() > 2 && word.ends_with("th") && std::ranges::all_of(word.substr(0, word.size() - 2), is_digit);
}

// Whether both names have words of a kind, and none in common.
template <typename IsOfKind>
bool differ_in(const std::vector<std::string>& a, const std::vector<std::string>& b, IsOfKind is_of_kind) {
  const bool both = std::ranges::any_of(a, is_of_kind) && std::ranges::any_of(b, is_of_kind);
  return both && std::ranges::none_of(a, [&](const std::string& word) {
           return is_of_kind(word) && std::ranges::find(b, word) != b.end();
         });
}

// Letters of UTF-8 text: bytes that continue one are not counted.
std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

// The first character of a word, all its bytes.
std::string_view first_letter(std::string_view word) {
  std::size_t end = 1;
  while (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0U) == 0x80U) ++end;
  return word.substr(0, end);
}

// How many words of `name` from `at` on spell `initials`; 0 where they do not.
std::size_t spelled(std::string_view initials, const std::vector<std::string>& name, std::size_t at) {
  std::size_t words = 0;
  while (!initials.empty() && at + words < name.size()) {
    const std::string_view letter = first_letter(name[at + words]);
    if (!initials.starts_with(letter)) return 0;
    initials.remove_prefix(letter.size());
    ++words;
  }
  return initials.empty() ? words : 0;
}

// Which words of `name` the other name has, too, in a form of their own or as initials.
std::vector<bool> found_in(const std::vector<std::string>& name, const std::vector<std::string>& other) {
  std::vector<bool> found(name.size(), false);
  for (std::size_t at = 0; at < name.size(); ++at) {
    const std::string& word = name[at];
    const bool initials = letters(word) >= initials_min && std::ranges::none_of(word, is_digit);
    for (std::size_t in_other = 0; in_other < other.size(); ++in_other) {
      if (one_word(word, other[in_other]) || (initials && spelled(word, other, in_other) != 0)) found[at] = true;
      const bool other_initials =
          letters(other[in_other]) >= initials_min && std::ranges::none_of(other[in_other], is_digit);
      const std::size_t run = other_initials ? spelled(other[in_other], name, at) : 0;
      for (std::size_t k = 0; k < run; ++k) found[at + k] = true;
    }
  }
  return found;
}

}  // namespace

bool one_word(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const auto [in_a, in_b] = std::ranges::mismatch(a, b);
  std::size_t same = static_cast<std::size_t>(in_a - a.begin());
  while (same > 0 && same < a.size() && (static_cast<unsigned char>(a[same]) & 0xC0U) == 0x80U) --same;
  return same >= stem_min && letters(a.substr(same)) <= ending_max && letters(b.substr(same)) <= ending_max;
}

SharedWords shared_words(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const std::vector<bool> in_a = found_in(a, b);
  const std::vector<bool> in_b = found_in(b, a);
  const auto count = [](const std::vector<bool>& found) {
    return static_cast<std::size_t>(std::ranges::count(found, true));
  };
  SharedWords result{.shared = a.size() < b.size() ? count(in_a) : count(in_b),
                     .shorter = std::min(a.size(), b.size()),
                     .editions_differ = false};
  if (a.size() == b.size()) result.shared = std::max(count(in_a), count(in_b));
  result.editions_differ = differ_in(a, b, is_year) || differ_in(a, b, is_ordinal);
  return result;
}

double naming_similarity(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const SharedWords words = shared_words(a, b);
  return words.shared >= shared_words_min && words.share() >= similarity_min ? words.share() : 0;
}

}  // namespace kept
