// What people decided: rows that are only ever added.
#include <duckdb.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "ledger/duck.hpp"
#include "ledger/ledger.hpp"
#include "ledger/state.hpp"
#include "source/decision.hpp"

namespace kept {
namespace {

using duck::Fault;
using duck::Rows;

bool same_thing(const Decision& a, const Decision& b) {
  return a.kind == b.kind && a.first == b.first && a.second == b.second;
}

// The decisions that say something new after `before`, the last of each thing.
std::vector<Decision> news(std::vector<Decision> before, const std::vector<Decision>& decisions) {
  std::vector<Decision> added;
  for (const Decision& decision : decisions) {
    const auto last = std::ranges::find_if(before, [&](const Decision& other) { return same_thing(other, decision); });
    if (last == before.end()) {
      before.push_back(decision);
    } else if (*last == decision) {
      continue;
    } else {
      *last = decision;
    }
    added.push_back(decision);
  }
  return added;
}

std::optional<Fault> insert(duckdb_connection connection, const std::vector<Decision>& decisions) {
  for (const Decision& d : decisions) {
    auto added = duck::query(
        connection,
        "INSERT INTO decision SELECT coalesce(max(ordinal), 0) + 1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10"
        " FROM decision",
        {to_string(d.kind), d.confirmed, std::string_view(d.first), std::string_view(d.second),
         duck::text_or_null(d.relation), duck::text_or_null(d.first_words), duck::text_or_null(d.second_words),
         std::string_view(d.by), std::string_view(d.reason), d.decided});
    if (auto* fault = std::get_if<Fault>(&added)) return *fault;
  }
  return std::nullopt;
}

Problem wrong_decision(const std::string& path, const std::string& fault) {
  Problem problem;
  problem.code = ProblemCode::usage;
  problem.what = "a decision cannot be kept: " + fault;
  problem.where.file = path;
  problem.done = "none was added";
  problem.cure =
      "name what is decided, who decided it and why: kept review --confirm FIRST SECOND --by NAME --reason TEXT";
  return problem;
}

}  // namespace

Result<std::size_t> Ledger::decide(const std::vector<Decision>& decisions) {
  for (const Decision& decision : decisions) {
    if (const auto fault = fault_of(decision)) return wrong_decision(state_->path, *fault);
  }
  if (state_->mode == LedgerMode::read_only) return wrong_decision(state_->path, "the ledger was opened for reading");
  const auto before = this->decisions(false);
  if (!before) return before.problem();
  const std::vector<Decision> added = news(*before, decisions);
  duckdb_connection connection = state_->connection.get();
  auto begun = duck::query(connection, "BEGIN TRANSACTION");
  if (auto* fault = std::get_if<Fault>(&begun)) return problem_of(*fault, state_->path, "written");
  std::optional<Fault> fault = insert(connection, added);
  if (!fault) {
    auto committed = duck::query(connection, "COMMIT");
    if (auto* failed = std::get_if<Fault>(&committed)) fault = *failed;
  }
  if (!fault) return added.size();
  auto rolled_back = duck::query(connection, "ROLLBACK");
  return problem_of(*fault, state_->path, "written");
}

Result<std::vector<Decision>> Ledger::decisions(bool all) const {
  auto answer = duck::query(state_->connection.get(),
                            std::string("SELECT kind, confirmed, first, second, relation, first_words, second_words,"
                                        " decided_by, reason, decided FROM ") +
                                (all ? "decision" : "decision_now") + " ORDER BY ordinal");
  if (auto* fault = std::get_if<Fault>(&answer)) return problem_of(*fault, state_->path, "read");
  auto& rows = std::get<Rows>(answer);
  std::vector<Decision> decisions;
  while (rows.next()) {
    const auto* const kind = std::ranges::find(decision_kinds, rows.text(0));
    if (kind == decision_kinds.end()) continue;  // of a kind that a newer Kept may add
    Decision& decision = decisions.emplace_back();
    decision.kind = static_cast<DecisionKind>(kind - decision_kinds.begin());
    decision.confirmed = rows.boolean(1);
    decision.first = rows.text(2);
    decision.second = rows.text(3);
    decision.relation = rows.text(4);
    decision.first_words = rows.text(5);
    decision.second_words = rows.text(6);
    decision.by = rows.text(7);
    decision.reason = rows.text(8);
    decision.decided = rows.date(9).value_or(Date{});
  }
  return decisions;
}

Result<std::optional<std::string>> Ledger::record_words(const std::string& id) const {
  auto answer = duck::query(state_->connection.get(),
                            "SELECT concat_ws(', ', CAST(date AS VARCHAR), concat_ws(' ', currency, amount_published),"
                            " concat_ws(' to ', giver, receiver), left(text, 60))"
                            " FROM record_version WHERE id = $1 ORDER BY load DESC LIMIT 1",
                            {std::string_view(id)});
  if (auto* fault = std::get_if<Fault>(&answer)) return problem_of(*fault, state_->path, "read");
  auto& rows = std::get<Rows>(answer);
  if (!rows.next()) return std::optional<std::string>{};
  return std::optional{rows.text(0)};
}

}  // namespace kept
