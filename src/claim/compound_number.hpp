// Numbers of the Chinese kind: digits, powers of ten and falling scales in one breath, in figures, ideographs or both.
#pragma once

#include <vector>

#include "claim/context.hpp"

namespace kept {

// All numbers of the text by first token, none overlapping another: "1,250", "4719億", "181億1500万", "5億3千万",
// "三兆二千億", "一四・四", "二〇二五", "三分の二" (a fraction), "第三" (an ordinal). "数十億" says no number and is
// marked `glued`. `tokens` and `terms` of the context are set; the pack's table `number` has kinds digit, power, vague,
// ordinal_prefix and fraction_joint.
std::vector<NumberMention> find_compound_numbers(const ReadingContext& context);

}  // namespace kept
