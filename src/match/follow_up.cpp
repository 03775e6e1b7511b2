#include "match/follow_up.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "claim/claim.hpp"
#include "match/circumstances.hpp"

namespace kept {
namespace {

constexpr std::size_t shared_words_min = 2;
constexpr double similarity_min = 0.6;

bool is_year(std::string_view word) {
  return word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) &&
         std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_promise(const Claim& claim) {
  return claim.modality == Modality::promised || claim.modality == Modality::expected;
}

bool one_kind(const Claim& promise, const Claim& later) {
  if (promise.kind == later.kind) return true;
  const auto deed = [](ClaimKind kind) {
    return kind == ClaimKind::event || kind == ClaimKind::act || kind == ClaimKind::agreement;
  };
  return deed(promise.kind) && deed(later.kind);
}

// Whether the later claim's time may be that of the promise.
bool one_time(const Claim& promise, const Claim& later) {
  if (!later.period.from && !later.period.to) return true;
  Period allowed = promise.period;
  if (allowed.from) allowed.from = allowed.from->plus_days(-date_lag_days);
  if (allowed.to) allowed.to = allowed.to->plus_days(date_lag_days);
  return allowed.overlaps(later.period);
}

bool share_a_party(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return a.empty() || b.empty() ||
         std::ranges::any_of(a, [&b](const std::string& code) { return std::ranges::find(b, code) != b.end(); });
}

bool one_money(const Claim& promise, const Claim& later) {
  return promise.kind == ClaimKind::money && promise.currency == later.currency && promise.value &&
         promise.value == later.value && !promise.giver.empty() && promise.giver == later.giver &&
         promise.receiver == later.receiver;
}

// How surely the later claim speaks of the promise: 0 where it does not.
double similarity_of(const SaidClaims& first, std::size_t i, const SaidClaims& second, std::size_t j) {
  const Claim& promise = first.claims[i];
  const Claim& later = second.claims[j];
  if (!one_kind(promise, later) || !one_time(promise, later)) return 0;
  if (promise.kind == ClaimKind::money) return one_money(promise, later) ? 1 : 0;
  const bool parties = share_a_party(promise.parties, later.parties) && share_a_party(promise.giver, later.giver) &&
                       share_a_party(promise.receiver, later.receiver);
  return parties ? naming_similarity(first.naming_words[i], second.naming_words[j]) : 0;
}

FollowUpRelation relation_of(const Claim& promise, const Claim& later) {
  if (later.modality == Modality::denied) return FollowUpRelation::broken;
  if (later.modality == Modality::stated) {
    // Money that is told to be set apart again has not moved yet.
    const bool moved = later.kind != ClaimKind::money || later.stage == Stage::disbursed || later.stage == Stage::given;
    return moved ? FollowUpRelation::kept : FollowUpRelation::restated;
  }
  const bool moved_deadline = promise.period.to && later.period.to && *promise.period.to < *later.period.to;
  return moved_deadline ? FollowUpRelation::changed : FollowUpRelation::restated;
}

}  // namespace

std::string_view to_string(FollowUpRelation relation) {
  constexpr std::array<std::string_view, 4> names{"kept", "restated", "changed", "broken"};
  return names.at(static_cast<std::size_t>(relation));
}

double naming_similarity(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return 0;
  const auto has = [](const std::vector<std::string>& words, const std::string& word) {
    return std::ranges::find(words, word) != words.end();
  };
  const bool a_dated = std::ranges::any_of(a, is_year);
  const bool b_dated = std::ranges::any_of(b, is_year);
  std::size_t shared = 0;
  bool shared_year = false;
  for (const std::string& word : a) {
    if (!has(b, word)) continue;
    ++shared;
    shared_year = shared_year || is_year(word);
  }
  if (a_dated && b_dated && !shared_year) return 0;
  const double similarity = static_cast<double>(shared) / static_cast<double>(std::min(a.size(), b.size()));
  return shared >= shared_words_min && similarity >= similarity_min ? similarity : 0;
}

std::vector<FollowUpLink> follow_promises(std::span<const SaidClaims> documents, Date on) {
  std::vector<FollowUpLink> candidates;
  for (std::size_t d = 0; d < documents.size(); ++d) {
    if (!documents[d].date) continue;
    for (std::size_t i = 0; i < documents[d].claims.size(); ++i) {
      if (!is_promise(documents[d].claims[i])) continue;
      for (std::size_t e = 0; e < documents.size(); ++e) {
        if (!documents[e].date || *documents[e].date <= *documents[d].date || *documents[e].date > on) continue;
        for (std::size_t j = 0; j < documents[e].claims.size(); ++j) {
          const double similarity = similarity_of(documents[d], i, documents[e], j);
          if (similarity == 0) continue;
          candidates.push_back({d, i, e, j, relation_of(documents[d].claims[i], documents[e].claims[j]), similarity});
        }
      }
    }
  }
  std::ranges::stable_sort(candidates,
                           [](const FollowUpLink& a, const FollowUpLink& b) { return a.similarity > b.similarity; });
  std::set<std::tuple<std::size_t, std::size_t, std::size_t>> answered;  // promise and later document
  std::set<std::pair<std::size_t, std::size_t>> settling;                // later claims that settle a promise
  std::vector<FollowUpLink> links;
  for (const FollowUpLink& link : candidates) {
    const bool settles = link.relation == FollowUpRelation::kept;
    if (settles && settling.contains({link.later_document, link.later_claim})) continue;
    if (!answered.insert({link.promise_document, link.promise_claim, link.later_document}).second) continue;
    if (settles) settling.insert({link.later_document, link.later_claim});
    links.push_back(link);
  }
  std::ranges::stable_sort(links, [](const FollowUpLink& a, const FollowUpLink& b) {
    return std::tuple(a.promise_document, a.promise_claim, a.later_document) <
           std::tuple(b.promise_document, b.promise_claim, b.later_document);
  });
  return links;
}

}  // namespace kept
