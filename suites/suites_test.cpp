// Prints the share of each suite that we read as it says, and fails where a case fails that suites/known.tsv does not
// list, where a listed one passes, or where the share is below what is asked.
//
// The suites stand outside of the project (../shared/data/cases); without them these tests are skipped, and the small
// examples of ours in each format (suites/examples) are read instead, which must all be right. SUITES_SHOW=NAME prints
// the wrong cases of one suite.
#include "suites/suites.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "lang/packs.hpp"
#include "suites/known.hpp"

namespace kept::suites {
namespace {

const std::filesystem::path source = KEPT_SOURCE_DIR;
const std::filesystem::path outside = source / "../shared/data/cases";

const Packs& packs() {
  static const Result<Packs> packs = load_packs();
  EXPECT_TRUE(packs.ok()) << (packs.ok() ? "" : to_string(packs.problem()));
  return packs.value();
}

bool is_shown(std::string_view suite) {
  const char* const name = std::getenv("SUITES_SHOW");
  return name != nullptr && suite == name;
}

struct Tally {
  std::size_t right = 0;
  std::size_t counted = 0;
  std::set<std::size_t> added;    // fail, and are not listed
  std::set<std::size_t> cleared;  // are listed as failing, and pass
};

Tally count(const Suite& suite, const std::vector<Outcome>& outcomes, const KnownCases& known) {
  Tally tally;
  for (const Outcome& outcome : outcomes) {
    if (known.left_out.contains(outcome.number)) continue;
    ++tally.counted;
    tally.right += outcome.right ? 1U : 0U;
    const bool listed = known.failing.contains(outcome.number);
    if (!outcome.right && !listed) tally.added.insert(outcome.number);
    if (outcome.right && listed) tally.cleared.insert(outcome.number);
    if (!outcome.right && is_shown(suite.name)) {
      fmt::print("{}{} {:?}\n     want {}\n     got  {}\n", listed ? "-" : "!", outcome.number, outcome.text,
                 outcome.want, outcome.got);
    }
  }
  return tally;
}

class OutsideSuite : public testing::TestWithParam<Suite> {};

TEST_P(OutsideSuite, IsReadAsItSays) {
  const Suite& suite = GetParam();
  const std::string bytes = bytes_of(outside / suite.file);
  if (bytes.empty()) GTEST_SKIP() << "skipped: no ../shared";
  if (packs().find(suite.language) == nullptr) GTEST_SKIP() << "skipped: no pack for " << suite.language;
  const Result<KnownCases> known = known_cases(bytes_of(source / "suites/known.tsv"), suite.name);
  ASSERT_TRUE(known.ok()) << to_string(known.problem());
  const std::vector<Outcome> outcomes = suite.run(suite, bytes, packs());
  ASSERT_FALSE(outcomes.empty());
  const Tally tally = count(suite, outcomes, *known);
  const double share = 100.0 * static_cast<double>(tally.right) / static_cast<double>(tally.counted);
  fmt::print("{}: {} of {} right ({:.1f} %), {} left out{}\n", suite.name, tally.right, tally.counted, share,
             outcomes.size() - tally.counted, known->open ? ", open" : "");
  if (known->open) return;
  EXPECT_TRUE(tally.added.empty()) << "fail and are not listed: " << ranges_of(tally.added);
  EXPECT_TRUE(tally.cleared.empty()) << "pass and are listed as failing: " << ranges_of(tally.cleared);
  EXPECT_GE(share, suite.least);
}

std::string test_name(const testing::TestParamInfo<Suite>& info) {
  std::string name(info.param.name);
  for (char& c : name) c = c == '/' || c == '-' ? '_' : c;
  return name;
}

INSTANTIATE_TEST_SUITE_P(Suites, OutsideSuite, testing::ValuesIn(all_suites().begin(), all_suites().end()), test_name);

class OwnExamples : public testing::TestWithParam<Suite> {};

TEST_P(OwnExamples, AreReadAsTheySay) {
  const Suite& suite = GetParam();
  const std::string bytes = bytes_of(source / "suites/examples" / suite.file);
  if (bytes.empty() || packs().find(suite.language) == nullptr) GTEST_SKIP() << "skipped: no examples";
  const std::vector<Outcome> outcomes = suite.run(suite, bytes, packs());
  EXPECT_FALSE(outcomes.empty());
  for (const Outcome& outcome : outcomes) EXPECT_EQ(outcome.want, outcome.got) << outcome.text;
}

INSTANTIATE_TEST_SUITE_P(Suites, OwnExamples, testing::ValuesIn(all_suites().begin(), all_suites().end()), test_name);

TEST(KnownCases, AreReadByLine) {
  const auto known = known_cases("suite\tkind\tcases\treason\na\tfails\t3 5-7\twhy\na\tleft_out\t9\twhy\n", "a");
  ASSERT_TRUE(known.ok());
  EXPECT_EQ(ranges_of(known->failing), "3 5-7");
  EXPECT_EQ(ranges_of(known->left_out), "9");
  EXPECT_FALSE(known->open);
}

TEST(KnownCases, NeedAReasonAndNameNoCaseTwice) {
  EXPECT_FALSE(known_cases("a\tfails\t3\t\n", "a").ok());
  EXPECT_FALSE(known_cases("a\tfails\t3\twhy\na\tfails\t2-4\twhy\n", "a").ok());
  EXPECT_FALSE(known_cases("a\tskip\t3\twhy\n", "a").ok());
  EXPECT_FALSE(known_cases("a\tfails\t3-2\twhy\n", "a").ok());
}

}  // namespace
}  // namespace kept::suites
