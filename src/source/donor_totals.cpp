// Totals that donors or others publish without single flows: US aid by country and fiscal year, the OECD's DAC table 1,
// AidData's project locations, ONE's pledges (docs/sources/us-foreignassistance.md, oecd.md, aiddata.md, one.md).
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <tuple>
#include <utility>

#include "base/country.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"
#include "source/table.hpp"
#include "source/tables.hpp"

namespace kept {
namespace {

struct Named {
  std::string_view name;
  Measure measure;
};
// Stages of the same money: never added to one another.
constexpr Named us_types[] = {{"Obligations", Measure::commitment},
                              {"Disbursements", Measure::disbursement},
                              {"Appropriated and Planned", Measure::budget},
                              {"President's Budget Requests", Measure::planned},
                              {"Initial Allocations", Measure::allocation}};

// The US fiscal year 2023 is from 2022-10-01 to 2023-09-30; between 1976 and 1977 a quarter was put in.
std::optional<Period> us_fiscal_year(std::string_view text) {
  if (lower_case(text) == "1976tq") return Period{Date::from_ymd(1976, 7, 1), Date::from_ymd(1976, 9, 30)};
  int year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  if (error != std::errc{} || end != text.data() + text.size() || year < 1900 || year > 2100) return std::nullopt;
  constexpr int last_in_july = 1976;  // until then it began in July
  if (year <= last_in_july) return Period{Date::from_ymd(year - 1, 7, 1), Date::from_ymd(year, 6, 30)};
  return Period{Date::from_ymd(year - 1, 10, 1), Date::from_ymd(year, 9, 30)};
}

}  // namespace

void read_us_country(TableInput& in, SourcesRead& out) {
  FieldRows& rows = in.rows;
  LoadedFile load = start_load(in.file, in.source, in.dataset, in.options);
  std::string last_year;
  while (rows.next()) {
    Record record;
    record.id = fmt::format("{}/{}/{}", load.source, load.dataset, rows.id_part());
    record.kind = "total";
    record.measure_published = rows.cell("type");
    bool known = false;
    for (const Named& type : us_types) {
      if (type.name != record.measure_published) continue;
      record.measure = type.measure;
      known = true;
    }
    if (!known) {
      rows.report(ProblemCode::value_unreadable, "type",
                  fmt::format("'{}' is no known transaction type", excerpt(rows.cell("type"))),
                  "its measure is `other`", "see docs/sources/us-foreignassistance.md for those that are");
    }
    if (const auto year = us_fiscal_year(rows.cell("year"))) {
      record.date = year->from;
      record.date_to = year->to;
      record.date_precision = DatePrecision::fiscal_year;
      last_year = std::max(last_year, std::string(rows.cell("year")));
    } else {
      rows.report(ProblemCode::date_unreadable, "year",
                  fmt::format("'{}' is no fiscal year", excerpt(rows.cell("year"))), "the record has no date",
                  "write fiscal years as 2023");
    }
    record.amount = rows.number("amount");
    record.currency = "USD";
    record.giver = "US";
    record.giver_name = "United States";
    record.receiver_name = rows.cell("receiver");
    const auto code = countries().code_of(rows.cell("receiver_code"));
    record.receiver = code ? std::string(*code) : party_or_name(record.receiver_name);
    for (const char* field : {"constant", "region", "income"}) add_note(record.notes, field, rows.cell(field));
    record.file = rows.file();
    record.position = rows.position();
    load.records.push_back(std::move(record));
  }
  if (!last_year.empty()) load.release = fmt::format("to FY {}", last_year);
  load.problems = rows.take_problems();
  cover_as_read(load,
                "US aid by country, fiscal year and stage: totals without single flows; the stages (obligations, "
                "disbursements, requests) are of the same money and are never added");
  out.loaded.push_back(std::move(load));
}

namespace {

// Flows of DAC table 1 that are one measure whole; parts of them (grants, non-grants) stay `other`, so that a part is
// never added to its whole.
std::optional<Measure> dac_measure(std::string_view flow_code) {
  if (flow_code == "1150") return Measure::commitment;
  if (flow_code == "1120") return Measure::disbursement;
  return std::nullopt;
}

struct DacRow {
  std::string giver;
  std::optional<Date> year;
  Decimal value;
};

void add_dac_fact(FieldRows& rows, const DacRow& row, LoadedFile& load) {
  Fact fact;
  fact.id = fmt::format("oecd/dac1/{}", rows.id_part());
  fact.kind = "dac_flow";
  fact.subject = row.giver;
  fact.subject_name = rows.cell("giver");
  fact.date = row.year;
  fact.date_precision = DatePrecision::year;
  fact.value = row.value;
  fact.unit = rows.cell("amount_type");
  if (!rows.cell("base").empty()) fact.unit += fmt::format(" of {}, USD", rows.cell("base"));
  fact.what = fmt::format("{}; {}", rows.cell("type"), rows.cell("flow"));
  add_note(fact.notes, "type", rows.cell("type_code"));
  add_note(fact.notes, "flow", rows.cell("flow_code"));
  fact.file = rows.file();
  fact.position = rows.position();
  load.facts.push_back(std::move(fact));
}

void add_dac_record(FieldRows& rows, const DacRow& row, std::string currency, LoadedFile& load) {
  Record record;
  record.id = fmt::format("oecd/dac1/{}", rows.id_part());
  record.kind = "total";
  record.measure = dac_measure(rows.cell("flow_code")).value_or(Measure::other);
  record.measure_published = rows.cell("flow");
  record.amount = row.value;
  record.currency = std::move(currency);
  record.giver = row.giver;
  record.giver_name = rows.cell("giver");
  record.aid_type = rows.cell("type_code");
  record.text = fmt::format("{}; {}", rows.cell("type"), rows.cell("flow"));
  record.date = row.year;
  record.date_precision = DatePrecision::year;
  record.summary = true;  // each figure is a part or a sum of others of the table
  add_note(record.notes, "flow", rows.cell("flow_code"));
  add_note(record.notes, "amounts", rows.cell("amount_type"));
  record.file = rows.file();
  record.position = rows.position();
  load.records.push_back(std::move(record));
}

}  // namespace

void read_dac1(TableInput& in, SourcesRead& out) {
  FieldRows& rows = in.rows;
  LoadedFile load = start_load(in.file, in.source, in.dataset, in.options);
  std::optional<int> last_year;
  while (rows.next()) {
    const auto year = rows.year("year");
    const auto unit = rows.number("unit");
    const auto value = rows.number("value");
    if (year && (!last_year || *last_year < *year)) last_year = year;
    if (!value || !unit) continue;
    const bool whole = unit->exponent() >= 0 && *unit <= Decimal::from_integer(12) && !unit->is_negative();
    const int exponent = whole ? static_cast<int>(unit->to_double()) : 0;
    const auto scaled = Decimal::multiply_exact(*value, Decimal::from_parts(1, exponent));
    if (!whole || !scaled) {
      rows.report(ProblemCode::value_unreadable, "unit",
                  fmt::format("'{}' is no unit multiplier", excerpt(rows.cell("unit"))), "the line is left out",
                  "6 is millions, 0 is units");
      continue;
    }
    const DacRow row{party_or_name(rows.cell("giver")), year ? Date::from_ymd(*year, 1, 1) : std::nullopt, *scaled};
    const std::string_view kind = rows.cell("amount_code");
    const std::string currency =
        kind == "A" ? "USD"
                    : (kind == "N" && row.year ? std::string(countries().currency_of(row.giver, *row.year)) : "");
    if (currency.empty()) {
      add_dac_fact(rows, row, load);  // constant prices, percent of income, inhabitants: no money as it was paid
    } else {
      add_dac_record(rows, row, currency, load);
    }
  }
  if (last_year) load.release = std::to_string(*last_year);
  load.problems = rows.take_problems();
  cover_as_read(load,
                "the OECD's DAC table 1: what providers report of their aid, without receivers; its figures are "
                "parts and sums of one another and are never summed");
  out.loaded.push_back(std::move(load));
}

void read_aiddata_locations(TableInput& in, SourcesRead& out) {
  FieldRows& rows = in.rows;
  LoadedFile load = start_load(in.file, in.source, in.dataset, in.options);
  while (rows.next()) {
    Record record;
    record.id = fmt::format("aiddata/locations/{}", rows.id_part());
    record.kind = "commitment";
    record.measure = Measure::commitment;
    record.measure_published = "commitment value, split evenly over the project's places";
    record.amount = rows.number("value");
    record.currency = "USD";
    record.giver = "CN";
    record.giver_name = "China";
    record.receiver_name = rows.cell("receiver");
    record.receiver = party_or_name(record.receiver_name);
    record.activity = rows.cell("id");
    record.activity_how = "published";
    record.text = rows.cell("place");
    record.notes = {"prices: constant dollars of 2021"};
    for (const char* field : {"ratio", "area_ratio", "area_value", "longitude", "latitude"})
      add_note(record.notes, field, rows.cell(field));
    record.file = rows.file();
    record.position = rows.position();
    load.records.push_back(std::move(record));
  }
  load.problems = rows.take_problems();
  cover_as_read(load,
                "China's official finance by place, as AidData (GCDF 3.0) collected it; dollars of 2021, no days");
  out.loaded.push_back(std::move(load));
}

namespace {

// "578.7>><b>...": the figure before the mark, in millions; the prose behind it without its markup.
constexpr std::string_view figure_mark = ">>";

std::string without_markup(std::string_view html) {
  std::string text;
  bool inside = false;
  for (const char c : html) {
    if (c == '<' && !text.empty() && text.back() != ' ') text += ' ';
    if (c == '<') inside = true;
    if (!inside) text += c;
    if (c == '>') inside = false;
  }
  return std::string(trim(text));
}

std::string links_of(std::string_view html) {
  std::string links;
  constexpr std::string_view mark = "href='";
  for (std::size_t at = html.find(mark); at != std::string_view::npos; at = html.find(mark, at)) {
    at += mark.size();
    const std::size_t end = std::min(html.find('\'', at), html.size());
    if (!links.empty()) links += ' ';
    links += html.substr(at, end - at);
  }
  return links;
}

}  // namespace

void read_one_pledges(TableInput& in, SourcesRead& out) {
  FieldRows& rows = in.rows;
  LoadedFile load = start_load(in.file, in.source, in.dataset, in.options);
  while (rows.next()) {
    for (const auto& [field, kind, receiver] :
         {std::tuple{"pledged", "pledge", "UA"}, std::tuple{"refugee_cost", "in_donor_refugee_cost", ""}}) {
      const std::string_view cell = rows.cell(field);
      const std::size_t mark = cell.find(figure_mark);
      std::string figure;
      for (const char c : trim(cell.substr(0, mark))) {
        if (c != ',') figure += c;
      }
      const auto millions = Decimal::parse(figure);
      if (!millions) {
        if (!figure.empty()) {
          rows.report(ProblemCode::value_unreadable, field,
                      fmt::format("'{}' is no figure in millions", excerpt(figure)), "the record has no amount",
                      "the cell begins with a figure, then >> and prose");
        }
        if (cell.empty()) continue;
      }
      Record record;
      record.id = fmt::format("one/{}/{}/{}", load.dataset, rows.id_part(), field);
      record.kind = kind;
      record.measure = kind == std::string_view("pledge") ? Measure::pledge : Measure::other;
      record.measure_published = kind;
      if (millions) record.amount = Decimal::multiply_exact(*millions, Decimal::from_parts(1, 6));
      record.amount_half_unit = Decimal::from_integer(50'000);
      record.currency = "USD";
      record.giver_name = rows.cell("giver");
      record.giver = party_or_name(record.giver_name);
      record.receiver = receiver;
      record.receiver_name = receiver[0] == 0 ? "" : "Ukraine";
      if (mark != std::string_view::npos) record.text = without_markup(cell.substr(mark + figure_mark.size()));
      record.link = links_of(rows.cell("source"));
      record.summary = true;  // its own sum of what the prose names
      record.file = rows.file();
      record.position = rows.position();
      load.records.push_back(std::move(record));
    }
  }
  load.problems = rows.take_problems();
  cover_as_read(load, "ONE's estimates of what donors pledged to Ukraine, with the prose that they rest on; no days");
  out.loaded.push_back(std::move(load));
}

}  // namespace kept
