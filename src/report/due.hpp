// `kept due`: the promises of documents with their deadlines: what is overdue, due, done in part, kept, or unknown.
//
// A promise that is told again, in the same words or with another deadline, is one promise with a history: it stands
// where it was told first, under its newest deadline.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "report/check_report.hpp"

namespace kept {

struct DuePromise {
  const CheckedDocument* document = nullptr;  // where it was told first; both point into the report
  const CheckedClaim* claim = nullptr;
  const CheckedClaim* newest = nullptr;  // where it was told last: `claim` itself, or a later one
  VerdictIs is = VerdictIs::no_data;     // kept or partly_kept by whichever telling, else as of the newest
  std::optional<Date> deadline;          // the newest
  std::vector<Date> moved_from;          // earlier deadlines, oldest first
  std::vector<const FollowUp*> history;  // every later telling, by document
};

// Ordered as a person needs them: overdue, due, partly kept, unknown, kept; by deadline in each, those without one
// last. What nothing published could show is left out.
std::vector<DuePromise> due_promises(const CheckReport& report);

// For people, 80 cells wide.
std::string due_table(const CheckReport& report, bool colour);

// {"kept", "on", "as_of", "promises": [...]}; docs/json.md has the keys.
std::string due_json(const CheckReport& report);

// RFC 5545: one all-day event a promise with a deadline, on its day. The UID stays the same for as long as the document
// that first told it does, SEQUENCE counts how often the deadline moved, DTSTAMP is the day of asking.
std::string due_calendar(const CheckReport& report);

}  // namespace kept
