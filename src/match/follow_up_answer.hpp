// What one later claim tells of one promise, the two looked at alone.
//
// Deeds and events are one when their names share most words of the shorter one and at least one that tells them from
// others of their kind, their years do not contradict each other, and their dates are no further apart than a booking
// lag: the same event's next edition is another event. Money is one when giver and receiver are, and the later text
// tells the same sum, or a part of it, or says that it was changed, or names the same purpose.
#pragma once

#include <cstddef>
#include <optional>

#include "base/date.hpp"
#include "claim/claim.hpp"
#include "match/follow_up.hpp"

namespace kept {

struct FollowUpAnswer {
  FollowUpRelation relation = FollowUpRelation::restated;
  double similarity = 0;
};

// How surely sums speak of one thing, best first: the whole sum, its named part, another sum of the same purpose, a sum
// that is told to have changed.
inline constexpr double same_sum = 1.0;
inline constexpr double named_part = 0.9;
inline constexpr double same_purpose = 0.8;
inline constexpr double changed_sum = 0.7;

// A claim of a document and the day on which it was said.
struct SaidClaim {
  const SaidClaims& document;
  std::size_t claim = 0;
  Date day;

  [[nodiscard]] const Claim& get() const { return document.claims[claim]; }
};

// Empty where the two do not speak of one thing.
std::optional<FollowUpAnswer> answer_of(const SaidClaim& promise, const SaidClaim& later);

// A headline and the text below it tell the same promise.
bool said_twice(const Claim& a, const Claim& b);

}  // namespace kept
