#include "definition/search.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "definition/chance.hpp"
#include "definition/choices.hpp"
#include "definition/columns.hpp"
#include "definition/definition.hpp"
#include "definition/fixed.hpp"
#include "definition/known_record.hpp"
#include "definition/tolerance.hpp"
#include "definition/wording.hpp"

namespace kept {
namespace {

constexpr std::size_t best_listed = 20;  // beside the landmarks, unless all are asked for

// One definition with its value. Small, since a speech makes millions of them.
struct Tried {
  Fixed value = 0;
  double distance = 0;  // from the figure's middle, in units
  std::uint32_t selection = 0;
  std::uint16_t period = 0;
  std::uint8_t policy = 0;
  std::uint8_t complexity = 0;
  AmountFit fit = AmountFit::misses;
  std::array<const Item*, 2> left_out{};
  bool converted = false;
};

// The ends of what agrees, is close, and hits the letter, as whole numbers.
class Judge {
 public:
  explicit Judge(const Figure& figure) : figure_(figure) {
    const Bounds bounds = agreement_bounds(figure);
    low_ = to_fixed(bounds.low).value_or(0);
    high_ = to_fixed(bounds.high).value_or(0);
    // Beyond this nothing is near, and the exact comparison need not be made.
    near_low_ = units_of(low_) * 0.9;
    near_high_ = units_of(high_) * 1.1;
  }

  [[nodiscard]] AmountFit fit(Fixed value, double size) const {
    if (low_ <= value && value <= high_) return AmountFit::agrees;
    if (size >= near_low_ && size <= near_high_) return fit_of(from_fixed(value), figure_);
    if (figure_.hedge == HedgeKind::lower_bound && value > high_) return AmountFit::beyond;
    if (figure_.hedge == HedgeKind::upper_bound && value < low_) return AmountFit::beyond;
    return AmountFit::misses;
  }

 private:
  const Figure& figure_;
  Fixed low_ = 0;
  Fixed high_ = 0;
  double near_low_ = 0;
  double near_high_ = 0;
};

class Search {
 public:
  Search(const TotalQuestion& question, RecordStore& store)
      : question_(question),
        store_(store),
        columns_(store.columns({.givers = question.givers,
                                .receivers = question.receivers,
                                .members = members_of(question.givers, question.stated_on)},
                               question.currency)),
        judge_(question.figure),
        near_(question.figure),
        selections_(selections(question, columns_)),
        periods_(period_choices(question)) {}

  TotalAnswer run() {
    for (std::size_t p = 0; p < periods_.size(); ++p) {
      const std::vector<CellSum>& sums = columns_.in_period(periods_[p].period);
      for (std::size_t s = 0; s < selections_.size(); ++s) {
        if (selections_[s].complexity + periods_[p].complexity <= complexity_max) try_choice(s, p, sums);
      }
    }
    return answer();
  }

 private:
  void try_choice(std::size_t s, std::size_t p, const std::vector<CellSum>& sums) {
    const Selection& selection = selections_[s];
    std::array<Fixed, policy_count> total{};
    std::size_t count = 0;
    bool converted = false;
    largest_.clear();
    for (const std::uint16_t i : selection.cells) {
      const CellSum& sum = sums[i];
      if (sum.from == sum.to) continue;
      count += sum.to - sum.from;
      converted = converted || columns_.cells()[i].converted;
      for (std::size_t k = 0; k < policy_count; ++k) total[k] += sum.sum[k];
      largest_.insert(largest_.end(), sum.largest.begin(), sum.largest.end());
    }
    if (count == 0) return;
    keep_largest(count);
    Tried tried{.selection = static_cast<std::uint32_t>(s), .period = static_cast<std::uint16_t>(p)};
    tried.converted = converted;
    const bool whole = selection.begins_at_start && periods_[p].from_the_start;
    const int base = selection.complexity + (whole ? 0 : periods_[p].complexity);
    // One currency throughout: policies make no difference.
    for (std::size_t k = 0; k < (converted ? policy_count : 1); ++k) {
      const int complexity = base + (k == 0 ? 0 : other_policy);
      tried.policy = static_cast<std::uint8_t>(k);
      keep(tried, total[k], complexity, {});
      for (std::size_t i = 0; i < largest_.size(); ++i) {
        const Fixed without = total[k] - largest_[i]->amount[k];
        keep(tried, without, complexity + item_left_out, {largest_[i], nullptr});
        for (std::size_t j = i + 1; j < largest_.size(); ++j) {
          keep(tried, without - largest_[j]->amount[k], complexity + 2 * item_left_out, {largest_[i], largest_[j]});
        }
      }
    }
  }

  // A total less its only item is nothing.
  void keep_largest(std::size_t count) {
    const std::size_t most = std::min({largest_items, count - 1, largest_.size()});
    std::ranges::partial_sort(largest_, largest_.begin() + static_cast<std::ptrdiff_t>(most),
                              [this](const Item* a, const Item* b) {
                                if (a->amount[0] != b->amount[0]) return a->amount[0] > b->amount[0];
                                return id_of(*a) < id_of(*b);
                              });
    largest_.resize(most);
  }

  [[nodiscard]] const std::string& id_of(const Item& item) const { return store_.records()[item.record].record.id; }

  void keep(Tried tried, Fixed value, int complexity, std::array<const Item*, 2> left_out) {
    if (complexity > complexity_max) return;
    ++tried_count_;
    most_ = std::max(most_, value);
    const double size = units_of(value);
    tried.fit = judge_.fit(value, size);
    const bool landmark = complexity <= item_left_out + 1 && left_out[1] == nullptr;
    const bool near = near_.contains(size);
    if (near) reached_.push_back({std::log(size), complexity});
    const bool hit = tried.fit == AmountFit::agrees || tried.fit == AmountFit::close;
    if (!near && !landmark && !hit && !question_.list_all) return;
    tried.value = value;
    tried.complexity = static_cast<std::uint8_t>(complexity);
    tried.left_out = left_out;
    tried.distance = std::abs(size - near_.middle());
    tried_.push_back(tried);
  }

  // Best first: what hits, then what is close, the simplest of each before the nearest; of equals the one tried first,
  // which the names of the dimensions decide.
  void rank() {
    std::ranges::stable_sort(tried_, {}, [](const Tried& t) {
      const bool hits = t.fit == AmountFit::agrees || t.fit == AmountFit::close;
      return std::tuple(std::min(t.fit, AmountFit::beyond), hits ? t.complexity : 0, t.distance, t.complexity);
    });
  }

  [[nodiscard]] Chance chance_of_search(const Tried& found) {
    std::ranges::sort(reached_, {}, &ReachedValue::logarithm);
    Chance chance = chance_of(question_.figure, reached_, found.complexity);
    chance.of_search = chance_of(question_.figure, reached_, complexity_max).probability;
    chance.tried = tried_count_;
    return chance;
  }

  [[nodiscard]] Definition definition_of(const Tried& tried) const {
    const Selection& selection = selections_[tried.selection];
    Definition definition;
    definition.measures = selection.measures;
    definition.aid_type = selection.aid_type;
    definition.instrument = selection.instrument;
    definition.channel = selection.channel;
    definition.with_members = selection.with_members;
    definition.with_shared = selection.with_shared;
    definition.period = periods_[tried.period].period;
    definition.dataset = selection.source;
    if (tried.converted) definition.policy = search_policies[tried.policy];
    std::vector<const KnownRecord*> left_out;
    for (const Item* item : tried.left_out) {
      if (item == nullptr) continue;
      definition.left_out.push_back(id_of(*item));
      left_out.push_back(&store_.records()[item->record]);
    }
    definition.value = from_fixed(tried.value);
    definition.value_shown = amount_words(question_.currency, *definition.value);
    definition.amount = tried.fit == AmountFit::agrees  ? AxisFinding::agrees
                        : tried.fit == AmountFit::close ? AxisFinding::close
                                                        : AxisFinding::differs;
    definition.beyond_hedge = tried.fit == AmountFit::beyond;
    definition.complexity = tried.complexity;
    definition.plain = tried.complexity == 0;
    definition.words = definition_words(definition, question_.currency, left_out);
    return definition;
  }

  // What a reader asks for first: each measure's total, whole and without one of its largest items.
  [[nodiscard]] bool is_landmark(const Tried& tried) const {
    const Selection& selection = selections_[tried.selection];
    return selection.aid_type.empty() && selection.instrument.empty() && selection.channel.empty() &&
           !selection.with_members && !selection.with_shared && periods_[tried.period].complexity == 0 &&
           tried.policy == 0 && tried.left_out[1] == nullptr;
  }

  void list_records(const Tried& best, TotalAnswer& answer) {
    const std::vector<CellSum>& sums = columns_.in_period(periods_[best.period].period);
    for (const Item* item : best.left_out) {
      if (item != nullptr) answer.left_out.push_back(item->record);
    }
    std::vector<const Item*> items;
    for (const std::uint16_t i : selections_[best.selection].cells) {
      for (std::size_t k = sums[i].from; k < sums[i].to; ++k) {
        const Item* item = &columns_.cells()[i].items[k];
        if (std::ranges::find(best.left_out, item) == best.left_out.end()) items.push_back(item);
      }
    }
    std::ranges::sort(items, [this](const Item* a, const Item* b) {
      return a->day != b->day ? a->day < b->day : id_of(*a) < id_of(*b);
    });
    for (const Item* item : items) answer.counted.push_back(item->record);
  }

  TotalAnswer answer() {
    TotalAnswer answer;
    answer.tried = tried_count_;
    if (tried_.empty()) return answer;
    rank();
    const Tried best = tried_.front();
    answer.chance = chance_of_search(best);
    answer.best = definition_of(best);
    answer.most = from_fixed(most_);
    list_records(best, answer);
    for (std::size_t i = 0; i < tried_.size(); ++i) {
      if (question_.list_all || i < best_listed || is_landmark(tried_[i])) {
        answer.definitions.push_back(definition_of(tried_[i]));
      }
    }
    if (question_.list_all) {
      std::ranges::stable_partition(answer.definitions, [](const Definition& definition) { return definition.plain; });
    }
    return answer;
  }

  const TotalQuestion& question_;
  RecordStore& store_;
  Columns& columns_;
  Judge judge_;
  Neighbourhood near_;
  std::vector<Selection> selections_;
  std::vector<PeriodChoice> periods_;
  std::vector<const Item*> largest_;
  std::vector<ReachedValue> reached_;
  std::vector<Tried> tried_;
  std::uint64_t tried_count_ = 0;
  Fixed most_ = 0;
};

}  // namespace

TotalAnswer find_definitions(const TotalQuestion& question, RecordStore& store) {
  return Search(question, store).run();
}

}  // namespace kept
