// JSON as a stream of items: the elements of the lists that a format keeps its records in. One item at a time is in
// memory, so a file may be larger than that. Numbers keep every digit.
#pragma once

#include <cstddef>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"

namespace kept {

using Json = nlohmann::json;

struct JsonLimits {
  std::size_t depth_max = 64;
  std::size_t item_values_max = 1'000'000;  // in one item
};

// Which items: the keys from the root to the list, "*" for any key or any place in a list. The last is the item.
// {"data", "flows", "*"} are the elements of the list "flows" of "data".
using JsonPath = std::vector<std::string_view>;

struct JsonItem {
  std::size_t path = 0;  // of the paths asked for
  std::string name;      // "data.flows[3]", for problems and positions
  std::string_view key;  // the key of the item itself where it stands in an object
  Json value;            // fractions as text, see json_decimal
};

// Calls `take` for each item, in the order of the file; false ends the reading. An item that is asked for is not
// searched for others. Problems: json_broken (items before the fault were taken), limit_reached (nested deeper, or an
// item with more values, than allowed).
std::optional<Problem> read_json_items(std::string_view file, std::string_view bytes,
                                       const std::vector<JsonPath>& paths, const std::function<bool(JsonItem&&)>& take,
                                       const JsonLimits& limits = {});

// The first bytes of a file that holds a JSON object or list, for telling what it is; "" where it holds none.
std::string_view json_head(std::string_view bytes);
// Whether `key` stands in the text as a key: with quotes and a colon behind it.
bool has_json_key(std::string_view text, std::string_view key);

// ---- of an item ----

// The value at a path of keys; null where there is none.
const Json& json_at(const Json& value, std::initializer_list<const char*> keys);
// Text, or "" where it is none.
std::string json_text(const Json& value);
// A number, or a text that is one.
std::optional<Decimal> json_decimal(const Json& value);
// The day of "2020-03-31" or "2020-03-31T00:00:00Z": as written, whatever the zone.
std::optional<Date> json_day(const Json& value);

}  // namespace kept
