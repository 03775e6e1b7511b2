#include "match/pair_comparer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "match/linkage_spec.hpp"
#include "match/linkage_table.hpp"
#include "match/text_distance.hpp"

namespace kept {
namespace {

constexpr std::size_t remembered_max = std::size_t{1} << 14U;  // 144 KiB a comparison: it stays in the cache

bool there(LinkageType type, const LinkageCells& cells, std::uint32_t row) {
  switch (type) {
    case LinkageType::text:
      return cells.codes[row] != 0;
    case LinkageType::number:
      return !std::isnan(cells.numbers[row]);
    case LinkageType::date:
      return cells.days[row] != LinkageCells::no_day;
    case LinkageType::list:
      return cells.begins[row] != cells.begins[row + 1];
  }
  return false;
}

std::size_t common_entries(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  std::size_t common = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) ++common;
    const bool step_i = *i <= *j;
    const bool step_j = *j <= *i;
    if (step_i) ++i;
    if (step_j) ++j;
  }
  return common;
}

bool equal(LinkageType type, const LinkageCells& a, std::uint32_t left, const LinkageCells& b, std::uint32_t right) {
  switch (type) {
    case LinkageType::text:
      return a.codes[left] == b.codes[right];
    case LinkageType::number:
      return a.numbers[left] == b.numbers[right];
    case LinkageType::date:
      return a.days[left] == b.days[right];
    case LinkageType::list:
      return std::ranges::equal(a.list(left), b.list(right));
  }
  return false;
}

bool is_edit(LevelTest test) { return test == LevelTest::levenshtein || test == LevelTest::damerau_levenshtein; }

}  // namespace

bool PairComparer::Level::both_there(std::uint32_t a, std::uint32_t b) const {
  return there(type, *left, a) && there(type, *right, b);
}

PairComparer::Kind PairComparer::kind_of(const LinkageSpec& spec, const Comparison& comparison) {
  const ComparisonLevel& first = comparison.levels.front();
  const auto all = [&](auto&& test) {
    return std::ranges::all_of(comparison.levels, [&](const ComparisonLevel& level) {
      if (level.test == LevelTest::other) return true;
      return level.column == first.column && level.column_right == first.column_right && test(level.test);
    });
  };
  switch (spec.columns[first.column].type) {
    case LinkageType::text:
      return all([](LevelTest test) { return test != LevelTest::swapped; }) ? Kind::one_text : Kind::mixed;
    case LinkageType::number:
      return all([](LevelTest test) { return test == LevelTest::exact || test == LevelTest::ratio; }) ? Kind::numbers
                                                                                                      : Kind::mixed;
    case LinkageType::date:
      return all([](LevelTest test) { return test == LevelTest::days; }) ? Kind::days : Kind::mixed;
    case LinkageType::list:
      break;
  }
  return Kind::mixed;
}

PairComparer::PairComparer(const LinkageSpec& spec, const LinkageTable& table) : dictionary_(table.dictionary) {
  for (const Comparison& comparison : spec.comparisons) {
    Compared compared;
    compared.kind = kind_of(spec, comparison);
    for (const ComparisonLevel& level : comparison.levels) {
      compared.levels.push_back({&level, spec.columns[level.column].type, &table.left.columns[level.column],
                                 &table.other().columns[level.column_right], &table.left.columns[level.column_right],
                                 &table.other().columns[level.column]});
      if (is_edit(level.test)) compared.edits_max = std::max(compared.edits_max, static_cast<unsigned>(level.from));
    }
    if (compared.kind == Kind::one_text && table.repeats[comparison.levels.front().column]) {
      compared.pairs.assign(remembered_max, 0);
      compared.found.assign(remembered_max, 0);
    }
    comparisons_.push_back(std::move(compared));
  }
}

PairPattern PairComparer::compare(std::uint32_t left, std::uint32_t right) {
  PairPattern pattern = 0;
  for (std::size_t i = 0; i < comparisons_.size(); ++i) {
    pattern |= PairPattern{level(i, left, right)} << (i * pattern_bits);
  }
  return pattern;
}

unsigned PairComparer::level(std::size_t comparison, std::uint32_t left, std::uint32_t right) {
  Compared& compared = comparisons_[comparison];
  const Level& first = compared.levels.front();
  switch (compared.kind) {
    case Kind::one_text:
      return level_of_text(compared, left, right);
    case Kind::numbers:
      return level_of_numbers(compared, first.left->numbers[left], first.right->numbers[right]);
    case Kind::days: {
      const std::int32_t a = first.left->days[left];
      const std::int32_t b = first.right->days[right];
      if (a == LinkageCells::no_day || b == LinkageCells::no_day) return 0;
      return level_of_days(compared, static_cast<double>(b) - static_cast<double>(a));
    }
    case Kind::mixed:
      break;
  }
  return first_level(compared, left, right);
}

unsigned PairComparer::level_of_numbers(const Compared& compared, double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return 0;
  const double apart = std::abs(a - b);
  const double greater = std::max(std::abs(a), std::abs(b));
  unsigned number = 0;
  for (const Level& level : compared.levels) {
    ++number;
    if (level.level->test == LevelTest::exact ? apart == 0 : apart <= level.level->from * greater) return number;
    if (level.level->test == LevelTest::other) break;
  }
  return number;
}

unsigned PairComparer::level_of_days(const Compared& compared, double later) {
  unsigned number = 0;
  for (const Level& level : compared.levels) {
    ++number;
    if (level.level->test == LevelTest::other || (later >= level.level->from && later <= level.level->to)) break;
  }
  return number;
}

unsigned PairComparer::level_of_text(Compared& compared, std::uint32_t left, std::uint32_t right) {
  const Level& first = compared.levels.front();
  const std::uint32_t a = first.left->codes[left];
  const std::uint32_t b = first.right->codes[right];
  if (a == 0 || b == 0) return 0;
  if (a == b && first.level->test == LevelTest::exact) return 1;
  if (compared.pairs.empty()) return first_level(compared, left, right);
  const std::uint64_t pair = (std::uint64_t{a} << 32U) | b;
  const std::size_t slot = mix(pair) % remembered_max;
  if (compared.pairs[slot] != pair) {
    compared.pairs[slot] = pair;
    compared.found[slot] = static_cast<std::uint8_t>(first_level(compared, left, right));
  }
  return compared.found[slot];
}

unsigned PairComparer::first_level(Compared& compared, std::uint32_t left, std::uint32_t right) {
  Distances distances;
  bool any_there = false;
  unsigned number = 0;
  for (const Level& level : compared.levels) {
    ++number;
    if (level.level->test == LevelTest::other) break;
    if (!level.both_there(left, right)) continue;
    any_there = true;
    if (holds(compared, level, left, right, distances)) return number;
  }
  return any_there ? number : 0;
}

bool PairComparer::holds(Compared& compared, const Level& level, std::uint32_t left, std::uint32_t right,
                         Distances& distances) {
  const ComparisonLevel& asked = *level.level;
  const LinkageCells& a = *level.left;
  const LinkageCells& b = *level.right;
  switch (asked.test) {
    case LevelTest::exact:
      return equal(level.type, a, left, b, right);
    case LevelTest::exact_digits:
      return a.numbers[left] == b.numbers[right] && significant_digits(a.numbers[left]) >= asked.from;
    case LevelTest::levenshtein:
    case LevelTest::damerau_levenshtein:
    case LevelTest::jaro_winkler:
      return text_near(compared, asked, a.codes[left], b.codes[right], distances);
    case LevelTest::days: {
      const double later = static_cast<double>(b.days[right]) - static_cast<double>(a.days[left]);
      return later >= asked.from && later <= asked.to;
    }
    case LevelTest::ratio:
      return std::abs(a.numbers[left] - b.numbers[right]) <=
             asked.from * std::max(std::abs(a.numbers[left]), std::abs(b.numbers[right]));
    case LevelTest::overlap:
      return static_cast<double>(common_entries(a.list(left), b.list(right))) >= asked.from;
    case LevelTest::share: {
      const std::size_t shorter = std::min(a.list(left).size(), b.list(right).size());
      return static_cast<double>(common_entries(a.list(left), b.list(right))) >=
             asked.from * static_cast<double>(shorter);
    }
    case LevelTest::swapped:
      return level.left_other->codes[left] != 0 && a.codes[left] == b.codes[right] &&
             level.left_other->codes[left] == level.right_other->codes[right];
    case LevelTest::other:
      break;
  }
  return true;
}

bool PairComparer::text_near(Compared& compared, const ComparisonLevel& level, std::uint32_t a, std::uint32_t b,
                             Distances& distances) {
  if (level.test == LevelTest::jaro_winkler) {
    if (distances.similarity < 0) {
      distances.similarity = jaro_winkler(dictionary_.text_of(a), dictionary_.text_of(b));
    }
    return distances.similarity >= level.from;
  }
  if (distances.edits < 0 || distances.edits_kind != level.test) {
    if (compared.prepared != a) {
      compared.pattern.prepare(dictionary_.text_of(a));
      compared.prepared = a;
    }
    const EditDistance kind =
        level.test == LevelTest::levenshtein ? EditDistance::levenshtein : EditDistance::damerau_levenshtein;
    const std::string_view other = dictionary_.text_of(b);
    distances.edits =
        static_cast<int>(dictionary_.is_ascii(b) ? compared.pattern.distance_to_ascii(other, kind, compared.edits_max)
                                                 : compared.pattern.distance_to(other, kind, compared.edits_max));
    distances.edits_kind = level.test;
  }
  return static_cast<double>(distances.edits) <= level.from;
}

int significant_digits(double number) {
  std::array<char, 40> text{};
  // Shortest form that reads back as the number: "1.5e+06".
  const auto [end, error] =
      std::to_chars(text.data(), text.data() + text.size(), std::abs(number), std::chars_format::scientific);
  if (error != std::errc{}) return 0;
  int digits = 0;
  int to_last = 0;
  for (const char* at = text.data(); at != end && *at != 'e'; ++at) {
    if (*at == '.') continue;
    ++digits;
    if (*at != '0') to_last = digits;
  }
  return std::min(to_last, 15);
}

}  // namespace kept
