#include "source/iati_code.hpp"

#include <cassert>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/data_table.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/text.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

using Types = std::map<std::string, TransactionType, std::less<>>;

const Types& transaction_types() {
  static const Types types = [] {
    Types result;
    const auto rows =
        read_data_table("data/iati_transaction_type.tsv", {"code", "old", "word", "direction", "measure", "name"});
    assert(rows.ok());
    if (!rows) return result;
    for (const DataRow& row : *rows) {
      const TransactionType type{parse_measure(row.cells[4]).value_or(Measure::other), row.cells[3], row.cells[0]};
      for (const std::size_t cell : {0U, 1U, 2U, 5U}) {
        if (!row.cells[cell].empty()) result.emplace(lower_case(row.cells[cell]), type);
      }
    }
    return result;
  }();
  return types;
}

using Codes = std::map<std::pair<std::string_view, std::string_view>, std::string_view>;

const Codes& codes() {
  static const Codes table = [] {
    Codes result;
    const auto rows = read_data_table("data/iati_code.tsv", {"list", "old", "code"});
    assert(rows.ok());
    if (!rows) return result;
    for (const DataRow& row : *rows) result.emplace(std::pair{row.cells[0], row.cells[1]}, row.cells[2]);
    return result;
  }();
  return table;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The digits of `text`, groups of three after the first apart by `separator`; nothing where it is not so written.
std::optional<std::string> ungrouped(std::string_view text, std::string_view separator) {
  std::string digits;
  std::size_t group = 0;
  bool first = true;
  while (!text.empty()) {
    if (is_digit(text.front())) {
      digits += text.front();
      ++group;
      text.remove_prefix(1);
    } else if (text.starts_with(separator) && (first ? group > 0 && group <= 3 : group == 3)) {
      text.remove_prefix(separator.size());
      group = 0;
      first = false;
    } else {
      return std::nullopt;
    }
  }
  if (first || group != 3) return std::nullopt;
  return digits;
}

// Two digits at `at`, below `below`.
std::optional<int> two_digits(std::string_view text, std::size_t at, int below) {
  if (at + 2 > text.size() || !is_digit(text[at]) || !is_digit(text[at + 1])) return std::nullopt;
  const int value = (text[at] - '0') * 10 + (text[at + 1] - '0');
  return value < below ? std::optional{value} : std::nullopt;
}

// Minutes of "Z", "+05:30", "-0500"; nothing where it is no zone.
std::optional<int> zone_minutes(std::string_view zone) {
  if (zone == "Z" || zone == "z") return 0;
  if (zone.size() < 5 || (zone[0] != '+' && zone[0] != '-')) return std::nullopt;
  const auto hours = two_digits(zone, 1, 24);
  const auto minutes = two_digits(zone, zone[3] == ':' ? 4 : 3, 60);
  if (!hours || !minutes || zone.size() != (zone[3] == ':' ? 6U : 5U)) return std::nullopt;
  const int total = *hours * 60 + *minutes;
  return zone[0] == '-' ? -total : total;
}

}  // namespace

const TransactionType* transaction_type(std::string_view published) {
  const Types& types = transaction_types();
  const auto found =
      types.find(published.size() < 3 && !published.empty() && is_digit(published.front()) ? std::string(published)
                                                                                           : lower_case(published));
  return found == types.end() ? nullptr : &found->second;
}

std::string_view iati_code(std::string_view list, std::string_view published) {
  if (published.size() < 3 && !published.empty() && is_digit(published.front())) return published;
  const std::string lower = lower_case(published);
  const auto found = codes().find({list, lower});
  return found == codes().end() ? published : found->second;
}

std::optional<Decimal> amount_candidate(std::string_view text) {
  text = trim(text);
  std::string sign;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    if (text.front() == '-') sign = "-";
    text.remove_prefix(1);
  }
  for (const auto& [separator, point] : {std::pair<std::string_view, char>{",", '.'},
                                         {".", ','},
                                         {" ", '.'},
                                         {" ", ','},
                                         {"\xC2\xA0", ','},
                                         {"'", '.'}}) {
    const std::size_t at = text.rfind(point);
    const auto whole = ungrouped(text.substr(0, at), separator);
    if (!whole) continue;
    const std::string_view places = at == std::string_view::npos ? std::string_view{} : text.substr(at + 1);
    if (auto number = Decimal::parse(sign + *whole + (places.empty() ? "" : ".") + std::string(places))) return number;
  }
  return Decimal::parse(sign + std::string(text), true);
}

std::optional<Date> date_candidate(std::string_view text) {
  int days = 0;
  text = trim(text);
  if (text.size() != 5) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
  if (error != std::errc{} || end != text.data() + text.size() || days < 0) return std::nullopt;
  return Date::from_ymd(1899, 12, 30)->plus_days(days);
}

std::optional<IatiInstant> parse_iati_instant(std::string_view text) {
  text = trim(text);
  const auto day = Date::parse_iso(text.substr(0, 10));
  if (!day) return std::nullopt;
  using std::chrono::microseconds;
  std::chrono::sys_time<microseconds> instant{day->days()};
  std::string_view rest = text.substr(10);
  if (rest.size() >= 9 && (rest[0] == 'T' || rest[0] == ' ' || rest[0] == 't')) {
    const auto hour = two_digits(rest, 1, 25);
    const auto minute = two_digits(rest, 4, 60);
    const auto second = two_digits(rest, 7, 61);
    if (!hour || !minute || !second || rest[3] != ':' || rest[6] != ':') return std::nullopt;
    instant += std::chrono::hours{*hour} + std::chrono::minutes{*minute} + std::chrono::seconds{*second};
    rest.remove_prefix(9);
    if (rest.starts_with('.') || rest.starts_with(',')) {
      rest.remove_prefix(1);
      std::int64_t unit = 100'000;
      std::size_t digits = 0;
      for (; !rest.empty() && is_digit(rest.front()); rest.remove_prefix(1), ++digits) {
        instant += microseconds{(rest.front() - '0') * unit};
        unit /= 10;
      }
      if (digits == 0 || digits > 9) return std::nullopt;
    }
  }
  rest = trim(rest);
  const auto zone = rest.empty() ? std::optional<int>{0} : zone_minutes(rest);
  if (!zone) return std::nullopt;
  instant -= std::chrono::minutes{*zone};
  return IatiInstant{instant.time_since_epoch().count(), rest.empty()};
}

}  // namespace kept
