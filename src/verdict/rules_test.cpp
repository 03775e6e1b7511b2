#include "verdict/rules.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include "definition/definition.hpp"
#include "verdict/verdict.hpp"

namespace kept {
namespace {

Findings fact() {
  Findings f;
  f.parties_known = f.covered = true;
  return f;
}

Findings agreeing() {
  Findings f = fact();
  f.amount = AxisFinding::agrees;
  f.date = AxisFinding::agrees;
  f.plain = true;
  f.circumstances = 2;
  return f;
}

Findings total() {
  Findings f = fact();
  f.total = true;
  f.searched = true;
  f.circumstances = 2;
  f.amount = AxisFinding::differs;
  return f;
}

Findings promise() {
  Findings f = fact();
  f.promise = true;
  f.has_deadline = true;
  return f;
}

template <typename Change>
VerdictIs after(Findings findings, Change change) {
  change(findings);
  return decide(findings).verdict;
}

TEST(Rules, EachRowDecidesItsCase) {
  EXPECT_EQ(after(agreeing(), [](Findings&) {}), VerdictIs::supported);
  EXPECT_EQ(after(agreeing(), [](Findings& f) { f.plain = false; }), VerdictIs::supported_otherwise);
  EXPECT_EQ(after(agreeing(), [](Findings& f) { f.circumstances = 1; }), VerdictIs::close);
  EXPECT_EQ(after(agreeing(), [](Findings& f) { f.date = AxisFinding::differs; }), VerdictIs::differs);
  EXPECT_EQ(after(agreeing(), [](Findings& f) { f.date = AxisFinding::no_data; }), VerdictIs::supported);
  EXPECT_EQ(after(agreeing(), [](Findings& f) { f.amount = AxisFinding::close; }), VerdictIs::close);
  EXPECT_EQ(after(agreeing(), [](Findings& f) { f.amount = AxisFinding::no_data; }), VerdictIs::no_data);
  EXPECT_EQ(after(agreeing(), [](Findings& f) { f.parties_known = false; }), VerdictIs::no_data);
  EXPECT_EQ(after(agreeing(), [](Findings& f) { f.covered = false; }), VerdictIs::no_data);
  EXPECT_EQ(after(agreeing(), [](Findings& f) { f.recorded_kind = false; }), VerdictIs::no_data);
  EXPECT_EQ(after(agreeing(), [](Findings& f) { f.wish = true; }), VerdictIs::not_checkable);
}

TEST(Rules, ContradictedNeedsCompleteCoverage) {
  EXPECT_EQ(after(total(), [](Findings&) {}), VerdictIs::no_data);
  EXPECT_EQ(after(total(), [](Findings& f) { f.complete = true; }), VerdictIs::contradicted);
  EXPECT_EQ(after(total(), [](Findings& f) { f.complete = f.beyond_hedge = true; }), VerdictIs::no_data);
  EXPECT_EQ(after(fact(),
                  [](Findings& f) {
                    f.complete = true;
                    f.amount = AxisFinding::differs;
                  }),
            VerdictIs::no_data)
      << "a single flow is never contradicted";
}

TEST(Rules, LuckIsNoSupport) {
  const auto found = [](double chance) {
    return after(total(), [chance](Findings& f) {
      f.amount = AxisFinding::agrees;
      f.chance = chance;
    });
  };
  EXPECT_EQ(found(0.04), VerdictIs::supported_otherwise);
  EXPECT_EQ(found(0.06), VerdictIs::close);
}

TEST(Rules, PromisesHaveTheirStatus) {
  EXPECT_EQ(after(promise(), [](Findings&) {}), VerdictIs::due);
  EXPECT_EQ(after(promise(), [](Findings& f) { f.settled = true; }), VerdictIs::kept);
  EXPECT_EQ(after(promise(), [](Findings& f) { f.reported_done = true; }), VerdictIs::kept);
  EXPECT_EQ(after(promise(), [](Findings& f) { f.settled_in_part = true; }), VerdictIs::partly_kept);
  EXPECT_EQ(after(promise(), [](Findings& f) { f.reported_in_part = true; }), VerdictIs::partly_kept);
  EXPECT_EQ(after(promise(), [](Findings& f) { f.deadline_passed = true; }), VerdictIs::no_data)
      << "a passed date without data is not overdue";
  EXPECT_EQ(after(promise(), [](Findings& f) { f.deadline_passed = f.provably_missing = true; }), VerdictIs::overdue);
  EXPECT_EQ(after(promise(), [](Findings& f) { f.provably_missing = true; }), VerdictIs::due);
  EXPECT_EQ(after(promise(),
                  [](Findings& f) {
                    f.has_deadline = false;
                    f.decision_found = f.plain = true;
                    f.amount = AxisFinding::agrees;
                    f.circumstances = 2;
                  }),
            VerdictIs::supported)
      << "without a deadline the decision on record is what can be shown";
}

// Every combination of findings: no rule of honesty is broken by any of them.
TEST(RulesProperty, HoldForEveryCombination) {
  std::set<std::string> decided;
  for (unsigned bits = 0; bits < (1U << 17U); ++bits) {
    const auto bit = [bits](unsigned i) { return ((bits >> i) & 1U) != 0; };
    Findings f;
    f.promise = bit(0);
    f.total = bit(1);
    f.wish = bit(2);
    f.parties_known = bit(3);
    f.covered = bit(4);
    f.plain = bit(5);
    f.circumstances = bit(6) ? 2 : 1;
    f.searched = f.total;
    f.chance = bit(7) ? 0.5 : 0.01;
    f.beyond_hedge = bit(8);
    f.complete = bit(9);
    f.reported_done = bit(10);
    f.settled = bit(11);
    f.settled_in_part = bit(12);
    f.has_deadline = bit(13);
    f.deadline_passed = bit(14);
    f.named = bit(15);
    f.own_currency = bit(16);
    f.provably_missing = f.complete;
    f.recorded_kind = f.parties_known || f.searched;
    for (int amount = 0; amount < 4; ++amount) {
      for (int date = 0; date < 4; ++date) {
        f.amount = static_cast<AxisFinding>(amount);
        f.date = static_cast<AxisFinding>(date);
        const Rule& rule = decide(f);
        decided.insert(std::string(rule.name));
        if (rule.verdict == VerdictIs::contradicted) {
          EXPECT_TRUE(f.complete && f.total && !f.beyond_hedge);
        }
        if (rule.verdict == VerdictIs::overdue) {
          EXPECT_TRUE(f.promise && f.deadline_passed && f.provably_missing);
        }
        if (rule.verdict == VerdictIs::supported || rule.verdict == VerdictIs::supported_otherwise) {
          EXPECT_TRUE(f.amount == AxisFinding::agrees && f.date != AxisFinding::differs && f.circumstances >= 2);
          EXPECT_TRUE(f.covered && f.parties_known);
        }
        if (rule.verdict == VerdictIs::supported) {
          EXPECT_TRUE(f.plain);
        }
        if (rule.verdict == VerdictIs::supported_otherwise && f.searched) {
          EXPECT_LE(f.chance, chance_max);
        }
        if (rule.verdict == VerdictIs::differs) {
          EXPECT_TRUE(f.named || f.date == AxisFinding::differs);
        }
        if (rule.verdict == VerdictIs::kept) {
          EXPECT_TRUE(f.promise && (f.settled || f.reported_done));
        }
      }
    }
  }
  EXPECT_EQ(decided.size(), verdict_rules().size()) << "a row that never decides is dead";
}

}  // namespace
}  // namespace kept
