#include "verdict/rules.hpp"
#include "definition/definition.hpp"
#include "verdict/verdict.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace kept {
namespace {

bool amount_agrees(const Findings& f) { return f.amount == AxisFinding::agrees; }

bool open_promise(const Findings& f) { return f.promise && f.has_deadline; }

constexpr std::array rules{
    Rule{"a wish cannot be checked", 0, VerdictIs::not_checkable, [](const Findings& f) { return f.wish; }},

    // Promises: their status is the verdict.
    Rule{"a later document reports it done", 0, VerdictIs::kept,
         [](const Findings& f) { return f.promise && f.reported_done; }},
    Rule{"a record settles the promise", 0, VerdictIs::kept, [](const Findings& f) { return f.promise && f.settled; }},
    Rule{"a part is not the whole", 4, VerdictIs::partly_kept,
         [](const Findings& f) { return f.promise && (f.settled_in_part || f.reported_in_part); }},
    Rule{"the deadline is not reached", 0, VerdictIs::due,
         [](const Findings& f) { return open_promise(f) && !f.deadline_passed; }},
    Rule{"complete data leave no room for it", 1, VerdictIs::overdue,
         [](const Findings& f) { return open_promise(f) && f.deadline_passed && f.provably_missing; }},
    Rule{"no record settles it, and the data are not complete to its deadline", 1, VerdictIs::no_data,
         [](const Findings& f) { return open_promise(f); }},

    // Facts, and promises without a deadline whose decision may be on record.
    Rule{"no loaded source holds claims of this kind", 1, VerdictIs::no_data,
         [](const Findings& f) { return !f.recorded_kind; }},
    Rule{"the text does not say who gives to whom", 9, VerdictIs::no_data,
         [](const Findings& f) { return !f.parties_known; }},
    Rule{"no loaded data cover these parties", 1, VerdictIs::no_data, [](const Findings& f) { return !f.covered; }},
    Rule{"the record that a person named says otherwise", 0, VerdictIs::differs,
         [](const Findings& f) { return f.named && f.amount == AxisFinding::differs; }},
    Rule{"right in amount, another date", 6, VerdictIs::differs,
         [](const Findings& f) { return amount_agrees(f) && f.date == AxisFinding::differs; }},
    Rule{"records give it in another currency of the same sign", 3, VerdictIs::supported_otherwise,
         [](const Findings& f) {
           return f.own_currency && amount_agrees(f) && f.circumstances >= circumstances_min &&
                  (!f.searched || f.chance <= chance_max);
         }},
    Rule{"records give it under the plain reading", 3, VerdictIs::supported,
         [](const Findings& f) { return amount_agrees(f) && f.plain && f.circumstances >= circumstances_min; }},
    Rule{"an amount alone proves nothing", 9, VerdictIs::close,
         [](const Findings& f) { return amount_agrees(f) && f.circumstances < circumstances_min; }},
    Rule{"a search hits any number by luck", 2, VerdictIs::close,
         [](const Findings& f) { return amount_agrees(f) && f.searched && f.chance > chance_max; }},
    Rule{"records give it under another definition", 3, VerdictIs::supported_otherwise, amount_agrees},
    Rule{"the nearest reading misses by 5 % at most", 0, VerdictIs::close,
         [](const Findings& f) { return f.amount == AxisFinding::close; }},
    Rule{
        "complete data give no reading near it", 1, VerdictIs::contradicted,
        [](const Findings& f) { return f.total && f.complete && f.amount == AxisFinding::differs && !f.beyond_hedge; }},
    Rule{"no record of it, and the data do not claim to hold every flow", 1, VerdictIs::no_data,
         [](const Findings&) { return true; }},
};

}  // namespace

std::span<const Rule> verdict_rules() { return rules; }

const Rule& decide(const Findings& findings) {
  return *std::ranges::find_if(rules, [&findings](const Rule& rule) { return rule.holds(findings); });
}

}  // namespace kept
