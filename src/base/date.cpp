#include "base/date.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace kept {
namespace {

using std::chrono::year_month_day;

year_month_day ymd(Date date) { return year_month_day{date.days()}; }

constexpr std::array<std::string_view, 7> precision_names{"day",    "month", "quarter",    "half",
                                                          "season", "year",  "fiscal_year"};

// Two or four digits and nothing else.
std::optional<int> parse_digits(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.front() == '-') return std::nullopt;
  return value;
}

}  // namespace

std::optional<Date> Date::from_ymd(int year, unsigned month, unsigned day) {
  const year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  if (!date.ok()) return std::nullopt;
  return Date{std::chrono::sys_days{date}};
}

std::optional<Date> Date::parse_iso(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = parse_digits(text.substr(0, 4));
  const auto month = parse_digits(text.substr(5, 2));
  const auto day = parse_digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  return from_ymd(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

std::string Date::to_string() const {
  std::string text = "0000-00-00";
  const auto put = [&text](std::size_t at, std::size_t digits, unsigned value) {
    for (std::size_t i = digits; i > 0; --i, value /= 10) text[at + i - 1] = static_cast<char>('0' + value % 10);
  };
  put(0, 4, static_cast<unsigned>(year()));
  put(5, 2, month());
  put(8, 2, day());
  return text;
}

int Date::year() const { return static_cast<int>(ymd(*this).year()); }
unsigned Date::month() const { return static_cast<unsigned>(ymd(*this).month()); }
unsigned Date::day() const { return static_cast<unsigned>(ymd(*this).day()); }

Date Date::plus_months(int count) const {
  const year_month_day moved = ymd(*this) + std::chrono::months{count};
  if (moved.ok()) return Date{std::chrono::sys_days{moved}};
  return Date{std::chrono::sys_days{moved.year() / moved.month() / std::chrono::last}};
}

Date Date::first_of_month() const { return Date{std::chrono::sys_days{ymd(*this).year() / ymd(*this).month() / 1}}; }

Date Date::last_of_month() const {
  return Date{std::chrono::sys_days{ymd(*this).year() / ymd(*this).month() / std::chrono::last}};
}

int days_between(Date earlier, Date later) { return static_cast<int>((later.days() - earlier.days()).count()); }

std::string_view to_string(DatePrecision precision) { return precision_names.at(static_cast<std::size_t>(precision)); }

std::optional<DatePrecision> parse_date_precision(std::string_view text) {
  for (std::size_t i = 0; i < precision_names.size(); ++i) {
    if (precision_names.at(i) == text) return static_cast<DatePrecision>(i);
  }
  return std::nullopt;
}

Period Period::of_month(int year, unsigned month) {
  const auto first = Date::from_ymd(year, month, 1);
  if (!first) return {};
  return {.from = first, .to = first->last_of_month()};
}

Period Period::of_year(int year) { return {.from = Date::from_ymd(year, 1, 1), .to = Date::from_ymd(year, 12, 31)}; }

bool Period::contains(Date date) const { return (!from || *from <= date) && (!to || date <= *to); }

bool Period::contains(const Period& other) const {
  return (!from || (other.from && *from <= *other.from)) && (!to || (other.to && *other.to <= *to));
}

bool Period::overlaps(const Period& other) const {
  return (!from || !other.to || *from <= *other.to) && (!other.from || !to || *other.from <= *to);
}

std::string to_string(const Period& period) {
  return (period.from ? period.from->to_string() : std::string{}) + ".." +
         (period.to ? period.to->to_string() : std::string{});
}

}  // namespace kept
