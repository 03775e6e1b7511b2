#include "suites/suites.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <ios>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/country.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/text.hpp"
#include "claim/amount.hpp"
#include "claim/context.hpp"
#include "document/document.hpp"
#include "document/read_document.hpp"
#include "lang/packs.hpp"

namespace kept::suites {
namespace {

using Json = nlohmann::json;

// What our reader finds in one text. Values are written as text, so that they can be compared and shown.
struct Found {
  std::vector<std::string> numbers;  // "1500"
  std::vector<std::string> amounts;  // "1500 EUR", of a range "1500..2500 EUR"
  std::vector<std::string> dates;    // "2016-11-07..2016-11-07"
};

// A suite that gives "0.333333333333333" means a third: what is no whole number is compared so far.
constexpr int digits_compared = 12;

std::string number_text(const Decimal& value) {
  const bool whole = value == value.rounded_to_exponent(0);
  return (whole ? value : value.rounded_to_digits(digits_compared)).to_string();
}

std::string amount_text(const Amount& amount) {
  const std::string value =
      amount.value ? number_text(*amount.value) : number_text(*amount.low) + ".." + number_text(*amount.high);
  return value + " " + std::string(amount.currency);
}

std::string end_text(const std::optional<Date>& date) { return date ? date->to_string() : ""; }

Found find(std::string_view text, std::string_view language, std::optional<Date> day, const Packs& packs) {
  DocumentHints hints;
  hints.language = std::string(language);
  hints.date = day;
  Result<Document> document = read_document("case", text, hints, packs);
  if (!document) return {};
  document->language = language;  // given, whatever the text looks like
  for (Sentence& sentence : document->sentences) sentence.language.clear();
  const auto context = make_reading_context(*document, packs);
  if (!context) return {};
  Found found;
  for (const NumberMention& number : context->numbers) {
    if (!number.ordinal && !number.glued) found.numbers.push_back(number_text(number.value));
  }
  for (const Amount& amount : find_amounts(*context)) found.amounts.push_back(amount_text(amount));
  for (const DateMention& date : context->dates) {
    found.dates.push_back(end_text(date.period.from) + ".." + end_text(date.period.to));
  }
  return found;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string line;
  for (const std::string& part : parts) line += (line.empty() ? "" : "; ") + part;
  return line;
}

// "1.5e+06" as we write it; empty where it is no number.
std::string normal_number(std::string_view text) {
  const auto value = Decimal::parse(text, true);
  return value ? number_text(*value) : "";
}

bool equal_in_any_order(std::vector<std::string> a, std::vector<std::string> b) {
  std::ranges::sort(a);
  std::ranges::sort(b);
  return a == b;
}

// The rows of a table whose column `at` is `value`; line one names the columns.
std::vector<std::vector<std::string_view>> rows_with(std::string_view bytes, std::size_t at, std::string_view value) {
  std::vector<std::vector<std::string_view>> rows;
  for (const std::string_view line : split(bytes, '\n')) {
    auto cells = split(line, '\t');
    if (cells.size() > at && cells[at] == value) rows.push_back(std::move(cells));
  }
  return rows;
}

std::vector<Json> json_lines(std::string_view bytes) {
  std::vector<Json> lines;
  for (const std::string_view line : split(bytes, '\n')) {
    if (!trim(line).empty()) lines.push_back(Json::parse(line));
  }
  return lines;
}

// value, lang, text: the whole text is one number.
std::vector<Outcome> run_number_words(const Suite& suite, std::string_view bytes, const Packs& packs) {
  std::vector<Outcome> outcomes;
  for (const auto& row : rows_with(bytes, 1, suite.language)) {
    Outcome outcome{outcomes.size() + 1, std::string(row[2]), normal_number(row[0]), "", false};
    outcome.got = joined(find(row[2], suite.language, {}, packs).numbers);
    outcome.right = outcome.got == outcome.want;
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

// value, currency, locale, style, text: the whole text is one amount.
std::vector<Outcome> run_cldr_currency(const Suite& suite, std::string_view bytes, const Packs& packs) {
  std::vector<Outcome> outcomes;
  for (const auto& row : rows_with(bytes, 2, suite.language)) {
    Outcome outcome{outcomes.size() + 1, std::string(row[4]), "", "", false};
    outcome.want = normal_number(row[0]) + " " + std::string(row[1]);
    outcome.got = joined(find(row[4], suite.language, {}, packs).amounts);
    outcome.right = outcome.got == outcome.want;
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

// A shop's price with its ISO code in the text ("12,50 EUR"): of several prices the suite has the first.
std::vector<Outcome> run_price_parser(const Suite& suite, std::string_view bytes, const Packs& packs) {
  std::vector<Outcome> outcomes;
  for (const Json& line : json_lines(bytes)) {
    if (line["currency"].is_null() || line["amount"].is_null() || line["price_raw"].is_null()) continue;
    const auto currency = line["currency"].get<std::string>();
    const auto text = line["price_raw"].get<std::string>();
    if (!countries().is_currency(currency) || text.find(currency) == std::string::npos) continue;
    Outcome outcome{outcomes.size() + 1, text, "", "", false};
    outcome.want = normal_number(line["amount"].get<std::string>()) + " " + currency;
    const auto got = find(text, suite.language, {}, packs).amounts;
    outcome.got = got.empty() ? "" : got.front();
    outcome.right = outcome.got == outcome.want;
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

// Its names of units to ISO 4217; parts of a dollar are no currency of ours.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> money_units{{{"pound sterling", "GBP"},
                                                                                    {"dollar", "USD"},
                                                                                    {"dollar per hour", "USD"},
                                                                                    {"dollar per kilogram", "USD"},
                                                                                    {"euro", "EUR"},
                                                                                    {"cent", "cent"},
                                                                                    {"penny", "penny"},
                                                                                    {"dime", "dime"}}};

// Amounts with each range as its two ends.
std::vector<std::string> ends_of(const std::vector<std::string>& amounts) {
  std::vector<std::string> ends;
  for (const std::string& amount : amounts) {
    const std::size_t dots = amount.find("..");
    const std::size_t blank = amount.find(' ');
    if (dots == std::string::npos) {
      ends.push_back(amount);
    } else {
      ends.push_back(amount.substr(0, dots) + amount.substr(blank));
      ends.push_back(amount.substr(dots + 2));
    }
  }
  return ends;
}

// "req" a text, "res" what stands in it; of these the money. A range is its middle with an uncertainty, and is
// compared by its two ends: "from $5 to $7" may be a range or a change.
std::vector<Outcome> run_quantulum(const Suite& suite, std::string_view bytes, const Packs& packs) {
  std::vector<Outcome> outcomes;
  for (const Json& each : Json::parse(bytes)) {
    std::vector<std::string> want;
    for (const Json& result : each["res"]) {
      if (!result["unit"].is_string()) continue;
      const auto* const unit = std::ranges::find(money_units, result["unit"].get<std::string>(),
                                                 &std::pair<std::string_view, std::string_view>::first);
      if (unit == money_units.end()) continue;
      const auto value = Decimal::parse(result["value"].dump(), true).value_or(Decimal{});
      const bool is_range = result.contains("uncertainty") && !result["uncertainty"].is_null();
      const auto spread = is_range ? Decimal::parse(result["uncertainty"].dump(), true).value_or(Decimal{}) : Decimal{};
      want.push_back(number_text(value - spread) + " " + std::string(unit->second));
      if (is_range) want.push_back(number_text(value + spread) + " " + std::string(unit->second));
    }
    if (want.empty()) continue;
    const auto text = each["req"].get<std::string>();
    const auto got = ends_of(find(text, suite.language, {}, packs).amounts);
    outcomes.push_back({outcomes.size() + 1, text, joined(want), joined(got), equal_in_any_order(want, got)});
  }
  return outcomes;
}

// Removes one element equal to `value`; whether there was one.
bool take(std::vector<std::string>& values, std::string_view value) {
  const auto found = std::ranges::find(values, value);
  if (found == values.end()) return false;
  values.erase(found);
  return true;
}

// The cases of Recognizers-Text that name an ISO currency. What else the case has ("dollars" of no country) may be
// read, but need not.
std::vector<Outcome> run_recognizers_currency(const Suite& suite, std::string_view bytes, const Packs& packs) {
  std::vector<Outcome> outcomes;
  for (const Json& each : Json::parse(bytes, nullptr, true, true)) {
    std::vector<std::string> want;
    std::vector<std::string> other;  // values
    bool names_currency = false;
    for (const Json& result : each["Results"]) {
      const Json& resolution = result["Resolution"];
      if (!resolution.contains("value") || resolution["value"].is_null()) continue;
      const std::string value = normal_number(resolution["value"].get<std::string>());
      if (!resolution.contains("isoCurrency") || resolution["isoCurrency"].is_null()) {
        other.push_back(value);
        continue;
      }
      names_currency = true;
      want.push_back(value + " " + resolution["isoCurrency"].get<std::string>());
    }
    if (!names_currency) continue;
    const auto text = each["Input"].get<std::string>();
    const auto got = find(text, suite.language, {}, packs).amounts;
    auto rest = got;
    bool right = std::ranges::all_of(want, [&](const std::string& amount) { return take(rest, amount); });
    for (const std::string& amount : rest) {
      right = right && take(other, amount.substr(0, amount.find(' ')));
    }
    outcomes.push_back({outcomes.size() + 1, text, joined(want), joined(got), right});
  }
  return outcomes;
}

std::vector<Outcome> run_recognizers_number(const Suite& suite, std::string_view bytes, const Packs& packs) {
  std::vector<Outcome> outcomes;
  for (const Json& each : Json::parse(bytes, nullptr, true, true)) {
    std::vector<std::string> want;
    for (const Json& result : each["Results"]) {
      want.push_back(normal_number(result["Resolution"]["value"].get<std::string>()));
    }
    const auto text = each["Input"].get<std::string>();
    const auto got = find(text, suite.language, {}, packs).numbers;
    outcomes.push_back({outcomes.size() + 1, text, joined(want), joined(got), equal_in_any_order(want, got)});
  }
  return outcomes;
}

std::string iso_day(const Json& resolution, const char* key) {
  return resolution.contains(key) && resolution[key].is_string() ? resolution[key].get<std::string>().substr(0, 10)
                                                                 : "";
}

// A period of the suite as ours. Its end is the first day that is no longer in it; but of "4 to 22 January" it gives
// the 22nd, which is in the period for us, so that the end may also be taken as it stands.
std::vector<std::string> periods_of(const Json& resolution) {
  if (const std::string day = iso_day(resolution, "date"); !day.empty()) return {day + ".." + day};
  const std::string from = iso_day(resolution, "startDate") + "..";
  const auto end = Date::parse_iso(iso_day(resolution, "endDate"));
  if (!end) return {from};
  return {from + end->plus_days(-1).to_string(), from + end->to_string()};
}

// Dates and periods: each result must be among our dates, in any of the readings that the suite gives.
std::vector<Outcome> run_recognizers_date(const Suite& suite, std::string_view bytes, const Packs& packs) {
  std::vector<Outcome> outcomes;
  for (const Json& each : Json::parse(bytes, nullptr, true, true)) {
    const std::string read_on = each.contains("Context") ? iso_day(each["Context"], "ReferenceDateTime") : "";
    const auto text = each["Input"].get<std::string>();
    const auto got = find(text, suite.language, Date::parse_iso(read_on), packs).dates;
    std::vector<std::string> want;
    bool right = true;
    for (const Json& result : each["Results"]) {
      if (!result.contains("Value") || !result["Value"].is_object()) continue;
      const Json& value = result["Value"];
      std::vector<std::string> readings = periods_of(value["FutureResolution"]);
      for (std::string& past : periods_of(value["PastResolution"])) readings.push_back(std::move(past));
      right = right && std::ranges::any_of(readings, [&](const std::string& each_reading) {
                return std::ranges::count(got, each_reading) > 0;
              });
      want.push_back(readings.front());
    }
    if (want.empty()) right = got.empty();
    outcomes.push_back({outcomes.size() + 1, text, joined(want), joined(got), right});
  }
  return outcomes;
}

// Sentences with every amount marked; a case is one sentence.
std::vector<Outcome> run_sentences(const Suite& suite, std::string_view bytes, const Packs& packs) {
  std::vector<Outcome> outcomes;
  for (const Json& line : json_lines(bytes)) {
    std::vector<std::string> want;
    for (const Json& money : line["money"]) {
      const auto number = [&](const char* key) { return normal_number(money[key].get<std::string>()); };
      const bool range = money.contains("low") && !money["low"].is_null();
      want.push_back((range ? number("low") + ".." + number("high") : number("value")) + " " +
                     money["currency"].get<std::string>());
    }
    const auto text = line["text"].get<std::string>();
    const auto got = find(text, suite.language, {}, packs).amounts;
    outcomes.push_back({outcomes.size() + 1, text, joined(want), joined(got), equal_in_any_order(want, got)});
  }
  return outcomes;
}

// The shares asked for: of sentences, 97 % by amount are about 95 % by sentence.
constexpr std::array<Suite, 20> suites{{
    {"number-words/en", "en", "number-words/number_words.tsv", 99, run_number_words},
    {"number-words/uk", "uk", "number-words/number_words.tsv", 99, run_number_words},
    {"number-words/ja", "ja", "number-words/number_words.tsv", 99, run_number_words},
    {"cldr-currency/en", "en", "cldr-currency/cldr_currency.tsv", 97, run_cldr_currency},
    {"cldr-currency/uk", "uk", "cldr-currency/cldr_currency.tsv", 97, run_cldr_currency},
    {"cldr-currency/ja", "ja", "cldr-currency/cldr_currency.tsv", 97, run_cldr_currency},
    {"price-parser", "en", "price-parser/price_parsing.jsonl", 90, run_price_parser},
    {"quantulum3", "en", "quantulum3/quantities.json", 80, run_quantulum},
    {"recognizers-currency/en", "en", "recognizers-text/NumberWithUnit/English/CurrencyModel.json", 95,
     run_recognizers_currency},
    {"recognizers-currency/ja", "ja", "recognizers-text/NumberWithUnit/Japanese/CurrencyModel.json", 95,
     run_recognizers_currency},
    {"recognizers-number/en", "en", "recognizers-text/Number/English/NumberModel.json", 90, run_recognizers_number},
    {"recognizers-number/ja", "ja", "recognizers-text/Number/Japanese/NumberModel.json", 90, run_recognizers_number},
    {"recognizers-date/en", "en", "recognizers-text/DateTime/English/DateParser.json", 80, run_recognizers_date},
    {"recognizers-date/ja", "ja", "recognizers-text/DateTime/Japanese/DateParser.json", 80, run_recognizers_date},
    {"recognizers-period/en", "en", "recognizers-text/DateTime/English/DatePeriodParser.json", 80,
     run_recognizers_date},
    {"recognizers-period/ja", "ja", "recognizers-text/DateTime/Japanese/DatePeriodParser.json", 80,
     run_recognizers_date},
    {"sentences/en", "en", "peer-sentences/en.jsonl", 95, run_sentences},
    {"sentences/uk", "uk", "peer-sentences/uk.jsonl", 95, run_sentences},
    {"sentences/ja", "ja", "peer-sentences/ja.jsonl", 95, run_sentences},
    {"sentences/de", "de", "peer-sentences/de.jsonl", 95, run_sentences},
}};

}  // namespace

std::span<const Suite> all_suites() { return suites; }

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

}  // namespace kept::suites
