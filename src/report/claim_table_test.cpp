#include <gtest/gtest.h>
#include <cstdint>
#include <string_view>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/text.hpp"
#include "claim/claim.hpp"
#include "document/document.hpp"
#include "report/cells.hpp"
#include "report/claim_table.hpp"

namespace kept {
namespace {

Span span_of(std::string_view text, std::string_view part) {
  const auto begin = static_cast<std::uint32_t>(text.find(part));
  return {.begin = {begin}, .end = {begin + static_cast<std::uint32_t>(part.size())}};
}

TEST(ClaimTable, TwoLinesAClaimAndAnAccount) {
  Document document;
  document.name = "speech.txt";
  document.text = "Japan gave 8.8 billion yen and, in 2025, generators. It was the third time.";
  document.date = Date::parse_iso("2025-03-05");
  document.speaker = "A. Person";
  Claim money;
  money.id = "c1";
  money.span = span_of(document.text, "8.8 billion yen");
  money.value = Decimal::from_parts(88, 8);
  money.currency = "JPY";
  money.giver = {"JP"};
  Claim goods;
  goods.id = "c2";
  goods.kind = ClaimKind::goods;
  goods.span = span_of(document.text, "generators");
  Reading reading{.claims = {money, goods},
                  .left_out = {{.span = span_of(document.text, "2025"), .reason = "date"},
                               {.span = span_of(document.text, "third"), .reason = "ordinal"}},
                  .problems = {},
                  .stats = {.numbers_seen = 3, .numbers_read = 1, .numbers_left_out = 2, .sentences = 2}};
  const std::string table = read_table(document, reading, {.colour = false, .left_out = true});
  EXPECT_NE(table.find("  c1    8.8 billion yen\n        money; JPY 8,800,000,000; "), std::string::npos) << table;
  EXPECT_NE(table.find("  c2    generators\n        goods; "), std::string::npos) << table;
  EXPECT_NE(table.find("  left out: date: 2025\n  left out: ordinal: third\n"), std::string::npos) << table;
  EXPECT_TRUE(table.ends_with("  2 claims in 2 sentences; numbers: 3 seen, 1 read, 2 in no claim\n")) << table;
  EXPECT_EQ(read_table(document, reading, {}).find("left out:"), std::string::npos);
  for (const std::string_view line : split(table, '\n')) EXPECT_LE(cell_width(line), 80U);
}

}  // namespace
}  // namespace kept
