// The ledger: everything kept in one DuckDB file. The only room that knows DuckDB; its problems speak our words.
//
// A load is one transaction: all or nothing. The same bytes twice change nothing. A newer release of a dataset adds
// versions; nothing is deleted. One process may write at a time.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "rate/rates.hpp"
#include "source/record.hpp"

namespace kept {

struct LinkableRecords;  // source/record_link.hpp
struct RecordLinks;
struct Decision;  // source/decision.hpp

enum class LedgerMode : std::uint8_t { read_only, read_write };

struct LoadOutcome {
  bool unchanged = false;     // these bytes were loaded before
  std::uint64_t records = 0;  // or dated facts, or quotes and budget rates
  std::uint64_t problems = 0;
};

// A load as the ledger keeps it.
struct LoadRow {
  std::int64_t id = 0;
  std::string source;
  std::string dataset;
  std::string release;
  std::optional<Date> released;
  std::string released_how;
  std::string retrieved;  // ISO date
  std::string file;
  std::string sha256;
  std::uint64_t bytes = 0;
  std::uint64_t records = 0;
  std::uint64_t facts = 0;
  std::uint64_t quotes = 0;  // day quotes, budget rates and rates of other series
  std::uint64_t problems = 0;
  Coverage coverage;
};

struct LedgerRecord {
  Record record;
  std::int64_t load = 0;  // LoadRow::id
};

struct RecordQuery {
  std::vector<std::string> receivers;  // empty: all; also records that others share ("UA,PL")
  std::vector<std::string> givers;     // empty: all
  std::optional<Date> dated_until;     // records dated later are left out (an undated one stays)
  std::optional<Date> released_until;  // loads published later are left out; unknown days stay, and are said
};

struct LedgerOptions {
  unsigned threads = 1;       // of the database; answers are the same with any number
  std::string shown_as = {};  // the path that problems name; empty: the ledger's own
  // A folder that `export_parquet` and `export_csv` may write into; empty: the ledger touches no other file.
  std::string export_folder{};
};

// A query's answer as text; an absent value is empty optional.
struct SqlTable {
  std::vector<std::string> columns;
  std::vector<std::vector<std::optional<std::string>>> rows;
};

// Records and activities of a load made ready for the database.
class EncodedPiece {
 public:
  struct Chunks;
  explicit EncodedPiece(std::unique_ptr<Chunks> chunks);
  EncodedPiece(EncodedPiece&&) noexcept;
  EncodedPiece& operator=(EncodedPiece&&) noexcept;
  ~EncodedPiece();
  [[nodiscard]] const Chunks& chunks() const { return *chunks_; }

 private:
  std::unique_ptr<Chunks> chunks_;
};

// Makes a piece: its records as they come, then its activities. Of one thread; several may each have one.
class PieceEncoder {
 public:
  struct State;
  explicit PieceEncoder(std::unique_ptr<State> state);
  PieceEncoder(PieceEncoder&&) noexcept;
  PieceEncoder& operator=(PieceEncoder&&) = delete;
  ~PieceEncoder();
  // Places in a record count from the beginning of the piece.
  void add(const Record& record);
  // To be called once.
  EncodedPiece finish(const ActivityTables& activities);

 private:
  std::unique_ptr<State> state_;
};

// A load that is written piece by piece, in one transaction. Unless it is finished, nothing of it is kept.
// The ledger that it is of outlives it and does nothing else meanwhile.
class LoadInProgress {
 public:
  LoadInProgress(LoadInProgress&&) noexcept;
  LoadInProgress& operator=(LoadInProgress&&) = delete;
  ~LoadInProgress();

  // Any thread, several at a time. The load outlives it.
  [[nodiscard]] PieceEncoder encoder() const;
  // In the order of the file; one thread at a time. A fault shows in `finish`. `occurrences` go before those of the
  // piece's activities: only in their order is it known which comes again.
  void append(const EncodedPiece& piece, std::span<const std::uint32_t> occurrences = {});
  // Writes what `file` says of the load itself, its problems and its `passed_over` (its records and other rows are
  // those appended), and keeps all of it. Problems as of Ledger::load.
  Result<LoadOutcome> finish(const LoadedFile& file, Date retrieved);

 private:
  friend class Ledger;
  struct State;
  explicit LoadInProgress(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

class Ledger {
 public:
  static constexpr std::int64_t schema_version = 4;
  static constexpr std::size_t sql_rows_max = 1'000'000;  // of an answer; more is refused (limit_reached)

  // ":memory:" is a ledger of its own that nobody else sees. A file that is not there is made (read_write); its
  // folder is not. One object is used by one thread at a time.
  // Problems: ledger_newer, ledger_locked, ledger_broken, permission_denied, disk_full, file_missing (read_only, or
  // no such folder), usage (no path).
  static Result<Ledger> open(const std::string& path, LedgerMode mode, const LedgerOptions& options = {});
  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();

  [[nodiscard]] const std::string& path() const;

  // Problems: disk_full and ledger_broken (nothing was changed; the object is of no further use), usage (read_only),
  // limit_reached (no memory left).
  Result<LoadOutcome> load(const LoadedFile& file, Date retrieved);
  // The same for what comes in pieces.
  Result<LoadInProgress> begin_load();
  Result<LoadOutcome> load_rates(const RateFile& file, Date retrieved);

  // Records of the newest versions that could be one flow with another, for match/record_links.hpp.
  Result<LinkableRecords> linkable_records() const;
  // Writes the tables `link` and `flow_member` anew, in one transaction. Problems as of `load`.
  Status replace_links(const RecordLinks& links);

  // Adds what people decided, all or nothing; a decision that the last one of the same thing repeats word for word is
  // not added again. Gives how many were added. Problems: as of `load`; usage where `fault_of` finds one.
  Result<std::size_t> decide(const std::vector<Decision>& decisions);
  // In the order of deciding: all, or of each thing the last.
  Result<std::vector<Decision>> decisions(bool all) const;
  // What stands in the newest version of a record, for people: "2024-04-02, EUR 7300, NO to UA, repair of a bridge";
  // nothing where no version has the id.
  Result<std::optional<std::string>> record_words(const std::string& id) const;

  // Of the newest versions, in a fixed order: by source, dataset, then position in the file.
  Result<std::vector<LedgerRecord>> records(const RecordQuery& query) const;
  // All loads, by id.
  Result<std::vector<LoadRow>> loads() const;
  // Those that count: of each dataset the newest release, or the newest published by `released_until`. Releases of an
  // unknown day stand behind those of a known one; of one day the higher release, then the later load counts.
  Result<std::vector<LoadRow>> newest_loads(std::optional<Date> released_until) const;
  // Quotes of these currencies only (empty: all), and every budget rate. Of two loads that quote the same day the
  // later counts.
  Result<RateTable> rates(const std::vector<std::string>& currencies) const;
  // Of all loads, in the order of loading.
  Result<std::vector<Problem>> problems() const;
  // Writes everything to the ledger's own file. Problems: disk_full, ledger_broken.
  Status checkpoint();
  // One SELECT or EXPLAIN; it can neither change the ledger nor touch another file.
  // Problems: usage (not understood: says where, with near names; or no such statement), limit_reached.
  Result<SqlTable> sql(const std::string& statement) const;

  // The records and facts of the newest releases (or of those published by `as_of`) under `folder`, by source and year
  // ("record/source=kiel/year=2024/data_0.parquet"; without a date the year is "unknown"), and the rates, loads and
  // problems beside them; gives the number of records and facts. The records as one CSV (RFC 4180 with LF): likewise.
  // Only where the ledger was opened with the folder. Problems: disk_full, permission_denied, ledger_broken.
  Result<std::uint64_t> export_parquet(const std::string& folder, std::optional<Date> as_of) const;
  Result<std::uint64_t> export_csv(const std::string& path, std::optional<Date> as_of) const;

 private:
  Result<std::uint64_t> copy(const std::string& statement, const std::string& path, const std::string& options) const;
  struct State;
  explicit Ledger(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// A ledger that is loaded into while others read it: the loads go to a copy, PATH.loading, which takes the ledger's
// place when it is complete. Until then the ledger is as it was, whatever ends the process; what is left of the copy
// is removed by the next one. One process may load at a time.
class StagedLedger {
 public:
  static constexpr std::string_view suffix = ".loading";

  // Copies the ledger at `path`, or begins a new one. Problems: as of Ledger::open; ledger_locked where another process
  // loads into it; disk_full.
  static Result<StagedLedger> begin(const std::string& path);
  StagedLedger(StagedLedger&&) noexcept = default;
  StagedLedger& operator=(StagedLedger&&) = delete;
  ~StagedLedger();

  [[nodiscard]] Ledger& ledger() { return *ledger_; }
  // Puts the copy in the ledger's place, for those who open it from now on. Problems: disk_full, ledger_broken,
  // permission_denied (the ledger is as it was).
  Status publish();

 private:
  StagedLedger(std::string path, Ledger ledger) : path_(std::move(path)), ledger_(std::move(ledger)) {}
  void remove_copy() const;
  std::string path_;  // empty: moved away
  std::optional<Ledger> ledger_;
};

}  // namespace kept
