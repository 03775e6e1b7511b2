// Codes, days and amounts of IATI, of both its worlds (1.0x and 2.0x) and with the relics between them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "source/record.hpp"

namespace kept {

struct TransactionType {
  Measure measure = Measure::other;
  std::string_view direction;  // "in", "out", "back"
  std::string_view code;       // of 2.0x
};
// By code of 2.0x, code of 1.0x, or word; letter case does not matter.
const TransactionType* transaction_type(std::string_view published);

// The 2.0x code of an old code or relic in `list` of data/iati_code.tsv; the code itself where it is none.
std::string_view iati_code(std::string_view list, std::string_view published);

// What a number that is no xsd:decimal probably means ("2,675.61", "1.000,00", "1 000", "1e6"): told, never used.
std::optional<Decimal> amount_candidate(std::string_view text);
// The day that a spreadsheet's serial number means ("42916"): told, never used.
std::optional<Date> date_candidate(std::string_view text);

// last-updated-datetime: microseconds since 1970 in UTC. "T" or a blank between day and time, up to nine digits of a
// second's fraction, "Z", an offset, or none, which is read as UTC and said.
struct IatiInstant {
  std::int64_t microseconds = 0;
  bool zone_assumed = false;
};
std::optional<IatiInstant> parse_iati_instant(std::string_view text);

}  // namespace kept
