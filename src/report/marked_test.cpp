#include "report/marked.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.hpp"

namespace kept {
namespace {

std::string marked(std::string_view text, std::string_view words) {
  const auto begin = static_cast<std::uint32_t>(text.find(words));
  const Span whole{{0}, {static_cast<std::uint32_t>(text.size())}};
  return with_marks(marked_sentence(text, whole, {{begin}, {begin + static_cast<std::uint32_t>(words.size())}}), false);
}

TEST(Marked, WordsInTheirSentence) {
  EXPECT_EQ(marked("It cost 5 million yen.", "5 million yen"), "It cost [5 million yen].");
  EXPECT_EQ(marked("5\nmillion came", "5\nmillion"), "[5 million] came");
  EXPECT_EQ(marked("a\n 5 \nb", "5"), "a [5] b");
  EXPECT_EQ(with_marks(marked_sentence("a 5 b", {{0}, {5}}, {{2}, {3}}), true), "a \x1b[1m5\x1b[0m b");
}

TEST(Marked, LongSentencesAreCutRoundTheMark) {
  std::string text;
  for (int at = 0; at < 200; ++at) text += "слово ";
  const std::string line = marked(text + "5 мільйонів " + text, "5 мільйонів");
  EXPECT_TRUE(line.starts_with("... слово")) << line;
  EXPECT_TRUE(line.ends_with("слово ...")) << line;
  EXPECT_NE(line.find("слово [5 мільйонів] слово"), std::string::npos) << line;
  EXPECT_LT(line.size(), 420U);
  std::string ideographs;
  for (int at = 0; at < 200; ++at) ideographs += "橋";
  const std::string japanese = marked(ideographs + "5億円" + ideographs, "5億円");
  EXPECT_EQ(first_invalid_utf8(japanese), std::nullopt) << japanese;
}

}  // namespace
}  // namespace kept
