// IATI files of all kinds and sizes into a ledger: the same whatever the threads and slices, and nothing lost.
#include <gtest/gtest.h>

#include <stdlib.h>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <ios>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/csv.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "ledger/ledger.hpp"
#include "pipeline/load.hpp"
#include "source/iati.hpp"

namespace kept {
namespace {

// A file of our own with all that makes activities differ; `count` of them.
std::string many_activities(int count) {
  std::string xml =
      "<?xml version=\"1.0\"?>\n<!-- <iati-activity> -->\n<iati-activities version=\"2.03\" "
      "xmlns:x=\"http://x.example\">\n";
  for (int i = 0; i < count; ++i) {
    const std::string id = "XM-OWN-" + std::to_string(i % 97);
    xml += "<iati-activity default-currency=\"EUR\" xml:lang=\"en\"><iati-identifier>" + id +
           "</iati-identifier>\n"
           "<reporting-org ref=\"XM-OWN\" type=\"10\"><narrative>Own &amp; Others</narrative></reporting-org>"
           "<title><narrative><![CDATA[Wells </iati-activity> and roads]]></narrative><narrative "
           "xml:lang=\"uk\">Вода</narrative></title>"
           "<recipient-country code=\"UA\" percentage=\"60\"/><recipient-country code=\"MD\" percentage=\"40\"/><x:own "
           "a=\">\"/>";
    for (int t = 0; t <= i % 5; ++t) {
      xml += "<transaction ref=\"" + std::to_string(t) + "\"><transaction-type code=\"" +
             std::to_string(1 + (i + t) % 4) + "\"/><transaction-date iso-date=\"2022-0" + std::to_string(1 + t) +
             "-11\"/><value" + (t == 3 ? " currency=\"XQQ\"" : "") + ">" + std::to_string(i * 100 + t) +
             ".50</value></transaction>\n";
    }
    xml += "</iati-activity>\n<?note </iati-activity> ?>";
  }
  return xml + "</iati-activities>\n";
}

class IatiLoad : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = testing::TempDir() + "iati_XXXXXX";
    folder_ = ::mkdtemp(name.data());
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string write(const std::string& name, std::string_view bytes) const {
    const std::string path = folder_ + "/" + name;
    std::ofstream{path, std::ios::binary} << bytes;
    return path;
  }

  static std::string ask(const Ledger& ledger, const std::string& statement) {
    const auto table = ledger.sql(statement);
    if (!table) return to_string(table.problem());
    std::string out;
    for (const auto& row : table->rows) {
      for (const auto& cell : row) out += cell.value_or("-") + "|";
      out += "\n";
    }
    return out;
  }

  // All that a ledger has of a load.
  static std::string all_of(const Ledger& ledger) {
    std::string all;
    for (const char* statement :
         {"SELECT * FROM load", "SELECT * FROM published_record ORDER BY ordinal",
          "SELECT * FROM keyed_activity ORDER BY ordinal", "SELECT * FROM split ORDER BY ALL",
          "SELECT * FROM narrative", "SELECT * FROM participant", "SELECT * FROM classification ORDER BY ALL",
          "SELECT * FROM problem ORDER BY ordinal", "SELECT * FROM passed_over"}) {
      all += ask(ledger, statement);
    }
    return all;
  }

  static LoadReport load(Ledger& ledger, const std::string& path, unsigned threads = 1,
                         std::size_t slice_bytes = 1U << 20U) {
    LoadOptions options;
    options.retrieved = *Date::from_ymd(2026, 8, 4);
    options.threads = threads;
    options.slice_bytes = slice_bytes;
    const std::vector<std::string> paths{path};
    return load_paths(ledger, paths, options);
  }

  std::string folder_;
};

Ledger memory() { return std::move(*Ledger::open(":memory:", LedgerMode::read_write)); }

TEST_F(IatiLoad, AnyThreadsAndSlicesGiveTheSameLedger) {
  const std::string path = write("own.xml", many_activities(300));
  std::string expected;
  for (const auto& [threads, slice_bytes] :
       {std::pair{1U, std::size_t{1} << 20U}, {1U, std::size_t{1}}, {3U, std::size_t{5000}}, {2U, std::size_t{70}}}) {
    Ledger ledger = memory();
    const LoadReport report = load(ledger, path, threads, slice_bytes);
    ASSERT_EQ(report.loaded.size(), 1U);
    const std::string all = all_of(ledger);
    if (expected.empty()) expected = all;
    EXPECT_TRUE(all == expected) << threads << " threads, slices of " << slice_bytes;
  }
  EXPECT_NE(expected.find("iati/own/XM-OWN-3#4/transaction/2|"), std::string::npos);
  EXPECT_NE(expected.find("Wells </iati-activity> and roads"), std::string::npos);
}

// The same file as what a reader of it in memory makes.
TEST_F(IatiLoad, TheLedgerHasWhatTheReaderGives) {
  const std::string xml = many_activities(50);
  const LoadedFile read = read_iati_file({"own.xml", xml, "", 0}, {});
  Ledger ledger = memory();
  load(ledger, write("own.xml", xml));
  const auto records = ledger.records({});
  ASSERT_TRUE(records.ok());
  ASSERT_EQ(records->size(), read.records.size());
  for (std::size_t i = 0; i < read.records.size(); ++i) {
    const Record& a = (*records)[i].record;
    const Record& b = read.records[i];
    EXPECT_EQ(a.id, b.id);
    EXPECT_EQ(a.text, b.text);
    EXPECT_EQ(a.amount, b.amount);
    EXPECT_EQ(a.amount_published, b.amount_published);
    EXPECT_EQ(a.position, b.position);
    EXPECT_EQ(a.notes, b.notes);
    EXPECT_EQ(a.receiver, b.receiver);
  }
}

TEST_F(IatiLoad, WhatIsBrokenLosesOnlyItself) {
  const std::string one = "<iati-activity><iati-identifier>A</iati-identifier></iati-activity>";
  struct Row {
    const char* name;
    std::string bytes;
    const char* activities;
    const char* problems;
  };
  const std::string root = "<iati-activities>";
  const std::string end = "</iati-activities>";
  for (const Row& row : {
           Row{"cut in an activity", root + one + one.substr(0, 40), "1|\n", "xml_broken|1|85|\n"},
           Row{"cut behind one", root + one, "1|\n", "xml_broken|1|85|\n"},
           Row{"two roots", root + one + end + root + one + end, "1|\n", "xml_broken|1|103|\n"},
           Row{"no root", one + one, "1|\n", "xml_broken|1|68|\n"},
           Row{"text behind", root + one + end + "x", "1|\n", "xml_broken|1|103|\n"},
           Row{"an end in a comment",
               root + "<iati-activity><!-- </iati-activity> --><title>B</title></iati-activity>" + end, "1|\n", ""},
           Row{"an end in an attribute", root + "<iati-activity a=\"</iati-activity>\"/>" + end, "0|\n",
               "xml_broken|1|36|\n"},
           Row{"an attribute twice", root + one + "<iati-activity><title a=\"1\" a=\"2\"/></iati-activity>" + end,
               "1|\n", "xml_broken|1|113|\n"},
           Row{"an unknown entity", root + one + "<iati-activity><title>&nbsp;</title></iati-activity>" + end, "1|\n",
               "xml_broken|1|107|\n"},
           Row{"a number for a character", root + "<iati-activity><title>&#1102;&amp;</title></iati-activity>" + end,
               "1|\n", ""},
           Row{"an activity in another", root + "<iati-activity>" + one + "</iati-activity>" + one + end, "2|\n", ""},
           Row{"not closed before the next", root + "<iati-activity><iati-identifier>B</iati-identifier>" + one + end,
               "1|\n", "xml_broken|1|138|\n"},
       }) {
    for (const std::size_t slice_bytes : {std::size_t{1}, std::size_t{1} << 20U}) {
      Ledger ledger = memory();
      load(ledger, write("a.xml", row.bytes), 2, slice_bytes);
      EXPECT_EQ(ask(ledger, "SELECT count(*) FROM activity_version"), row.activities) << row.name;
      EXPECT_EQ(ask(ledger, "SELECT code, line, \"column\" FROM problem"), row.problems) << row.name;
    }
  }
}

TEST_F(IatiLoad, WhatIsTooLargeIsLeftOutAndTheRestIsRead) {
  const std::string one = "<iati-activity><iati-identifier>A</iati-identifier></iati-activity>";
  const std::string large =
      "<iati-activity a=\"" + std::string(5000, 'x') + "\">" + std::string(5000, ' ') + "</iati-activity>\n";
  const std::string xml = "<iati-activities>" + one + "\n" + large + one + "</iati-activities>";
  const LoadedFile read = read_iati_file({"own.xml", xml, "", 0}, {}, {.slice_bytes = 100, .activity_bytes_max = 1000});
  EXPECT_EQ(read.activities.activities.size(), 2U);
  ASSERT_EQ(read.problems.size(), 1U);
  EXPECT_EQ(read.problems[0].code, ProblemCode::limit_reached);
  EXPECT_EQ(read.problems[0].where.line, 2U);
  EXPECT_EQ(read.activities.activities[1].line, 3U);
}

// OCHA's own figures for Ukraine on two days, where the collection stands beside the tree.
TEST_F(IatiLoad, SharedOchaFiguresForUkraine) {
  const std::filesystem::path shared = std::filesystem::path(KEPT_SOURCE_DIR) / "../shared/data/iati/ukraine2022";
  if (!std::filesystem::exists(shared)) GTEST_SKIP() << "skipped: no ../shared";
  const auto bytes_of = [](const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return std::string{std::istreambuf_iterator<char>(in), {}};
  };
  std::string query;
  std::ifstream lines(std::filesystem::path(KEPT_SOURCE_DIR) / "docs/queries/ocha-ukraine.sql");
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("--")) query += line + "\n";
  }
  const auto set = [&query](std::string_view name, std::string_view value) {
    const std::size_t at = query.find(name);
    ASSERT_NE(at, std::string::npos) << name;
    query.replace(at, name.size(), value);
  };
  // What OCHA's table of rates had, by its README's account: one rate for each currency.
  set("{RATES}",
      "('USD', 1.0), ('EUR', 1.1552), ('DKK', 0.155294), ('GBP', 1.3686), ('CHF', 1.091107), ('CAD', 0.806647)");
  set("{FIRST}", "2022-02");
  struct Day {
    const char* day;
    const char* last;
    std::size_t groups;
    std::size_t usd_groups;
  };
  const std::string with_places = query;
  for (const Day& day : {Day{"2022-05-08", "2022-05", 199, 130}, Day{"2022-07-19", "2022-07", 416, 306}}) {
    Ledger ledger = memory();
    load(ledger, (shared / day.day / "prefiltered.xml.zst").string(), 2);
    query = with_places;
    set("{FILE}", "%");
    set("{LAST}", day.last);
    const auto table = ledger.sql(query);
    ASSERT_TRUE(table.ok()) << to_string(table.problem());
    std::map<std::string, std::array<std::string, 3>> found;
    for (const auto& row : table->rows) {
      found[*row[0] + "|" + *row[1] + "|" + *row[2] + "|" + *row[3]] = {*row[4], *row[6], *row[7]};
    }
    const std::string groups = bytes_of(shared / day.day / "groups.csv");
    CsvReader csv("groups.csv", groups);
    ASSERT_TRUE(csv.next());
    std::size_t all = 0;
    std::size_t in_usd = 0;
    while (csv.next()) {
      const auto& f = csv.fields();
      const std::string key =
          std::string(f[0]) + "|" + std::string(f[1]) + "|" + std::string(f[2]) + "|" + std::string(f[3]);
      ASSERT_TRUE(found.contains(key)) << key;
      ++all;
      EXPECT_EQ(Decimal::parse(found[key][0]), Decimal::parse(f[4])) << key;
      if (f[3] == "USD") {
        ++in_usd;
        EXPECT_EQ(found[key][1], f[7]) << key;
        EXPECT_EQ(found[key][2], f[8]) << key;
      } else {
        const Decimal difference = (Decimal::parse(found[key][2]).value() - Decimal::parse(f[8]).value()).abs();
        EXPECT_LE(difference,
                  Decimal::from_integer(1) + Decimal::parse(f[8]).value().abs() * Decimal::from_parts(1, -6))
            << key;
      }
    }
    EXPECT_EQ(all, day.groups);
    EXPECT_EQ(found.size(), day.groups);
    EXPECT_EQ(in_usd, day.usd_groups);
  }
}

}  // namespace
}  // namespace kept
