// What became of a promise in what was said later: claim against claim, across documents.
//
// Two claims speak of one thing when their names share at least two words and most words of the shorter name, their
// years do not contradict each other, and their dates are no further apart than a booking lag: the same event's next
// edition is another event.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "claim/claim.hpp"

namespace kept {

enum class FollowUpRelation : std::uint8_t {
  kept,      // reported done
  restated,  // said again, nothing new done
  changed,   // another amount, deadline or giver
  broken,    // said not to be done
};
std::string_view to_string(FollowUpRelation relation);

// One document's claims with the words that name each of them.
struct SaidClaims {
  std::optional<Date> date;
  std::vector<Claim> claims;
  std::vector<std::vector<std::string>> naming_words;  // of each claim, lower case, no duplicates
};

struct FollowUpLink {
  std::size_t promise_document = 0;
  std::size_t promise_claim = 0;
  std::size_t later_document = 0;
  std::size_t later_claim = 0;
  FollowUpRelation relation = FollowUpRelation::kept;
  double similarity = 0;  // share of the shorter name's words that both have
};

// For each promised or expected claim the best later claim of each later document said by `on`; links ordered by
// promise, then by later document. One later claim settles one promise: the best match first.
std::vector<FollowUpLink> follow_promises(std::span<const SaidClaims> documents, Date on);

// The share of the shorter name's words that both names have, or 0 where they name different things.
double naming_similarity(const std::vector<std::string>& a, const std::vector<std::string>& b);

}  // namespace kept
