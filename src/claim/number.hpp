// Numbers in digits and words, scale words included.
#pragma once

#include <vector>

#include "claim/context.hpp"

namespace kept {

// All numbers of the text by first token, none overlapping another: "12.4", "1,250,000", "12 000", "2.4 billion",
// "two hundred and fifty thousand", "half a billion", "three quarters of a million", "two-thirds" (a fraction). The
// marks between digits are those of the language pack. `tokens` and `terms` of the context are set.
std::vector<NumberMention> find_numbers(const ReadingContext& context);

}  // namespace kept
