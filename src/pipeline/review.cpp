#include "pipeline/review.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/csv.hpp"
#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "claim/claim.hpp"
#include "claim/read.hpp"
#include "document/document.hpp"
#include "lang/packs.hpp"
#include "ledger/ledger.hpp"
#include "pipeline/decisions.hpp"
#include "source/decision.hpp"

namespace kept {
namespace {

Problem wrong(std::string what, std::string cure) {
  return {.code = ProblemCode::usage,
          .what = std::move(what),
          .where = {},
          .done = "nothing was decided",
          .cure = std::move(cure)};
}

constexpr std::array<std::string_view, 10> columns{"kind",        "decision",     "first", "second", "relation",
                                                   "first_words", "second_words", "by",    "reason", "decided"};

struct Cells {
  const std::vector<std::string_view>& fields;
  const std::array<std::size_t, columns.size()>& places;

  [[nodiscard]] std::string operator[](std::size_t column) const { return std::string(fields[places.at(column)]); }
};

// The decision of one row, or what is wrong with it.
std::optional<std::string> read_row(const Cells& cells, Decision& decision) {
  const auto* const kind = std::ranges::find(decision_kinds, cells[0]);
  if (kind == decision_kinds.end())
    return "the kind \"" + cells[0] + "\" is none of flow, evidence, follow_up, reading";
  decision.kind = static_cast<DecisionKind>(kind - decision_kinds.begin());
  if (cells[1] != "confirmed" && cells[1] != "rejected") return "the decision is neither confirmed nor rejected";
  decision.confirmed = cells[1] == "confirmed";
  decision.first = cells[2];
  decision.second = cells[3];
  decision.relation = cells[4];
  decision.first_words = cells[5];
  decision.second_words = cells[6];
  decision.by = cells[7];
  decision.reason = cells[8];
  const auto decided = Date::parse_iso(cells[9]);
  if (!decided) return "\"" + cells[9] + "\" is no day";
  decision.decided = *decided;
  return fault_of(decision);
}

Problem broken(ProblemCode code, std::string what, const std::string& path, std::uint64_t line) {
  Problem problem;
  problem.code = code;
  problem.what = std::move(what);
  problem.where.file = path;
  problem.where.line = line;
  problem.done = "nothing of the file was taken";
  problem.cure =
      code == ProblemCode::csv_row ? "correct the row, or take it out" : "write the file with kept review --format csv";
  return problem;
}

}  // namespace

Result<ReviewedThing> reviewed_record(const Ledger& ledger, const std::string& id) {
  const auto words = ledger.record_words(id);
  if (!words) return words.problem();
  if (!*words) {
    return wrong("no record of the ledger has the id " + id,
                 "take the id of kept sql \"SELECT id FROM record\", or name a claim: FILE#c3");
  }
  return ReviewedThing{.key = id, .words = **words, .is_claim = false};
}

Result<ReviewedThing> reviewed_claim(const Document& document, const std::string& claim_id, const Packs& packs) {
  const Reading reading = read_claims(document, packs);
  const auto claim = std::ranges::find(reading.claims, claim_id, &Claim::id);
  if (claim == reading.claims.end()) {
    return wrong(document.name + " has no claim " + claim_id + "; it has " + std::to_string(reading.claims.size()),
                 "kept read " + document.name + " --format json, which tells their ids");
  }
  return ReviewedThing{.key = key_of(document, *claim).to_string(),
                       .words = "\"" + std::string(claim->span.of(document.text)) + "\" in " + document.name,
                       .is_claim = true};
}

Result<Decision> make_decision(const ReviewedThing& first, const std::optional<ReviewedThing>& second,
                               const DecisionWords& words) {
  Decision decision;
  decision.confirmed = words.confirmed;
  decision.relation = words.relation;
  decision.by = words.by;
  decision.reason = words.reason;
  decision.decided = words.decided;
  ReviewedThing a = first;
  ReviewedThing b = second.value_or(ReviewedThing{});
  if (!second) {
    decision.kind = DecisionKind::reading;
  } else if (a.is_claim && b.is_claim) {
    decision.kind = DecisionKind::follow_up;
    if (decision.confirmed && decision.relation.empty()) decision.relation = "kept";
  } else if (a.is_claim || b.is_claim) {
    decision.kind = DecisionKind::evidence;
    if (b.is_claim) std::swap(a, b);
  } else if (b.key < a.key) {
    std::swap(a, b);
  }
  decision.first = std::move(a.key);
  decision.second = std::move(b.key);
  decision.first_words = std::move(a.words);
  decision.second_words = std::move(b.words);
  if (const auto fault = fault_of(decision)) {
    return wrong(*fault, "kept review --confirm FIRST SECOND --by NAME --reason TEXT");
  }
  return decision;
}

Result<std::vector<Decision>> read_decisions(const std::string& path, std::string_view bytes) {
  CsvReader reader(path, without_bom(bytes));
  if (!reader.next()) return broken(ProblemCode::csv_columns, "the file has no rows", path, 1);
  std::array<std::size_t, columns.size()> places{};
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto found = find_column(reader.fields(), columns.at(i));
    if (!found) {
      return broken(ProblemCode::csv_columns, "the column \"" + std::string(columns.at(i)) + "\" is missing", path, 1);
    }
    places.at(i) = *found;
  }
  std::vector<Decision> decisions;
  while (reader.next()) {
    Decision decision;
    if (const auto fault = read_row({reader.fields(), places}, decision)) {
      return broken(ProblemCode::csv_row, *fault, path, reader.line());
    }
    decisions.push_back(std::move(decision));
  }
  const std::vector<Problem> problems = reader.take_problems();
  if (!problems.empty()) return problems.front();
  return decisions;
}

Result<SqlTable> undecided_links(const Ledger& ledger, std::size_t most) {
  return ledger.sql(
      "SELECT l.first, l.second, l.probability, l.reason, l.second_best FROM link l ANTI JOIN decision_now d"
      " ON d.kind = 'flow' AND d.first = least(l.first, l.second) AND d.second = greatest(l.first, l.second)"
      " ORDER BY l.probability, l.first, l.second LIMIT " +
      std::to_string(most));
}

}  // namespace kept
