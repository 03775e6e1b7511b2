// Decisions of people in the ledger.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/date.hpp"
#include "ledger/ledger.hpp"
#include "ledger/test_data.hpp"
#include "source/decision.hpp"
#include "source/record.hpp"
#include "source/record_link.hpp"

namespace kept {
namespace {

using test::day;

Ledger memory() { return Ledger::open(":memory:", LedgerMode::read_write).value(); }

Decision flow(bool confirmed, std::string reason) {
  Decision decision;
  decision.confirmed = confirmed;
  decision.first = "a/1";
  decision.second = "b/1";
  decision.first_words = "2024-05-01, EUR 5";
  decision.by = "A. Person";
  decision.reason = std::move(reason);
  decision.decided = day("2026-08-04");
  return decision;
}

TEST(Decisions, AreKeptInOrderAndTheLastHolds) {
  Ledger ledger = memory();
  const Decision first = flow(true, "the same day");
  const Decision second = flow(false, "another bridge");
  EXPECT_EQ(ledger.decide({first, first, second}).value(), 2U) << "the same twice is one";
  EXPECT_EQ(ledger.decide({second}).value(), 0U);
  EXPECT_EQ(ledger.decisions(true).value(), (std::vector{first, second}));
  EXPECT_EQ(ledger.decisions(false).value(), std::vector{second});
  EXPECT_EQ(ledger.decide({first}).value(), 1U) << "to change one's mind is a decision too";
  EXPECT_EQ(ledger.decisions(false).value(), std::vector{first});
}

TEST(Decisions, SurviveLoadingAndLinkingAnew) {
  Ledger ledger = memory();
  ASSERT_TRUE(ledger.decide({flow(true, "the same day")}).ok());
  LoadedFile file = test::file_of("rows", "28", "2026-04-10");
  file.records.push_back(test::full_record());
  ASSERT_TRUE(ledger.load(file, day("2026-05-01")).ok());
  ASSERT_TRUE(ledger.replace_links({}).ok());
  EXPECT_EQ(ledger.decisions(false).value().size(), 1U);
}

TEST(Decisions, AWrongOneAddsNone) {
  Ledger ledger = memory();
  Decision nameless = flow(true, "no name");
  nameless.by.clear();
  EXPECT_FALSE(ledger.decide({flow(true, "the same day"), nameless}).ok());
  EXPECT_TRUE(ledger.decisions(true).value().empty());
}

TEST(Decisions, ARecordIsShownInWords) {
  Ledger ledger = memory();
  LoadedFile file = test::file_of("rows", "28", "2026-04-10");
  file.records.push_back(test::full_record());
  ASSERT_TRUE(ledger.load(file, day("2026-05-01")).ok());
  const auto words = ledger.record_words(file.records.front().id);
  ASSERT_TRUE(words.ok() && words->has_value());
  EXPECT_NE((*words)->find(file.records.front().currency + " "), std::string::npos) << **words;
  EXPECT_FALSE(ledger.record_words("none/1").value().has_value());
}

}  // namespace
}  // namespace kept
