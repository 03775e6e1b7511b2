
#include <gtest/gtest.h>

#include "claim/claim.hpp"
#include "claim/scenario.hpp"
#include "document/document.hpp"

#include <string>
#include <vector>

namespace kept {
namespace {

TEST(Events, NamesWhatHappened) {
  expect_lines(
      ClaimKind::event,
      {
          {"I am glad to speak at the Third Norway-Kenya Forum.", "Third Norway-Kenya Forum"},
          {"Our ministers met at the Nordic Water Conference 2024 in Oslo.", "Nordic Water Conference 2024 in Oslo"},
          {"Poland will host the Baltic Energy Summit (BES 2026) in Warsaw.",
           "Baltic Energy Summit (BES 2026) in Warsaw promised"},
          {"A meeting with President Ruto was held in Nairobi.", "meeting with President Ruto was held in Nairobi"},
          {"A phone call was held between Prime Minister Larsen and the President of Kenya.",
           "phone call was held between Prime Minister Larsen and the President of Kenya"},
          {"Prime Minister Larsen visited Kenya.", "Prime Minister Larsen visited Kenya"},
          {"Minister Larsen spoke today with President Ruto of Kenya.",
           "Minister Larsen spoke today with President Ruto of Kenya"},
          {"Kenya welcomed visits from Norway's Foreign Minister.", "visits from Norway's Foreign Minister"},
          {"Norway sent several business delegations.", "business delegations"},
          {"The year brought elections to the National Assembly.", "elections to the National Assembly"},
          {"We saw the formation of a new government and the resignation of the minister.",
           "formation of a new government; resignation of the minister"},
          {"In March 2024 Russia invaded Moldova.", "Russia invaded Moldova"},
          {"We condemned the violation of Estonian airspace by Russian aircraft.",
           "violation of Estonian airspace by Russian aircraft"},
          {"They report the deployment of Belarusian troops to Russia.", "deployment of Belarusian troops to Russia"},
          {"The army won the battle of Riga.", "battle of Riga"},
          {"Latvia hosted joint exercises with Estonia.", "joint exercises with Estonia"},
          {"We celebrate Norway's National Day on May 17.", "Norway's National Day on May 17 expected"},
          {"North Korea fired a ballistic missile.", "North Korea fired a ballistic missile"},
      });
}

TEST(Events, RefusesWhatNamesNone) {
  expect_lines(ClaimKind::event, {
                                     {"Today's forum brings us together.", ""},
                                     {"This summit will be remembered.", ""},
                                     {"I look forward to our meeting.", ""},
                                     {"Dear Forum participants, welcome.", ""},
                                     {"The conference room was full.", ""},
                                     {"They are in town, meeting business leaders.", ""},
                                     {"We call on all parties to visit the region more often.", ""},
                                     {"Any attack on Norway would be answered.", ""},
                                     {"Free and fair elections are the heart of democracy.", ""},
                                     {"The Mission of Norway to the United Nations works on it.", ""},
                                     {"The violation of human rights must end.", ""},
                                     {"The deployment of new software took long.", ""},
                                     {"It was visited by more than 2 million people.", ""},
                                     {"We support talks.", ""},
                                     {"Peace needs exercise and patience.", ""},
                                     {"It was a battle of ideas.", ""},
                                     {"Some 3,000 residents arrived in Riga.", ""},
                                     {"They spoke about Kenya.", ""},
                                 });
}

TEST(Events, KeepsTheFullestMentionOfAThing) {
  expect_lines(
      ClaimKind::event,
      {
          {"We met at the Norway-Kenya Forum. The Third Norway-Kenya Forum was a success.", "Third Norway-Kenya Forum"},
          {"The VI Oslo Water Forum begins. Welcome to the Sixth Oslo Water Forum.", "Sixth Oslo Water Forum"},
          {"The Oslo Water Forum and the Nairobi Trade Forum were held.", "Oslo Water Forum; Nairobi Trade Forum"},
      });
}

TEST(Events, WhatWasHeldIsNoWishAndNoDenial) {
  expect_lines(
      ClaimKind::event,
      {
          {"Thanks should be given for the Nairobi Water Conference held in Kenya.",
           "Nairobi Water Conference held in Kenya"},
          {"The Nairobi Water Conference will be held in Kenya.",
           "Nairobi Water Conference will be held in Kenya promised"},
          {"It is impossible not to mention Not Alone, our pavilion at the Nairobi Water Expo.", "Nairobi Water Expo"},
          {"Norway did not host the Nairobi Water Conference.", "Nairobi Water Conference denied"},
      });
}

TEST(Events, NamesTheParties) {
  const Document document = test_document("Norway hosted talks with Kenya. We met President Ruto of Kenya.");
  const std::vector<Claim> claims = phrase_claims_of(document);
  ASSERT_EQ(claims.size(), 2U);
  EXPECT_EQ(claims[0].parties, (std::vector<std::string>{"KE", "NO"}));
  EXPECT_EQ(claims[1].parties, (std::vector<std::string>{"KE", "NO"}));
}

TEST(Events, SpansLieInTheirSentences) {
  const Document document = test_document("Kenya hosted the Nairobi Trade Forum. Norway visited Kenya today.");
  for (const Claim& claim : phrase_claims_of(document)) {
    EXPECT_TRUE(claim.sentence.contains(claim.span)) << claim.span.of(document.text);
  }
}

}  // namespace
}  // namespace kept
