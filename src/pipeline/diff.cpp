#include "pipeline/diff.hpp"

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
#include "base/result.hpp"
#include "claim/claim.hpp"
#include "definition/known_record.hpp"
#include "document/document.hpp"
#include "lang/packs.hpp"
#include "match/circumstances.hpp"
#include "pipeline/check.hpp"
#include "pipeline/known.hpp"
#include "report/check_report.hpp"
#include "report/diff.hpp"
#include "source/record.hpp"
#include "verdict/judge.hpp"
#include "verdict/judging.hpp"
#include "verdict/verdict.hpp"

namespace kept {
namespace {

// What a verdict may rest on; another text or link of a row changes none.
auto weighed(const Record& record) {
  return std::tie(record.measure, record.date, record.date_precision, record.amount, record.currency, record.giver,
                  record.receiver, record.channel, record.instrument, record.aid_type, record.activity);
}

using RowName = std::pair<std::string_view, std::string_view>;  // source and record id

std::map<RowName, const KnownRecord*> by_name(const Known& known) {
  std::map<RowName, const KnownRecord*> rows;
  for (const KnownRecord& record : known.records) rows.emplace(RowName{record.source, record.record.id}, &record);
  return rows;
}

// All rows that changed, by name.
std::vector<RowChange> changed_rows(const Known& before, const Known& after) {
  const auto old_rows = by_name(before);
  const auto new_rows = by_name(after);
  std::vector<RowChange> changes;
  for (const auto& [name, row] : old_rows) {
    const auto later = new_rows.find(name);
    if (later == new_rows.end()) {
      changes.push_back({.is = RowChangeIs::removed,
                         .before = row->record,
                         .after = {},
                         .source = row->source,
                         .release_before = row->release,
                         .release_after = {}});
    } else if (weighed(row->record) != weighed(later->second->record)) {
      changes.push_back({.is = RowChangeIs::amended,
                         .before = row->record,
                         .after = later->second->record,
                         .source = row->source,
                         .release_before = row->release,
                         .release_after = later->second->release});
    }
  }
  for (const auto& [name, row] : new_rows) {
    if (old_rows.contains(name)) continue;
    changes.push_back({.is = RowChangeIs::added,
                       .before = {},
                       .after = row->record,
                       .source = row->source,
                       .release_before = {},
                       .release_after = row->release});
  }
  return changes;
}

// Those between the claim's parties, the evidence first, then the largest.
std::vector<RowChange> rows_of(const VerdictChange& change, const std::vector<RowChange>& all) {
  std::set<RowName> evidence;
  for (const Verdict* verdict : {&change.before, &change.after}) {
    for (const Evidence& each : verdict->evidence) {
      if (each.role == EvidenceRole::near) continue;
      evidence.insert({each.source, each.record.id});
    }
  }
  const auto between = [&change](const Record& record) {
    return compare_circumstances(change.claim, record, {}).parties == Circumstance::agrees;
  };
  std::vector<RowChange> rows;
  for (const RowChange& row : all) {
    const bool shown = evidence.contains({row.source, row.record().id});
    const bool related =
        (row.is != RowChangeIs::added && between(row.before)) || (row.is != RowChangeIs::removed && between(row.after));
    if (!shown && !related) continue;
    rows.push_back(row);
    rows.back().evidence = shown;
  }
  std::ranges::stable_sort(rows, [](const RowChange& a, const RowChange& b) {
    if (a.evidence != b.evidence) return a.evidence;
    return a.record().amount.value_or(Decimal{}) > b.record().amount.value_or(Decimal{});
  });
  return rows;
}

std::string coverage_words(const KnownCoverage& coverage) {
  return coverage.source + " " + coverage.dataset + (coverage.release.empty() ? "" : ", release " + coverage.release);
}

// What the data between the claim's parties cover now and did not before.
std::vector<std::string> causes_of(const VerdictChange& change, const Known& before, const Known& after) {
  std::vector<std::string> causes;
  const auto end_words = [](const std::optional<Date>& end) {
    return end ? "to " + end->to_string() : std::string("without an end");
  };
  for (const KnownCoverage& now : after.coverages) {
    if (!covers_parties(now.coverage, change.claim)) continue;
    const auto then = std::ranges::find_if(before.coverages, [&now](const KnownCoverage& other) {
      return other.source == now.source && other.dataset == now.dataset;
    });
    if (then == before.coverages.end()) {
      causes.push_back(coverage_words(now) + " is new, " + end_words(now.coverage.period.to));
    } else if (then->coverage.period.to != now.coverage.period.to) {
      causes.push_back(coverage_words(now) + " reaches " + end_words(now.coverage.period.to) + ", before " +
                       end_words(then->coverage.period.to));
    }
  }
  for (const KnownCoverage& then : before.coverages) {
    const bool gone = std::ranges::none_of(after.coverages, [&then](const KnownCoverage& now) {
      return now.source == then.source && now.dataset == then.dataset;
    });
    if (gone && covers_parties(then.coverage, change.claim)) causes.push_back(coverage_words(then) + " is gone");
  }
  if (causes.empty() && change.rows.empty()) {
    causes.emplace_back(
        "no row between these parties changed, nor what the data cover: a rate, another promise or a decision did");
  }
  return causes;
}

bool changed(const Verdict& before, const Verdict& after) {
  return std::tie(before.is, before.amount, before.date) != std::tie(after.is, after.amount, after.date);
}

Parties parties_of_changes(const std::vector<VerdictChange>& changes) {
  Reading reading;
  for (const VerdictChange& change : changes) reading.claims.push_back(change.claim);
  return parties_of({&reading, 1});
}

}  // namespace

Result<DiffReport> diff_verdicts(const KnownState& before, const KnownState& after, std::vector<Document> documents,
                                 const Packs& packs, Date on) {
  auto old_report = check_documents(before.ledger, std::move(documents), packs, {.on = on, .as_of = before.as_of});
  if (!old_report) return old_report.problem();
  std::vector<Document> again;
  for (CheckedDocument& checked : old_report->documents) again.push_back(std::move(checked.document));
  auto new_report = check_documents(after.ledger, std::move(again), packs, {.on = on, .as_of = after.as_of});
  if (!new_report) return new_report.problem();

  DiffReport report;
  report.on = on;
  report.before_name = before.name;
  report.after_name = after.name;
  for (std::size_t d = 0; d < new_report->documents.size(); ++d) {
    auto& was = old_report->documents[d].claims;
    for (CheckedClaim& now : new_report->documents[d].claims) {
      const auto then =
          std::ranges::find_if(was, [&now](const CheckedClaim& other) { return other.claim.id == now.claim.id; });
      if (then == was.end() || !changed(then->verdict, now.verdict)) {
        ++report.unchanged;
        continue;
      }
      report.changes.push_back({.document = d,
                                .claim = std::move(now.claim),
                                .before = std::move(then->verdict),
                                .after = std::move(now.verdict),
                                .rows = {},
                                .causes = {}});
    }
    report.documents.push_back(std::move(new_report->documents[d].document));
  }
  if (report.changes.empty()) return report;

  const Parties parties = parties_of_changes(report.changes);
  const auto known_before = known_of(before.ledger, parties, on, before.as_of);
  if (!known_before) return known_before.problem();
  const auto known_after = known_of(after.ledger, parties, on, after.as_of);
  if (!known_after) return known_after.problem();
  const std::vector<RowChange> rows = changed_rows(*known_before, *known_after);
  for (VerdictChange& change : report.changes) {
    change.rows = rows_of(change, rows);
    change.causes = causes_of(change, *known_before, *known_after);
  }
  return report;
}

}  // namespace kept
