#include "match/follow_up.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "claim/claim.hpp"

namespace kept {
namespace {

Date date(std::string_view text) { return Date::parse_iso(text).value(); }

Claim event(Modality modality, Period period = {}) {
  Claim claim;
  claim.kind = ClaimKind::event;
  claim.modality = modality;
  claim.period = period;
  return claim;
}

SaidClaims said(std::string_view day, Claim claim, std::vector<std::string> words) {
  return {date(day), {std::move(claim)}, {std::move(words)}};
}

TEST(FollowUp, NamesAgreeByMostWordsOfTheShorterOne) {
  EXPECT_GT(naming_similarity({"ukraine", "mine", "action", "conference", "umac", "2025"},
                              {"international", "ukraine", "mine", "action", "conference", "tokyo"}),
            0.6);
  EXPECT_EQ(naming_similarity({"energy", "forum"}, {"forum"}), 0);
  EXPECT_EQ(naming_similarity({"recovery", "conference", "2025"}, {"recovery", "conference", "2026"}), 0);
  EXPECT_EQ(naming_similarity({}, {"a", "b"}), 0);
}

TEST(FollowUp, AReportedEventKeepsItsPromise) {
  const std::vector<SaidClaims> documents{
      said("2025-03-05", event(Modality::promised, {date("2025-09-01"), date("2025-11-30")}),
           {"mine", "action", "conference"}),
      said("2026-02-10", event(Modality::stated), {"mine", "action", "conference", "tokyo"})};
  const auto links = follow_promises(documents, date("2026-08-04"));
  ASSERT_EQ(links.size(), 1U);
  EXPECT_EQ(links[0].relation, FollowUpRelation::kept);
  EXPECT_TRUE(follow_promises(documents, date("2026-02-09")).empty()) << "not said yet on the day of asking";
}

TEST(FollowUp, TheNextEditionIsAnotherEvent) {
  const std::vector<SaidClaims> documents{
      said("2025-03-05", event(Modality::promised, Period::of_month(2025, 6)), {"security", "forum"}),
      said("2027-02-10", event(Modality::stated, Period::of_month(2026, 6)), {"security", "forum"})};
  EXPECT_TRUE(follow_promises(documents, date("2027-08-04")).empty());
}

TEST(FollowUp, SaidAgainIsNotDone) {
  const std::vector<SaidClaims> documents{
      said("2025-03-05", event(Modality::promised, Period::of_month(2025, 6)), {"security", "forum"}),
      said("2025-04-10", event(Modality::expected, Period::of_month(2025, 8)), {"security", "forum"}),
      said("2025-09-10", event(Modality::denied), {"security", "forum"})};
  const auto links = follow_promises(documents, date("2027-08-04"));
  ASSERT_EQ(links.size(), 3U);
  EXPECT_EQ(links[0].relation, FollowUpRelation::changed);
  EXPECT_EQ(links[1].relation, FollowUpRelation::broken);
  EXPECT_EQ(links[2].relation, FollowUpRelation::broken);
}

TEST(FollowUp, OneReportSettlesOnePromise) {
  SaidClaims first = said("2025-03-05", event(Modality::promised), {"recovery", "conference", "rome"});
  first.claims.push_back(event(Modality::promised));
  first.naming_words.push_back({"recovery", "conference", "berlin"});
  const std::vector<SaidClaims> documents{
      first, said("2026-02-10", event(Modality::stated), {"recovery", "conference", "rome"})};
  const auto links = follow_promises(documents, date("2027-08-04"));
  ASSERT_EQ(links.size(), 1U);
  EXPECT_EQ(links[0].promise_claim, 0U);
}

TEST(FollowUp, MoneyNeedsTheSameAmountAndParties) {
  Claim promise;
  promise.kind = ClaimKind::money;
  promise.modality = Modality::promised;
  promise.value = Decimal::from_integer(100);
  promise.currency = "EUR";
  promise.giver = {"NO"};
  promise.receiver = {"UA"};
  Claim paid = promise;
  paid.modality = Modality::stated;
  paid.stage = Stage::disbursed;
  const auto links = [&] {
    return follow_promises(std::vector{said("2025-03-05", promise, {}), said("2026-02-10", paid, {})},
                           date("2026-08-04"));
  };
  ASSERT_EQ(links().size(), 1U);
  EXPECT_EQ(links()[0].relation, FollowUpRelation::kept);
  paid.stage = Stage::committed;
  EXPECT_EQ(links()[0].relation, FollowUpRelation::restated);
  paid.giver = {"SE"};
  EXPECT_TRUE(links().empty());
}

}  // namespace
}  // namespace kept
