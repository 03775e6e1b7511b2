// Under which definitions do records give a claimed total, and could that be chance?
//
// A total hides its definition. The search forms sums over source x measures x kind of aid x instrument x channel x
// giver with or without its members x receiver alone or shared x period x rate policy x leaving out none, one or two
// of the five largest items. What each step costs is in choices.hpp. The answer ranks the definitions: the plain
// reading of the words first, then the cheapest, then the nearest; and it says how easily such a search hits a figure
// by accident (chance.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/decimal.hpp"
#include "definition/chance.hpp"
#include "definition/choices.hpp"
#include "definition/columns.hpp"
#include "definition/definition.hpp"

namespace kept {

struct TotalAnswer {
  // Best first: agreement, then complexity, then closeness. With `list_all` the plain readings stand first.
  std::vector<Definition> definitions;
  std::uint64_t tried = 0;
  Chance chance;  // of the best definition
  Definition best;
  Decimal most;  // the largest value of any definition tried
  // Records that the best definition counts, and those that it leaves out: indexes into the store's records.
  std::vector<std::size_t> counted;
  std::vector<std::size_t> left_out;
};

// An empty answer: no record of these parties carries money in that currency.
TotalAnswer find_definitions(const TotalQuestion& question, RecordStore& store);

}  // namespace kept
