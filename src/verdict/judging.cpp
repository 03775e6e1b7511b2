#include "verdict/judging.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/data_table.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/text.hpp"
#include "claim/claim.hpp"
#include "definition/definition.hpp"
#include "definition/known_record.hpp"
#include "definition/tolerance.hpp"
#include "definition/wording.hpp"
#include "match/circumstances.hpp"
#include "rate/rates.hpp"
#include "source/record.hpp"
#include "verdict/judge.hpp"
#include "verdict/rules.hpp"
#include "verdict/verdict.hpp"

namespace kept {
namespace {

constexpr std::size_t near_rows_max = 3;

double deviation_of(const Decimal& value, const Figure& figure) {
  const Decimal& end = value < figure.low ? figure.low : figure.high;
  const double claimed = end.to_double();
  return claimed == 0 ? 0 : std::abs(value.to_double() - claimed) / std::abs(claimed);
}

// The reading that fits best; of equals the one without conversion, then the nearest.
void choose_nearest(Candidate& candidate, const Figure& figure) {
  const auto rank = [&](const AmountReading& reading) {
    return std::tuple(fit_of(reading.amount, figure), reading.conversion.has_value(),
                      deviation_of(reading.amount, figure));
  };
  const auto best = std::ranges::min_element(candidate.readings, {}, rank);
  candidate.nearest = static_cast<std::size_t>(best - candidate.readings.begin());
  candidate.fit = fit_of(best->amount, figure);
  candidate.deviation = deviation_of(best->amount, figure);
}

int date_rank(Circumstance date) {
  switch (date) {
    case Circumstance::agrees:
      return 0;
    case Circumstance::unknown:
      return 1;
    case Circumstance::near:
      return 2;
    case Circumstance::differs:
      break;
  }
  return 3;
}

const std::vector<std::pair<std::string, std::string>>& aid_type_words() {
  static const auto words = [] {
    std::vector<std::pair<std::string, std::string>> table;
    const auto rows = read_data_table("data/aid_type_word.tsv", {"language", "word", "aid_type"});
    assert(rows.ok());
    if (!rows) return table;
    for (const DataRow& row : *rows) table.emplace_back(row.cells[1], row.cells[2]);
    return table;
  }();
  return words;
}

// "10 April 2025".
std::string in_words(Date date) {
  constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                    "May",       "June",     "July",     "August",
                                                    "September", "October",  "November", "December"};
  return std::to_string(date.day()) + ' ' + std::string(months.at(date.month() - 1U)) + ' ' +
         std::to_string(date.year());
}

// What was decided of the claim and a record; of the claim's reading where `record` is empty.
const DecidedClaim* decision_on(const JudgedDocument& document, const Claim& claim, std::string_view record) {
  for (const DecidedClaim& decided : document.decided) {
    if (decided.record == record && &document.claims[decided.claim] == &claim) return &decided;
  }
  return nullptr;
}

bool contains_any(const std::vector<Measure>& measures, const std::vector<Measure>& wanted) {
  return wanted.empty() || std::ranges::any_of(wanted, [&measures](Measure measure) {
           return std::ranges::find(measures, measure) != measures.end();
         });
}

}  // namespace

std::vector<Candidate> candidates_for(const CandidateQuestion& question, const Known& known,
                                      const JudgedDocument& document) {
  std::vector<Candidate> candidates;
  for (const KnownRecord& record : known.records) {
    if (!carries_money(record.record)) continue;
    Candidate candidate;
    const DecidedClaim* decided = decision_on(document, question.claim, record.record.id);
    if (decided != nullptr && !decided->confirmed) continue;
    candidate.confirmed = decided;
    candidate.circumstances = compare_circumstances(question.claim, record.record, question.period);
    if (candidate.circumstances.parties != Circumstance::agrees && decided == nullptr) continue;
    candidate.readings = amount_readings(record, question.claim.currency, known.rates);
    if (candidate.readings.empty()) continue;
    candidate.known = &record;
    candidate.plain = std::ranges::find(question.plain, record.record.measure) != question.plain.end();
    choose_nearest(candidate, question.figure);
    candidates.push_back(std::move(candidate));
  }
  std::ranges::stable_sort(candidates, {}, [](const Candidate& candidate) {
    return std::tuple(candidate.confirmed == nullptr, candidate.circumstances.any_differs(),
                      std::min(candidate.fit, AmountFit::beyond), date_rank(candidate.circumstances.date),
                      !candidate.plain, -candidate.circumstances.agreeing(), candidate.deviation);
  });
  return candidates;
}

bool cites(const Record& record, const JudgedDocument& document) {
  if (!document.date || document.speaker.empty()) return false;
  const std::string day = document.date->to_string();
  // The last word of a name is its bearer's, whatever stands before it.
  const std::size_t blank = document.speaker.rfind(' ');
  const std::string name =
      lower_case(blank == std::string_view::npos ? document.speaker : document.speaker.substr(blank + 1));
  const std::string text = lower_case(record.text + ' ' + record.link);
  std::string digits = day;
  std::erase(digits, '-');
  const bool same_day = text.find(day) != std::string::npos || text.find(digits) != std::string::npos ||
                        text.find(lower_case(in_words(*document.date))) != std::string::npos;
  return same_day && text.find(name) != std::string::npos;
}

void mark_circular(Case& c) {
  bool any = false;
  bool all = true;
  for (Evidence& evidence : c.verdict.evidence) {
    evidence.circular = cites(evidence.record, c.document);
    if (evidence.role != EvidenceRole::counts) continue;
    any = true;
    all = all && evidence.circular;
  }
  if (!any || !all) return;
  c.verdict.circular = true;
  c.verdict.line += "; the record cites this very statement";
  c.verdict.steps.emplace_back("The evidence cites this very statement, so it is no witness beside it.");
}

void add_decision(Case& c, const Candidate& found) {
  if (found.confirmed != nullptr) c.verdict.steps.push_back("This record was " + found.confirmed->words + ".");
}

AxisFinding finding_of(AmountFit fit) {
  switch (fit) {
    case AmountFit::agrees:
      return AxisFinding::agrees;
    case AmountFit::close:
      return AxisFinding::close;
    case AmountFit::beyond:
    case AmountFit::misses:
      break;
  }
  return AxisFinding::differs;
}

std::string reading_words(const KnownRecord& known, const AmountReading& reading, std::string_view currency) {
  std::string text = amount_words(currency, reading.amount);
  if (reading.conversion) {
    const Conversion& conversion = *reading.conversion;
    const bool from_original = known.original.has_value();
    text += " from " + (from_original ? amount_words(known.original->currency, known.original->amount)
                                      : amount_words(known.record.currency, *known.record.amount));
    text += ' ' + std::string(policy_words(conversion.policy)) + " (" +
            conversion.rate.rounded_to_digits(6).to_string() + ' ' + conversion.quote_currency + " per " +
            conversion.base_currency + ", " + conversion.used + ')';
  } else if (known.original && known.original->currency == currency && known.record.currency != currency) {
    text += ", turned back from " + amount_words(known.record.currency, *known.record.amount) + " by the " +
            known.original->used;
  }
  return text;
}

std::string deviation_words(const Decimal& value, const Figure& figure) {
  if (figure.low <= value && value <= figure.high) return "equal to the claimed figure";
  const Decimal& end = value < figure.low ? figure.low : figure.high;
  const Decimal percent = (value - end).abs() / end.abs() * Decimal::from_integer(100);
  return percent.to_fixed(1) + (value < end ? " % below the claimed figure" : " % above the claimed figure");
}

void add_evidence(Verdict& verdict, const KnownRecord& known, EvidenceRole role, std::string shown_as,
                  std::string note) {
  verdict.evidence.push_back({.record = known.record,
                              .source = known.source,
                              .release = known.release,
                              .role = role,
                              .shown_as = std::move(shown_as),
                              .note = std::move(note)});
}

void add_near_rows(Case& c, const std::vector<Candidate>& candidates) {
  std::vector<const Candidate*> nearest;
  for (const Candidate& candidate : candidates) nearest.push_back(&candidate);
  std::ranges::stable_sort(nearest, {}, [](const Candidate* candidate) {
    return std::tuple(date_rank(candidate->circumstances.date), candidate->deviation);
  });
  for (std::size_t i = 0; i < std::min(nearest.size(), near_rows_max); ++i) {
    // At the usual rate, not at the one that happens to bring the row nearest.
    const auto usual = amount_in(*nearest[i]->known, c.claim.currency, RatePolicy::month_mean, c.known.rates);
    add_evidence(c.verdict, *nearest[i]->known, EvidenceRole::near,
                 reading_words(*nearest[i]->known, usual ? *usual : nearest[i]->reading(), c.claim.currency),
                 "a row of the same parties, not this amount");
  }
}

std::string said_aid_type(const Case& c) {
  constexpr std::size_t words_bytes_max = 80;
  std::set<std::string> types;
  const std::size_t begin = c.claim.span.end.value;
  if (begin <= c.document.text.size() && c.claim.sentence.end.value > begin) {
    // Up to the next amount, which has its own kind.
    std::size_t end = std::min<std::size_t>(c.claim.sentence.end.value, begin + words_bytes_max);
    for (const Claim& other : c.document.claims) {
      if (other.value && other.span.begin.value > begin) end = std::min<std::size_t>(end, other.span.begin.value);
    }
    const std::string words = lower_case(c.document.text.substr(begin, end - begin));
    for (const auto& [word, type] : aid_type_words()) {
      if (words.find(word) != std::string::npos) types.insert(type);
    }
  }
  if (types.size() == 1) return *types.begin();
  if (!types.empty() || !c.claim.instrument) return "";
  const auto implied = aid_types_of(*c.claim.instrument);
  return implied.size() == 1 ? implied.front() : "";
}

bool covers_parties(const Coverage& coverage, const Claim& claim) {
  const auto one_of = [](const std::vector<std::string>& covered, const std::vector<std::string>& asked) {
    return covered.empty() || std::ranges::any_of(asked, [&covered](const std::string& code) {
             return std::ranges::find(covered, code) != covered.end();
           });
  };
  return one_of(coverage.givers, claim.giver) && one_of(coverage.receivers, claim.receiver);
}

std::optional<Date> data_end(const Known& known, const Claim& claim, const std::vector<Measure>& measures) {
  std::optional<Date> end;
  for (const KnownCoverage& load : known.coverages) {
    const Coverage& coverage = load.coverage;
    if (!coverage.period.to || !covers_parties(coverage, claim) || !contains_any(coverage.measures, measures)) continue;
    end = std::max(end, coverage.period.to);
  }
  return end;
}

bool complete_totals(const Known& known, const Claim& claim, const std::vector<Measure>& measures,
                     const Period& period) {
  return std::ranges::any_of(known.coverages, [&](const KnownCoverage& load) {
    const Coverage& coverage = load.coverage;
    const bool ends_after = !coverage.period.to || (period.to && *period.to <= *coverage.period.to);
    const bool starts_before = !coverage.period.from || !period.from || *coverage.period.from <= *period.from;
    return coverage.complete_totals && !coverage.givers.empty() && covers_parties(coverage, claim) &&
           contains_any(coverage.measures, measures) && ends_after && starts_before;
  });
}

void decide_by_rules(Case& c) {
  if (const DecidedClaim* reading = decision_on(c.document, c.claim, "")) {
    c.verdict.steps.insert(c.verdict.steps.begin(), "The reading was " + reading->words + ".");
  }
  mark_circular(c);
  const Rule& rule = decide(c.findings);
  c.verdict.is = rule.verdict;
  c.verdict.rule = rule.name;
  c.verdict.amount = c.findings.amount;
  c.verdict.date = c.findings.date;
}

}  // namespace kept
