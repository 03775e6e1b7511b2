// Could a hit be luck? How much of the neighbourhood of a figure a search covers.
//
// A search reaches many values. A figure as wide as the claimed one (its rounding and hedge), put at random near it,
// is hit where it lies close enough to one of them. The share of places where it would be hit, on a scale of
// logarithms, is the probability of an accidental hit, but for a correction that was measured (chance.cpp): all values
// that the search reaches are there. bench/results/chance.md shows that it holds: of 10,000 random figures the share
// that is hit is the one that this figure says.
#pragma once

#include <cstdint>
#include <span>

#include "definition/definition.hpp"
#include "definition/tolerance.hpp"

namespace kept {

// The neighbourhood: this factor to both sides.
inline constexpr double chance_window_factor = 1.5;

// A value that the search reaches, near the figure.
struct ReachedValue {
  double logarithm = 0;  // natural, of units of currency
  int complexity = 0;
};

// Whether a value lies in the neighbourhood of the figure.
class Neighbourhood {
 public:
  explicit Neighbourhood(const Figure& figure);
  [[nodiscard]] bool contains(double value) const { return value >= low_ && value <= high_; }
  [[nodiscard]] double middle() const { return middle_; }

 private:
  double middle_ = 0;
  double low_ = 0;
  double high_ = 0;
};

// Of values no more complex than `complexity`; those equal to six digits are one. `values` are sorted by logarithm.
// `tried` is not set.
Chance chance_of(const Figure& figure, std::span<const ReachedValue> values, int complexity);

}  // namespace kept
