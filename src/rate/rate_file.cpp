// Reading rate files. The ECB's history has 300,000 fields, so its lines are cut in place and each field is parsed
// once, without an allocation of its own.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "base/csv.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "rate/rate_check.hpp"
#include "rate/rate_series.hpp"
#include "rate/rates.hpp"

namespace kept {
namespace {

using rate_check::absurd_factor;
using rate_check::gap_days_max;
using rate_check::plausible;
using rate_check::Quote;
using rate_check::Step;
using rate_check::step_between;

bool is_currency_code(std::string_view text) {
  return text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

Place place_of(std::string_view file, std::uint64_t line, std::optional<std::uint64_t> column = {}) {
  return {.file = std::string(file), .line = line, .column = column, .byte = {}, .record = {}};
}

std::string_view first_line(std::string_view bytes) {
  std::string_view line = bytes.substr(0, bytes.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// The column of units of one currency per unit of another: "jpy_per_usd".
struct PairColumn {
  std::size_t index = 0;
  std::string currency;
  std::string base;
};

std::optional<PairColumn> pair_column(std::size_t index, std::string_view name) {
  if (name.size() != 11 || name.substr(3, 5) != "_per_") return std::nullopt;
  PairColumn pair{index, {}, {}};
  for (std::size_t i = 0; i < 3; ++i) {
    if (name[i] < 'a' || name[i] > 'z' || name[i + 8] < 'a' || name[i + 8] > 'z') return std::nullopt;
    pair.currency.push_back(static_cast<char>(name[i] - 'a' + 'A'));
    pair.base.push_back(static_cast<char>(name[i + 8] - 'a' + 'A'));
  }
  return pair;
}

bool looks_like_day_quotes(std::string_view header) {
  const auto columns = split(header, ',');
  if (columns.size() < 2 || (trim(columns.front()) != "Date" && trim(columns.front()) != "date")) return false;
  return is_currency_code(trim(columns[1]));
}

bool looks_like_budget_rates(std::string_view header) {
  const auto columns = split(header, ',');
  if (!find_column(columns, "fiscal_year")) return false;
  return std::ranges::any_of(columns, [](std::string_view name) { return pair_column(0, trim(name)).has_value(); });
}

struct Column {
  std::string currency;
  std::vector<Quote> quotes;
};

// Cuts the ECB's file into one column of quotes a currency.
class DayQuoteReader {
 public:
  DayQuoteReader(std::string_view file, std::string_view bytes, RateFile& out)
      : file_(file), rest_(without_bom(bytes)), out_(out) {}

  std::optional<Problem> read(std::vector<Column>& columns) {
    if (auto problem = read_header(columns)) return problem;
    while (!rest_.empty()) {
      const std::string_view line = next_line();
      if (!line.empty()) read_row(line, columns);
    }
    return std::nullopt;
  }

 private:
  std::string_view next_line() {
    ++line_;
    const std::string_view line = first_line(rest_);
    const std::size_t end = rest_.find('\n');
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    return line;
  }

  std::optional<Problem> read_header(std::vector<Column>& columns) {
    for (const std::string_view field : split(next_line(), ',')) {
      const std::string_view name = trim(field);
      if (width_++ == 0) continue;
      if (name.empty()) continue;  // the ECB ends each line with a comma
      if (!is_currency_code(name)) {
        return Problem{ProblemCode::csv_columns, fmt::format("column '{}' is no currency code", excerpt(name)),
                       place_of(file_, 1), "the file is left out",
                       "the first line must be Date and currency codes, as in the ECB's eurofxref-hist.csv"};
      }
      columns.push_back({std::string(name), {}});
    }
    // Each line has a comma a column at least, so this reserves no more than a multiple of the file.
    const auto lines = static_cast<std::size_t>(std::ranges::count(rest_, '\n'));
    for (Column& column : columns) column.quotes.reserve(std::min(lines, rest_.size() / width_));
    return std::nullopt;
  }

  void read_row(std::string_view line, std::vector<Column>& columns) {
    const std::size_t comma = std::min(line.find(','), line.size());
    const auto date = Date::parse_iso(trim(line.substr(0, comma)));
    if (!date) {
      report(ProblemCode::date_unreadable, fmt::format("'{}' is no day", excerpt(line.substr(0, comma))), 1,
             "the line is left out", "write days as YYYY-MM-DD");
      return;
    }
    // The ECB ends each line with a comma; a copy may have lost it in the header or in the rows.
    const std::size_t named = columns.size() + 1;
    const auto fields = static_cast<std::size_t>(std::ranges::count(line, ',')) + 1;
    const bool same = fields == width_;
    const bool lost = width_ == named + 1 && fields == named && !line.ends_with(',');
    const bool added = width_ == named && fields == named + 1 && line.ends_with(',');
    if (!same && !lost && !added) {
      report(ProblemCode::csv_row, fmt::format("the row has {} fields, the header has {}", fields, width_), 1,
             "the line is left out", "give the row a field for each currency, N/A where there is no quote");
      return;
    }
    out_.days.push_back(*date);
    std::size_t at = comma;
    for (Column& column : columns) {
      const std::size_t begin = at + 1;
      at = std::min(line.find(',', begin), line.size());
      read_quote(trim(line.substr(begin, at - begin)), *date, static_cast<std::uint32_t>(begin + 1), column);
    }
  }

  void read_quote(std::string_view text, Date date, std::uint32_t position, Column& column) {
    if (text.empty() || text == "N/A") return;
    const auto value = Decimal::parse(text);
    if (!value) {
      report(ProblemCode::value_unreadable, fmt::format("'{}' is no rate", excerpt(text)), position,
             "there is no quote of that day", "write rates as 163.19, N/A where there is none");
      return;
    }
    if (value->is_zero() || value->is_negative()) {
      report(ProblemCode::rate_jump,
             fmt::format("{} is quoted at {} per EUR on {}", column.currency, value->to_string(), date.to_string()),
             position, "the quote is kept out", "get the file again from the ECB");
      return;
    }
    double approximate = 0;  // from_chars knows no plus sign
    if (std::from_chars(text.data(), text.data() + text.size(), approximate).ec != std::errc{}) {
      approximate = value->to_double();
    }
    column.quotes.push_back(
        {.date = date, .rate = *value, .logarithm = std::log(approximate), .line = line_, .column = position});
  }

  void report(ProblemCode code, std::string what, std::uint64_t column, std::string done, std::string cure) {
    out_.problems.push_back({code, std::move(what), place_of(file_, line_, column), std::move(done), std::move(cure)});
  }

  std::string_view file_;
  std::string_view rest_;
  RateFile& out_;
  std::uint32_t line_ = 0;
  std::size_t width_ = 0;
};

void report_kept_out(const Column& column, std::size_t begin, std::size_t end, const Quote* kept, RateFile& out) {
  const Quote& first = column.quotes[begin];
  std::string days = first.date.to_string();
  if (end - begin > 1) days += fmt::format("..{} ({} quotes)", column.quotes[end - 1].date.to_string(), end - begin);
  std::string beside;
  if (kept != nullptr) {
    beside = fmt::format(", but {} on {}", kept->rate.to_string(), kept->date.to_string());
    if (std::abs(first.logarithm - kept->logarithm) < std::log(absurd_factor)) beside += ": upside down";
  }
  out.problems.push_back({ProblemCode::rate_jump,
                          fmt::format("absurd rate: {} stands at {} per EUR on {}{}", column.currency,
                                      first.rate.to_string(), days, beside),
                          place_of(out.file, first.line, first.column), "kept out of every conversion",
                          "get the file again from the ECB, or mend these lines"});
}

// Gaps and jumps of one currency, and the quotes worth keeping. Days on which the whole file is silent are reported
// once.
void take_column(Column& column, const std::vector<Period>& file_gaps, RateFile& out) {
  // The ECB's file is newest first.
  if (std::ranges::adjacent_find(column.quotes, std::ranges::less_equal{}, &Quote::date) == column.quotes.end()) {
    std::ranges::reverse(column.quotes);
  }
  if (!std::ranges::is_sorted(column.quotes, {}, &Quote::date)) {
    std::ranges::stable_sort(column.quotes, {}, &Quote::date);
  }
  const std::vector<bool> keep = plausible(column.quotes);
  const Quote* last = nullptr;
  for (std::size_t i = 0; i < column.quotes.size(); ++i) {
    const Quote& quote = column.quotes[i];
    if (!keep[i]) {
      std::size_t end = i + 1;
      while (end < keep.size() && !keep[end]) ++end;
      const Quote* beside = last != nullptr ? last : (end < keep.size() ? &column.quotes[end] : nullptr);
      report_kept_out(column, i, end, beside, out);
      i = end - 1;
      continue;
    }
    if (last != nullptr && last->date == quote.date) {
      out.problems.push_back({ProblemCode::csv_row,
                              fmt::format("{} is quoted twice for {}", column.currency, quote.date.to_string()),
                              place_of(out.file, quote.line, quote.column), "the first in the file is kept",
                              "remove one of the two lines"});
      continue;
    }
    const bool gap = last != nullptr && days_between(last->date, quote.date) > gap_days_max;
    if (gap && std::ranges::find(file_gaps, Period{.from = last->date, .to = quote.date}) == file_gaps.end()) {
      out.problems.push_back({ProblemCode::rate_gap,
                              fmt::format("no {} from {} to {}", column.currency, last->date.plus_days(1).to_string(),
                                          quote.date.plus_days(-1).to_string()),
                              place_of(out.file, quote.line, quote.column),
                              "nothing is converted at a rate of those days",
                              "another source of rates for these days"});
    }
    if (last != nullptr && !gap && step_between(*last, quote) == Step::jump) {
      out.problems.push_back(
          {ProblemCode::rate_jump,
           fmt::format("{} moves from {} to {} per EUR between {} and {}", column.currency, last->rate.to_string(),
                       quote.rate.to_string(), last->date.to_string(), quote.date.to_string()),
           place_of(out.file, quote.line, quote.column), "both quotes are kept", "compare with another source"});
    }
    out.quotes.push_back({quote.date, column.currency, quote.rate});
    last = &quote;
  }
  if (auto problem = rate_check::frozen(out.file, column.currency + " per EUR", column.quotes))
    out.problems.push_back(std::move(*problem));
}

// Spans between neighbouring days of the file that are too far apart, reported.
std::vector<Period> find_file_gaps(RateFile& out) {
  std::vector<Period> gaps;
  for (std::size_t i = 1; i < out.days.size(); ++i) {
    if (days_between(out.days[i - 1], out.days[i]) <= gap_days_max) continue;
    gaps.push_back({.from = out.days[i - 1], .to = out.days[i]});
    out.problems.push_back(
        {ProblemCode::rate_gap,
         fmt::format("the file has no day from {} to {}", out.days[i - 1].plus_days(1).to_string(),
                     out.days[i].plus_days(-1).to_string()),
         {.file = out.file, .line = {}, .column = {}, .byte = {}, .record = {}},
         "nothing is converted at a rate of those days; means of that month and year are of the days that are there",
         "get the file again from the ECB"});
  }
  return gaps;
}

std::optional<Problem> read_day_quotes(std::string_view bytes, RateFile& out) {
  std::vector<Column> columns;
  if (auto problem = DayQuoteReader(out.file, bytes, out).read(columns)) return problem;
  std::ranges::sort(out.days);
  const auto repeated = std::ranges::unique(out.days);
  out.days.erase(repeated.begin(), repeated.end());
  const std::vector<Period> gaps = find_file_gaps(out);
  std::ranges::sort(columns, {}, &Column::currency);
  std::size_t total = 0;
  for (const Column& column : columns) total += column.quotes.size();
  out.quotes.reserve(total);
  for (Column& column : columns) take_column(column, gaps, out);
  return std::nullopt;
}

// Of a cell in words; longer ones are cut.
constexpr std::size_t words_bytes_max = 4096;

// One line of a budget-rate table gives a rate for each pair column that is filled.
void read_budget_row(const CsvReader& csv, const std::vector<std::string_view>& header,
                     const std::vector<PairColumn>& pairs, RateFile& out) {
  const auto field = [&](std::string_view name) -> std::string_view {
    const auto column = find_column(header, name);
    return column ? trim(csv.fields()[*column]) : std::string_view{};
  };
  const auto report = [&](ProblemCode code, std::string what, std::size_t column) {
    out.problems.push_back({code, std::move(what), csv.place(column), "the line is left out",
                            "fiscal_year is a year, from and to are days YYYY-MM-DD, rates are numbers"});
  };
  const std::size_t year_column = *find_column(header, "fiscal_year");
  const std::string_view year_text = trim(csv.fields()[year_column]);
  int year = 0;
  const auto [end, error] = std::from_chars(year_text.data(), year_text.data() + year_text.size(), year);
  if (error != std::errc{} || end != year_text.data() + year_text.size()) {
    return report(ProblemCode::csv_row, fmt::format("'{}' is no fiscal year", excerpt(year_text)), year_column);
  }
  // Japan's fiscal year where the table does not say: April to March.
  Period period{.from = Date::from_ymd(year, 4, 1), .to = Date::from_ymd(year + 1, 3, 31)};
  for (const std::string_view name : {"from", "to"}) {
    if (field(name).empty()) continue;
    const auto day = Date::parse_iso(field(name));
    if (!day) {
      return report(ProblemCode::date_unreadable, fmt::format("'{}' is no day", excerpt(field(name))),
                    *find_column(header, name));
    }
    (name == "from" ? period.from : period.to) = day;
  }
  for (const PairColumn& pair : pairs) {
    const std::string_view text = trim(csv.fields()[pair.index]);
    if (text.empty()) continue;
    const auto rate = Decimal::parse(text);
    if (!rate || rate->is_zero() || rate->is_negative()) {
      report(ProblemCode::value_unreadable, fmt::format("'{}' is no rate", excerpt(text)), pair.index);
      continue;
    }
    out.budget_rates.push_back({year, period, pair.currency, pair.base, *rate,
                                excerpt(field("status"), words_bytes_max), excerpt(field("source"), words_bytes_max),
                                excerpt(field("notes"), words_bytes_max)});
  }
}

std::optional<Problem> read_budget_rates(std::string_view bytes, RateFile& out) {
  CsvReader csv(out.file, bytes);
  if (!csv.next()) return Problem{ProblemCode::file_empty, "the file is empty", place_of(out.file, 1), "", ""};
  const std::vector<std::string_view> header = csv.fields();
  std::vector<PairColumn> pairs;
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (auto pair = pair_column(i, trim(header[i]))) pairs.push_back(std::move(*pair));
  }
  if (pairs.empty() || !find_column(header, "fiscal_year")) {
    return Problem{ProblemCode::csv_columns, "the columns fiscal_year and CUR_per_CUR are not both there",
                   place_of(out.file, 1), "the file is left out", "name them as in docs/sources/japan-budget.md"};
  }
  while (csv.next()) read_budget_row(csv, header, pairs, out);
  for (Problem& problem : csv.take_problems()) out.problems.push_back(std::move(problem));
  return std::nullopt;
}

}  // namespace

bool looks_like_rate_file(std::string_view bytes) {
  const std::string_view header = first_line(without_bom(bytes));
  return looks_like_day_quotes(header) || looks_like_budget_rates(header) || looks_like_series(header);
}

Result<RateFile> read_rate_file(std::string_view file_name, std::string_view bytes) {
  RateFile out;
  out.file = std::string(file_name);
  out.bytes = bytes.size();
  const std::string_view header = first_line(without_bom(bytes));
  if (looks_like_day_quotes(header)) {
    out.source = "ecb";
    if (auto problem = read_day_quotes(bytes, out)) return std::move(*problem);
    return out;
  }
  if (looks_like_budget_rates(header)) {
    out.source = "japan-budget";
    if (auto problem = read_budget_rates(bytes, out)) return std::move(*problem);
    return out;
  }
  if (looks_like_series(header)) {
    if (auto problem = read_series(bytes, out)) return std::move(*problem);
    return out;
  }
  return Problem{ProblemCode::csv_columns, "the columns are those of no rate file known here", place_of(file_name, 1),
                 "the file is left out",
                 "the ECB's file begins with Date,USD,...; a table of budget rates has fiscal_year and jpy_per_usd"};
}

}  // namespace kept
