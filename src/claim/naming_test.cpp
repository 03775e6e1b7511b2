#include "claim/naming.hpp"

#include <gtest/gtest.h>

#include "claim/scenario.hpp"

namespace kept {
namespace {

std::string names(const std::string& text) {
  Document document;
  document.text = text;
  Claim claim;
  claim.kind = ClaimKind::event;
  claim.span = {{0}, {static_cast<std::uint32_t>(text.size())}};
  std::string line;
  const auto words = naming_words({&claim, 1}, document, test_packs());
  for (const std::string& word : words.front()) line += (line.empty() ? "" : " ") + word;
  return line;
}

TEST(Naming, KeepsWhatTellsThingsApart) {
  struct Case {
    const char* text;
    const char* want;
  };
  for (const Case& each : {
           Case{"the Sixth Norway–Kenya Forum", "6th norway kenya forum"},
           Case{"VI Norway-Kenya Forum", "6th norway kenya forum"},
           Case{"a very successful conference", "conference"},
           Case{"Baltic Energy Summit (BES 2026) in Warsaw", "baltic energy summit bes 2026 warsaw"},
           Case{"visits from Norway's Foreign Minister", "visits norway foreign minister"},
           Case{"hundreds of additional gas turbines", "gas turbines"},
           Case{"two large turbines", "turbines"},
           Case{"the of in", ""},
           Case{"", ""},
       }) {
    EXPECT_EQ(names(each.text), each.want) << each.text;
  }
}

TEST(Naming, IsEmptyWithoutAPack) {
  Document document;
  document.text = "the Norway Forum";
  document.language = "xx";
  Claim claim;
  claim.span = {{0}, {16}};
  EXPECT_TRUE(naming_words({&claim, 1}, document, test_packs()).front().empty());
}

TEST(Naming, SubsetsOfWords) {
  EXPECT_TRUE(is_subset({"b"}, {"a", "b"}));
  EXPECT_TRUE(is_subset({}, {"a"}));
  EXPECT_FALSE(is_subset({"a", "c"}, {"a", "b"}));
}

}  // namespace
}  // namespace kept
