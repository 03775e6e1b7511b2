
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "claim/claim.hpp"
#include "claim/scenario.hpp"
#include "document/document.hpp"

namespace kept {
namespace {

TEST(Goods, ReadsEachItemOfAList) {
  expect_lines(
      ClaimKind::goods,
      {
          {"Norway delivered 40 generators to Kenya.", "generators"},
          {"Kenya thanks Norway: we thank Norway for ambulances, medicines and medical equipment for hospitals.",
           "ambulances; medicines; medical equipment for hospitals"},
          {"Norway is supplying Moldova with boilers, transformers, and even helicopters.",
           "boilers; transformers; helicopters"},
          {"The package includes hundreds of tents, dozens of trucks and additional air defense systems.",
           "tents; trucks; air defense systems"},
          {"We sent weapons, including rifles and air-to-ground munitions.", "rifles; air-to-ground munitions"},
          {"Norway will provide Kenya with water pumps.", "water pumps promised"},
          {"Norway pledged to donate 20 buses.", "buses promised"},
          {"We announced a package that includes helmets.", "helmets promised"},
          {"Norway provided two large turbines, and transport for seven turbines.", "turbines"},
          {"The funds will be used to provide Kenya with:\n\n- Tents, blankets\n- Emergency health kits",
           "Tents promised; blankets promised; Emergency health kits promised"},
      });
}

TEST(Goods, RefusesWhatIsNotGiven) {
  expect_lines(ClaimKind::goods, {
                                     {"Vehicles filled the streets.", ""},
                                     {"They destroyed three tanks.", ""},
                                     {"The production of drones has grown.", ""},
                                     {"Norway provides support to hospitals that lost generators.", ""},
                                     {"We will provide humanitarian aid.", ""},
                                     {"We provided assistance to strengthen their helicopters.", ""},
                                     {"Kenya needs its trucks.", ""},
                                     {"We delivered other equipment.", ""},
                                     {"Norway provided equipment.", ""},
                                     {"Missile defence matters.", ""},
                                     {"We provided training on drones.", ""},
                                     {"Russian missiles hit Riga.", ""},
                                 });
}

TEST(Goods, NamesGiverAndReceiver) {
  struct Case {
    const char* text;
    const char* giver;
    const char* receiver;
  };
  for (const Case& each :
       {Case{"Japan delivered buses to Kenya.", "JP", "KE"}, Case{"Sweden supplied Poland with boilers.", "SE", "PL"},
        Case{"I thank Japan for the ambulances.", "JP", "NO"}, Case{"We delivered buses to Kenya.", "NO", "KE"}}) {
    const Document document = test_document(each.text);
    const std::vector<Claim> claims = phrase_claims_of(document);
    ASSERT_EQ(claims.size(), 1U) << each.text;
    EXPECT_EQ(claims[0].giver, std::vector<std::string>{each.giver}) << each.text;
    EXPECT_EQ(claims[0].receiver, std::vector<std::string>{each.receiver}) << each.text;
    EXPECT_EQ(claims[0].instrument, Instrument::in_kind);
  }
}

}  // namespace
}  // namespace kept
