#include <gtest/gtest.h>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "claim/claim.hpp"
#include "document/document.hpp"
#include "report/check_fixture.hpp"
#include "report/check_report.hpp"
#include "source/record.hpp"
#include "verdict/verdict.hpp"

namespace kept {
namespace {

Decimal amount(std::string_view text) { return *Decimal::parse(text); }
Date day(std::string_view text) { return *Date::parse_iso(text); }

constexpr std::string_view first_text =
    "Statement on support — Оттава, 14 January 2025\n"
    "Since 2022, Canada has committed over 17.5 billion Canadian dollars to Ukraine 🇺🇦.\n"
    "In the first half of this year we will lend 5 billion Canadian dollars, and in June Canada will host the G7 "
    "Leaders' Summit in Kananaskis.\n"
    "Some 300,000 Ukrainians found safety here.\n";

constexpr std::string_view second_text =
    "Statement on support\n"
    "Canada gave 680 million Canadian dollars (about 500 million US dollars) for air defence.\n"
    "Last June Canada hosted the G7 Leaders' Summit in Kananaskis.\n";

Evidence row(std::string_view position, std::string_view date, std::string_view euro, EvidenceRole role) {
  Evidence evidence;
  evidence.source = "kiel";
  evidence.release = "28";
  evidence.role = role;
  Record& record = evidence.record;
  record.id = "kiel/rows/" + std::string(position);
  record.kind = "allocation";
  record.measure = Measure::allocation;
  record.measure_published = "Allocation";
  record.date = day(date);
  record.amount = amount(euro);
  record.currency = "EUR";
  record.giver = "CA";
  record.receiver = "UA";
  record.giver_name = "Canada";
  record.receiver_name = "Ukraine";
  record.aid_type = "financial";
  record.file = "data/rows.csv";
  record.position = position;
  return evidence;
}

CheckedClaim total(const Document& document) {
  CheckedClaim checked;
  Claim& claim = checked.claim = fixture_claim(document, "c1", ClaimKind::money, "17.5 billion Canadian dollars");
  claim.value = amount("17500000000");
  claim.currency = "CAD";
  claim.quantifier = Quantifier::more_than;
  claim.stage = Stage::committed;
  claim.giver = {"CA"};
  claim.receiver = {"UA"};
  claim.period = {std::nullopt, day("2025-01-14")};
  claim.date_precision = DatePrecision::day;
  claim.cumulative = true;
  claim.change = Change::cumulative;
  const auto hedge = static_cast<std::uint32_t>(document.text.find("over"));
  claim.because = {{"quantifier", {{hedge}, {hedge + 4}}}, {"quantifier", {{hedge}, {hedge + 1}}}};
  Verdict& verdict = checked.verdict;
  verdict.is = VerdictIs::supported_otherwise;
  verdict.line = "commitments to 14 January 2025 give CAD 17.68 billion; allocations give 12.08 billion";
  verdict.amount = AxisFinding::agrees;
  verdict.date = AxisFinding::agrees;
  Definition definition;
  definition.words = "commitments without line 4, in CAD at month means";
  definition.measures = {Measure::commitment};
  definition.aid_type = "financial";
  definition.period = {day("2022-01-24"), day("2025-01-14")};
  definition.dataset = "kiel rows, release 28";
  definition.policy = RatePolicy::month_mean;
  definition.left_out = {"kiel/rows/line 4"};
  definition.value = amount("17680000000.25");
  definition.value_shown = "CAD 17.68 billion";
  definition.amount = AxisFinding::agrees;
  definition.complexity = 1;
  verdict.definition = definition;
  definition.words = "allocations, in CAD at month means";
  definition.measures = {Measure::allocation};
  definition.plain = true;
  definition.value = amount("12080000000");
  definition.value_shown = "CAD 12.08 billion";
  definition.amount = AxisFinding::differs;
  verdict.considered = {definition};
  verdict.steps = {"3 rows of kiel rows (release 28) are commitments of Canada to Ukraine.",
                   "Their sum is EUR 12.42 billion, CAD 17.68 billion at the ECB's means of their months."};
  verdict.chance = Chance{5120, 211, 0.0040000001, 0.0039, 0.25};
  verdict.rule = "another definition agrees";
  verdict.as_known_then = VerdictIs::no_data;
  verdict.evidence = {row("line 2", "2022-02-14", "347800000", EvidenceRole::counts),
                      row("line 4", "2024-10-25", "3359000000", EvidenceRole::excluded)};
  verdict.evidence.back().note = "left out by the definition";
  verdict.evidence.front().shown_as = "CAD 500 million (mean of 2022-02)";
  return checked;
}

CheckedClaim loan(const Document& document) {
  CheckedClaim checked;
  Claim& claim = checked.claim = fixture_claim(document, "c2", ClaimKind::money, "5 billion Canadian dollars", 1);
  claim.value = amount("5000000000");
  claim.currency = "CAD";
  claim.stage = Stage::pledged;
  claim.modality = Modality::promised;
  claim.instrument = Instrument::loan;
  claim.giver = {"CA"};
  claim.period = {day("2025-01-01"), day("2025-06-30")};
  claim.decided = {day("2024-10-25"), day("2024-10-25")};
  claim.fiscal_year = "CA 2025";
  claim.channel = {"WB"};
  const auto purpose = static_cast<std::uint32_t>(document.text.find("and in June"));
  claim.purpose = Span{{purpose}, {purpose + 3}};
  Verdict& verdict = checked.verdict;
  verdict.is = VerdictIs::partly_kept;
  verdict.line = "CAD 4.8 billion of 5 billion allocated by 18 June 2025; payment itself is not in the data";
  verdict.amount = AxisFinding::close;
  verdict.date = AxisFinding::agrees;
  verdict.days_late = 12;
  verdict.evidence = {row("line 5", "2025-02-28", "1666000000", EvidenceRole::counts),
                      row("line 6", "2025-06-18", "1461000000", EvidenceRole::counts)};
  verdict.evidence.front().circular = true;
  verdict.evidence.front().record.link = "https://example.org/a?b=1&c=2";
  verdict.evidence.front().record.text = "First tranche <of> the loan";
  verdict.circular = true;
  verdict.rule = "a part is not the whole";
  return checked;
}

CheckedClaim plain(const Document& document, std::string_view id, ClaimKind kind, std::string_view words, VerdictIs is,
                   std::string_view line) {
  CheckedClaim checked;
  checked.claim = fixture_claim(document, id, kind, words);
  checked.verdict.is = is;
  checked.verdict.line = line;
  return checked;
}

CheckedClaim dollars(const Document& document) {
  CheckedClaim checked = plain(document, "c2", ClaimKind::money, "500 million US dollars", VerdictIs::supported,
                               "agrees at the mean of August 2025 (493 million)");
  Claim& claim = checked.claim;
  claim.value = amount("500000000");
  claim.currency = "USD";
  claim.quantifier = Quantifier::about;
  claim.stage = Stage::given;
  claim.equivalent_of = "c1";
  claim.part_of = "c1";
  claim.implied_rate = amount("1.36");
  RateUse rate;
  rate.conversion = {amount("493400000"),
                     amount("1.3782"),
                     "USD",
                     "CAD",
                     RatePolicy::month_mean,
                     "ECB",
                     "2025-08-01..2025-08-31 n=21",
                     "sourced",
                     "the ECB's page",
                     "a day is missing"};
  rate.agrees = AxisFinding::agrees;
  rate.note = "the only policy that agrees";
  rate.circular = true;
  checked.verdict.rates = {rate};
  return checked;
}

Reading reading_of(std::uint64_t seen, std::uint64_t read) {
  Reading reading;
  reading.stats = {seen, read, seen - read, 4};
  return reading;
}

}  // namespace

Document fixture_document(std::string_view name, std::string_view text) {
  Document document;
  document.name = name;
  document.text = text;
  std::uint32_t at = 0;
  for (const std::string_view line : split(text, '\n')) {
    const Span span{{at}, {at + static_cast<std::uint32_t>(line.size())}};
    if (!line.empty()) {
      document.sentences.push_back({span, static_cast<std::uint32_t>(document.paragraphs.size())});
      document.paragraphs.push_back(span);
    }
    at = span.end.value + 1;
  }
  return document;
}

Claim fixture_claim(const Document& document, std::string_view id, ClaimKind kind, std::string_view words,
                    std::size_t nth) {
  std::size_t at = document.text.find(words);
  for (; nth > 0 && at != std::string::npos; --nth) at = document.text.find(words, at + 1);
  EXPECT_NE(at, std::string::npos) << words;
  Claim claim;
  claim.id = id;
  claim.kind = kind;
  const auto begin = static_cast<std::uint32_t>(at);
  claim.span = {{begin}, {begin + static_cast<std::uint32_t>(words.size())}};
  for (const Sentence& sentence : document.sentences) {
    if (sentence.span.contains(claim.span)) claim.sentence = sentence.span;
  }
  return claim;
}

CheckReport fixture_report() {
  CheckReport report;
  report.on = day("2026-08-04");
  report.as_of = day("2026-08-01");

  CheckedDocument first;
  first.document = fixture_document("first.txt", first_text);
  first.document.title = "Statement on support — Оттава";
  first.document.date = day("2025-01-14");
  first.document.speaker = "Jane Example";
  first.document.speaker_role = "Ambassador of Canada to Ukraine";
  first.document.speaker_country = "CA";
  first.reading = reading_of(7, 3);
  const auto year = static_cast<std::uint32_t>(first.document.text.find("2022"));
  first.reading.left_out = {{{{year}, {year + 4}}, "part of a date"}};
  first.reading.problems = {{ProblemCode::value_unreadable,
                             "a number could not be read",
                             {"first.txt", 3, 7, 200, "sentence 3"},
                             "left out",
                             "write it in digits"}};
  first.nothing_known_then = true;
  CheckedClaim summit = plain(first.document, "c3", ClaimKind::event, "G7 Leaders' Summit in Kananaskis",
                              VerdictIs::kept, "held: “Last June Canada hosted” (second.txt)");
  summit.claim.modality = Modality::promised;
  summit.claim.parties = {"CA", "G7"};
  summit.followed_by = {{"second.txt", "c3", "kept", "Canada hosted the G7 Leaders' Summit"}};
  CheckedClaim people = plain(first.document, "c4", ClaimKind::count, "300,000 Ukrainians", VerdictIs::no_data,
                              "nothing loaded counts people; immigration statistics would");
  people.claim.low = amount("250000");
  people.claim.high = amount("300000");
  people.claim.unit = "person";
  first.claims = {total(first.document), loan(first.document), summit, people};
  report.documents.push_back(std::move(first));

  CheckedDocument second;
  second.document = fixture_document("second.txt", second_text);
  second.document.date = day("2026-01-20");
  second.reading = reading_of(3, 2);
  CheckedClaim gift = plain(second.document, "c1", ClaimKind::money, "680 million Canadian dollars",
                            VerdictIs::supported, "line 9, 24 August 2025: CAD 680 million");
  gift.claim.value = amount("680000000");
  gift.claim.currency = "CAD";
  second.claims = {gift, dollars(second.document),
                   plain(second.document, "c3", ClaimKind::event, "G7 Leaders' Summit in Kananaskis",
                         VerdictIs::not_checkable, "no published data could show it")};
  report.documents.push_back(std::move(second));

  UsedSource rows;
  rows.source = "kiel";
  rows.dataset = "rows";
  rows.release = "28";
  rows.released = day("2026-04-22");
  rows.file = "data/rows.csv";
  rows.records = 42;
  rows.considered = 12;
  rows.problems = 1;
  rows.coverage = {{"CA"}, {"UA"}, {Measure::allocation},           {day("2022-01-24"), day("2026-02-28")},
                   true,   false,  "totals by measure are complete"};
  report.sources = {rows};
  report.left_out = {{"data/README.md", "prose, no table"}};
  report.problems = {{ProblemCode::csv_row,
                      "row has 9 fields, the header 10",
                      {"data/rows.csv", 17, {}, {}, {}},
                      "the row is left out",
                      "add the missing field"}};
  return report;
}

}  // namespace kept
