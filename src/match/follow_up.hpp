// What became of a promise in what was said later: claim against claim, across documents and languages.
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
  kept,         // reported done
  partly_kept,  // done in part
  restated,     // said again, nothing new done
  changed,      // another amount, deadline or giver
  broken,       // said not to be done
};
std::string_view to_string(FollowUpRelation relation);

// One document's claims with the words that name each of them.
struct SaidClaims {
  std::optional<Date> date;
  std::vector<Claim> claims;
  std::vector<std::vector<std::string>> naming_words;   // of each claim, lower case, no duplicates; see naming_words()
  std::vector<std::vector<std::string>> telling_words;  // of each claim; see telling_words()
};

struct FollowUpLink {
  std::size_t promise_document = 0;
  std::size_t promise_claim = 0;
  std::size_t later_document = 0;
  std::size_t later_claim = 0;
  FollowUpRelation relation = FollowUpRelation::kept;
  double similarity =
      0;  // 0 to 1: the share of the shorter name's words that both have; of money see follow_up_answer.hpp
};

// What a person decided of a later claim: what it tells of the promise, or that it does not speak of it.
struct DecidedFollowUp {
  std::size_t promise_document = 0;
  std::size_t promise_claim = 0;
  std::size_t later_document = 0;
  std::size_t later_claim = 0;
  std::optional<FollowUpRelation> relation;  // empty: it does not speak of it
};

// For each promised or expected claim, and for money that was decided, the later claims said by `on` that speak of it:
// of each later document the best one, and every part of the sum. Links are ordered by promise, later document and
// later claim. One later claim settles one promise of a document, the best match first; the same promise may be told
// twice in a text, and in several documents, and what keeps an instalment is a part of its programme.
// A text without a day was said no earlier than the last day that it tells of as past.
// Decisions of people win over all that.
std::vector<FollowUpLink> follow_promises(std::span<const SaidClaims> documents, Date on,
                                          std::span<const DecidedFollowUp> decided = {});

}  // namespace kept
