#include "match/linkage.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "match/assignment.hpp"
#include "match/blocking.hpp"
#include "match/estimate.hpp"
#include "match/linkage_spec.hpp"
#include "match/linkage_table.hpp"
#include "match/pair_comparer.hpp"
#include "match/parallel.hpp"

namespace kept {
namespace {

// Candidates less likely than this by the first prior are not kept.
constexpr double probability_floor = 1e-3;
constexpr std::size_t part_rows = 1024;

// What each level of each comparison weighs, frequencies aside.
class Weights {
 public:
  Weights(const LinkageSpec& spec, const LinkageTable& table, const LinkageModel& model)
      : spec_(spec), table_(table), model_(model), by_level_(spec.comparisons.size()) {
    for (std::size_t i = 0; i < by_level_.size(); ++i) {
      for (std::size_t k = 0; k < spec.comparisons[i].levels.size(); ++k) by_level_[i][k + 1] = model.weight(i, k);
    }
  }

  // Without the prior.
  [[nodiscard]] double of(PairPattern pattern, std::uint32_t left) const {
    double weight = 0;
    for (std::size_t i = 0; i < by_level_.size(); ++i) {
      const unsigned level = level_in(pattern, i);
      weight += by_level_[i][level];
      if (level != 0 && !model_.frequencies[i].empty()) {
        weight += frequency_weight(spec_, table_, model_, i, level - 1, left);
      }
    }
    return weight;
  }

 private:
  const LinkageSpec& spec_;
  const LinkageTable& table_;
  const LinkageModel& model_;
  std::vector<std::array<double, LinkageSpec::levels_max + 2>> by_level_;
};

double log_odds(double probability) { return std::log2(probability / (1 - probability)); }

struct Scored {
  std::vector<CandidatePair> candidates;  // by left, then right
  std::uint64_t compared = 0;
  std::uint64_t passed_over = 0;
};

Scored score(const LinkageSpec& spec, const LinkageTable& table, const LinkageModel& model, unsigned threads) {
  const Blocking blocking(spec, spec.blocks, table);
  const Weights weights(spec, table, model);
  const double weight_min = log_odds(probability_floor) - log_odds(model.prior);
  const std::size_t rows = table.left.size();
  std::vector<Scored> parts((rows + part_rows - 1) / part_rows);
  in_parallel(parts.size(), threads, [&](const auto& next) {
    PairComparer comparer(spec, table);
    for (std::size_t i = next(); i < parts.size(); i = next()) {
      Scored& part = parts[i];
      const std::size_t end = std::min(rows, (i + 1) * part_rows);
      for (auto left = static_cast<std::uint32_t>(i * part_rows); left < end; ++left) {
        const std::size_t begin = part.candidates.size();
        part.passed_over += blocking.visit(left, [&](std::uint32_t right) {
          ++part.compared;
          const double weight = weights.of(comparer.compare(left, right), left);
          if (weight >= weight_min) part.candidates.push_back({left, right, weight});
        });
        std::sort(part.candidates.begin() + static_cast<std::ptrdiff_t>(begin), part.candidates.end(),
                  [](const CandidatePair& a, const CandidatePair& b) { return a.right < b.right; });
      }
    }
  });
  Scored all;
  std::size_t size = 0;
  for (const Scored& part : parts) size += part.candidates.size();
  all.candidates.reserve(size);
  for (Scored& part : parts) {
    all.candidates.insert(all.candidates.end(), part.candidates.begin(), part.candidates.end());
    all.compared += part.compared;
    all.passed_over += part.passed_over;
    part = {};
  }
  return all;
}

std::vector<std::uint32_t> places_of(const LinkageSide& side) {
  std::vector<std::uint32_t> places(side.size());
  for (std::uint32_t i = 0; i < places.size(); ++i) places[side.rows[i]] = i;
  return places;
}

}  // namespace

Linkage::Linkage(LinkageSpec spec, LinkageTable table)
    : spec_(std::make_unique<const LinkageSpec>(std::move(spec))),
      table_(std::make_unique<const LinkageTable>(std::move(table))),
      left_of_(places_of(table_->left)),
      right_of_(places_of(table_->other())) {}

Result<Linkage> Linkage::make(LinkageSpec spec, const LinkageRows& left, const LinkageRows* right) {
  auto table = make_linkage_table(spec, left, right);
  if (!table) return table.problem();
  return Linkage(std::move(spec), std::move(*table));
}

LinkageOutcome Linkage::link(const LinkageOptions& options) const {
  LinkageOutcome outcome;
  outcome.model = estimate_model(*spec_, *table_);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> confirmed;
  for (const auto& [first, second] : options.confirmed) {
    std::pair places{left_of_[first], right_of_[second]};
    if (table_->with_itself && places.first > places.second) std::swap(places.first, places.second);
    confirmed.push_back(places);
  }
  learn_m(*spec_, *table_, confirmed, outcome.model);
  const Scored scored = score(*spec_, *table_, outcome.model, options.threads);
  outcome.candidates = scored.compared;
  outcome.passed_over = scored.passed_over;
  outcome.unreadable = table_->unreadable;

  Assignment assignment = assign({.candidates = scored.candidates,
                                  .lefts = table_->left.size(),
                                  .rights = table_->other().size(),
                                  .with_itself = table_->with_itself,
                                  .one_to_one = spec_->one_to_one,
                                  .prior = outcome.model.prior,
                                  .prior_is_given = spec_->prior.has_value(),
                                  .threshold = spec_->threshold});
  outcome.model.prior = assignment.prior;
  outcome.threshold = assignment.threshold;
  outcome.false_share_expected = assignment.false_share_expected;
  outcome.missed_share_expected = assignment.missed_share_expected;
  const double prior_weight = log_odds(assignment.prior);
  const LinkageSide& left = table_->left;
  const LinkageSide& right = table_->other();
  for (const Assigned& assigned : assignment.links) {
    const CandidatePair& pair = scored.candidates[assigned.candidate];
    Link link{left.rows[pair.left], right.rows[pair.right], pair.weight + prior_weight, assigned.probability, {}};
    if (assigned.second) {
      const CandidatePair& second = scored.candidates[*assigned.second];
      link.second = {left.rows[second.left], right.rows[second.right], second.weight + prior_weight};
    }
    outcome.links.push_back(link);
  }
  return outcome;
}

std::vector<WaterfallStep> Linkage::waterfall(const LinkageOutcome& outcome, const Link& link) const {
  std::vector<WaterfallStep> steps;
  PairComparer comparer(*spec_, *table_);
  const std::uint32_t left = left_of_[link.left];
  const PairPattern pattern = comparer.compare(left, right_of_[link.right]);
  for (std::size_t i = 0; i < spec_->comparisons.size(); ++i) {
    const Comparison& comparison = spec_->comparisons[i];
    const unsigned level = level_in(pattern, i);
    if (level == 0) {
      steps.push_back({comparison.name, "missing", 0, 0});
      continue;
    }
    steps.push_back({comparison.name, comparison.levels[level - 1].label, outcome.model.weight(i, level - 1),
                     frequency_weight(*spec_, *table_, outcome.model, i, level - 1, left)});
  }
  return steps;
}

}  // namespace kept
