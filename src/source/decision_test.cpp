#include "source/decision.hpp"

#include <gtest/gtest.h>

#include <string>

namespace kept {
namespace {

const std::string sha256(64, 'a');

TEST(ClaimKey, IsReadAsItIsWritten) {
  const ClaimKey key{sha256, 10, 25};
  const auto read = ClaimKey::parse(key.to_string());
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->text_sha256, sha256);
  EXPECT_EQ(read->from, 10U);
  EXPECT_EQ(read->to, 25U);
}

TEST(ClaimKey, IsNothingElse) {
  for (const std::string& text :
       {std::string{}, std::string("kiel/rows/line 5"), sha256, sha256 + ":", sha256 + ":5", sha256 + ":9-5",
        sha256 + ":5-5", sha256 + ":-5", sha256 + ":5-6x", sha256.substr(1) + ":5-6", std::string(64, 'G') + ":5-6"}) {
    EXPECT_FALSE(ClaimKey::parse(text).has_value()) << text;
  }
}

Decision of(DecisionKind kind, std::string first, std::string second) {
  Decision decision;
  decision.kind = kind;
  decision.first = std::move(first);
  decision.second = std::move(second);
  decision.by = "A. Person";
  decision.reason = "read both";
  return decision;
}

TEST(Decision, SaysWhatIsWrongWithIt) {
  const std::string claim = sha256 + ":1-2";
  const std::string later = sha256 + ":3-4";
  EXPECT_FALSE(fault_of(of(DecisionKind::flow, "a/1", "b/1")).has_value());
  EXPECT_FALSE(fault_of(of(DecisionKind::evidence, claim, "b/1")).has_value());
  EXPECT_FALSE(fault_of(of(DecisionKind::follow_up, claim, later)).has_value());
  EXPECT_FALSE(fault_of(of(DecisionKind::reading, claim, "")).has_value());

  EXPECT_TRUE(fault_of(of(DecisionKind::flow, "b/1", "a/1")).has_value());
  EXPECT_TRUE(fault_of(of(DecisionKind::flow, "a/1", "a/1")).has_value());
  EXPECT_TRUE(fault_of(of(DecisionKind::flow, "a/1", "")).has_value());
  EXPECT_TRUE(fault_of(of(DecisionKind::flow, claim, later)).has_value());
  EXPECT_TRUE(fault_of(of(DecisionKind::evidence, "a/1", claim)).has_value());
  EXPECT_TRUE(fault_of(of(DecisionKind::evidence, claim, later)).has_value());
  EXPECT_TRUE(fault_of(of(DecisionKind::follow_up, claim, "a/1")).has_value());
  EXPECT_TRUE(fault_of(of(DecisionKind::reading, claim, later)).has_value());
  EXPECT_TRUE(fault_of(of(DecisionKind::reading, "a/1", "")).has_value());

  Decision decision = of(DecisionKind::reading, claim, "");
  decision.by.clear();
  EXPECT_TRUE(fault_of(decision).has_value());
  decision = of(DecisionKind::reading, claim, "");
  decision.reason.clear();
  EXPECT_TRUE(fault_of(decision).has_value());
  decision = of(DecisionKind::follow_up, claim, later);
  decision.confirmed = true;
  EXPECT_TRUE(fault_of(decision).has_value());
  decision.relation = "kept";
  EXPECT_FALSE(fault_of(decision).has_value());
  decision.confirmed = false;
  EXPECT_TRUE(fault_of(decision).has_value());
}

}  // namespace
}  // namespace kept
