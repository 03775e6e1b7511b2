
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "claim/claim.hpp"
#include "claim/read.hpp"
#include "claim/scenario.hpp"
#include "document/document.hpp"

namespace kept {
namespace {

// "SPAN change (warning)" of each money claim that has either.
std::string changes_of(std::string_view text, std::string_view language = "en") {
  const Document document = test_document(text, language);
  std::string line;
  for (const Claim& claim : read_claims(document, test_packs()).claims) {
    if (claim.kind != ClaimKind::money || (!claim.change && claim.warnings.empty())) continue;
    if (!line.empty()) line += "; ";
    line += claim.span.of(document.text);
    if (claim.change) line += " " + std::string(to_string(*claim.change));
    for (const std::string& warning : claim.warnings) line += " (" + warning + ")";
  }
  return line;
}

void expect_changes(const std::vector<Scenario>& scenarios, std::string_view language = "en") {
  for (const Scenario& scenario : scenarios) {
    EXPECT_EQ(changes_of(scenario.text, language), scenario.want) << scenario.text;
  }
}

TEST(MoneyChange, TellsNewRestatedRaisedAndCut) {
  expect_changes({
      {"Norway will give an additional EUR 5 million to Ukraine.", "EUR 5 million new"},
      {"Norway announced EUR 5 million in new aid.", "EUR 5 million new"},
      {"Norway doubled its contribution to EUR 10 million.", "EUR 10 million increase"},
      {"Norway raised its pledge from EUR 5 million to EUR 10 million.", "EUR 10 million increase"},
      {"Norway cut its contribution to EUR 2 million.", "EUR 2 million decrease"},
      {"Norway increased its contribution by EUR 2 million.", ""},
      {"Norway reaffirmed its pledge of EUR 5 million.", "EUR 5 million restated"},
      {"Norway gave EUR 5 million to Ukraine.", ""},
  });
}

TEST(MoneyChange, TellsRaisedAndCutInOtherLanguages) {
  expect_changes(
      {
          {"ノルウェーは、財政支援を3億ドルに増額する。", "3億ドル increase"},
          {"ノルウェーは、拠出を3億ドルに減額する。", "3億ドル decrease"},
          {"ノルウェーは3億ドルを供与する。", ""},
      },
      "ja");
  expect_changes(
      {
          {"Норвегія збільшила свій внесок до 10 млн євро.", "10 млн євро increase"},
          {"Норвегія скоротила свій внесок до 2 млн євро.", "2 млн євро decrease"},
          {"Норвегія збільшила свій внесок на 2 млн євро.", ""},
      },
      "uk");
}

TEST(MoneyChange, WarnsOfPartsThatDoNotAddUp) {
  expect_changes({
      {"Norway gave EUR 715 million, including EUR 343 million for roads and EUR 375 million for homes.",
       "EUR 715 million (its parts add up to 718000000, not to 715000000)"},
      {"Norway gave EUR 718 million, including EUR 343 million for roads and EUR 375 million for homes.", ""},
      {"Norway gave EUR 900 million, including EUR 343 million for roads and EUR 375 million for homes.", ""},
      {"Norway gave EUR 900 million, consisting of EUR 343 million for roads and EUR 375 million for homes.",
       "EUR 900 million (its parts add up to 718000000, not to 900000000)"},
      {"Norway gave EUR 1.4 billion, consisting of EUR 0.65 billion for roads and EUR 0.72 billion for homes.", ""},
      {"Norway gave more than EUR 700 million, including EUR 343 million for roads and EUR 375 million for homes.", ""},
  });
}

TEST(MoneyChange, WarnsOfASlipOfThePen) {
  EXPECT_EQ(changes_of("Norway gave US$250, 000 to Ukraine."),
            "US$250, 000 (its digits are not written as one number)");
}

TEST(MoneyChange, TellsAMentionByAnotherOfTheSameSum) {
  const Document document = test_document(
      "Ukraine requested EUR 3 million for vans.\n\nThe EUR 3 million in the second line is for the north.");
  for (const Claim& claim : read_claims(document, test_packs()).claims) {
    if (claim.kind != ClaimKind::money) continue;
    EXPECT_EQ(claim.stage, Stage::requested);
    EXPECT_EQ(claim.modality, Modality::proposed);
  }
}

}  // namespace
}  // namespace kept
