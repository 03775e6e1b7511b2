// What people decide, obeyed when documents are checked; and what changed between two ledgers.
#include "pipeline/review.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "document/document.hpp"
#include "document/read_document.hpp"
#include "lang/packs.hpp"
#include "pipeline/check.hpp"
#include "pipeline/diff.hpp"
#include "report/check_report.hpp"
#include "report/decisions.hpp"
#include "report/diff.hpp"
#include "report/grid.hpp"
#include "source/decision.hpp"
#include "source/record.hpp"
#include "verdict/verdict.hpp"

namespace kept {
namespace {

Date date(std::string_view text) { return Date::parse_iso(text).value(); }

const Packs& packs() {
  static const Packs all = load_packs().value();
  return all;
}

constexpr std::string_view speech =
    "Norway paid EUR 40 million to Ukraine in May 2024. Norway will host the Nordic Energy Recovery Conference in Oslo "
    "this autumn.\n";
constexpr std::string_view report =
    "Last autumn the Nordic Energy Recovery Conference was held in Oslo. The Fjord Security Forum was held in Bergen "
    "in "
    "October 2024.\n";

Document document(std::string name, std::string_view text, std::string_view day) {
  DocumentHints hints;
  hints.date = date(day);
  hints.speaker_country = "NO";
  return read_document(std::move(name), text, hints, packs()).value();
}

std::vector<Document> documents() {
  std::vector<Document> both;
  both.push_back(document("speech", speech, "2024-06-30"));
  both.push_back(document("report", report, "2025-06-30"));
  return both;
}

Ledger ledger_of(std::initializer_list<std::pair<const char*, const char*>> flows) {
  LoadedFile file;
  file.source = "tracker";
  file.dataset = file.file = file.sha256 = "rows";
  file.coverage.givers = {"NO"};
  file.coverage.receivers = {"UA"};
  file.coverage.measures = {Measure::disbursement};
  file.coverage.period = {date("2022-01-01"), date("2025-12-31")};
  for (const auto& [day, amount] : flows) {
    Record row;
    row.position = "line " + std::to_string(file.records.size() + 2);
    row.id = "tracker/rows/" + row.position;
    row.kind = "payment";
    row.measure = Measure::disbursement;
    row.date = date(day);
    row.amount = Decimal::parse(amount).value();
    row.currency = "EUR";
    row.giver = "NO";
    row.receiver = "UA";
    file.records.push_back(std::move(row));
  }
  Ledger ledger = Ledger::open(":memory:", LedgerMode::read_write).value();
  EXPECT_TRUE(ledger.load(file, date("2026-01-01")).ok());
  return ledger;
}

CheckReport check(const Ledger& ledger) {
  return check_documents(ledger, documents(), packs(),
                         {.on = date("2026-02-01"), .as_of = std::nullopt, .list_all_definitions = false})
      .value();
}

const CheckedClaim& claim_of(const CheckReport& checked, std::size_t d, std::string_view words) {
  for (const CheckedClaim& claim : checked.documents.at(d).claims) {
    if (claim.claim.span.of(checked.documents[d].document.text).find(words) != std::string_view::npos) return claim;
  }
  ADD_FAILURE() << "no claim on " << words;
  return checked.documents.at(d).claims.front();
}

void decide(Ledger& ledger, const ReviewedThing& first, const std::optional<ReviewedThing>& second, bool confirmed,
            std::string relation = "") {
  const auto decision = make_decision(first, second,
                                      {.confirmed = confirmed,
                                       .relation = std::move(relation),
                                       .by = "A. Person",
                                       .reason = "read both",
                                       .decided = date("2026-01-31")});
  ASSERT_TRUE(decision.ok()) << to_string(decision.problem());
  ASSERT_TRUE(ledger.decide({*decision}).ok());
}

ReviewedThing claim(const CheckReport& checked, std::size_t d, std::string_view words) {
  return reviewed_claim(documents()[d], claim_of(checked, d, words).claim.id, packs()).value();
}

TEST(Review, ARejectedReadingIsNoClaimAndItsNumberIsCounted) {
  Ledger ledger = ledger_of({{"2024-05-14", "40000000"}});
  const CheckReport before = check(ledger);
  decide(ledger, claim(before, 0, "EUR 40 million"), std::nullopt, false);
  const CheckReport after = check(ledger);
  EXPECT_EQ(after.documents[0].claims.size() + 1, before.documents[0].claims.size());
  const ReadingStats& stats = after.documents[0].reading.stats;
  EXPECT_EQ(stats.numbers_read + 1, before.documents[0].reading.stats.numbers_read);
  EXPECT_EQ(stats.numbers_seen, stats.numbers_read + stats.numbers_left_out);
  EXPECT_EQ(after.documents[0].reading.left_out.back().reason,
            "its reading was rejected by A. Person on 2026-01-31: read both");
}

TEST(Review, ARejectedRecordIsNoEvidenceOfTheClaim) {
  Ledger ledger = ledger_of({{"2024-05-14", "40000000"}});
  const CheckReport before = check(ledger);
  EXPECT_EQ(claim_of(before, 0, "EUR 40 million").verdict.is, VerdictIs::supported);
  const ReviewedThing record = reviewed_record(ledger, "tracker/rows/line 2").value();
  decide(ledger, record, claim(before, 0, "EUR 40 million"), false);
  const CheckReport after = check(ledger);
  EXPECT_EQ(claim_of(after, 0, "EUR 40 million").verdict.is, VerdictIs::no_data);
}

TEST(Review, AConfirmedRecordDecidesWhateverItSays) {
  Ledger ledger = ledger_of({{"2024-05-14", "40000000"}, {"2024-05-20", "25000000"}});
  const CheckReport before = check(ledger);
  const ReviewedThing record = reviewed_record(ledger, "tracker/rows/line 3").value();
  decide(ledger, claim(before, 0, "EUR 40 million"), record, true);
  const CheckReport after = check(ledger);
  const Verdict& verdict = claim_of(after, 0, "EUR 40 million").verdict;
  EXPECT_EQ(verdict.is, VerdictIs::differs);
  EXPECT_EQ(verdict.evidence.front().record.position, "line 3");
}

TEST(Review, FollowUpsAreTakenAndGiven) {
  Ledger ledger = ledger_of({});
  const CheckReport before = check(ledger);
  EXPECT_EQ(claim_of(before, 0, "Nordic Energy Recovery Conference").verdict.is, VerdictIs::kept);
  decide(ledger, claim(before, 0, "Nordic Energy Recovery Conference"),
         claim(before, 1, "Nordic Energy Recovery Conference"), false);
  EXPECT_NE(claim_of(check(ledger), 0, "Nordic Energy Recovery Conference").verdict.is, VerdictIs::kept);
  decide(ledger, claim(before, 0, "Nordic Energy Recovery Conference"), claim(before, 1, "Fjord Security Forum"), true,
         "changed");
  const CheckReport after = check(ledger);
  ASSERT_EQ(claim_of(after, 0, "Nordic Energy Recovery Conference").followed_by.size(), 1U);
  EXPECT_EQ(claim_of(after, 0, "Nordic Energy Recovery Conference").followed_by.front().relation, "changed");
}

TEST(Review, DecisionsTravelAsAFile) {
  Ledger ledger = ledger_of({{"2024-05-14", "40000000"}});
  const CheckReport before = check(ledger);
  decide(ledger, claim(before, 0, "EUR 40 million"), reviewed_record(ledger, "tracker/rows/line 2").value(), true);
  decide(ledger, claim(before, 0, "Nordic Energy Recovery Conference"),
         claim(before, 1, "Nordic Energy Recovery Conference"), true, "kept");
  const auto decisions = ledger.decisions(true).value();
  const std::string file = grid_csv(decisions_grid(decisions));
  const auto read = read_decisions("decisions.csv", file);
  ASSERT_TRUE(read.ok()) << to_string(read.problem());
  EXPECT_EQ(*read, decisions);
  Ledger other = ledger_of({});
  EXPECT_EQ(other.decide(*read).value(), 2U);
  EXPECT_EQ(other.decide(*read).value(), 0U);
}

TEST(Review, AWrongFileIsRefusedWithItsLine) {
  const std::string header = "kind,decision,first,second,relation,first_words,second_words,by,reason,decided\n";
  const auto fault = [&](const std::string& row) {
    const auto read = read_decisions("decisions.csv", header + "flow,confirmed,a,b,,,,X,y,2026-01-01\n" + row + "\n");
    EXPECT_FALSE(read.ok()) << row;
    EXPECT_EQ(read.ok() ? std::nullopt : read.problem().where.line, 3U) << row;
  };
  fault("flux,confirmed,a,b,,,,X,y,2026-01-01");
  fault("flow,perhaps,a,b,,,,X,y,2026-01-01");
  fault("flow,confirmed,a,b,,,,,y,2026-01-01");
  fault("flow,confirmed,a,b,,,,X,,2026-01-01");
  fault("flow,confirmed,a,b,,,,X,y,soon");
  fault("flow,confirmed,b,a,,,,X,y,2026-01-01");
  fault("reading,confirmed,a,,,,,X,y,2026-01-01");
  EXPECT_FALSE(read_decisions("decisions.csv", "kind,decision\n").ok());
  EXPECT_FALSE(read_decisions("decisions.csv", "").ok());
}

TEST(Diff, ExplainsAVerdictByTheRowsThatChangedIt) {
  const Ledger before = ledger_of({{"2024-05-14", "31000000"}, {"2023-02-01", "7000000"}});
  const Ledger after = ledger_of({{"2024-05-14", "40000000"}, {"2023-02-01", "7000000"}, {"2025-01-01", "90000000"}});
  const auto diff = diff_verdicts({before, std::nullopt, "old"}, {after, std::nullopt, "new"}, documents(), packs(),
                                  date("2026-02-01"));
  ASSERT_TRUE(diff.ok()) << to_string(diff.problem());
  ASSERT_EQ(diff->changes.size(), 1U);
  const VerdictChange& change = diff->changes.front();
  EXPECT_EQ(change.before.is, VerdictIs::no_data);
  EXPECT_EQ(change.after.is, VerdictIs::supported);
  ASSERT_EQ(change.rows.size(), 2U);
  EXPECT_EQ(change.rows[0].is, RowChangeIs::amended);
  EXPECT_TRUE(change.rows[0].evidence);
  EXPECT_EQ(change.rows[0].before.amount, Decimal::from_integer(31'000'000));
  EXPECT_EQ(change.rows[1].is, RowChangeIs::added);
  EXPECT_FALSE(change.rows[1].evidence);
  EXPECT_EQ(diff->unchanged, 3U);
}

TEST(Diff, OfTheSameIsNothing) {
  const Ledger ledger = ledger_of({{"2024-05-14", "40000000"}});
  const auto diff = diff_verdicts({ledger, std::nullopt, "old"}, {ledger, std::nullopt, "new"}, documents(), packs(),
                                  date("2026-02-01"));
  ASSERT_TRUE(diff.ok());
  EXPECT_TRUE(diff->changes.empty());
  EXPECT_EQ(diff->unchanged, 4U);
}

TEST(Diff, SaysWhatTheDataCoverWhereNoRowChanged) {
  Ledger before = Ledger::open(":memory:", LedgerMode::read_write).value();
  const Ledger after = ledger_of({});
  const auto diff = diff_verdicts({before, std::nullopt, "old"}, {after, std::nullopt, "new"}, documents(), packs(),
                                  date("2026-02-01"));
  ASSERT_TRUE(diff.ok());
  EXPECT_TRUE(diff->changes.empty()) << "no data before, no data after";
}

}  // namespace
}  // namespace kept
