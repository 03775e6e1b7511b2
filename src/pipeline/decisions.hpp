// What people decided (`kept review`), brought to the claims at hand.
#pragma once

#include <span>
#include <vector>

#include "claim/claim.hpp"
#include "document/document.hpp"
#include "match/follow_up.hpp"
#include "source/decision.hpp"
#include "verdict/judge.hpp"

namespace kept {

// The name that a decision has for a claim of a document.
ClaimKey key_of(const Document& document, const Claim& claim);

struct ObeyedDecisions {
  std::vector<std::vector<DecidedClaim>> claims;  // of each document
  std::vector<DecidedFollowUp> follow_ups;
};

// Takes rejected readings out of `readings`, their numbers counting as left out, and finds the claims that the other
// decisions speak of: a claim that is read at other bounds today is the one that overlaps the decided one most.
// Decisions of other documents are passed over.
ObeyedDecisions obey_decisions(std::span<const Decision> decisions, std::span<const Document> documents,
                               std::vector<Reading>& readings);

}  // namespace kept
