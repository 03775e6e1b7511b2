#include "lang/token.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"

namespace kept {
namespace {

// The tokens in lower case, parted by "|".
std::string line_of(std::string_view text) {
  const Tokens tokens = tokenize(text);
  std::string line;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    if (at > 0) line += tokens[at].blank_before ? "| " : "|";
    line += tokens.lower(at);
  }
  return line;
}

TEST(Token, CutsWordsNumbersAndMarks) {
  EXPECT_EQ(line_of(""), "");
  EXPECT_EQ(line_of("Norway's aid"), "norway|'|s| aid");
  EXPECT_EQ(line_of("Norway\u2019s aid"), "norway|'|s| aid");
  EXPECT_EQ(line_of("US$1.5bn"), "us|$|1|.|5|bn");
  EXPECT_EQ(line_of("2024\u20132027"), "2024|-|2027");
  EXPECT_EQ(line_of("\u201Cyes\u201D"), "\"|yes|\"");
}

TEST(Token, CutsIdeographsOneByOneAndFoldsFullWidth) {
  EXPECT_EQ(line_of("約５億円"), "約|5|億|円");
  EXPECT_EQ(line_of("三か国"), "三|か|国");
}

TEST(Token, KeepsKatakanaWhole) {
  EXPECT_EQ(line_of("ウクライナの支援"), "ウクライナ|の|支|援");
  EXPECT_EQ(line_of("米ドル・ユーロ"), "米|ドル|・|ユーロ");
  EXPECT_EQ(line_of("ﾎﾟｰﾗﾝﾄﾞとﾍﾞﾄﾅﾑ"), "ポーランド|と|ベトナム");
  EXPECT_EQ(line_of("ｳﾞｨﾙﾆｭｽ"), "ヴィルニュス");
  const Tokens tokens = tokenize("ＪＩＣＡ ｋｇ Ｕ");
  EXPECT_EQ(tokens.lower(0), "jica");
  EXPECT_TRUE(tokens[0].upper);
  EXPECT_FALSE(tokens[1].capital);
  EXPECT_TRUE(tokens[2].capital);
}

TEST(Token, LowersOtherAlphabets) { EXPECT_EQ(line_of("Київ, ÖSTERREICH"), "київ|,| österreich"); }

TEST(Token, KnowsCapitals) {
  const Tokens tokens = tokenize("WHO us Österreich A");
  EXPECT_TRUE(tokens[0].upper);
  EXPECT_FALSE(tokens[1].capital);
  EXPECT_TRUE(tokens[2].capital);
  EXPECT_FALSE(tokens[2].upper);
  EXPECT_FALSE(tokens[3].upper);  // one letter tells nothing
}

TEST(Token, SpansCoverTheTextInOrder) {
  const std::string text = "A. 5 % of 3\u00A0000 – “x” 日本 я";
  const Tokens tokens = tokenize(text);
  std::uint32_t end = 0;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    EXPECT_GE(tokens[at].span.begin.value, end);
    EXPECT_EQ(tokens[at].blank_before, at > 0 && tokens[at].span.begin.value > end);
    end = tokens[at].span.end.value;
    EXPECT_EQ(tokens.at_or_after(tokens[at].span.begin), at);
  }
  EXPECT_EQ(end, text.size());
}

TEST(Token, HasOneFormForEachSpelling) {
  const Tokens tokens = tokenize("Aid AID aid' '\u02BC");
  EXPECT_EQ(tokens[0].form, tokens[1].form);
  EXPECT_EQ(tokens[1].form, tokens[2].form);
  EXPECT_EQ(tokens[3].form, tokens[4].form);
  EXPECT_NE(tokens[4].form, tokens[5].form);  // a letter that is written like a mark
  EXPECT_EQ(tokens.form_count(), 3U);
}

TEST(Token, LeavesOutSpansAsIfTheyWereBlank) {
  const std::string_view text = "one two,three four";
  const std::vector<Span> spans{{{4}, {8}}};
  const Tokens tokens = tokenize(text).without(spans);
  ASSERT_EQ(tokens.size(), 3U);
  EXPECT_EQ(tokens.lower(1), "three");
  EXPECT_TRUE(tokens[1].blank_before);
  EXPECT_EQ(tokens.span(1, 3).of(text), "three four");
}

TEST(Token, ManyFormsKeepTheirLetters) {
  std::string text;
  for (int number = 0; number < 20000; ++number) text += std::to_string(number) + " ";
  const Tokens tokens = tokenize(text);
  ASSERT_EQ(tokens.form_count(), 20000U);
  EXPECT_EQ(tokens.lower(19999), "19999");
}

}  // namespace
}  // namespace kept
