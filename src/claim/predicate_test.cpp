#include "claim/predicate.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "claim/claim.hpp"
#include "claim/context.hpp"
#include "claim/scenario.hpp"
#include "document/document.hpp"

namespace kept {
namespace {

std::string predicate_of(std::string_view text) {
  const Document document = test_document(text, "ja");
  const auto context = make_reading_context(document, test_packs());
  if (!context) return "no pack";
  const Predicate predicate = predicate_behind(*context, 0, context->tokens.size());
  return std::string(to_string(predicate.modality)) + (predicate.decided ? " decided" : "") +
         (predicate.future ? " future" : "");
}

TEST(Predicate, IsToldByTheEndOfItsClause) {
  EXPECT_EQ(predicate_of("機材を供与しました。"), "stated");
  EXPECT_EQ(predicate_of("機材を供与いたします。"), "promised future");
  EXPECT_EQ(predicate_of("機材を供与することを決定した。"), "promised decided future");
  EXPECT_EQ(predicate_of("機材を供与する予定である。"), "expected future");
  EXPECT_EQ(predicate_of("機材の供与を検討すべきだ。"), "proposed future");
  EXPECT_EQ(predicate_of("機材を供与していません。"), "denied");
  EXPECT_EQ(predicate_of("機材に関する話。"), "stated");
}

TEST(Predicate, StopsWhereTheNextClauseBegins) {
  EXPECT_EQ(predicate_of("学校を建て、病院を修復する予定だ。"), "stated");
  const Document document = test_document("来月に会い、先月に話した。", "ja");
  const auto context = make_reading_context(document, test_packs());
  ASSERT_TRUE(context);
  EXPECT_FALSE(is_told_to_come(*context, 0, context->tokens.size()));
}

}  // namespace
}  // namespace kept
