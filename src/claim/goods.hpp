// Things given or to be given in kind: "generators", "vehicles for the military", each item of a list by itself.
//
// A thing is read only where a sentence, or the list that it opens, tells of giving; from the word of giving on, list
// item by list item, up to a word that begins something else.
#pragma once

#include <vector>

#include "claim/claim.hpp"
#include "claim/phrase_map.hpp"

namespace kept {

std::vector<Claim> read_goods(const PhraseMap& map);

}  // namespace kept
