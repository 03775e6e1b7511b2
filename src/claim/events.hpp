// Things that happened or are to happen, at a time, with parties: meetings, visits, calls, elections, attacks.
//
// A noun of the pack's table `event` names an event only where something around it makes it one of its kind: a name
// ("the Fifth Ukraine-Japan Forum"), a date, those who take part, a verb of holding it. A verb names one with its
// subject and object ("Prime Minister Kovalenko visited Riga"). Of several mentions the fullest is kept.
#pragma once

#include <vector>

#include "claim/claim.hpp"
#include "claim/phrase_map.hpp"

namespace kept {

std::vector<Claim> read_events(const PhraseMap& map);

}  // namespace kept
