// A total over time against every definition that records allow.
#include <fmt/format.h>
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "claim/claim.hpp"
#include "definition/choices.hpp"
#include "definition/definition.hpp"
#include "definition/known_record.hpp"
#include "definition/search.hpp"
#include "definition/tolerance.hpp"
#include "definition/wording.hpp"
#include "rate/rates.hpp"
#include "source/record.hpp"
#include "verdict/judge.hpp"
#include "verdict/judging.hpp"
#include "verdict/rules.hpp"
#include "verdict/verdict.hpp"

namespace kept {
namespace {

constexpr std::size_t readings_in_line = 3;
constexpr std::size_t evidence_rows_max = 200;
constexpr std::size_t steps_listed = 12;  // of readings that agree and are no landmark

// A figure may rest on a definition that no loaded source uses: costs at home, money voted and not yet given. Such a
// one is smaller or somewhat larger than the totals that the data hold, so only a claim of more than so many times the
// largest of them is contradicted by them.
constexpr std::int64_t contradicted_factor = 2;

std::string finding_words(const Definition& definition, const Figure& figure) {
  const std::string deviation = deviation_words(*definition.value, figure);
  if (definition.amount == AxisFinding::agrees) return deviation + ", agrees";
  if (definition.amount == AxisFinding::close) return deviation + ", close";
  if (definition.beyond_hedge) return deviation + ", beyond the hedge: true in the letter only";
  return deviation + ", misses";
}

// A probability as percent with one digit, or as "less than".
std::string percent_words(double probability) {
  if (probability < 0.001) return "less than 0.1 %";
  return Decimal::from_parts(static_cast<std::int64_t>(probability * 1000 + 0.5), -1).to_string() + " %";
}

void add_total_evidence(Case& c, const TotalAnswer& answer) {
  const std::vector<KnownRecord>& records = c.known.records;
  const Definition& best = answer.best;
  const RatePolicy policy = best.policy.value_or(RatePolicy::month_mean);
  const auto add = [&](std::size_t i, EvidenceRole role, const char* note) {
    auto reading = amount_in(records[i], c.claim.currency, policy, c.known.rates);
    if (!reading) reading = amount_in(records[i], c.claim.currency, RatePolicy::month_mean, c.known.rates);
    if (reading) add_evidence(c.verdict, records[i], role, reading_words(records[i], *reading, c.claim.currency), note);
  };
  for (const std::size_t i : answer.left_out) add(i, EvidenceRole::excluded, "left out by this definition");
  for (std::size_t k = 0; k < std::min(answer.counted.size(), evidence_rows_max); ++k) {
    add(answer.counted[k], EvidenceRole::counts, "in the total");
  }
}

// A reading that a person would try first: the claim's own period, all kinds of aid, the plain rates, and at most one
// of the largest items left out.
bool is_landmark(const Definition& definition, const Period& period) {
  return definition.aid_type.empty() && definition.instrument.empty() && definition.channel.empty() &&
         !definition.with_members && !definition.with_shared && definition.period == period &&
         definition.left_out.size() <= 1 &&
         definition.policy.value_or(RatePolicy::month_mean) == RatePolicy::month_mean;
}

std::string reading_words(const Definition& definition) { return definition.value_shown + " = " + definition.words; }

// The readings that come near, the nearest landmarks first; others only where no landmark does.
std::vector<const Definition*> readings_near(const TotalAnswer& answer, const Period& period) {
  std::vector<const Definition*> landmarks;
  std::vector<const Definition*> others;
  for (const Definition& definition : answer.definitions) {
    if (definition.amount != AxisFinding::agrees) continue;
    (is_landmark(definition, period) ? landmarks : others).push_back(&definition);
  }
  return landmarks.empty() ? others : landmarks;
}

// "allocations USD 10.69 billion, commitments USD 15.92 billion (true in the letter only) miss", without the best,
// which the line names. Datasets of one source may give the same total; it is said once.
std::string missing_totals(const TotalAnswer& answer, const Period& period) {
  std::vector<std::string> totals;
  const bool one_source = std::ranges::all_of(answer.definitions, [&answer](const Definition& definition) {
    return definition.dataset == answer.best.dataset;
  });
  for (const Definition& definition : answer.definitions) {
    const bool whole = is_landmark(definition, period) && definition.left_out.empty();
    const bool is_best = definition.words == answer.best.words && definition.dataset == answer.best.dataset;
    if (!whole || is_best || definition.amount == AxisFinding::agrees) continue;
    std::string total = std::string(measure_words(definition.measures.front())) + ' ' + definition.value_shown +
                        (one_source ? "" : " in " + definition.dataset) +
                        (definition.beyond_hedge ? " (true in the letter only)" : "");
    if (std::ranges::find(totals, total) == totals.end()) totals.push_back(std::move(total));
  }
  return fmt::format("{}", fmt::join(totals, ", "));
}

void describe_line(Case& c, const TotalAnswer& answer, const Period& period) {
  Verdict& verdict = c.verdict;
  const Definition& best = answer.best;
  if (best.amount == AxisFinding::agrees && best.plain) {
    verdict.line = reading_words(best);
    return;
  }
  const auto near = readings_near(answer, period);
  const bool luck = best.amount == AxisFinding::agrees && answer.chance.probability > chance_max;
  if (near.empty()) {
    verdict.line = "nearest: " + reading_words(best);
  } else if (luck) {
    verdict.line = near.size() > 1 ? "several readings come near, which proves nothing: " : "may be luck: ";
  }
  for (std::size_t i = 0; i < std::min(near.size(), luck ? readings_in_line : 1); ++i) {
    verdict.line += (i == 0 ? "" : "; ") + reading_words(*near[i]);
  }
  const std::string missing = missing_totals(answer, period);
  if (!missing.empty()) verdict.line += "; whole totals miss: " + missing;
}

void describe(Case& c, const TotalAnswer& answer, const Figure& figure, const Period& period) {
  Verdict& verdict = c.verdict;
  describe_line(c, answer, period);
  const auto add_step = [&](const Definition& definition) {
    verdict.steps.push_back(definition.words + ": " + definition.value_shown + ", " +
                            finding_words(definition, figure) + ".");
  };
  for (const Definition& definition : answer.definitions) {
    if (is_landmark(definition, period)) add_step(definition);
  }
  std::size_t listed = 0;
  for (const Definition& definition : answer.definitions) {
    if (is_landmark(definition, period) || definition.amount != AxisFinding::agrees) continue;
    if (++listed <= steps_listed) add_step(definition);
  }
  const Definition& best = answer.best;
  if (best.plain && best.amount == AxisFinding::agrees) return;
  verdict.steps.push_back(grouped_exactly(Decimal::from_integer(static_cast<std::int64_t>(answer.tried))) +
                          " definitions were tried; " + std::to_string(answer.chance.distinct) +
                          " distinct values of definitions no more complex than this one lie near the figure: " +
                          percent_words(answer.chance.probability) + " of figures like it would be hit by accident.");
  if (best.amount == AxisFinding::agrees && answer.chance.probability > chance_max) {
    verdict.steps.emplace_back("The number alone proves nothing: more than one reading comes near it by luck.");
  }
}

}  // namespace

void judge_total(Case& c) {
  if (c.claim.stage) judge_total(c, c.claim.period, plain_measures(*c.claim.stage));
}

bool is_plain_total(const Case& c) { return c.findings.plain && c.findings.amount == AxisFinding::agrees; }

void judge_total(Case& c, const Period& period, std::vector<Measure> plain) {
  const auto figure = figure_of(c.claim);
  if (!figure) return;
  TotalQuestion question{.figure = *figure,
                         .currency = c.claim.currency,
                         .givers = c.claim.giver,
                         .receivers = c.claim.receiver,
                         .period = period,
                         .stated_on = c.document.date.value_or(c.options.on),
                         .plain_measures = std::move(plain),
                         .plain_aid_type = said_aid_type(c),
                         .plain_instrument = "",
                         .list_all = c.options.list_all_definitions};
  if (c.claim.instrument) question.plain_instrument = to_string(*c.claim.instrument);
  const TotalAnswer answer = find_definitions(question, c.store);
  if (answer.definitions.empty()) {
    c.verdict.line = "no records of these parties to sum";
    return;
  }
  const Definition& best = answer.best;
  c.findings.total = true;
  c.findings.amount = best.amount;
  c.findings.date = best.amount == AxisFinding::agrees ? AxisFinding::agrees : AxisFinding::no_data;
  c.findings.plain = best.plain;
  c.findings.circumstances = circumstances_min;  // the parties and the period are those of the sum
  c.findings.searched = !best.plain;
  c.findings.chance = answer.chance.probability;
  c.findings.beyond_hedge =
      std::ranges::any_of(answer.definitions, [](const Definition& definition) { return definition.beyond_hedge; });
  const Period closed{.from = period.from, .to = period.to.value_or(question.stated_on)};
  const bool far_above = figure->low > answer.most * Decimal::from_integer(contradicted_factor);
  c.findings.complete = far_above && complete_totals(c.known, c.claim, question.plain_measures, closed);
  c.verdict.definition = best;
  std::ranges::copy_if(answer.definitions, std::back_inserter(c.verdict.considered),
                       [&best](const Definition& definition) { return definition.words != best.words; });
  c.verdict.chance = answer.chance;
  describe(c, answer, *figure, period.from ? period : closed);
  add_total_evidence(c, answer);
}

}  // namespace kept
