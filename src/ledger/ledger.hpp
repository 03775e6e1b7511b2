// The ledger: everything kept in one DuckDB file. The only room that knows DuckDB; its problems speak our words.
//
// A load is one transaction: all or nothing. The same bytes twice change nothing. A newer release of a dataset adds
// versions; nothing is deleted. One process may write at a time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "rate/rates.hpp"
#include "source/record.hpp"

namespace kept {

enum class LedgerMode : std::uint8_t { read_only, read_write };

struct LoadOutcome {
  bool unchanged = false;  // these bytes were loaded before
  std::uint64_t records = 0;
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
  std::uint64_t problems = 0;
  Coverage coverage;
};

struct LedgerRecord {
  Record record;
  std::int64_t load = 0;  // LoadRow::id
};

struct RecordQuery {
  std::vector<std::string> receivers;  // empty: all
  std::vector<std::string> givers;     // empty: all
  std::optional<Date> dated_until;     // records dated later are left out (an undated one stays)
  std::optional<Date> released_until;  // loads published later are left out; unknown days stay, and are said
};

// A query's answer as text; an absent value is empty optional.
struct SqlTable {
  std::vector<std::string> columns;
  std::vector<std::vector<std::optional<std::string>>> rows;
};

class Ledger {
 public:
  // ":memory:" is a ledger of its own that nobody else sees.
  // Problems: ledger_newer, ledger_locked, ledger_broken, permission_denied, disk_full, file_missing (read_only).
  static Result<Ledger> open(const std::string& path, LedgerMode mode);
  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();

  Result<LoadOutcome> load(const LoadedFile& file, Date retrieved);
  Result<LoadOutcome> load_rates(const RateFile& file, Date retrieved);

  // Of the newest versions, in a fixed order: by source, dataset, then position in the file.
  Result<std::vector<LedgerRecord>> records(const RecordQuery& query) const;
  Result<std::vector<LoadRow>> loads() const;
  // Quotes of these currencies only (empty: all), and every budget rate.
  Result<RateTable> rates(const std::vector<std::string>& currencies) const;
  Result<std::vector<Problem>> problems() const;
  // One statement, read-only. Problem usage: the statement was not understood, with the database's hint in our words.
  Result<SqlTable> sql(const std::string& statement) const;

 private:
  struct State;
  explicit Ledger(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kept
