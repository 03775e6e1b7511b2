// Promised money: its decision, its payments, its deadline.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "claim/claim.hpp"
#include "definition/definition.hpp"
#include "definition/known_record.hpp"
#include "definition/tolerance.hpp"
#include "definition/wording.hpp"
#include "match/circumstances.hpp"
#include "rate/rates.hpp"
#include "source/record.hpp"
#include "verdict/judge.hpp"
#include "verdict/judging.hpp"
#include "verdict/rules.hpp"
#include "verdict/verdict.hpp"

namespace kept {
namespace {

// What shows a promise of money kept: money set apart or paid; another pledge does not.
const std::vector<Measure>& fulfilling() {
  static const std::vector<Measure> measures{Measure::disbursement, Measure::expenditure, Measure::allocation};
  return measures;
}

const std::vector<Measure>& deciding() {
  static const std::vector<Measure> measures{Measure::pledge, Measure::commitment, Measure::allocation};
  return measures;
}

bool fulfils(const Record& record) { return std::ranges::find(fulfilling(), record.measure) != fulfilling().end(); }

// From when on payments count: the promise's own time, else the day on which it was said.
std::optional<Date> start_of(const Case& c) { return c.claim.period.from ? c.claim.period.from : c.document.date; }

Period payment_period(const Case& c) { return {.from = start_of(c), .to = deadline_of(c.claim, c.document.date)}; }

constexpr int announcement_lag_days = 31;  // an announcement is booked in the month after it at the latest
constexpr int open_promise_days = 365;     // a payment after that is of a promise without a deadline by luck alone
constexpr int said_day_lag_days = 14;      // where the text gives the day itself, nearer to it

// A decision is told of within a quarter, or in the time that the text gives for it.
Period decision_period(const Case& c) {
  const auto with_lag = [](Period period) {
    if (period.to) period.to = period.to->plus_days(said_day_lag_days);
    return period;
  };
  if (c.claim.decided.from || c.claim.decided.to) return with_lag(c.claim.decided);
  // "In October it was decided to lend": a past time on a promise is that of its decision.
  if (c.claim.period.to && !deadline_of(c.claim, c.document.date)) return with_lag(c.claim.period);
  if (!c.document.date) return {};
  return {.from = c.document.date->plus_days(-date_lag_days), .to = c.document.date->plus_days(announcement_lag_days)};
}

// Whether a record is that of the decision itself.
bool is_decision(const Candidate& candidate) {
  return candidate.plain && candidate.fit == AmountFit::agrees &&
         candidate.circumstances.date == Circumstance::agrees && !candidate.circumstances.any_differs();
}

constexpr int package_days = 31;  // the rows of one announcement lie so near to each other

// A decision of several rows: all that was decided in the time that the text gives for it.
bool describe_package(Case& c) {
  const bool decided = c.claim.decided.from || c.claim.decided.to;
  if (!decided && deadline_of(c.claim, c.document.date)) return false;
  const Period period = decided ? c.claim.decided : c.claim.period;
  if (!period.from || !period.to || days_between(*period.from, *period.to) >= package_days) return false;
  Case sum = c;
  judge_total(sum, period, deciding());
  if (!is_plain_total(sum)) return false;
  c.findings.amount = AxisFinding::agrees;
  c.findings.plain = true;
  c.findings.circumstances = sum.findings.circumstances;
  c.verdict = std::move(sum.verdict);
  c.verdict.line = "decision: " + c.verdict.line;
  return true;
}

// A promise for a year or more is one of a sum: that of the promised time, where it agrees.
bool describe_promised_sum(Case& c) {
  constexpr int year_days = 360;
  const Period& period = c.claim.period;
  if (!period.from || !period.to || days_between(*period.from, *period.to) < year_days) return false;
  if (!c.claim.channel.empty()) return false;
  Case sum = c;
  judge_total(sum, period, fulfilling());
  if (!is_plain_total(sum)) return false;
  c.findings.settled = true;
  c.findings.amount = AxisFinding::agrees;
  c.findings.date = AxisFinding::agrees;
  c.verdict = std::move(sum.verdict);
  c.verdict.steps.emplace_back("It is the sum of all rows of the promised time; none names this promise.");
  return true;
}

// No record is the decision: what comes nearest, the same amount of another time first.
void describe_no_decision(Case& c, const std::vector<Candidate>& candidates) {
  c.verdict.line = "no record of the decision";
  const auto elsewhere = std::ranges::find_if(candidates, [](const Candidate& candidate) {
    return candidate.plain && candidate.fit == AmountFit::agrees && candidate.circumstances.date == Circumstance::near;
  });
  if (elsewhere != candidates.end()) {
    c.verdict.line += " at that time; the same amount: " + found_words(c, *elsewhere);
    add_evidence(c.verdict, *elsewhere->known, EvidenceRole::near,
                 reading_words(*elsewhere->known, elsewhere->reading(), c.claim.currency),
                 "this amount, of another time");
    return;
  }
  add_near_rows(c, candidates);
}

// Payments under the decision's own activity, in the promised time: their sum in the claim's currency.
Decimal paid_under(Case& c, const KnownRecord& decision) {
  Decimal sum;
  if (decision.record.activity.empty()) return sum;
  // Money that was set apart by the decision itself has nothing drawn from it.
  const bool set_apart = std::ranges::any_of(c.known.records, [&decision](const KnownRecord& known) {
    return known.source == decision.source && known.dataset == decision.dataset &&
           known.record.position == decision.record.position && known.record.measure == Measure::allocation;
  });
  if (set_apart) return sum;
  for (const KnownRecord& known : c.known.records) {
    const Record& record = known.record;
    const bool under = known.source == decision.source && known.dataset == decision.dataset &&
                       record.activity == decision.record.activity && record.id != decision.record.id &&
                       record.position != decision.record.position && fulfils(record) && carries_money(record);
    if (!under || !payment_period(c).overlaps(days_of(record))) continue;
    const auto reading = amount_in(known, c.claim.currency, RatePolicy::month_mean, c.known.rates);
    if (!reading) continue;
    sum = sum + reading->amount;
    add_evidence(c.verdict, known, EvidenceRole::counts, reading_words(known, *reading, c.claim.currency),
                 "under the decision, by " + record.activity_how);
  }
  return sum;
}

// All money of some measures in the promised time.
std::optional<Decimal> all_of(const Case& c, const std::vector<Measure>& measures, const Period& period) {
  Decimal sum;
  for (const KnownRecord& known : c.known.records) {
    const bool counts = std::ranges::find(measures, known.record.measure) != measures.end() &&
                        carries_money(known.record) &&
                        compare_circumstances(c.claim, known.record, period).parties == Circumstance::agrees &&
                        period.overlaps(days_of(known.record));
    if (!counts) continue;
    const auto reading = amount_in(known, c.claim.currency, RatePolicy::month_mean, c.known.rates);
    if (!reading) return std::nullopt;
    sum = sum + reading->amount;
  }
  return sum;
}

// All money set apart in the promised time, or all that was paid where that is more, since a payment may rest on what
// was set apart before. Empty: the data are not complete in totals of allocations.
struct SetApart {
  Decimal sum;
  std::string_view what;
};
std::optional<SetApart> all_set_apart(const Case& c, Date until) {
  const Period period{.from = start_of(c), .to = until};
  if (!complete_totals(c.known, c.claim, {Measure::allocation}, period)) return std::nullopt;
  const auto allocated = all_of(c, {Measure::allocation}, period);
  const auto paid = all_of(c, {Measure::disbursement, Measure::expenditure}, period);
  if (!allocated || !paid) return std::nullopt;
  return *paid > *allocated ? SetApart{*paid, "payments"} : SetApart{*allocated, "allocations"};
}

// Overdue is what nothing was set apart for; whether a part that was set apart is of this promise, no total can say.
constexpr std::int64_t nothing_percent = 5;

void describe_settled(Case& c, const Candidate& settled, const Figure& figure) {
  Verdict& verdict = c.verdict;
  const Record& record = settled.known->record;
  c.findings.settled = true;
  c.findings.amount = finding_of(settled.fit);
  c.findings.date = AxisFinding::agrees;
  add_evidence(verdict, *settled.known, EvidenceRole::counts,
               reading_words(*settled.known, settled.reading(), c.claim.currency),
               deviation_words(settled.reading().amount, figure));
  add_rates(c, settled.readings, figure);
  verdict.line = found_words(c, settled);
  verdict.steps.push_back("The record " + record_words(*settled.known) + " is " +
                          std::string(one_of_measure(record.measure)) + " of " +
                          reading_words(*settled.known, settled.reading(), c.claim.currency) + ", " +
                          deviation_words(settled.reading().amount, figure) + ".");
  add_decision(c, settled);
  const auto plain = c.claim.stage ? plain_measures(*c.claim.stage) : std::vector<Measure>{};
  const bool paid = record.measure == Measure::disbursement || record.measure == Measure::expenditure;
  if (!paid && std::ranges::find(plain, record.measure) == plain.end()) {
    verdict.line += "; as " + std::string(one_of_measure(record.measure)) + ", payment itself is not in the data";
    verdict.steps.push_back("It is kept as " + std::string(one_of_measure(record.measure)) +
                            "; payment itself is not in the data.");
  }
  if (record.kind == "total") verdict.steps.emplace_back("The record is a month's total and names no single flow.");
  if (c.claim.instrument == Instrument::loan && record.instrument.empty()) {
    verdict.steps.emplace_back("The record does not say that it is a loan.");
    verdict.line += "; the record names no loan";
  }
  const auto deadline = deadline_of(c.claim, c.document.date);
  const Period days = days_of(record);
  if (deadline && *days.from > *deadline) {
    verdict.days_late = days_between(*deadline, *days.from);
    c.findings.date = AxisFinding::differs;
    verdict.line += "; late by " + std::to_string(*verdict.days_late) + " days";
  }
}

void describe_open(Case& c, const Figure& figure) {
  Verdict& verdict = c.verdict;
  const auto deadline = deadline_of(c.claim, c.document.date);
  const auto candidates = candidates_for({c.claim, figure, decision_period(c), deciding()}, c.known, c.document);
  const auto decision = std::ranges::find_if(candidates, is_decision);
  if (decision != candidates.end()) {
    c.findings.decision_found = true;
    c.findings.amount = AxisFinding::agrees;
    c.findings.plain = true;
    c.findings.circumstances = decision->circumstances.agreeing();
    const double accident = decision->confirmed != nullptr ? 0 : accident_of(candidates, *decision, figure);
    if (accident > flow_chance_max)
      c.findings.circumstances = std::min(c.findings.circumstances, circumstances_min - 1);
    add_evidence(verdict, *decision->known, EvidenceRole::counts,
                 reading_words(*decision->known, decision->reading(), c.claim.currency), "the decision itself");
    verdict.line = "decision: " + found_words(c, *decision);
    verdict.steps.push_back("The decision is on record: " + record_words(*decision->known) + ", " +
                            deviation_words(decision->reading().amount, figure) + ".");
    if (accident > flow_chance_max) add_accident(c, accident);
    const Decimal paid = paid_under(c, *decision->known);
    if (!paid.is_zero()) {
      const bool whole = fit_of(paid, figure) == AmountFit::agrees;
      c.findings.settled = whole;
      c.findings.settled_in_part = !whole && paid < figure.low;
      const Decimal percent = paid / figure.low * Decimal::from_integer(100);
      verdict.steps.push_back("Under it " + amount_words(c.claim.currency, paid) + " is on record, " +
                              percent.to_fixed(0) + " % of the promise.");
      verdict.line += "; " + amount_words(c.claim.currency, paid) + " under it, " + percent.to_fixed(0) + " %";
    }
  } else if (describe_package(c)) {
    c.findings.decision_found = true;
  } else if (!deadline) {
    describe_no_decision(c, candidates);
  }
  if (!deadline) {
    if (!c.findings.decision_found) verdict.line += ", and no deadline was given";
    return;
  }
  c.findings.has_deadline = true;
  c.findings.deadline_passed = c.options.on > *deadline;
  const auto end = data_end(c.known, c.claim, fulfilling());
  if (!verdict.line.empty()) verdict.line += "; ";
  if (!c.findings.deadline_passed) {
    verdict.line += "the deadline " + deadline->to_string() + " is not reached";
    verdict.steps.push_back("On " + c.options.on.to_string() + " the deadline, " + deadline->to_string() +
                            ", is not reached.");
    return;
  }
  if (!c.findings.decision_found && describe_promised_sum(c)) return;
  const auto set_apart = all_set_apart(c, *deadline);
  const bool less = set_apart && set_apart->sum < figure.low;
  const Decimal percent = less ? set_apart->sum / figure.low * Decimal::from_integer(100) : Decimal::from_integer(100);
  // Without the day on which it was said nobody knows whether the time was still to come. And what is paid in time may
  // be booked later: only where nothing is on record by then either is it missing.
  const auto booked = all_set_apart(c, deadline->plus_days(announcement_lag_days));
  const Decimal nothing = figure.low * Decimal::from_parts(nothing_percent, -2);
  c.findings.provably_missing = c.document.date && booked && booked->sum < nothing;
  if (less && booked && booked->sum > set_apart->sum) {
    verdict.steps.push_back("What is paid in time may be booked a month later: by then all " +
                            std::string(booked->what) + " are " + amount_words(c.claim.currency, booked->sum) + ".");
  }
  if (less) {
    verdict.line += "all " + std::string(set_apart->what) + " of the promised time together are " +
                    amount_words(c.claim.currency, set_apart->sum) + ", " + percent.to_fixed(0) + " % of the promise";
  } else if (!end) {
    verdict.line += "no loaded data cover these parties";
  } else if (*end < *deadline) {
    verdict.line += "the data end on " + end->to_string() + ", before the deadline " + deadline->to_string();
  } else {
    verdict.line += "no payment of it on record, and the data do not claim to hold every flow";
  }
  verdict.steps.push_back("The deadline was " + deadline->to_string() + "; the data for these parties " +
                          (end ? "end on " + end->to_string() : std::string("are not loaded")) + ".");
}

}  // namespace

std::vector<Candidate> settling_candidates(const Case& c) {
  const auto figure = figure_of(c.claim);
  if (!figure) return {};
  const Period period = payment_period(c);
  auto candidates = candidates_for({c.claim, *figure, period, fulfilling()}, c.known, c.document);
  const std::string aid_type = said_aid_type(c);
  std::erase_if(candidates, [&](Candidate& candidate) {
    const std::string& recorded = candidate.known->record.aid_type;
    if (!aid_type.empty() && !recorded.empty() && candidate.circumstances.aid_type == Circumstance::unknown) {
      candidate.circumstances.aid_type = recorded == aid_type ? Circumstance::agrees : Circumstance::differs;
    }
    if (candidate.confirmed != nullptr) return candidate.fit != AmountFit::agrees;
    const Period days = days_of(candidate.known->record);
    // Without a deadline every later date fits, so the date says nothing; and money set apart is then the decision
    // itself, not its end.
    const bool set_apart = candidate.known->record.measure == Measure::allocation;
    if (!period.to && set_apart) return true;
    if (!period.to && candidate.circumstances.date == Circumstance::agrees) {
      candidate.circumstances.date = Circumstance::unknown;
      const bool too_late = period.from && days.from && *days.from > period.from->plus_days(open_promise_days);
      return too_late || !candidate.plain || candidate.fit != AmountFit::agrees ||
             candidate.circumstances.any_differs() || candidate.circumstances.agreeing() < circumstances_min;
    }
    const bool in_time = candidate.circumstances.date == Circumstance::agrees;
    const bool late =
        candidate.circumstances.date == Circumstance::near && period.to && days.from && *days.from > *period.to;
    // A late payment agrees in all but the date, so one circumstance more has to speak for it.
    const int agreeing = candidate.circumstances.agreeing();
    return !candidate.plain || candidate.fit != AmountFit::agrees || candidate.circumstances.any_differs() ||
           !(in_time || late) || agreeing < circumstances_min;
  });
  return candidates;
}

void judge_promised_money(Case& c, const Candidate* settled) {
  const auto figure = figure_of(c.claim);
  if (!figure) return;
  if (settled != nullptr) {
    describe_settled(c, *settled, *figure);
  } else {
    describe_open(c, *figure);
  }
}

}  // namespace kept
