// What a search varies, and what each step away from the plain reading of the words costs.
//
// The costs are a prior, stated before any number is looked at: one for a step that people take without saying so
// (another measure, kind of aid, instrument, rate, a whole month instead of the day), two for one that they would
// mention (a single year, one channel), three for an item left out. docs/verdicts.md has the table.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "definition/columns.hpp"
#include "definition/tolerance.hpp"
#include "source/record.hpp"

namespace kept {

struct TotalQuestion {
  Figure figure;
  std::string currency;
  std::vector<std::string> givers;  // party codes; empty: everybody
  std::vector<std::string> receivers;
  Period period;                        // of the claim; without `from`: a total to date
  Date stated_on;                       // the document's day, or the day of asking
  std::vector<Measure> plain_measures;  // what the text's own words mean; first is the best
  std::string plain_aid_type;           // empty: the words name no type
  std::string plain_instrument;         // of Instrument's names; empty: the words name none
  bool list_all = false;                // list every definition tried, not only the near ones and the whole totals
};

inline constexpr int complexity_max = 7;  // what would need more steps is not tried
inline constexpr int item_left_out = 3;
inline constexpr int other_policy = 1;

struct PeriodChoice {
  Period period;
  int complexity = 0;
  bool from_the_start = false;  // all that a source has, for a claim since the usual start of totals
};

// The cells that a definition sums, and how people would name them.
struct Selection {
  std::string source;
  std::vector<Measure> measures;
  std::string aid_type;  // "financial", "non-military"; empty: all
  std::string instrument;
  std::string channel;
  bool begins_at_start = false;  // the source has nothing from long before the usual start of totals
  bool with_members = false;
  bool with_shared = false;
  std::vector<std::uint16_t> cells;  // ascending
  int complexity = 0;
};

// The claim's own period first.
std::vector<PeriodChoice> period_choices(const TotalQuestion& question);

// Each set of cells once, under the name that costs least; in a fixed order.
std::vector<Selection> selections(const TotalQuestion& question, const Columns& columns);

// The parties that a giver may speak for on a day: the EU for its member states (data/party_group.tsv).
std::vector<std::string> members_of(const std::vector<std::string>& givers, Date day);

}  // namespace kept
