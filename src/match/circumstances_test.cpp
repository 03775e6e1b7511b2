#include "match/circumstances.hpp"

#include <gtest/gtest.h>

#include <string_view>

#include "base/date.hpp"
#include "claim/claim.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

Date date(std::string_view text) { return Date::parse_iso(text).value(); }

Claim claim() {
  Claim c;
  c.giver = {"JP"};
  c.receiver = {"UA"};
  c.instrument = Instrument::loan;
  c.period = Period::of_month(2025, 12);
  return c;
}

Record record(std::string_view day) {
  Record r;
  r.giver = "JP";
  r.receiver = "UA";
  r.aid_type = "financial";
  r.date = date(day);
  return r;
}

TEST(Circumstances, GiverAndReceiverAreOne) {
  const Claim c = claim();
  Record r = record("2025-12-19");
  EXPECT_EQ(compare_circumstances(c, r, c.period).agreeing(), 3);
  r.receiver = "MD";
  EXPECT_EQ(compare_circumstances(c, r, c.period).parties, Circumstance::differs);
  r.receiver.clear();
  EXPECT_EQ(compare_circumstances(c, r, c.period).parties, Circumstance::unknown);
}

TEST(Circumstances, DatesHaveALag) {
  const Claim c = claim();
  EXPECT_EQ(compare_circumstances(c, record("2025-12-31"), c.period).date, Circumstance::agrees);
  EXPECT_EQ(compare_circumstances(c, record("2026-02-06"), c.period).date, Circumstance::near);
  EXPECT_EQ(compare_circumstances(c, record("2025-09-15"), c.period).date, Circumstance::near);
  EXPECT_EQ(compare_circumstances(c, record("2023-12-06"), c.period).date, Circumstance::differs);
  EXPECT_EQ(compare_circumstances(c, record("2025-12-31"), {}).date, Circumstance::unknown);
  Record month = record("2025-12-01");
  month.date_precision = DatePrecision::month;
  EXPECT_EQ(compare_circumstances(c, month, {.from = date("2025-12-20"), .to = date("2025-12-22")}).date,
            Circumstance::agrees);
}

TEST(Circumstances, ALoanIsFinancial) {
  const Claim c = claim();
  Record r = record("2025-12-19");
  r.aid_type = "military";
  EXPECT_EQ(compare_circumstances(c, r, c.period).aid_type, Circumstance::differs);
  r.instrument = "loan";
  EXPECT_EQ(compare_circumstances(c, r, c.period).aid_type, Circumstance::agrees);
  r.instrument = "guarantee";
  EXPECT_EQ(compare_circumstances(c, r, c.period).aid_type, Circumstance::differs) << "a guarantee is not money lent";
  r = record("2025-12-19");
  r.instrument = "budget_support";
  EXPECT_EQ(compare_circumstances(c, r, c.period).aid_type, Circumstance::agrees) << "it may be given as a loan";
}

}  // namespace
}  // namespace kept
