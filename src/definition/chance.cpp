#include "definition/chance.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

#include "base/decimal.hpp"
#include "definition/definition.hpp"
#include "definition/tolerance.hpp"

namespace kept {
namespace {

constexpr double same_value = 1e-6;  // in logarithms: six digits

// Values come in clusters, and a neighbourhood blurs them: where a third of it is covered, figures are hit less often
// than that, where three quarters are, more often. The share that was hit by the share that is covered, of 40,000
// random figures of the United States, the United Kingdom and Sweden to Ukraine; bench/results/chance.md tries it on
// others.
struct Measured {
  double covered;
  double hit;
};
constexpr std::array measured{Measured{0, 0},         Measured{0.13, 0.13},   Measured{0.306, 0.242},
                              Measured{0.578, 0.643}, Measured{0.839, 0.893}, Measured{1, 1}};

double probability_of(double covered) {
  const auto* above = std::ranges::lower_bound(measured, std::min(covered, 1.0), {}, &Measured::covered);
  if (above == measured.begin()) return 0;
  const Measured& low = *(above - 1);
  const double along = (std::min(covered, 1.0) - low.covered) / (above->covered - low.covered);
  return low.hit + along * (above->hit - low.hit);
}

double middle_of(const Figure& figure) { return (figure.low.to_double() + figure.high.to_double()) / 2; }

}  // namespace

Neighbourhood::Neighbourhood(const Figure& figure) : middle_(middle_of(figure)), low_(0), high_(0) {
  // A value hits a figure at the window's edge from outside of it, by as much as the bounds are wide.
  const Bounds bounds = agreement_bounds(figure);
  if (middle_ <= 0 || bounds.low <= Decimal{}) return;
  low_ = bounds.low.to_double() / chance_window_factor;
  high_ = bounds.high.to_double() * chance_window_factor;
}

Chance chance_of(const Figure& figure, std::span<const ReachedValue> values, int complexity) {
  Chance chance;
  const Bounds bounds = agreement_bounds(figure);
  const double middle = middle_of(figure);
  if (middle <= 0 || bounds.low <= Decimal{} || bounds.high <= bounds.low) return chance;
  // A figure at `y` is hit by a value at `v` where y + below <= v <= y + above, all in logarithms.
  const double below = std::log(bounds.low.to_double() / middle);
  const double above = std::log(bounds.high.to_double() / middle);
  const double half = std::log(chance_window_factor);
  const double from = std::log(middle) - half;
  const double to = std::log(middle) + half;
  double covered = 0;
  double covered_to = from;
  double last = -std::numeric_limits<double>::infinity();
  for (const ReachedValue& value : values) {
    if (value.complexity > complexity || value.logarithm - last < same_value) continue;
    last = value.logarithm;
    const double begin = std::max(value.logarithm - above, covered_to);
    const double end = std::min(value.logarithm - below, to);
    if (value.logarithm - below < from || value.logarithm - above > to) continue;
    ++chance.distinct;
    if (end > begin) {
      covered += end - begin;
      covered_to = end;
    }
  }
  chance.expected = static_cast<double>(chance.distinct) * (above - below) / (2 * half);
  chance.probability = probability_of(covered / (2 * half));
  return chance;
}

}  // namespace kept
