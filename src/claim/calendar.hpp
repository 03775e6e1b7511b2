// The arithmetic of date expressions: what "last February", "this autumn" or "the first half of 2026" is, given the
// document's day.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "lang/pattern.hpp"

namespace kept {

struct DateQuestion {
  std::string_view op;        // of the table `date`: day, month, year, season ...
  std::string_view argument;  // year-1, base+1988, april-1, last, this, next, -n year, year+0 2 ...
  const PatternMatch& match;
  std::optional<Date> today;         // the document's day
  std::optional<std::int32_t> year;  // named before in the paragraph
  bool future = false;               // the sentence speaks of the future
};

struct DateAnswer {
  Period period;  // open at both ends where it cannot be known
  DatePrecision precision = DatePrecision::day;
  std::string fiscal_year;
};

// Seasons are those of the northern half of the earth: spring 03-05, summer 06-08, autumn 09-11, winter 12-02.
DateAnswer answer_date(const DateQuestion& question);

}  // namespace kept
