
#include <gtest/gtest.h>

#include "claim/claim.hpp"
#include "claim/scenario.hpp"

namespace kept {
namespace {

TEST(Agreements, NamesWhatIsSigned) {
  expect_lines(ClaimKind::agreement,
               {
                   {"In June our leaders signed the Norway-Kenya Accord.", "Norway-Kenya Accord"},
                   {"I had the honor of signing an exchange of notes with Kenya's Deputy Minister.",
                    "exchange of notes with Kenya's Deputy Minister"},
                   {"The two sides concluded a memorandum of understanding on fisheries.",
                    "memorandum of understanding on fisheries"},
                   {"An agreement was signed with the Government of Kenya.",
                    "agreement was signed with the Government of Kenya"},
                   {"Preliminary agreement was reached on a new programme.", "Preliminary agreement"},
                   {"The debt was settled through an exchange of notes between Norway and Kenya.",
                    "exchange of notes between Norway and Kenya"},
                   {"We discussed elevating relations to the level of a strategic partnership.",
                    "elevating relations to the level of a strategic partnership"},
                   {"Norway will sign a loan agreement with Kenya.", "loan agreement with Kenya promised"},
               });
}

TEST(Agreements, RefusesWhatIsNone) {
  expect_lines(ClaimKind::agreement, {
                                         {"This agreement meets our needs.", ""},
                                         {"The deal is good.", ""},
                                         {"We are in full agreement.", ""},
                                         {"No agreement was reached.", ""},
                                         {"They deal with Kenya every day.", ""},
                                         {"We reached the border.", ""},
                                         {"It elevated our relations to new heights.", ""},
                                         {"A treaty is a promise.", ""},
                                         {"We signed the guest book.", ""},
                                     });
}

}  // namespace
}  // namespace kept
