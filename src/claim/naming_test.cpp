#include "claim/naming.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "claim/claim.hpp"
#include "claim/read.hpp"
#include "claim/scenario.hpp"
#include "document/document.hpp"

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

TEST(Naming, NamesThingsInEnglishTooWhereThePackGlossesThem) {
  const auto name = [](std::string_view text) {
    Document document;
    document.text = text;
    document.language = "ja";
    Claim claim;
    claim.kind = ClaimKind::goods;
    claim.span = {{0}, {static_cast<std::uint32_t>(text.size())}};
    std::string line;
    const auto words = naming_words({&claim, 1}, document, test_packs());
    for (const std::string& word : words.front()) line += (line.empty() ? "" : " ") + word;
    return line;
  };
  EXPECT_EQ(name("ヘルメット"), "helmet");
  EXPECT_EQ(name("大型発電機"), "generator");
  EXPECT_EQ(name("未知物"), "未知物") << "what has no gloss is its own name";
}

TEST(Naming, TellsWhatIsNotOfTheKindAlone) {
  const auto telling = [](std::string_view text, std::string_view language) {
    const Document document = test_document(text, language);
    const auto claims = read_claims(document, test_packs()).claims;
    std::string line;
    const auto all = telling_words(claims, document, test_packs());
    for (const auto& words : all) {
      line += line.empty() ? "" : "; ";
      std::string one;
      for (const std::string& word : words) one += (one.empty() ? "" : " ") + word;
      line += one;
    }
    return line;
  };
  EXPECT_EQ(telling("Norway will host the Norway-Kenya Energy Summit.", "en"), "energy");
  EXPECT_EQ(telling("Norway will host the Norway-Kenya Summit.", "en"), "");
  EXPECT_EQ(
      telling("Norway paid EUR 16 million in support for Ukraine's school reconstruction fund in June 2025.", "en"),
      "school reconstruction");
  EXPECT_EQ(telling("Норвегія перерахувала Україні 16 млн євро допомоги у червні 2025 року.", "uk"), "");
  EXPECT_EQ(telling("ノルウェーは2025年6月にウクライナに1600万ユーロの緊急人道支援を供与した。", "ja"),
            "emergency humanitarian");
}

TEST(Naming, NamesADeedByItsVerbAndItsObject) {
  const auto name = [](std::string_view text) {
    Document document;
    document.text = text;
    document.language = "en";
    Claim claim;
    claim.kind = ClaimKind::act;
    claim.span = {{0}, {static_cast<std::uint32_t>(text.size())}};
    std::string line;
    const auto words = naming_words({&claim, 1}, document, test_packs());
    for (const std::string& word : words.front()) line += (line.empty() ? "" : " ") + word;
    return line;
  };
  EXPECT_EQ(name("allocate the remaining energy funds by the end of this year"), "remaining energy funds");
  EXPECT_EQ(name("allocated all remaining energy funds that were set aside in May"), "remaining energy funds");
  EXPECT_EQ(name("open an embassy in Accra"), "embassy accra") << "one word does not name it";
  EXPECT_EQ(name("the ministry of energy by June"), "ministry energy june");
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
