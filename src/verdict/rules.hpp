// The honesty rules as a table: what may be said of a claim, given what was found. Rows are tried from the top and
// the first that holds decides, so each row is stronger than all below it (docs/verdicts.md explains each).
#pragma once

#include <span>
#include <string_view>

#include "definition/definition.hpp"
#include "verdict/verdict.hpp"

namespace kept {

// All that a rule looks at. Gathered from records, coverage, definitions and later documents; no rule sees more.
struct Findings {
  // What is asked.
  bool promise = false;        // money or deed still to come when it was said
  bool total = false;          // a sum over time, found by search
  bool wish = false;           // proposed or requested: nothing published could show it true or false
  bool recorded_kind = true;   // money of aid; no source here holds events, goods, prices
  bool parties_known = false;  // the text says who gives and who receives
  bool covered = false;        // a load covers these parties

  // What records say.
  AxisFinding amount = AxisFinding::no_data;
  AxisFinding date = AxisFinding::no_data;
  bool named = false;     // a person said that this record is the claimed flow
  bool plain = false;     // under the plain reading of the words
  int circumstances = 0;  // that agree beside the amount
  bool searched = false;  // found by a search over definitions
  double chance = 0;      // accidental hits to expect of that search
  bool beyond_hedge = false;
  bool own_currency = false;  // in the giver's own currency, which the text's sign may mean
  bool complete = false;      // coverage is complete for parties, measures and period of the claim

  // Of promises.
  bool reported_done = false;     // a later document says so
  bool reported_in_part = false;  // a later document tells of a part
  bool settled = false;           // a record of the promised money, in time or late
  bool settled_in_part = false;   // a payment inside the promised total
  bool has_deadline = false;
  bool deadline_passed = false;
  bool provably_missing = false;  // data complete beyond the deadline leave no room for it
  bool decision_found = false;    // the decision itself is on record
};

struct Rule {
  std::string_view name;
  int honesty = 0;  // number of the honesty rule that it serves, 0: the table of verdicts itself
  VerdictIs verdict = VerdictIs::no_data;
  bool (*holds)(const Findings&) = nullptr;
};

inline constexpr double chance_max = 0.05;   // rule 2
inline constexpr int circumstances_min = 2;  // rule 9

std::span<const Rule> verdict_rules();

// The first rule that holds; the last row always does.
const Rule& decide(const Findings& findings);

}  // namespace kept
