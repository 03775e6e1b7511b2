// Names as lists of words, compared across two texts: the same event, deed or thing under slightly other words.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kept {

// How much two names have in common.
struct SharedWords {
  std::size_t shared = 0;        // words of the shorter name that the other has too
  std::size_t shorter = 0;       // words of the shorter name
  bool editions_differ = false;  // other years, or other ordinals

  // The share of the shorter name's words that both have; 0 where years or ordinals tell them apart.
  [[nodiscard]] double share() const {
    return shorter == 0 || editions_differ ? 0 : static_cast<double>(shared) / static_cast<double>(shorter);
  }
};

// Two words are one when they are equal, or differ in an ending only ("allocate", "allocated"), or when one is the
// initials of neighbours in the other name ("usai": "ukraine security assistance initiative").
SharedWords shared_words(const std::vector<std::string>& a, const std::vector<std::string>& b);

// Whether two lower-case words differ in their ending alone. Words of fewer than four letters must be equal.
bool one_word(std::string_view a, std::string_view b);

// The share of the shorter name's words that both names have, or 0 where they name different things: fewer than two
// words or less than six tenths in common, or other years or ordinals.
double naming_similarity(const std::vector<std::string>& a, const std::vector<std::string>& b);

}  // namespace kept
