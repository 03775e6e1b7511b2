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
  money.sentence = span_of(document.text, "Japan gave 8.8 billion yen and, in 2025, generators.");
  money.value = Decimal::from_parts(88, 8);
  money.currency = "JPY";
  money.giver = {"JP"};
  Claim goods;
  goods.id = "c2";
  goods.kind = ClaimKind::goods;
  goods.span = span_of(document.text, "generators");
  goods.sentence = money.sentence;
  Reading reading{.claims = {money, goods},
                  .left_out = {{.span = span_of(document.text, "2025"), .reason = "date"},
                               {.span = span_of(document.text, "third"), .reason = "ordinal"}},
                  .problems = {},
                  .stats = {.numbers_seen = 3, .numbers_read = 1, .numbers_left_out = 2, .sentences = 2}};
  const std::string table = read_table(document, reading, {.colour = false, .left_out = true});
  EXPECT_NE(table.find("   1  Japan gave [8.8 billion yen] and, in 2025, generators.\n"
                       "      c1: JPY 8,800,000,000, by Japan; stated\n"
                       "   2  Japan gave 8.8 billion yen and, in 2025, [generators].\n      c2: goods; stated\n"),
            std::string::npos)
      << table;
  EXPECT_NE(table.find("  left out: date: 2025\n  left out: ordinal: third\n"), std::string::npos) << table;
  EXPECT_TRUE(table.ends_with("  2 claims in 2 sentences; numbers: 3 seen, 1 read, 2 in no claim\n")) << table;
  EXPECT_EQ(read_table(document, reading, {}).find("left out:"), std::string::npos);
  for (const std::string_view line : split(table, '\n')) EXPECT_LE(cell_width(line), 80U);
}

TEST(ClaimTable, SaysWhenInWords) {
  const auto when = [](std::string_view from, std::string_view to) {
    Claim claim;
    claim.kind = ClaimKind::event;
    claim.period = {.from = Date::parse_iso(from), .to = Date::parse_iso(to)};
    return understood(claim);
  };
  EXPECT_EQ(when("2025-03-01", "2025-03-31"), "event, in March 2025; stated");
  EXPECT_EQ(when("2024-01-01", "2024-12-31"), "event, in 2024; stated");
  EXPECT_EQ(when("2025-01-14", "2025-01-14"), "event, on 14 January 2025; stated");
  EXPECT_EQ(when("", "2025-06-30"), "event, by 30 June 2025; stated");
  EXPECT_EQ(when("2022-02-24", ""), "event, since 24 February 2022; stated");
  EXPECT_EQ(when("2024-04-01", "2025-03-31"), "event, from 1 April 2024 to 31 March 2025; stated");
  EXPECT_EQ(when("", ""), "event; stated");
}

TEST(ClaimTable, ExplainsWhichWordsLedToWhichField) {
  Document document;
  document.name = "page.html";
  document.text = "Last year Japan gave about 8.8 billion yen.";
  document.origins = {{.span = span_of(document.text, document.text), .page = 0, .line = 7, .element = "p[2]"}};
  Claim money;
  money.id = "c1";
  money.span = span_of(document.text, "8.8 billion yen");
  money.sentence = span_of(document.text, document.text);
  money.value = Decimal::from_parts(88, 8);
  money.currency = "JPY";
  money.quantifier = Quantifier::about;
  money.giver = {"JP"};
  money.because = {{"giver", span_of(document.text, "Japan")}, {"quantifier", span_of(document.text, "about")}};
  EXPECT_EQ(explain_reading(document, money, 3, false),
            "Claim 3 (c1) of page.html\n"
            "  Last year Japan gave about [8.8 billion yen].\n"
            "  about JPY 8,800,000,000, by Japan; stated\n"
            "\n"
            "  kind          money: \"8.8 billion yen\"\n"
            "  value         JPY 8,800,000,000: \"8.8 billion yen\"\n"
            "  quantifier    about: \"about\"\n"
            "  modality      stated: no word makes it less than stated\n"
            "  giver         Japan: \"Japan\"\n"
            "  origin        p[2], line 7\n");
}

}  // namespace
}  // namespace kept
