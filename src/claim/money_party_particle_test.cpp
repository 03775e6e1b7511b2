#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "claim/amount.hpp"
#include "claim/claim.hpp"
#include "claim/context.hpp"
#include "claim/money.hpp"
#include "claim/scenario.hpp"
#include "document/document.hpp"

namespace kept {
namespace {

// "GIVER>RECEIVER stage modality date" of each amount of a Japanese text of 15 May 2025.
std::string money_line(std::string_view text) {
  const Document document = test_document(text, "ja");
  const auto context = make_reading_context(document, test_packs());
  if (!context) return "no pack";
  const auto codes = [](const std::vector<std::string>& list) {
    std::string joined;
    for (const std::string& code : list) joined += (joined.empty() ? "" : ",") + code;
    return joined;
  };
  std::string line;
  for (const Claim& claim : read_money(*context, find_amounts(*context)).claims) {
    if (!line.empty()) line += "; ";
    line += codes(claim.giver) + ">" + codes(claim.receiver) + " ";
    line += std::string(to_string(claim.stage.value_or(Stage::given))) + " " + std::string(to_string(claim.modality));
    if (claim.period.from) line += " " + claim.period.from->to_string();
  }
  return line;
}

TEST(MoneyPartyParticle, TellsWhoGivesToWhom) {
  const std::vector<Scenario> scenarios{
      // Noun phrases that receive.
      {"日本はガーナの診療所に2億円を供与した。", "JP>GH given stated"},
      {"日本はトンガにおける津波の被害に対し、3億円の援助を決定した。", "JP>TO committed promised"},
      {"フランスはチャド及びニジェールに対し、4億ユーロを拠出した。", "FR>NE,TD given stated"},
      {"ドイツは、ロシアの侵略に対し、4億ユーロを拠出した。", "DE> given stated"},
      // Names with brackets, offices and boards.
      {"アジア開発銀行（ＡＤＢ）は、9億ドルの融資を承認した。", "ADB> committed promised"},
      {"ＩＭＦ理事会は9億ドルの融資を承認した。", "IMF> committed promised"},
      {"ケニア財務省は、日本からの2億円の支援を受領した。", "JP>KE disbursed stated"},
      // Headlines, lists, envoys.
      {"英国、ガーナに3億ポンドを供与", "GB>GH given stated"},
      {"カナダ、日本及び英国は5億ドルの支援を表明した。", "GB,JP,CA> pledged promised"},
      {"駐ケニア大使は、6億円の無償資金協力に関する書簡に署名した。", "NO>KE signed stated"},
      // Somebody without a state is nobody's state.
      {"同社は5億円を拠出した。", "> given stated"},
      {"二十か国が5億ドルを拠出した。", "> given stated"},
      {"復興に必要な費用は5億ドルに上る。", "> requested proposed"},
      {"ガーナの復旧に必要な費用は5億ドルに上る。", ">GH requested proposed"},
  };
  for (const Scenario& scenario : scenarios) EXPECT_EQ(money_line(scenario.text), scenario.want) << scenario.text;
}

TEST(MoneyPartyParticle, ReadsBareDaysAndSpeech) {
  const std::vector<Scenario> scenarios{
      {"日本政府は12日、2億円の支援を発表した。", "JP> pledged promised 2025-05-12"},
      {"日本政府は28日、2億円の支援を発表した。", "JP> pledged promised 2025-04-28"},
      {"日本政府は28日、2億円の支援を実施する予定である。", "JP> pledged expected 2025-05-28"},
      {"日本政府は12日間で2億円を支出した。", "JP> given stated"},
      {"日本は2億円を拠出すると述べた。", "JP> pledged promised"},
      {"日本は2億円を拠出したと述べた。", "JP> given stated"},
      {"日本は2億円の拠出を承認する見通しだ。", "JP> committed expected"},
      {"日本の黒字は2億円だったと発表した。", "> other stated"},
      {"ガーナの子どもたちに対する2億円の支援を日本が行った。", "JP>GH given stated"},
  };
  for (const Scenario& scenario : scenarios) EXPECT_EQ(money_line(scenario.text), scenario.want) << scenario.text;
}

}  // namespace
}  // namespace kept
