#include <gtest/gtest.h>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/text.hpp"
#include "claim/claim.hpp"
#include "compare/compare.hpp"
#include "document/document.hpp"
#include "report/check_fixture.hpp"
#include "report/check_json.hpp"
#include "report/check_report.hpp"
#include "report/claim_json.hpp"
#include "report/compare_report.hpp"
#include "report/json.hpp"
#include "verdict/verdict.hpp"

namespace kept {
namespace {

// `text` from code point `start` up to `end`, counted the slow way.
std::string slice(std::string_view text, std::uint32_t start, std::uint32_t end) {
  std::string piece;
  std::uint32_t index = 0;
  for (std::uint32_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, {at});
    if (index >= start && index < end) piece += text.substr(at, point.bytes);
    at += point.bytes;
    ++index;
  }
  return piece;
}

TEST(ReadJson, HoldsEveryFieldOfAClaimInItsOrder) {
  Document document = fixture_document("x.txt", "We gave over €5.5 billion in 2024.");
  document.date = Date::parse_iso("2025-03-05");
  Reading reading;
  Claim claim = fixture_claim(document, "c1", ClaimKind::money, "€5.5 billion");
  claim.value = Decimal::parse("5500000000");
  claim.currency = "EUR";
  claim.quantifier = Quantifier::more_than;
  claim.stage = Stage::given;
  claim.giver = {"DE"};
  claim.period = Period::of_year(2024);
  claim.because = {{"quantifier", {{8}, {12}}}};
  reading.claims = {claim};
  reading.stats = {2, 1, 1, 1};
  EXPECT_EQ(
      Json::parse(read_json(document, reading)).dump(),
      R"({"kept":"0.1.0","document":{"name":"x.txt","format":"text","encoding":"UTF-8","language":"en","date":"2025-03-05","speaker":null,)"
      R"("speaker_role":null,"speaker_country":null,"title":null,"characters":34},)"
      R"("claims":[{"id":"c1","kind":"money","text":"€5.5 billion","start":13,"end":25,)"
      R"("sentence":{"start":0,"end":34},"value":"5500000000","currency":"EUR","quantifier":"more_than",)"
      R"("stage":"given","modality":"stated","giver":["DE"],"receiver":[],"channel":[],"instrument":null,)"
      R"("date_from":"2024-01-01","date_to":"2024-12-31","equivalent_of":null,"part_of":null,)"
      R"("cumulative":false,"because":{"quantifier":[8,12]}}],"left_out":[],"problems":[],)"
      R"("stats":{"numbers_seen":2,"numbers_read":1,"numbers_left_out":1,"sentences":1}})");
}

TEST(ReadJson, GivesPartiesToEventsAndARangeItsEnds) {
  const CheckReport report = fixture_report();
  const Json json = Json::parse(check_json(report));
  const Json& summit = json["documents"][0]["claims"][2];
  EXPECT_EQ(summit["parties"], Json({"CA", "G7"}));
  EXPECT_FALSE(summit.contains("giver"));
  EXPECT_FALSE(summit.contains("value"));
  const Json& people = json["documents"][0]["claims"][3];
  EXPECT_TRUE(people["value"].is_null());
  EXPECT_EQ(people["low"], "250000");
  EXPECT_EQ(people["high"], "300000");
  EXPECT_EQ(people["unit"], "person");
}

TEST(ReadJson, PiecesAreTheObjectAgain) {
  const CheckReport report = fixture_report();
  const CheckedDocument& checked = report.documents[0];
  Reading reading = checked.reading;
  for (const CheckedClaim& claim : checked.claims) reading.claims.push_back(claim.claim);
  for (const Reading& part : {reading, Reading{}}) {
    ReadTail tail{.left_out = read_json_left_out(checked.document, part, 0),
                  .problems = checked.document.problems,
                  .stats = part.stats,
                  .has_claims = !part.claims.empty()};
    tail.problems.insert(tail.problems.end(), part.problems.begin(), part.problems.end());
    const std::uint64_t characters = count_code_points(checked.document.text);
    const std::string whole = read_json_head(checked.document, characters, 0) +
                              read_json_claims(checked.document, part, 0, 0, true) + read_json_tail(tail, 0) + "\n";
    EXPECT_EQ(whole, read_json(checked.document, part));
    const std::string listed = "{\n \"documents\": [\n  " + read_json_head(checked.document, characters, 2) +
                               read_json_claims(checked.document, part, 0, 2, true) + read_json_tail(tail, 2) +
                               "\n ]\n}\n";
    EXPECT_EQ(listed, dump_indented(Json::parse(listed)));
  }
}

TEST(ReadJson, AWindowsOffsetsAreThoseOfTheWholeText) {
  const CheckReport report = fixture_report();
  const Document& document = report.documents[0].document;
  Reading reading;
  reading.claims = {report.documents[0].claims[0].claim};
  const Json here = Json::parse(read_jsonl_claims(document, reading, 0));
  const Json there = Json::parse(read_jsonl_claims(document, reading, 1000));
  EXPECT_EQ(there["start"], here["start"].get<int>() + 1000);
  EXPECT_EQ(there["sentence"]["end"], here["sentence"]["end"].get<int>() + 1000);
}

TEST(ReadJsonl, OneLineAClaimAndOneAtTheEnd) {
  const CheckReport report = fixture_report();
  Reading reading = report.documents[0].reading;
  for (const CheckedClaim& checked : report.documents[0].claims) reading.claims.push_back(checked.claim);
  std::istringstream lines(read_jsonl(report.documents[0].document, reading));
  std::vector<Json> read;
  for (std::string line; std::getline(lines, line);) read.push_back(Json::parse(line));
  ASSERT_EQ(read.size(), 5U);
  for (const Json& line : read) EXPECT_EQ(line.begin().key(), "document");
  EXPECT_EQ(read[1]["id"], "c2");
  EXPECT_EQ(read[4].dump(), R"({"document":"first.txt","end":true,"claims":4,"problems":1})");
}

TEST(CheckJson, SpansComeBackAsTheWordsThemselves) {
  const CheckReport report = fixture_report();
  const Json json = Json::parse(check_json(report));
  for (std::size_t i = 0; i < report.documents.size(); ++i) {
    const std::string& text = report.documents[i].document.text;
    for (const Json& claim : json["documents"][i]["claims"]) {
      EXPECT_EQ(slice(text, claim["start"], claim["end"]), claim["text"].get<std::string>());
      EXPECT_NE(slice(text, claim["sentence"]["start"], claim["sentence"]["end"]).find(claim["text"]),
                std::string::npos);
    }
    for (const Json& number : json["documents"][i]["left_out"]) {
      EXPECT_EQ(slice(text, number["start"], number["end"]), number["text"].get<std::string>());
    }
  }
}

// Amounts lose nothing: no JSON number but offsets, counts and the chance.
TEST(CheckJson, AmountsAreStrings) {
  const Json json = Json::parse(check_json(fixture_report()));
  const Json& claim = json["documents"][0]["claims"][0];
  EXPECT_EQ(claim["value"], "17500000000");
  EXPECT_EQ(claim["verdict"]["definition"]["value"], "17680000000.25");
  EXPECT_EQ(claim["verdict"]["evidence"][0]["record"]["amount"], "347800000");
  EXPECT_EQ(claim["verdict"]["chance"].dump(),
            R"({"tried":5120,"distinct":211,"expected":0.004,"probability":0.0039,"of_search":0.25})");
  EXPECT_EQ(json["documents"][1]["claims"][1]["verdict"]["rates"][0]["rate"], "1.3782");
  const Json flat = json.flatten();
  const std::set<std::string> numbers{"start",       "end",       "tried",      "distinct",  "expected",
                                      "probability", "of_search", "complexity", "characters"};
  for (const auto& [path, value] : flat.items()) {
    if (!value.is_number() || path.find("/stats/") != std::string::npos) continue;
    const std::string key = path.substr(path.rfind('/') + 1);
    EXPECT_TRUE(numbers.contains(key) || path.find("/because/") != std::string::npos ||
                path.find("/sources/") != std::string::npos || path.find("/where/") != std::string::npos ||
                key == "days_late")
        << path;
  }
}

TEST(CheckJson, ADifferentBytePrintsAsItsReplacement) {
  CheckReport report;
  report.left_out = {{"bad\xff.txt", "not text"}};
  EXPECT_EQ(Json::parse(check_json(report))["left_out"][0]["file"], "bad\uFFFD.txt");
}

TEST(CheckJsonl, EndsEachDocumentAndTheWhole) {
  std::istringstream lines(check_jsonl(fixture_report()));
  std::vector<Json> read;
  for (std::string line; std::getline(lines, line);) read.push_back(Json::parse(line));
  ASSERT_EQ(read.size(), 4U + 1 + 3 + 1 + 1);
  EXPECT_EQ(read[0]["verdict"]["is"], "supported_otherwise");
  EXPECT_EQ(read[4]["end"], true);
  EXPECT_EQ(read[9]["sources"][0]["records"], 42);
  EXPECT_FALSE(read[9].contains("document"));
}

// The object that a key names: its own section in docs/json.md. Lists of strings and pairs of offsets have none.
using Sections = std::map<std::string, std::set<std::string>>;

std::string section_of(const std::string& parent, const std::string& key) {
  if (key == "considered") return "definition";
  if (parent == "compare" && key == "differences") return "difference";
  if (key == "a" || key == "b") return parent == "compare" ? "document" : "side";
  if (key == "sentence" || key == "purpose") return "span";
  if (key == "left_out" && parent == "documents") return "numbers";
  return key;
}

void collect(const std::string& name, const Json& json, Sections& sections) {
  if (json.is_array()) {
    for (const Json& item : json) collect(name, item, sections);
  } else if (json.is_object()) {
    // `because` is keyed by the claim's own fields; its keys are documented as those.
    if (name == "because") return;
    for (const auto& [key, value] : json.items()) {
      sections[name].insert(key);
      collect(section_of(name, key), value, sections);
    }
  }
}

Sections documented() {
  std::ifstream file(std::string(KEPT_SOURCE_DIR) + "/docs/json.md");
  Sections sections;
  std::string section;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("## `")) section = line.substr(4, line.find('`', 4) - 4);
    if (line.starts_with("## ") && !line.starts_with("## `")) section.clear();
    if (line.starts_with("| `") && !section.empty()) {
      sections[section].insert(line.substr(3, line.find('`', 3) - 3));
    }
  }
  return sections;
}

ComparedDocuments compared_fixture() {
  ComparedDocuments compared;
  compared.a = fixture_document("a.txt", "5 pumps");
  compared.b = fixture_document("b.txt", "6 pumps");
  compared.comparison = {.differences = {{DifferenceType::number, Span{{0}, {1}}, Span{{0}, {1}}},
                                         {DifferenceType::missing, std::nullopt, Span{{0}, {1}}}},
                         .compared = 2};
  return compared;
}

TEST(CompareJson, WordsOfBothSidesOrNull) {
  const Json json = Json::parse(compare_json(compared_fixture()));
  EXPECT_EQ(json["differences"].dump(),
            R"([{"type":"number","a":{"text":"5","start":0,"end":1},"b":{"text":"6","start":0,"end":1}},)"
            R"({"type":"missing","a":null,"b":{"text":"6","start":0,"end":1}}])");
  EXPECT_EQ(json["compared"], 2);
}

TEST(JsonDocs, DescribeEachKeyThatIsPrintedAndNoOther) {
  CheckReport report = fixture_report();
  report.documents[0].claims[0].claim.warnings = {"its parts do not add up"};
  report.documents[0].claims[0].claim.speaker = "A. Reader";
  Sections printed;
  collect("check", Json::parse(check_json(report)), printed);
  Reading reading = report.documents[0].reading;
  const Json read = Json::parse(read_json(report.documents[0].document, reading));
  for (const auto& [key, value] : read.items()) printed["read"].insert(key);
  collect("compare", Json::parse(compare_json(compared_fixture())), printed);
  CheckedDocument page = report.documents[0];
  page.document.origins = {{.span = {}, .page = 3, .line = 7, .element = "p[2]"}};
  reading.claims = {page.claims[0].claim};
  const Json claims = Json::parse(read_json(page.document, reading))["claims"];
  collect("claims", claims, printed);
  const Sections docs = documented();
  for (const auto& [name, keys] : printed) {
    const std::set<std::string>& said = docs.contains(name) ? docs.at(name) : std::set<std::string>{};
    for (const std::string& key : keys)
      EXPECT_TRUE(said.contains(key)) << name << "." << key << " is not in docs/json.md";
    for (const std::string& key : said) EXPECT_TRUE(keys.contains(key)) << name << "." << key << " is never printed";
  }
  for (const auto& [name, keys] : docs) EXPECT_TRUE(printed.contains(name)) << name << " is never printed";
}

}  // namespace
}  // namespace kept
