#include "pipeline/load.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ios>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "pipeline/sha256.hpp"

namespace kept {
namespace {

namespace fs = std::filesystem;

Date day(std::string_view text) { return Date::parse_iso(text).value(); }

// A small activity file of our own; `value` tells two of them apart.
std::string activities(std::string_view id, std::string_view value) {
  return fmt::format(
      R"(<?xml version="1.0" encoding="UTF-8"?>
<iati-activities version="2.03" generated-datetime="2026-04-02T08:00:00Z">
  <iati-activity default-currency="JPY" xml:lang="en">
    <iati-identifier>XX-TEST-{}</iati-identifier>
    <reporting-org ref="XX-TEST" type="10"><narrative>A test ministry</narrative></reporting-org>
    <title><narrative>Repair of a substation</narrative></title>
    <recipient-country code="UA"/>
    <transaction>
      <transaction-type code="2"/>
      <transaction-date iso-date="2025-02-27"/>
      <value value-date="2025-02-27">{}</value>
    </transaction>
  </iati-activity>
</iati-activities>
)",
      id, value);
}

// Quotes of two working days of the ECB's format.
std::string quotes(std::string_view dollar) {
  return fmt::format("Date,USD,JPY,\n2025-02-28,{},156.73,\n2025-02-27,1.0477,156.75,\n", dollar);
}

class Load : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = testing::TempDir() + "kept-load-XXXXXX";
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    before_ = fs::current_path();
    fs::current_path(folder_);
  }
  void TearDown() override {
    fs::current_path(before_);
    fs::remove_all(folder_);
  }

  static void write(const std::string& path, const std::string& bytes) {
    if (const auto parent = fs::path{path}.parent_path(); !parent.empty()) fs::create_directories(parent);
    std::ofstream{path, std::ios::binary} << bytes;
  }

  // Two folders of sources, one of rates, and what is none of them.
  static void write_example() {
    write("data/a/one.xml", activities("1", "8800000000"));
    write("data/a/notes.md", "# Notes\n\nSome words.\n");
    write("data/b/two.xml", activities("2", "1200000"));
    write("data/rates/ecb.csv", quotes("1.0411"));
    write("data/.hidden/three.xml", activities("3", "5"));
  }

  static Ledger memory() {
    auto ledger = Ledger::open(":memory:", LedgerMode::read_write);
    EXPECT_TRUE(ledger.ok());
    return std::move(*ledger);
  }

  static LoadOptions options(unsigned threads = 1) {
    LoadOptions options;
    options.retrieved = day("2026-05-01");
    options.threads = threads;
    return options;
  }

  static LoadReport load(Ledger& ledger, const std::vector<std::string>& paths, unsigned threads = 1) {
    return load_paths(ledger, paths, options(threads));
  }

  // All of a report, a line each.
  static std::string text_of(const LoadReport& report) {
    std::string text;
    for (const LoadedDataset& set : report.loaded) {
      text += fmt::format("{} {} {} {}{}\n", set.file, set.source, set.dataset, set.records,
                          set.unchanged ? " unchanged" : "");
    }
    for (const LeftOutFile& file : report.left_out) text += "left out " + file.file + ": " + file.reason + '\n';
    for (const Problem& problem : report.failed) {
      text += fmt::format("failed {} {}\n", problem_name(problem.code), problem.where.file);
    }
    if (report.stopped) text += fmt::format("stopped {}\n", problem_name(report.stopped->code));
    return text;
  }

  // Loads `paths` into a new ledger.
  static std::string loading(const std::vector<std::string>& paths, unsigned threads = 1) {
    Ledger ledger = memory();
    return text_of(load(ledger, paths, threads));
  }

  // All that a ledger keeps, as text.
  static std::string text_of(const Ledger& ledger) {
    std::string text;
    for (const char* table : {"load", "record_version", "rate_quote", "problem"}) {
      const auto rows = ledger.sql(fmt::format("SELECT * FROM {} ORDER BY ALL", table));
      EXPECT_TRUE(rows.ok()) << to_string(rows.problem());
      for (const auto& row : rows->rows) {
        for (const auto& cell : row) text += cell.value_or("NULL") + '|';
        text += '\n';
      }
    }
    return text;
  }

  std::string folder_;
  fs::path before_;
};

TEST_F(Load, LoadsAFolderOfFolders) {
  write_example();
  const std::string text = loading({"data"});
  EXPECT_EQ(text,
            "data/a/one.xml iati one 1\n"
            "data/b/two.xml iati two 1\n"
            "data/rates/ecb.csv ecb rates 4\n"
            "left out data/a/notes.md: not a known source\n");
}

TEST_F(Load, DoesNotDependOnOrderOrThreads) {
  write_example();
  Ledger first = memory();
  const std::string report = text_of(load(first, {"data/a", "data/b", "data/rates"}));
  const std::string kept = text_of(first);
  EXPECT_NE(kept.find("8800000000"), std::string::npos);
  for (const unsigned threads : {1U, 2U, 5U}) {
    for (const std::vector<std::string>& paths : std::vector<std::vector<std::string>>{
             {"data/rates", "data/b", "data/a"}, {"data"}, {"data/b", "data", "data/a/one.xml", "data/b"}}) {
      Ledger other = memory();
      EXPECT_EQ(text_of(load(other, paths, threads)), report);
      EXPECT_EQ(text_of(other), kept);
    }
  }
}

TEST_F(Load, ChangesNothingTheSecondTime) {
  write_example();
  Ledger ledger = memory();
  load(ledger, {"data"});
  const std::string kept = text_of(ledger);
  const LoadReport again = load(ledger, {"data"});
  EXPECT_EQ(again.loaded.size(), 3U);
  EXPECT_TRUE(std::ranges::all_of(again.loaded, &LoadedDataset::unchanged));
  EXPECT_EQ(text_of(ledger), kept);
  // Newer bytes of one file add one load.
  write("data/b/two.xml", activities("2", "1300000"));
  const LoadReport third = load(ledger, {"data"});
  EXPECT_EQ(std::ranges::count(third.loaded, false, &LoadedDataset::unchanged), 1);
  EXPECT_EQ(ledger.loads()->size(), 4U);
  EXPECT_EQ(ledger.records({})->size(), 2U);
}

TEST_F(Load, KeepsWhatTheFileIs) {
  write("one.xml", activities("1", "8800000000"));
  Ledger ledger = memory();
  LoadOptions with_day = options();
  with_day.released = day("2026-04-20");
  const std::vector<std::string> paths{"one.xml"};
  const LoadReport report = load_paths(ledger, paths, with_day);
  ASSERT_EQ(report.loaded.size(), 1U);
  EXPECT_EQ(report.loaded[0].released, day("2026-04-20"));
  const LoadRow row = ledger.loads()->at(0);
  EXPECT_EQ(row.sha256, sha256_hex(activities("1", "8800000000")));
  EXPECT_EQ(row.bytes, activities("1", "8800000000").size());
  EXPECT_EQ(row.retrieved, "2026-05-01");
  EXPECT_EQ(row.released_how, "--released");
}

TEST_F(Load, CoversNoDayThatCannotBe) {
  std::string xml = activities("1", "8800000000");
  const std::string_view published = "iso-date=\"2025-02-27\"";
  write("right.xml", xml);
  xml.replace(xml.find(published), published.size(), "iso-date=\"2925-02-27\"");
  write("wrong.xml", xml);
  Ledger ledger = memory();
  const LoadReport report = load(ledger, {"right.xml", "wrong.xml"});
  ASSERT_EQ(report.loaded.size(), 2U);
  ASSERT_EQ(report.problems.size(), 1U);
  EXPECT_EQ(report.problems.front().code, ProblemCode::date_implausible);
  EXPECT_EQ(report.problems.front().where.line, 8U);
  EXPECT_EQ(report.problems.front().where.record, "activity XX-TEST-1 transaction 1");
  const auto loads = ledger.loads();
  EXPECT_EQ(to_string(loads->at(0).coverage.period), "2025-02-27..2025-02-27");
  EXPECT_EQ(to_string(loads->at(1).coverage.period), to_string(Period{}));
  EXPECT_EQ(loads->at(1).records, 1U);
}

TEST_F(Load, NamesWhatIsNotThere) {
  fs::create_directory("empty");
  fs::create_directories("hidden/.git");
  write("hidden/.profile", "x");
  write("notes/a.md", "# Notes\n");
  write("notes/b/c.py", "print(1)\n");
  write("nothing.xml", "");
  fs::create_symlink("gone", "link");
  EXPECT_EQ(loading({"missing"}), "failed file_missing missing\n");
  EXPECT_EQ(loading({"nothing.xml/inner"}), "failed file_missing nothing.xml/inner\n");
  EXPECT_EQ(loading({"link"}), "failed file_missing link\n");
  EXPECT_EQ(loading({"empty"}), "failed folder_without_files empty\n");
  EXPECT_EQ(loading({"hidden"}), "failed folder_without_files hidden\n");
  EXPECT_EQ(loading({"notes"}),
            "left out notes/a.md: not a known source\n"
            "left out notes/b/c.py: not a known source\n"
            "failed folder_without_files notes\n");
  EXPECT_EQ(loading({"notes/a.md"}),
            "left out notes/a.md: not a known source\n"
            "failed source_unknown notes/a.md\n");
  EXPECT_EQ(loading({"nothing.xml"}), "failed file_empty nothing.xml\n");
  EXPECT_EQ(loading({"/dev/null"}), "failed file_unreadable /dev/null\n");
}

TEST_F(Load, EveryFailureHasACure) {
  fs::create_directory("empty");
  write("notes/a.md", "# Notes\n");
  write("nothing.xml", "");
  Ledger ledger = memory();
  const LoadReport report = load(ledger, {"missing", "empty", "notes", "nothing.xml", "/dev/null"});
  EXPECT_EQ(report.failed.size(), 5U);
  for (const Problem& problem : report.failed) EXPECT_FALSE(problem.cure.empty()) << to_string(problem);
}

TEST_F(Load, LoadsTheRestWhereOneFileFails) {
  write_example();
  write("data/a/broken.xml.gz", std::string("\x1f\x8b\x08") + "no more");
  write("data/a/nothing.csv", "");
  EXPECT_EQ(loading({"data", "missing"}),
            "data/a/one.xml iati one 1\n"
            "data/b/two.xml iati two 1\n"
            "data/rates/ecb.csv ecb rates 4\n"
            "left out data/a/notes.md: not a known source\n"
            "failed archive_broken data/a/broken.xml.gz\n"
            "failed file_empty data/a/nothing.csv\n"
            "failed file_missing missing\n");
}

TEST_F(Load, EndsInALoopOfLinks) {
  write_example();
  fs::create_directory_symlink("..", "data/a/up");
  fs::create_directory_symlink("../b", "data/a/aside");
  fs::create_symlink("one.xml", "data/a/again.xml");
  // Each file once, by the first of its paths.
  Ledger ledger = memory();
  const LoadReport report = load(ledger, {"data"});
  EXPECT_EQ(report.loaded.size(), 3U);
  EXPECT_EQ(report.loaded.at(0).file, "data/a/again.xml");
  EXPECT_TRUE(report.failed.empty());
}

TEST_F(Load, NeverReadsTheLedgerItself) {
  write_example();
  auto ledger = Ledger::open("data/kept.duckdb", LedgerMode::read_write);
  ASSERT_TRUE(ledger.ok());
  const LoadReport report = load(*ledger, {"data"});
  EXPECT_EQ(report.loaded.size(), 3U);
  EXPECT_NE(text_of(report).find("left out data/kept.duckdb: the ledger itself\n"), std::string::npos);
}

TEST_F(Load, KeepsToItsLimits) {
  write_example();
  std::string deep = "data";
  for (int i = 0; i < 4; ++i) deep += "/d";
  write(deep + "/deep.xml", activities("4", "1"));
  LoadOptions tight = options();
  tight.limits.depth_max = 2;
  tight.limits.file_bytes_max = 500;
  Ledger ledger = memory();
  const std::vector<std::string> paths{"data"};
  EXPECT_EQ(text_of(load_paths(ledger, paths, tight)),
            "data/rates/ecb.csv ecb rates 4\n"
            "left out data/a/notes.md: not a known source\n"
            "failed file_too_large data/a/one.xml\n"
            "failed file_too_large data/b/two.xml\n"
            "failed limit_reached data/d/d/d\n");
  LoadOptions few = options();
  few.limits.files_max = 2;
  Ledger second = memory();
  EXPECT_EQ(text_of(load_paths(second, paths, few)),
            "data/a/one.xml iati one 1\n"
            "left out data/a/notes.md: not a known source\n"
            "failed limit_reached data/b/two.xml\n");
}

TEST_F(Load, NamesWhatThisUserMayNotRead) {
  write_example();
  ASSERT_EQ(::chmod("data/a/one.xml", 0), 0);
  ASSERT_EQ(::chmod("data/b", 0), 0);
  ASSERT_EQ(::chmod(folder_.c_str(), 0755), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    // The superuser may read everything; another user may not read where the superuser keeps DuckDB's library, so that
    // is loaded before.
    memory();
    if (::geteuid() == 0 && ::setresuid(65534, 65534, 65534) != 0) ::_exit(100);
    const std::string text = loading({"data"});
    ::_exit(text == "data/rates/ecb.csv ecb rates 4\n"
                    "left out data/a/notes.md: not a known source\n"
                    "failed permission_denied data/a/one.xml\n"
                    "failed permission_denied data/b\n"
                ? 0
                : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ::chmod("data/b", 0755);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
}

TEST_F(Load, StopsWhereTheLedgerTakesNoMore) {
  write_example();
  {
    ASSERT_TRUE(Ledger::open("kept.duckdb", LedgerMode::read_write).ok());
  }
  auto reader = Ledger::open("kept.duckdb", LedgerMode::read_only);
  ASSERT_TRUE(reader.ok());
  const LoadReport report = load(*reader, {"data"}, 2);
  EXPECT_TRUE(report.loaded.empty());
  ASSERT_TRUE(report.stopped.has_value());
  EXPECT_EQ(report.stopped->code, ProblemCode::usage);
}

TEST_F(Load, ReadsATableByTheMappingThatIsNamed) {
  write("table/aid.csv", "when;who;how much\n2025-02-27;Japan;8800000000\n");
  write("maps/mine.tsv", "no mapping\n");
  LoadOptions with_mapping = options();
  with_mapping.mapping = "maps/missing.tsv";
  Ledger ledger = memory();
  const std::vector<std::string> paths{"table"};
  EXPECT_EQ(text_of(load_paths(ledger, paths, with_mapping)), "failed file_missing maps/missing.tsv\n");
  EXPECT_TRUE(ledger.loads()->empty());
}

TEST(Sha256, IsThatOfTheStandard) {
  // FIPS 180-4, examples.
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace kept
