#include "verdict/judge.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/text.hpp"
#include "claim/claim.hpp"
#include "definition/definition.hpp"
#include "definition/known_record.hpp"
#include "match/follow_up.hpp"
#include "source/record.hpp"
#include "verdict/verdict.hpp"

namespace kept {
namespace {

Decimal decimal(std::string_view text) { return Decimal::parse(text).value(); }
Date date(std::string_view text) { return Date::parse_iso(text).value(); }

// A ledger of Norway's aid to Ukraine, complete in totals from 2022 to the end of 2025, in euro.
struct Scene {
  Known known;
  std::vector<Claim> claims;
  std::vector<Claim> later_claims;
  std::vector<FollowUpLink> links;
  std::string_view text;
  Date said = date("2025-06-10");
  Date on = date("2026-08-04");

  Scene() {
    KnownCoverage rows{"kiel", "rows", "28", {}};
    rows.coverage.givers = {"NO", "SE"};
    rows.coverage.receivers = {"UA"};
    rows.coverage.measures = {Measure::allocation, Measure::commitment, Measure::disbursement};
    rows.coverage.period = {date("2022-01-24"), date("2025-12-31")};
    rows.coverage.complete_totals = true;
    known.coverages.push_back(rows);
  }

  Record& row(std::string_view position, Measure measure, std::string_view day, std::string_view amount,
              std::string_view type = "financial") {
    KnownRecord record;
    record.source = "kiel";
    record.dataset = "rows";
    record.release = "28";
    record.record.id = "kiel/" + std::string(position);
    record.record.kind = to_string(measure);
    record.record.position = position;
    record.record.measure = measure;
    record.record.date = date(day);
    record.record.amount = decimal(amount);
    record.record.currency = "EUR";
    record.record.giver = "NO";
    record.record.receiver = "UA";
    record.record.aid_type = type;
    record.record.activity = position;
    known.records.push_back(record);
    return known.records.back().record;
  }

  Claim& money(std::string_view amount, Stage stage, Period period = {}, Modality modality = Modality::stated) {
    Claim claim;
    claim.id = "c" + std::to_string(claims.size() + 1);
    claim.value = decimal(amount);
    claim.currency = "EUR";
    claim.stage = stage;
    claim.giver = {"NO"};
    claim.receiver = {"UA"};
    claim.period = period;
    claim.modality = modality;
    claims.push_back(claim);
    return claims.back();
  }

  std::vector<Verdict> judge_all() const {
    const std::vector<JudgedDocument> documents{{"speech", text, said, claims},
                                                {"later", "", date("2026-02-01"), later_claims}};
    return judge(documents, links, known, {.on = on, .list_all_definitions = false}).front();
  }
  Verdict verdict() const { return judge_all().front(); }
};

TEST(Judge, ARecordOfTheDaySupportsAFlow) {
  Scene scene;
  scene.row("line 2", Measure::allocation, "2025-05-20", "88000000");
  scene.money("88000000", Stage::committed, Period::of_month(2025, 5));
  const Verdict verdict = scene.verdict();
  EXPECT_EQ(verdict.is, VerdictIs::supported);
  EXPECT_EQ(verdict.evidence.at(0).record.position, "line 2");
  EXPECT_FALSE(verdict.steps.empty());
}

TEST(Judge, AnotherMeasureIsAnotherDefinition) {
  Scene scene;
  scene.row("line 2", Measure::allocation, "2025-05-20", "88000000");
  scene.money("88000000", Stage::disbursed, Period::of_month(2025, 5));
  EXPECT_EQ(scene.verdict().is, VerdictIs::supported_otherwise);
}

TEST(Judge, RightInAmountWrongInMonthDiffers) {
  Scene scene;
  scene.row("line 2", Measure::disbursement, "2025-05-02", "276000000").date_precision = DatePrecision::month;
  scene.row("line 3", Measure::allocation, "2025-07-06", "554000000");
  scene.money("550000000", Stage::disbursed, Period::of_month(2025, 5));
  const Verdict verdict = scene.verdict();
  EXPECT_EQ(verdict.is, VerdictIs::differs);
  EXPECT_EQ(verdict.amount, AxisFinding::agrees);
  EXPECT_EQ(verdict.date, AxisFinding::differs);
  const auto contrary = std::ranges::find(verdict.evidence, EvidenceRole::contrary, &Evidence::role);
  ASSERT_NE(contrary, verdict.evidence.end());
  EXPECT_EQ(contrary->record.position, "line 2");
}

TEST(Judge, TheSameSumInAnotherYearIsAnotherSum) {
  Scene scene;
  scene.row("line 2", Measure::allocation, "2023-12-06", "88000000");
  scene.money("88000000", Stage::committed, Period::of_month(2025, 5));
  EXPECT_EQ(scene.verdict().is, VerdictIs::no_data);
}

TEST(Judge, AmountAndPartiesAloneAreCloseAtMost) {
  Scene scene;
  scene.row("line 2", Measure::allocation, "2024-12-06", "88000000");
  scene.money("88000000", Stage::given);
  EXPECT_EQ(scene.verdict().is, VerdictIs::close);
  scene.claims.front().instrument = Instrument::loan;
  EXPECT_EQ(scene.verdict().is, VerdictIs::supported);
}

TEST(Judge, OtherPartiesAreNoEvidence) {
  Scene scene;
  scene.row("line 2", Measure::allocation, "2025-05-20", "88000000").giver = "SE";
  scene.money("88000000", Stage::committed, Period::of_month(2025, 5));
  EXPECT_EQ(scene.verdict().is, VerdictIs::no_data);
}

TEST(Judge, APlainTotalIsSupportedAndAWrongOneContradicted) {
  Scene scene;
  scene.row("line 2", Measure::allocation, "2023-05-20", "3000000000");
  scene.row("line 3", Measure::allocation, "2024-05-20", "4000000000", "military");
  scene.row("line 4", Measure::allocation, "2024-07-20", "500000000", "humanitarian");
  scene.money("7500000000", Stage::given, {std::nullopt, scene.said}).cumulative = true;
  EXPECT_EQ(scene.verdict().is, VerdictIs::supported);
  scene.claims.front().value = decimal("40000000000");
  EXPECT_EQ(scene.verdict().is, VerdictIs::contradicted);
  scene.known.coverages.front().coverage.complete_totals = false;
  EXPECT_EQ(scene.verdict().is, VerdictIs::no_data) << "never contradicted without complete coverage";
}

TEST(Judge, DataThatEndBeforeThePeriodContradictNothing) {
  Scene scene;
  scene.row("line 2", Measure::allocation, "2023-05-20", "3000000000");
  scene.said = date("2026-03-01");
  scene.money("40000000000", Stage::given, {std::nullopt, scene.said}).cumulative = true;
  EXPECT_EQ(scene.verdict().is, VerdictIs::no_data);
}

TEST(Judge, OnlyWhatIsFarAboveAllTotalsIsContradicted) {
  Scene scene;
  scene.row("line 2", Measure::allocation, "2023-05-20", "3000000000");
  scene.row("line 3", Measure::commitment, "2024-05-20", "8000000000");
  scene.money("12000000000", Stage::given, {std::nullopt, scene.said}).cumulative = true;
  EXPECT_EQ(scene.verdict().is, VerdictIs::no_data) << "costs at home may be counted in it";
  scene.claims.front().value = decimal("1000000000");
  EXPECT_EQ(scene.verdict().is, VerdictIs::no_data) << "a narrower definition may give less";
  scene.claims.front().value = decimal("17000000000");
  EXPECT_EQ(scene.verdict().is, VerdictIs::contradicted);
}

TEST(Judge, WhatManyRecordsWouldMeetIsCloseAtMost) {
  Scene scene;
  for (int i = 0; i < 60; ++i) {
    scene.row("line " + std::to_string(10 + i), Measure::allocation, "2025-05-20", std::to_string(60 + i) + "000000");
  }
  scene.money("88000000", Stage::given, Period::of_month(2025, 5));
  const Verdict verdict = scene.verdict();
  EXPECT_EQ(verdict.is, VerdictIs::close);
  EXPECT_NE(verdict.steps.back().find("by accident"), std::string::npos);
}

TEST(Judge, AnAmountWithoutADateIsOfTheLastYear) {
  Scene scene;
  scene.row("line 2", Measure::allocation, "2023-12-06", "88000000");
  scene.money("88000000", Stage::given);
  EXPECT_EQ(scene.verdict().is, VerdictIs::no_data);
  scene.known.records.front().record.date = date("2025-07-25");
  EXPECT_EQ(scene.verdict().is, VerdictIs::no_data) << "six weeks after the speech";
  scene.known.records.front().record.date = date("2025-06-20");
  EXPECT_EQ(scene.verdict().is, VerdictIs::close);
}

TEST(Judge, WordsBehindTheAmountNameItsKind) {
  Scene scene;
  scene.text = "100 million in humanitarian aid";
  scene.row("line 2", Measure::allocation, "2024-05-20", "100000000", "humanitarian");
  scene.row("line 3", Measure::allocation, "2024-06-20", "250000000", "military");
  Claim& claim = scene.money("100000000", Stage::given, Period::of_year(2024));
  claim.span = {ByteOffset{0}, ByteOffset{11}};
  claim.sentence = {ByteOffset{0}, ByteOffset{31}};
  const Verdict verdict = scene.verdict();
  EXPECT_EQ(verdict.is, VerdictIs::supported);
  EXPECT_EQ(verdict.line, "EUR 100 million = humanitarian allocations of 2024");
}

TEST(Judge, APartOfAPromiseSetApartMakesNothingOverdue) {
  Scene scene;
  scene.money("900000000", Stage::disbursed, {date("2025-07-01"), date("2025-09-30")}, Modality::expected);
  scene.row("line 2", Measure::allocation, "2025-08-20", "600000000");
  const Verdict verdict = scene.verdict();
  EXPECT_EQ(verdict.is, VerdictIs::no_data);
  EXPECT_NE(verdict.line.find("67 % of the promise"), std::string::npos) << verdict.line;
}

TEST(Judge, AnAnnouncementOfThisMonthHasNoDeadline) {
  Scene scene;
  scene.money("900000000", Stage::pledged, Period::of_month(2025, 6), Modality::promised);
  EXPECT_EQ(scene.verdict().is, VerdictIs::no_data);
}

TEST(Judge, APromiseIsDueThenKeptThenUnknown) {
  Scene scene;
  const Period half{date("2025-07-01"), date("2025-12-31")};
  scene.money("900000000", Stage::disbursed, half, Modality::expected).instrument = Instrument::loan;
  scene.on = date("2025-10-01");
  EXPECT_EQ(scene.verdict().is, VerdictIs::due);
  scene.on = date("2026-08-04");
  EXPECT_EQ(scene.verdict().is, VerdictIs::no_data) << "what was paid in December may be booked in January";
  scene.known.coverages.front().coverage.period.to = date("2026-01-31");
  EXPECT_EQ(scene.verdict().is, VerdictIs::overdue) << "nothing at all was allocated, and the data are complete";
  scene.row("line 8", Measure::disbursement, "2026-01-15", "300000000");
  EXPECT_EQ(scene.verdict().is, VerdictIs::no_data) << "a payment booked in January may be of December";
  scene.known.records.pop_back();
  scene.known.coverages.front().coverage.period.to = date("2025-10-31");
  EXPECT_EQ(scene.verdict().is, VerdictIs::no_data) << "the data end before the deadline";
  scene.row("line 9", Measure::allocation, "2025-09-03", "900000000");
  const Verdict verdict = scene.verdict();
  EXPECT_EQ(verdict.is, VerdictIs::kept);
  EXPECT_NE(verdict.line.find("payment itself is not in the data"), std::string::npos);
  EXPECT_NE(verdict.line.find("names no loan"), std::string::npos);
}

TEST(Judge, WithoutADeadlineTheDecisionIsWhatCanBeShown) {
  Scene scene;
  scene.money("900000000", Stage::pledged, {}, Modality::promised);
  scene.row("line 8", Measure::commitment, "2025-06-10", "900000000");
  scene.row("line 8", Measure::allocation, "2025-06-10", "900000000");
  EXPECT_EQ(scene.verdict().is, VerdictIs::supported) << "money set apart on the day is the announcement, not its end";
  scene.row("line 9", Measure::disbursement, "2025-10-10", "900000000");
  EXPECT_EQ(scene.verdict().is, VerdictIs::supported) << "any later payment of the size may be another one";
  scene.claims.front().instrument = Instrument::loan;
  EXPECT_EQ(scene.verdict().is, VerdictIs::kept);
}

TEST(Judge, OneRecordSettlesOnePromise) {
  Scene scene;
  const Period half{date("2025-07-01"), date("2025-12-31")};
  scene.money("900000000", Stage::disbursed, half, Modality::expected);
  scene.money("900000000", Stage::disbursed, half, Modality::expected).instrument = Instrument::loan;
  scene.row("line 9", Measure::disbursement, "2025-09-03", "900000000");
  const auto verdicts = scene.judge_all();
  EXPECT_EQ(verdicts[1].is, VerdictIs::kept) << "the loan agrees in one circumstance more";
  EXPECT_NE(verdicts[0].is, VerdictIs::kept);
}

TEST(Judge, APartIsNotTheWhole) {
  Scene scene;
  scene.money("900000000", Stage::committed, {date("2025-07-01"), date("2025-12-31")}, Modality::promised);
  scene.row("line 8", Measure::commitment, "2025-06-02", "900000000");
  scene.row("line 9", Measure::allocation, "2025-09-03", "300000000").activity = "line 8";
  const Verdict verdict = scene.verdict();
  EXPECT_EQ(verdict.is, VerdictIs::partly_kept);
  EXPECT_NE(verdict.line.find("33 %"), std::string::npos);
}

TEST(Judge, APastTimeOnAPromiseIsThatOfItsDecision) {
  Scene scene;
  scene.money("900000000", Stage::committed, Period::of_month(2024, 10), Modality::promised);
  scene.row("line 8", Measure::commitment, "2024-10-25", "900000000");
  EXPECT_EQ(scene.verdict().is, VerdictIs::supported);
}

TEST(Judge, ACumulativeCommitmentIsATotal) {
  Scene scene;
  scene.money("3000000000", Stage::committed, {std::nullopt, scene.said}, Modality::promised).cumulative = true;
  scene.row("line 2", Measure::commitment, "2023-05-20", "2000000000");
  scene.row("line 3", Measure::commitment, "2024-05-20", "1000000000");
  EXPECT_EQ(scene.verdict().is, VerdictIs::supported);
}

TEST(Judge, NothingIsDrawnFromMoneySetApart) {
  Scene scene;
  scene.money("900000000", Stage::pledged, {}, Modality::promised);
  scene.row("line 8", Measure::commitment, "2025-06-02", "900000000");
  scene.row("line 8", Measure::allocation, "2025-06-02", "900000000");
  scene.row("line 9", Measure::allocation, "2025-09-03", "300000000").activity = "line 8";
  EXPECT_EQ(scene.verdict().is, VerdictIs::supported);
}

TEST(Judge, ALatePaymentIsKeptLate) {
  Scene scene;
  scene.money("900000000", Stage::disbursed, {date("2025-07-01"), date("2025-09-30")}, Modality::expected).instrument =
      Instrument::loan;
  scene.row("line 9", Measure::disbursement, "2025-10-10", "900000000");
  const Verdict verdict = scene.verdict();
  EXPECT_EQ(verdict.is, VerdictIs::kept);
  EXPECT_EQ(verdict.days_late, 10);
}

TEST(Judge, ALaterDocumentKeepsAPromisedEvent) {
  Scene scene;
  Claim promise;
  promise.id = "c1";
  promise.kind = ClaimKind::event;
  promise.modality = Modality::promised;
  promise.period = {date("2025-09-01"), date("2025-11-30")};
  scene.claims.push_back(promise);
  EXPECT_EQ(scene.verdict().is, VerdictIs::no_data) << "a passed date without data is not overdue";
  Claim report = promise;
  report.modality = Modality::stated;
  scene.later_claims.push_back(report);
  scene.links.push_back({0, 0, 1, 0, FollowUpRelation::kept, 1});
  EXPECT_EQ(scene.verdict().is, VerdictIs::kept);
}

TEST(Judge, ARequestIsAWish) {
  Scene scene;
  scene.money("900000000", Stage::requested, {}, Modality::proposed);
  EXPECT_EQ(scene.verdict().is, VerdictIs::not_checkable);
}

TEST(JudgeProperty, UnrelatedDataChangeNoVerdict) {
  Scene scene;
  scene.row("line 2", Measure::allocation, "2025-05-20", "88000000");
  scene.money("88000000", Stage::committed, Period::of_month(2025, 5));
  scene.money("3000000000", Stage::given, {std::nullopt, scene.said}).cumulative = true;
  scene.money("900000000", Stage::disbursed, {date("2025-07-01"), date("2025-12-31")}, Modality::expected);
  const auto before = scene.judge_all();
  for (int i = 0; i < 50; ++i) {
    scene.row("other " + std::to_string(i), Measure::allocation, "2025-05-20", std::to_string(80 + i) + "000000")
        .giver = "SE";
  }
  std::ranges::reverse(scene.known.records);
  const auto after = scene.judge_all();
  for (std::size_t i = 0; i < before.size(); ++i) {
    EXPECT_EQ(before[i].is, after[i].is);
    EXPECT_EQ(before[i].line, after[i].line);
  }
}

}  // namespace
}  // namespace kept
