// A single amount against single records.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "claim/claim.hpp"
#include "definition/chance.hpp"
#include "definition/definition.hpp"
#include "definition/known_record.hpp"
#include "definition/tolerance.hpp"
#include "definition/wording.hpp"
#include "match/circumstances.hpp"
#include "source/record.hpp"
#include "verdict/judge.hpp"
#include "verdict/judging.hpp"
#include "verdict/rules.hpp"
#include "verdict/verdict.hpp"

namespace kept {

std::string_view one_of_measure(Measure measure) {
  switch (measure) {
    case Measure::pledge:
      return "a pledge";
    case Measure::commitment:
      return "a commitment";
    case Measure::allocation:
      return "an allocation";
    case Measure::disbursement:
      return "a payment";
    case Measure::expenditure:
      return "spending";
    case Measure::budget:
      return "a budget";
    case Measure::planned:
      return "a planned payment";
    case Measure::incoming:
      return "incoming funds";
    case Measure::other:
      break;
  }
  return "a record";
}

std::string found_words(const Case& c, const Candidate& found) {
  const AmountReading& reading = found.reading();
  std::string text = std::string(one_of_measure(found.known->record.measure)) + " of " +
                     (reading.conversion ? reading_words(*found.known, reading, c.claim.currency)
                                         : amount_words(c.claim.currency, reading.amount));
  return text + " (" + record_place(*found.known) + ')';
}

void add_rates(Case& c, const std::vector<AmountReading>& readings, const Figure& figure) {
  for (const AmountReading& reading : readings) {
    if (!reading.conversion) continue;
    RateUse use;
    use.conversion = *reading.conversion;
    use.agrees = finding_of(fit_of(reading.amount, figure));
    use.note = amount_words(c.claim.currency, reading.amount) + ", " + deviation_words(reading.amount, figure);
    // A budget rate whose published source is the very speech proves nothing about it.
    use.circular =
        c.document.date && use.conversion.status_source.find(c.document.date->to_string()) != std::string::npos;
    if (use.circular) use.note += "; the source of this rate is partly this very statement";
    c.verdict.rates.push_back(std::move(use));
  }
}

double accident_of(const std::vector<Candidate>& candidates, const Candidate& found, const Figure& figure) {
  std::vector<ReachedValue> values;
  for (const Candidate& candidate : candidates) {
    if (candidate.circumstances.agreeing() < found.circumstances.agreeing()) continue;
    if (candidate.circumstances.any_differs()) continue;
    for (const AmountReading& reading : candidate.readings) {
      const double size = reading.amount.to_double();
      if (size > 0) values.push_back({std::log(size), 0});
    }
  }
  std::ranges::sort(values, {}, &ReachedValue::logarithm);
  return chance_of(figure, values, 0).probability;
}

void add_accident(Case& c, double accident) {
  const Decimal percent = Decimal::from_integer(static_cast<std::int64_t>(accident * 100));
  c.verdict.steps.push_back("These parties have so many records that " + percent.to_string() +
                            " % of figures like this one meet one of them by accident.");
}

namespace {

// An amount without a date is news, or was within the year; what is told before it happens is booked within a month.
constexpr int undated_days_before_max = 365;
constexpr int undated_days_after_max = 31;

bool is_undated(const Claim& claim) { return !claim.period.from && !claim.period.to; }

// Whether a record lies too far from the document's day to be what an amount without a date speaks of. An old one may
// still be meant where more than the parties agrees.
bool out_of_time(const Case& c, const Candidate& candidate) {
  const Period days = days_of(candidate.known->record);
  if (!c.document.date || !days.from) return false;
  const bool undated = is_undated(c.claim);
  if (*days.from > c.document.date->plus_days(undated ? undated_days_after_max : date_lag_days)) return true;
  return undated && *days.to < c.document.date->plus_days(-undated_days_before_max) &&
         candidate.circumstances.agreeing() < circumstances_min;
}

bool of_another_kind(const Candidate& candidate, const std::string& aid_type) {
  const std::string& recorded = candidate.known->record.aid_type;
  return candidate.circumstances.aid_type == Circumstance::differs ||
         (!aid_type.empty() && !recorded.empty() && recorded != aid_type &&
          candidate.circumstances.aid_type != Circumstance::agrees);
}

// The time that the text gives the flow. What is told as done was not done after the day of telling: a later date is
// that of the money's use.
Period time_of(const Case& c) {
  const Period& period = c.claim.period;
  const bool to_come =
      c.claim.modality == Modality::stated && c.document.date && period.from && *period.from > *c.document.date;
  return to_come ? Period{} : period;
}

bool is_payment(Measure measure) { return measure == Measure::disbursement || measure == Measure::expenditure; }

// Whether a record says when money was set apart that the text says was given later. Money is set apart before it is
// paid, so this says nothing of the day of payment.
bool set_apart_before(const Case& c, const Candidate& found) {
  const bool given = c.claim.stage == Stage::given || c.claim.stage == Stage::disbursed;
  const Period days = days_of(found.known->record);
  return given && !is_payment(found.known->record.measure) && days.to && c.claim.period.from &&
         *days.to < *c.claim.period.from;
}

// The date axis: a record outside the claimed period contradicts it only where data of the claimed measure reach it.
AxisFinding date_finding(const Case& c, const Candidate& found, const std::vector<Measure>& plain) {
  switch (found.circumstances.date) {
    case Circumstance::agrees:
      return AxisFinding::agrees;
    case Circumstance::near:
    case Circumstance::differs:
      if (!set_apart_before(c, found)) break;
      [[fallthrough]];
    case Circumstance::unknown:
      return AxisFinding::no_data;
  }
  const auto end = data_end(c.known, c.claim, plain);
  const bool reached = end && c.claim.period.to && *c.claim.period.to <= *end;
  return reached ? AxisFinding::differs : AxisFinding::no_data;
}

// Records of the claimed measure in the claimed period, with other amounts: what was there instead.
void add_contrary(Case& c, const std::vector<Candidate>& candidates) {
  for (const Candidate& candidate : candidates) {
    const bool there = candidate.plain && candidate.circumstances.date == Circumstance::agrees &&
                       !candidate.circumstances.any_differs() && candidate.fit >= AmountFit::beyond;
    if (!there) continue;
    add_evidence(c.verdict, *candidate.known, EvidenceRole::contrary,
                 reading_words(*candidate.known, candidate.reading(), c.claim.currency),
                 "what the data have for the claimed time");
    c.verdict.line += "; in the claimed time " + found_words(c, candidate);
  }
}

// Other records that fit and may be the same flow at another stage, or another flow of the same size.
void add_others(Case& c, const std::vector<Candidate>& candidates) {
  for (std::size_t i = 1; i < candidates.size(); ++i) {
    const Candidate& other = candidates[i];
    if (other.fit > AmountFit::close || other.known->record.activity == candidates[0].known->record.activity) continue;
    const bool another_sum = other.circumstances.date == Circumstance::differs;
    add_evidence(c.verdict, *other.known, another_sum ? EvidenceRole::excluded : EvidenceRole::near,
                 reading_words(*other.known, other.reading(), c.claim.currency),
                 another_sum ? "a like sum of another time is another sum" : "comes near as well");
  }
}

// The nearest record of the measure that the words mean, where another measure's comes nearer.
void add_plain_measure(Case& c, const std::vector<Candidate>& candidates, const Figure& figure) {
  const auto plain = std::ranges::find_if(candidates, [](const Candidate& candidate) {
    return candidate.plain && candidate.fit <= AmountFit::close && !candidate.circumstances.any_differs();
  });
  if (plain == candidates.end()) {
    c.verdict.line += "; none of the kind that the words say";
  } else {
    c.verdict.line += "; " + found_words(c, *plain) + ", " + deviation_words(plain->reading().amount, figure);
  }
}

// What the other rate policies make of the record: from the least to the most.
void add_spread(Case& c, const Candidate& found) {
  const auto [least, most] = std::ranges::minmax(found.readings, {}, &AmountReading::amount);
  if (found.readings.size() < 2) return;
  c.verdict.line += "; other rates make it " + amount_words(c.claim.currency, least.amount) + ' ' +
                    std::string(policy_words(least.conversion->policy)) + " to " +
                    amount_words(c.claim.currency, most.amount) + ' ' +
                    std::string(policy_words(most.conversion->policy));
}

void describe_found(Case& c, const std::vector<Candidate>& candidates, const Figure& figure) {
  const Candidate& found = candidates.front();
  Verdict& verdict = c.verdict;
  add_evidence(verdict, *found.known, EvidenceRole::counts,
               reading_words(*found.known, found.reading(), c.claim.currency),
               deviation_words(found.reading().amount, figure));
  add_rates(c, found.readings, figure);
  verdict.line =
      (c.findings.date == AxisFinding::differs ? "amount agrees, date differs: " : "") + found_words(c, found);
  if (found.fit == AmountFit::close) verdict.line += ", " + deviation_words(found.reading().amount, figure);
  add_spread(c, found);
  verdict.steps.push_back("The nearest record between these parties is " + record_words(*found.known) + ", " +
                          std::string(one_of_measure(found.known->record.measure)) + ".");
  verdict.steps.push_back("Its amount is " + reading_words(*found.known, found.reading(), c.claim.currency) + ", " +
                          deviation_words(found.reading().amount, figure) + ".");
  for (const RateUse& use : verdict.rates) {
    verdict.steps.push_back("It is " + use.note + ", " + std::string(policy_words(use.conversion.policy)) + " (" +
                            use.conversion.rate.rounded_to_digits(6).to_string() + ' ' + use.conversion.quote_currency +
                            " per " + use.conversion.base_currency + ", " + use.conversion.used + ").");
  }
  const auto agreeing = std::ranges::count(verdict.rates, AxisFinding::agrees, &RateUse::agrees);
  if (agreeing == 1 && verdict.rates.size() > 1) verdict.steps.emplace_back("It agrees under one rate policy only.");
  if (c.claim.instrument == Instrument::loan && found.known->record.instrument.empty()) {
    verdict.steps.emplace_back("The record does not say that it is a loan.");
  }
  for (const std::string& channel : c.claim.channel) {
    if (!found.known->record.channel.empty()) continue;
    verdict.steps.push_back("The record does not name " + channel + ".");
    verdict.line += "; the record does not name " + channel;
  }
  if (!found.plain) {
    add_plain_measure(c, candidates, figure);
    verdict.steps.push_back("The text speaks of another stage of money than this record, which is " +
                            std::string(one_of_measure(found.known->record.measure)) + ".");
  }
}

}  // namespace

void judge_flow(Case& c) {
  const auto figure = figure_of(c.claim);
  if (!figure || !c.claim.stage) return;
  const std::vector<Measure> plain = plain_measures(*c.claim.stage);
  auto candidates = candidates_for({c.claim, *figure, time_of(c), plain}, c.known, c.document);
  const std::string aid_type = said_aid_type(c);
  std::erase_if(candidates, [&](const Candidate& candidate) {
    return candidate.confirmed == nullptr && (out_of_time(c, candidate) || of_another_kind(candidate, aid_type));
  });
  const bool found =
      !candidates.empty() &&
      (candidates.front().confirmed != nullptr ||
       (candidates.front().fit <= AmountFit::close && candidates.front().circumstances.date != Circumstance::differs));
  if (!found) {
    add_near_rows(c, candidates);
    c.verdict.line = "no record of this amount";
    if (!c.verdict.evidence.empty()) {
      const Evidence& nearest = c.verdict.evidence.front();
      c.verdict.line += "; nearest: " + nearest.shown_as + " (" + nearest.source +
                        (nearest.release.empty() ? "" : " " + nearest.release) + ", " + nearest.record.position + ')';
    }
    if (const auto end = data_end(c.known, c.claim, {})) {
      c.verdict.steps.push_back("The data for these parties reach " + end->to_string() +
                                "; they do not claim to hold every single flow, so an absence proves nothing.");
    }
    return;
  }
  const Candidate& best = candidates.front();
  c.findings.amount = finding_of(best.fit);
  c.findings.date = date_finding(c, best, plain);
  c.findings.plain = best.plain;
  c.findings.circumstances = best.circumstances.agreeing();
  describe_found(c, candidates, *figure);
  add_decision(c, best);
  const double accident = best.confirmed != nullptr ? 0 : accident_of(candidates, best, *figure);
  if (best.confirmed != nullptr) {
    c.findings.named = true;
    c.findings.circumstances = std::max(c.findings.circumstances, circumstances_min);
  } else if (accident > flow_chance_max || (is_undated(c.claim) && !c.document.date) || set_apart_before(c, best)) {
    c.findings.circumstances = std::min(c.findings.circumstances, circumstances_min - 1);
  }
  if (c.findings.date == AxisFinding::differs) {
    c.verdict.steps.push_back("Its date lies outside the claimed time, " + to_string(c.claim.period) +
                              ", which the data reach.");
    add_contrary(c, candidates);
  }
  add_others(c, candidates);
  if (set_apart_before(c, best)) {
    c.verdict.line += "; set apart before the claimed time, and its payment is not on record";
    c.verdict.steps.emplace_back("The record says when the money was set apart; when it was paid is not on record.");
    return;
  }
  if (accident > flow_chance_max) {
    add_accident(c, accident);
  } else if (c.findings.circumstances < circumstances_min) {
    c.verdict.steps.emplace_back("Only amount and parties agree; the text gives no date or kind of aid to compare.");
  }
}

}  // namespace kept
