#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "document/document.hpp"
#include "document/read_document.hpp"
#include "lang/packs.hpp"

namespace kept {
namespace {

// "SPEAKER (COUNTRY); ..." of each turn.
std::string turns_of(std::string_view text, const DocumentHints& hints = {}) {
  static const Result<Packs> packs = load_packs();
  const Result<Document> document = read_document("test", text, hints, packs.value());
  if (!document.ok()) return "unread";
  std::string line;
  for (const SpeakerTurn& turn : document.value().turns) {
    if (!line.empty()) line += "; ";
    line += turn.speaker + " (" + turn.country + ")";
  }
  return line;
}

TEST(Turns, AreFoundByLabels) {
  EXPECT_EQ(turns_of("○森田委員　予算について伺います。\n\n○国務大臣（山本太一君）　お答えします。三億円です。\n"),
            "森田委員 (JP); 山本太一 (JP)");
  EXPECT_EQ(turns_of("【日日新聞　木下記者】支援額を伺います。\n\n【山本外務大臣】五億円であります。\n"),
            "日日新聞　木下記者 (JP); 山本外務大臣 (JP)");
  EXPECT_EQ(turns_of("Norway's Prime Minister Kari Berg met Kenyan President James Otieno on Monday.\n\n"
                     "PRIME MINISTER BERG: We will give $5 million.\n\n"
                     "PRESIDENT OTIENO: We thank our friends.\n\nPRIME MINISTER BERG: We are glad.\n"),
            "PRIME MINISTER BERG (NO); PRESIDENT OTIENO (KE); PRIME MINISTER BERG (NO)");
  DocumentHints hints;
  hints.speaker = "Kari Berg";
  hints.speaker_country = "NO";
  EXPECT_EQ(turns_of("Q: How much will you give?\n\nA: We will give $5 million.\n\nQ: And when?\n", hints),
            "Q (); Kari Berg (NO); Q ()");
  EXPECT_EQ(
      turns_of("Питання: Скільки коштів надасте?\n\nВідповідь: Ми надамо 5 млн доларів.\n\nПитання: Коли?\n", hints),
      "Питання (); Kari Berg (NO); Питання ()");
}

TEST(Turns, AreNoneWhereOneSpeaks) {
  const std::vector<std::string_view> texts{
      "Norway helps in three ways:\n\nEnergy: we give generators.\n\nHealth: we give vans.\n",
      "○国務大臣（山本太一君）　三億円です。\n\n支援を続けます。\n",
      "Questions remain.\n\nA new school was built.\n\nAnswers are few.\n",
      "Date: 5 May 2025\n\nPlace: Oslo\n\nWe gave $5 million.\n",
  };
  for (const std::string_view text : texts) EXPECT_EQ(turns_of(text), "") << text;
}

}  // namespace
}  // namespace kept
