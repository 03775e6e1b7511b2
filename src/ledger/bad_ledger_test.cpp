// Ledgers that cannot be opened or written, each with the problem that a user sees.
#include <gtest/gtest.h>

#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <duckdb.h>

#include <array>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <ios>
#include <iterator>
#include <string>
#include <variant>

#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "ledger/duck.hpp"
#include "ledger/ledger.hpp"
#include "ledger/test_data.hpp"
#include "rate/rates.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

using test::day;
using test::decimal;

// A folder of its own for each test, which everybody may enter.
class BadLedger : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = testing::TempDir() + "kept-ledger-XXXXXX";
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    ASSERT_EQ(::chmod(folder_.c_str(), 0755), 0);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string path(const std::string& name = "kept.duckdb") const { return folder_ + "/" + name; }

  // A ledger with one record at `path()`.
  void make_ledger() const {
    auto ledger = Ledger::open(path(), LedgerMode::read_write);
    ASSERT_TRUE(ledger.ok()) << to_string(ledger.problem());
    LoadedFile file = test::file_of("rows", "28", "2026-04-10");
    file.records.push_back(test::record_of("1", "1"));
    ASSERT_TRUE(ledger->load(file, day("2026-05-01")).ok());
  }

  void write(const std::string& name, const std::string& bytes) const {
    std::ofstream{path(name), std::ios::binary} << bytes;
  }

  std::string folder_;
};

std::string opened(const std::string& path, LedgerMode mode) {
  const auto ledger = Ledger::open(path, mode);
  return ledger.ok() ? "ok" : std::string{problem_name(ledger.problem().code)};
}

// As a user sees it; the database's own words are none of them.
void expect_our_words(const Problem& problem) {
  const std::string line = to_string(problem);
  for (const char* word : {"DuckDB", "IO Error", "Error:", "exception", "checksum", "block", "WAL", "{"}) {
    EXPECT_EQ(line.find(word), std::string::npos) << line;
  }
  EXPECT_FALSE(problem.cure.empty()) << line;
}

void expect_problem(const std::string& path, LedgerMode mode, ProblemCode code) {
  const auto ledger = Ledger::open(path, mode);
  ASSERT_FALSE(ledger.ok()) << path;
  EXPECT_EQ(problem_name(ledger.problem().code), problem_name(code)) << to_string(ledger.problem());
  EXPECT_EQ(ledger.problem().where.file, path);
  expect_our_words(ledger.problem());
}

// What a child process, which may be another user or have other limits, makes of `work`: its exit status, or minus the
// signal that ended it.
int in_child(const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(work());
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

int code_of(const Problem& problem) { return 1 + static_cast<int>(problem.code); }
int opening_code(const std::string& path, LedgerMode mode) {
  const auto ledger = Ledger::open(path, mode);
  return ledger.ok() ? 0 : code_of(ledger.problem());
}
constexpr int code_of(ProblemCode code) { return 1 + static_cast<int>(code); }

RateFile many_quotes(int count) {
  RateFile file;
  file.source = "ecb";
  file.sha256 = "many";
  for (int i = 0; i < count; ++i) {
    file.quotes.push_back({day("1999-01-04").plus_days(i), "JPY", Decimal::from_parts(1'000'000 + i * 7919LL, -4)});
  }
  return file;
}

std::size_t count_loads(const std::string& path) {
  const auto ledger = Ledger::open(path, LedgerMode::read_only);
  EXPECT_TRUE(ledger.ok()) << to_string(ledger.problem());
  if (!ledger.ok()) return 0;
  const auto records = ledger->records({});
  EXPECT_TRUE(records.ok());
  EXPECT_EQ(records->size(), 1U);
  return ledger->loads()->size();
}

TEST_F(BadLedger, IsMissing) {
  expect_problem(path(), LedgerMode::read_only, ProblemCode::file_missing);
  EXPECT_FALSE(std::filesystem::exists(path()));
  expect_problem(path("no-such-folder/kept.duckdb"), LedgerMode::read_write, ProblemCode::file_missing);
  write("file", "x");
  expect_problem(path("file/kept.duckdb"), LedgerMode::read_write, ProblemCode::file_missing);
  expect_problem("", LedgerMode::read_write, ProblemCode::usage);
}

TEST_F(BadLedger, IsNoLedger) {
  write("empty", "");
  write("short", "DUCK");
  write("text", std::string(20'000, 'x'));
  write("mark", "12345678DUCK" + std::string(20'000, '\0'));
  for (const char* name : {"empty", "short", "text", "mark", "."}) {
    for (const LedgerMode mode : {LedgerMode::read_only, LedgerMode::read_write}) {
      expect_problem(path(name), mode, ProblemCode::ledger_broken);
    }
  }
  std::ifstream text{path("text")};
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>{text}, {}), std::string(20'000, 'x'));
}

// Runs a statement on a database file without any of the ledger's code.
void run(const std::string& path, const std::string& statement) {
  duckdb_database database = nullptr;
  ASSERT_EQ(duckdb_open(path.c_str(), &database), DuckDBSuccess);
  const duck::Database owner{database};
  duckdb_connection connection = nullptr;
  ASSERT_EQ(duckdb_connect(database, &connection), DuckDBSuccess);
  const duck::Connection second_owner{connection};
  EXPECT_TRUE(std::holds_alternative<duck::Rows>(duck::query(connection, statement)));
}

TEST_F(BadLedger, IsAnotherDatabase) {
  run(path(), "CREATE TABLE mine (a INTEGER)");
  expect_problem(path(), LedgerMode::read_only, ProblemCode::ledger_broken);
  expect_problem(path(), LedgerMode::read_write, ProblemCode::ledger_broken);
}

// As a process that was killed while it made the ledger leaves it.
TEST_F(BadLedger, IsAnEmptyDatabase) {
  run(path(), "SELECT 1");
  expect_problem(path(), LedgerMode::read_only, ProblemCode::ledger_broken);
  EXPECT_EQ(opened(path(), LedgerMode::read_write), "ok");
  EXPECT_EQ(opened(path(), LedgerMode::read_only), "ok");
}

TEST_F(BadLedger, IsDamaged) {
  make_ledger();
  const auto size = std::filesystem::file_size(path());
  for (const std::uintmax_t kept : {size / 2, std::uintmax_t{6000}, std::uintmax_t{100}}) {
    std::filesystem::copy_file(path(), path("cut"), std::filesystem::copy_options::overwrite_existing);
    std::filesystem::resize_file(path("cut"), kept);
    const auto ledger = Ledger::open(path("cut"), LedgerMode::read_only);
    // What is gone may be found only when it is read.
    const Problem problem = ledger.ok() ? ledger->records({}).problem() : ledger.problem();
    EXPECT_EQ(problem_name(problem.code), "ledger_broken") << kept;
    expect_our_words(problem);
  }
  std::filesystem::copy_file(path(), path("scribbled"));
  std::fstream file{path("scribbled"), std::ios::in | std::ios::out | std::ios::binary};
  file.seekp(5000);
  file << "scribble";
  file.seekp(9000);
  file << "scribble";
  file.close();
  expect_problem(path("scribbled"), LedgerMode::read_only, ProblemCode::ledger_broken);
}

TEST_F(BadLedger, HasANewerSchema) {
  make_ledger();
  run(path(), "UPDATE schema_version SET version = version + 1");
  expect_problem(path(), LedgerMode::read_only, ProblemCode::ledger_newer);
  expect_problem(path(), LedgerMode::read_write, ProblemCode::ledger_newer);
}

TEST_F(BadLedger, HasAnOlderSchema) {
  make_ledger();
  run(path(), "UPDATE schema_version SET version = version - 1");
  expect_problem(path(), LedgerMode::read_only, ProblemCode::ledger_broken);
  expect_problem(path(), LedgerMode::read_write, ProblemCode::ledger_broken);
}

// The main header: a checksum of the other 4,088 bytes of its block, "DUCK", the version of the file format.
TEST_F(BadLedger, HasANewerFileFormat) {
  make_ledger();
  std::array<std::uint64_t, 512> header{};
  std::fstream file{path(), std::ios::in | std::ios::out | std::ios::binary};
  std::array<char, sizeof header> bytes{};
  file.read(bytes.data(), bytes.size());
  bytes[12] = static_cast<char>(200);
  std::memcpy(header.data(), bytes.data(), bytes.size());
  std::uint64_t checksum = 5381;
  for (std::size_t word = 1; word < header.size(); ++word) checksum ^= header.at(word) * 0xbf58476d1ce4e5b9U;
  std::memcpy(bytes.data(), &checksum, sizeof checksum);
  file.seekp(0);
  file.write(bytes.data(), bytes.size());
  file.close();
  expect_problem(path(), LedgerMode::read_only, ProblemCode::ledger_newer);
}

TEST_F(BadLedger, IsOpenElsewhere) {
  make_ledger();
  std::array<int, 2> ready{};
  std::array<int, 2> end{};
  ASSERT_EQ(::pipe(ready.data()), 0);
  ASSERT_EQ(::pipe(end.data()), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const auto ledger = Ledger::open(path(), LedgerMode::read_write);
    {
      const std::ifstream other{path()};
    }  // closing it gives up the database's lock, but not ours
    char byte = ledger.ok() ? '1' : '0';
    if (::write(ready[1], &byte, 1) != 1 || ::read(end[0], &byte, 1) != 1) ::_exit(1);
    ::_exit(0);
  }
  char byte = '0';
  ASSERT_EQ(::read(ready[0], &byte, 1), 1);
  EXPECT_EQ(byte, '1');
  expect_problem(path(), LedgerMode::read_write, ProblemCode::ledger_locked);
  expect_problem(path(), LedgerMode::read_only, ProblemCode::ledger_locked);
  ASSERT_EQ(::write(end[1], &byte, 1), 1);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(opened(path(), LedgerMode::read_write), "ok");
}

TEST_F(BadLedger, IsOpenInThisProcess) {
  make_ledger();
  {
    const auto writer = Ledger::open(path(), LedgerMode::read_write);
    expect_problem(path(), LedgerMode::read_write, ProblemCode::ledger_locked);
    expect_problem(path(), LedgerMode::read_only, ProblemCode::ledger_locked);
  }
  const auto reader = Ledger::open(path(), LedgerMode::read_only);
  EXPECT_EQ(opened(path(), LedgerMode::read_only), "ok");
  EXPECT_EQ(opened(path(), LedgerMode::read_write), "ledger_locked");
}

TEST_F(BadLedger, IsNotPermitted) {
  make_ledger();
  std::filesystem::create_directory(path("closed"));
  ASSERT_EQ(::chmod(path().c_str(), 0), 0);
  ASSERT_EQ(::chmod(path("closed").c_str(), 0555), 0);
  const auto as_nobody = [&](const std::string& name, LedgerMode mode) {
    return in_child([&] {
      // The superuser may do everything.
      if (::geteuid() == 0 && ::setresuid(65534, 65534, 65534) != 0) return 100;
      return opening_code(path(name), mode);
    });
  };
  const int denied = code_of(ProblemCode::permission_denied);
  EXPECT_EQ(as_nobody("kept.duckdb", LedgerMode::read_only), denied);
  EXPECT_EQ(as_nobody("kept.duckdb", LedgerMode::read_write), denied);
  EXPECT_EQ(as_nobody("closed/new.duckdb", LedgerMode::read_write), denied);
  ASSERT_EQ(::chmod(path().c_str(), 0444), 0);
  EXPECT_EQ(as_nobody("kept.duckdb", LedgerMode::read_only), 0);
  EXPECT_EQ(as_nobody("kept.duckdb", LedgerMode::read_write), denied);
}

// What a load of many quotes into the ledger at `path` comes to.
int loading_code(const std::string& path) {
  auto ledger = Ledger::open(path, LedgerMode::read_write);
  if (!ledger) return 101;
  const auto outcome = ledger->load_rates(many_quotes(400'000), day("2026-05-01"));
  return outcome.ok() ? 0 : code_of(outcome.problem());
}

TEST_F(BadLedger, MayGrowNoMore) {
  make_ledger();
  const auto size = std::filesystem::file_size(path());
  EXPECT_EQ(in_child([&] {
              const rlimit limit{size + 50'000, size + 50'000};
              if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return 100;
              if (::signal(SIGXFSZ, SIG_IGN) == SIG_ERR) return 100;
              return loading_code(path());
            }),
            code_of(ProblemCode::disk_full));
  EXPECT_EQ(count_loads(path()), 1U);
  EXPECT_EQ(loading_code(path()), 0);
  EXPECT_EQ(count_loads(path()), 2U);
}

TEST_F(BadLedger, StandsOnAFullDisk) {
  constexpr int no_mount = 100;
  const int code = in_child([&] {
    const bool mounted = ::unshare(CLONE_NEWNS) == 0 &&
                         ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
                         ::mount("tmpfs", folder_.c_str(), "tmpfs", 0, "size=1m") == 0;
    if (!mounted) return no_mount;
    make_ledger();
    const int loaded = loading_code(path());
    if (loaded != code_of(ProblemCode::disk_full)) return loaded;
    // A file that takes the rest: not even a new ledger can be made, and the old one is as it was.
    std::ofstream{path("rest"), std::ios::binary} << std::string(2'000'000, 'x');
    if (opening_code(path("new"), LedgerMode::read_write) != code_of(ProblemCode::disk_full)) return 102;
    return count_loads(path()) == 1 ? 0 : 103;
  });
  if (code == no_mount) GTEST_SKIP() << "skipped: no right to mount a small disk";
  EXPECT_EQ(code, 0);
}

// Killed at several moments of a load: the ledger has all of the load or nothing of it.
TEST_F(BadLedger, WasKilledInTheMiddleOfALoad) {
  make_ledger();
  int interrupted = 0;
  for (const useconds_t delay : {0U, 20'000U, 60'000U}) {
    std::filesystem::copy_file(path(), path("copy"), std::filesystem::copy_options::overwrite_existing);
    std::filesystem::remove(path("copy.wal"));
    std::array<int, 2> started{};
    ASSERT_EQ(::pipe(started.data()), 0);
    const pid_t child = ::fork();
    if (child == 0) {
      auto ledger = Ledger::open(path("copy"), LedgerMode::read_write);
      const RateFile file = many_quotes(1'000'000);
      if (!ledger || ::write(started[1], "x", 1) != 1) ::_exit(1);
      ::_exit(ledger->load_rates(file, day("2026-05-01")).ok() ? 0 : 1);
    }
    char byte = 0;
    ASSERT_EQ(::read(started[0], &byte, 1), 1);
    ::usleep(delay);
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    const bool killed = WIFSIGNALED(status);
    interrupted += killed ? 1 : 0;
    const std::size_t loads = count_loads(path("copy"));
    EXPECT_TRUE(loads == 1 || loads == 2) << loads;
    EXPECT_TRUE(killed || loads == 2);
    auto ledger = Ledger::open(path("copy"), LedgerMode::read_write);
    ASSERT_TRUE(ledger.ok());
    EXPECT_EQ(ledger->sql("SELECT count(*) FROM rate_quote")->rows[0][0], loads == 2 ? "1000000" : "0");
    EXPECT_TRUE(ledger->load_rates(many_quotes(10), day("2026-05-01")).ok());
  }
  EXPECT_GT(interrupted, 0);
}

TEST_F(BadLedger, IsOpenedForReadingOnly) {
  make_ledger();
  auto ledger = Ledger::open(path(), LedgerMode::read_only);
  ASSERT_TRUE(ledger.ok());
  const auto outcome = ledger->load_rates(many_quotes(1), day("2026-05-01"));
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.problem().code, ProblemCode::usage);
  expect_our_words(outcome.problem());
}

// Names that the database would take for something else.
TEST_F(BadLedger, HasAnOddName) {
  const std::string before = std::filesystem::current_path();
  std::filesystem::current_path(folder_);
  for (const char* name : {"md:kept", "s3:kept", "kept' space.db", ":memory:x", "x:y.duckdb"}) {
    EXPECT_EQ(opened(name, LedgerMode::read_write), "ok") << name;
    EXPECT_TRUE(std::filesystem::is_regular_file(name)) << name;
    EXPECT_EQ(opened(name, LedgerMode::read_only), "ok") << name;
  }
  std::filesystem::current_path(before);
  expect_problem(path("a?access_mode=read_only"), LedgerMode::read_write, ProblemCode::usage);
}

}  // namespace
}  // namespace kept
