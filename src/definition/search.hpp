// Under which definitions do records give a claimed total, and could that be chance?
//
// A total hides its definition. The search forms sums over measure x aid type x period x rate policy x leaving out
// none, one or two of the five largest items, separately for each source, and keeps every definition tried with its
// value. Complexity counts the steps away from the plain reading of the words; a left-out item is the most complex
// step. A search over thousands of definitions hits any number, so the answer carries the number of accidental hits
// to expect (rule 2 of docs/verdicts.md).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "definition/definition.hpp"
#include "definition/known_record.hpp"
#include "definition/tolerance.hpp"
#include "rate/rates.hpp"

namespace kept {

struct TotalQuestion {
  Figure figure;
  std::string currency;
  Period period;                        // of the claim; without `from`: a total to date
  Date stated_on;                       // the document's day, or the day of asking
  std::vector<Measure> plain_measures;  // what the text's own words mean; first is the best
  std::string plain_aid_type;           // empty: the words name no type
  bool list_all = false;                // list every definition tried, not only the near ones and the whole totals
};

struct TotalAnswer {
  // Best first: agreement, then complexity, then closeness.
  std::vector<Definition> definitions;
  std::uint64_t tried = 0;
  Chance chance;  // of the first definition
  // Records that the first definition counts, and those that it leaves out: indexes into the records given.
  std::vector<std::size_t> counted;
  std::vector<std::size_t> left_out;
};

// `records` are those of one giver and one receiver (or of the groups that the claim names), without totals that the
// same source's rows cover already. An empty answer: none of them carries money in that currency.
TotalAnswer find_definitions(const TotalQuestion& question, std::span<const KnownRecord> records,
                             const RateTable& rates);

// The accidental hits to expect: distinct values per unit of logarithm around the claimed figure, times the width of
// its bounds. Values count within a factor of two of the figure.
double expected_hits(const Figure& figure, std::uint64_t distinct_values_near);

}  // namespace kept
