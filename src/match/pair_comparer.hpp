// Into which level of each comparison a pair of rows falls.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "match/linkage_spec.hpp"
#include "match/linkage_table.hpp"
#include "match/text_distance.hpp"

namespace kept {

// The levels of all comparisons, four bits each: 0 where the comparison says nothing, else the level's number from 1.
using PairPattern = std::uint64_t;

inline constexpr unsigned pattern_bits = 4;

constexpr unsigned level_in(PairPattern pattern, std::size_t comparison) {
  return static_cast<unsigned>(pattern >> (comparison * pattern_bits)) & 15U;
}

// One a thread: it remembers which texts it has compared. `spec` and `table` outlive it.
class PairComparer {
 public:
  PairComparer(const LinkageSpec& spec, const LinkageTable& table);

  // `left` and `right` are rows in the order of the table.
  PairPattern compare(std::uint32_t left, std::uint32_t right);
  unsigned level(std::size_t comparison, std::uint32_t left, std::uint32_t right);

 private:
  // A level with the columns that it compares.
  struct Level {
    const ComparisonLevel* level = nullptr;
    LinkageType type = LinkageType::text;
    const LinkageCells* left = nullptr;
    const LinkageCells* right = nullptr;
    const LinkageCells* left_other = nullptr;  // `swapped`: left's B and right's A
    const LinkageCells* right_other = nullptr;

    [[nodiscard]] bool both_there(std::uint32_t a, std::uint32_t b) const;
  };
  // What a comparison's levels all are, for the ways that are quicker than asking level by level.
  enum class Kind : std::uint8_t {
    mixed,
    one_text,  // the level depends on one text column alone
    numbers,   // exact and ratio of one column
    days,      // days of one column
  };
  struct Compared {
    std::vector<Level> levels;
    Kind kind = Kind::mixed;
    unsigned edits_max = 0;  // the greatest that a level asks for
    // What was found for pairs of texts, by a slot of their codes; a later pair takes the place of an earlier one.
    // Empty where texts hardly come twice.
    std::vector<std::uint64_t> pairs;
    std::vector<std::uint8_t> found;
    std::uint32_t prepared = 0;  // code of the text in `pattern`
    EditPattern pattern;
  };
  // Distances of one pair, found when a level first asks for them.
  struct Distances {
    int edits = -1;
    LevelTest edits_kind = LevelTest::other;
    double similarity = -1;
  };

  [[nodiscard]] static Kind kind_of(const LinkageSpec& spec, const Comparison& comparison);
  [[nodiscard]] static unsigned level_of_numbers(const Compared& compared, double a, double b);
  [[nodiscard]] static unsigned level_of_days(const Compared& compared, double later);
  unsigned level_of_text(Compared& compared, std::uint32_t left, std::uint32_t right);
  unsigned first_level(Compared& compared, std::uint32_t left, std::uint32_t right);
  bool holds(Compared& compared, const Level& level, std::uint32_t left, std::uint32_t right, Distances& distances);
  bool text_near(Compared& compared, const ComparisonLevel& level, std::uint32_t a, std::uint32_t b,
                 Distances& distances);

  const Dictionary& dictionary_;
  std::vector<Compared> comparisons_;
};

// How many significant digits a number has, written in full: 1,500,000 has 2. At most 15.
int significant_digits(double number);

}  // namespace kept
