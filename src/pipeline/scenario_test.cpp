// The scenarios of tests/scenario: a ledger and a sentence give a verdict.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <initializer_list>
#include <ios>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/data_table.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "document/document.hpp"
#include "document/read_document.hpp"
#include "lang/packs.hpp"
#include "ledger/ledger.hpp"
#include "pipeline/check.hpp"
#include "report/check_report.hpp"
#include "source/record.hpp"
#include "verdict/rules.hpp"
#include "verdict/verdict.hpp"

namespace kept {
namespace {

constexpr std::string_view second_document = " // ";

Date date(std::string_view text) { return Date::parse_iso(text).value(); }

const Packs& packs() {
  static const Packs all = load_packs().value();
  return all;
}

// The cells of a table of tests/scenario.
std::vector<std::vector<std::string>> table(const std::string& name, std::initializer_list<std::string_view> columns) {
  const std::string path = std::string(KEPT_SOURCE_DIR) + "/tests/scenario/" + name;
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  const auto rows = read_data_table(path, bytes, columns);
  EXPECT_TRUE(rows.ok()) << (rows.ok() ? "" : to_string(rows.problem()));
  std::vector<std::vector<std::string>> cells;
  if (!rows.ok()) return cells;
  for (const DataRow& row : *rows) cells.emplace_back(row.cells.begin(), row.cells.end());
  return cells;
}

std::vector<std::string> words(std::string_view cell) {
  std::vector<std::string> list;
  for (const std::string_view word : split(cell, ' ')) {
    if (!word.empty()) list.emplace_back(word);
  }
  return list;
}

std::map<std::string, LoadedFile> ledgers() {
  std::map<std::string, LoadedFile> files;
  for (const auto& row :
       table("coverage.tsv", {"ledger", "givers", "receivers", "measures", "from", "to", "complete"})) {
    const std::string& name = row[0];
    LoadedFile& file = files[name];
    file.source = "tracker";
    file.dataset = file.sha256 = file.file = name;
    file.release = "1";
    file.coverage.givers = words(row[1]);
    file.coverage.receivers = words(row[2]);
    for (const std::string& measure : words(row[3])) file.coverage.measures.push_back(*parse_measure(measure));
    file.coverage.period = {date(row[4]), date(row[5])};
    file.coverage.complete_totals = row[6] == "yes";
  }
  for (const auto& row : table("ledgers.tsv", {"ledger", "measure", "date", "amount", "giver", "receiver", "aid_type",
                                               "instrument", "channel", "activity"})) {
    LoadedFile& file = files.at(row[0]);
    Record record;
    record.position = "line " + std::to_string(file.records.size() + 2);
    record.id = "tracker/" + file.dataset + "/" + record.position;
    record.measure = *parse_measure(row[1]);
    record.kind = row[1];
    const bool month = row[2].size() == std::string_view("2025-03").size();
    record.date = date(row[2] + (month ? "-01" : ""));
    record.date_precision = month ? DatePrecision::month : DatePrecision::day;
    record.amount = Decimal::parse(row[3]).value();
    record.currency = "EUR";
    record.giver = row[4];
    record.receiver = row[5];
    record.aid_type = row[6];
    record.instrument = row[7];
    record.channel = row[8];
    record.activity = row[9];
    record.file = file.file;
    file.records.push_back(std::move(record));
  }
  return files;
}

const Ledger& ledger(const std::string& name) {
  static std::map<std::string, Ledger> open;
  const auto found = open.find(name);
  if (found != open.end()) return found->second;
  Ledger made = Ledger::open(":memory:", LedgerMode::read_write).value();
  EXPECT_TRUE(made.load(ledgers().at(name), date("2026-01-01")).ok());
  return open.emplace(name, std::move(made)).first->second;
}

Document document(std::string name, std::string_view text, Date said, std::string_view language) {
  DocumentHints hints;
  hints.date = said;
  hints.speaker_country = "NO";
  hints.language = std::string(language);
  return read_document(std::move(name), text, hints, packs()).value();
}

struct Scenario {
  std::string rule, language, ledger, said, on, text, claim, is, amount, date;
};

std::vector<Scenario> scenarios() {
  std::vector<Scenario> all;
  for (const auto& c :
       table("scenarios.tsv", {"rule", "language", "ledger", "said", "on", "text", "claim", "is", "amount", "date"})) {
    all.push_back({c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9]});
  }
  return all;
}

CheckReport checked(const Scenario& scenario) {
  std::vector<Document> documents;
  const std::string_view text = scenario.text;
  const std::size_t cut = text.find(second_document);
  documents.push_back(document("first", text.substr(0, cut), date(scenario.said), scenario.language));
  if (cut != std::string_view::npos) {
    const std::string_view rest = text.substr(cut + second_document.size());
    const std::size_t colon = rest.find(": ");
    documents.push_back(document("second", rest.substr(colon + 2), date(rest.substr(0, colon)), scenario.language));
  }
  return check_documents(ledger(scenario.ledger), std::move(documents), packs(),
                         {.on = date(scenario.on), .as_of = std::nullopt, .list_all_definitions = false})
      .value();
}

std::string read_claims_of(const CheckedDocument& document) {
  std::string list;
  for (const CheckedClaim& claim : document.claims) {
    list += "  " + std::string(to_string(claim.claim.kind)) + " \"" +
            std::string(claim.claim.span.of(document.document.text)) + "\" " +
            std::string(to_string(claim.verdict.is)) + ": " + claim.verdict.line + "\n";
  }
  return list;
}

TEST(Scenario, EachGivesItsVerdictByItsRule) {
  for (const Scenario& scenario : scenarios()) {
    const CheckReport report = checked(scenario);
    const CheckedDocument& first = report.documents.front();
    const auto claim = std::ranges::find_if(first.claims, [&](const CheckedClaim& each) {
      return each.claim.span.of(first.document.text).find(scenario.claim) != std::string_view::npos;
    });
    if (claim == first.claims.end()) {
      ADD_FAILURE() << scenario.language << ": no claim \"" << scenario.claim << "\" in: " << scenario.text << "\n"
                    << read_claims_of(first);
      continue;
    }
    const Verdict& verdict = claim->verdict;
    const auto axis = [](const std::string& want, AxisFinding found) {
      return want.empty() || want == to_string(found);
    };
    const bool right = to_string(verdict.is) == scenario.is && verdict.rule == scenario.rule &&
                       axis(scenario.amount, verdict.amount) && axis(scenario.date, verdict.date);
    EXPECT_TRUE(right) << scenario.language << ": " << scenario.text << "\n  want " << scenario.is << " ("
                       << scenario.amount << ", " << scenario.date << ") by \"" << scenario.rule << "\"\n  got  "
                       << to_string(verdict.is) << " (" << to_string(verdict.amount) << ", " << to_string(verdict.date)
                       << ") by \"" << verdict.rule << "\": " << verdict.line << "\n"
                       << read_claims_of(first);
  }
}

TEST(Scenario, EachRuleHasThemInTwoLanguages) {
  std::map<std::string, std::set<std::string>> languages;
  for (const Scenario& scenario : scenarios()) languages[scenario.rule].insert(scenario.language);
  for (const Rule& rule : verdict_rules()) {
    EXPECT_GE(languages[std::string(rule.name)].size(), 2U) << rule.name;
  }
  for (const auto& [name, used] : languages) {
    EXPECT_TRUE(std::ranges::any_of(verdict_rules(), [&name](const Rule& rule) { return rule.name == name; })) << name;
  }
}

}  // namespace
}  // namespace kept
