#include "match/blocking.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "match/linkage_spec.hpp"
#include "match/linkage_table.hpp"

namespace kept {
namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double slack = 1e-9;  // far more than a double's rounding, far less than any condition's distance

bool is_distance(BlockTest test) {
  return test == BlockTest::days || test == BlockTest::ratio || test == BlockTest::near;
}

// A hash of the first `characters` code points of a text.
std::uint64_t hash_of_beginning(std::string_view text, std::size_t characters) {
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const bool first_byte = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
    if (first_byte && characters-- == 0) break;
  }
  return hash_bytes(text.substr(0, at));
}

std::uint64_t key_with(std::uint64_t key, std::uint64_t part) {
  key = mix(key * 0x9e3779b97f4a7c15U + mix(part + 1));
  return key == 0 ? 1 : key;
}

std::uint64_t bucket_part(double bucket) { return std::bit_cast<std::uint64_t>(bucket + 0.0); }

}  // namespace

double BlockIndex::Check::value(bool is_left, std::uint32_t row) const {
  const LinkageCells& cells = is_left ? *left : *right;
  if (condition.test != BlockTest::days) return cells.numbers[row];
  return cells.days[row] == LinkageCells::no_day ? no_value : cells.days[row];
}

std::pair<double, double> BlockIndex::Check::range(double from_left) const {
  if (condition.test == BlockTest::days) return {from_left + condition.from, from_left + condition.to};
  if (condition.test == BlockTest::near) {
    const double reach = condition.from + slack * std::abs(from_left);
    return {from_left - reach, from_left + reach};
  }
  // Numbers of the other sign differ by more than the greater one.
  if (condition.from >= 1) return {-infinity, infinity};
  const double share = (1 - condition.from) * (1 - slack);
  const double a = from_left * share;
  const double b = from_left / share;
  return {std::min(a, b), std::max(a, b)};
}

double BlockIndex::Check::on_scale(double of) const {
  if (condition.test != BlockTest::ratio) return of;
  // Zero stands far below every other number; a sign is a half of the scale of its own.
  constexpr double half = 4000;  // the logarithm of the greatest double is 710, of the least -745
  if (of == 0) return 0;
  return of > 0 ? half + std::log(of) : -half + std::log(-of);
}

double BlockIndex::Check::width() const {
  if (condition.test == BlockTest::days) return std::max(1.0, condition.to - condition.from + 1);
  if (condition.test == BlockTest::near) return std::max(slack, 2 * condition.from * (1 + slack));
  return std::max(slack, -2 * std::log((1 - condition.from) * (1 - slack)) * (1 + slack));
}

bool BlockIndex::Check::differs(std::uint32_t a, std::uint32_t b) const {
  switch (type) {
    case LinkageType::text:
      return left->codes[a] != 0 && right->codes[b] != 0 && left->codes[a] != right->codes[b];
    case LinkageType::number:
      return left->numbers[a] < right->numbers[b] || left->numbers[a] > right->numbers[b];
    case LinkageType::date:
      return left->days[a] != LinkageCells::no_day && right->days[b] != LinkageCells::no_day &&
             left->days[a] != right->days[b];
    case LinkageType::list:
      break;
  }
  return false;
}

bool BlockIndex::Check::holds(std::uint32_t a, std::uint32_t b) const {
  switch (condition.test) {
    case BlockTest::days: {
      if (left->days[a] == LinkageCells::no_day || right->days[b] == LinkageCells::no_day) return false;
      const double later = static_cast<double>(right->days[b]) - static_cast<double>(left->days[a]);
      return later >= condition.from && later <= condition.to;
    }
    case BlockTest::ratio: {  // false where one is not a number
      const double x = left->numbers[a];
      const double y = right->numbers[b];
      return std::abs(x - y) <= condition.from * std::max(std::abs(x), std::abs(y));
    }
    case BlockTest::near:
      return std::abs(left->numbers[a] - right->numbers[b]) <= condition.from;
    case BlockTest::differ:
      return differs(a, b);
    case BlockTest::same:
    case BlockTest::prefix:
      break;  // in the key
  }
  return true;
}

BlockIndex::BlockIndex(const LinkageSpec& spec, const BlockRule& rule, const LinkageTable& table) : table_(table) {
  for (const BlockCondition& condition : rule.conditions) {
    if (condition.test == BlockTest::same || condition.test == BlockTest::prefix) {
      keys_.push_back(condition);
      continue;
    }
    const Check check{condition, spec.columns[condition.column].type, &table.left.columns[condition.column],
                      &table.other().columns[condition.column_right]};
    checks_.push_back(check);
    if (!is_distance(condition.test)) continue;
    if (!distance_) {
      distance_ = check;
    } else if (!bucketed_ && (condition.test != BlockTest::ratio || condition.from < 1)) {
      bucketed_ = check;
    }
  }
  left_keys_.resize(table.left.size());
  for (std::uint32_t row = 0; row < left_keys_.size(); ++row) left_keys_[row] = key_of(spec, true, row);
  right_keys_.resize(table.other().size());
  for (std::uint32_t row = 0; row < right_keys_.size(); ++row) right_keys_[row] = key_of(spec, false, row);
  sort_right();
}

std::uint64_t BlockIndex::key_of(const LinkageSpec& spec, bool is_left, std::uint32_t row) const {
  std::uint64_t key = 1;
  for (const BlockCondition& condition : keys_) {
    const std::size_t column = is_left ? condition.column : condition.column_right;
    const LinkageCells& cells = is_left ? table_.left.columns[column] : table_.other().columns[column];
    std::uint64_t part = 0;
    switch (spec.columns[column].type) {
      case LinkageType::text: {
        const std::uint32_t code = cells.codes[row];
        if (code == 0) return 0;
        part = condition.test == BlockTest::same
                   ? table_.dictionary.hash_of(code)
                   : hash_of_beginning(table_.dictionary.text_of(code), static_cast<std::size_t>(condition.from));
        break;
      }
      case LinkageType::number:
        if (std::isnan(cells.numbers[row])) return 0;
        part = std::bit_cast<std::uint64_t>(cells.numbers[row] + 0.0);  // -0 is 0
        break;
      case LinkageType::date:
        if (cells.days[row] == LinkageCells::no_day) return 0;
        part = static_cast<std::uint32_t>(cells.days[row]);
        break;
      case LinkageType::list:
        return 0;
    }
    key = key_with(key, part);
  }
  return key;
}

void BlockIndex::sort_right() {
  for (std::uint32_t row = 0; row < right_keys_.size(); ++row) {
    std::uint64_t key = right_keys_[row];
    const double value = distance_ ? distance_->value(false, row) : 0;
    const double second = bucketed_ ? bucketed_->value(false, row) : 0;
    if (key == 0 || std::isnan(value) || std::isnan(second)) continue;
    if (bucketed_) key = key_with(key, bucket_part(std::floor(bucketed_->on_scale(second) / bucketed_->width())));
    entries_.push_back({key, value, row});
  }
  std::ranges::sort(entries_, [](const Entry& a, const Entry& b) {
    if (a.key != b.key) return a.key < b.key;
    if (a.value != b.value) return a.value < b.value;
    return a.row < b.row;
  });
  place_bits_ = static_cast<unsigned>(std::bit_width(entries_.size()));
  places_.assign((std::size_t{1} << place_bits_) + 1, 0);
  for (const Entry& entry : entries_) ++places_[(entry.key >> (64U - place_bits_)) + 1];
  for (std::size_t i = 1; i < places_.size(); ++i) places_[i] += places_[i - 1];
}

BlockIndex::Runs BlockIndex::runs_of(std::uint32_t left) const {
  const std::uint64_t key = left_keys_[left];
  if (key == 0 || entries_.empty()) return {};
  if (!bucketed_) return {run_of(key, left), std::span<const Entry>{}};
  const double second = bucketed_->value(true, left);
  if (std::isnan(second)) return {};
  const auto [from, to] = bucketed_->range(second);
  const double width = bucketed_->width();
  const double first = std::floor(bucketed_->on_scale(from) / width);
  const double last = std::floor(bucketed_->on_scale(to) / width);
  Runs runs{run_of(key_with(key, bucket_part(first)), left), std::span<const Entry>{}};
  if (last != first) runs[1] = run_of(key_with(key, bucket_part(last)), left);
  return runs;
}

std::span<const BlockIndex::Entry> BlockIndex::run_of(std::uint64_t key, std::uint32_t left) const {
  const std::size_t place = key >> (64U - place_bits_);
  const auto near = std::span(entries_).subspan(places_[place], places_[place + 1] - places_[place]);
  const auto of_key = std::ranges::equal_range(near, key, {}, &Entry::key);
  std::span<const Entry> run(of_key.begin(), of_key.end());
  if (!distance_ || run.empty()) return run;
  const double value = distance_->value(true, left);
  if (std::isnan(value)) return {};
  const auto [from, to] = distance_->range(value);
  const auto begin = std::ranges::lower_bound(run, from, {}, &Entry::value);
  const auto end = std::ranges::upper_bound(run, to, {}, &Entry::value);
  return begin < end ? std::span<const Entry>(begin, end) : std::span<const Entry>{};
}

Blocking::Blocking(const LinkageSpec& spec, const std::vector<BlockRule>& rules, const LinkageTable& table)
    : block_rows_max_(spec.block_rows_max), with_itself_(table.with_itself) {
  indexes_.reserve(rules.size());
  for (const BlockRule& rule : rules) indexes_.emplace_back(spec, rule, table);
}

bool Blocking::given_before(std::uint64_t used, std::uint32_t left, std::uint32_t right) const {
  for (; used != 0; used &= used - 1) {
    if (indexes_[static_cast<std::size_t>(std::countr_zero(used))].holds(left, right)) return true;
  }
  return false;
}

}  // namespace kept
