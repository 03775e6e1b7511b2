// Writing loads: one transaction each.
#include <duckdb.h>
#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "ledger/duck.hpp"
#include "ledger/ledger.hpp"
#include "ledger/state.hpp"
#include "rate/rates.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

using duck::Fault;
using duck::Rows;
using duck::Writer;

constexpr int amount_scale = 12;  // of published_record.amount, DECIMAL(38,12)
constexpr int amount_digits = 38;
constexpr int rate_scale = 8;  // of rate_quote.per_euro, DECIMAL(18,8)
constexpr int rate_digits = 18;
constexpr std::string_view rates_dataset = "rates";

// A list as text, one entry a line.
std::string lines(const std::vector<std::string>& entries) { return fmt::format("{}", fmt::join(entries, "\n")); }

// What goes into the table `load`, of records and of rates alike.
struct LoadHead {
  std::string_view source;
  std::string_view dataset;
  std::string_view release;
  std::optional<Date> released;
  std::string_view released_how;
  Date retrieved;
  std::string_view file;
  std::string_view sha256;
  std::string_view mapping_sha256;
  std::uint64_t bytes = 0;
  std::size_t records = 0;
  std::size_t quotes = 0;
  std::size_t problems = 0;
  const Coverage& coverage;
};

std::optional<Fault> write_head(duckdb_connection connection, std::int64_t id, const LoadHead& head) {
  std::vector<std::string> measure_names;
  for (const Measure measure : head.coverage.measures) measure_names.emplace_back(to_string(measure));
  const std::string givers = lines(head.coverage.givers);
  const std::string receivers = lines(head.coverage.receivers);
  const std::string measures = lines(measure_names);
  const auto day = [](std::optional<Date> date) { return date ? duck::Value{*date} : duck::Value{}; };
  const auto number = [](std::size_t count) { return static_cast<std::int64_t>(count); };
  // In the order of the table's columns; the lists come as lines.
  auto done = duck::query(
      connection,
      "INSERT INTO load SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,"
      " list_filter(string_split($15, chr(10)), lambda s: s <> ''), list_filter(string_split($16, chr(10)), lambda s: s"
      " <> ''), list_filter(string_split($17, chr(10)), lambda s: s <> ''), $18, $19, $20, $21, $22",
      {id,
       head.source,
       head.dataset,
       duck::text_or_null(head.release),
       day(head.released),
       duck::text_or_null(head.released_how),
       head.retrieved,
       head.file,
       head.sha256,
       head.mapping_sha256,
       number(head.bytes),
       number(head.records),
       number(head.quotes),
       number(head.problems),
       std::string_view{givers},
       std::string_view{receivers},
       std::string_view{measures},
       day(head.coverage.period.from),
       day(head.coverage.period.to),
       head.coverage.complete_totals,
       head.coverage.complete_flows,
       duck::text_or_null(head.coverage.note)});
  if (auto* fault = std::get_if<Fault>(&done)) return *fault;
  return std::nullopt;
}

// In the order of the table's columns.
void write_record(Writer& to, std::int64_t load, std::int32_t ordinal, const Record& record) {
  std::size_t column = 0;
  to.int64(column++, load);
  to.int32(column++, ordinal);
  to.text(column++, record.id);
  to.text(column++, record.kind);
  to.text(column++, to_string(record.measure));
  to.text_or_null(column++, record.measure_published);
  to.date(column++, record.date);
  to.text(column++, to_string(record.date_precision));
  to.date(column++, record.date_to);
  to.date(column++, record.value_date);
  to.decimal38(column++,
               record.amount ? duck::scaled(*record.amount, amount_scale, amount_digits, true) : std::nullopt);
  to.text_or_null(column++, record.amount ? record.amount->to_string() : "");
  to.text_or_null(column++, record.amount_item ? record.amount_item->to_string() : "");
  to.text_or_null(column++, record.amount_half_unit ? record.amount_half_unit->to_string() : "");
  to.text_or_null(column++, record.currency);
  to.date(column++, record.converted_month);
  for (const std::string* text :
       {&record.giver, &record.receiver, &record.giver_name, &record.receiver_name, &record.channel, &record.instrument,
        &record.aid_type, &record.activity, &record.activity_how, &record.text, &record.link}) {
    to.text_or_null(column++, *text);
  }
  to.boolean(column++, record.summary);
  to.boolean(column++, record.secondary);
  to.text_or_null(column++, lines(record.notes));
  to.text_or_null(column++, record.file);
  to.text_or_null(column++, record.position);
  to.end_row();
}

std::optional<Fault> write_records(duckdb_connection connection, std::int64_t load,
                                   const std::vector<Record>& records) {
  if (records.empty()) return std::nullopt;
  Writer writer{connection, "published_record"};
  std::int32_t ordinal = 0;
  for (const Record& record : records) write_record(writer, load, ordinal++, record);
  return writer.finish();
}

std::optional<Fault> write_problems(duckdb_connection connection, std::int64_t load,
                                    const std::vector<Problem>& problems) {
  if (problems.empty()) return std::nullopt;
  Writer writer{connection, "problem"};
  std::int32_t ordinal = 0;
  for (const Problem& problem : problems) {
    std::size_t column = 0;
    writer.int64(column++, load);
    writer.int32(column++, ordinal++);
    writer.text(column++, problem_name(problem.code));
    writer.text_or_null(column++, problem.what);
    writer.text_or_null(column++, problem.where.file);
    writer.count(column++, problem.where.line);
    writer.count(column++, problem.where.column);
    writer.count(column++, problem.where.byte);
    writer.text_or_null(column++, problem.where.record);
    writer.text_or_null(column++, problem.done);
    writer.text_or_null(column++, problem.cure);
    writer.end_row();
  }
  return writer.finish();
}

std::optional<Fault> write_quotes(duckdb_connection connection, std::int64_t load,
                                  const std::vector<DayQuote>& quotes) {
  if (quotes.empty()) return std::nullopt;
  Writer writer{connection, "rate_quote"};
  for (const DayQuote& quote : quotes) {
    writer.int64(0, load);
    writer.text(1, quote.currency);
    writer.date(2, quote.date);
    const auto exact = duck::scaled(quote.per_euro, rate_scale, rate_digits, false);
    writer.decimal18(3, exact ? std::optional{static_cast<std::int64_t>(*exact)} : std::nullopt);
    writer.text_or_null(4, exact ? "" : quote.per_euro.to_string());
    writer.end_row();
  }
  return writer.finish();
}

std::optional<Fault> write_days(duckdb_connection connection, std::int64_t load, const std::vector<Date>& days) {
  if (days.empty()) return std::nullopt;
  Writer writer{connection, "rate_day"};
  for (const Date day : days) {
    writer.int64(0, load);
    writer.date(1, day);
    writer.end_row();
  }
  return writer.finish();
}

std::optional<Fault> write_budget_rates(duckdb_connection connection, std::int64_t load,
                                        const std::vector<BudgetRate>& rates) {
  if (rates.empty()) return std::nullopt;
  Writer writer{connection, "budget_rate"};
  std::int32_t ordinal = 0;
  for (const BudgetRate& rate : rates) {
    std::size_t column = 0;
    writer.int64(column++, load);
    writer.int32(column++, ordinal++);
    writer.int32(column++, rate.fiscal_year);
    writer.date(column++, rate.period.from);
    writer.date(column++, rate.period.to);
    writer.text(column++, rate.currency);
    writer.text(column++, rate.base);
    writer.text(column++, rate.rate.to_string());
    writer.text_or_null(column++, rate.status);
    writer.text_or_null(column++, rate.source);
    writer.text_or_null(column++, rate.notes);
    writer.end_row();
  }
  return writer.finish();
}

// The id of a load with these bytes, or nothing; and the id for a new one.
duck::Or<std::pair<bool, std::int64_t>> next_load(duckdb_connection connection, const LoadHead& head) {
  auto answer = duck::query(connection,
                            "SELECT coalesce(max(id), 0) + 1, CAST(count(*) FILTER (source = $1 AND dataset = $2 AND"
                            " sha256 = $3 AND mapping_sha256 = $4) AS BIGINT) FROM load",
                            {head.source, head.dataset, head.sha256, head.mapping_sha256});
  if (auto* fault = std::get_if<Fault>(&answer)) return *fault;
  auto& rows = std::get<Rows>(answer);
  if (!rows.next()) return Fault{DUCKDB_ERROR_INTERNAL, ""};
  return std::pair{rows.int64(1) > 0, rows.int64(0)};
}

// Runs `write(id)` and the row of `head` in one transaction, unless these bytes are there already.
template <typename Write>
duck::Or<LoadOutcome> transact(duckdb_connection connection, const LoadHead& head, Write write) {
  auto begun = duck::query(connection, "BEGIN TRANSACTION");
  if (auto* fault = std::get_if<Fault>(&begun)) return *fault;
  const auto give_up = [&](const Fault& fault) {
    auto rolled_back = duck::query(connection, "ROLLBACK");
    return fault;
  };
  auto next = next_load(connection, head);
  if (auto* fault = std::get_if<Fault>(&next)) return give_up(*fault);
  const auto [known, id] = std::get<0>(next);
  if (known) {
    auto rolled_back = duck::query(connection, "ROLLBACK");
    return LoadOutcome{true, head.records + head.quotes, head.problems};
  }
  std::optional<Fault> fault = write_head(connection, id, head);
  if (!fault) fault = write(id);
  if (fault) return give_up(*fault);
  auto committed = duck::query(connection, "COMMIT");
  if (auto* failed = std::get_if<Fault>(&committed)) return give_up(*failed);
  return LoadOutcome{false, head.records + head.quotes, head.problems};
}

Problem read_only_problem(const std::string& path) {
  Problem problem;
  problem.code = ProblemCode::usage;
  problem.what = "the ledger was opened for reading";
  problem.where.file = path;
  problem.done = "nothing was loaded";
  problem.cure = "load with `kept load --ledger FILE PATH...`";
  return problem;
}

Period quoted_period(const std::vector<DayQuote>& quotes) {
  Period period;
  for (const DayQuote& quote : quotes) {
    if (!period.from || quote.date < *period.from) period.from = quote.date;
    if (!period.to || *period.to < quote.date) period.to = quote.date;
  }
  return period;
}

}  // namespace

Result<LoadOutcome> Ledger::load(const LoadedFile& file, Date retrieved) {
  if (state_->mode == LedgerMode::read_only) return read_only_problem(state_->path);
  duckdb_connection connection = state_->connection.get();
  const LoadHead head{.source = file.source,
                      .dataset = file.dataset,
                      .release = file.release,
                      .released = file.released,
                      .released_how = file.released_how,
                      .retrieved = retrieved,
                      .file = file.file,
                      .sha256 = file.sha256,
                      .mapping_sha256 = file.mapping_sha256,
                      .bytes = file.bytes,
                      .records = file.records.size(),
                      .quotes = 0,
                      .problems = file.problems.size(),
                      .coverage = file.coverage};
  auto outcome = transact(connection, head, [&](std::int64_t id) -> std::optional<Fault> {
    if (auto fault = write_records(connection, id, file.records)) return fault;
    return write_problems(connection, id, file.problems);
  });
  if (auto* fault = std::get_if<Fault>(&outcome)) return problem_of(*fault, state_->path, "written");
  return std::get<LoadOutcome>(outcome);
}

Result<LoadOutcome> Ledger::load_rates(const RateFile& file, Date retrieved) {
  if (state_->mode == LedgerMode::read_only) return read_only_problem(state_->path);
  duckdb_connection connection = state_->connection.get();
  Coverage coverage;
  coverage.period = quoted_period(file.quotes);
  const LoadHead head{.source = file.source,
                      .dataset = rates_dataset,
                      .release = "",
                      .released = std::nullopt,
                      .released_how = "",
                      .retrieved = retrieved,
                      .file = file.file,
                      .sha256 = file.sha256,
                      .mapping_sha256 = "",
                      .bytes = file.bytes,
                      .records = 0,
                      .quotes = file.quotes.size() + file.budget_rates.size(),
                      .problems = file.problems.size(),
                      .coverage = coverage};
  auto outcome = transact(connection, head, [&](std::int64_t id) -> std::optional<Fault> {
    if (auto fault = write_quotes(connection, id, file.quotes)) return fault;
    if (auto fault = write_days(connection, id, file.days)) return fault;
    if (auto fault = write_budget_rates(connection, id, file.budget_rates)) return fault;
    return write_problems(connection, id, file.problems);
  });
  if (auto* fault = std::get_if<Fault>(&outcome)) return problem_of(*fault, state_->path, "written");
  return std::get<LoadOutcome>(outcome);
}

}  // namespace kept
