// The small pieces that every JSON printer of this room shares. Keys keep the order in which they are put in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "claim/claim.hpp"
#include "document/document.hpp"
#include "report/json_text.hpp"

namespace kept {

using Json = nlohmann::ordered_json;

// Null where there is nothing; amounts are decimal strings, never JSON numbers.
Json json_or_null(std::string_view text);
Json json_or_null(const std::optional<Date>& date);
Json json_or_null(const std::optional<Decimal>& amount);

// {"code", "what", "where": {only what is known}, "done", "cure"}.
Json problem_json(const Problem& problem);
Json problems_json(const std::vector<Problem>& problems);

// `characters`: of the whole text, where `document` is a window of it.
Json document_json(const Document& document, std::optional<std::uint64_t> characters = std::nullopt);
// The fields of a claim, put into the object that `json` has begun. `map` belongs to `document.text`, which `before`
// code points of the whole text stand before.
void put_claim(JsonText& json, const Claim& claim, const Document& document, const CodePointMap& map,
               std::uint64_t before = 0);
Json claim_json(const Claim& claim, const Document& document, const CodePointMap& map, std::uint64_t before = 0);
Json left_out_json(const LeftOut& number, const Document& document, const CodePointMap& map, std::uint64_t before = 0);
Json stats_json(const ReadingStats& stats);

// What a reading has beside its claims, put behind them in this order: left_out, problems, stats.
void put_reading(Json& object, const Document& document, const Reading& reading, const CodePointMap& map);

// The text of `json` with a line feed at its end: indented by one blank a level, or on one line. Bytes that are no
// UTF-8 (they can come from file names only) become U+FFFD.
std::string dump_indented(const Json& json);
std::string dump_line(const Json& json);
// dump_indented without the line feed, for a value that stands `depth` levels deep.
std::string dump_value(const Json& json, std::size_t depth);

}  // namespace kept
