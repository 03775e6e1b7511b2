// Accords, treaties, memoranda, exchanges of notes: signed or to be.
//
// A noun of the pack's table `agreement` names one where a verb of signing governs it, or where it has a name or
// parties; a bare "deal" or "this agreement" does not. "Elevating relations to a strategic partnership" is one too.
#pragma once

#include <vector>

#include "claim/claim.hpp"
#include "claim/phrase_map.hpp"

namespace kept {

std::vector<Claim> read_agreements(const PhraseMap& map);

}  // namespace kept
