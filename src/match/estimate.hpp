// The shares m and u of a linkage's levels, and the weights that follow from them.
//
// u is counted: exactly for equal values, from a fixed sample of pairs for the other levels. m is estimated by
// expectation-maximisation (Dempster, Laird and Rubin 1977; Winkler 1988) over the pairs of each training rule, u being
// held; comparisons on the columns that the rule holds equal say nothing there and wait for another rule. What the
// specification gives is taken as it is. The same table gives the same figures, whatever the order of its rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "match/linkage_spec.hpp"
#include "match/linkage_table.hpp"

namespace kept {

struct LevelShares {
  double m = 0;
  double u = 0;
};

struct LinkageModel {
  std::vector<std::vector<LevelShares>> levels;  // of each comparison's levels
  // Of each comparison with a level by frequency, how often each code stands in its column: both tables together.
  std::vector<std::vector<std::uint32_t>> frequencies;
  std::uint64_t rows = 0;  // that `frequencies` are counted over
  double prior = 0;        // the probability that two random rows match

  // log2(m / u).
  [[nodiscard]] double weight(std::size_t comparison, std::size_t level) const;
};

// Every m and u. The prior is the given one, or one match for each row of the smaller table.
LinkageModel estimate_model(const LinkageSpec& spec, const LinkageTable& table);

// Moves every m towards how often confirmed pairs (left and right rows in the order of the table) fall into its level;
// what m was before counts as much as 50 pairs. u stays: what a person rejected had looked alike, and says nothing of
// how alike any two rows are.
void learn_m(const LinkageSpec& spec, const LinkageTable& table,
             std::span<const std::pair<std::uint32_t, std::uint32_t>> confirmed, LinkageModel& model);

// What a pair's level weighs more, or less, because its common value is rare or frequent: log2(u / its frequency). 0
// where the level is not by frequency.
double frequency_weight(const LinkageSpec& spec, const LinkageTable& table, const LinkageModel& model,
                        std::size_t comparison, std::size_t level, std::uint32_t left);

}  // namespace kept
