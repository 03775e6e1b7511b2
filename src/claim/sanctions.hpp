// Decisions on sanctions: packages and waves of them, sanctions imposed, assets frozen.
//
// "Sanctions" alone are none: something must decide on them ("imposed sanctions on", "two sanctions decisions", "five
// waves of sanctions").
#pragma once

#include <vector>

#include "claim/claim.hpp"
#include "claim/phrase_map.hpp"

namespace kept {

std::vector<Claim> read_sanctions(const PhraseMap& map);

}  // namespace kept
