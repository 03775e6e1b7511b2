#include "ledger/ledger.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <duckdb.h>
#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "base/embedded.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "ledger/duck.hpp"
#include "ledger/duck_library.hpp"
#include "ledger/state.hpp"

namespace kept {
namespace {

Problem problem_at(ProblemCode code, const std::string& path, std::string what, std::string done, std::string cure) {
  Problem problem;
  problem.code = code;
  problem.what = std::move(what);
  problem.where.file = path;
  problem.done = std::move(done);
  problem.cure = std::move(cure);
  return problem;
}

Problem locked(const std::string& path) {
  return problem_at(ProblemCode::ledger_locked, path, "another process has the ledger open", "nothing was read",
                    "wait until it has ended, or name another ledger with --ledger FILE");
}

Problem no_ledger(const std::string& path, std::string what) {
  return problem_at(ProblemCode::ledger_broken, path, std::move(what), "nothing was read or changed",
                    "name a ledger that `kept load` made, or a new file: --ledger FILE");
}

// The problem that the operating system's `error` is, met when opening the ledger's file.
Problem problem_of_errno(int error, const std::string& path) {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return problem_at(ProblemCode::file_missing, path, "there is no such ledger", "nothing was read",
                        "make it with `kept load --ledger FILE PATH...`, in a folder that is there");
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return problem_at(ProblemCode::disk_full, path, "there is no space left for the ledger",
                        "the ledger is as it was before",
                        "free some space, or keep the ledger elsewhere: --ledger FILE");
    case EISDIR:
      return no_ledger(path, "this is a folder, not a ledger");
    default:
      return problem_at(ProblemCode::permission_denied, path, "the ledger may not be opened by this user",
                        "nothing was read or changed", "change the file's permissions, or name another: --ledger FILE");
  }
}

// Locks the file at `path` and looks at its first bytes. Without a file: an empty lock where one may be made.
Result<FileLock> lock_file(const std::string& path, LedgerMode mode) {
  const bool writes = mode == LedgerMode::read_write;
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) {
    if (errno != ENOENT || !writes) return problem_of_errno(errno, path);
    const auto slash = path.rfind('/');
    const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
    if (::stat(folder.c_str(), &status) != 0) return problem_of_errno(errno, path);
    return FileLock{};
  }
  if (S_ISDIR(status.st_mode)) return problem_of_errno(EISDIR, path);
  if (!S_ISREG(status.st_mode)) return no_ledger(path, "this is no ordinary file");
  FileLock lock{::open(path.c_str(), (writes ? O_RDWR : O_RDONLY) | O_CLOEXEC)};
  if (lock.descriptor() < 0) return problem_of_errno(errno, path);
  if (::flock(lock.descriptor(), (writes ? LOCK_EX : LOCK_SH) | LOCK_NB) != 0) return locked(path);
  // The database's main header: a checksum of eight bytes, then its mark.
  std::array<char, 12> head{};
  const auto got = ::pread(lock.descriptor(), head.data(), head.size(), 0);
  if (got != static_cast<ssize_t>(head.size()) || std::memcmp(head.data() + 8, "DUCK", 4) != 0) {
    return no_ledger(path, status.st_size == 0 ? "the file is empty, it is no ledger" : "the file is no ledger");
  }
  return lock;
}

// The lock on a file that the database has just made.
Result<FileLock> lock_new_file(const std::string& path) {
  FileLock lock{::open(path.c_str(), O_RDWR | O_CLOEXEC)};
  if (lock.descriptor() < 0) return problem_of_errno(errno, path);
  if (::flock(lock.descriptor(), LOCK_EX | LOCK_NB) != 0) return locked(path);
  return lock;
}

duck::Or<duck::Database> open_database(const std::string& path, LedgerMode mode, const LedgerOptions& options) {
  duckdb_config config = nullptr;
  if (duckdb_create_config(&config) != DuckDBSuccess) return duck::Fault{DUCKDB_ERROR_OUT_OF_MEMORY, ""};
  // The ledger alone: no extensions, no network, no other files, and no statement can change that. A folder to export
  // into can be allowed by a statement alone, before the rest is closed (see allow_folder).
  const bool closed = options.export_folder.empty();
  const std::array<std::pair<const char*, std::string>, 7> settings{{
      {"access_mode", mode == LedgerMode::read_write ? "READ_WRITE" : "READ_ONLY"},
      {"threads", std::to_string(options.threads == 0 ? 1 : options.threads)},
      {"autoinstall_known_extensions", "false"},
      {"autoload_known_extensions", "false"},
      {"enable_external_access", closed ? "false" : "true"},
      {"errors_as_json", "true"},
      {"lock_configuration", closed ? "true" : "false"},
  }};
  bool set = true;
  for (const auto& [name, value] : settings) set &= duckdb_set_config(config, name, value.c_str()) == DuckDBSuccess;
  // A load needs no more, and takes what it is given: so its memory does not grow with its size.
  if (mode == LedgerMode::read_write && path != in_memory) {
    set &= duckdb_set_config(config, "memory_limit", "128MB") == DuckDBSuccess;
  }
  duckdb_database handle = nullptr;
  char* error = nullptr;
  const duckdb_state state = set ? duckdb_open_ext(path.c_str(), &handle, config, &error) : DuckDBError;
  duckdb_destroy_config(&config);
  duck::Database database{handle};
  duck::Fault fault{DUCKDB_ERROR_IO, error == nullptr ? "" : error};
  duckdb_free(error);
  if (state != DuckDBSuccess) return fault;
  return database;
}

// Files of this folder may be written, no others; then nothing of that can be changed any more.
std::optional<duck::Fault> allow_folder(duckdb_connection connection, const std::string& folder) {
  std::string quoted;
  for (const char c : folder) quoted += c == '\'' ? std::string("''") : std::string(1, c);
  auto set = duck::query(connection, fmt::format("SET allowed_directories = ['{}/'];\nSET enable_external_access = "
                                                 "false;\nSET lock_configuration = true",
                                                 quoted));
  if (auto* fault = std::get_if<duck::Fault>(&set)) return *fault;
  return std::nullopt;
}

// All of schema.sql, or nothing.
std::optional<duck::Fault> make_schema(duckdb_connection connection) {
  const std::string script{embedded_file("src/ledger/schema.sql").value_or("")};
  const std::string statements = fmt::format("BEGIN TRANSACTION;\n{}\nINSERT INTO schema_version VALUES ({});\nCOMMIT;",
                                             script, Ledger::schema_version);
  auto made = duck::query(connection, statements);
  if (auto* fault = std::get_if<duck::Fault>(&made)) {
    auto rolled_back = duck::query(connection, "ROLLBACK");
    return *fault;
  }
  return std::nullopt;
}

bool has_tables(duckdb_connection connection) {
  auto answer = duck::query(connection, "SELECT count(*) FROM duckdb_tables() WHERE NOT internal");
  auto* rows = std::get_if<duck::Rows>(&answer);
  return rows == nullptr || !rows->next() || rows->int64(0) > 0;
}

}  // namespace

FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Problem problem_of(const duck::Fault& fault, const std::string& path, std::string_view doing) {
  const auto says = [&](std::string_view words) { return fault.message.find(words) != std::string::npos; };
  for (const int error : {ENOSPC, EDQUOT, EFBIG, EACCES, EPERM, EROFS}) {
    if (says(std::strerror(error))) return problem_of_errno(error, path);
  }
  if (says("Could not set lock")) return locked(path);
  if (says("we can only read version")) {
    return problem_at(ProblemCode::ledger_newer, path, "the ledger was written by a newer version of Kept",
                      "nothing was read or changed", "use that version, or name another ledger: --ledger FILE");
  }
  if (fault.type == DUCKDB_ERROR_OUT_OF_MEMORY) {
    return problem_at(ProblemCode::limit_reached, path,
                      fmt::format("the ledger could not be {}: no memory left", doing), "nothing was changed",
                      "load fewer files at a time, or free some memory");
  }
  return problem_at(ProblemCode::ledger_broken, path,
                    fmt::format("the ledger could not be {}: its file is damaged or cannot be reached", doing),
                    "nothing was changed", "take a copy from before, or load the sources anew into a new ledger");
}

Ledger::Ledger(std::unique_ptr<State> state) : state_(std::move(state)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

const std::string& Ledger::path() const { return state_->path; }

Result<Ledger> Ledger::open(const std::string& path, LedgerMode mode, const LedgerOptions& options) {
  if (path.empty() || path.find('?') != std::string::npos) {  // the database takes what follows a "?" for settings
    return problem_at(ProblemCode::usage, path,
                      path.empty() ? "the ledger has no name" : "a ledger's name cannot have a question mark",
                      "nothing was read", "name another file: --ledger FILE");
  }
  if (std::string missing = duck::library_missing(); !missing.empty()) {
    return problem_at(ProblemCode::program_missing, path,
                      fmt::format("a ledger needs DuckDB's library, which cannot be loaded ({})", missing),
                      "nothing was read", "install Kept anew, or name the library's folder: LD_LIBRARY_PATH=FOLDER");
  }
  auto state = std::make_unique<State>();
  state->path = options.shown_as.empty() ? path : options.shown_as;
  state->mode = mode;
  std::string name = path;
  if (path != in_memory) {
    auto lock = lock_file(path, mode);
    if (!lock) return lock.problem();
    state->lock = std::move(*lock);
    if (path.front() != '/') name = "./" + path;  // or the database would take "a:b" for an address
  }
  const bool made = state->lock.descriptor() < 0;

  auto database = open_database(name, mode, options);
  if (auto* fault = std::get_if<duck::Fault>(&database)) return problem_of(*fault, state->path, "opened");
  state->database = std::get<duck::Database>(std::move(database));
  duckdb_connection connection = nullptr;
  if (duckdb_connect(state->database.get(), &connection) != DuckDBSuccess) {
    return problem_of({DUCKDB_ERROR_CONNECTION, ""}, path, "opened");
  }
  state->connection.reset(connection);
  if (!options.export_folder.empty()) {
    if (const auto fault = allow_folder(connection, options.export_folder)) return problem_of(*fault, path, "opened");
  }
  if (made && path != in_memory) {
    auto lock = lock_new_file(path);
    if (!lock) return lock.problem();
    state->lock = std::move(*lock);
  }

  if (made || (mode == LedgerMode::read_write && !has_tables(connection))) {
    if (const auto fault = make_schema(connection)) return problem_of(*fault, state->path, "made");
  }
  auto answer = duck::query(connection, "SELECT CAST(max(version) AS BIGINT) FROM schema_version");
  if (auto* fault = std::get_if<duck::Fault>(&answer)) {
    if (fault->type == DUCKDB_ERROR_CATALOG || fault->type == DUCKDB_ERROR_BINDER) {
      return no_ledger(path, "this is a database, but no ledger of Kept");
    }
    return problem_of(*fault, path, "read");
  }
  auto& rows = std::get<duck::Rows>(answer);
  if (!rows.next() || rows.is_null(0)) return no_ledger(path, "this is a database, but no ledger of Kept");
  if (const auto version = rows.int64(0); version < schema_version) {
    return problem_at(
        ProblemCode::ledger_broken, path,
        fmt::format("the ledger has schema version {}, of an older Kept; this one has {}", version, schema_version),
        "nothing was read or changed", "load the sources anew into a new ledger: --ledger FILE");
  } else if (version != schema_version) {
    return problem_at(ProblemCode::ledger_newer, path,
                      fmt::format("the ledger has schema version {}, this Kept knows {}", version, schema_version),
                      "nothing was read or changed", "use the newer Kept, or name another ledger: --ledger FILE");
  }
  return Ledger{std::move(state)};
}

}  // namespace kept
