#include "rate/rate_series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "base/country.hpp"
#include "base/csv.hpp"
#include "base/data_table.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "rate/rate_check.hpp"
#include "rate/rates.hpp"

namespace kept {
namespace {

using rate_check::Quote;
using rate_check::Step;

struct Table {
  std::string_view name;
  std::vector<std::string_view> columns;
  std::string_view source;
  std::string_view series;
};

const std::vector<Table>& tables() {
  static const std::vector<Table> all = [] {
    std::vector<Table> result;
    const auto rows = read_data_table("data/rate_table.tsv", {"table", "columns", "source", "series"});
    assert(rows.ok());
    if (!rows) return result;
    for (const DataRow& row : *rows)
      result.push_back({row.cells[0], split(row.cells[1], ','), row.cells[2], row.cells[3]});
    return result;
  }();
  return all;
}

const Table* table_of(std::string_view header) {
  std::vector<std::string> names;
  for (const std::string_view name : split(header, detect_separator(header))) names.emplace_back(trim(name));
  const auto found = std::ranges::find_if(tables(), [&names](const Table& table) {
    return names.front() == table.columns.front() &&
           std::ranges::all_of(table.columns, [&names](std::string_view name) {
             return std::ranges::find(names, name) != names.end();
           });
  });
  return found == tables().end() ? nullptr : &*found;
}

std::optional<int> whole_of(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool is_code(std::string_view text) {
  return text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string upper(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return result;
}

// What a file calls the money of a country; the euro area goes by several names.
std::string_view currency_of_name(std::string_view name, Date day) {
  if (name.starts_with("Euro")) return "EUR";
  if (name.starts_with("ECU/EURO")) return day.year() < 1999 ? "XEU" : "EUR";
  const auto code = countries().code_of(name);
  if (!code) return {};
  const std::string_view currency = countries().currency_of(*code, day);
  // Until the notes of 2002 these files quote members of the euro area in their old money; a rate of the euro stands
  // under its own name.
  constexpr int notes_year = 2002;
  if (currency != "EUR" || day.year() >= notes_year) return currency;
  const std::string_view before = countries().currency_of(*code, *Date::from_ymd(1990, 1, 1));
  return before == "EUR" ? std::string_view{} : before;
}

// The readers of the layouts. Each cell that is a rate goes to `add`.
class SeriesReader {
 public:
  SeriesReader(std::string_view bytes, RateFile& out, const Table& table)
      : bytes_(bytes), csv_(out.file, bytes, detect_separator(bytes)), out_(out), table_(table) {}

  void read() {
    if (!csv_.next()) return;
    for (const std::string_view name : csv_.fields()) header_.emplace_back(trim(name));
    const std::string_view name = table_.name;
    while (csv_.next()) {
      if (name == "nbu") {
        read_pair_row("currency", "uah_per_unit", "UAH");
      } else if (name == "nbp") {
        read_nbp_row();
      } else if (name == "fed") {
        read_country_row();
      } else if (name == "fred") {
        read_fred_row();
      } else if (name == "imf") {
        read_imf_row();
      } else if (name == "dac") {
        read_dac_row();
      } else if (name == "annual") {
        read_annual_row();
      } else if (name == "market") {
        read_market_row();
      } else {
        read_mean_row();
      }
    }
    for (Problem& problem : csv_.take_problems()) {
      if (name != "nbp" || begins_with_a_day(problem)) out_.problems.push_back(std::move(problem));
    }
    finish();
  }

 private:
  struct Key {
    std::string series;
    std::string currency;
    std::string base;
    RateSpan span;
    friend auto operator<=>(const Key&, const Key&) = default;
  };

  // The lines around the NBP's quotes have another width, which is nothing wrong.
  [[nodiscard]] bool begins_with_a_day(const Problem& problem) const {
    std::string_view rest = bytes_;
    for (std::uint64_t line = 1; line < problem.where.line.value_or(1); ++line)
      rest.remove_prefix(
          std::min(rest.size(), rest.find('\n') == std::string_view::npos ? rest.size() : rest.find('\n') + 1));
    return !rest.empty() && rest.front() >= '0' && rest.front() <= '9';
  }

  [[nodiscard]] std::string_view cell(std::string_view name) const {
    const auto found = std::ranges::find(header_, name);
    return found == header_.end() ? std::string_view{}
                                  : trim(csv_.fields()[static_cast<std::size_t>(found - header_.begin())]);
  }

  void report(ProblemCode code, std::string what, std::size_t column, std::string done) {
    constexpr std::size_t reported_max = 200;
    if (out_.problems.size() >= reported_max) return;
    Problem problem;
    problem.code = code;
    problem.what = std::move(what);
    problem.where = csv_.place(column);
    problem.done = std::move(done);
    problem.cure = "get the file again from its publisher";
    out_.problems.push_back(std::move(problem));
  }

  std::optional<Date> day(std::string_view text) {
    if (const auto date = Date::parse_iso(text)) return date;
    report(ProblemCode::date_unreadable, fmt::format("'{}' is no day", excerpt(text)), 0, "the line is left out");
    return std::nullopt;
  }

  void add(std::string_view series, std::string_view currency, std::string_view base, RateSpan span, Date date,
           std::string_view text, std::size_t column, const Decimal& units = Decimal::from_integer(1)) {
    if (text.empty() || text == "N/A" || text == "." || text == "NaN") return;
    const auto value = Decimal::parse(text, true);
    if (!value) {
      report(ProblemCode::value_unreadable, fmt::format("'{}' is no rate", excerpt(text)), column, "there is none");
      return;
    }
    if (value->is_zero() || value->is_negative()) {
      report(ProblemCode::rate_jump,
             fmt::format("{} per {} is {} on {}", currency, base, value->to_string(), date.to_string()), column,
             "it is kept out");
      return;
    }
    if (currency == base) return;
    by_series_[{std::string(series), std::string(currency), std::string(base), span}].push_back(rate_check::quote_of(
        date, *value / units, static_cast<std::uint32_t>(csv_.line()), static_cast<std::uint32_t>(column + 1)));
  }

  void read_pair_row(std::string_view base_column, std::string_view rate_column, std::string_view currency) {
    const auto date = day(cell("date"));
    const std::string_view base = cell(base_column);
    if (!date) return;
    if (!is_code(base)) {
      report(ProblemCode::currency_unknown, fmt::format("'{}' is no currency code", excerpt(base)), 1,
             "the line is left out");
      return;
    }
    add(table_.series, currency, base, RateSpan::day, *date, cell(rate_column), 2);
  }

  // "20160104;0,1087;..." under "1THB" and "100JPY"; the lines around the quotes begin with words or nothing.
  void read_nbp_row() {
    const std::string_view text = trim(csv_.fields().front());
    if (text.size() != 8 || !whole_of(text)) return;
    const auto date = Date::parse_iso(fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2)));
    if (!date) {
      report(ProblemCode::date_unreadable, fmt::format("'{}' is no day", excerpt(text)), 0, "the line is left out");
      return;
    }
    for (std::size_t i = 1; i < header_.size(); ++i) {
      const std::string_view name = header_[i];
      const std::size_t digits = std::min(name.find_first_not_of("0123456789"), name.size());
      const auto units = whole_of(name.substr(0, digits));
      if (!units || *units < 1 || !is_code(name.substr(digits))) continue;
      std::string rate(trim(csv_.fields()[i]));
      std::ranges::replace(rate, ',', '.');
      add(table_.series, "PLN", name.substr(digits), RateSpan::day, *date, rate, i, Decimal::from_integer(*units));
    }
  }

  // Means of a month or a year; which of them, the distance of the days tells (see finish).
  void read_country_row() {
    const auto date = day(cell("Date"));
    if (!date) return;
    const std::string_view currency = currency_of_name(cell("Country"), *date);
    if (currency.empty()) {
      report(ProblemCode::currency_unknown, fmt::format("'{}' is no country with a currency", excerpt(cell("Country"))),
             1, "the line is left out");
      return;
    }
    months_ = months_ || date->month() != 1;
    add(table_.series, currency, "USD", RateSpan::month_mean, *date, cell("Exchange rate"), 2);
  }

  void read_fred_row() {
    static const auto rows = read_data_table("data/fred_series.tsv", {"series", "currency", "base"});
    assert(rows.ok());
    const auto date = day(cell("observation_date"));
    if (!rows || !date) return;
    for (std::size_t i = 1; i < header_.size(); ++i) {
      const auto known = std::ranges::find(*rows, header_[i], [](const DataRow& row) { return row.cells[0]; });
      if (known == rows->end()) continue;
      add(table_.series, known->cells[1], known->cells[2], RateSpan::day, *date, trim(csv_.fields()[i]), i);
    }
  }

  // Countries that use another's money repeat its rate, slightly off: the issuer's own line counts.
  void read_imf_row() {
    const auto date = day(cell("Date"));
    const std::string_view currency = cell("Currency");
    if (!date || !is_code(currency)) return;
    const std::string_view country = cell("Country code");
    const bool issuer = currency == "EUR" ? country == "U2" : country == currency.substr(0, 2);
    const bool annual = cell("Frequency") == "A";
    const Date first = annual ? *Date::from_ymd(date->year(), 1, 1) : date->first_of_month();
    auto& others = imf_others_[{std::string(currency), first}];
    if (!issuer && others > 0) return;  // the first of the others, where the issuer has no line
    if (issuer && others == 1) {
      auto& quotes = by_series_[imf_key(currency, annual)];
      if (!quotes.empty() && quotes.back().date == first) quotes.pop_back();
      std::erase_if(quotes, [first](const Quote& quote) { return quote.date == first; });
    }
    others = issuer ? 2 : 1;
    add(imf_key(currency, annual).series, currency, "USD", imf_key(currency, annual).span, first, cell("Rate"), 1);
  }
  static Key imf_key(std::string_view currency, bool annual) {
    return {annual ? "IMF-ENDA" : "IMF-EOP", std::string(currency), "USD",
            annual ? RateSpan::year_mean : RateSpan::month_end};
  }

  void read_dac_row() {
    const std::string_view name = trim(csv_.fields().front());
    for (std::size_t i = 1; i < header_.size(); ++i) {
      const auto year = whole_of(header_[i]);
      const std::string_view text = trim(csv_.fields()[i]);
      if (!year || *year < 1900 || *year > 2100 || text.empty()) continue;
      const Date first = *Date::from_ymd(*year, 1, 1);
      const std::string_view currency = currency_of_name(name, first);
      if (currency.empty()) continue;  // notes stand below the table
      if (const auto value = Decimal::parse(text, true); value && value->is_zero()) continue;  // not available
      // Members of the euro area repeat its rate; the line of the euro itself counts.
      if (currency == "EUR" && !name.starts_with("ECU/EURO")) continue;
      add(table_.series, currency, "USD", RateSpan::year_mean, first, text, i);
    }
  }

  void read_annual_row() {
    const auto year = whole_of(cell("year"));
    if (!year || *year < 1900 || *year > 2100) {
      report(ProblemCode::date_unreadable, fmt::format("'{}' is no year", excerpt(cell("year"))), 0,
             "the line is left out");
      return;
    }
    add(cell("series"), cell("currency"), "USD", RateSpan::year_mean, *Date::from_ymd(*year, 1, 1),
        cell("units_per_usd"), 2);
  }

  // "usd_uah": hryvnia per dollar.
  void read_market_row() {
    const auto date = day(cell("date"));
    if (!date) return;
    for (std::size_t i = 1; i < header_.size(); ++i) {
      const std::string_view name = header_[i];
      if (name.size() != 7 || name[3] != '_') continue;
      add(table_.series, upper(name.substr(4)), upper(name.substr(0, 3)), RateSpan::day, *date, trim(csv_.fields()[i]),
          i);
    }
  }

  void read_mean_row() {
    const auto first = day(fmt::format("{}-01", cell("month")));
    if (!first) return;
    for (std::size_t i = 2; i < header_.size(); ++i) {
      if (is_code(header_[i]))
        add(table_.series, header_[i], "EUR", RateSpan::month_mean, *first, trim(csv_.fields()[i]), i);
    }
  }

  void finish() {
    for (auto& [key, quotes] : by_series_) {
      RateSpan span = key.span;
      if (table_.name == "fed") span = months_ ? RateSpan::month_mean : RateSpan::year_mean;
      std::ranges::stable_sort(quotes, {}, &Quote::date);
      check(key, span, quotes);
      for (const Quote& quote : quotes)
        out_.series.push_back({key.series, key.currency, key.base, quote.date, span, quote.rate});
    }
  }

  void say(ProblemCode code, std::string what, const Quote& at, std::string done) {
    Problem problem;
    problem.code = code;
    problem.what = std::move(what);
    problem.where.file = out_.file;
    problem.where.line = at.line;
    problem.where.column = at.column;
    problem.done = std::move(done);
    problem.cure = "compare with another source";
    out_.problems.push_back(std::move(problem));
  }

  // Gaps, steps and freezes of one pair; takes out what is absurd of a day series.
  void check(const Key& key, RateSpan span, std::vector<Quote>& quotes) {
    const std::string pair = fmt::format("{} per {}", key.currency, key.base);
    const bool days = span == RateSpan::day;
    if (days) keep_plausible(pair, quotes);
    std::size_t gaps = 0;
    std::size_t jumps = 0;
    constexpr std::size_t each_max = 5;  // of one pair; the others are counted
    for (std::size_t i = 1; i < quotes.size(); ++i) {
      const Quote& before = quotes[i - 1];
      const Quote& quote = quotes[i];
      const bool gap = days && days_between(before.date, quote.date) > rate_check::gap_days_max;
      if (gap && table_.name != "market" && ++gaps <= each_max) {
        say(ProblemCode::rate_gap,
            fmt::format("no {} from {} to {}", pair, before.date.plus_days(1).to_string(),
                        quote.date.plus_days(-1).to_string()),
            quote, "nothing is converted at a rate of those days");
      }
      const Step step = rate_check::step_between(before, quote);
      // Years move by more than days do; a year's step is odd where it is a hundredfold, or the rate upside down.
      const bool odd = days ? !gap && step != Step::usual : step == Step::absurd;
      if (odd && ++jumps <= each_max) {
        say(ProblemCode::rate_jump,
            fmt::format("{} moves from {} to {} between {} and {}", pair, before.rate.to_string(),
                        quote.rate.to_string(), before.date.to_string(), quote.date.to_string()),
            quote, "both are kept");
      }
    }
    if (gaps > each_max || jumps > each_max) {
      say(ProblemCode::limit_reached,
          fmt::format("{}: {} gaps and {} jumps in all, {} of each are listed", pair, gaps, jumps, each_max),
          quotes.front(), "they were treated alike");
    }
    if (days) {
      if (auto problem = rate_check::frozen(out_.file, pair, quotes)) out_.problems.push_back(std::move(*problem));
    }
  }

  void keep_plausible(const std::string& pair, std::vector<Quote>& quotes) {
    const std::vector<bool> keep = rate_check::plausible(quotes);
    std::vector<Quote> kept;
    for (std::size_t i = 0; i < quotes.size(); ++i) {
      if (keep[i]) {
        kept.push_back(quotes[i]);
        continue;
      }
      if (i > 0 && !keep[i - 1]) continue;  // of the run that was reported
      std::size_t end = i;
      while (end < quotes.size() && !keep[end]) ++end;
      say(ProblemCode::rate_jump,
          fmt::format("absurd rate: {} stands at {} on {}{}{}", pair, quotes[i].rate.to_string(),
                      quotes[i].date.to_string(), end - i > 1 ? fmt::format(" and {} quotes on", end - i - 1) : "",
                      kept.empty()
                          ? std::string{}
                          : fmt::format(", but {} on {}", kept.back().rate.to_string(), kept.back().date.to_string())),
          quotes[i], "kept out of every conversion");
    }
    quotes = std::move(kept);
  }

  std::string_view bytes_;
  CsvReader csv_;
  RateFile& out_;
  const Table& table_;
  std::vector<std::string> header_;
  std::map<Key, std::vector<Quote>> by_series_;
  std::map<std::pair<std::string, Date>, int> imf_others_;  // 1: another's line stands, 2: the issuer's
  bool months_ = false;
};

}  // namespace

bool looks_like_series(std::string_view header) { return table_of(header) != nullptr; }

std::optional<Problem> read_series(std::string_view bytes, RateFile& out) {
  bytes = without_bom(bytes);
  const Table* table = table_of(bytes.substr(0, bytes.find('\n')));
  assert(table != nullptr);
  if (table == nullptr) return Problem{};
  out.source = table->source;
  SeriesReader(bytes, out, *table).read();
  return std::nullopt;
}

}  // namespace kept
