// Series of rates beside the ECB's day quotes: of national banks, and means that others computed (docs/rates.md).
#pragma once

#include <optional>
#include <string_view>

#include "base/problem.hpp"
#include "rate/rates.hpp"

namespace kept {

// Whether the first line is that of a known series file.
bool looks_like_series(std::string_view header);

// Reads it into `out.source` and `out.series`. The problem is csv_columns. Others are in `out.problems`:
// csv_row, date_unreadable, value_unreadable, currency_unknown, rate_gap, rate_jump, rate_frozen. Of day series a quote
// is kept out where it is absurd, as in read_rate_file; of months and years nothing is, since currencies are reformed.
std::optional<Problem> read_series(std::string_view bytes, RateFile& out);

}  // namespace kept
