// A sentence as a person is shown it: on one line, with the words that matter marked.
#pragma once

#include <string>
#include <string_view>

#include "base/text.hpp"

namespace kept {

// What stands round the marked words; one character each, so that lines can be broken before they are coloured.
inline constexpr std::string_view mark_begin = "\xE2\x9F\xA6";  // U+27E6
inline constexpr std::string_view mark_end = "\xE2\x9F\xA7";    // U+27E7

// The sentence on one line, the words of `marked` between mark_begin and mark_end. Of a long one only what stands round
// the mark is given, "..." for the rest; `marked` itself is always whole.
std::string marked_sentence(std::string_view text, Span sentence, Span marked);

// Lines that hold marks, for printing: in bold where `colour`, else in brackets.
std::string with_marks(std::string lines, bool colour);

}  // namespace kept
