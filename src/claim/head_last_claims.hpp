// Events, agreements, sanctions, goods and acts of languages whose heads and verbs come last.
#pragma once

#include <vector>

#include "claim/claim.hpp"
#include "claim/context.hpp"

namespace kept {

// One claim a thing, the fullest mention of each; acts last, none that restates another claim or `numbers` (the claims
// of money already read).
std::vector<Claim> read_head_last_claims(const ReadingContext& context);

}  // namespace kept
