// Mentions of states, organisations, programmes and of the speaker's own state.
#pragma once

#include <vector>

#include "claim/context.hpp"

namespace kept {

// All mentions by first token. Names count only where they begin with a capital ("Pole", not "pole"); "we", "our
// country" and "the Government" are the speaker's state, where it is known.
std::vector<PartyMention> find_parties(const ReadingContext& context);

}  // namespace kept
