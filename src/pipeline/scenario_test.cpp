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
#include "pipeline/decisions.hpp"
#include "report/check_report.hpp"
#include "source/decision.hpp"
#include "source/record.hpp"
#include "verdict/rules.hpp"
#include "verdict/verdict.hpp"

namespace kept {
namespace {

constexpr std::string_view next_document = " // ";
constexpr std::string_view second_release = "/2";  // ends the name of a ledger that is loaded on top of another

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
       table("coverage.tsv", {"ledger", "givers", "receivers", "measures", "from", "to", "complete", "released"})) {
    const std::string& name = row[0];
    LoadedFile& file = files[name];
    file.source = "tracker";
    file.sha256 = file.file = name;
    file.dataset = name.substr(0, name.find('/'));
    file.release = name.ends_with(second_release) ? "2" : "1";
    if (!row[7].empty()) file.released = date(row[7]);
    file.coverage.givers = words(row[1]);
    file.coverage.receivers = words(row[2]);
    for (const std::string& measure : words(row[3])) file.coverage.measures.push_back(*parse_measure(measure));
    file.coverage.period = {date(row[4]), date(row[5])};
    file.coverage.complete_totals = row[6] == "yes";
  }
  for (const auto& row : table("ledgers.tsv", {"ledger", "measure", "date", "amount", "giver", "receiver", "aid_type",
                                               "instrument", "channel", "activity", "text"})) {
    LoadedFile& file = files.at(row[0]);
    Record record;
    record.position = "line " + std::to_string(file.records.size() + 2);
    record.id = "tracker/" + file.dataset + "/" + record.position;
    record.measure = *parse_measure(row[1]);
    record.kind = row[1];
    const bool month = row[2].size() == std::string_view("2025-03").size();
    record.date = date(row[2] + (month ? "-01" : ""));
    record.date_precision = month ? DatePrecision::month : DatePrecision::day;
    const std::size_t blank = row[3].find(' ');
    record.currency = blank == std::string::npos ? "EUR" : row[3].substr(0, blank);
    record.amount = Decimal::parse(blank == std::string::npos ? row[3] : row[3].substr(blank + 1)).value();
    record.giver = row[4];
    record.receiver = row[5];
    record.aid_type = row[6];
    record.instrument = row[7];
    record.channel = row[8];
    record.activity = row[9];
    record.text = row[10];
    record.file = file.file;
    file.records.push_back(std::move(record));
  }
  return files;
}

Ledger new_ledger(const std::string& name) {
  Ledger made = Ledger::open(":memory:", LedgerMode::read_write).value();
  const auto files = ledgers();
  EXPECT_TRUE(made.load(files.at(name), date("2026-01-01")).ok());
  const auto second = files.find(name + std::string(second_release));
  EXPECT_TRUE(second == files.end() || made.load(second->second, date("2026-01-01")).ok());
  return made;
}

// Opened once each. A variable of the test, since a ledger must not outlive the database's own statics.
using OpenLedgers = std::map<std::string, Ledger>;

const Ledger& ledger(const std::string& name, OpenLedgers& open) {
  const auto found = open.find(name);
  if (found != open.end()) return found->second;
  return open.emplace(name, new_ledger(name)).first->second;
}

Document document(std::string name, std::string_view text, Date said, std::string_view language) {
  DocumentHints hints;
  hints.date = said;
  hints.speaker_country = "NO";
  hints.speaker = "Kari Nordmann";
  hints.language = std::string(language);
  return read_document(std::move(name), text, hints, packs()).value();
}

struct Scenario {
  std::string rule, language, ledger, said, on, text, claim, is, amount, date, then, decided;
};

std::vector<Scenario> scenarios() {
  std::vector<Scenario> all;
  for (const auto& c : table("scenarios.tsv", {"rule", "language", "ledger", "said", "on", "text", "claim", "is",
                                               "amount", "date", "then", "decided"})) {
    all.push_back({c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9], c[10], c[11]});
  }
  return all;
}

std::vector<Document> documents_of(const Scenario& scenario) {
  std::vector<Document> documents;
  std::string_view rest = scenario.text;
  std::string said = scenario.said;
  for (;;) {
    const std::size_t cut = rest.find(next_document);
    const std::string name = "document " + std::to_string(documents.size() + 1);
    documents.push_back(document(name, rest.substr(0, cut), date(said), scenario.language));
    if (cut == std::string_view::npos) return documents;
    rest = rest.substr(cut + next_document.size());
    const std::size_t colon = rest.find(": ");
    said = rest.substr(0, colon);
    rest = rest.substr(colon + 2);
  }
}

const CheckedClaim* judged_claim(const Scenario& scenario, const CheckReport& report) {
  const CheckedDocument& first = report.documents.front();
  const auto claim = std::ranges::find_if(first.claims, [&](const CheckedClaim& each) {
    return each.claim.span.of(first.document.text).find(scenario.claim) != std::string_view::npos;
  });
  return claim == first.claims.end() ? nullptr : &*claim;
}

CheckReport check_by(const Ledger& of, const Scenario& scenario) {
  return check_documents(of, documents_of(scenario), packs(),
                         {.on = date(scenario.on), .as_of = std::nullopt, .list_all_definitions = false})
      .value();
}

// The claim is decided on first, where the scenario says so: "confirmed line 2", "rejected line 2", of the record.
CheckReport checked(const Scenario& scenario, OpenLedgers& open) {
  if (scenario.decided.empty()) return check_by(ledger(scenario.ledger, open), scenario);
  Ledger with_decision = new_ledger(scenario.ledger);
  const CheckReport before = check_by(with_decision, scenario);
  const CheckedClaim* claim = judged_claim(scenario, before);
  EXPECT_NE(claim, nullptr) << scenario.text;
  if (claim == nullptr) return before;
  const std::size_t blank = scenario.decided.find(' ');
  Decision decision;
  decision.kind = DecisionKind::evidence;
  decision.confirmed = scenario.decided.substr(0, blank) == "confirmed";
  decision.first = key_of(before.documents.front().document, claim->claim).to_string();
  decision.second = "tracker/" + scenario.ledger + "/" + scenario.decided.substr(blank + 1);
  decision.by = "A. Person";
  decision.reason = "read the contract";
  decision.decided = date(scenario.on);
  EXPECT_TRUE(with_decision.decide({decision}).ok()) << scenario.decided;
  return check_by(with_decision, scenario);
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

// What else was found: the relations of later documents, days of delay, a mark that the evidence cites the speech, the
// verdict as known then.
std::string found_then(const CheckedClaim& claim) {
  std::string found;
  const auto add = [&found](const std::string& words) { found += (found.empty() ? "" : " ") + words; };
  for (const FollowUp& later : claim.followed_by) add(later.relation);
  if (claim.verdict.days_late) add("late_" + std::to_string(*claim.verdict.days_late));
  if (claim.verdict.circular) add("circular");
  if (claim.verdict.as_known_then) add("then_" + std::string(to_string(*claim.verdict.as_known_then)));
  return found;
}

bool has_then(const std::string& want, const CheckedClaim& claim) {
  if (want.empty()) return true;
  return want == "alone" ? found_then(claim).empty() : found_then(claim) == want;
}

TEST(Scenario, EachGivesItsVerdictByItsRule) {
  OpenLedgers open;
  for (const Scenario& scenario : scenarios()) {
    const CheckReport report = checked(scenario, open);
    const CheckedDocument& first = report.documents.front();
    const CheckedClaim* claim = judged_claim(scenario, report);
    if (claim == nullptr) {
      ADD_FAILURE() << scenario.language << ": no claim \"" << scenario.claim << "\" in: " << scenario.text << "\n"
                    << read_claims_of(first);
      continue;
    }
    const Verdict& verdict = claim->verdict;
    const auto axis = [](const std::string& want, AxisFinding found) {
      return want.empty() || want == to_string(found);
    };
    const bool right = to_string(verdict.is) == scenario.is && verdict.rule == scenario.rule &&
                       axis(scenario.amount, verdict.amount) && axis(scenario.date, verdict.date) &&
                       has_then(scenario.then, *claim);
    EXPECT_TRUE(right) << scenario.language << ": " << scenario.text << "\n  want " << scenario.is << " ("
                       << scenario.amount << ", " << scenario.date << ", " << scenario.then << ") by \""
                       << scenario.rule << "\"\n  got  " << to_string(verdict.is) << " (" << to_string(verdict.amount)
                       << ", " << to_string(verdict.date) << ", " << found_then(*claim) << ") by \"" << verdict.rule
                       << "\": " << verdict.line << "\n"
                       << read_claims_of(first);
  }
}

// What later documents tell, delay, a citing record, hindsight: each in two languages too.
TEST(Scenario, EachTrapHasThemInTwoLanguages) {
  std::map<std::string, std::set<std::string>> languages;
  for (const Scenario& scenario : scenarios()) languages[scenario.then].insert(scenario.language);
  for (const char* trap : {"alone", "kept", "restated", "changed", "circular", "late_50", "then_no_data"}) {
    EXPECT_GE(languages[trap].size(), 2U) << trap;
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
