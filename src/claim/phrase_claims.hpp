// Claims that phrases name: events, agreements, sanctions, goods, acts.
#pragma once

#include <vector>

#include "claim/claim.hpp"
#include "claim/context.hpp"

namespace kept {

// All of them, without ids, kind by kind. Where two kinds read the same words, the kind that asks more keeps them:
// a sanction before an agreement before an event, and an act only where nothing else is read.
std::vector<Claim> read_phrase_claims(const ReadingContext& context);

}  // namespace kept
