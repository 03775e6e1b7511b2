// Distances between two texts, for comparison levels.
//
// The shorter text may have up to 64 characters, nearly all have: then a bit-parallel kernel (Myers 1999, Hyyrö 2003)
// takes one step a character of the other. Longer ones go through the table of the definition.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace kept {

enum class EditDistance : std::uint8_t {
  levenshtein,          // insertions, deletions, substitutions
  damerau_levenshtein,  // and two neighbours exchanged ("optimal string alignment": no letter is edited twice)
};

// One text, prepared to be compared with many: where each of its characters stands, as bits.
class EditPattern {
 public:
  // `text` must outlive the pattern's use, until the next call.
  void prepare(std::string_view text);

  // How many edits turn the prepared text into `other`, in code points; more than `distance_max` is given as
  // distance_max + 1.
  [[nodiscard]] unsigned distance_to(std::string_view other, EditDistance kind, unsigned distance_max) const;
  // The same where `other` is known to be ASCII.
  [[nodiscard]] unsigned distance_to_ascii(std::string_view other, EditDistance kind, unsigned distance_max) const;

 private:
  struct OtherLetter {
    char32_t letter = 0;
    std::uint64_t bits = 0;
  };
  [[nodiscard]] std::uint64_t bits_of(char32_t letter) const;

  std::string_view text_;
  unsigned characters_ = 0;  // 0: more than 64, or none
  std::array<std::uint64_t, 128> bits_{};
  std::vector<OtherLetter> other_letters_;  // beyond ASCII
};

// The same for two texts once.
unsigned edit_distance(std::string_view a, std::string_view b, EditDistance kind, unsigned distance_max);

// Jaro's similarity with Winkler's credit for up to four equal characters at the beginning (0.1 each, where Jaro's is
// above 0.7): 1 for equal texts, 0 for texts without a common character, or where one is empty.
double jaro_winkler(std::string_view a, std::string_view b);

}  // namespace kept
