#include "pipeline/check.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "claim/claim.hpp"
#include "claim/naming.hpp"
#include "claim/read.hpp"
#include "definition/known_record.hpp"
#include "document/document.hpp"
#include "lang/packs.hpp"
#include "ledger/ledger.hpp"
#include "match/follow_up.hpp"
#include "pipeline/decisions.hpp"
#include "pipeline/known.hpp"
#include "report/check_report.hpp"
#include "source/record.hpp"
#include "verdict/judge.hpp"
#include "verdict/verdict.hpp"

namespace kept {
namespace {

std::vector<FollowUpLink> links_between(const std::vector<Document>& documents, const std::vector<Reading>& readings,
                                        const Packs& packs, Date on, const ObeyedDecisions& decided) {
  std::vector<SaidClaims> said;
  for (std::size_t d = 0; d < documents.size(); ++d) {
    said.push_back({.date = documents[d].date,
                    .claims = readings[d].claims,
                    .naming_words = naming_words(readings[d].claims, documents[d], packs),
                    .telling_words = telling_words(readings[d].claims, documents[d], packs)});
  }
  return follow_promises(said, on, decided.follow_ups);
}

std::vector<JudgedDocument> judged(const std::vector<Document>& documents, const std::vector<Reading>& readings,
                                   const ObeyedDecisions& decided) {
  std::vector<JudgedDocument> judged;
  for (std::size_t d = 0; d < documents.size(); ++d) {
    judged.push_back({documents[d].name, documents[d].text, documents[d].date, readings[d].claims, decided.claims[d],
                      documents[d].speaker});
  }
  return judged;
}

bool anything_published_by(const std::vector<LoadRow>& loads, Date day) {
  return std::ranges::any_of(loads, [day](const LoadRow& load) {
    return !load.coverage.measures.empty() && load.released && *load.released <= day;
  });
}

// The verdicts as they would have been on the document's own day, where they differ.
Status add_verdicts_as_known_then(const Ledger& ledger, const Parties& parties, std::size_t d,
                                  const std::vector<JudgedDocument>& documents, std::span<const FollowUpLink> links,
                                  const CheckOptions& options, std::vector<Verdict>& verdicts) {
  auto then = known_of(ledger, parties, options.on, documents[d].date);
  if (!then) return then.problem();
  const auto verdicts_then = judge(documents, links, *then, {.on = options.on, .list_all_definitions = false});
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    if (verdicts_then[d][i].is != verdicts[i].is) verdicts[i].as_known_then = verdicts_then[d][i].is;
  }
  return Nothing{};
}

UsedSource used_source(const LoadRow& load, const Known& known) {
  const auto is_of_load = [&load](const KnownRecord& record) {
    return record.source == load.source && record.dataset == load.dataset && record.release == load.release;
  };
  return {.is_rates = load.quotes > 0,
          .source = load.source,
          .dataset = load.dataset,
          .release = load.release,
          .released = load.released,
          .file = load.file,
          .records = load.records,
          .considered = static_cast<std::uint64_t>(std::ranges::count_if(known.records, is_of_load)),
          .problems = load.problems,
          .coverage = load.coverage};
}

}  // namespace

Result<CheckReport> check_documents(const Ledger& ledger, std::vector<Document> documents, const Packs& packs,
                                    const CheckOptions& options) {
  // Text to claims. From here on a claim's offsets point into its document.
  std::vector<Reading> readings;
  for (const Document& document : documents) readings.push_back(read_claims(document, packs));

  // What people decided wins over the reader and over all that is found below.
  const auto decisions = ledger.decisions(false);
  if (!decisions) return decisions.problem();
  const ObeyedDecisions decided = obey_decisions(*decisions, documents, readings);

  // What is known between the parties that the claims name.
  const Parties parties = parties_of(readings);
  auto known = known_of(ledger, parties, options.on, options.as_of);
  if (!known) return known.problem();
  auto loads = ledger.loads();
  if (!loads) return loads.problem();

  // What later documents say of earlier promises; then verdicts. One record settles one promise.
  const auto links = links_between(documents, readings, packs, options.on, decided);
  const auto asked = judged(documents, readings, decided);
  auto verdicts = judge(asked, links, *known, {.on = options.on, .list_all_definitions = options.list_all_definitions});

  CheckReport report;
  report.on = options.on;
  report.as_of = options.as_of;
  for (const LoadRow& load : *loads) report.sources.push_back(used_source(load, *known));
  std::vector<bool> nothing_known_then(documents.size(), false);
  for (std::size_t d = 0; d < documents.size(); ++d) {
    if (!documents[d].date || options.as_of) continue;
    nothing_known_then[d] = !anything_published_by(*loads, *documents[d].date);
    if (nothing_known_then[d]) continue;
    auto status = add_verdicts_as_known_then(ledger, parties, d, asked, links, options, verdicts[d]);
    if (!status) return status.problem();
  }

  for (std::size_t d = 0; d < documents.size(); ++d) {
    CheckedDocument& checked = report.documents.emplace_back();
    for (std::size_t i = 0; i < readings[d].claims.size(); ++i) {
      checked.claims.push_back({readings[d].claims[i], std::move(verdicts[d][i]), {}});
    }
    checked.nothing_known_then = nothing_known_then[d];
  }
  for (const FollowUpLink& link : links) {
    const Claim& later = readings[link.later_document].claims[link.later_claim];
    report.documents[link.promise_document].claims[link.promise_claim].followed_by.push_back(
        {documents[link.later_document].name, later.id, std::string(to_string(link.relation)),
         std::string(later.span.of(documents[link.later_document].text))});
  }
  for (std::size_t d = 0; d < documents.size(); ++d) {
    readings[d].claims.clear();
    report.documents[d].reading = std::move(readings[d]);
    report.documents[d].document = std::move(documents[d]);
  }
  return report;
}

Result<CheckReport> explain_amount(const Ledger& ledger, const ExplainQuestion& question, const CheckOptions& options) {
  Reading reading;
  reading.claims.push_back(question.claim);
  auto known = known_of(ledger, parties_of({&reading, 1}), options.on, options.as_of);
  if (!known) return known.problem();
  auto loads = ledger.loads();
  if (!loads) return loads.problem();
  const std::vector<JudgedDocument> asked{{"", "", question.on, reading.claims}};
  auto verdicts = judge(asked, {}, *known, {.on = options.on, .list_all_definitions = options.list_all_definitions});
  CheckReport report;
  report.on = options.on;
  report.as_of = options.as_of;
  for (const LoadRow& load : *loads) report.sources.push_back(used_source(load, *known));
  CheckedDocument& checked = report.documents.emplace_back();
  checked.document.date = question.on;
  checked.claims.push_back({question.claim, std::move(verdicts.front().front()), {}});
  return report;
}

}  // namespace kept
