// Dates and periods in text, resolved against the day of the document.
#pragma once

#include <vector>

#include "claim/context.hpp"

namespace kept {

// All dates by first token, none overlapping another. What needs the document's day ("last Friday") is left out where
// that is unknown. A month or day without a year takes the year named before in its sentence or paragraph where that
// fits, else the latest one that is not after the document's day; where the sentence speaks of the future, the next.
std::vector<DateMention> find_dates(const ReadingContext& context);

}  // namespace kept
