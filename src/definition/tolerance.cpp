#include "definition/tolerance.hpp"
#include "base/decimal.hpp"

#include <algorithm>

namespace kept {
namespace {

const Decimal& five_percent() {
  static const Decimal share = Decimal::from_parts(5, -2);
  return share;
}

const Decimal& ten_percent() {
  static const Decimal share = Decimal::from_parts(1, -1);
  return share;
}

}  // namespace

Decimal rounding_of(const Decimal& figure) {
  const Decimal half_unit = Decimal::from_parts(5, figure.exponent() - 1);
  return std::min(half_unit, figure.abs() * five_percent());
}

Bounds agreement_bounds(const Figure& figure) {
  switch (figure.hedge) {
    case HedgeKind::about:
      return {figure.low - figure.low.abs() * five_percent(), figure.high + figure.high.abs() * five_percent()};
    case HedgeKind::lower_bound:
      return {figure.low, figure.high + figure.high.abs() * ten_percent()};
    case HedgeKind::upper_bound:
      return {figure.low - figure.low.abs() * ten_percent(), figure.high};
    case HedgeKind::none:
      break;
  }
  return {figure.low - rounding_of(figure.low), figure.high + rounding_of(figure.high)};
}

AmountFit fit_of(const Decimal& value, const Figure& figure) {
  const Bounds bounds = agreement_bounds(figure);
  if (bounds.low <= value && value <= bounds.high) return AmountFit::agrees;
  const Decimal& nearest = value < bounds.low ? figure.low : figure.high;
  const bool near = (value - nearest).abs() <= nearest.abs() * five_percent();
  if (near) return AmountFit::close;
  if (figure.hedge == HedgeKind::lower_bound && value > bounds.high) return AmountFit::beyond;
  if (figure.hedge == HedgeKind::upper_bound && value < bounds.low) return AmountFit::beyond;
  return AmountFit::misses;
}

}  // namespace kept
