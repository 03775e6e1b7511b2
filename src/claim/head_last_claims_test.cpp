#include "claim/head_last_claims.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "claim/claim.hpp"
#include "claim/context.hpp"
#include "claim/scenario.hpp"
#include "document/document.hpp"

namespace kept {
namespace {

// "KIND TEXT modality; ..." of a Japanese text.
std::string line_in_japanese(std::string_view text) {
  const Document document = test_document(text, "ja");
  std::string line;
  const auto context = make_reading_context(document, test_packs());
  if (!context) return "no pack";
  for (const Claim& claim : read_head_last_claims(*context)) {
    if (!line.empty()) line += "; ";
    line += std::string(to_string(claim.kind)) + " " + std::string(claim.span.of(document.text));
    if (claim.modality != Modality::stated) line += " " + std::string(to_string(claim.modality));
  }
  return line;
}

TEST(HeadLastClaims, FindsWhatHeadsAndVerbsBehindNounsTell) {
  const std::vector<Scenario> scenarios{
      {"昨年五月、オスロで第3回ノルウェー・インド首脳会談が行われました。", "event 第3回ノルウェー・インド首脳会談"},
      {"両国は来月、租税協定に署名する予定です。", "agreement 租税協定 expected"},
      {"ノルウェー政府はロシアの銀行に対する資産凍結を決定しました。",
       "sanction ロシアの銀行に対する資産凍結 promised"},
      {"ノルウェーはモルドバに救急車と発電機を提供します。", "goods 救急車 promised; goods 発電機 promised"},
      {"政府は旧い補助金を廃止した。", "act 補助金を廃止した"},
      {"手数料は来年から3％に引き下げられます。", "act 3％に引き下げられます expected"},
      {"予算は去年三億円に減額された。", "act 三億円に減額された"},
      {"会議は大切だ。", ""},
      {"制裁は目的ではない。", ""},
      {"発電機は高い。", ""},
      {"協定という言葉を聞いた。", ""},
      {"廃止の是非を考える。", ""},
  };
  for (const Scenario& scenario : scenarios) EXPECT_EQ(line_in_japanese(scenario.text), scenario.want) << scenario.text;
}

}  // namespace
}  // namespace kept
