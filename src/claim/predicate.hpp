// What the words behind a thing say of it, in languages whose verbs come last: whether it was done, will be, was
// decided, is planned, wished or denied. The pack's table `modality` has these kinds: will and done (endings of verbs),
// decided, future (plans and wishes), not, none (a longer word that hides one of these).
#pragma once

#include <cstdint>

#include "claim/claim.hpp"
#include "claim/context.hpp"

namespace kept {

struct Predicate {
  Modality modality = Modality::stated;
  bool decided = false;
  bool strong = false;  // a word of deciding, planning or denying, not the ending of a verb alone
  bool future = false;  // will be, should be or was decided
  TokenRange word;      // empty where nothing tells
};

// The predicate of the clause that goes on at `from`, not beyond `ceiling`. A word of deciding, planning or denying
// tells more than the ending of a verb before it: "供与することを[決定]した".
Predicate predicate_behind(const ReadingContext& context, std::uint32_t from, std::uint32_t ceiling);

// Whether what stands at `from` is told as to come, by the first ending or plan behind it; what was decided may be
// past.
bool is_told_to_come(const ReadingContext& context, std::uint32_t from, std::uint32_t ceiling);
// Whether the last verb of the sentence tells of the future: "12日、供与すると[発表した]" does not.
bool ends_to_come(const ReadingContext& context, std::uint32_t from, std::uint32_t ceiling);

// One behind the clause that goes on at `from`: at a word of kind "clause" or the ceiling, at most 60 tokens away.
std::uint32_t clause_end_behind(const ReadingContext& context, std::uint32_t from, std::uint32_t ceiling);

}  // namespace kept
