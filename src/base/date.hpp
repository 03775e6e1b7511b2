// Days of the proleptic Gregorian calendar, and periods of them. No clock is read here: today is an argument.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kept {

class Date {
 public:
  constexpr Date() = default;  // 1970-01-01
  constexpr explicit Date(std::chrono::sys_days days) : days_(days) {}

  // Empty where there is no such day ("2022-02-30").
  static std::optional<Date> from_ymd(int year, unsigned month, unsigned day);
  // "YYYY-MM-DD" and nothing else.
  static std::optional<Date> parse_iso(std::string_view text);

  [[nodiscard]] std::string to_string() const;  // "YYYY-MM-DD"
  [[nodiscard]] int year() const;
  [[nodiscard]] unsigned month() const;  // 1..12
  [[nodiscard]] unsigned day() const;    // 1..31
  [[nodiscard]] std::chrono::weekday weekday() const { return std::chrono::weekday{days_}; }
  [[nodiscard]] constexpr std::chrono::sys_days days() const { return days_; }

  [[nodiscard]] Date plus_days(int count) const { return Date{days_ + std::chrono::days{count}}; }
  // The same day of another month, or its last day where it has fewer.
  [[nodiscard]] Date plus_months(int count) const;
  [[nodiscard]] Date first_of_month() const;
  [[nodiscard]] Date last_of_month() const;

  friend constexpr auto operator<=>(const Date&, const Date&) = default;

 private:
  std::chrono::sys_days days_{};
};

// later - earlier, in days.
int days_between(Date earlier, Date later);

// How exactly a date was stated.
enum class DatePrecision : std::uint8_t { day, month, quarter, half, season, year, fiscal_year };
std::string_view to_string(DatePrecision precision);
std::optional<DatePrecision> parse_date_precision(std::string_view text);

// Days from `from` to `to`, both inclusive; an absent end is open.
struct Period {
  std::optional<Date> from;
  std::optional<Date> to;

  static Period of_month(int year, unsigned month);
  static Period of_year(int year);

  [[nodiscard]] bool contains(Date date) const;
  [[nodiscard]] bool contains(const Period& other) const;  // an open end is contained in an open end only
  [[nodiscard]] bool overlaps(const Period& other) const;
  [[nodiscard]] bool empty() const { return from && to && *to < *from; }
  friend bool operator==(const Period&, const Period&) = default;
};

// "2025-12-01..2025-12-31"; an open end is left out: "..2025-03-05".
std::string to_string(const Period& period);

}  // namespace kept
