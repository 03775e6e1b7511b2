// Loading into a copy of a ledger while others read it.
#include <duckdb.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <variant>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "ledger/duck.hpp"
#include "ledger/ledger.hpp"
#include "ledger/state.hpp"

namespace kept {
namespace {

std::string copy_of(const std::string& path) { return path + std::string(StagedLedger::suffix); }

// With the ledger's own name: who loads knows no other.
Problem named(Problem problem, const std::string& path) {
  problem.where.file = path;
  return problem;
}

// What is left of a load that was ended. Nothing where another process loads.
Status clear_copy(const std::string& path) {
  const std::string copy = copy_of(path);
  const FileLock lock{::open(copy.c_str(), O_RDWR | O_CLOEXEC)};
  if (lock.descriptor() < 0) return Nothing{};
  if (::flock(lock.descriptor(), LOCK_EX | LOCK_NB) != 0) {
    return problem_of({DUCKDB_ERROR_IO, "Could not set lock"}, path, "opened");
  }
  ::unlink(copy.c_str());
  ::unlink((copy + ".wal").c_str());
  return Nothing{};
}

// What an earlier process may not have written to the file itself is written there, so that the file is all of it.
Status merge_log(const std::string& path) {
  if (!std::filesystem::exists(path + ".wal")) return Nothing{};
  auto ledger = Ledger::open(path, LedgerMode::read_write);
  if (!ledger) return ledger.problem();
  return ledger->checkpoint();
}

}  // namespace

Status Ledger::checkpoint() {
  auto done = duck::query(state_->connection.get(), "CHECKPOINT");
  if (auto* fault = std::get_if<duck::Fault>(&done)) return problem_of(*fault, state_->path, "written");
  return Nothing{};
}

Result<StagedLedger> StagedLedger::begin(const std::string& path) {
  if (path == in_memory) {
    auto memory = Ledger::open(path, LedgerMode::read_write);
    if (!memory) return memory.problem();
    return StagedLedger{path, std::move(*memory)};
  }
  const std::string copy = copy_of(path);
  struct stat status{};
  if (::stat(path.c_str(), &status) == 0) {
    if (Status merged = merge_log(path); !merged) return merged.problem();
    // It is a ledger that this Kept can read, and nobody writes it.
    const auto present = Ledger::open(path, LedgerMode::read_only);
    if (!present) return present.problem();
    if (::access(path.c_str(), W_OK) != 0) return problem_of({DUCKDB_ERROR_IO, std::strerror(errno)}, path, "opened");
    if (Status cleared = clear_copy(path); !cleared) return cleared.problem();
    std::error_code error;
    std::filesystem::copy_file(path, copy, error);
    if (error) {
      ::unlink(copy.c_str());
      return problem_of({DUCKDB_ERROR_IO, std::strerror(error.value())}, path, "copied");
    }
  } else if (Status cleared = clear_copy(path); !cleared) {
    return cleared.problem();
  }
  auto ledger = Ledger::open(copy, LedgerMode::read_write, {.threads = 1, .shown_as = path});
  if (!ledger) return named(ledger.problem(), path);
  return StagedLedger{path, std::move(*ledger)};
}

void StagedLedger::remove_copy() const {
  ::unlink(copy_of(path_).c_str());
  ::unlink((copy_of(path_) + ".wal").c_str());
}

StagedLedger::~StagedLedger() {
  if (!ledger_) return;
  ledger_.reset();
  if (!path_.empty() && path_ != in_memory) remove_copy();
}

Status StagedLedger::publish() {
  if (path_ == in_memory) return Nothing{};
  const std::string copy = copy_of(path_);
  Status written = ledger_->checkpoint();
  ledger_.reset();
  if (!written) {
    remove_copy();
    return written;
  }
  {
    const FileLock file{::open(copy.c_str(), O_RDWR | O_CLOEXEC)};
    if (file.descriptor() < 0 || ::fsync(file.descriptor()) != 0 || std::rename(copy.c_str(), path_.c_str()) != 0) {
      Problem problem = problem_of({DUCKDB_ERROR_IO, std::strerror(errno)}, path_, "written");
      remove_copy();
      return problem;
    }
  }
  return Nothing{};
}

}  // namespace kept
