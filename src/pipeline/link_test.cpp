#include "pipeline/link.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "ledger/ledger.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

// A payment as `source` tells it.
Record payment(const std::string& source, int number, const std::string& amount, const std::string& date) {
  Record record;
  record.id = source + "/payments/" + std::to_string(number);
  record.kind = "transaction";
  record.measure = Measure::disbursement;
  record.date = Date::parse_iso(date);
  record.amount = Decimal::parse(amount);
  record.currency = "EUR";
  record.giver = "NO";
  record.receiver = "Harbour Fund";
  return record;
}

LoadedFile file_of(const std::string& source, const std::string& release, std::vector<Record> records) {
  LoadedFile file;
  file.source = source;
  file.dataset = "payments";
  file.release = release;
  file.released = Date::from_ymd(2025, 1, release == "1" ? 1 : 2);
  file.sha256 = source + release;
  file.file = source + ".csv";
  file.records = std::move(records);
  return file;
}

std::string answer(const Ledger& ledger, const std::string& statement) {
  const auto table = ledger.sql(statement);
  if (!table) return to_string(table.problem());
  std::string out;
  for (const auto& row : table->rows) {
    for (const auto& cell : row) out += cell.value_or("-") + " ";
    out += "\n";
  }
  return out;
}

const LoadedFile one =
    file_of("one", "1", {payment("one", 1, "48213.5", "2024-05-01"), payment("one", 2, "900", "2024-06-01")});
const LoadedFile two =
    file_of("two", "1", {payment("two", 1, "48213.5", "2024-05-02"), payment("two", 2, "4711", "2024-06-01")});

TEST(LinkLedger, BothRecordsAreKeptAndTheFlowCountsOnce) {
  const Date day = *Date::from_ymd(2025, 3, 1);
  std::vector<std::string> answers;
  for (const bool turned : {false, true}) {
    auto ledger = Ledger::open(":memory:", LedgerMode::read_write);
    ASSERT_TRUE(ledger);
    ASSERT_TRUE(ledger->load(turned ? two : one, day));
    ASSERT_TRUE(ledger->load(turned ? one : two, day));
    EXPECT_EQ(answer(*ledger, "SELECT count(*) FROM flow"), "4 \n");
    const auto links = link_ledger(*ledger, turned ? 2 : 1);
    ASSERT_TRUE(links);
    EXPECT_EQ(answer(*ledger, "SELECT count(*) FROM record"), "4 \n");
    EXPECT_EQ(answer(*ledger, "SELECT id, linked FROM flow ORDER BY id"),
              "one/payments/1 true \none/payments/2 false \ntwo/payments/2 false \n");
    answers.push_back(answer(*ledger, "SELECT * FROM link") +
                      answer(*ledger, "SELECT * FROM flow_member ORDER BY record"));
    // Again: the links are written anew, not added.
    ASSERT_TRUE(link_ledger(*ledger, 1));
    EXPECT_EQ(answer(*ledger, "SELECT count(*) FROM link"), "1 \n");
  }
  EXPECT_EQ(answers[0], answers[1]);
  EXPECT_TRUE(answers[0].starts_with("one/payments/1 two/payments/1 amount, date, receiver, giver ")) << answers[0];
}

TEST(LinkLedger, ARecordWhoseFlowWasTakenAwayStandsForItself) {
  const Date day = *Date::from_ymd(2025, 3, 1);
  auto ledger = Ledger::open(":memory:", LedgerMode::read_write);
  ASSERT_TRUE(ledger);
  ASSERT_TRUE(ledger->load(one, day));
  ASSERT_TRUE(ledger->load(two, day));
  ASSERT_TRUE(link_ledger(*ledger, 1));
  ASSERT_TRUE(ledger->load(file_of("one", "2", {payment("one", 2, "900", "2024-06-01")}), day));
  EXPECT_EQ(answer(*ledger, "SELECT id FROM flow ORDER BY id"), "one/payments/2 \ntwo/payments/1 \ntwo/payments/2 \n");
}

}  // namespace
}  // namespace kept
