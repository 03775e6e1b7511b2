// Records between some parties as columns, for sums under many definitions.
//
// Dimensions are coded by dictionaries, amounts are converted once under each rate policy, and each cell (the records
// that agree in every dimension) has running sums over time, so the sum of a cell over any period is a difference of
// two numbers. A definition is a set of cells, a period and a policy; it costs one addition a cell, whatever the
// number of records. Measured on a million records in bench/results/definitions.md.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "definition/fixed.hpp"
#include "definition/known_record.hpp"
#include "rate/rates.hpp"
#include "source/record.hpp"

namespace kept {

// The rate policies of a search; the first is the usual one.
inline constexpr std::array search_policies{RatePolicy::month_mean, RatePolicy::previous_business_day,
                                            RatePolicy::year_mean, RatePolicy::fiscal_year_budget};
inline constexpr std::size_t policy_count = search_policies.size();

inline constexpr std::size_t largest_items = 5;  // of a sum, that may be left out

// Whose records: empty lists mean everybody's. `members` are the parties that a named giver may speak for.
struct Scope {
  std::vector<std::string> givers;
  std::vector<std::string> receivers;
  std::vector<std::string> members;
  friend auto operator<=>(const Scope&, const Scope&) = default;
};

// What the records of a cell have in common. Codes index the dictionaries of Columns; code 0 is "not said" or "other".
struct CellKey {
  std::uint16_t source = 0;
  Measure measure = Measure::other;
  std::uint16_t aid_type = 0;
  std::uint16_t instrument = 0;
  std::uint16_t channel = 0;
  bool shared = false;  // with other receivers: "UA,PL"
  bool member = false;  // given by a member of the giver
  friend auto operator<=>(const CellKey&, const CellKey&) = default;
};

// A day as a number, days since 1970, and that of a record without a date.
inline std::int32_t serial_of(Date date) { return static_cast<std::int32_t>(date.days().time_since_epoch().count()); }
inline constexpr std::int32_t undated_day = std::numeric_limits<std::int32_t>::min();

struct Item {
  std::uint32_t record = 0;  // index into the store's records
  std::int32_t day = 0;      // days since 1970; undated ones come first and count in totals to date only
  std::array<Fixed, policy_count> amount{};
};

struct Cell {
  CellKey key;
  bool converted = false;                                // some amount needed a rate
  std::vector<Item> items;                               // by day, then as the records are given
  std::array<std::vector<Fixed>, policy_count> running;  // sum of the items before each position
};

// A cell within a period.
struct CellSum {
  std::size_t from = 0;  // positions of its items
  std::size_t to = 0;
  std::array<Fixed, policy_count> sum{};
  std::vector<const Item*> largest;  // at most `largest_items`, the largest first
};

class Columns {
 public:
  [[nodiscard]] const std::vector<Cell>& cells() const { return cells_; }
  [[nodiscard]] const std::vector<std::string>& sources() const { return sources_; }
  [[nodiscard]] const std::vector<std::string>& aid_types() const { return aid_types_; }
  [[nodiscard]] const std::vector<std::string>& instruments() const { return instruments_; }
  [[nodiscard]] const std::vector<std::string>& channels() const { return channels_; }
  [[nodiscard]] std::size_t size() const;

  // One entry a cell. Kept, since the claims of a speech ask for the same periods.
  const std::vector<CellSum>& in_period(const Period& period);

 private:
  friend class RecordStore;
  [[nodiscard]] CellSum sum_of(const Cell& cell, const Period& period) const;

  std::span<const KnownRecord> records_;
  std::vector<std::string> sources_;
  std::vector<std::string> aid_types_;
  std::vector<std::string> instruments_;
  std::vector<std::string> channels_;
  std::vector<Cell> cells_;
  std::map<std::pair<std::int32_t, std::int32_t>, std::vector<CellSum>> periods_;
};

// All records of a run with the columns that were asked for. The records and rates must outlive it; it is used by one
// thread at a time.
class RecordStore {
 public:
  RecordStore(std::span<const KnownRecord> records, const RateTable& rates);

  [[nodiscard]] std::span<const KnownRecord> records() const { return records_; }
  [[nodiscard]] const RateTable& rates() const { return rates_; }
  // Made when first asked for: records of the scope that carry money with a rate to `currency`.
  Columns& columns(const Scope& scope, const std::string& currency);

 private:
  // How much of `to` one unit of a currency gives under a policy on a day.
  using RateKey = std::tuple<std::string, std::string, RatePolicy, Date>;

  [[nodiscard]] Columns make(const Scope& scope, const std::string& currency);
  std::optional<Item> item_of(std::uint32_t record, const std::string& currency, bool& converted);
  std::optional<Fixed> amount_of(const KnownRecord& known, const std::string& currency, RatePolicy policy);
  const std::optional<Decimal>& factor(const std::string& from, const std::string& to, RatePolicy policy, Date day);

  std::span<const KnownRecord> records_;
  const RateTable& rates_;
  std::map<std::string_view, std::vector<std::uint32_t>> by_giver_;
  std::map<RateKey, std::optional<Decimal>> factors_;
  std::map<std::pair<Scope, std::string>, Columns> made_;
};

}  // namespace kept
