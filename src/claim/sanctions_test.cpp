
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "claim/claim.hpp"
#include "claim/scenario.hpp"
#include "document/document.hpp"

namespace kept {
namespace {

TEST(Sanctions, NamesDecisions) {
  expect_lines(
      ClaimKind::sanction,
      {
          {"Last year saw three sanctions decisions by the Government of Norway.",
           "three sanctions decisions by the Government of Norway"},
          {"Norway has imposed sanctions on 40 companies.", "sanctions on 40 companies"},
          {"She mentioned four waves of sanctions.", "four waves of sanctions"},
          {"The EU adopted its 19th sanctions package against Russia.", "19th sanctions package against Russia"},
          {"Besides these sanctions, a new package is being prepared.", "new package expected"},
          {"Norway has also frozen 3 million euros of assets of Russia.", "frozen 3 million euros of assets"},
      });
}

TEST(Sanctions, RefusesTalkOfThem) {
  expect_lines(ClaimKind::sanction, {
                                        {"Sanctions work.", ""},
                                        {"European sanctions on Russia have expiration dates.", ""},
                                        {"We counter the evasion of sanctions.", ""},
                                        {"The Sanctions Act is old.", ""},
                                        {"They hold frozen assets of Russia.", ""},
                                        {"A new package of aid is being prepared.", ""},
                                        {"Two rounds of talks were held.", ""},
                                    });
}

TEST(Sanctions, NamesWhoAndAgainstWhom) {
  const Document document = test_document("Norway imposed new sanctions on Belarus.");
  const std::vector<Claim> claims = phrase_claims_of(document);
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_EQ(claims[0].giver, std::vector<std::string>{"NO"});
  EXPECT_EQ(claims[0].receiver, std::vector<std::string>{"BY"});
}

}  // namespace
}  // namespace kept
