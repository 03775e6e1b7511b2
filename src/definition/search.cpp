#include "definition/search.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "definition/definition.hpp"
#include "definition/known_record.hpp"
#include "definition/tolerance.hpp"
#include "definition/wording.hpp"
#include "rate/rates.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

constexpr std::size_t largest_items = 5;  // that may be left out, one or two of them
constexpr std::size_t best_listed = 20;   // beside the landmarks, unless all are asked for
constexpr std::size_t aid_types_max = 6;  // more are sector codes, not the types that speeches total by

// Steps away from the plain reading.
constexpr int other_measure = 1;
constexpr int other_aid_type = 1;
constexpr int other_policy = 1;
constexpr int item_left_out = 3;

// The window around the claimed figure in which distinct values are counted: a factor of two to both sides.
const double window_factor = 2.0;

struct PolicyChoice {
  std::optional<RatePolicy> policy;  // empty: the euro total at the rate of the day of the statement
  int complexity = 0;
};

struct PeriodChoice {
  Period period;
  int complexity = 0;
};

// One record's amount under one policy.
struct Item {
  std::size_t record = 0;  // index into the records given
  Decimal amount;
  double size = 0;  // for comparisons of size only
};

// The records of one source and measure, by date, with running sums for each aid type.
struct Series {
  std::vector<Item> items;
  std::vector<std::optional<Date>> dates;               // of the items
  std::map<std::string, std::vector<Decimal>> running;  // by aid type: sum of the items before each position
};

struct Choice {
  std::string source;
  Measure measure = Measure::other;
  std::vector<std::string> aid_types;  // empty: all
  std::string aid_type_words;
  PeriodChoice period;
  PolicyChoice policy;
  bool converted = false;
  int complexity = 0;
};

std::vector<PeriodChoice> period_choices(const TotalQuestion& question) {
  std::vector<PeriodChoice> choices{{question.period, 0}};
  if (question.period.from) return choices;
  const Date on = question.period.to.value_or(question.stated_on);
  choices.front().period = {.from = std::nullopt, .to = on};
  const auto add = [&choices](Period period, int complexity) {
    const bool known =
        std::ranges::any_of(choices, [&period](const PeriodChoice& choice) { return choice.period == period; });
    if (!known && !period.empty()) choices.push_back({period, complexity});
  };
  // Statistics are published by whole months and years.
  add({.from = std::nullopt, .to = on.first_of_month().plus_days(-1)}, 1);
  const Period last_year = Period::of_year(on.year() - 1);
  add({.from = std::nullopt, .to = last_year.to}, 1);
  add(last_year, 2);
  add({.from = Period::of_year(on.year()).from, .to = on}, 2);
  return choices;
}

// All, each type alone, and all but one type where there are at least three.
std::vector<std::pair<std::vector<std::string>, std::string>> aid_type_choices(const std::set<std::string>& types) {
  std::vector<std::pair<std::vector<std::string>, std::string>> choices{{{}, ""}};
  if (types.size() < 2 || types.size() > aid_types_max) return choices;
  for (const std::string& type : types) {
    if (!type.empty()) choices.push_back({{type}, type});
  }
  if (types.size() < 3) return choices;
  for (const std::string& type : types) {
    if (type.empty()) continue;
    std::vector<std::string> rest;
    std::ranges::copy_if(types, std::back_inserter(rest), [&type](const std::string& t) { return t != type; });
    choices.emplace_back(std::move(rest), "non-" + type);
  }
  return choices;
}

std::vector<PolicyChoice> policy_choices() {
  return {{RatePolicy::month_mean, 0},
          {RatePolicy::previous_business_day, other_policy},
          {RatePolicy::year_mean, other_policy},
          {RatePolicy::fiscal_year_budget, other_policy}};
}

class Search {
 public:
  Search(const TotalQuestion& question, std::span<const KnownRecord> records, const RateTable& rates)
      : question_(question), records_(records), rates_(rates) {
    for (std::size_t i = 0; i < records.size(); ++i) {
      if (carries_money(records[i].record)) groups_[{records[i].source, records[i].record.measure}].push_back(i);
    }
    for (auto& [key, indexes] : groups_) {
      std::ranges::stable_sort(indexes, {}, [this](std::size_t i) { return date_of(i); });
    }
  }

  TotalAnswer run() {
    for (const auto& [key, indexes] : groups_) {
      bool converted = false;
      for (const PolicyChoice& policy : policy_choices()) {
        const Series series = series_of(indexes, policy, converted);
        if (!series.items.empty()) try_series(key.first, key.second, series, policy, converted);
        if (!converted) break;  // one currency throughout: policies make no difference
      }
    }
    return answer();
  }

 private:
  [[nodiscard]] std::optional<Date> date_of(std::size_t i) const { return records_[i].record.date; }

  // The amounts under a policy. Under a budget rate, which exists for few pairs, the others keep their month's mean.
  Series series_of(const std::vector<std::size_t>& indexes, const PolicyChoice& policy, bool& converted) const {
    Series series;
    for (const std::size_t i : indexes) {
      auto reading = amount_in(records_[i], question_.currency, *policy.policy, rates_);
      const bool mean_instead = !reading || (reading->conversion && reading->conversion->policy != *policy.policy);
      if (mean_instead) reading = amount_in(records_[i], question_.currency, RatePolicy::month_mean, rates_);
      if (!reading) continue;
      converted = converted || reading->conversion.has_value();
      series.dates.push_back(date_of(i));
      series.items.push_back({i, reading->amount, reading->amount.to_double()});
    }
    std::set<std::string> types;
    for (const Item& item : series.items) types.insert(records_[item.record].record.aid_type);
    for (const std::string& type : types) {
      std::vector<Decimal> sums{Decimal{}};
      for (const Item& item : series.items) {
        const bool of_type = records_[item.record].record.aid_type == type;
        sums.push_back(of_type ? sums.back() + item.amount : sums.back());
      }
      series.running.emplace(type, std::move(sums));
    }
    return series;
  }

  void try_series(const std::string& source, Measure measure, const Series& series, const PolicyChoice& policy,
                  bool converted) {
    std::set<std::string> types;
    for (const auto& [type, sums] : series.running) types.insert(type);
    const bool plain_measure = std::ranges::find(question_.plain_measures, measure) != question_.plain_measures.end();
    for (const auto& [aid_types, words] : aid_type_choices(types)) {
      for (const PeriodChoice& period : period_choices(question_)) {
        Choice choice{.source = source,
                      .measure = measure,
                      .aid_types = aid_types,
                      .aid_type_words = words,
                      .period = period,
                      .policy = policy,
                      .converted = converted};
        const bool only_that_type = words.empty() && types.size() == 1 && *types.begin() == question_.plain_aid_type;
        const bool plain_type = words == question_.plain_aid_type || only_that_type;
        choice.complexity = (plain_measure ? 0 : other_measure) + (plain_type ? 0 : other_aid_type) +
                            period.complexity + policy.complexity;
        try_choice(choice, series);
      }
    }
  }

  // Positions of the period's items: undated ones stand first and count in totals to date only.
  static std::pair<std::size_t, std::size_t> positions(const Series& series, const Period& period) {
    const auto& dates = series.dates;
    const auto first = period.from ? std::ranges::lower_bound(dates, std::optional<Date>(period.from)) : dates.begin();
    const auto last = period.to ? std::ranges::upper_bound(dates, std::optional<Date>(period.to)) : dates.end();
    const auto from = static_cast<std::size_t>(first - dates.begin());
    return {from, std::max(from, static_cast<std::size_t>(last - dates.begin()))};
  }

  [[nodiscard]] bool of_choice(const Choice& choice, std::size_t record) const {
    return choice.aid_types.empty() ||
           std::ranges::find(choice.aid_types, records_[record].record.aid_type) != choice.aid_types.end();
  }

  void try_choice(const Choice& choice, const Series& series) {
    const auto [from, to] = positions(series, choice.period.period);
    if (from == to) return;
    Decimal sum;
    for (const auto& [type, sums] : series.running) {
      if (choice.aid_types.empty() || std::ranges::find(choice.aid_types, type) != choice.aid_types.end()) {
        sum = sum + (sums[to] - sums[from]);
      }
    }
    std::vector<const Item*> largest = largest_of(choice, series, from, to);
    keep(choice, sum, {});
    for (std::size_t i = 0; i < largest.size(); ++i) {
      const Decimal without_one = sum - largest[i]->amount;
      keep(choice, without_one, {largest[i]});
      for (std::size_t j = i + 1; j < largest.size(); ++j) {
        keep(choice, without_one - largest[j]->amount, {largest[i], largest[j]});
      }
    }
  }

  [[nodiscard]] std::vector<const Item*> largest_of(const Choice& choice, const Series& series, std::size_t from,
                                                    std::size_t to) const {
    std::vector<const Item*> items;
    for (std::size_t i = from; i < to; ++i) {
      if (of_choice(choice, series.items[i].record)) items.push_back(&series.items[i]);
    }
    // A total less its only item is nothing.
    const std::size_t count = std::min(largest_items, items.empty() ? 0 : items.size() - 1);
    std::ranges::partial_sort(
        items, items.begin() + static_cast<std::ptrdiff_t>(count),
        [](const Item* a, const Item* b) { return a->size != b->size ? a->size > b->size : a->record < b->record; });
    items.resize(count);
    return items;
  }

  struct Tried {
    Choice choice;
    Decimal value;
    std::vector<std::size_t> left_out;
    AmountFit fit = AmountFit::misses;
    int complexity = 0;
    double distance = 0;
  };

  void keep(const Choice& choice, const Decimal& value, const std::vector<const Item*>& left_out) {
    Tried tried{.choice = choice, .value = value, .left_out = {}, .fit = fit_of(value, question_.figure)};
    for (const Item* item : left_out) tried.left_out.push_back(item->record);
    tried.complexity = choice.complexity + item_left_out * static_cast<int>(left_out.size());
    const double middle = (question_.figure.low.to_double() + question_.figure.high.to_double()) / 2;
    tried.distance = std::abs(value.to_double() - middle);
    tried_.push_back(std::move(tried));
  }

  // Best first; of equals the one tried first, so the order of files changes nothing.
  void rank() {
    std::ranges::stable_sort(tried_, [](const Tried& a, const Tried& b) {
      const auto rank_of = [](const Tried& t) {
        return std::min(static_cast<int>(t.fit), static_cast<int>(AmountFit::beyond));
      };
      if (rank_of(a) != rank_of(b)) return rank_of(a) < rank_of(b);
      if (a.fit == AmountFit::agrees && a.complexity != b.complexity) return a.complexity < b.complexity;
      return a.distance != b.distance ? a.distance < b.distance : a.complexity < b.complexity;
    });
  }

  [[nodiscard]] Chance chance_of(const Tried& found) const {
    const double middle = (question_.figure.low.to_double() + question_.figure.high.to_double()) / 2;
    std::set<Decimal> values;
    for (const Tried& tried : tried_) {
      const double ratio = tried.value.to_double() / middle;
      const bool near = ratio >= 1 / window_factor && ratio <= window_factor;
      if (near && tried.complexity <= found.complexity) values.insert(tried.value.rounded_to_digits(6));
    }
    return {
        .tried = tried_.size(), .distinct = values.size(), .expected = expected_hits(question_.figure, values.size())};
  }

  [[nodiscard]] Definition definition_of(const Tried& tried) const {
    const Choice& choice = tried.choice;
    Definition definition;
    definition.measures = {choice.measure};
    definition.aid_type = choice.aid_type_words;
    definition.period = choice.period.period;
    definition.dataset = choice.source;
    if (choice.converted) definition.policy = choice.policy.policy;
    for (const std::size_t i : tried.left_out) definition.left_out.push_back(records_[i].record.id);
    definition.value = tried.value;
    definition.value_shown = amount_words(question_.currency, tried.value);
    definition.amount = tried.fit == AmountFit::agrees  ? AxisFinding::agrees
                        : tried.fit == AmountFit::close ? AxisFinding::close
                                                        : AxisFinding::differs;
    definition.beyond_hedge = tried.fit == AmountFit::beyond;
    definition.complexity = tried.complexity;
    definition.plain = tried.complexity == 0;
    std::vector<const KnownRecord*> left_out;
    for (const std::size_t i : tried.left_out) left_out.push_back(&records_[i]);
    definition.words = definition_words(definition, question_.currency, left_out);
    return definition;
  }

  // What a reader asks for first: each measure's total, whole and without one of its largest items.
  static bool is_landmark(const Tried& tried) {
    return tried.choice.aid_types.empty() && tried.choice.period.complexity == 0 &&
           tried.choice.policy.complexity == 0 && tried.left_out.size() <= 1;
  }

  TotalAnswer answer() {
    TotalAnswer answer;
    answer.tried = tried_.size();
    if (tried_.empty()) return answer;
    rank();
    const Tried& best = tried_.front();
    answer.chance = chance_of(best);
    answer.left_out = best.left_out;
    for (const auto i : groups_.at({best.choice.source, best.choice.measure})) {
      const auto date = date_of(i);
      const bool in_period = date ? best.choice.period.period.contains(*date) : !best.choice.period.period.from;
      if (in_period && of_choice(best.choice, i) && std::ranges::find(best.left_out, i) == best.left_out.end()) {
        answer.counted.push_back(i);
      }
    }
    for (std::size_t i = 0; i < tried_.size(); ++i) {
      if (question_.list_all || i < best_listed || is_landmark(tried_[i])) {
        answer.definitions.push_back(definition_of(tried_[i]));
      }
    }
    return answer;
  }

  const TotalQuestion& question_;
  std::span<const KnownRecord> records_;
  const RateTable& rates_;
  std::map<std::pair<std::string, Measure>, std::vector<std::size_t>> groups_;
  std::vector<Tried> tried_;
};

}  // namespace

double expected_hits(const Figure& figure, std::uint64_t distinct_values_near) {
  const Bounds bounds = agreement_bounds(figure);
  const double low = bounds.low.to_double();
  const double high = bounds.high.to_double();
  if (low <= 0 || high <= low) return 0;
  return static_cast<double>(distinct_values_near) * std::log(high / low) / (2 * std::log(window_factor));
}

TotalAnswer find_definitions(const TotalQuestion& question, std::span<const KnownRecord> records,
                             const RateTable& rates) {
  return Search(question, records, rates).run();
}

}  // namespace kept
