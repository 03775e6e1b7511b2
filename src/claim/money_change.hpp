// What a text says of how an amount stands to others: new, said again, raised or cut to it, the sum of its parts.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "claim/amount.hpp"
#include "claim/claim.hpp"
#include "claim/context.hpp"
#include "claim/money_fields.hpp"

namespace kept {

// "an additional EUR 5 million" is new, "doubled to EUR 5 million" an increase, "reaffirmed EUR 5 million" restated.
// Words of other amounts, those outside `segment`, tell nothing. Empty where nothing is said.
std::optional<Change> find_change(const ReadingContext& context, TokenRange segment, const Amount& amount);

// Whether the words before the parts say that they are all of the total ("consisting of", "comprising").
bool names_all_parts(const ReadingContext& context, const Amount& total, const Amount& first_part);

// Warns on each total of which several parts are named and do not fit: they exceed it, or, said to be all of it, fall
// short of it. What rounding explains, half a unit of the last digit of each figure, is no misfit.
void check_sums(const ReadingContext& context, const std::vector<Amount>& amounts, const AmountLinks& links,
                std::vector<Claim>& claims);

}  // namespace kept
