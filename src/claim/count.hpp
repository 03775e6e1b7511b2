// Claims of counts ("3.2 million people") and shares ("2 % of GDP", "two thirds of it").
#pragma once

#include <vector>

#include "claim/amount.hpp"
#include "claim/claim.hpp"
#include "claim/context.hpp"

namespace kept {

// Numbers of things that the pack names in its table `unit`. Dates, ordinals, durations, parts of names and the
// numbers of `amounts` are none. A number whose noun stands before it ("the number of people ... stands at 10.8
// million") takes that noun.
std::vector<Claim> read_counts(const ReadingContext& context, const std::vector<Amount>& amounts);

// Per cent and fractions; a fraction in per cent to two decimals.
std::vector<Claim> read_shares(const ReadingContext& context);

// Why a number is in no claim, in a few words: "a date", "an ordinal", "a duration", "part of a name", "no currency
// and no counted noun".
std::string_view reason_left_out(const ReadingContext& context, const NumberMention& number);

}  // namespace kept
