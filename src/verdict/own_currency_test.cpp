#include "verdict/own_currency.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "claim/claim.hpp"

namespace kept {
namespace {

TEST(OwnCurrency, IsThatOfTheGiverWhereTheSignLeavesItOpen) {
  struct Case {
    std::string_view words;
    std::vector<std::string> givers;
    std::string_view currency;
    std::string_view own;
  };
  for (const Case& row : {
           Case{"$250 million", {"AU"}, "USD", "AUD"},
           Case{"$3 thousand", {"CA"}, "USD", "CAD"},
           Case{"15.8 million dollars", {"NZ"}, "USD", "NZD"},
           Case{"250 млн доларів", {"AU"}, "USD", "AUD"},
           Case{"2億ドル", {"CA"}, "USD", "CAD"},
           Case{"US$250 million", {"AU"}, "USD", ""},
           Case{"250 million U.S. dollars", {"AU"}, "USD", ""},
           Case{"USD 250 million", {"AU"}, "USD", ""},
           Case{"250 млн доларів США", {"AU"}, "USD", ""},
           Case{"2億米ドル", {"CA"}, "USD", ""},
           Case{"$250 million", {"JP"}, "USD", ""},
           Case{"$250 million", {"US"}, "USD", ""},
           Case{"$250 million", {"AU", "NZ"}, "USD", ""},
           Case{"A$250 million", {"AU"}, "AUD", ""},
       }) {
    Claim claim;
    claim.currency = row.currency;
    claim.giver = row.givers;
    EXPECT_EQ(own_currency_of(claim, row.words, *Date::from_ymd(2024, 7, 11)), row.own) << row.words;
  }
}

}  // namespace
}  // namespace kept
