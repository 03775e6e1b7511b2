#include "definition/chance.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "definition/definition.hpp"
#include "definition/tolerance.hpp"

namespace kept {
namespace {

constexpr double same_value = 1e-6;  // in logarithms: six digits

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
  chance.probability = covered / (2 * half);
  return chance;
}

}  // namespace kept
