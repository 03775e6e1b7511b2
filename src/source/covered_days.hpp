// Which days a record can have, and which days a load covers by its records.
//
// Published dates are wrong by a digit now and then: 0001, 2112, 2922. If one of them counted, a load would cover a
// thousand years, and nothing could be said of what its data do not have yet. So:
//
// - A plan is a `budget`, a `planned` sum, or a source's own total of a period that it states. Everything else is a
// past
//   fact, and cannot be later than the day on which its data were published, or else got.
// - Money cannot be earlier than 1945, when the first of the institutions that publish aid came about (the World Bank's
//   first loan is of 1947, the DAC of 1960); a fact that is no money not earlier than 1800.
// - A plan cannot be more than 50 years ahead of its data.
// - What cannot be stays as it is published, with a problem, and covers nothing.
// - A load covers the days of its past facts. The end of a period that still ran when the data were published counts
//   until then. Plans are covered days only where there is nothing else.
#pragma once

#include <optional>
#include <string>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "source/record.hpp"

namespace kept {

// The last day of which a load's data can tell: that of its release, else that on which it was got; empty: unknown.
std::optional<Date> last_known_day(const LoadedFile& load);

// Whether something can have happened on this day, by data of `known_by` (empty: only too early a day is told).
bool can_have_been(Date day, std::optional<Date> known_by);

// What is wrong with the date, as a sentence; empty: nothing, or there is none.
std::optional<std::string> date_fault(const Record& record, std::optional<Date> known_by);
std::optional<std::string> date_fault(const Fact& fact, std::optional<Date> known_by);

// date_implausible, without its place.
Problem date_problem(std::string fault);

class CoveredDays {
 public:
  // Nothing happens where the date is absent or cannot be.
  void add(const Record& record, std::optional<Date> known_by);
  void add(const Fact& fact, std::optional<Date> known_by);
  void add(const CoveredDays& other);
  [[nodiscard]] Period period() const { return past_.from ? past_ : plans_; }

 private:
  Period past_;
  Period plans_;
};

// A date_implausible for each record and fact of the load whose date cannot be, so many in full and the rest counted.
void report_dates(LoadedFile& load);

}  // namespace kept
