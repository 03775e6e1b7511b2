#include "compare/compare.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/text.hpp"
#include "claim/claim.hpp"
#include "compare/value.hpp"

namespace kept {
namespace {

constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
// How far a value may have moved out of order: this share of the text, or a sentence of a short one.
constexpr double moved_share_max = 0.08;
constexpr double moved_bytes_max = 300;

bool is_number(const TextValue& value) { return value.kind != TextValueKind::date; }

bool has_year(const TextValue& date) {
  const Decimal years_begin = Decimal::from_integer(1000);
  return std::ranges::any_of(date.digits, [&](const Decimal& number) { return number >= years_begin; });
}

// The same days; where no year is written, the same day and month of whichever year was understood.
bool same_date(const TextValue& a, const TextValue& b) {
  if (a.period == b.period) return true;
  if (has_year(a) || has_year(b) || !a.period.from || !b.period.from) return false;
  return a.period.from->month() == b.period.from->month() && a.period.from->day() == b.period.from->day();
}

// The same numbers or days; currency and hedge are another question. A day that was understood as a date in one
// language and as a mere number in the other is the same where the number is.
bool same_value(const TextValue& a, const TextValue& b) {
  if (is_number(a) && is_number(b)) return a.value == b.value && a.low == b.low && a.high == b.high;
  if (!is_number(a) && !is_number(b)) return same_date(a, b);
  const TextValue& date = is_number(a) ? b : a;
  const TextValue& number = is_number(a) ? a : b;
  return number.kind == TextValueKind::number && number.value &&
         std::ranges::find(date.digits, *number.value) != date.digits.end();
}

// "Up to" is no hedge here: many languages write it as the "to" of "raised to 5 million", too.
bool is_hedged(const TextValue& value) {
  return value.quantifier != Quantifier::exact && value.quantifier != Quantifier::up_to;
}

bool is_disjoint(const Period& a, const Period& b) { return (a.from || a.to) && (b.from || b.to) && !a.overlaps(b); }

// Pairs of indices, in a and in b; `none` where a value has no partner.
class Aligner {
 public:
  Aligner(const ComparedText& a, const ComparedText& b)
      : a_(a), b_(b), partner_of_a_(a.values.size(), none), partner_of_b_(b.values.size(), none) {}

  DocumentComparison compare() {
    align_in_order();
    align_moved();
    pair_what_is_left();
    report();
    return std::move(comparison_);
  }

 private:
  [[nodiscard]] static double place(const ComparedText& text, std::size_t at) {
    return static_cast<double>(text.values[at].span.begin.value) /
           static_cast<double>(std::max<std::size_t>(text.bytes, 1));
  }
  [[nodiscard]] double distance(std::size_t i, std::size_t j) const { return std::abs(place(a_, i) - place(b_, j)); }

  [[nodiscard]] bool is_near(std::size_t i, std::size_t j) const {
    const double share = distance(i, j);
    return share <= moved_share_max || share * static_cast<double>(std::max(a_.bytes, b_.bytes)) <= moved_bytes_max;
  }

  // What an aligned pair is worth: more for amounts and numbers of many digits, which hardly meet by accident; less the
  // farther apart they stand.
  [[nodiscard]] double worth(std::size_t i, std::size_t j) const {
    const TextValue& a = a_.values[i];
    const TextValue& b = b_.values[j];
    if (!same_value(a, b)) return 0;
    double points = a.kind == b.kind ? 3 : 2;
    if (!a.currency.empty() && a.currency == b.currency) points += 2;
    if (a.loose || b.loose) points -= 1;
    return std::max(points - 10 * distance(i, j), 0.1);
  }

  void join(std::size_t i, std::size_t j) {
    partner_of_a_[i] = j;
    partner_of_b_[j] = i;
  }

  // The chain of equal pairs that is worth most, by dynamic programming.
  void align_in_order() {
    const std::size_t rows = a_.values.size();
    const std::size_t columns = b_.values.size();
    std::vector<float> best((rows + 1) * (columns + 1), 0.0F);
    const auto cell = [&](std::size_t i, std::size_t j) -> float& { return best[i * (columns + 1) + j]; };
    for (std::size_t i = rows; i-- > 0;) {
      for (std::size_t j = columns; j-- > 0;) {
        const double pair = worth(i, j);
        cell(i, j) = std::max(cell(i + 1, j), cell(i, j + 1));
        if (pair > 0) cell(i, j) = std::max(cell(i, j), cell(i + 1, j + 1) + static_cast<float>(pair));
      }
    }
    for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
      if (worth(i, j) > 0 && cell(i, j) > std::max(cell(i + 1, j), cell(i, j + 1))) {
        join(i++, j++);
      } else if (cell(i + 1, j) >= cell(i, j + 1)) {
        ++i;
      } else {
        ++j;
      }
    }
  }

  // Equal values that stand in another order: the nearest first.
  void align_moved() {
    struct Pair {
      double distance;
      std::size_t i;
      std::size_t j;
    };
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < a_.values.size(); ++i) {
      if (partner_of_a_[i] != none) continue;
      for (std::size_t j = 0; j < b_.values.size(); ++j) {
        if (partner_of_b_[j] != none || !same_value(a_.values[i], b_.values[j])) continue;
        if (is_near(i, j)) pairs.push_back({distance(i, j), i, j});
      }
    }
    std::ranges::stable_sort(pairs, {}, &Pair::distance);
    for (const Pair& pair : pairs) {
      if (partner_of_a_[pair.i] == none && partner_of_b_[pair.j] == none) join(pair.i, pair.j);
    }
  }

  // Between two pairs that stand in order: values of one kind that are left on both sides in equal number differ.
  void pair_what_is_left() {
    std::size_t begin_a = 0;
    std::size_t begin_b = 0;
    for (std::size_t i = 0; i <= a_.values.size(); ++i) {
      const std::size_t j = i < a_.values.size() ? partner_of_a_[i] : b_.values.size();
      if (j == none || j < begin_b) continue;
      pair_gap({begin_a, i}, {begin_b, j});
      begin_a = i + 1;
      begin_b = j + 1;
    }
  }

  struct Range {
    std::size_t begin;
    std::size_t end;
  };
  void pair_gap(Range in_a, Range in_b) {
    for (const TextValueKind kind : {TextValueKind::amount, TextValueKind::number, TextValueKind::date}) {
      std::vector<std::size_t> left_a;
      std::vector<std::size_t> left_b;
      for (std::size_t i = in_a.begin; i < in_a.end; ++i) {
        const TextValue& value = a_.values[i];
        if (partner_of_a_[i] == none && value.kind == kind && !value.loose) left_a.push_back(i);
      }
      for (std::size_t j = in_b.begin; j < in_b.end; ++j) {
        const TextValue& value = b_.values[j];
        if (partner_of_b_[j] == none && value.kind == kind && !value.loose) left_b.push_back(j);
      }
      if (left_a.size() != left_b.size()) continue;
      for (std::size_t at = 0; at < left_a.size(); ++at) {
        if (is_near(left_a[at], left_b[at])) join(left_a[at], left_b[at]);
      }
    }
  }

  // Whether a value's own sentence names its partner's currency elsewhere: then it is left out, not missing.
  static bool is_elided(const ComparedText& text, const TextValue& value, std::string_view currency) {
    return std::ranges::any_of(text.values, [&](const TextValue& other) {
      return other.sentence == value.sentence && other.currency == currency;
    });
  }

  [[nodiscard]] std::optional<DifferenceType> difference(std::size_t i, std::size_t j) const {
    const TextValue& a = a_.values[i];
    const TextValue& b = b_.values[j];
    if (!is_number(a) || !is_number(b)) return same_value(a, b) ? std::nullopt : std::optional(DifferenceType::time);
    if (!same_value(a, b)) return a.kind == TextValueKind::amount ? DifferenceType::value : DifferenceType::number;
    if (a.currency != b.currency) {
      if (!a.currency.empty() && !b.currency.empty()) return DifferenceType::currency;
      const bool elided = a.currency.empty() ? is_elided(a_, a, b.currency) : is_elided(b_, b, a.currency);
      if (!elided) return DifferenceType::currency_missing;
    }
    if (!a.loose && !b.loose && is_hedged(a) != is_hedged(b)) return DifferenceType::quantifier;
    return std::nullopt;
  }

  void report() {
    std::size_t next_b = 0;
    const auto report_missing_in_a = [&](std::size_t end) {
      for (; next_b < end; ++next_b) {
        if (partner_of_b_[next_b] == none && !b_.values[next_b].loose) add(DifferenceType::missing, none, next_b);
      }
    };
    for (std::size_t i = 0; i < a_.values.size(); ++i) {
      const std::size_t j = partner_of_a_[i];
      if (j == none) {
        if (!a_.values[i].loose) add(DifferenceType::missing, i, none);
        continue;
      }
      report_missing_in_a(j);
      ++comparison_.compared;
      if (const auto type = difference(i, j)) {
        add(*type, i, j);
      } else if (is_number(a_.values[i]) && is_number(b_.values[j]) &&
                 is_disjoint(a_.values[i].period, b_.values[j].period)) {
        add_time(a_.values[i], b_.values[j]);
      }
    }
    report_missing_in_a(b_.values.size());
    for (const Difference& found : comparison_.differences)
      comparison_.compared += found.type == DifferenceType::missing ? 1U : 0U;
  }

  void add(DifferenceType type, std::size_t i, std::size_t j) {
    Difference found{.type = type, .a = {}, .b = {}};
    if (i != none) found.a = a_.values[i].span;
    if (j != none) found.b = b_.values[j].span;
    comparison_.differences.push_back(found);
  }

  // The words that say when, once for all the values that they date.
  void add_time(const TextValue& a, const TextValue& b) {
    const Span in_a = a.period_span.size() > 0 ? a.period_span : a.span;
    const Span in_b = b.period_span.size() > 0 ? b.period_span : b.span;
    const auto same = [&](const Difference& other) {
      return other.type == DifferenceType::time && other.a == in_a && other.b == in_b;
    };
    if (std::ranges::any_of(comparison_.differences, same)) return;
    comparison_.differences.push_back({.type = DifferenceType::time, .a = in_a, .b = in_b});
  }

  const ComparedText& a_;
  const ComparedText& b_;
  std::vector<std::size_t> partner_of_a_;
  std::vector<std::size_t> partner_of_b_;
  DocumentComparison comparison_;
};

}  // namespace

std::string_view to_string(DifferenceType type) {
  static constexpr std::array<std::string_view, 7> names{"value",      "number", "currency", "currency_missing",
                                                         "quantifier", "time",   "missing"};
  return names[static_cast<std::size_t>(type)];
}

DocumentComparison compare_values(const ComparedText& a, const ComparedText& b) { return Aligner(a, b).compare(); }

}  // namespace kept
