#include "definition/columns.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/text.hpp"
#include "definition/fixed.hpp"
#include "definition/known_record.hpp"
#include "rate/rates.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

// Of a dimension's values those with the most money have a code of their own, the others are "other".
constexpr std::size_t aid_types_max = 6;
constexpr std::size_t instruments_max = 6;
constexpr std::size_t channels_max = 6;

constexpr std::int32_t end_of_time = std::numeric_limits<std::int32_t>::max();

// A record of a month stands in its middle, so that a total to one of the month's first days is without it.
std::int32_t day_of(const Record& record) {
  constexpr std::int32_t half_month_days = 14;
  if (!record.date) return undated_day;
  return serial_of(*record.date) + (record.date_precision == DatePrecision::month ? half_month_days : 0);
}

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

// Whether a receiver, which may be a list ("UA,PL"), is one of those asked for, alone or with others.
struct ReceiverFit {
  bool fits = false;
  bool shared = false;
};

ReceiverFit fit_receiver(std::string_view receiver, const std::vector<std::string>& wanted) {
  if (wanted.empty()) return {true, false};
  bool any = false;
  bool all = true;
  for (const std::string_view part : split(receiver, ',')) {
    const bool one = contains(wanted, part);
    any = any || one;
    all = all && one;
  }
  return {any, any && !all};
}

// The names of a dimension by code: "" first, then those with the most money, by name.
class Dictionary {
 public:
  void add(std::string_view name, double size) {
    if (!name.empty()) sizes_[name] += size;
  }

  std::vector<std::string> names(std::size_t most) const {
    std::vector<std::pair<double, std::string_view>> by_size;
    for (const auto& [name, size] : sizes_) by_size.emplace_back(-size, name);
    std::ranges::sort(by_size);
    by_size.resize(std::min(by_size.size(), most));
    std::vector<std::string> names;
    for (const auto& [size, name] : by_size) names.emplace_back(name);
    std::ranges::sort(names);
    names.insert(names.begin(), "");
    return names;
  }

 private:
  std::map<std::string_view, double> sizes_;
};

std::uint16_t code_in(const std::vector<std::string>& names, std::string_view name) {
  const auto found = std::ranges::find(names, name);
  return found == names.end() ? std::uint16_t{0} : static_cast<std::uint16_t>(found - names.begin());
}

bool needs_exact_day(RatePolicy policy) {
  return policy == RatePolicy::day || policy == RatePolicy::previous_business_day;
}

void add_running_sums(Cell& cell) {
  for (std::size_t p = 0; p < policy_count; ++p) {
    std::vector<Fixed>& sums = cell.running[p];
    sums.reserve(cell.items.size() + 1);
    sums.push_back(0);
    for (const Item& item : cell.items) sums.push_back(sums.back() + item.amount[p]);
  }
}

}  // namespace

std::size_t Columns::size() const {
  std::size_t count = 0;
  for (const Cell& cell : cells_) count += cell.items.size();
  return count;
}

CellSum Columns::sum_of(const Cell& cell, const Period& period) const {
  const auto& items = cell.items;
  const auto first =
      period.from ? std::ranges::lower_bound(items, serial_of(*period.from), {}, &Item::day) : items.begin();
  const auto last = period.to ? std::ranges::upper_bound(items, serial_of(*period.to), {}, &Item::day) : items.end();
  CellSum sum;
  sum.from = static_cast<std::size_t>(first - items.begin());
  sum.to = std::max(sum.from, static_cast<std::size_t>(last - items.begin()));
  for (std::size_t p = 0; p < policy_count; ++p) sum.sum[p] = cell.running[p][sum.to] - cell.running[p][sum.from];
  // A list of five, kept sorted: most items are smaller than its last.
  const auto larger = [this](const Item* a, const Item* b) {
    if (a->amount[0] != b->amount[0]) return a->amount[0] > b->amount[0];
    return records_[a->record].record.id < records_[b->record].record.id;
  };
  for (std::size_t i = sum.from; i < sum.to; ++i) {
    const Item* item = &items[i];
    if (sum.largest.size() == largest_items && !larger(item, sum.largest.back())) continue;
    if (sum.largest.size() == largest_items) sum.largest.pop_back();
    sum.largest.insert(std::ranges::upper_bound(sum.largest, item, larger), item);
  }
  return sum;
}

const std::vector<CellSum>& Columns::in_period(const Period& period) {
  const std::pair key{period.from ? serial_of(*period.from) : undated_day,
                      period.to ? serial_of(*period.to) : end_of_time};
  const auto [entry, missing] = periods_.try_emplace(key);
  if (missing) {
    for (const Cell& cell : cells_) entry->second.push_back(sum_of(cell, period));
  }
  return entry->second;
}

RecordStore::RecordStore(std::span<const KnownRecord> records, const RateTable& rates)
    : records_(records), rates_(rates) {
  for (std::size_t i = 0; i < records.size(); ++i) {
    by_giver_[records[i].record.giver].push_back(static_cast<std::uint32_t>(i));
  }
}

Columns& RecordStore::columns(const Scope& scope, const std::string& currency) {
  const auto found = made_.find({scope, currency});
  if (found != made_.end()) return found->second;
  return made_.emplace(std::pair(scope, currency), make(scope, currency)).first->second;
}

const std::optional<Decimal>& RecordStore::factor(const std::string& from, const std::string& to, RatePolicy policy,
                                                  Date day) {
  // A mean is the same all month, so its first day stands for all.
  if (policy == RatePolicy::month_mean) day = day.first_of_month();
  const auto [entry, missing] = factors_.try_emplace({from, to, policy, day});
  if (missing) {
    const auto one =
        rates_.convert({.amount = Decimal::from_integer(1), .from = from, .to = to, .date = day, .policy = policy});
    if (one) entry->second = one->amount;
  }
  return entry->second;
}

// As amount_in, which tells people the rate as well; here a pair and day is asked for once.
std::optional<Fixed> RecordStore::amount_of(const KnownRecord& known, const std::string& currency, RatePolicy policy) {
  const Record& record = known.record;
  const auto day = conversion_date(record);
  if (!day || (needs_exact_day(policy) && record.date_precision != DatePrecision::day)) return std::nullopt;
  if (known.original) {
    const auto& rate = factor(known.original->currency, currency, policy, *day);
    if (rate) return to_fixed(known.original->amount * *rate);
  }
  if (record.currency.empty()) return std::nullopt;
  const auto& rate = factor(record.currency, currency, policy, *day);
  return rate ? to_fixed(*record.amount * *rate) : std::nullopt;
}

std::optional<Item> RecordStore::item_of(std::uint32_t index, const std::string& currency, bool& converted) {
  const KnownRecord& known = records_[index];
  Item item{.record = index, .day = day_of(known.record), .amount = {}};
  const bool published = known.record.currency == currency;
  if (published || (known.original && known.original->currency == currency)) {
    const auto amount = to_fixed(published ? *known.record.amount : known.original->amount);
    if (!amount) return std::nullopt;
    item.amount.fill(*amount);
    return item;
  }
  const auto usual = amount_of(known, currency, search_policies.front());
  if (!usual) return std::nullopt;
  converted = true;
  // Under a rate that exists for few pairs or days, the other rows keep their month's mean.
  item.amount.fill(*usual);
  for (std::size_t p = 1; p < policy_count; ++p) {
    item.amount[p] = amount_of(known, currency, search_policies[p]).value_or(*usual);
  }
  return item;
}

Columns RecordStore::make(const Scope& scope, const std::string& currency) {
  struct Found {
    Item item;
    bool shared = false;
    bool member = false;
    bool converted = false;
  };
  std::vector<Found> found;
  std::map<std::string_view, ReceiverFit> receivers;
  const auto add = [&](std::uint32_t index, bool member) {
    const Record& record = records_[index].record;
    if (!carries_money(record)) return;
    const auto [fit, missing] = receivers.try_emplace(record.receiver);
    if (missing) fit->second = fit_receiver(record.receiver, scope.receivers);
    if (!fit->second.fits) return;
    bool converted = false;
    auto item = item_of(index, currency, converted);
    if (item) found.push_back({*item, fit->second.shared, member, converted});
  };
  for (const auto& [giver, indexes] : by_giver_) {
    const bool named = scope.givers.empty() || contains(scope.givers, giver);
    const bool member = !named && contains(scope.members, giver);
    if (!named && !member) continue;
    for (const std::uint32_t index : indexes) add(index, member);
  }
  std::ranges::sort(found, {}, [](const Found& f) { return std::pair(f.item.day, f.item.record); });

  Columns columns;
  columns.records_ = records_;
  Dictionary aid_types;
  Dictionary instruments;
  Dictionary channels;
  std::set<std::string_view> sources;
  for (const Found& f : found) {
    const KnownRecord& known = records_[f.item.record];
    const double size = units_of(f.item.amount[0]);
    sources.insert(known.source);
    aid_types.add(known.record.aid_type, size);
    instruments.add(known.record.instrument, size);
    channels.add(known.record.channel, size);
  }
  columns.sources_.assign(sources.begin(), sources.end());
  columns.aid_types_ = aid_types.names(aid_types_max);
  columns.instruments_ = instruments.names(instruments_max);
  columns.channels_ = channels.names(channels_max);

  std::map<CellKey, Cell> cells;
  for (const Found& f : found) {
    const KnownRecord& known = records_[f.item.record];
    const CellKey key{.source = code_in(columns.sources_, known.source),
                      .measure = known.record.measure,
                      .aid_type = code_in(columns.aid_types_, known.record.aid_type),
                      .instrument = code_in(columns.instruments_, known.record.instrument),
                      .channel = code_in(columns.channels_, known.record.channel),
                      .shared = f.shared,
                      .member = f.member};
    Cell& cell = cells[key];
    cell.key = key;
    cell.converted = cell.converted || f.converted;
    cell.items.push_back(f.item);
  }
  for (auto& [key, cell] : cells) {
    add_running_sums(cell);
    columns.cells_.push_back(std::move(cell));
  }
  return columns;
}

}  // namespace kept
