#include "base/text.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace kept {
namespace {

TEST(Text, FindsTheFirstBadByte) {
  EXPECT_FALSE(first_invalid_utf8("Київ 東京 é \U0001F600"));
  EXPECT_EQ(first_invalid_utf8("ab\xFF")->value, 2U);
  EXPECT_EQ(first_invalid_utf8("a\xC0\x80")->value, 1U);         // overlong
  EXPECT_EQ(first_invalid_utf8("\xED\xA0\x80")->value, 0U);      // surrogate
  EXPECT_EQ(first_invalid_utf8("\xF4\x90\x80\x80")->value, 0U);  // above U+10FFFF
  EXPECT_EQ(first_invalid_utf8("ok\xE2\x82")->value, 2U);        // cut off
}

TEST(Text, LowersThreeScripts) {
  EXPECT_EQ(lower_case("USD Zürich ÄÖ МІЛЬЯРД Ґанок Їжак 東京"), "usd zürich äö мільярд ґанок їжак 東京");
}

TEST(Text, SplitsAndTrims) {
  EXPECT_EQ(split("a\tb\t", '\t'), (std::vector<std::string_view>{"a", "b", ""}));
  EXPECT_EQ(trim(" \t x y \n"), "x y");
}

TEST(TextProperty, OffsetsGoThereAndBack) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "a€б東\U0001F600";
  const CodePointMap map(text);
  std::uint32_t index = 0;
  for (std::uint32_t at = 0; at < text.size(); ++index) {
    EXPECT_EQ(map.index_of(ByteOffset{at}).value, index);
    EXPECT_EQ(map.offset_of(CodePointIndex{index}).value, at);
    at += code_point_at(text, ByteOffset{at}).bytes;
  }
  EXPECT_EQ(map.index_of(ByteOffset{static_cast<std::uint32_t>(text.size())}).value, index);
  EXPECT_EQ(map.offset_of(CodePointIndex{index}).value, text.size());
}

TEST(Text, ExcerptsAreShortAndWellFormed) {
  EXPECT_EQ(excerpt("short"), "short");
  EXPECT_EQ(excerpt("abcdef", 3), "abc");
  EXPECT_EQ(excerpt("ab\xC3\xA9", 3), "ab");
  EXPECT_EQ(excerpt("ab\xC3\xA9", 4), "ab\xC3\xA9");
  EXPECT_EQ(excerpt("a\xFF\x80z"), "a\xEF\xBF\xBD\xEF\xBF\xBDz");
  EXPECT_EQ(excerpt("\x80\x80\x80\x80\x80\x80", 2), "");
  EXPECT_EQ(excerpt(""), "");
}

}  // namespace
}  // namespace kept
