// Money written with a sign that several currencies share.
#pragma once

#include <string>
#include <string_view>

#include "base/date.hpp"
#include "claim/claim.hpp"

namespace kept {

// The giver's own currency (ISO 4217) where `words`, the claim's, write no more than a sign or name that it shares with
// the currency they were read as: "$250 million" of Australia may be its own dollars. Empty: the words say which
// currency they mean, the giver's has another name, or there is not exactly one giver. Rule: data/shared_sign.tsv.
std::string own_currency_of(const Claim& claim, std::string_view words, Date day);

}  // namespace kept
