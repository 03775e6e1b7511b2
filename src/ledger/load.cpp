// Writing loads: one transaction each.
#include <duckdb.h>
#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "ledger/duck.hpp"
#include "ledger/ledger.hpp"
#include "ledger/load_rows.hpp"
#include "ledger/state.hpp"
#include "ledger/write_all.hpp"
#include "rate/rates.hpp"
#include "source/activity.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

using duck::ChunkWriter;
using duck::Fault;
using duck::Rows;
using duck::TableAppender;
using duck::write_all;

constexpr int rate_scale = 8;  // of rate_quote.per_euro, DECIMAL(18,8)
constexpr int rate_digits = 18;
constexpr std::string_view rates_dataset = "rates";

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
  std::size_t facts = 0;
  std::size_t quotes = 0;
  std::size_t problems = 0;
  const Coverage& coverage;
};

std::optional<Fault> write_head(duckdb_connection connection, std::int64_t id, const LoadHead& head) {
  std::vector<std::string> measure_names;
  for (const Measure measure : head.coverage.measures) measure_names.emplace_back(to_string(measure));
  const std::string givers = as_lines(head.coverage.givers);
  const std::string receivers = as_lines(head.coverage.receivers);
  const std::string measures = as_lines(measure_names);
  const auto day = [](std::optional<Date> date) { return date ? duck::Value{*date} : duck::Value{}; };
  const auto number = [](std::size_t count) { return static_cast<std::int64_t>(count); };
  // In the order of the table's columns; the lists come as lines.
  auto done = duck::query(
      connection,
      "INSERT INTO load SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,"
      " list_filter(string_split($16, chr(10)), lambda s: s <> ''), list_filter(string_split($17, chr(10)), lambda s: s"
      " <> ''), list_filter(string_split($18, chr(10)), lambda s: s <> ''), $19, $20, $21, $22, $23",
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
       number(head.facts),
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
std::optional<Fault> write_facts(duckdb_connection connection, std::int64_t load, const std::vector<Fact>& facts) {
  return write_all(connection, "published_fact", facts, [&](ChunkWriter& to, std::int32_t ordinal, const Fact& fact) {
    std::size_t column = 0;
    to.int64(column++, load);
    to.int32(column++, ordinal);
    to.text(column++, fact.id);
    to.text(column++, fact.kind);
    for (const std::string* text : {&fact.subject, &fact.object, &fact.subject_name, &fact.object_name})
      to.text_or_null(column++, *text);
    to.date(column++, fact.date);
    to.text(column++, to_string(fact.date_precision));
    to.date(column++, fact.date_to);
    to.text_or_null(column++, fact.value ? fact.value->to_string() : "");
    for (const std::string* text : {&fact.unit, &fact.what, &fact.outcome, &fact.text, &fact.link})
      to.text_or_null(column++, *text);
    to.text_or_null(column++, as_lines(fact.notes));
    to.text_or_null(column++, fact.file);
    to.text_or_null(column++, fact.position);
  });
}

std::optional<Fault> write_problems(duckdb_connection connection, std::int64_t load,
                                    const std::vector<Problem>& problems) {
  return write_all(connection, "problem", problems, [&](ChunkWriter& to, std::int32_t ordinal, const Problem& problem) {
    std::size_t column = 0;
    to.int64(column++, load);
    to.int32(column++, ordinal);
    to.text(column++, problem_name(problem.code));
    to.text_or_null(column++, problem.what);
    to.text_or_null(column++, problem.where.file);
    to.count(column++, problem.where.line);
    to.count(column++, problem.where.column);
    to.count(column++, problem.where.byte);
    to.text_or_null(column++, problem.where.record);
    to.text_or_null(column++, problem.done);
    to.text_or_null(column++, problem.cure);
  });
}

std::optional<Fault> write_passed_over(duckdb_connection connection, std::int64_t load,
                                       const std::map<std::string, std::uint64_t>& elements) {
  return write_all(connection, "passed_over", elements, [&](ChunkWriter& to, std::int32_t, const auto& element) {
    to.int64(0, load);
    to.text(1, element.first);
    to.count(2, element.second);
  });
}

std::optional<Fault> write_quotes(duckdb_connection connection, std::int64_t load,
                                  const std::vector<DayQuote>& quotes) {
  return write_all(connection, "rate_quote", quotes, [&](ChunkWriter& to, std::int32_t, const DayQuote& quote) {
    to.int64(0, load);
    to.text(1, quote.currency);
    to.date(2, quote.date);
    const auto exact = duck::scaled(quote.per_euro, rate_scale, rate_digits, false);
    to.decimal18(3, exact ? std::optional{static_cast<std::int64_t>(*exact)} : std::nullopt);
    to.text_or_null(4, exact ? "" : quote.per_euro.to_string());
  });
}

std::optional<Fault> write_days(duckdb_connection connection, std::int64_t load, const std::vector<Date>& days) {
  return write_all(connection, "rate_day", days, [&](ChunkWriter& to, std::int32_t, const Date& day) {
    to.int64(0, load);
    to.date(1, day);
  });
}

std::optional<Fault> write_budget_rates(duckdb_connection connection, std::int64_t load,
                                        const std::vector<BudgetRate>& rates) {
  return write_all(connection, "budget_rate", rates,
                   [&](ChunkWriter& to, std::int32_t ordinal, const BudgetRate& rate) {
                     std::size_t column = 0;
                     to.int64(column++, load);
                     to.int32(column++, ordinal);
                     to.int32(column++, rate.fiscal_year);
                     to.date(column++, rate.period.from);
                     to.date(column++, rate.period.to);
                     to.text(column++, rate.currency);
                     to.text(column++, rate.base);
                     to.text(column++, rate.rate.to_string());
                     to.text_or_null(column++, rate.status);
                     to.text_or_null(column++, rate.source);
                     to.text_or_null(column++, rate.notes);
                   });
}

std::optional<Fault> write_series(duckdb_connection connection, std::int64_t load,
                                  const std::vector<SeriesRate>& rates) {
  return write_all(connection, "rate_series", rates,
                   [&](ChunkWriter& to, std::int32_t ordinal, const SeriesRate& rate) {
                     std::size_t column = 0;
                     to.int64(column++, load);
                     to.int32(column++, ordinal);
                     to.text(column++, rate.series);
                     to.text(column++, rate.currency);
                     to.text(column++, rate.base);
                     to.date(column++, rate.date);
                     to.text(column++, to_string(rate.span));
                     to.text(column++, rate.rate.to_string());
                   });
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
    return LoadOutcome{true, head.records + head.facts + head.quotes, head.problems};
  }
  std::optional<Fault> fault = write_head(connection, id, head);
  if (!fault) fault = write(id);
  if (fault) return give_up(*fault);
  auto committed = duck::query(connection, "COMMIT");
  if (auto* failed = std::get_if<Fault>(&committed)) return give_up(*failed);
  return LoadOutcome{false, head.records + head.facts + head.quotes, head.problems};
}

LoadHead head_of(const LoadedFile& file, std::size_t records, Date retrieved) {
  return {.source = file.source,
          .dataset = file.dataset,
          .release = file.release,
          .released = file.released,
          .released_how = file.released_how,
          .retrieved = retrieved,
          .file = file.file,
          .sha256 = file.sha256,
          .mapping_sha256 = file.mapping_sha256,
          .bytes = file.bytes,
          .records = records,
          .facts = file.facts.size(),
          .quotes = 0,
          .problems = file.problems.size(),
          .coverage = file.coverage};
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

// What many rows of a load have alike: each of it once, with a number.
class SharedTable {
 public:
  SharedTable(duckdb_connection connection, SharedId id, const duck::TableShape& shape, std::int64_t load)
      : id_(id), load_(load), writer_(shape), appender_(connection, shared_tables.at(static_cast<std::size_t>(id))) {}

  // The number of each, which new ones get in their order.
  std::vector<std::int32_t> numbers(const std::vector<std::string>& packed) {
    // Memory does not grow with the load: what is forgotten may stand there twice, which no view shows.
    constexpr std::size_t known_max = 32768;
    std::vector<std::int32_t> numbers;
    numbers.reserve(packed.size());
    for (const std::string& one : packed) {
      if (known_.size() >= known_max) known_.clear();
      const auto [found, fresh] = known_.try_emplace(one, next_);
      if (fresh) write_shared(writer_, id_, load_, next_++, one);
      numbers.push_back(found->second);
    }
    appender_.append(writer_.take());
    return numbers;
  }
  std::optional<Fault> finish() { return appender_.finish(); }

 private:
  SharedId id_;
  std::int64_t load_;
  ChunkWriter writer_;
  TableAppender appender_;
  std::int32_t next_ = 0;
  std::unordered_map<std::string, std::int32_t> known_;
};

}  // namespace

struct LoadInProgress::State {
  std::string path;
  duckdb_connection connection = nullptr;
  std::int64_t id = 0;
  PieceShapes shapes;
  std::vector<TableAppender> appenders;  // in the order of piece_tables
  std::vector<SharedTable> shared;       // in the order of shared_tables
  std::uint64_t records = 0;
  std::uint64_t activities = 0;
  bool open = true;  // the transaction

  void give_up() {
    if (!open) return;
    open = false;
    appenders.clear();
    shared.clear();
    auto rolled_back = duck::query(connection, "ROLLBACK");
  }
};

EncodedPiece::EncodedPiece(std::unique_ptr<Chunks> chunks) : chunks_(std::move(chunks)) {}
EncodedPiece::EncodedPiece(EncodedPiece&&) noexcept = default;
EncodedPiece& EncodedPiece::operator=(EncodedPiece&&) noexcept = default;
EncodedPiece::~EncodedPiece() = default;

LoadInProgress::LoadInProgress(std::unique_ptr<State> state) : state_(std::move(state)) {}
LoadInProgress::LoadInProgress(LoadInProgress&&) noexcept = default;
LoadInProgress::~LoadInProgress() {
  if (state_) state_->give_up();
}

PieceEncoder::PieceEncoder(std::unique_ptr<State> state) : state_(std::move(state)) {}
PieceEncoder::PieceEncoder(PieceEncoder&&) noexcept = default;
PieceEncoder::~PieceEncoder() = default;
void PieceEncoder::add(const Record& record) { state_->add(record); }
EncodedPiece PieceEncoder::finish(const ActivityTables& activities) {
  return EncodedPiece{std::make_unique<EncodedPiece::Chunks>(state_->finish(activities))};
}

PieceEncoder LoadInProgress::encoder() const {
  return PieceEncoder{std::make_unique<PieceEncoder::State>(state_->shapes, state_->id)};
}

void LoadInProgress::append(const EncodedPiece& piece, std::span<const std::uint32_t> occurrences) {
  const EncodedPiece::Chunks& chunks = piece.chunks();
  const auto first_record = static_cast<std::int32_t>(state_->records);
  const auto first_activity = static_cast<std::int32_t>(state_->activities);
  const auto first = [&](int column, std::int32_t by, duckdb_data_chunk chunk) {
    if (column >= 0) duck::shift(chunk, static_cast<std::size_t>(column), by);
  };
  std::array<std::vector<std::int32_t>, shared_tables.size()> numbers;
  for (std::size_t at = 0; at < numbers.size(); ++at) {
    numbers.at(at) = state_->shared.at(at).numbers(chunks.shared.at(at));
  }
  const auto renumber = [&](int column, SharedId table, duckdb_data_chunk chunk) {
    if (column >= 0) {
      duck::replace(chunk, static_cast<std::size_t>(column), numbers.at(static_cast<std::size_t>(table)));
    }
  };
  for (std::size_t at = 0; at < piece_tables.size(); ++at) {
    const PieceTable& table = piece_tables.at(at);
    const bool of_activities = at == static_cast<std::size_t>(PieceTableId::activity);
    for (const duck::Chunk& chunk : chunks.of_table.at(at)) {
      first(table.ordinal, of_activities ? first_activity : first_record, chunk.get());
      first(table.activity, first_activity, chunk.get());
      first(table.record, first_record, chunk.get());
      renumber(table.trait, SharedId::trait, chunk.get());
      renumber(table.splits, SharedId::splits, chunk.get());
      renumber(table.classifications, SharedId::classifications, chunk.get());
      if (of_activities && !occurrences.empty()) {
        const std::size_t size = duckdb_data_chunk_get_size(chunk.get());
        duck::set(chunk.get(), activity_occurrence, occurrences.first(size));
        occurrences = occurrences.subspan(size);
      }
      state_->appenders[at].append(chunk.get());
    }
  }
  state_->records += chunks.records;
  state_->activities += chunks.activities;
}

Result<LoadOutcome> LoadInProgress::finish(const LoadedFile& file, Date retrieved) {
  const auto failed = [&](const Fault& fault) {
    state_->give_up();
    return problem_of(fault, state_->path, "written");
  };
  const LoadHead head = head_of(file, state_->records, retrieved);
  auto next = next_load(state_->connection, head);
  if (auto* fault = std::get_if<Fault>(&next)) return failed(*fault);
  if (std::get<0>(next).first) {
    state_->give_up();
    return LoadOutcome{true, head.records + head.facts, head.problems};
  }
  std::optional<Fault> fault;
  for (TableAppender& appender : state_->appenders) {
    if (!fault) fault = appender.finish();
  }
  for (SharedTable& table : state_->shared) {
    if (!fault) fault = table.finish();
  }
  state_->appenders.clear();
  state_->shared.clear();
  if (!fault) fault = write_head(state_->connection, state_->id, head);
  if (!fault) fault = write_facts(state_->connection, state_->id, file.facts);
  if (!fault) fault = write_problems(state_->connection, state_->id, file.problems);
  if (!fault) fault = write_passed_over(state_->connection, state_->id, file.activities.passed_over);
  if (fault) return failed(*fault);
  auto committed = duck::query(state_->connection, "COMMIT");
  if (auto* fault_of_commit = std::get_if<Fault>(&committed)) return failed(*fault_of_commit);
  state_->open = false;
  return LoadOutcome{false, head.records + head.facts, head.problems};
}

Result<LoadInProgress> Ledger::begin_load() {
  if (state_->mode == LedgerMode::read_only) return read_only_problem(state_->path);
  duckdb_connection connection = state_->connection.get();
  auto state = std::make_unique<LoadInProgress::State>();
  state->path = state_->path;
  state->connection = connection;
  auto begun = duck::query(connection, "BEGIN TRANSACTION");
  if (auto* fault = std::get_if<Fault>(&begun)) return problem_of(*fault, state_->path, "written");
  LoadInProgress load{std::move(state)};
  auto id = duck::query(connection, "SELECT coalesce(max(id), 0) + 1 FROM load");
  if (auto* fault = std::get_if<Fault>(&id)) return problem_of(*fault, state_->path, "written");
  if (auto& rows = std::get<Rows>(id); rows.next()) load.state_->id = rows.int64(0);
  auto shapes = piece_shapes(connection);
  if (auto* fault = std::get_if<Fault>(&shapes)) return problem_of(*fault, state_->path, "written");
  load.state_->shapes = std::get<0>(std::move(shapes));
  for (const PieceTable& table : piece_tables) load.state_->appenders.emplace_back(connection, table.name);
  for (std::size_t at = 0; at < shared_tables.size(); ++at) {
    load.state_->shared.emplace_back(connection, static_cast<SharedId>(at), load.state_->shapes.of_shared.at(at),
                                     load.state_->id);
  }
  return load;
}

Result<LoadOutcome> Ledger::load(const LoadedFile& file, Date retrieved) {
  if (state_->mode == LedgerMode::read_only) return read_only_problem(state_->path);
  const LoadHead head = head_of(file, file.records.size(), retrieved);
  const auto next = next_load(state_->connection.get(), head);
  if (const auto* fault = std::get_if<Fault>(&next)) return problem_of(*fault, state_->path, "written");
  if (std::get<0>(next).first) return LoadOutcome{true, head.records + head.facts, head.problems};
  auto load = begin_load();
  if (!load) return load.problem();
  PieceEncoder encoder = load->encoder();
  for (const Record& record : file.records) encoder.add(record);
  load->append(encoder.finish(file.activities));
  return load->finish(file, retrieved);
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
                      .facts = 0,
                      .quotes = file.quotes.size() + file.budget_rates.size() + file.series.size(),
                      .problems = file.problems.size(),
                      .coverage = coverage};
  auto outcome = transact(connection, head, [&](std::int64_t id) -> std::optional<Fault> {
    if (auto fault = write_quotes(connection, id, file.quotes)) return fault;
    if (auto fault = write_days(connection, id, file.days)) return fault;
    if (auto fault = write_budget_rates(connection, id, file.budget_rates)) return fault;
    if (auto fault = write_series(connection, id, file.series)) return fault;
    return write_problems(connection, id, file.problems);
  });
  if (auto* fault = std::get_if<Fault>(&outcome)) return problem_of(*fault, state_->path, "written");
  return std::get<LoadOutcome>(outcome);
}

}  // namespace kept
