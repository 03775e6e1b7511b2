// Counts and sums of every collected IATI file against those that another program made of them, where the collection
// stands beside the tree.
#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/csv.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "source/activity.hpp"
#include "source/iati.hpp"
#include "source/iati_code.hpp"
#include "source/record.hpp"
#include "source/testing.hpp"

namespace kept {
namespace {

using namespace testing_source;

struct Counts {
  std::uint64_t activities = 0;
  std::uint64_t organisations = 0;
  std::uint64_t transactions = 0;
  std::uint64_t budgets = 0;
  std::uint64_t planned = 0;
  bool operator==(const Counts&) const = default;
};

std::string text_of(const Counts& c) {
  return fmt::format("{} activities, {} organisations, {} transactions, {} budgets, {} planned", c.activities,
                     c.organisations, c.transactions, c.budgets, c.planned);
}

// By type and currency as published: how many, how many with an amount, their sum.
using Totals = std::map<std::pair<std::string, std::string>, std::tuple<std::uint64_t, std::uint64_t, Decimal>>;

std::string text_of(const Totals& totals) {
  std::string text;
  for (const auto& [key, total] : totals) {
    text += fmt::format("{}|{}: {} {} {}\n", key.first, key.second, std::get<0>(total), std::get<1>(total),
                        std::get<2>(total).to_string());
  }
  return text;
}

std::uint64_t number(std::string_view text) {
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Counts counts_of(const LoadedFile& load) {
  Counts counts;
  for (const ActivityRow& activity : load.activities.activities) {
    ++(activity.kind == "activity" ? counts.activities : counts.organisations);
  }
  for (const Record& record : load.records) {
    if (record.kind == "transaction") ++counts.transactions;
    if (record.kind == "budget") ++counts.budgets;
    if (record.kind == "planned_disbursement") ++counts.planned;
  }
  return counts;
}

// The code as published; where the type was told by its text, there was none.
std::string published_code(const Record& record) {
  const bool from_text = std::ranges::find(record.notes, "type-from-text") != record.notes.end();
  return from_text && transaction_type(record.measure_published) != nullptr ? "" : record.measure_published;
}

Totals totals_of(const LoadedFile& load) {
  Totals totals;
  for (const Record& record : load.records) {
    if (record.kind != "transaction") continue;
    const std::string currency(record.currency_published.empty() ? record.currency : trim(record.currency_published));
    auto& [count, with_amount, sum] = totals[{published_code(record), currency}];
    ++count;
    if (!record.amount) continue;
    ++with_amount;
    sum = sum + *record.amount;
  }
  return totals;
}

LoadedFile read_file(const std::filesystem::path& folder, const std::string& name) {
  const std::string bytes = read_bytes(folder / name);
  return read_iati_file({name, bytes, "", 0}, {});
}

TEST(SharedIati, CountsAndTotalsOfAllFiles) {
  const auto folder = shared_data(KEPT_SOURCE_DIR) / "iati";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "skipped: no ../shared";
  const std::string totals_bytes = read_bytes(folder / "totals.csv");
  std::map<std::string, Totals> totals;
  CsvReader totals_csv("totals.csv", totals_bytes);
  ASSERT_TRUE(totals_csv.next());
  while (totals_csv.next()) {
    const auto& f = totals_csv.fields();
    totals[std::string(f[0])][{std::string(f[1]), std::string(f[2])}] = {number(f[3]), number(f[4]),
                                                                         Decimal::parse(f[5]).value_or(Decimal{})};
  }
  const std::string counts_bytes = read_bytes(folder / "counts.csv");
  CsvReader csv("counts.csv", counts_bytes);
  ASSERT_TRUE(csv.next());
  int files = 0;
  while (csv.next()) {
    const auto& f = csv.fields();
    if (!f[10].empty()) continue;  // of these the next test has its own table
    ++files;
    const std::string name(f[0]);
    const LoadedFile load = read_file(folder, name);
    const Counts expected{number(f[5]), number(f[6]), number(f[7]), number(f[8]), number(f[9])};
    EXPECT_EQ(text_of(counts_of(load)), text_of(expected)) << name;
    EXPECT_EQ(text_of(totals_of(load)), text_of(totals[name])) << name;
    for (const Problem& problem : load.problems) EXPECT_NE(problem.code, ProblemCode::xml_broken) << to_string(problem);
  }
  EXPECT_EQ(files, 480);
}

// Files that are no XML to a strict parser. By rules 4 and 5 of the collection's semantics other encodings are read,
// and the whole activities before a fault are kept; what comes after it, or has a prefix that nobody declared, is not.
TEST(SharedIati, CountsOfTheFilesThatAreNotWellFormed) {
  const auto folder = shared_data(KEPT_SOURCE_DIR) / "iati/nasty";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "skipped: no ../shared";
  struct Row {
    const char* file;
    Counts counts;
    const char* problems;
  };
  for (const Row& row : {
           Row{"iati-datastore/broken.xml", {}, "xml_broken 4:1 the XML is not well-formed: no element found\n"},
           Row{"js-validator-api/broken-xml.xml", {}, "xml_broken 4:5 the XML is not well-formed: mismatched tag\n"},
           Row{"js-validator-api/iati-act-me-feedback-no-ns.xml",
               {},
               "xml_broken 169:10 the XML is not well-formed: unbound prefix\n"},
           Row{"js-validator-api/iati-act-xml-errors.xml",
               {},
               "xml_broken 7:7 the XML is not well-formed: mismatched tag\n"},
           Row{"js-validator-api/iati-org-xml-errors.xml",
               {},
               "xml_broken 15:7 the XML is not well-formed: mismatched tag\n"},
           Row{"js-validator-api/not-xml.xml", {}, "xml_broken 1:1 the XML is not well-formed: syntax error\n"},
           Row{"js-validator-api/xlsx-spreadsheet-with-extension.xml",
               {},
               "xml_broken 1:1 the XML is not well-formed: no element found\n"},
           Row{"public-validator/well_formed_FAIL.xml.zst",
               {},
               "xml_broken 11:69 the XML is not well-formed: mismatched tag\n"},
           Row{"pyiati-2-02/invalid.xml", {}, "xml_broken 1:1 the XML is not well-formed: syntax error\n"},
           Row{"pyiati-2-02/leading_whitespace_xml.xml",
               {},
               "xml_broken 4:1 the XML is not well-formed: XML or text declaration not at start of entity\n"},
           Row{"pyiati-version_independent/dataset-encoding-valid-UTF-16BE.xml", {4, 0, 0, 0, 0}, ""},
           Row{"pyiati-version_independent/dataset-encoding-valid-UTF-32.xml", {4, 0, 0, 0, 0}, ""},
           Row{"pyiati-version_independent/dataset-encoding-valid-windows-1252.xml",
               {1, 0, 0, 0, 0},
               "text_not_utf8 7:0 1 bytes are no UTF-8, which the file says it is\n"},
           Row{"pyiati-version_independent/invalid.xml",
               {},
               "xml_broken 1:1 the XML is not well-formed: syntax error\n"},
           Row{"pyiati-version_independent/leading_whitespace_xml.xml",
               {},
               "xml_broken 4:1 the XML is not well-formed: XML or text declaration not at start of entity\n"},
           Row{"refresher/edgecase.input.xml", {}, "xml_broken 20:9 the XML is not well-formed: unbound prefix\n"},
           Row{"refresher/extension_no_xmlns.input.xml",
               {},
               "xml_broken 5:11 the XML is not well-formed: unbound prefix\n"},
           Row{"refresher/historic_date_format_empty_multivalue.input.xml",
               {},
               "xml_broken 50:7 the XML is not well-formed: mismatched tag\n"},
       }) {
    const LoadedFile load = read_file(folder, row.file);
    EXPECT_EQ(text_of(counts_of(load)), text_of(row.counts)) << row.file;
    EXPECT_EQ(codes_of(load.problems), row.problems) << row.file;
  }
}

}  // namespace
}  // namespace kept
