// A record with what is known around it: its load, and the amount that was reported before its source converted it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "ledger/ledger.hpp"
#include "rate/rates.hpp"
#include "source/record.hpp"

namespace kept {

struct KnownRecord {
  Record record;
  std::string source;
  std::string dataset;
  std::string release;
  std::optional<RecoveredAmount> original;  // where the published amount was converted from another currency
};

// The day on which a record's money is converted: its date, or the middle of its period where that is coarser.
std::optional<Date> conversion_date(const Record& record);

// A record's amount in one currency, and how it got there.
struct AmountReading {
  Decimal amount;
  std::optional<Conversion> conversion;  // empty: published or recovered in this currency
};

// The amount in `currency` under `policy`; from the recovered original where there is one, since that is what was
// reported. Without conversion where published or original currency is `currency`. Empty: no rate, amount or date.
std::optional<AmountReading> amount_in(const KnownRecord& known, std::string_view currency, RatePolicy policy,
                                       const RateTable& rates);

// Every distinct reading of the amount in `currency`: without conversion, else one for each policy that has a rate.
std::vector<AmountReading> amount_readings(const KnownRecord& known, std::string_view currency, const RateTable& rates);

// What one load claims to cover, as a verdict may rest on it.
struct KnownCoverage {
  std::string source;
  std::string dataset;
  std::string release;
  Coverage coverage;
};

// Donor-months and other totals of a source serve only the time that its rows do not cover: this removes totals
// (records of kind "total") of periods that begin before the row-level coverage of the same source and measure ends.
void drop_covered_totals(std::vector<KnownRecord>& records, const std::vector<KnownCoverage>& coverages);

// A record that counts nothing: no amount, zero, a source's own summary, a secondary reporter's copy.
bool carries_money(const Record& record);

}  // namespace kept
