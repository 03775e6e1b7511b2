// What the parts of `judge` share: one claim on its way to a verdict, and the records that may speak of it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "definition/columns.hpp"
#include "definition/known_record.hpp"
#include "definition/tolerance.hpp"
#include "match/circumstances.hpp"
#include "verdict/judge.hpp"
#include "verdict/rules.hpp"

namespace kept {

// One claim on its way to a verdict.
struct Case {
  const JudgedDocument& document;
  const Claim& claim;
  const Known& known;
  const JudgeOptions& options;
  RecordStore& store;  // of the known records
  Findings findings;
  Verdict verdict;
};

// A record that may be the claimed flow: its readings in the claim's currency and how the nearest of them fits.
struct Candidate {
  const KnownRecord* known = nullptr;
  std::vector<AmountReading> readings;
  std::size_t nearest = 0;  // index into `readings`
  AmountFit fit = AmountFit::misses;
  Circumstances circumstances;
  bool plain = false;                       // of a measure that the claim's words mean
  const DecidedClaim* confirmed = nullptr;  // a person says that it is the claimed flow
  double deviation = 0;  // of the nearest reading, as a share of the claimed figure; for ranking only

  [[nodiscard]] const AmountReading& reading() const { return readings[nearest]; }
};

struct CandidateQuestion {
  const Claim& claim;
  Figure figure;
  Period period;
  std::vector<Measure> plain;
};

// Records with money between the claim's parties, the likeliest first: what a person confirmed, then amount, then date,
// then measure, then closeness; of equals the first in the ledger's order. What a person rejected is not among them.
std::vector<Candidate> candidates_for(const CandidateQuestion& question, const Known& known,
                                      const JudgedDocument& document);

// Whether a record's text or link names the very statement: its speaker and its day.
bool cites(const Record& record, const JudgedDocument& document);
// Marks evidence that does; a verdict that rests on nothing else says so.
void mark_circular(Case& c);

// A person's words on this claim and its record as a step, where there are any.
void add_decision(Case& c, const Candidate& found);

AxisFinding finding_of(AmountFit fit);

// "USD 57.96 million from JPY 8.8 billion at the month's mean rate (151.83 JPY per USD, 2025-02-03..2025-02-28 n=20)".
std::string reading_words(const KnownRecord& known, const AmountReading& reading, std::string_view currency);

// "0.8 % above", "0.2 % below", "equal to"; of the claimed figure's nearest end.
std::string deviation_words(const Decimal& value, const Figure& figure);

void add_evidence(Verdict& verdict, const KnownRecord& known, EvidenceRole role, std::string shown_as,
                  std::string note);

// The nearest rows of records that are no evidence of the claim, at most three.
void add_near_rows(Case& c, const std::vector<Candidate>& candidates);

// The kind of aid that the words behind the amount name ("$100 million in humanitarian aid"), else the one that its
// instrument implies; empty: none, or several.
std::string said_aid_type(const Case& c);

// Coverage for the claim's parties.
bool covers_parties(const Coverage& coverage, const Claim& claim);
// The last day that data of these measures (empty: any) between the claim's parties reach.
std::optional<Date> data_end(const Known& known, const Claim& claim, const std::vector<Measure>& measures);
// A load that is complete in totals for the claim's parties, one of the measures, and the whole period.
bool complete_totals(const Known& known, const Claim& claim, const std::vector<Measure>& measures,
                     const Period& period);

// The parts of `judge`.
void judge_flow(Case& c);
void judge_total(Case& c);
// The same with another time, and with measures that the words mean by themselves.
void judge_total(Case& c, const Period& period, std::vector<Measure> plain);
// Whether a total is the plain reading of the words and agrees.
bool is_plain_total(const Case& c);
// An amount restated in another currency: the base claim's record decides, rates explain the pair.
void judge_pair(Case& c, const Claim& base, const Verdict& base_verdict);
// The records that would settle a promise of money, the likeliest first.
std::vector<Candidate> settling_candidates(const Case& c);
// `settled` is the record that settles it, or nullptr where none is left for it.
void judge_promised_money(Case& c, const Candidate* settled);

// "an allocation of USD 554 million (kiel 28, line 2415, 2026-02-06, USD 554 million)".
std::string found_words(const Case& c, const Candidate& found);
// The noun of one record of a measure: "an allocation".
std::string_view one_of_measure(Measure measure);
// How likely a figure like the claimed one meets a record that agrees as far as `found` does, by accident.
double accident_of(const std::vector<Candidate>& candidates, const Candidate& found, const Figure& figure);
inline constexpr double flow_chance_max = 0.5;  // above it a figure meets some record more likely than not
// Says so as a step.
void add_accident(Case& c, double accident);
// The rates by which a record's amount was read, each with its finding.
void add_rates(Case& c, const std::vector<AmountReading>& readings, const Figure& figure);

// Sets the verdict by the table of rules.
void decide_by_rules(Case& c);

}  // namespace kept
