
#include <gtest/gtest.h>

#include "claim/claim.hpp"
#include "claim/scenario.hpp"

namespace kept {
namespace {

TEST(Acts, NamesDeeds) {
  expect_lines(ClaimKind::act,
               {
                   {"Norway opened its embassy in Nairobi.", "Norway opened its embassy"},
                   {"The Fisheries Act entered into force in March.", "The Fisheries Act entered into force in March"},
                   {"I have directed the ministry to publish all contracts.", "publish all contracts promised"},
                   {"Kenya agreed to join the coastal initiative.", "join the coastal initiative promised"},
                   {"Norway doubled its coast guard.", "doubled its coast guard"},
                   {"He signed into law the new defence act.", "signed into law the new defence act"},
                   {"We train Kenyan soldiers.", "train Kenyan soldiers"},
                   {"Norway abolished all visa fees.", "abolished all visa fees"},
                   {"We expect the revision of the fishing rules by the end of this year.",
                    "revision of the fishing rules by the end of this year expected"},
                   {"The ministry will publish the list by the end of this year.",
                    "publish the list by the end of this year promised"},
               });
}

TEST(Acts, NamesWhatIsSetApartSignedAndOrdered) {
  expect_lines(ClaimKind::act,
               {
                   {"Norway announced new funding for rehabilitation in the north.",
                    "announced new funding for rehabilitation in the north"},
                   {"The King signed the appropriations bill on Monday.", "signed the appropriations"},
                   {"The grant will fund a new bridge in Kharkiv.", "will fund a new bridge in Kharkiv promised"},
                   {"The minister tasked her staff to keep the matter open.",
                    "tasked her staff to keep the matter open promised"},
                   {"Norway took the decision to close its office in Minsk.", "close its office in Minsk promised"},
                   {"Norway announced new funding of EUR 5 million.", ""},
                   {"The minister signed a letter.", ""},
                   {"The grant will fund them.", ""},
               });
}

TEST(Acts, RefusesWishesAndRestatements) {
  expect_lines(ClaimKind::act, {
                                   {"We will continue to support Kenya.", ""},
                                   {"We agreed to work closely together.", ""},
                                   {"Norway stands with Kenya.", ""},
                                   {"They opened the door to peace.", ""},
                                   {"Norway will strengthen its ties by the end of this year.", ""},
                                   {"Norway doubled its support to USD 5 million.", ""},
                                   {"Norway will pay USD 3 million by the end of this year.", ""},
                                   {"The fees were abolished by others.", ""},
                                   {"They train hard.", ""},
                                   {"We decided to provide 40 generators.", ""},
                                   {"The revision of the rules takes time.", ""},
                               });
}

}  // namespace
}  // namespace kept
