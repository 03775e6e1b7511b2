// Amounts, records and definitions in words. Fixed templates filled from records; amounts are rounded for people only.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.hpp"
#include "definition/definition.hpp"
#include "definition/known_record.hpp"

namespace kept {

// "USD 12.42 billion", "JPY 8.8 billion", "USD 63.31 million", "USD 5,400": two digits after the point of the largest
// fitting scale, without trailing zeros.
std::string amount_words(std::string_view currency, const Decimal& amount);

// "12,420,000,000.5": thousands grouped, nothing rounded.
std::string grouped_exactly(const Decimal& amount);

// "kiel 28, line 2403, 2023-12-06, USD 3.5 billion": source, position, date and amount, the original where known.
std::string record_words(const KnownRecord& known);

// "kiel 28, line 2403, 2023-12-06": where a record stands and its date.
std::string record_place(const KnownRecord& known);

// The plural noun of a measure: "commitments", "payments".
std::string_view measure_words(Measure measure);

// "at the month's mean rate"; what a policy is called in a sentence.
std::string_view policy_words(RatePolicy policy);

// "financial commitments to 2025-03-05 (kiel), without line 2403 (USD 3.5 billion, 2023-12-06), in USD at the mean
// rate of each row's month".
std::string definition_words(const Definition& definition, std::string_view currency,
                             std::span<const KnownRecord* const> left_out);

}  // namespace kept
