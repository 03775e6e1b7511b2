#include "match/estimate.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "match/blocking.hpp"
#include "match/linkage_spec.hpp"
#include "match/linkage_table.hpp"
#include "match/pair_comparer.hpp"

namespace kept {
namespace {

constexpr std::uint64_t sample_pairs = 64'000;      // for u
constexpr std::uint64_t sample_pairs_of_a_row = 8;  // a row's text is made ready once for so many
constexpr std::uint64_t training_pairs = 400'000;   // of a rule, for m
constexpr int iterations_max = 200;
constexpr double change_min = 1e-6;
constexpr double first_share = 0.3;  // of matches among a rule's pairs, to begin with

using Counts = std::vector<double>;  // of levels

// m to begin with: most matches agree, and each level further down is rarer.
Counts first_m(std::size_t levels) {
  Counts shares(levels);
  double sum = 0;
  for (std::size_t i = 0; i < levels; ++i) {
    shares[i] = i + 1 == levels ? 0.05 : std::pow(0.5, static_cast<double>(i));
    sum += shares[i];
  }
  for (double& share : shares) share /= sum;
  return shares;
}

// The probability that two random rows have equal values in the columns of an `exact` level.
class ChanceOfEqual {
 public:
  ChanceOfEqual(const LinkageSpec& spec, const LinkageTable& table) : spec_(spec), table_(table) {}

  double of(const ComparisonLevel& level) const {
    std::vector<std::uint64_t> left = values(table_.left, level.column);
    std::vector<std::uint64_t> right = values(table_.other(), level.column_right);
    if (left.empty() || right.empty()) return 0;
    std::ranges::sort(left);
    std::ranges::sort(right);
    double equal = 0;
    auto j = right.begin();
    for (auto i = left.begin(); i != left.end();) {
      const auto end = std::upper_bound(i, left.end(), *i);
      j = std::lower_bound(j, right.end(), *i);
      const auto last = std::upper_bound(j, right.end(), *i);
      equal += static_cast<double>(end - i) * static_cast<double>(last - j);
      i = end;
      j = last;
    }
    auto pairs = static_cast<double>(left.size()) * static_cast<double>(right.size());
    if (table_.with_itself && level.column == level.column_right) {
      equal -= static_cast<double>(left.size());  // a row and itself
      pairs -= static_cast<double>(left.size());
    }
    return pairs > 0 ? equal / pairs : 0;
  }

 private:
  [[nodiscard]] std::vector<std::uint64_t> values(const LinkageSide& side, std::size_t column) const {
    const LinkageCells& cells = side.columns[column];
    std::vector<std::uint64_t> out;
    switch (spec_.columns[column].type) {
      case LinkageType::text:
        for (const std::uint32_t code : cells.codes) {
          if (code != 0) out.push_back(code);
        }
        break;
      case LinkageType::number:
        for (const double number : cells.numbers) {
          if (!std::isnan(number)) out.push_back(std::hash<double>{}(number + 0.0));
        }
        break;
      case LinkageType::date:
        for (const std::int32_t day : cells.days) {
          if (day != LinkageCells::no_day) out.push_back(static_cast<std::uint32_t>(day));
        }
        break;
      case LinkageType::list:
        break;
    }
    return out;
  }

  const LinkageSpec& spec_;
  const LinkageTable& table_;
};

// How often the pairs of a fixed sample fall into each level.
std::vector<Counts> sample_levels(const LinkageSpec& spec, const LinkageTable& table) {
  std::vector<Counts> counts;
  for (const Comparison& comparison : spec.comparisons) counts.emplace_back(comparison.levels.size(), 0.0);
  const std::uint64_t lefts = table.left.size();
  const std::uint64_t rights = table.other().size();
  if (lefts == 0 || rights == 0) return counts;
  PairComparer comparer(spec, table);
  const std::uint64_t pairs = std::min<std::uint64_t>(sample_pairs, lefts * rights);
  for (std::uint64_t k = 0; k < pairs; ++k) {
    const auto left = static_cast<std::uint32_t>(mix(2 * (k / sample_pairs_of_a_row) + 1) % lefts);
    const auto right = static_cast<std::uint32_t>(mix(2 * k + 2) % rights);
    if (table.with_itself && left == right) continue;
    const PairPattern pattern = comparer.compare(left, right);
    for (std::size_t i = 0; i < counts.size(); ++i) {
      if (const unsigned level = level_in(pattern, i); level != 0) counts[i][level - 1] += 1;
    }
  }
  return counts;
}

void estimate_u(const LinkageSpec& spec, const LinkageTable& table, LinkageModel& model) {
  const std::vector<Counts> counts = sample_levels(spec, table);
  const ChanceOfEqual chance(spec, table);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const std::vector<ComparisonLevel>& levels = spec.comparisons[i].levels;
    const double pairs = std::accumulate(counts[i].begin(), counts[i].end(), 0.0);
    // Half a pair is added to each level, so that what the sample lacks is rare, not impossible.
    const double all = pairs + 0.5 * static_cast<double>(levels.size());
    for (std::size_t k = 0; k < levels.size(); ++k) model.levels[i][k].u = (counts[i][k] + 0.5) / all;
    const ComparisonLevel& first = levels.front();
    if (first.test == LevelTest::exact && spec.columns[first.column].type != LinkageType::list) {
      const double equal = chance.of(first);
      if (equal > 0) model.levels[i][0].u = equal;
    }
    for (std::size_t k = 0; k < levels.size(); ++k) {
      if (levels[k].u) model.levels[i][k].u = *levels[k].u;
    }
  }
}

// Pairs of one pattern.
struct PatternCount {
  PairPattern pattern = 0;
  double pairs = 0;
};

// Comparisons on a column that the rule holds equal.
std::vector<bool> held_equal(const LinkageSpec& spec, const BlockRule& rule) {
  std::vector<bool> held(spec.comparisons.size(), false);
  for (std::size_t i = 0; i < held.size(); ++i) {
    for (const ComparisonLevel& level : spec.comparisons[i].levels) {
      if (level.test == LevelTest::other) continue;
      for (const BlockCondition& condition : rule.conditions) {
        const bool same_column = condition.column == level.column || condition.column_right == level.column_right;
        if (same_column && condition.test != BlockTest::differ) held[i] = true;
      }
    }
  }
  return held;
}

// A step through all rows that visits each once, far from the order of their ids.
std::uint64_t stride_for(std::uint64_t rows) {
  auto stride = static_cast<std::uint64_t>(static_cast<double>(rows) * 0.6180339887);
  stride = std::max<std::uint64_t>(stride, 1);
  while (std::gcd(stride, rows) != 1) ++stride;
  return stride;
}

std::vector<PatternCount> training_patterns(const LinkageSpec& spec, const BlockRule& rule, const LinkageTable& table,
                                            const std::vector<bool>& held) {
  const Blocking blocking(spec, {rule}, table);
  PairComparer comparer(spec, table);
  std::vector<PairPattern> patterns;
  const std::uint64_t rows = table.left.size();
  const std::uint64_t stride = rows == 0 ? 1 : stride_for(rows);
  for (std::uint64_t k = 0; k < rows && patterns.size() < training_pairs; ++k) {
    const auto left = static_cast<std::uint32_t>(k * stride % rows);
    blocking.visit(left, [&](std::uint32_t right) {
      PairPattern pattern = 0;
      for (std::size_t i = 0; i < held.size(); ++i) {
        if (!held[i]) pattern |= PairPattern{comparer.level(i, left, right)} << (i * pattern_bits);
      }
      patterns.push_back(pattern);
    });
  }
  std::ranges::sort(patterns);
  std::vector<PatternCount> counts;
  for (const PairPattern pattern : patterns) {
    if (counts.empty() || counts.back().pattern != pattern) counts.push_back({pattern, 0});
    counts.back().pairs += 1;
  }
  return counts;
}

// One session: m of the comparisons that the rule leaves free, from the pairs that it gives.
class Session {
 public:
  Session(const LinkageSpec& spec, const LinkageModel& model, std::vector<PatternCount> counts)
      : spec_(spec), model_(model), counts_(std::move(counts)) {
    for (const Comparison& comparison : spec.comparisons) {
      m_.push_back(first_m(comparison.levels.size()));
      for (std::size_t k = 0; k < comparison.levels.size(); ++k) {
        if (comparison.levels[k].m) m_.back()[k] = *comparison.levels[k].m;
      }
    }
  }

  void run() {
    for (int i = 0; i < iterations_max; ++i) {
      if (step() < change_min) break;
    }
  }

  [[nodiscard]] const std::vector<Counts>& m() const { return m_; }
  [[nodiscard]] double matches() const { return matches_; }

 private:
  // The probability that pairs of a pattern match.
  [[nodiscard]] double probability(PairPattern pattern) const {
    double odds = share_ / (1 - share_);
    for (std::size_t i = 0; i < m_.size(); ++i) {
      if (const unsigned level = level_in(pattern, i); level != 0)
        odds *= m_[i][level - 1] / model_.levels[i][level - 1].u;
    }
    return odds / (1 + odds);
  }

  double step() {
    std::vector<Counts> sums;
    for (const Counts& m : m_) sums.emplace_back(m.size(), 0.0);
    double matches = 0;
    double pairs = 0;
    for (const PatternCount& count : counts_) {
      const double matching = probability(count.pattern) * count.pairs;
      matches += matching;
      pairs += count.pairs;
      for (std::size_t i = 0; i < sums.size(); ++i) {
        if (const unsigned level = level_in(count.pattern, i); level != 0) sums[i][level - 1] += matching;
      }
    }
    double change = 0;
    for (std::size_t i = 0; i < sums.size(); ++i) {
      const double all = std::accumulate(sums[i].begin(), sums[i].end(), 0.0);
      if (all <= 0) continue;
      const double padded = all + 0.5 * static_cast<double>(sums[i].size());
      for (std::size_t k = 0; k < sums[i].size(); ++k) {
        if (spec_.comparisons[i].levels[k].m) continue;
        const double m = (sums[i][k] + 0.5) / padded;
        change = std::max(change, std::abs(m - m_[i][k]));
        m_[i][k] = m;
      }
    }
    matches_ = matches;
    share_ = std::clamp((matches + 0.5) / (pairs + 1), 1e-9, 1 - 1e-9);
    return change;
  }

  const LinkageSpec& spec_;
  const LinkageModel& model_;
  std::vector<PatternCount> counts_;
  std::vector<Counts> m_;
  double share_ = first_share;
  double matches_ = 0;
};

void estimate_m(const LinkageSpec& spec, const LinkageTable& table, LinkageModel& model) {
  // Several rules may train one comparison: the mean of their m.
  std::vector<Counts> sums;
  for (const Comparison& comparison : spec.comparisons) sums.emplace_back(comparison.levels.size(), 0.0);
  std::vector<double> sessions(sums.size(), 0);
  for (const BlockRule& rule : spec.training) {
    const std::vector<bool> held = held_equal(spec, rule);
    Session session(spec, model, training_patterns(spec, rule, table, held));
    session.run();
    if (session.matches() < 1) continue;
    for (std::size_t i = 0; i < sums.size(); ++i) {
      if (held[i]) continue;
      sessions[i] += 1;
      for (std::size_t k = 0; k < sums[i].size(); ++k) sums[i][k] += session.m()[i][k];
    }
  }
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const std::vector<ComparisonLevel>& levels = spec.comparisons[i].levels;
    const Counts untrained = first_m(levels.size());
    for (std::size_t k = 0; k < levels.size(); ++k) {
      const double estimated = sessions[i] > 0 ? sums[i][k] / sessions[i] : untrained[k];
      model.levels[i][k].m = levels[k].m.value_or(estimated);
    }
  }
}

void count_frequencies(const LinkageSpec& spec, const LinkageTable& table, LinkageModel& model) {
  model.frequencies.resize(spec.comparisons.size());
  model.rows = table.left.size() + table.right.size();
  for (std::size_t i = 0; i < spec.comparisons.size(); ++i) {
    for (const ComparisonLevel& level : spec.comparisons[i].levels) {
      if (!level.frequency) continue;
      std::vector<std::uint32_t>& frequencies = model.frequencies[i];
      frequencies.assign(table.dictionary.size(), 0);
      for (const std::uint32_t code : table.left.columns[level.column].codes) ++frequencies[code];
      if (table.with_itself) continue;
      for (const std::uint32_t code : table.right.columns[level.column_right].codes) ++frequencies[code];
    }
  }
}

}  // namespace

double LinkageModel::weight(std::size_t comparison, std::size_t level) const {
  const LevelShares& shares = levels[comparison][level];
  return std::log2(shares.m / shares.u);
}

LinkageModel estimate_model(const LinkageSpec& spec, const LinkageTable& table) {
  LinkageModel model;
  for (const Comparison& comparison : spec.comparisons) model.levels.emplace_back(comparison.levels.size());
  const auto rows = static_cast<double>(std::max<std::size_t>({table.left.size(), table.other().size(), 2}));
  model.prior = spec.prior.value_or(1 / rows);
  if (spec.is_complete()) {
    for (std::size_t i = 0; i < model.levels.size(); ++i) {
      for (std::size_t k = 0; k < model.levels[i].size(); ++k) {
        const ComparisonLevel& level = spec.comparisons[i].levels[k];
        model.levels[i][k] = {level.m.value_or(1), level.u.value_or(1)};
      }
    }
  } else {
    estimate_u(spec, table, model);
    estimate_m(spec, table, model);
  }
  count_frequencies(spec, table, model);
  return model;
}

void learn_m(const LinkageSpec& spec, const LinkageTable& table,
             std::span<const std::pair<std::uint32_t, std::uint32_t>> confirmed, LinkageModel& model) {
  constexpr double pairs_before = 50;
  PairComparer comparer(spec, table);
  for (std::size_t i = 0; i < model.levels.size(); ++i) {
    Counts counts(model.levels[i].size(), 0.0);
    double pairs = 0;  // of which the comparison says something
    for (const auto& [left, right] : confirmed) {
      const unsigned level = comparer.level(i, left, right);
      if (level == 0) continue;
      counts[level - 1] += 1;
      pairs += 1;
    }
    for (std::size_t k = 0; k < counts.size(); ++k) {
      double& m = model.levels[i][k].m;
      m = (m * pairs_before + counts[k]) / (pairs_before + pairs);
    }
  }
}

double frequency_weight(const LinkageSpec& spec, const LinkageTable& table, const LinkageModel& model,
                        std::size_t comparison, std::size_t level, std::uint32_t left) {
  const ComparisonLevel& found = spec.comparisons[comparison].levels[level];
  if (!found.frequency) return 0;
  const std::uint32_t code = table.left.columns[found.column].codes[left];
  const double frequency = static_cast<double>(model.frequencies[comparison][code]) / static_cast<double>(model.rows);
  return frequency > 0 ? std::log2(model.levels[comparison][level].u / frequency) : 0;
}

}  // namespace kept
