// Records to link, and the links that were found.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "ledger/duck.hpp"
#include "ledger/ledger.hpp"
#include "ledger/state.hpp"
#include "ledger/write_all.hpp"
#include "source/record_link.hpp"

namespace kept {
namespace {

using duck::ChunkWriter;
using duck::Fault;
using duck::Rows;

// A plan or a total of other rows is no flow, a secondary reporter no teller, and without date, amount and currency
// nothing could be compared. Money paid out and money got are one stage of a flow.
constexpr const char* linkable_records = R"(
  SELECT r.id, coalesce(a.reporting_ref, r.source) AS teller,
    CASE WHEN r.measure IN ('disbursement', 'expenditure', 'incoming') THEN 'paid' ELSE r.measure END AS stage,
    CAST(r.amount AS VARCHAR) AS amount, r.currency, CAST(r.date AS VARCHAR) AS date, r.giver, r.receiver, r.activity,
    r.giver_activity, r.receiver_activity, r.direction, left(r.text, 200) AS text
  FROM record r LEFT JOIN activity_version a ON a.load = r.load AND a.ordinal = r.activity_ordinal
  WHERE r.measure IN ('pledge', 'commitment', 'allocation', 'disbursement', 'expenditure', 'incoming')
    AND r.date_precision IN ('day', 'month') AND r.date IS NOT NULL AND r.amount <> 0 AND r.currency IS NOT NULL
    AND r.kind <> 'total' AND NOT r.summary AND NOT r.secondary
  ORDER BY r.id
)";

constexpr int weight_scale = 6;  // of link.weight, DECIMAL(18,6)
constexpr int probability_scale = 9;
constexpr int digits = 18;

std::optional<std::int64_t> scaled(const std::optional<Decimal>& value, int scale) {
  const auto whole = value ? duck::scaled(*value, scale, digits, true) : std::nullopt;
  return whole ? std::optional{static_cast<std::int64_t>(*whole)} : std::nullopt;
}

std::optional<Fault> write_links(duckdb_connection connection, const RecordLinks& links) {
  auto emptied = duck::query(connection, "DELETE FROM link; DELETE FROM flow_member");
  if (auto* fault = std::get_if<Fault>(&emptied)) return *fault;
  auto fault =
      duck::write_all(connection, "link", links.links, [](ChunkWriter& to, std::int32_t, const RecordLink& link) {
        std::size_t column = 0;
        to.text(column++, link.first);
        to.text(column++, link.second);
        to.text(column++, link.reason);
        to.decimal18(column++, scaled(link.weight, weight_scale));
        to.decimal18(column++, scaled(link.probability, probability_scale));
        to.text(column++, link.waterfall);
        to.text_or_null(column++, link.second_best);
        to.decimal18(column++, scaled(link.second_best_weight, weight_scale));
      });
  if (fault) return fault;
  return duck::write_all(connection, "flow_member", links.members,
                         [](ChunkWriter& to, std::int32_t, const FlowMember& member) {
                           to.text(0, member.record);
                           to.text(1, member.flow);
                           to.boolean(2, member.counts);
                         });
}

}  // namespace

Result<LinkableRecords> Ledger::linkable_records() const {
  auto answer = duck::query(state_->connection.get(), kept::linkable_records);
  if (auto* fault = std::get_if<Fault>(&answer)) return problem_of(*fault, state_->path, "read");
  auto& rows = std::get<Rows>(answer);
  LinkableRecords out;
  for (std::size_t i = 0; i < rows.columns(); ++i) out.headers.push_back(rows.name(i));
  out.columns.resize(out.headers.size());
  while (rows.next()) {
    for (std::size_t i = 0; i < out.columns.size(); ++i) out.columns[i].push_back(rows.text(i));
  }
  return out;
}

Status Ledger::replace_links(const RecordLinks& links) {
  if (state_->mode == LedgerMode::read_only) {
    Problem problem;
    problem.code = ProblemCode::usage;
    problem.what = "the ledger was opened for reading";
    problem.where.file = state_->path;
    problem.done = "its links are as they were";
    problem.cure = "link with `kept link --ledger FILE`";
    return problem;
  }
  duckdb_connection connection = state_->connection.get();
  auto begun = duck::query(connection, "BEGIN TRANSACTION");
  if (auto* fault = std::get_if<Fault>(&begun)) return problem_of(*fault, state_->path, "written");
  std::optional<Fault> fault = write_links(connection, links);
  if (!fault) {
    auto committed = duck::query(connection, "COMMIT");
    if (auto* failed = std::get_if<Fault>(&committed)) fault = *failed;
  }
  if (!fault) return Nothing{};
  auto rolled_back = duck::query(connection, "ROLLBACK");
  return problem_of(*fault, state_->path, "written");
}

}  // namespace kept
