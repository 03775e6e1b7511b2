#include "match/follow_up.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "claim/claim.hpp"
#include "match/circumstances.hpp"
#include "match/name_words.hpp"

namespace kept {
namespace {

// How surely claims speak of one thing, best first: a person says so; of money the whole sum, its named part, a smaller
// sum of the same purpose, a sum that is told to have changed.
constexpr double decided_by_a_person = 2.0;
constexpr double same_sum = 1.0;
constexpr double named_part = 0.9;
constexpr double smaller_sum = 0.8;
constexpr double changed_sum = 0.7;

constexpr std::size_t purpose_words_min = 2;  // that a smaller sum shares with the whole
constexpr int news_days = 31;                 // within a month "given" tells the promise again

struct Answer {
  FollowUpRelation relation = FollowUpRelation::restated;
  double similarity = 0;
};

bool is_promise(const Claim& claim) {
  if (claim.modality == Modality::promised || claim.modality == Modality::expected) return true;
  // Money that was decided or signed is promised, whatever the tense.
  return claim.kind == ClaimKind::money && claim.modality == Modality::stated && !claim.cumulative &&
         (claim.stage == Stage::committed || claim.stage == Stage::pledged || claim.stage == Stage::signed_);
}

bool one_kind(const Claim& promise, const Claim& later) {
  if (promise.kind == later.kind) return true;
  const auto deed = [](ClaimKind kind) {
    return kind == ClaimKind::event || kind == ClaimKind::act || kind == ClaimKind::agreement;
  };
  return deed(promise.kind) && deed(later.kind);
}

// Whether the later claim's time may be that of the promise. A promise that is dated by its announcement or its
// decision leaves open when it will be kept.
bool one_time(const Claim& promise, Date said, const Claim& later) {
  if (!later.period.from && !later.period.to) return true;
  Period allowed = promise.period;
  const bool news =
      allowed.from && allowed.to && *allowed.to <= said && *allowed.from >= said.plus_days(-date_lag_days);
  if (news) allowed.to.reset();
  if (allowed.from) allowed.from = allowed.from->plus_days(-date_lag_days);
  if (allowed.to) allowed.to = allowed.to->plus_days(date_lag_days);
  return allowed.overlaps(later.period);
}

bool share_a_party(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::ranges::any_of(a, [&b](const std::string& code) { return std::ranges::find(b, code) != b.end(); });
}

bool no_other_party(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return a.empty() || b.empty() || share_a_party(a, b);
}

std::optional<Answer> answer_by_name(const SaidClaims& first, std::size_t i, const SaidClaims& second, std::size_t j) {
  const Claim& promise = first.claims[i];
  const Claim& later = second.claims[j];
  const bool parties = no_other_party(promise.parties, later.parties) && no_other_party(promise.giver, later.giver) &&
                       no_other_party(promise.receiver, later.receiver);
  if (!parties || !one_time(promise, *first.date, later)) return std::nullopt;
  // Things are named by one word often ("helmets"); then both sides' parties must be known and agree.
  const bool thing = promise.kind == ClaimKind::goods && share_a_party(promise.giver, later.giver) &&
                     share_a_party(promise.receiver, later.receiver);
  const SharedWords words = shared_words(first.naming_words[i], second.naming_words[j]);
  const double similarity = thing ? (words.shared == words.shorter ? words.share() : 0)
                                  : naming_similarity(first.naming_words[i], second.naming_words[j]);
  if (similarity == 0) return std::nullopt;
  if (later.modality == Modality::denied) return Answer{FollowUpRelation::broken, similarity};
  if (later.modality == Modality::stated) return Answer{FollowUpRelation::kept, similarity};
  const bool moved_deadline = promise.period.to && later.period.to && *promise.period.to < *later.period.to;
  return Answer{moved_deadline ? FollowUpRelation::changed : FollowUpRelation::restated, similarity};
}

// A budget is supported by loans and by grants; a loan is no grant, and a guarantee is neither.
bool no_other_instrument(const Claim& a, const Claim& b) {
  if (!a.instrument || !b.instrument || a.instrument == b.instrument) return true;
  const auto budget = [](const Claim& claim) { return claim.instrument == Instrument::budget_support; };
  const auto money = [](const Claim& claim) {
    return claim.instrument == Instrument::loan || claim.instrument == Instrument::grant;
  };
  return (budget(a) && money(b)) || (money(a) && budget(b));
}

bool one_flow(const Claim& promise, const Claim& later) {
  return share_a_party(promise.giver, later.giver) && share_a_party(promise.receiver, later.receiver) &&
         no_other_instrument(promise, later);
}

bool one_sum(const Claim& a, const Claim& b) {
  return a.currency == b.currency && a.value && b.value && *a.value == *b.value;
}

bool moved(const Claim& claim) {
  return claim.modality == Modality::stated && (claim.stage == Stage::disbursed || claim.stage == Stage::given);
}

const Claim* whole_of(const SaidClaims& said, const Claim& part) {
  if (part.part_of.empty()) return nullptr;
  const auto whole =
      std::ranges::find_if(said.claims, [&part](const Claim& claim) { return claim.id == part.part_of; });
  return whole == said.claims.end() ? nullptr : &*whole;
}

bool has_parts(const SaidClaims& said, const Claim& whole) {
  return std::ranges::any_of(said.claims, [&whole](const Claim& claim) { return claim.part_of == whole.id; });
}

FollowUpRelation relation_of_sum(const SaidClaims& first, const Claim& promise, const SaidClaims& second,
                                 const Claim& later) {
  if (later.modality == Modality::denied) return FollowUpRelation::broken;
  if (later.modality != Modality::stated) {
    const bool moved_deadline = promise.period.to && later.period.to && *promise.period.to < *later.period.to &&
                                *promise.period.to > *first.date;
    return moved_deadline ? FollowUpRelation::changed : FollowUpRelation::restated;
  }
  const bool news = later.stage == Stage::given && days_between(*first.date, *second.date) <= news_days;
  // "Out of the 300 million, 90 million was paid": the whole is told again, its parts say how far it is.
  const bool parts_tell = !later.id.empty() && has_parts(second, later);
  return moved(later) && !news && !parts_tell ? FollowUpRelation::kept : FollowUpRelation::restated;
}

std::optional<Answer> answer_by_sum(const SaidClaims& first, std::size_t i, const SaidClaims& second, std::size_t j) {
  const Claim& promise = first.claims[i];
  const Claim& later = second.claims[j];
  if (later.stage == Stage::requested || later.stage == Stage::other || later.modality == Modality::proposed) {
    return std::nullopt;
  }
  if (!one_flow(promise, later)) return std::nullopt;
  const FollowUpRelation of_part = moved(later) ? FollowUpRelation::partly_kept : FollowUpRelation::restated;
  // The part's own time is its payment's; the whole may have been promised long before.
  if (const Claim* whole = whole_of(second, later); whole != nullptr && one_sum(promise, *whole)) {
    return Answer{of_part, named_part};
  }
  if (!one_time(promise, *first.date, later)) return std::nullopt;
  if (one_sum(promise, later)) return Answer{relation_of_sum(first, promise, second, later), same_sum};
  const bool told_to_change = later.change == Change::increase || later.change == Change::decrease;
  const bool soon = days_between(*first.date, *second.date) <= date_lag_days;
  if (told_to_change && soon && promise.instrument && later.instrument) {
    return Answer{FollowUpRelation::changed, changed_sum};
  }
  const bool smaller = promise.currency == later.currency && promise.value && later.value &&
                       *later.value < *promise.value && moved(later) && !later.cumulative;
  const bool one_purpose = share_a_party(promise.channel, later.channel) ||
                           shared_words(first.naming_words[i], second.naming_words[j]).shared >= purpose_words_min;
  if (smaller && one_purpose) return Answer{of_part, smaller_sum};
  return std::nullopt;
}

// A headline and the text below it tell the same promise.
bool said_twice(const Claim& a, const Claim& b) {
  return a.kind == ClaimKind::money && b.kind == ClaimKind::money && one_sum(a, b) && one_flow(a, b);
}

std::optional<Answer> answer_of(const SaidClaims& first, std::size_t i, const SaidClaims& second, std::size_t j) {
  if (!one_kind(first.claims[i], second.claims[j])) return std::nullopt;
  return first.claims[i].kind == ClaimKind::money ? answer_by_sum(first, i, second, j)
                                                  : answer_by_name(first, i, second, j);
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
  for (std::size_t d = 0; d < documents.size(); ++d) {
    if (!documents[d].date) continue;
    for (std::size_t i = 0; i < documents[d].claims.size(); ++i) {
      if (!is_promise(documents[d].claims[i])) continue;
      for (std::size_t e = 0; e < documents.size(); ++e) {
        if (!documents[e].date || *documents[e].date <= *documents[d].date || *documents[e].date > on) continue;
        for (std::size_t j = 0; j < documents[e].claims.size(); ++j) {
          const auto answer = answer_of(documents[d], i, documents[e], j);
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
  // The promise that a later claim settles in a document: (promise document, later document, later claim) to promise.
  std::map<std::tuple<std::size_t, std::size_t, std::size_t>, std::size_t> settling;
  std::vector<FollowUpLink> links;
  for (const FollowUpLink& link : found) {
    const std::vector<Claim>& promises = documents[link.promise_document].claims;
    const Claim& promise = promises[link.promise_claim];
    const bool settles = link.relation == FollowUpRelation::kept || link.relation == FollowUpRelation::partly_kept;
    const std::tuple key{link.promise_document, link.later_document, link.later_claim};
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
