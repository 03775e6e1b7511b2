// A value of a query's answer as text. Of this room only.
#pragma once

#include <optional>
#include <string>

#include "ledger/duck.hpp"

namespace kept::duck {

// True where `value_text` prints values of this type: truth, numbers, text, days, times, and lists of them.
bool prints(duckdb_logical_type type);

// The value in row `row` of `vector`, which has type `type`; empty where it is NULL. Numbers have a point and no
// separators, decimals no trailing zeros; days are ISO 8601; lists "[a, b]".
std::optional<std::string> value_text(duckdb_vector vector, duckdb_logical_type type, idx_t row);

}  // namespace kept::duck
