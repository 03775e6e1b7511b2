#include "verdict/judge.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "claim/claim.hpp"
#include "definition/columns.hpp"
#include "definition/definition.hpp"
#include "definition/known_record.hpp"
#include "definition/tolerance.hpp"
#include "definition/wording.hpp"
#include "match/follow_up.hpp"
#include "source/record.hpp"
#include "verdict/judging.hpp"
#include "verdict/own_currency.hpp"
#include "verdict/rules.hpp"
#include "verdict/verdict.hpp"

namespace kept {
namespace {

constexpr int long_period_days = 360;  // a claim over a year or more is a total
constexpr int short_period_days = 31;  // what is announced within a month may be recorded in several rows

bool is_promise(const Claim& claim) {
  return claim.modality == Modality::promised || claim.modality == Modality::expected;
}

// Whether the sum over the claim's time may be meant: a year's figure is a total as a rule, and what was announced on
// one day or within one month may be recorded in several rows. Between them lies no natural sum.
bool may_be_sum(const Claim& claim) {
  if (!claim.period.from || !claim.period.to) return false;
  const int days = days_between(*claim.period.from, *claim.period.to);
  return days >= long_period_days || days < short_period_days;
}

// Amounts that are no aid: prices, trade, damage, the size of a budget.
bool is_aid_money(const Claim& claim) {
  return claim.kind == ClaimKind::money && claim.stage && *claim.stage != Stage::other &&
         *claim.stage != Stage::requested;
}

// Sentences for claims that no record could show.
std::string_view uncovered_line(const Claim& claim) {
  switch (claim.kind) {
    case ClaimKind::money:
      return "no loaded data on amounts of this kind";
    case ClaimKind::count:
    case ClaimKind::share:
      return "no loaded data on numbers of this kind";
    case ClaimKind::goods:
      return "no loaded data on goods";
    case ClaimKind::sanction:
      return "no loaded data on sanctions";
    case ClaimKind::agreement:
      return "no loaded data on agreements";
    case ClaimKind::event:
    case ClaimKind::act:
      break;
  }
  return "no loaded data on events and acts";
}

class Judge {
 public:
  Judge(std::span<const JudgedDocument> documents, std::span<const FollowUpLink> links, const Known& known,
        const JudgeOptions& options)
      : documents_(documents), links_(links), known_(known), options_(options), store_(known.records, known.rates) {}

  std::vector<std::vector<Verdict>> run() {
    for (const JudgedDocument& document : documents_) {
      auto& cases = cases_.emplace_back();
      for (const Claim& claim : document.claims) cases.push_back(open_case(document, claim));
    }
    settle_promises();
    for (std::size_t d = 0; d < cases_.size(); ++d) {
      for (std::size_t i = 0; i < cases_[d].size(); ++i) judge_one(d, i);
      judge_pairs(d);
    }
    std::vector<std::vector<Verdict>> verdicts;
    for (auto& cases : cases_) {
      auto& of_document = verdicts.emplace_back();
      for (Case& c : cases) of_document.push_back(std::move(c.verdict));
    }
    return verdicts;
  }

 private:
  Case open_case(const JudgedDocument& document, const Claim& claim) {
    Case c{.document = document,
           .claim = claim,
           .known = known_,
           .options = options_,
           .store = store_,
           .findings = {},
           .verdict = {}};
    // "Has committed over 3 billion since 2022" tells a total, whatever the verb.
    c.findings.promise = is_promise(claim) && !(claim.cumulative && !deadline_of(claim, document.date));
    c.findings.wish = claim.modality == Modality::proposed || claim.stage == Stage::requested;
    c.findings.parties_known = !claim.giver.empty() && !claim.receiver.empty();
    c.findings.covered =
        c.findings.parties_known && std::ranges::any_of(known_.coverages, [&](const KnownCoverage& load) {
          return covers_parties(load.coverage, claim);
        });
    return c;
  }

  // One record settles one promise: all promises' candidates together, the best match first.
  void settle_promises() {
    struct Offer {
      std::size_t document;
      std::size_t claim;
      Candidate candidate;
    };
    std::vector<Offer> offers;
    for (std::size_t d = 0; d < cases_.size(); ++d) {
      for (std::size_t i = 0; i < cases_[d].size(); ++i) {
        const Case& c = cases_[d][i];
        if (!c.findings.promise || !is_aid_money(c.claim) || !c.findings.parties_known) continue;
        for (Candidate& candidate : settling_candidates(c)) offers.push_back({d, i, std::move(candidate)});
      }
    }
    std::ranges::stable_sort(offers, {}, [](const Offer& offer) {
      return std::tuple(offer.candidate.confirmed == nullptr, -offer.candidate.circumstances.agreeing(),
                        offer.candidate.deviation);
    });
    std::set<std::string> taken;
    for (Offer& offer : offers) {
      const auto key = std::pair(offer.document, offer.claim);
      if (settled_.contains(key) || !taken.insert(offer.candidate.known->record.id).second) continue;
      settled_.emplace(key, std::move(offer.candidate));
    }
  }

  void judge_one(std::size_t d, std::size_t i) {
    Case& c = cases_[d][i];
    follow(d, i);
    const bool denied = c.claim.modality == Modality::denied;
    const bool checkable = is_aid_money(c.claim) && !c.findings.wish && !denied && c.findings.covered;
    if (checkable && c.findings.promise) {
      const auto settled = settled_.find({d, i});
      const std::string reported = std::exchange(c.verdict.line, {});
      judge_promised_money(c, settled == settled_.end() ? nullptr : &settled->second);
      // What a later document says leads, unless a record itself settles the promise.
      if (!reported.empty() && !c.findings.settled) {
        c.verdict.line = reported + (c.verdict.line.empty() ? "" : "; ") + c.verdict.line;
      }
    } else if (checkable && c.claim.equivalent_of.empty()) {
      judge_stated(c);
    } else if (c.findings.promise) {
      deadline_alone(c);
    }
    if (checkable && c.claim.equivalent_of.empty()) try_own_currency(c);
    c.findings.recorded_kind = is_aid_money(c.claim) && !denied;
    decide_by_rules(c);
    if (c.verdict.line.empty()) c.verdict.line = open_line(c);
  }

  // A sum over time, or one flow; a figure of a year, a month or a day may be either. Where neither agrees as it
  // stands, a year's figure is best told as a sum, a shorter one as a flow.
  static void judge_stated(Case& c) {
    if (c.claim.cumulative) return judge_total(c);
    if (!may_be_sum(c.claim)) return judge_flow(c);
    const bool of_a_year = days_between(*c.claim.period.from, *c.claim.period.to) >= long_period_days;
    Case as_flow = c;
    judge_flow(as_flow);
    const bool one_flow =
        as_flow.findings.amount == AxisFinding::agrees &&
        (!of_a_year || (as_flow.findings.plain && as_flow.findings.circumstances >= circumstances_min));
    Case as_total = c;
    if (of_a_year || !one_flow) judge_total(as_total);
    // One row alone is no sum: judged as a flow it was passed over with reason.
    const auto rows = std::ranges::count(as_total.verdict.evidence, EvidenceRole::counts, &Evidence::role);
    const bool adds_up = is_plain_total(as_total) && (of_a_year || rows > 1);
    const Case& better = adds_up || (of_a_year && !one_flow) ? as_total : as_flow;
    c.findings = better.findings;
    c.verdict = better.verdict;
  }

  // The same figure in the giver's own currency, where the text's sign leaves it open and the first reading finds
  // nothing.
  void try_own_currency(Case& c) {
    if (c.findings.amount == AxisFinding::agrees || c.findings.settled || c.findings.reported_done) return;
    const std::string_view words = c.claim.span.of(c.document.text);
    const std::string own = own_currency_of(c.claim, words, c.document.date.value_or(options_.on));
    if (own.empty()) return;
    Claim claim = c.claim;
    claim.currency = own;
    Case other = open_case(c.document, claim);
    if (other.findings.promise) {
      judge_promised_money(other, nullptr);
    } else {
      judge_stated(other);
    }
    const Findings& found = other.findings;
    const bool agrees = found.amount == AxisFinding::agrees && found.circumstances >= circumstances_min;
    const bool nearer = found.amount == AxisFinding::close && c.findings.amount != AxisFinding::close;
    if (!found.plain || found.date == AxisFinding::differs || !(agrees || nearer)) return;
    c.findings = found;
    c.findings.own_currency = true;
    c.verdict = std::move(other.verdict);
    c.verdict.line = "in " + own + ", which the text's sign may mean: " + c.verdict.line;
    c.verdict.steps.insert(c.verdict.steps.begin(), "No reading of \"" + std::string(words) + "\" in " +
                                                        c.claim.currency + " agrees; in the giver's own currency, " +
                                                        own + ", which is written the same way, one comes nearer.");
  }

  // What later documents say of a promise: the whole reported done, or parts of it that add up to a share.
  void follow(std::size_t d, std::size_t i) {
    Case& c = cases_[d][i];
    Decimal parts;
    for (const FollowUpLink& link : links_) {
      if (link.promise_document != d || link.promise_claim != i) continue;
      const JudgedDocument& later = documents_[link.later_document];
      const Claim& report = later.claims[link.later_claim];
      if (link.relation == FollowUpRelation::kept) return describe_report(c, later, report);
      if (link.relation != FollowUpRelation::partly_kept) continue;
      c.findings.reported_in_part = true;
      c.verdict.line = "in part reported in " + later.name + ": \"" + std::string(report.span.of(later.text)) + "\"";
      c.verdict.steps.push_back(report_words(later, report) + "reports a part of it: \"" +
                                std::string(report.span.of(later.text)) + "\".");
      if (report.value && report.currency == c.claim.currency) parts = parts + *report.value;
    }
    const auto figure = figure_of(c.claim);
    if (!c.findings.reported_in_part || parts.is_zero() || !figure || figure->low.is_zero()) return;
    const std::string share = (parts / figure->low * Decimal::from_integer(100)).to_fixed(0) + " %";
    c.verdict.line += ", " + share + " of the promise";
    c.verdict.steps.push_back("Reported parts together: " + amount_words(c.claim.currency, parts) + ", " + share +
                              " of the promise.");
  }

  static std::string report_words(const JudgedDocument& later, const Claim& report) {
    return "The document of " + (later.date ? later.date->to_string() : std::string("no date")) + " (" + later.name +
           ", " + report.id + ") ";
  }

  static void describe_report(Case& c, const JudgedDocument& later, const Claim& report) {
    const std::string words = "\"" + std::string(report.span.of(later.text)) + "\"";
    c.findings.reported_done = true;
    c.verdict.line = "reported in " + later.name + ": " + words;
    c.verdict.steps.push_back(report_words(later, report) + "reports it: " + words + ".");
    const auto deadline = deadline_of(c.claim, c.document.date);
    if (deadline && report.period.from && *report.period.from > *deadline) {
      c.verdict.days_late = days_between(*deadline, *report.period.from);
    }
  }

  // A promise that no data can show has its deadline all the same.
  void deadline_alone(Case& c) const {
    const auto deadline = deadline_of(c.claim, c.document.date);
    if (!deadline || c.findings.reported_done || c.findings.reported_in_part) return;
    c.findings.has_deadline = true;
    c.findings.deadline_passed = options_.on > *deadline;
    c.verdict.line = c.findings.deadline_passed ? "the deadline " + deadline->to_string() + " has passed; " +
                                                      std::string(uncovered_line(c.claim))
                                                : "the deadline " + deadline->to_string() + " is not reached";
  }

  static std::string open_line(const Case& c) {
    if (c.findings.wish) return "a wish or a request: nothing published could show it";
    if (is_aid_money(c.claim) && !c.findings.parties_known) return "the text does not say who gives to whom";
    if (is_aid_money(c.claim) && !c.findings.covered) return "no loaded data cover these parties";
    return std::string(uncovered_line(c.claim));
  }

  // Restatements in another currency rest on the verdict of what they restate.
  void judge_pairs(std::size_t d) {
    auto& cases = cases_[d];
    for (Case& c : cases) {
      if (c.claim.equivalent_of.empty() || !is_aid_money(c.claim) || c.findings.wish) continue;
      const auto base =
          std::ranges::find_if(cases, [&c](const Case& other) { return other.claim.id == c.claim.equivalent_of; });
      if (base == cases.end() || !base->claim.equivalent_of.empty()) continue;
      c.verdict = {};
      judge_pair(c, base->claim, base->verdict);
      decide_by_rules(c);
      if (c.findings.promise) c.verdict.is = base->verdict.is;
      if (c.verdict.line.empty()) c.verdict.line = open_line(c);
    }
  }

  std::span<const JudgedDocument> documents_;
  std::span<const FollowUpLink> links_;
  const Known& known_;
  const JudgeOptions& options_;
  RecordStore store_;
  std::vector<std::vector<Case>> cases_;
  std::map<std::pair<std::size_t, std::size_t>, Candidate> settled_;
};

}  // namespace

std::vector<std::vector<Verdict>> judge(std::span<const JudgedDocument> documents, std::span<const FollowUpLink> links,
                                        const Known& known, const JudgeOptions& options) {
  return Judge(documents, links, known, options).run();
}

std::optional<Figure> figure_of(const Claim& claim) {
  Figure figure;
  if (claim.value) {
    figure.low = figure.high = *claim.value;
  } else if (claim.low && claim.high) {
    figure.low = *claim.low;
    figure.high = *claim.high;
  } else {
    return std::nullopt;
  }
  switch (claim.quantifier) {
    case Quantifier::exact:
      break;
    case Quantifier::about:
      figure.hedge = HedgeKind::about;
      break;
    case Quantifier::more_than:
    case Quantifier::at_least:
      figure.hedge = HedgeKind::lower_bound;
      break;
    case Quantifier::nearly:
    case Quantifier::up_to:
    case Quantifier::less_than:
      figure.hedge = HedgeKind::upper_bound;
      break;
  }
  return figure;
}

std::vector<Measure> plain_measures(Stage stage) {
  switch (stage) {
    case Stage::pledged:
      return {Measure::pledge, Measure::commitment};
    case Stage::committed:
    case Stage::signed_:
      return {Measure::commitment, Measure::allocation};
    case Stage::disbursed:
      return {Measure::disbursement, Measure::expenditure};
    case Stage::given:
      return {Measure::disbursement, Measure::allocation, Measure::expenditure};
    case Stage::requested:
    case Stage::other:
      break;
  }
  return {};
}

}  // namespace kept
