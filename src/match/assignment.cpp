#include "match/assignment.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace kept {
namespace {

constexpr int rounds_max = 30;
constexpr double change_min = 1e-3;  // of its own size
constexpr double prior_min = 1e-15;
constexpr double prior_max = 0.5;
constexpr double weight_max = 60;      // beyond, differences of odds would be lost
constexpr double no_match_min = 0.01;  // no table is sure to have a match for every row

class Assigner {
 public:
  explicit Assigner(const AssignmentInput& input) : input_(input), prior_(input.prior) {
    odds_.reserve(input.candidates.size());
    for (const CandidatePair& pair : input.candidates) odds_.push_back(std::exp2(std::min(pair.weight, weight_max)));
  }

  Assignment run() {
    if (input_.one_to_one) {
      exclude_each_other();
    } else {
      stand_alone();
    }
    Assignment out;
    out.prior = prior_;
    std::vector<std::size_t> chosen = input_.one_to_one ? one_to_one() : all();
    out.threshold = input_.threshold.value_or(best_threshold(chosen));
    std::erase_if(chosen, [&](std::size_t i) { return probabilities_[i] < out.threshold; });
    std::ranges::sort(chosen);
    double right = 0;
    for (const std::size_t i : chosen) right += probabilities_[i];
    const double every = matches();
    if (!chosen.empty()) out.false_share_expected = std::max(0.0, 1 - right / static_cast<double>(chosen.size()));
    if (every > 0) out.missed_share_expected = std::max(0.0, 1 - right / every);
    const Bests bests = find_bests();
    for (const std::size_t i : chosen) out.links.push_back({i, probabilities_[i], second_of(i, bests)});
    return out;
  }

 private:
  // A right row's place among all rows: behind the left ones, unless both are one table.
  [[nodiscard]] std::size_t right_place(std::uint32_t right) const {
    return input_.with_itself ? right : input_.lefts + right;
  }
  [[nodiscard]] std::size_t places() const { return input_.with_itself ? input_.lefts : input_.lefts + input_.rights; }

  [[nodiscard]] double pairs() const {
    const auto lefts = static_cast<double>(input_.lefts);
    return std::max(1.0, input_.with_itself ? lefts * (lefts - 1) / 2 : lefts * static_cast<double>(input_.rights));
  }

  [[nodiscard]] double matches() const { return std::accumulate(probabilities_.begin(), probabilities_.end(), 0.0); }

  // Moves the prior to what the probabilities say; false where it stands still.
  bool move_prior() {
    if (input_.prior_is_given) return false;
    const double before = prior_;
    prior_ = std::clamp(matches() / pairs(), prior_min, prior_max);
    return std::abs(prior_ - before) > change_min * before;
  }

  void stand_alone() {
    probabilities_.resize(odds_.size());
    for (int round = 0; round < rounds_max; ++round) {
      for (std::size_t i = 0; i < odds_.size(); ++i) {
        const double odds = odds_[i] * prior_;
        probabilities_[i] = odds / (1 - prior_ + odds);
      }
      if (!move_prior()) break;
    }
  }

  // How likely a row has no match by the prior alone, with `others` rows to choose from.
  [[nodiscard]] double no_match(std::size_t others) const {
    return std::max(1 - prior_ * static_cast<double>(others), no_match_min);
  }

  // Belief propagation over one-to-one matchings. A pair's odds are its own, times what each of its rows is open to it:
  // one over the row's chance of no match and the odds of its other candidates, as open as those are in turn.
  void exclude_each_other() {
    probabilities_.assign(odds_.size(), 0);
    std::vector<double> left_open(odds_.size(), 1);
    std::vector<double> right_open(odds_.size(), 1);
    std::vector<double> sums(places());
    double before = -1;
    for (int round = 0; round < rounds_max; ++round) {
      std::ranges::fill(sums, 0.0);
      for (std::size_t i = 0; i < odds_.size(); ++i) {
        const CandidatePair& pair = input_.candidates[i];
        sums[pair.left] += odds_[i] * prior_ * right_open[i];
        sums[right_place(pair.right)] += odds_[i] * prior_ * left_open[i];
      }
      const double left_none = no_match(input_.with_itself ? input_.lefts : input_.rights);
      const double right_none = no_match(input_.lefts);
      double all = 0;
      for (std::size_t i = 0; i < odds_.size(); ++i) {
        const CandidatePair& pair = input_.candidates[i];
        const double odds = odds_[i] * prior_;
        const double left_others = std::max(0.0, sums[pair.left] - odds * right_open[i]);
        const double right_others = std::max(0.0, sums[right_place(pair.right)] - odds * left_open[i]);
        left_open[i] = 1 / (left_none + left_others);
        right_open[i] = 1 / (right_none + right_others);
        const double both = odds * left_open[i] * right_open[i];
        probabilities_[i] = both / (1 + both);
        all += probabilities_[i];
      }
      const bool moved = move_prior();
      if (!moved && std::abs(all - before) <= change_min * all) break;
      before = all;
    }
  }

  // Whether candidate a goes before b.
  [[nodiscard]] bool before(std::size_t a, std::size_t b) const {
    const double x = input_.candidates[a].weight;
    const double y = input_.candidates[b].weight;
    return x != y ? x > y : a < b;
  }

  [[nodiscard]] std::vector<std::size_t> all() const {
    std::vector<std::size_t> chosen(odds_.size());
    std::iota(chosen.begin(), chosen.end(), std::size_t{0});
    return chosen;
  }

  [[nodiscard]] std::vector<std::size_t> one_to_one() const {
    std::vector<std::pair<double, std::size_t>> order;  // weights turned round, so that the greatest is first
    order.reserve(odds_.size());
    for (std::size_t i = 0; i < odds_.size(); ++i) order.emplace_back(-input_.candidates[i].weight, i);
    std::ranges::sort(order);
    std::vector<bool> taken(places(), false);
    std::vector<std::size_t> chosen;
    for (const auto& [weight, i] : order) {
      const CandidatePair& pair = input_.candidates[i];
      if (taken[pair.left] || taken[right_place(pair.right)]) continue;
      taken[pair.left] = true;
      taken[right_place(pair.right)] = true;
      chosen.push_back(i);
    }
    return chosen;
  }

  [[nodiscard]] double best_threshold(const std::vector<std::size_t>& chosen) const {
    std::vector<double> falling;
    falling.reserve(chosen.size());
    for (const std::size_t i : chosen) falling.push_back(probabilities_[i]);
    std::ranges::sort(falling, std::ranges::greater{});
    const double every = matches();
    double right = 0;
    double best = -1;
    double threshold = 1;
    for (std::size_t k = 0; k < falling.size(); ++k) {
      right += falling[k];
      if (k + 1 < falling.size() && falling[k + 1] == falling[k]) continue;
      const double f1 = 2 * right / (static_cast<double>(k + 1) + every);
      if (f1 <= best) continue;
      best = f1;
      threshold = falling[k];
    }
    return threshold;
  }

  // Of each row its two best candidates.
  static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
  struct TwoBest {
    std::size_t first = none;
    std::size_t second = none;
  };
  using Bests = std::vector<TwoBest>;

  [[nodiscard]] Bests find_bests() const {
    Bests bests(places());
    const auto enter = [this](TwoBest& best, std::size_t i) {
      if (best.first == none || before(i, best.first)) {
        best.second = best.first;
        best.first = i;
      } else if (best.second == none || before(i, best.second)) {
        best.second = i;
      }
    };
    for (std::size_t i = 0; i < odds_.size(); ++i) {
      enter(bests[input_.candidates[i].left], i);
      enter(bests[right_place(input_.candidates[i].right)], i);
    }
    return bests;
  }

  [[nodiscard]] std::optional<std::size_t> second_of(std::size_t i, const Bests& bests) const {
    const auto other = [i](const TwoBest& best) { return best.first == i ? best.second : best.first; };
    const std::size_t a = other(bests[input_.candidates[i].left]);
    const std::size_t b = other(bests[right_place(input_.candidates[i].right)]);
    if (a == none && b == none) return std::nullopt;
    if (a == none || b == none) return a == none ? b : a;
    return before(a, b) ? a : b;
  }

  const AssignmentInput& input_;
  double prior_;
  std::vector<double> odds_;  // without the prior's
  std::vector<double> probabilities_;
};

}  // namespace

Assignment assign(const AssignmentInput& input) { return Assigner(input).run(); }

}  // namespace kept
