#include "match/follow_up.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/date.hpp"
#include "claim/claim.hpp"
#include "match/follow_up_answer.hpp"

namespace kept {
namespace {

constexpr double decided_by_a_person = 2.0;  // more surely than by any word or sum

bool is_promise(const Claim& claim) {
  if (claim.modality == Modality::promised || claim.modality == Modality::expected) return true;
  // Money that was decided or signed is promised, whatever the tense.
  return claim.kind == ClaimKind::money && claim.modality == Modality::stated && !claim.cumulative &&
         (claim.stage == Stage::committed || claim.stage == Stage::pledged || claim.stage == Stage::signed_);
}

// The day on which a later text was said, or the first on which it may have been.
std::optional<Date> said_from(const SaidClaims& said) {
  if (said.date) return said.date;
  std::optional<Date> last;
  for (const Claim& claim : said.claims) {
    const bool past = claim.modality == Modality::stated && claim.period.from;
    if (past && (!last || *last < *claim.period.from)) last = claim.period.from;
  }
  return last;
}

bool is_decided(std::span<const DecidedFollowUp> decided, const FollowUpLink& link) {
  return std::ranges::any_of(decided, [&link](const DecidedFollowUp& each) {
    return each.promise_document == link.promise_document && each.promise_claim == link.promise_claim &&
           each.later_document == link.later_document && each.later_claim == link.later_claim;
  });
}

std::vector<FollowUpLink> candidates(std::span<const SaidClaims> documents, Date on,
                                     std::span<const DecidedFollowUp> decided) {
  std::vector<FollowUpLink> found;
  for (const DecidedFollowUp& each : decided) {
    const auto& later = documents[each.later_document].date;
    if (!each.relation || (later && *later > on)) continue;
    found.push_back({each.promise_document, each.promise_claim, each.later_document, each.later_claim, *each.relation,
                     decided_by_a_person});
  }
  std::vector<std::optional<Date>> said;
  for (const SaidClaims& document : documents) said.push_back(said_from(document));
  for (std::size_t d = 0; d < documents.size(); ++d) {
    if (!documents[d].date) continue;
    for (std::size_t i = 0; i < documents[d].claims.size(); ++i) {
      if (!is_promise(documents[d].claims[i])) continue;
      for (std::size_t e = 0; e < documents.size(); ++e) {
        if (!said[e] || *said[e] <= *documents[d].date || *said[e] > on) continue;
        for (std::size_t j = 0; j < documents[e].claims.size(); ++j) {
          const auto answer = answer_of({documents[d], i, *documents[d].date}, {documents[e], j, *said[e]});
          if (!answer) continue;
          const FollowUpLink link{d, i, e, j, answer->relation, answer->similarity};
          if (!is_decided(decided, link)) found.push_back(link);
        }
      }
    }
  }
  return found;
}

}  // namespace

std::string_view to_string(FollowUpRelation relation) {
  constexpr std::array<std::string_view, 5> names{"kept", "partly_kept", "restated", "changed", "broken"};
  return names.at(static_cast<std::size_t>(relation));
}

std::vector<FollowUpLink> follow_promises(std::span<const SaidClaims> documents, Date on,
                                          std::span<const DecidedFollowUp> decided) {
  auto found = candidates(documents, on, decided);
  std::ranges::stable_sort(found, {}, [](const FollowUpLink& link) { return -link.similarity; });
  std::set<std::tuple<std::size_t, std::size_t, std::size_t>> answered;  // promise and later document
  // The promise that a later claim settles in a document: (promise document, later document, later claim, relation) to
  // promise. What keeps an instalment may be a part of its programme, so money is settled once by each relation.
  std::map<std::tuple<std::size_t, std::size_t, std::size_t, FollowUpRelation>, std::size_t> settling;
  std::vector<FollowUpLink> links;
  for (const FollowUpLink& link : found) {
    const std::vector<Claim>& promises = documents[link.promise_document].claims;
    const Claim& promise = promises[link.promise_claim];
    const bool settles = link.relation == FollowUpRelation::kept || link.relation == FollowUpRelation::partly_kept;
    const FollowUpRelation as = promise.kind == ClaimKind::money ? link.relation : FollowUpRelation::kept;
    const std::tuple key{link.promise_document, link.later_document, link.later_claim, as};
    const auto other = settling.find(key);
    if (settles && other != settling.end() && !said_twice(promise, promises[other->second])) continue;
    const bool first = answered.insert({link.promise_document, link.promise_claim, link.later_document}).second;
    const bool part = promise.kind == ClaimKind::money && link.similarity == named_part;
    if (!first && !part && link.similarity != decided_by_a_person) continue;
    if (settles) settling.emplace(key, link.promise_claim);
    links.push_back(link);
  }
  std::ranges::stable_sort(links, {}, [](const FollowUpLink& link) {
    return std::tuple(link.promise_document, link.promise_claim, link.later_document, link.later_claim);
  });
  return links;
}

}  // namespace kept
