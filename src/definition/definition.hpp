// One reading of a number: which records, of which measure, in which period, at which rates.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "rate/rates.hpp"
#include "source/record.hpp"

namespace kept {

// How one axis of a claim, its amount or its date, stands to the records.
enum class AxisFinding : std::uint8_t { agrees, close, differs, no_data };
std::string_view to_string(AxisFinding finding);

struct Definition {
  std::string words;  // "commitments to 2025-03-05, all types, without line 2414, in USD at month means"
  std::vector<Measure> measures;
  std::string aid_type;       // empty: all
  std::string instrument;     // empty: all
  std::string channel;        // empty: all
  bool with_members = false;  // a giver's members give too: the EU with its states
  bool with_shared = false;   // with what other receivers share
  Period period;
  std::string dataset;                // "kiel 28 rows"
  std::optional<RatePolicy> policy;   // empty: no conversion was needed
  std::vector<std::string> left_out;  // record ids
  std::optional<Decimal> value;       // in the claim's currency, not rounded
  std::string value_shown;            // "USD 12.42 billion"
  AxisFinding amount = AxisFinding::no_data;
  bool beyond_hedge = false;  // "over 15 billion" is true of 20 billion in the letter only
  int complexity = 0;         // 0: the plain reading
  bool plain = false;         // what the text's own words mean
};

// How easily a search over definitions hits a number by accident (docs/verdicts.md, rule 2).
struct Chance {
  std::uint64_t tried = 0;  // definitions tried
  // Distinct values near the claimed one, of definitions no more complex than the one found.
  std::uint64_t distinct = 0;
  double expected = 0;     // accidental hits to expect among them
  double probability = 0;  // that a figure like the claimed one, put at random near it, is hit by one of them
  double of_search = 0;    // the same of all definitions tried
};

}  // namespace kept
