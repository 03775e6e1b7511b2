#include "claim/calendar.hpp"

#include <charconv>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include "base/date.hpp"
#include "lang/pattern.hpp"

namespace kept {
namespace {

constexpr int days_ahead_max = 31;      // a day without a year so soon after today is meant, not last year's
constexpr int days_ended_ago_min = 90;  // "last May" in December is this year's, in July last year's

std::optional<int> integer(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// The number behind `unit` in "year-1".
std::optional<int> offset(std::string_view argument, std::string_view unit) {
  if (!argument.starts_with(unit)) return std::nullopt;
  return integer(argument.substr(unit.size()));
}

Period months(int year, int first_month, int count) {
  const auto from = Date::from_ymd(year, static_cast<unsigned>(first_month), 1);
  if (!from) return {};
  return {from, from->plus_months(count).plus_days(-1)};
}

// The year that a part of a year belongs to: named in the pattern, counted from an era's begin, told by "last year" or
// by "last fiscal year" (of a budget that runs from April), or unknown.
std::optional<int> own_year(const DateQuestion& q) {
  constexpr unsigned april = 4;
  if (const auto year = q.match.value(Slot::year)) return year;
  const std::string_view argument = q.argument.substr(0, q.argument.find(' '));
  if (const auto base = offset(argument, "base")) return *base + q.match.value(Slot::number).value_or(1);
  if (const auto years = offset(argument, "year"); years && q.today) return q.today->year() + *years;
  if (const auto years = offset(argument, "april"); years && q.today) {
    return q.today->year() + *years - (q.today->month() < april ? 1 : 0);
  }
  return std::nullopt;
}

// The 2 of "2" and of "year+0 2": the pack says which part a word like "second half" names.
std::optional<int> own_part(const DateQuestion& q) {
  const std::size_t blank = q.argument.rfind(' ');
  return integer(blank == std::string_view::npos ? q.argument : q.argument.substr(blank + 1));
}

// Picks the year for which `at(year)` is meant where no year is named with it.
template <typename PeriodOf>
Period pick_year(const DateQuestion& q, const PeriodOf& at) {
  if (q.year) {
    const Period named = at(*q.year);
    if (named.from && (!q.today || q.future || *named.from <= *q.today)) return named;
  }
  if (!q.today) return {};
  const int year = q.today->year();
  Period this_year = at(year);
  constexpr int leap_years_apart = 8;  // 29 February: the nearest year that has one
  for (int back = 1; !this_year.from && back <= leap_years_apart; ++back)
    this_year = at(q.future ? year + back : year - back);
  if (!this_year.from || !this_year.to) return {};
  if (this_year.from->year() != year) return this_year;
  if (q.future) return *this_year.to >= *q.today ? this_year : at(year + 1);
  if (*this_year.from <= *q.today) return this_year;
  return days_between(*q.today, *this_year.from) <= days_ahead_max && *this_year.from == *this_year.to ? this_year
                                                                                                       : at(year - 1);
}

Period answer_day(const DateQuestion& q) {
  const auto month = q.match.value(Slot::month) ? q.match.value(Slot::month) : q.match.value(Slot::month_number);
  const auto day = q.match.value(Slot::day) ? q.match.value(Slot::day) : q.match.value(Slot::ordinal);
  const int last_day = q.match.value(Slot::day, 1).value_or(*day);
  const auto at = [&](int year) {
    const auto from = Date::from_ymd(year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
    const auto to = Date::from_ymd(year, static_cast<unsigned>(*month), static_cast<unsigned>(last_day));
    return from && to && *from <= *to ? Period{from, to} : Period{};
  };
  if (const auto year = own_year(q)) return at(*year);
  return pick_year(q, at);
}

Period answer_month(const DateQuestion& q) {
  const auto named = q.match.value(Slot::month) ? q.match.value(Slot::month) : q.match.value(Slot::month_number);
  const int month = *named;
  const auto at = [&](int year) { return months(year, month, 1); };
  if (const auto year = own_year(q)) return at(*year);
  if (q.argument == "last" && q.today) {
    if (q.year && *at(*q.year).to < *q.today && *q.year + 1 >= q.today->year()) return at(*q.year);
    const Period this_year = at(q.today->year());
    const bool long_ended = days_between(*this_year.to, *q.today) >= days_ended_ago_min;
    return long_ended ? this_year : at(q.today->year() - 1);
  }
  if (q.argument == "this" && q.today) return at(q.today->year());
  if (q.argument == "next" && q.today) {
    return *at(q.today->year()).from > *q.today ? at(q.today->year()) : at(q.today->year() + 1);
  }
  return pick_year(q, at);
}

Period answer_season(const DateQuestion& q) {
  const int first_month = *q.match.value(Slot::season) * 3;  // March, June, September, December
  const auto at = [&](int year) { return months(year, first_month, 3); };
  if (const auto year = own_year(q)) return at(*year);
  if (!q.today) return {};
  Period current = at(q.today->year());
  const bool in_january = first_month == 12 && q.today->month() <= 2;
  if (in_january) current = at(q.today->year() - 1);
  if (q.argument == "last") return *current.to < *q.today ? current : at(current.from->year() - 1);
  if (q.argument == "next") return *current.from > *q.today ? current : at(current.from->year() + 1);
  if (q.argument == "this") return current;
  return pick_year(q, at);
}

Period answer_part(const DateQuestion& q, int parts) {
  std::optional<int> part = q.match.value(Slot::ordinal);
  if (!part) part = own_part(q);
  if (!part) part = q.match.value(Slot::number);
  if (!part || *part < 1 || *part > parts) return {};
  const int length = 12 / parts;
  const auto at = [&](int year) { return months(year, (*part - 1) * length + 1, length); };
  if (const auto year = own_year(q)) return at(*year);
  return pick_year(q, at);
}

Period answer_year(const DateQuestion& q) {
  if (q.argument == "so_far" && q.today) return {Date::from_ymd(q.today->year(), 1, 1), q.today};
  if (q.argument == "rest" && q.today) return {q.today, Date::from_ymd(q.today->year(), 12, 31)};
  if (const auto year = own_year(q)) return Period::of_year(*year);
  return {};
}

Period answer_weekday(const DateQuestion& q) {
  if (!q.today) return {};
  const int wanted = *q.match.value(Slot::weekday);  // Monday 1 ... Sunday 7
  const int current = static_cast<int>(q.today->weekday().iso_encoding());
  int days = wanted - current;
  if (const auto weeks = offset(q.argument, "week")) {
    days += 7 * *weeks;
  } else if (q.argument == "last") {
    if (days >= 0) days -= 7;
  } else if (q.argument == "next" || (q.argument != "this" && q.future)) {
    if (days <= 0) days += 7;
  } else if (q.argument != "this" && days > 0) {
    days -= 7;
  }
  const Date day = q.today->plus_days(days);
  return {day, day};
}

// "12日": the last day of that number, or the next where the sentence speaks of the future.
Period answer_nearest_day(const DateQuestion& q) {
  if (!q.today) return {};
  constexpr int months_max = 3;  // a month may lack the 31st, two in a row do not
  for (int months_off = 0; months_off < months_max; ++months_off) {
    const Date first = q.today->first_of_month().plus_months(q.future ? months_off : -months_off);
    const auto day = Date::from_ymd(first.year(), first.month(), static_cast<unsigned>(*q.match.value(Slot::day)));
    if (day && (q.future ? *day >= *q.today : *day <= *q.today)) return {day, day};
  }
  return {};
}

// "the 20th of next month", "4 to 22 this month"
Period answer_day_of_month(const DateQuestion& q) {
  if (q.argument == "nearest") return answer_nearest_day(q);
  const auto months_off = offset(q.argument, "month");
  if (!q.today || !months_off) return {};
  const Date first = q.today->first_of_month().plus_months(*months_off);
  const int day = *q.match.value(Slot::day);
  const int last_day = q.match.value(Slot::day, 1).value_or(day);
  const auto from = Date::from_ymd(first.year(), first.month(), static_cast<unsigned>(day));
  const auto to = Date::from_ymd(first.year(), first.month(), static_cast<unsigned>(last_day));
  return from && to && *from <= *to ? Period{from, to} : Period{};
}

constexpr int days_of_week = 7;
constexpr int thursday = 4;  // by ISO 8601 a week belongs to the month and year of its Thursday

// The `nth` such weekday (from 1; 0: the last) that lies in `span`, or nothing.
std::optional<Date> nth_weekday_in(const Period& span, int weekday, int nth) {
  if (!span.from || !span.to) return std::nullopt;
  const int first = (weekday - static_cast<int>(span.from->weekday().iso_encoding()) + days_of_week) % days_of_week;
  const int last = (static_cast<int>(span.to->weekday().iso_encoding()) - weekday + days_of_week) % days_of_week;
  const Date day = nth == 0 ? span.to->plus_days(-last) : span.from->plus_days(first + days_of_week * (nth - 1));
  return span.contains(Period{day, day}) ? std::optional(day) : std::nullopt;
}

// The month or year in which an nth weekday or week is counted, given a year where only a month is named.
Period counted_in(const DateQuestion& q, int year) {
  if (const auto month = q.match.value(Slot::month)) return months(year, *month, 1);
  if (const auto month = q.match.value(Slot::month_number)) return months(year, *month, 1);
  return Period::of_year(year);
}

// "the first Friday of July", "the last week of 2015": the nth `weekday` with `days_before` and `days_behind` around
// it.
Period answer_nth(const DateQuestion& q, int weekday, int days_before, int days_behind) {
  const int nth = q.argument == "last" ? 0 : q.match.value(Slot::ordinal).value_or(0);
  const auto around = [&](const Period& span) {
    const auto day = nth_weekday_in(span, weekday, nth);
    return day ? Period{day->plus_days(-days_before), day->plus_days(days_behind)} : Period{};
  };
  if (const auto off = offset(q.argument, "month"); off && q.today) {
    const Date first = q.today->first_of_month().plus_months(*off);
    return around({first, first.last_of_month()});
  }
  const auto at = [&](int year) { return around(counted_in(q, year)); };
  if (const auto year = own_year(q)) return at(*year);
  return pick_year(q, at);
}

Period answer_weekend(const DateQuestion& q) {
  if (!q.today) return {};
  constexpr int to_saturday = 5;
  const Date monday = q.today->plus_days(1 - static_cast<int>(q.today->weekday().iso_encoding()));
  const Date saturday = monday.plus_days(days_of_week * offset(q.argument, "week").value_or(0) + to_saturday);
  return {saturday, saturday.plus_days(1)};
}

Period answer_week(const DateQuestion& q) {
  if (!q.today) return {};
  const Date monday = q.today->plus_days(1 - static_cast<int>(q.today->weekday().iso_encoding()));
  if (q.argument == "so_far") return {monday, q.today};
  if (q.argument == "rest") return {q.today, monday.plus_days(6)};
  const Date begin = monday.plus_days(7 * offset(q.argument, "week").value_or(0));
  return {begin, begin.plus_days(6)};
}

Period answer_month_offset(const DateQuestion& q) {
  if (!q.today) return {};
  const Date first = q.today->first_of_month();
  if (q.argument == "so_far") return {first, q.today};
  if (q.argument == "rest") return {q.today, q.today->last_of_month()};
  const Date begin = first.plus_months(offset(q.argument, "month").value_or(0));
  return {begin, begin.last_of_month()};
}

// "-n year", "+10 year": from or to the document's day.
Period answer_span(const DateQuestion& q) {
  const std::size_t blank = q.argument.find(' ');
  if (!q.today || blank == std::string_view::npos) return {};
  const std::string_view count_text = q.argument.substr(1, blank - 1);
  const int count = count_text == "n" ? q.match.value(Slot::number).value_or(0) : integer(count_text).value_or(0);
  const int signed_count = q.argument.starts_with('-') ? -count : count;
  const std::string_view unit = q.argument.substr(blank + 1);
  constexpr int count_max = 1000;
  if (count == 0 || count > count_max) return {};
  const Date other = unit == "year"    ? q.today->plus_months(12 * signed_count)
                     : unit == "month" ? q.today->plus_months(signed_count)
                     : unit == "week"  ? q.today->plus_days(7 * signed_count)
                                       : q.today->plus_days(signed_count);
  return signed_count < 0 ? Period{other, q.today} : Period{q.today, other};
}

// "three days ago" is a day; "two years ago" is no day, but that year.
DateAnswer answer_point(const DateQuestion& q) {
  const Period span = answer_span(q);
  if (!span.from || !span.to) return {};
  const Date day = q.argument.starts_with('-') ? *span.from : *span.to;
  if (q.argument.ends_with("year")) return {Period::of_year(day.year()), DatePrecision::year, {}};
  if (q.argument.ends_with("month")) return {{day.first_of_month(), day.last_of_month()}, DatePrecision::month, {}};
  if (q.argument.ends_with("day")) return {{day, day}, DatePrecision::day, {}};
  const Date monday = day.plus_days(1 - static_cast<int>(day.weekday().iso_encoding()));
  return {{monday, monday.plus_days(days_of_week - 1)}, DatePrecision::day, {}};
}

// The first third of a month.
Period answer_month_start(const DateQuestion& q) {
  constexpr int days = 10;
  const Period month = answer_month(q);
  return month.from ? Period{month.from, month.from->plus_days(days - 1)} : Period{};
}

// "2022 and 2023", "2023-2028": from the begin of the first to the end of the last.
Period answer_year_range(const DateQuestion& q) {
  const auto first = q.match.value(Slot::year);
  const auto last = q.match.value(Slot::year, 1);
  if (!first || !last || *last < *first) return {};
  return {Period::of_year(*first).from, Period::of_year(*last).to};
}

// March of the year behind: the last month of a budget that runs from April.
Period answer_fiscal_end(const DateQuestion& q) {
  constexpr int march = 3;
  const auto year = own_year(q);
  return year ? months(*year + 1, march, 1) : Period{};
}

// "the first half of the 2030s"
Period answer_decade(const DateQuestion& q) {
  const auto year = q.match.value(Slot::year);
  if (!year) return {};
  constexpr int half = 5;
  const int first = q.argument == "second" ? *year + half : *year;
  const int last = q.argument == "first" ? *year + half - 1 : *year + 2 * half - 1;
  return {Date::from_ymd(first, 1, 1), Date::from_ymd(last, 12, 31)};
}

std::string answer_fiscal_year(const DateQuestion& q) {
  constexpr int century = 2000;
  if (const auto year = own_year(q)) return std::to_string(*year);
  if (const auto year = q.match.value(Slot::short_year)) return std::to_string(century + *year);
  return {};
}

}  // namespace

DateAnswer answer_date(const DateQuestion& q) {
  if (q.op == "day") return {answer_day(q), DatePrecision::day, {}};
  if (q.op == "month") return {answer_month(q), DatePrecision::month, {}};
  if (q.op == "year") return {answer_year(q), DatePrecision::year, {}};
  if (q.op == "season") return {answer_season(q), DatePrecision::season, {}};
  if (q.op == "half") return {answer_part(q, 2), DatePrecision::half, {}};
  if (q.op == "quarter") return {answer_part(q, 4), DatePrecision::quarter, {}};
  if (q.op == "weekday") return {answer_weekday(q), DatePrecision::day, {}};
  if (q.op == "week") return {answer_week(q), DatePrecision::day, {}};
  if (q.op == "month_offset") return {answer_month_offset(q), DatePrecision::month, {}};
  if (q.op == "nth_weekday") return {answer_nth(q, *q.match.value(Slot::weekday), 0, 0), DatePrecision::day, {}};
  if (q.op == "week_of") return {answer_nth(q, thursday, 3, 3), DatePrecision::day, {}};
  if (q.op == "day_of_month") return {answer_day_of_month(q), DatePrecision::day, {}};
  if (q.op == "weekend") return {answer_weekend(q), DatePrecision::day, {}};
  if (q.op == "point") return answer_point(q);
  if (q.op == "span") return {answer_span(q), DatePrecision::day, {}};
  if (q.op == "month_start") return {answer_month_start(q), DatePrecision::month, {}};
  if (q.op == "year_range") return {answer_year_range(q), DatePrecision::year, {}};
  if (q.op == "fiscal_end") return {answer_fiscal_end(q), DatePrecision::month, {}};
  if (q.op == "decade") return {answer_decade(q), DatePrecision::year, {}};
  if (q.op == "fiscal_year") return {{}, DatePrecision::fiscal_year, answer_fiscal_year(q)};
  if (q.op == "today") {
    if (!q.today) return {};
    const Date day = q.today->plus_days(offset(q.argument, "day").value_or(0));
    return {{day, day}, DatePrecision::day, {}};
  }
  const auto fixed = Date::parse_iso(q.argument);
  if (!fixed) return {};
  if (q.op == "anniversary") {
    const Date day = fixed->plus_months(12 * q.match.value(Slot::ordinal).value_or(0));
    return {{day, day}, DatePrecision::day, {}};
  }
  return {{fixed, fixed}, DatePrecision::day, {}};
}

}  // namespace kept
