// An amount that restates another one in a second currency.
#include <algorithm>
#include <vector>

#include "claim/claim.hpp"
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
namespace {

// The one record that the base rests on; none where that is a sum.
const KnownRecord* record_behind(const Case& c, const Verdict& base) {
  if (base.definition) return nullptr;
  const auto counted = std::ranges::find(base.evidence, EvidenceRole::counts, &Evidence::role);
  if (counted == base.evidence.end()) return nullptr;
  const auto known = std::ranges::find_if(
      c.known.records, [&](const KnownRecord& record) { return record.record.id == counted->record.id; });
  return known == c.known.records.end() ? nullptr : &*known;
}

// The stated base amount as if it were a record of the claim's day, so that the policies can be tried on it.
KnownRecord stated_amount(const Case& c, const Claim& base) {
  KnownRecord stated;
  stated.record.amount = base.value;
  stated.record.currency = base.currency;
  stated.record.date = c.claim.period.from ? c.claim.period.from : c.document.date;
  return stated;
}

std::string rate_words(const RateUse& use) {
  return std::string(policy_words(use.conversion.policy)) + " (" +
         use.conversion.rate.rounded_to_digits(6).to_string() + ' ' + use.conversion.quote_currency + " per " +
         use.conversion.base_currency + ", " + use.conversion.used + ')';
}

void describe_rates(Case& c, const Claim& base) {
  Verdict& verdict = c.verdict;
  if (base.value && c.claim.value && !c.claim.value->is_zero()) {
    verdict.steps.push_back("The two amounts of the text imply " +
                            (*base.value / *c.claim.value).rounded_to_digits(6).to_string() + ' ' + base.currency +
                            " per " + c.claim.currency + '.');
  }
  for (const RateUse& use : verdict.rates) {
    verdict.steps.push_back(amount_words(base.currency, base.value.value_or(Decimal{})) + " is " + use.note + ", " +
                            rate_words(use) + '.');
    if (use.agrees == AxisFinding::agrees && use.conversion.status == "inferred") {
      verdict.steps.emplace_back("That rate is inferred, not stated by its ministry.");
    }
  }
}

}  // namespace

void judge_pair(Case& c, const Claim& base, const Verdict& base_verdict) {
  auto figure = figure_of(c.claim);
  if (!figure) return;
  const KnownRecord* record = record_behind(c, base_verdict);
  const KnownRecord stated = stated_amount(c, base);
  const KnownRecord& read = record != nullptr ? *record : stated;
  const auto readings = amount_readings(read, c.claim.currency, c.known.rates);
  // "About" before a restated amount covers its rounding. Where a rate explains the pair to the digits that it shows,
  // a rate within the hedge alone explains it less well and does not agree.
  const Figure unhedged{figure->low, figure->high, HedgeKind::none};
  const bool to_the_digit = std::ranges::any_of(readings, [&unhedged](const AmountReading& reading) {
    return fit_of(reading.amount, unhedged) == AmountFit::agrees;
  });
  if (to_the_digit) figure = unhedged;
  add_rates(c, readings, *figure);
  describe_rates(c, base);

  AmountFit fit = AmountFit::misses;
  const AmountReading* best = nullptr;
  for (const AmountReading& reading : readings) {
    if (best == nullptr || fit_of(reading.amount, *figure) < fit) {
      best = &reading;
      fit = fit_of(reading.amount, *figure);
    }
  }
  if (best != nullptr) {
    c.verdict.line = fit == AmountFit::agrees ? "agrees with " : "nearest: ";
    c.verdict.line += reading_words(read, *best, c.claim.currency);
    const auto agreeing = std::ranges::count(c.verdict.rates, AxisFinding::agrees, &RateUse::agrees);
    if (agreeing == 1 && c.verdict.rates.size() > 1) {
      c.verdict.line += "; at this rate only";
      c.verdict.steps.emplace_back("It agrees under one rate policy only.");
    }
    const bool circular = std::ranges::any_of(
        c.verdict.rates, [](const RateUse& use) { return use.circular && use.agrees == AxisFinding::agrees; });
    c.verdict.circular = circular;
    if (circular) c.verdict.line += ", whose source is partly this very pair";
  }
  if (base_verdict.definition && base_verdict.amount == AxisFinding::agrees && best != nullptr) {
    c.verdict.steps.emplace_back("The amount that it restates is a sum of records: " + base_verdict.line + ".");
    c.verdict.definition = base_verdict.definition;
    c.findings.amount = finding_of(fit);
    c.findings.date = base_verdict.date;
    c.findings.plain = base_verdict.definition->plain;
    c.findings.searched = !c.findings.plain;
    c.findings.chance = base_verdict.chance ? base_verdict.chance->probability : 0;
    c.findings.circumstances = circumstances_min;
    return;
  }
  if (record == nullptr || best == nullptr) {
    // Without a record the pair says only that its rate is a usual one.
    c.verdict.steps.emplace_back("No record shows the amount that it restates.");
    if (c.verdict.line.empty()) c.verdict.line = "no record of the amount that it restates";
    return;
  }
  add_evidence(c.verdict, *record, EvidenceRole::counts, reading_words(*record, *best, c.claim.currency),
               deviation_words(best->amount, *figure));
  const Circumstances circumstances = compare_circumstances(c.claim, record->record, c.claim.period);
  c.findings.amount = finding_of(fit);
  c.findings.date = base_verdict.date;
  const std::vector<Measure> plain = c.claim.stage ? plain_measures(*c.claim.stage) : std::vector<Measure>{};
  c.findings.plain = std::ranges::find(plain, record->record.measure) != plain.end();
  c.findings.circumstances = circumstances.agreeing();
}

}  // namespace kept
