// Exchange rates and the policies of using them (docs/rates.md).
//
// Day quotes are units of a currency per euro (ECB); cross rates go through the euro on the same day. Budget rates
// are Japan's yen per dollar of a fiscal year. All arithmetic is decimal; a converted amount is not rounded here
// beyond 34 significant digits, callers round once at the end.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"

namespace kept {

enum class RatePolicy : std::uint8_t {
  day,
  previous_business_day,
  month_mean,
  year_mean,
  fiscal_year_budget,
  previous_fiscal_year_budget,  // money carried over from the year before
  oecd_annual,
  stated,
};
std::string_view to_string(RatePolicy policy);
std::optional<RatePolicy> parse_rate_policy(std::string_view text);

struct DayQuote {
  Date date;
  std::string currency;
  Decimal per_euro;
};

struct BudgetRate {
  int fiscal_year = 0;
  Period period;
  std::string currency;  // "JPY"
  std::string base;      // "USD": units of `currency` per unit of `base`
  Decimal rate;
  std::string status;  // "sourced", "inferred", ...
  std::string source;  // where the figure is from, as published
  std::string notes;
};

// How long a published rate stands for.
enum class RateSpan : std::uint8_t { day, month_mean, month_end, year_mean };
std::string_view to_string(RateSpan span);

// One rate of a series that stands beside the ECB's: another bank's, or a mean that somebody else computed. Series are
// never mixed with each other or with day quotes.
struct SeriesRate {
  std::string series;  // "NBU", "NBP", "FED-H10", "IMF-ENDA", "IMF-EOP", "DAC"
  std::string currency;
  std::string base;  // units of `currency` per unit of `base`
  Date date;         // the day, or the first day of the month or year
  RateSpan span = RateSpan::day;
  Decimal rate;
};

// What was read from one rate file.
struct RateFile {
  std::string source;  // "ecb", "japan-budget"
  std::string file;
  std::string sha256;
  std::uint64_t bytes = 0;
  std::vector<DayQuote> quotes;  // by currency, then date ascending
  std::vector<Date> days;        // each day that the file has a row for, ascending; means are over these days
  std::vector<BudgetRate> budget_rates;
  std::vector<SeriesRate> series;  // by series, currency, base, then date
  std::vector<Problem> problems;   // gaps, jumps, freezes
};

// A conversion and all that must be said of it.
struct Conversion {
  Decimal amount;  // in the target currency
  Decimal rate;    // units of `quote_currency` per unit of `base_currency`, as people quote the pair
  std::string base_currency;
  std::string quote_currency;
  RatePolicy policy = RatePolicy::day;
  std::string source;         // "ECB", "Japan's budget rate"
  std::string used;           // "2024-06-14", "2022-02-01..2022-02-28 n=20", "FY2024 139 (inferred)"
  std::string status;         // of a budget rate, else empty
  std::string status_source;  // of a budget rate: where its figure is from
  std::string note;           // "incomplete year: mean of the days that are there", else empty
};

struct ConversionRequest {
  Decimal amount;
  std::string from;
  std::string to;
  Date date;
  RatePolicy policy = RatePolicy::day;
};

// An amount that a source converted to euro at the mean rate of a month, turned back into what was reported.
struct RecoveredAmount {
  Decimal amount;
  std::string currency;
  Decimal relative_deviation;
  std::string used;  // the mean: "mean of 2024-10: 163.1969565 JPY per EUR, n=23"
};

// Means are computed when first asked for and kept; asking from several threads is safe, adding meanwhile is not.
class RateTable {
 public:
  // A currency needs a quote on each day of the span for a mean, so all quotes of a file's days belong in one table
  // (or at least one currency that is quoted every day, such as USD).
  static constexpr int look_back_days = 10;  // of previous_business_day

  RateTable();
  RateTable(RateTable&&) noexcept;
  RateTable& operator=(RateTable&&) noexcept;
  ~RateTable();

  void add(const RateFile& file);
  [[nodiscard]] bool empty() const;
  // Units: `request.amount` is in `from`, the result in `to`. The same currency twice gives the amount itself.
  // The problem is rate_missing and says why ("no UAH on 2024-06-13", "incomplete period for RUB/USD").
  [[nodiscard]] Result<Conversion> convert(const ConversionRequest& request) const;
  // From the first to the last day with a quote; "EUR" has each day of the table.
  [[nodiscard]] std::optional<Period> quoted(std::string_view currency) const;
  [[nodiscard]] const std::vector<BudgetRate>& budget_rates() const { return budget_rates_; }

 private:
  friend std::optional<RecoveredAmount> recover_original(const RateTable&, const Decimal&, Date,
                                                         const std::vector<std::string>&);
  struct Series {
    std::vector<Date> dates;
    std::vector<Decimal> per_euro;
  };
  // The mean of a currency's daily quotes per unit of a base currency over the table's days of a span.
  struct Mean {
    Decimal value;
    Date first;
    Date last;
    int days = 0;
  };
  struct MeanCache;

  [[nodiscard]] std::optional<Decimal> per_euro(Date day, std::string_view currency) const;
  [[nodiscard]] std::optional<Mean> mean(const std::string& currency, const std::string& base,
                                         const Period& span) const;
  [[nodiscard]] std::optional<Mean> compute_mean(const std::string& currency, const std::string& base,
                                                 const Period& span) const;
  [[nodiscard]] Result<Conversion> convert_on_day(const ConversionRequest& request) const;
  [[nodiscard]] Result<Conversion> convert_on_previous_day(const ConversionRequest& request) const;
  [[nodiscard]] Result<Conversion> convert_at_mean(const ConversionRequest& request) const;
  [[nodiscard]] Result<Conversion> convert_at_annual_rate(const ConversionRequest& request) const;
  [[nodiscard]] Result<Conversion> convert_at_budget_rate(const ConversionRequest& request, Date day) const;

  std::map<std::string, Series, std::less<>> series_;
  std::vector<Date> days_;
  std::vector<BudgetRate> budget_rates_;
  std::map<std::pair<std::string, int>, Decimal> oecd_annual_;  // by currency and year, units per dollar
  std::unique_ptr<MeanCache> means_;
};

// `month` is any day of the row's month. Tries each candidate currency: accepted where rounding to at most 8
// significant digits changes the amount by less than 1e-12 and every other candidate needs at least two digits more.
// Source of the rule: Kiel converts with the arithmetic mean of the ECB's daily reference rates of the row's month.
std::optional<RecoveredAmount> recover_original(const RateTable& rates, const Decimal& euro_amount, Date month,
                                                const std::vector<std::string>& candidates);

// Reads the ECB's eurofxref-hist.csv, a table of Japan's budget rates, or a series of another bank (rate_series.hpp);
// the content tells which. Problems: csv_columns (none of them), csv_row, date_unreadable, value_unreadable, rate_gap
// (over 10 days without a quote), rate_jump (by more than a quarter from one quote to the next), rate_frozen (equal
// quotes for weeks of a currency that moves at other times). A quote is kept out only where it is absurd: zero, upside
// down, or a factor of 100 or more off the others; each run of such quotes is one rate_jump.
Result<RateFile> read_rate_file(std::string_view file_name, std::string_view bytes);
bool looks_like_rate_file(std::string_view bytes);

}  // namespace kept
