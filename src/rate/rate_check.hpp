// What is odd about a series of quotes: steps too large for any market, quotes upside down, and quotes that stand
// still. Shared by the readers of rate files; not a part of the room's interface.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"

namespace kept::rate_check {

inline constexpr int gap_days_max = 10;
inline constexpr double jump_factor = 1.25;     // in 27 years of ECB quotes four steps are larger
inline constexpr double absurd_factor = 100.0;  // never a market: a unit or a digit is wrong

struct Quote {
  Date date;
  Decimal rate;
  double logarithm = 0;  // of the rate, for comparing steps only
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};
Quote quote_of(Date date, const Decimal& rate, std::uint32_t line, std::uint32_t column);

enum class Step : std::uint8_t { usual, jump, absurd };
Step step_between(const Quote& a, const Quote& b);

// Marks what is kept of one currency's quotes, by date ascending. An absurd step cuts the series into runs; the longest
// run is taken to be right, and from it outward each run that joins on without an absurd step. So a wrong day or month
// is kept out, wherever it stands.
std::vector<bool> plausible(const std::vector<Quote>& quotes);

// One problem rate_frozen for a series in which quotes stand still, though it moves at other times: the longest run of
// equal quotes, and how many more there are. A run counts from 14 quotes over 20 days on; a series that moves on fewer
// than three days of ten (a peg, a rate that is set once a month) is none that freezes. `pair` is "UAH per USD".
std::optional<Problem> frozen(std::string_view file, std::string_view pair, const std::vector<Quote>& quotes);

}  // namespace kept::rate_check
