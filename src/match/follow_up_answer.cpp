#include "match/follow_up_answer.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "claim/claim.hpp"
#include "match/circumstances.hpp"
#include "match/follow_up.hpp"
#include "match/name_words.hpp"

namespace kept {
namespace {

constexpr std::size_t purpose_words_min = 2;  // telling words that two sums of one purpose share
constexpr int month_days = 31;                // within a month "given" tells the promise again
constexpr int year_days = 366;  // an undated report later than this is of another event, or of another gift

using Parties = std::vector<std::string>;

bool share_a_party(const Parties& a, const Parties& b) {
  return std::ranges::any_of(a, [&b](const std::string& code) { return std::ranges::find(b, code) != b.end(); });
}

bool no_other_party(const Parties& a, const Parties& b) { return a.empty() || b.empty() || share_a_party(a, b); }

// Who was promised something does not give it.
bool given_back(const Claim& promise, const Claim& later) {
  return share_a_party(promise.receiver, later.giver) && !share_a_party(promise.giver, later.giver);
}

bool one_kind(const Claim& promise, const Claim& later) {
  if (promise.kind == later.kind) return true;
  const auto deed = [](ClaimKind kind) {
    return kind == ClaimKind::event || kind == ClaimKind::act || kind == ClaimKind::agreement;
  };
  return deed(promise.kind) && deed(later.kind);
}

bool is_number(const Claim& claim) { return claim.kind == ClaimKind::count || claim.kind == ClaimKind::share; }

bool is_dated(const Claim& claim) { return claim.period.from && claim.period.to; }

bool within_a_month(const Period& period) {
  return period.from && period.to && days_between(*period.from, *period.to) <= month_days;
}

Period widened(Period period, int days) {
  if (period.from) period.from = period.from->plus_days(-days);
  if (period.to) period.to = period.to->plus_days(days);
  return period;
}

// A promise that is dated by its announcement or its decision leaves open when it will be kept.
bool dated_by_its_news(const Claim& promise, Date said) {
  return is_dated(promise) && *promise.period.to <= said && *promise.period.from >= said.plus_days(-date_lag_days);
}

bool tells_payment(const Claim& claim) { return claim.stage == Stage::disbursed || claim.stage == Stage::given; }

bool moved(const Claim& claim) { return claim.modality == Modality::stated && tells_payment(claim); }

// Whether the later sum's time may be that of the promise. Two announcements are one only on days that are near.
bool one_time_of_money(const SaidClaim& promise, const Claim& later) {
  Period allowed = promise.get().period;
  if (dated_by_its_news(promise.get(), promise.day) && tells_payment(later)) allowed.to.reset();
  return widened(allowed, date_lag_days).overlaps(later.period);
}

bool one_time_of_things(const SaidClaim& promise, const Claim& later) {
  Period allowed = promise.get().period;
  if (dated_by_its_news(promise.get(), promise.day)) allowed.to.reset();
  return widened(allowed, date_lag_days).overlaps(later.period);
}

// A report without a date is of the last such event.
bool one_time_of_deeds(const SaidClaim& promise, const SaidClaim& later) {
  const Period& promised = promise.get().period;
  const Period& reported = later.get().period;
  if (!reported.from && !reported.to) return !promised.to || later.day <= promised.to->plus_days(year_days);
  return widened(promised, date_lag_days).overlaps(reported);
}

// The time that was named is no longer the time that is named.
bool moved_deadline(const Period& promised, const Period& later) {
  if (!promised.to || !later.to) return false;
  if (promised.from && later.from) return !promised.overlaps(later);
  return later.from ? *later.from > *promised.to : !promised.from && *later.to > *promised.to;
}

// Two states sign the memorandum that they promised to each other once; they meet often.
bool one_pair_of_states(const SaidClaim& promise, const SaidClaim& later) {
  const Claim& a = promise.get();
  const Claim& b = later.get();
  const auto shared = std::ranges::count_if(
      a.parties, [&b](const std::string& code) { return std::ranges::find(b.parties, code) != b.parties.end(); });
  return a.kind == ClaimKind::agreement && b.kind == ClaimKind::agreement && shared >= 2 &&
         days_between(promise.day, later.day) <= year_days;
}

// How much two names of things, events and deeds have in common; 0: they name different ones.
double name_similarity(const SaidClaim& promise, const SaidClaim& later) {
  const auto& words = promise.document.naming_words[promise.claim];
  const auto& later_words = later.document.naming_words[later.claim];
  const Claim& a = promise.get();
  const Claim& b = later.get();
  if (a.kind == ClaimKind::goods && share_a_party(a.giver, b.giver) && share_a_party(a.receiver, b.receiver)) {
    // Things are named by one word often ("helmets"); then both sides' parties must be known and agree.
    const SharedWords shared = shared_words(words, later_words);
    return shared.shared == shared.shorter ? shared.share() : 0;
  }
  const double similarity = naming_similarity(words, later_words);
  if (a.kind == ClaimKind::goods) {
    const bool nobody_named = a.receiver.empty() || b.receiver.empty();
    const bool parties = share_a_party(a.receiver, b.receiver) ? a.giver.empty() == b.giver.empty()
                                                               : nobody_named && share_a_party(a.giver, b.giver);
    // "Air defence" is not the missile battery that was promised.
    const std::size_t shared = shared_words(words, later_words).shared;
    const bool as_exact = 2 * shared > std::max(words.size(), later_words.size());
    return parties && as_exact && days_between(promise.day, later.day) <= year_days ? similarity : 0;
  }
  // "The Norway-Kenya summit" is any of them, unless both are dated and near.
  const SharedWords telling =
      shared_words(promise.document.telling_words[promise.claim], later.document.telling_words[later.claim]);
  // People are many; "fighter aircraft" tells.
  if (is_number(a)) return telling.shared >= purpose_words_min ? similarity : 0;
  const bool one_date =
      within_a_month(a.period) && within_a_month(b.period) && widened(a.period, month_days).overlaps(b.period);
  return telling.shared > 0 || one_date || one_pair_of_states(promise, later) ? similarity : 0;
}

// Numbers are promised, too: "2 percent of GDP", "30 tanks". More of what was promised keeps the promise.
std::optional<FollowUpRelation> relation_of_number(const Claim& promise, const Claim& later) {
  if (!promise.value || !later.value || promise.unit != later.unit) return std::nullopt;
  const bool equal = *promise.value == *later.value;
  if (promise.kind == ClaimKind::share && !equal) return std::nullopt;
  if (later.modality != Modality::stated) return equal ? std::optional(FollowUpRelation::restated) : std::nullopt;
  return *later.value < *promise.value ? FollowUpRelation::partly_kept : FollowUpRelation::kept;
}

// How many of a thing are given, where the text counts them ("thirty [tanks]").
std::optional<Decimal> number_of(const SaidClaim& thing) {
  const auto count = std::ranges::find_if(thing.document.claims, [&thing](const Claim& claim) {
    return claim.kind == ClaimKind::count && claim.value && claim.span.overlaps(thing.get().span);
  });
  return count == thing.document.claims.end() ? std::nullopt : count->value;
}

bool gives_fewer(const SaidClaim& promise, const SaidClaim& later) {
  const auto promised = number_of(promise);
  const auto given = number_of(later);
  return promised && given && *given < *promised;
}

std::optional<FollowUpAnswer> answer_by_name(const SaidClaim& said, const SaidClaim& reported) {
  const Claim& promise = said.get();
  const Claim& later = reported.get();
  const bool parties = no_other_party(promise.parties, later.parties) && no_other_party(promise.giver, later.giver) &&
                       no_other_party(promise.receiver, later.receiver) && !given_back(promise, later);
  if (!parties) return std::nullopt;
  const bool deed =
      promise.kind != ClaimKind::goods && promise.kind != ClaimKind::count && promise.kind != ClaimKind::share;
  if (deed ? !one_time_of_deeds(said, reported) : !one_time_of_things(said, later)) return std::nullopt;
  const double similarity = name_similarity(said, reported);
  if (similarity == 0) return std::nullopt;
  if (later.modality == Modality::denied) return FollowUpAnswer{FollowUpRelation::broken, similarity};
  if (is_number(promise)) {
    const auto relation = relation_of_number(promise, later);
    return relation ? std::optional(FollowUpAnswer{*relation, similarity}) : std::nullopt;
  }
  if (later.modality == Modality::stated) {
    const bool fewer = promise.kind == ClaimKind::goods && gives_fewer(said, reported);
    return FollowUpAnswer{fewer ? FollowUpRelation::partly_kept : FollowUpRelation::kept, similarity};
  }
  const bool changed = moved_deadline(promise.period, later.period);
  return FollowUpAnswer{changed ? FollowUpRelation::changed : FollowUpRelation::restated, similarity};
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

constexpr int digits_max = 18;

int significant_digits(const Decimal& value) {
  int digits = 1;
  while (digits < digits_max && value.rounded_to_digits(digits) != value) ++digits;
  return digits;
}

// "63.3 million" is told again as "63 million". One digit rounds away too much to tell a sum.
bool one_amount(const Decimal& a, const Decimal& b) {
  if (a == b) return true;
  const int digits = std::min(significant_digits(a), significant_digits(b));
  const Decimal apart = a < b ? b - a : a - b;
  const bool near = apart * Decimal::from_integer(100) <= std::max(a, b);
  return digits > 1 && near && a.rounded_to_digits(digits) == b.rounded_to_digits(digits);
}

bool one_sum(const Claim& a, const Claim& b) {
  return a.currency == b.currency && a.value && b.value && one_amount(*a.value, *b.value);
}

std::size_t shared_purpose(const SaidClaim& a, const SaidClaim& b) {
  return shared_words(a.document.telling_words[a.claim], b.document.telling_words[b.claim]).shared;
}

bool one_purpose(const SaidClaim& a, const SaidClaim& b) { return shared_purpose(a, b) >= purpose_words_min; }

// "Budget support", "a loan": a kind of money that a donor gives by few decisions; there are many grants.
bool one_named_kind(const Claim& a, const Claim& b) {
  return a.instrument == b.instrument &&
         (a.instrument == Instrument::budget_support || a.instrument == Instrument::loan);
}

bool is_ascii(const std::vector<std::string>& words) {
  return std::ranges::all_of(words, [](const std::string& word) {
    return std::ranges::all_of(word, [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
  });
}

// Whether anything but parties and sum says that the two are one: purpose, channel, kind of money, or time.
bool is_borne_out(const SaidClaim& promise, const SaidClaim& later) {
  const Claim& a = promise.get();
  const Claim& b = later.get();
  const bool one_date = is_dated(a) && is_dated(b) && a.period.overlaps(b.period);
  return shared_purpose(promise, later) > 0 || share_a_party(a.channel, b.channel) ||
         (a.instrument && a.instrument == b.instrument) || one_date;
}

// Two round sums in one language, of other purposes, nothing else but the parties in common: an amount alone is no
// match.
bool named_apart(const SaidClaim& promise, const SaidClaim& later) {
  const auto& words = promise.document.telling_words[promise.claim];
  const auto& later_words = later.document.telling_words[later.claim];
  const bool both_named = words.size() >= purpose_words_min && later_words.size() >= purpose_words_min;
  return both_named && is_ascii(words) && is_ascii(later_words) && significant_digits(*promise.get().value) == 1 &&
         !is_borne_out(promise, later);
}

// "The second tranche of 300 million" is not the first.
bool other_tranche(const SaidClaim& promise, const SaidClaim& later) {
  return shared_words(promise.document.naming_words[promise.claim], later.document.naming_words[later.claim])
      .editions_differ;
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

FollowUpRelation relation_of_sum(const SaidClaim& promise, const SaidClaim& reported) {
  const Claim& later = reported.get();
  if (later.modality == Modality::denied) return FollowUpRelation::broken;
  if (later.modality != Modality::stated) {
    const Period& promised = promise.get().period;
    const bool deadline = promised.to && *promised.to > promise.day;
    return deadline && moved_deadline(promised, later.period) ? FollowUpRelation::changed : FollowUpRelation::restated;
  }
  const bool news = later.stage == Stage::given && days_between(promise.day, reported.day) <= month_days;
  // "Out of the 300 million, 90 million was paid": the whole is told again, its parts say how far it is.
  const bool parts_tell = !later.id.empty() && has_parts(reported.document, later);
  return moved(later) && !news && !parts_tell ? FollowUpRelation::kept : FollowUpRelation::restated;
}

// Another sum of the same purpose: a smaller one that moved is a part. A greater one soon after has the promised sum in
// it, unless it is a total of all that was ever given.
std::optional<FollowUpAnswer> answer_by_purpose(const SaidClaim& said, const SaidClaim& reported) {
  const Claim& promise = said.get();
  const Claim& later = reported.get();
  const bool comparable = promise.currency == later.currency && promise.value && later.value;
  if (!comparable || !moved(later)) return std::nullopt;
  const bool purpose = one_purpose(said, reported);
  const bool kind = one_named_kind(promise, later);
  const bool channel = share_a_party(promise.channel, later.channel) && !later.cumulative;
  if (*later.value < *promise.value && (purpose || kind || channel)) {
    return FollowUpAnswer{FollowUpRelation::partly_kept, same_purpose};
  }
  const bool soon = days_between(said.day, reported.day) <= date_lag_days;
  if (*later.value > *promise.value && purpose && soon && !later.cumulative) {
    return FollowUpAnswer{FollowUpRelation::kept, same_purpose};
  }
  return std::nullopt;
}

std::optional<FollowUpAnswer> answer_by_sum(const SaidClaim& said, const SaidClaim& reported) {
  const Claim& promise = said.get();
  const Claim& later = reported.get();
  if (later.stage == Stage::requested || later.stage == Stage::other || later.modality == Modality::proposed) {
    return std::nullopt;
  }
  // Where one text does not say who receives it, the purpose must.
  const bool nobody_named = (promise.receiver.empty() || later.receiver.empty()) &&
                            share_a_party(promise.giver, later.giver) && no_other_instrument(promise, later);
  const bool one_use = one_purpose(said, reported) || one_named_kind(promise, later);
  if (!one_flow(promise, later) && !(nobody_named && one_use)) return std::nullopt;
  // The part's own time is its payment's; the whole may have been promised long before.
  if (const Claim* whole = whole_of(reported.document, later); whole != nullptr && one_sum(promise, *whole)) {
    return FollowUpAnswer{moved(later) ? FollowUpRelation::partly_kept : FollowUpRelation::restated, named_part};
  }
  if (!one_time_of_money(said, later)) return std::nullopt;
  if (one_sum(promise, later)) {
    if (named_apart(said, reported) || other_tranche(said, reported)) return std::nullopt;
    const FollowUpRelation relation = relation_of_sum(said, reported);
    // "Another EUR 5 million" is a further sum, and one given years later another.
    const bool further = later.change == Change::new_ && promise.change != Change::new_;
    const bool long_after = days_between(said.day, reported.day) > year_days && !is_borne_out(said, reported);
    const bool another = relation == FollowUpRelation::kept && (further || long_after);
    return another ? std::nullopt : std::optional(FollowUpAnswer{relation, same_sum});
  }
  const bool told_to_change = later.change == Change::increase || later.change == Change::decrease;
  const bool soon = days_between(said.day, reported.day) <= date_lag_days;
  const bool named = shared_purpose(said, reported) > 0 || share_a_party(promise.channel, later.channel);
  if (told_to_change && (named || (soon && promise.instrument && later.instrument))) {
    return FollowUpAnswer{FollowUpRelation::changed, changed_sum};
  }
  return answer_by_purpose(said, reported);
}

}  // namespace

std::optional<FollowUpAnswer> answer_of(const SaidClaim& promise, const SaidClaim& later) {
  if (!one_kind(promise.get(), later.get())) return std::nullopt;
  return promise.get().kind == ClaimKind::money ? answer_by_sum(promise, later) : answer_by_name(promise, later);
}

bool said_twice(const Claim& a, const Claim& b) {
  return a.kind == ClaimKind::money && b.kind == ClaimKind::money && one_sum(a, b) && one_flow(a, b);
}

}  // namespace kept
