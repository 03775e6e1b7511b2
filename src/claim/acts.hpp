// Other deeds and promises that published facts could show true or false: an office opened, a law signed, a ministry
// directed to do something, a document to be revised by the end of the year.
//
// A deed is read only by a word that tells a definite one, or by a deadline; "will continue to support" is none.
#pragma once

#include <vector>

#include "claim/claim.hpp"
#include "claim/phrase_map.hpp"

namespace kept {

// `others` are the claims of other kinds: what only restates one of them is no act of its own.
std::vector<Claim> read_acts(const PhraseMap& map, const std::vector<Claim>& others);

}  // namespace kept
