#include "base/packed.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace kept {
namespace {

TEST(Packed, GivesBackWhatWasPacked) {
  const std::vector<std::string> texts{"", "a", std::string("\0\n|", 3), std::string(70000, 'x'), ""};
  std::string packed;
  for (const std::string& text : texts) pack(packed, text);
  std::vector<std::string> got;
  for (Unpack from(packed); !from.at_end();) got.emplace_back(from.next());
  EXPECT_EQ(got, texts);
}

TEST(Packed, TellsTextsApartThatJoinAlike) {
  std::string one;
  std::string other;
  for (const std::string_view text : {"ab", "c"}) pack(one, text);
  for (const std::string_view text : {"a", "bc"}) pack(other, text);
  EXPECT_NE(one, other);
  EXPECT_TRUE(Unpack("").at_end());
}

}  // namespace
}  // namespace kept
