// Reading what the ledger keeps, always in one fixed order.
#include <duckdb.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "ledger/duck.hpp"
#include "ledger/ledger.hpp"
#include "ledger/state.hpp"
#include "rate/rates.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

using duck::Fault;
using duck::Rows;
using duck::Value;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> entries;
  if (text.empty()) return entries;
  for (const std::string_view entry : split(text, '\n')) entries.emplace_back(entry);
  return entries;
}

constexpr std::string_view load_columns =
    "id, source, dataset, release, released, released_how, CAST(retrieved AS VARCHAR), file, sha256, bytes, records,"
    " problems, array_to_string(covers_givers, chr(10)), array_to_string(covers_receivers, chr(10)),"
    " array_to_string(covers_measures, chr(10)), covers_from, covers_to, complete_totals, complete_flows, "
    "coverage_note,"
    " quotes, facts";

LoadRow load_of(const Rows& rows) {
  LoadRow load;
  load.id = rows.int64(0);
  load.source = rows.text(1);
  load.dataset = rows.text(2);
  load.release = rows.text(3);
  load.released = rows.date(4);
  load.released_how = rows.text(5);
  load.retrieved = rows.text(6);
  load.file = rows.text(7);
  load.sha256 = rows.text(8);
  load.bytes = rows.count(9).value_or(0);
  load.records = rows.count(10).value_or(0);
  load.problems = rows.count(11).value_or(0);
  load.coverage.givers = lines_of(rows.text(12));
  load.coverage.receivers = lines_of(rows.text(13));
  for (const std::string& name : lines_of(rows.text(14))) {
    if (const auto measure = parse_measure(name)) load.coverage.measures.push_back(*measure);
  }
  load.coverage.period = {rows.date(15), rows.date(16)};
  load.coverage.complete_totals = rows.boolean(17);
  load.coverage.complete_flows = rows.boolean(18);
  load.coverage.note = rows.text(19);
  load.quotes = rows.count(20).value_or(0);
  load.facts = rows.count(21).value_or(0);
  return load;
}

constexpr std::string_view record_columns =
    "p.load, p.id, p.kind, p.measure, p.measure_published, p.date, p.date_precision, p.date_to, p.value_date, "
    "p.amount_published, p.amount_item,"
    " p.amount_half_unit, p.currency, p.amount_original, p.currency_original, p.converted_month, p.giver, p.receiver, "
    "p.giver_name, p.receiver_name, p.channel,"
    " p.instrument, p.aid_type, p.activity, p.activity_how, p.text, p.link, p.summary, p.secondary, p.notes, p.file,"
    " p.position, p.date_published, p.value_date_published, p.currency_published, p.giver_ref, p.receiver_ref,"
    " p.giver_activity, p.receiver_activity, p.aid_type_published, p.flow_type, p.finance_type, p.tied_status,"
    " p.direction, p.status, p.reference, p.humanitarian, CAST(p.activity_ordinal AS BIGINT), p.number";

LedgerRecord record_of(const Rows& rows) {
  LedgerRecord row;
  Record& record = row.record;
  std::size_t column = 0;
  row.load = rows.int64(column++);
  record.id = rows.text(column++);
  record.kind = rows.text(column++);
  record.measure = parse_measure(rows.text(column++)).value_or(Measure::other);
  record.measure_published = rows.text(column++);
  record.date = rows.date(column++);
  record.date_precision = parse_date_precision(rows.text(column++)).value_or(DatePrecision::day);
  record.date_to = rows.date(column++);
  record.value_date = rows.date(column++);
  record.amount_published = rows.text(column++);
  record.amount = Decimal::parse(record.amount_published);
  if (record.amount && record.amount->to_string() == record.amount_published) record.amount_published.clear();
  record.amount_item = Decimal::parse(rows.text(column++));
  record.amount_half_unit = Decimal::parse(rows.text(column++));
  record.currency = rows.text(column++);
  record.amount_original = Decimal::parse(rows.text(column++));
  record.currency_original = rows.text(column++);
  record.converted_month = rows.date(column++);
  for (std::string* text :
       {&record.giver, &record.receiver, &record.giver_name, &record.receiver_name, &record.channel, &record.instrument,
        &record.aid_type, &record.activity, &record.activity_how, &record.text, &record.link}) {
    *text = rows.text(column++);
  }
  record.summary = rows.boolean(column++);
  record.secondary = rows.boolean(column++);
  record.notes = lines_of(rows.text(column++));
  for (std::string* text :
       {&record.file, &record.position, &record.date_published, &record.value_date_published,
        &record.currency_published, &record.giver_ref, &record.receiver_ref, &record.giver_activity,
        &record.receiver_activity, &record.aid_type_published, &record.flow_type, &record.finance_type,
        &record.tied_status, &record.direction, &record.status, &record.reference}) {
    *text = rows.text(column++);
  }
  if (!rows.is_null(column)) record.humanitarian = rows.boolean(column);
  ++column;
  if (const auto place = rows.count(column++)) record.activity_row = static_cast<std::uint32_t>(*place);
  record.number = static_cast<std::uint32_t>(rows.int32(column));
  return row;
}

// " AND COLUMN IN ($1, $2)" with the values added to `values`; nothing where there are none to choose.
std::string one_of(std::string_view column, const std::vector<std::string>& wanted, std::vector<Value>& values) {
  if (wanted.empty()) return {};
  std::vector<std::string> places;
  for (const std::string& value : wanted) {
    values.emplace_back(std::string_view{value});
    places.push_back(fmt::format("${}", values.size()));
  }
  return fmt::format(" AND {} IN ({})", column, fmt::join(places, ", "));
}

// The same for receivers, whose column is a list where several share the money: "UA,PL".
std::string receiver_of(const std::vector<std::string>& wanted, std::vector<Value>& values) {
  if (wanted.empty()) return {};
  std::vector<std::string> places;
  for (const std::string& value : wanted) {
    values.emplace_back(std::string_view{value});
    places.push_back(fmt::format("${}", values.size()));
  }
  return fmt::format(" AND list_has_any(string_split(p.receiver, ','), [{}])", fmt::join(places, ", "));
}

Problem problem_of_row(const Rows& rows) {
  Problem problem;
  const std::string name = rows.text(0);
  const auto kinds = problem_kinds();
  const auto kind = std::ranges::find(kinds, name, &ProblemKind::name);
  problem.code = kind == kinds.end() ? ProblemCode::internal : kind->code;
  problem.what = rows.text(1);
  problem.where = {rows.text(2), rows.count(3), rows.count(4), rows.count(5), rows.text(6)};
  problem.done = rows.text(7);
  problem.cure = rows.text(8);
  return problem;
}

// A stored quote in lowest terms; the zeros go while the number is small, which is cheaper than in Decimal.
Decimal unscaled_quote(std::int64_t scaled) {
  int exponent = -8;
  while (exponent < 0 && scaled % 10 == 0) {
    scaled /= 10;
    ++exponent;
  }
  return Decimal::from_parts(scaled, exponent);
}

// Every row that a statement gives, made by `make`.
template <typename T>
duck::Or<std::vector<T>> collect(duckdb_connection connection, const std::string& statement,
                                 const std::vector<Value>& values, T (*make)(const Rows&)) {
  auto answer = duck::query(connection, statement, values);
  if (auto* fault = std::get_if<Fault>(&answer)) return *fault;
  auto& rows = std::get<Rows>(answer);
  std::vector<T> made;
  while (rows.next()) made.push_back(make(rows));
  return made;
}

template <typename T>
Result<std::vector<T>> or_problem(duck::Or<std::vector<T>> rows, const std::string& path) {
  if (auto* fault = std::get_if<Fault>(&rows)) return problem_of(*fault, path, "read");
  return std::get<std::vector<T>>(std::move(rows));
}

DayQuote quote_of_row(const Rows& rows) {
  const std::string published = rows.text(3);
  return {rows.date(1).value_or(Date{}), rows.text(0),
          published.empty() ? unscaled_quote(rows.int64(2)) : Decimal::parse(published).value_or(Decimal{})};
}

// By currency and day; of quotes for the same day the last, which is the one loaded last, stays.
void merge_quotes(std::vector<DayQuote>& quotes) {
  const auto before = [](const DayQuote& a, const DayQuote& b) {
    return std::tie(a.currency, a.date) < std::tie(b.currency, b.date);
  };
  const auto same = [](const DayQuote& a, const DayQuote& b) { return a.currency == b.currency && a.date == b.date; };
  if (!std::ranges::is_sorted(quotes, before)) std::ranges::stable_sort(quotes, before);
  const auto superseded = std::unique(quotes.rbegin(), quotes.rend(), same);
  quotes.erase(quotes.begin(), superseded.base());
}

Date day_of_row(const Rows& rows) { return rows.date(0).value_or(Date{}); }

SeriesRate annual_rate_of(const Rows& rows) {
  return {rows.text(0),        rows.text(1),
          rows.text(2),        rows.date(3).value_or(Date{}),
          RateSpan::year_mean, Decimal::parse(rows.text(4)).value_or(Decimal{})};
}

BudgetRate budget_rate_of(const Rows& rows) {
  BudgetRate rate;
  rate.fiscal_year = rows.int32(0);
  rate.period = {rows.date(1), rows.date(2)};
  rate.currency = rows.text(3);
  rate.base = rows.text(4);
  rate.rate = Decimal::parse(rows.text(5)).value_or(Decimal{});
  rate.status = rows.text(6);
  rate.source = rows.text(7);
  rate.notes = rows.text(8);
  return rate;
}

}  // namespace

Result<std::vector<LoadRow>> Ledger::loads() const {
  return or_problem(
      collect(state_->connection.get(), fmt::format("SELECT {} FROM load ORDER BY id", load_columns), {}, load_of),
      state_->path);
}

Result<std::vector<LoadRow>> Ledger::newest_loads(std::optional<Date> released_until) const {
  std::vector<Value> values;
  if (released_until) values.emplace_back(*released_until);
  return or_problem(collect(state_->connection.get(),
                            fmt::format("SELECT {} FROM {} ORDER BY id", load_columns,
                                        released_until ? "newest_load_by($1)" : "newest_load"),
                            values, load_of),
                    state_->path);
}

Result<std::vector<LedgerRecord>> Ledger::records(const RecordQuery& query) const {
  std::vector<Value> values;
  std::string loads = "newest_load";
  if (query.released_until) {
    values.emplace_back(*query.released_until);
    loads = "newest_load_by($1)";
  }
  std::string where;
  if (query.dated_until) {
    values.emplace_back(*query.dated_until);
    where += fmt::format(" AND (p.date IS NULL OR p.date <= ${})", values.size());
  }
  where += receiver_of(query.receivers, values);
  where += one_of("p.giver", query.givers, values);
  return or_problem(
      collect(state_->connection.get(),
              fmt::format("SELECT {} FROM published_record p JOIN (SELECT id, source, dataset FROM {}) l"
                          " ON p.load = l.id WHERE true{} ORDER BY l.source, l.dataset, p.load, p.ordinal",
                          record_columns, loads, where),
              values, record_of),
      state_->path);
}

Result<RateTable> Ledger::rates(const std::vector<std::string>& currencies) const {
  std::vector<Value> values;
  const std::string where = one_of("q.currency", currencies, values);
  // Sorted here and not by the database: one load's quotes are in order already, which makes this three times faster.
  auto quotes = collect(state_->connection.get(),
                        fmt::format("SELECT q.currency, q.date, q.per_euro, q.per_euro_published FROM rate_quote q"
                                    " WHERE true{}",
                                    where),
                        values, quote_of_row);
  if (auto* fault = std::get_if<Fault>(&quotes)) return problem_of(*fault, state_->path, "read");
  auto days = collect(state_->connection.get(), "SELECT date FROM rate_day", {}, day_of_row);
  if (auto* fault = std::get_if<Fault>(&days)) return problem_of(*fault, state_->path, "read");
  auto budget = collect(state_->connection.get(),
                        "SELECT fiscal_year, first_day, last_day, currency, base, rate, status, source, notes FROM"
                        " budget_rate WHERE load IN (SELECT max(id) FROM load GROUP BY source, dataset)"
                        " ORDER BY load, ordinal",
                        {}, budget_rate_of);
  if (auto* fault = std::get_if<Fault>(&budget)) return problem_of(*fault, state_->path, "read");
  // Of the other series the annual means alone are converted with; day series of other banks are asked for in SQL.
  auto annual = collect(state_->connection.get(),
                        "SELECT series, currency, base, date, rate FROM rate_series WHERE span = 'year_mean'"
                        " ORDER BY load, ordinal",
                        {}, annual_rate_of);
  if (auto* fault = std::get_if<Fault>(&annual)) return problem_of(*fault, state_->path, "read");

  RateFile merged;
  merged.quotes = std::get<0>(std::move(quotes));
  merge_quotes(merged.quotes);
  merged.days = std::get<0>(std::move(days));
  merged.budget_rates = std::get<0>(std::move(budget));
  merged.series = std::get<0>(std::move(annual));
  RateTable table;
  table.add(merged);
  return table;
}

Result<std::vector<Problem>> Ledger::problems() const {
  return or_problem(collect(state_->connection.get(),
                            "SELECT code, what, file, line, \"column\", byte, record, done, cure FROM problem"
                            " ORDER BY load, ordinal",
                            {}, problem_of_row),
                    state_->path);
}

}  // namespace kept
