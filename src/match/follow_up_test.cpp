#include "match/follow_up.hpp"

#include <gtest/gtest.h>

#include <optional>
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

SaidClaims said(std::string_view day, Claim claim, const std::vector<std::string>& words) {
  return {date(day), {std::move(claim)}, {words}, {words}};
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
  first.telling_words.push_back({"recovery", "berlin"});
  const std::vector<SaidClaims> documents{
      first, said("2026-02-10", event(Modality::stated), {"recovery", "conference", "rome"})};
  const auto links = follow_promises(documents, date("2027-08-04"));
  ASSERT_EQ(links.size(), 1U);
  EXPECT_EQ(links[0].promise_claim, 0U);
}

// Money of Norway for Ukraine, in millions of euro.
Claim money(int millions, Modality modality, Stage stage) {
  Claim claim;
  claim.kind = ClaimKind::money;
  claim.modality = modality;
  claim.stage = stage;
  claim.value = Decimal::from_integer(millions);
  claim.currency = "EUR";
  claim.giver = {"NO"};
  claim.receiver = {"UA"};
  return claim;
}

// The relation between a promise of March 2025 and a claim of `day`; "" where they are not linked.
std::string relation(const Claim& promise, const Claim& later, std::string_view day = "2026-02-10",
                     std::vector<std::string> words = {}, std::vector<std::string> later_words = {}) {
  const std::vector<SaidClaims> documents{said("2025-03-05", promise, words), said(day, later, later_words)};
  const auto links = follow_promises(documents, date("2026-08-04"));
  return links.empty() ? "" : std::string(to_string(links.front().relation));
}

TEST(FollowUp, MoneyIsFollowedByTheSameSumOfTheSameParties) {
  const Claim promise = money(100, Modality::promised, Stage::pledged);
  EXPECT_EQ(relation(promise, money(100, Modality::stated, Stage::disbursed)), "kept");
  EXPECT_EQ(relation(promise, money(100, Modality::stated, Stage::given)), "kept");
  EXPECT_EQ(relation(promise, money(100, Modality::stated, Stage::given), "2025-03-12"), "restated")
      << "a week later it is the news told again";
  EXPECT_EQ(relation(promise, money(100, Modality::stated, Stage::committed)), "restated");
  EXPECT_EQ(relation(promise, money(100, Modality::denied, Stage::disbursed)), "broken");
  EXPECT_EQ(relation(promise, money(100, Modality::proposed, Stage::requested)), "");
  Claim other = money(100, Modality::stated, Stage::disbursed);
  other.giver = {"SE"};
  EXPECT_EQ(relation(promise, other), "");
  other = money(100, Modality::stated, Stage::disbursed);
  other.receiver.clear();
  EXPECT_EQ(relation(promise, other), "") << "an amount alone is no match";
}

TEST(FollowUp, ALoanIsNoGrantButSupportsABudget) {
  Claim promise = money(100, Modality::promised, Stage::pledged);
  promise.instrument = Instrument::loan;
  Claim later = money(100, Modality::stated, Stage::disbursed);
  later.instrument = Instrument::grant;
  EXPECT_EQ(relation(promise, later), "");
  later.instrument = Instrument::budget_support;
  EXPECT_EQ(relation(promise, later), "kept");
  promise.instrument = Instrument::guarantee;
  EXPECT_EQ(relation(promise, later), "");
}

TEST(FollowUp, TheSameSumOfAnotherYearIsAnotherSum) {
  Claim promise = money(100, Modality::promised, Stage::pledged);
  promise.period = Period::of_year(2024);
  Claim later = money(100, Modality::stated, Stage::disbursed);
  later.period = Period::of_month(2025, 12);
  EXPECT_EQ(relation(promise, later), "");
}

TEST(FollowUp, TheDayOfAnAnnouncementIsNoDeadline) {
  Claim promise = money(100, Modality::promised, Stage::pledged);
  promise.period = {date("2025-03-05"), date("2025-03-05")};
  Claim later = money(100, Modality::stated, Stage::disbursed);
  later.period = Period::of_month(2025, 12);
  EXPECT_EQ(relation(promise, later), "kept");
  later.period = Period::of_month(2024, 6);
  EXPECT_EQ(relation(promise, later), "") << "what was paid long before does not keep it";
}

TEST(FollowUp, EveryPartOfTheSumIsNamed) {
  const SaidClaims promise = said("2025-03-05", money(300, Modality::promised, Stage::pledged), {});
  SaidClaims later = said("2026-02-10", money(300, Modality::stated, Stage::given), {});
  later.claims.front().id = "c1";
  later.claims.front().cumulative = true;
  Claim paid = money(55, Modality::stated, Stage::disbursed);
  paid.part_of = "c1";
  Claim foreseen = money(130, Modality::expected, Stage::disbursed);
  foreseen.part_of = "c1";
  later.claims.push_back(paid);
  later.claims.push_back(foreseen);
  later.claims.front().giver = {"SE"};  // the whole itself is told of others too
  later.naming_words = {{}, {}, {}};
  later.telling_words = later.naming_words;
  const std::vector<SaidClaims> documents{promise, later};
  const auto links = follow_promises(documents, date("2026-08-04"));
  ASSERT_EQ(links.size(), 2U);
  EXPECT_EQ(links[0].later_claim, 1U);
  EXPECT_EQ(links[0].relation, FollowUpRelation::partly_kept);
  EXPECT_EQ(links[1].later_claim, 2U);
  EXPECT_EQ(links[1].relation, FollowUpRelation::restated);
}

TEST(FollowUp, AWholeThatIsToldWithItsPartsIsToldAgain) {
  const SaidClaims promise = said("2025-03-05", money(300, Modality::promised, Stage::pledged), {});
  SaidClaims later = said("2026-02-10", money(300, Modality::stated, Stage::given), {});
  later.claims.front().id = "c1";
  Claim paid = money(90, Modality::stated, Stage::disbursed);
  paid.id = "c2";
  paid.part_of = "c1";
  later.claims.push_back(paid);
  later.naming_words = {{}, {}};
  later.telling_words = later.naming_words;
  const std::vector<SaidClaims> documents{promise, later};
  const auto links = follow_promises(documents, date("2026-08-04"));
  ASSERT_EQ(links.size(), 2U);
  EXPECT_EQ(links[0].relation, FollowUpRelation::restated);
  EXPECT_EQ(links[1].relation, FollowUpRelation::partly_kept);
}

TEST(FollowUp, ASmallerSumIsAPartOnlyOfTheSamePurpose) {
  Claim promise = money(100, Modality::promised, Stage::pledged);
  Claim later = money(40, Modality::stated, Stage::disbursed);
  EXPECT_EQ(relation(promise, later), "");
  EXPECT_EQ(relation(promise, later, "2026-02-10", {"winter", "energy", "fund"}, {"energy", "winter"}), "partly_kept");
  promise.instrument = later.instrument = Instrument::budget_support;
  EXPECT_EQ(relation(promise, later), "partly_kept");
  promise.instrument = later.instrument = Instrument::grant;
  EXPECT_EQ(relation(promise, later), "");
  promise.channel = {"UNDP"};
  later.channel = {"UNDP"};
  EXPECT_EQ(relation(promise, later), "partly_kept");
  later.value = Decimal::from_integer(140);
  EXPECT_EQ(relation(promise, later), "") << "a later total that contains it does not fulfil it";
}

TEST(FollowUp, AGreaterSumOfThePurposeSoonAfterHasThePromisedOneInIt) {
  const Claim promise = money(100, Modality::promised, Stage::pledged);
  Claim later = money(200, Modality::stated, Stage::given);
  const std::vector<std::string> words{"winter", "energy", "fund"};
  EXPECT_EQ(relation(promise, later, "2025-04-20", words, words), "kept");
  EXPECT_EQ(relation(promise, later, "2025-04-20"), "") << "of another purpose";
  EXPECT_EQ(relation(promise, later, "2026-02-10", words, words), "") << "a year later it is another sum";
  later.cumulative = true;
  EXPECT_EQ(relation(promise, later, "2025-04-20", words, words), "") << "a total does not fulfil it";
  later.value = Decimal::from_integer(60);
  EXPECT_EQ(relation(promise, later, "2026-02-10", words, words), "partly_kept") << "all that was paid of it so far";
  later = money(200, Modality::promised, Stage::pledged);
  EXPECT_EQ(relation(promise, later, "2025-04-20", words, words), "") << "another promise does not fulfil it";
}

TEST(FollowUp, WhatKeepsAnInstalmentIsAPartOfItsProgramme) {
  const std::vector<std::string> words{"winter", "energy", "fund"};
  SaidClaims first = said("2025-03-05", money(30, Modality::expected, Stage::disbursed), words);
  first.claims.push_back(money(120, Modality::stated, Stage::committed));
  first.naming_words.push_back(words);
  first.telling_words.push_back(words);
  const std::vector<SaidClaims> documents{first, said("2025-04-20", money(60, Modality::stated, Stage::given), words)};
  const auto links = follow_promises(documents, date("2026-08-04"));
  ASSERT_EQ(links.size(), 2U);
  EXPECT_EQ(links[0].relation, FollowUpRelation::kept);
  EXPECT_EQ(links[1].relation, FollowUpRelation::partly_kept);
}

TEST(FollowUp, WhereNobodyReceivesThePurposeMustBeNamed) {
  Claim promise = money(100, Modality::promised, Stage::pledged);
  promise.receiver.clear();
  const Claim later = money(100, Modality::stated, Stage::disbursed);
  EXPECT_EQ(relation(promise, later), "");
  EXPECT_EQ(relation(promise, later, "2026-02-10", {"winter", "energy", "fund"}, {"energy", "winter"}), "kept");
}

TEST(FollowUp, TwoAnnouncementsOfOneSumFarApartAreTwo) {
  Claim promise = money(100, Modality::promised, Stage::pledged);
  promise.period = {date("2025-03-05"), date("2025-03-05")};
  Claim later = promise;
  later.period = {date("2025-04-20"), date("2025-04-20")};
  EXPECT_EQ(relation(promise, later, "2025-04-20"), "restated");
  later.period = {date("2026-02-10"), date("2026-02-10")};
  EXPECT_EQ(relation(promise, later), "");
}

TEST(FollowUp, AnUndatedTextWasSaidAfterWhatItTells) {
  std::vector<SaidClaims> documents{said("2025-03-05", event(Modality::promised), {"recovery", "conference", "rome"}),
                                    said("2026-02-10", event(Modality::stated), {"recovery", "conference", "rome"})};
  documents[1].date.reset();
  EXPECT_TRUE(follow_promises(documents, date("2026-08-04")).empty());
  documents[1].claims[0].period = Period::of_month(2025, 6);
  EXPECT_EQ(follow_promises(documents, date("2026-08-04")).size(), 1U);
  documents[1].claims[0].period = Period::of_month(2025, 2);
  EXPECT_TRUE(follow_promises(documents, date("2026-08-04")).empty()) << "it may have been said before";
}

TEST(FollowUp, ANameOfAKindAloneIsOneEventOnOneDateOnly) {
  Claim promise = event(Modality::promised, Period::of_month(2025, 6));
  promise.parties = {"NO", "KE"};
  Claim later = promise;
  later.modality = Modality::stated;
  SaidClaims report = said("2026-02-10", later, {"norway", "kenya", "summit"});
  report.telling_words = {{}};
  const auto links = [&] {
    const std::vector<SaidClaims> documents{said("2025-03-05", promise, {"norway", "kenya", "summit"}), report};
    return follow_promises(documents, date("2026-08-04")).size();
  };
  EXPECT_EQ(links(), 1U);
  report.claims[0].period = Period::of_month(2025, 8);
  EXPECT_EQ(links(), 0U);
  report.claims[0].period = {};
  EXPECT_EQ(links(), 0U);
}

TEST(FollowUp, ATimeToldMoreOrLessExactlyHasNotMoved) {
  const Period autumn{date("2025-09-01"), date("2025-11-30")};
  const auto again = [](const Period& promised, const Period& later) {
    const std::vector<SaidClaims> documents{said("2025-03-05", event(Modality::promised, promised), {"baltic", "week"}),
                                            said("2025-04-10", event(Modality::promised, later), {"baltic", "week"})};
    const auto links = follow_promises(documents, date("2026-08-04"));
    return links.empty() ? "" : std::string(to_string(links.front().relation));
  };
  EXPECT_EQ(again(autumn, Period::of_year(2025)), "restated");
  EXPECT_EQ(again(Period::of_year(2025), autumn), "restated");
  EXPECT_EQ(again(autumn, Period::of_month(2025, 12)), "changed");
  EXPECT_EQ(again(Period::of_month(2025, 12), autumn), "changed");
  EXPECT_EQ(again({{}, date("2025-06-30")}, {{}, date("2025-09-30")}), "changed");
}

TEST(FollowUp, FewerThingsThanPromisedAreAPart) {
  Claim things;
  things.kind = ClaimKind::goods;
  things.modality = Modality::promised;
  things.giver = {"NO"};
  things.receiver = {"UA"};
  things.span = {{10}, {20}};
  Claim number;
  number.kind = ClaimKind::count;
  number.span = {{5}, {20}};
  number.value = Decimal::from_integer(30);
  SaidClaims first = said("2025-03-05", things, {"tanks"});
  first.claims.push_back(number);
  first.naming_words.push_back({"30", "tanks"});
  first.telling_words.push_back({"30", "tanks"});
  SaidClaims second = first;
  second.date = date("2026-02-10");
  second.claims[0].modality = Modality::stated;
  const auto found = [&] { return follow_promises(std::vector{first, second}, date("2026-08-04")).at(0).relation; };
  EXPECT_EQ(found(), FollowUpRelation::kept);
  second.claims[1].value = Decimal::from_integer(12);
  EXPECT_EQ(found(), FollowUpRelation::partly_kept);
}

TEST(FollowUp, TwoStatesSignTheirMemorandumOnce) {
  Claim promise;
  promise.kind = ClaimKind::agreement;
  promise.modality = Modality::promised;
  promise.parties = {"NO", "UA"};
  Claim later = promise;
  later.modality = Modality::stated;
  const auto links = [&](std::string_view day) {
    std::vector<SaidClaims> documents{said("2025-03-05", promise, {"security", "agreement"}),
                                      said(day, later, {"security", "agreement"})};
    for (SaidClaims& document : documents) document.telling_words = {{}};
    return follow_promises(documents, date("2028-08-04")).size();
  };
  EXPECT_EQ(links("2025-10-10"), 1U);
  EXPECT_EQ(links("2027-10-10"), 0U);
  later.parties = {"NO", "SE"};
  EXPECT_EQ(links("2025-10-10"), 0U);
}

TEST(FollowUp, ASumIsToldAgainInFewerDigits) {
  Claim promise = money(633, Modality::promised, Stage::pledged);
  EXPECT_EQ(relation(promise, money(630, Modality::stated, Stage::disbursed)), "kept");
  EXPECT_EQ(relation(promise, money(640, Modality::stated, Stage::disbursed)), "");
  EXPECT_EQ(relation(promise, money(600, Modality::stated, Stage::disbursed)), "");
  promise.value = Decimal::from_integer(104);
  EXPECT_EQ(relation(promise, money(100, Modality::stated, Stage::disbursed)), "");
}

TEST(FollowUp, AnotherTrancheIsAnotherSum) {
  const Claim promise = money(300, Modality::expected, Stage::disbursed);
  Claim later = money(300, Modality::stated, Stage::disbursed);
  EXPECT_EQ(relation(promise, later, "2026-02-10", {"2th", "tranche"}, {"1th", "tranche"}), "");
  EXPECT_EQ(relation(promise, later, "2026-02-10", {"2th", "tranche"}, {"2th", "tranche"}), "kept");
  later.change = Change::new_;
  EXPECT_EQ(relation(promise, later), "") << "\"another 300 million\" is a further one";
}

TEST(FollowUp, ASumYearsLaterMustBeBorneOutByMore) {
  Claim promise = money(425, Modality::promised, Stage::pledged);
  Claim later = money(425, Modality::stated, Stage::given);
  EXPECT_EQ(relation(promise, later, "2026-03-01"), "kept");
  EXPECT_EQ(relation(promise, later, "2026-07-01"), "");
  EXPECT_EQ(relation(promise, later, "2026-07-01", {"harbour", "repairs"}, {"harbour"}), "kept");
  promise.instrument = later.instrument = Instrument::loan;
  EXPECT_EQ(relation(promise, later, "2026-07-01"), "kept");
}

TEST(FollowUp, ARoundSumForAnotherPurposeIsAnotherSum) {
  const Claim promise = money(500, Modality::promised, Stage::pledged);
  Claim later = money(500, Modality::stated, Stage::disbursed);
  EXPECT_EQ(relation(promise, later, "2026-02-10", {"school", "meals"}, {"border", "guards"}), "");
  EXPECT_EQ(relation(promise, later, "2026-02-10", {"school", "meals"}, {"meals", "children"}), "kept");
  EXPECT_EQ(relation(promise, later, "2026-02-10", {"school", "meals"}, {"кордон", "варта"}), "kept")
      << "words of two languages do not compare";
  EXPECT_EQ(relation(money(517, Modality::promised, Stage::pledged), money(517, Modality::stated, Stage::disbursed),
                     "2026-02-10", {"school", "meals"}, {"border", "guards"}),
            "kept");
}

TEST(FollowUp, NumbersAreKeptByAsMany) {
  Claim promise;
  promise.kind = ClaimKind::count;
  promise.modality = Modality::promised;
  promise.unit = "tank";
  promise.value = Decimal::from_integer(30);
  Claim later = promise;
  later.modality = Modality::stated;
  const std::vector<std::string> words{"leopard", "tanks"};
  EXPECT_EQ(relation(promise, later, "2026-02-10", words, words), "kept");
  later.value = Decimal::from_integer(12);
  EXPECT_EQ(relation(promise, later, "2026-02-10", words, words), "partly_kept");
  EXPECT_EQ(relation(promise, later, "2026-02-10", {"norwegian", "people"}, {"kenyan", "people"}), "");
  promise.kind = later.kind = ClaimKind::share;
  EXPECT_EQ(relation(promise, later, "2026-02-10", words, words), "") << "another share is another thing";
}

TEST(FollowUp, WhoWasPromisedItDoesNotGiveIt) {
  Claim promise;
  promise.kind = ClaimKind::goods;
  promise.modality = Modality::promised;
  promise.receiver = {"UA"};
  Claim later = promise;
  later.modality = Modality::stated;
  const std::vector<std::string> words{"air", "defence"};
  EXPECT_EQ(relation(promise, later, "2026-02-10", words, words), "kept");
  EXPECT_EQ(relation(promise, later, "2026-04-10", words, words), "") << "a year later it may be another gift";
  EXPECT_EQ(relation(promise, later, "2026-02-10", {"patriot", "air", "defence", "battery"}, words), "")
      << "what is told is less than what was promised";
  later.receiver.clear();
  later.giver = {"UA"};
  EXPECT_EQ(relation(promise, later, "2026-02-10", words, words), "");
}

TEST(FollowUp, AToldChangeOfTheSumChangesThePromise) {
  Claim promise = money(100, Modality::promised, Stage::committed);
  promise.instrument = Instrument::loan;
  Claim later = money(300, Modality::promised, Stage::pledged);
  later.instrument = Instrument::budget_support;
  later.currency = "USD";
  EXPECT_EQ(relation(promise, later, "2025-03-12"), "");
  later.change = Change::increase;
  EXPECT_EQ(relation(promise, later, "2025-03-12"), "changed");
  EXPECT_EQ(relation(promise, later, "2026-02-10"), "") << "a year later it is another sum";
  const std::vector<std::string> words{"winter", "energy", "fund"};
  EXPECT_EQ(relation(promise, later, "2026-02-10", words, words), "changed") << "of a programme that is named";
}

TEST(FollowUp, AThingIsNamedByOneWordWhereItsPartiesAgree) {
  Claim promise;
  promise.kind = ClaimKind::goods;
  promise.modality = Modality::promised;
  promise.giver = {"NO"};
  promise.receiver = {"UA"};
  Claim later = promise;
  later.modality = Modality::stated;
  EXPECT_EQ(relation(promise, later, "2026-02-10", {"helmet"}, {"helmets"}), "kept");
  EXPECT_EQ(relation(promise, later, "2026-02-10", {"armoured", "vehicles"}, {"helmets"}), "");
  later.receiver.clear();
  EXPECT_EQ(relation(promise, later, "2026-02-10", {"helmet"}, {"helmets"}), "");
}

TEST(FollowUp, WhatAPersonDecidedWins) {
  SaidClaims later = said("2026-02-10", event(Modality::stated), {"security", "forum", "oslo"});
  later.claims.push_back(event(Modality::stated));
  later.naming_words.push_back({"energy", "week", "bergen"});
  later.telling_words.push_back({"energy", "bergen"});
  const std::vector<SaidClaims> documents{said("2025-03-05", event(Modality::promised), {"security", "forum", "oslo"}),
                                          later};
  const auto decided = [&](std::vector<DecidedFollowUp> decisions) {
    std::string found;
    for (const FollowUpLink& link : follow_promises(documents, date("2026-08-04"), decisions)) {
      found += std::to_string(link.later_claim) + " " + std::string(to_string(link.relation)) + ";";
    }
    return found;
  };
  EXPECT_EQ(decided({}), "0 kept;");
  EXPECT_EQ(decided({{0, 0, 1, 0, std::nullopt}}), "");
  EXPECT_EQ(decided({{0, 0, 1, 1, FollowUpRelation::changed}}), "1 changed;") << "one answer of a document";
  EXPECT_EQ(decided({{0, 0, 1, 0, FollowUpRelation::broken}}), "0 broken;");
}

}  // namespace
}  // namespace kept
