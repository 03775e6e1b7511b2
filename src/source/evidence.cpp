// Evidence that is no aid, from tables: military expenditure, refugees, holders of offices (docs/sources/sipri.md,
// unhcr.md, leaders.md). Dated facts, in no total.
#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <tuple>
#include <utility>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "source/mapping.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"
#include "source/table.hpp"
#include "source/tables.hpp"

namespace kept {
namespace {

Fact fact_of(const TableInput& in, std::string_view kind) {
  Fact fact;
  fact.id = fmt::format("{}/{}/{}/{}", in.source, in.dataset, in.rows.id_part(), kind);
  fact.kind = kind;
  fact.file = in.rows.file();
  fact.position = in.rows.position();
  return fact;
}

void set_year(Fact& fact, std::optional<int> year) {
  if (year) fact.date = Date::from_ymd(*year, 1, 1);
  fact.date_precision = DatePrecision::year;
}

void keep(LoadedFile& load, TableInput& in, std::string note, SourcesRead& out) {
  load.problems = in.rows.take_problems();
  cover_as_read(load, std::move(note));
  out.loaded.push_back(std::move(load));
}

// SIPRI's marks for "not available" and "there was no such state"; a spending of 0 means the former too.
bool is_absent(std::string_view text) { return text.empty() || text == "..." || text == ". ." || text == "xxx"; }

}  // namespace

void read_sipri_expenditure(TableInput& in, SourcesRead& out) {
  LoadedFile load = start_load(in.file, in.source, in.dataset, in.options);
  const Decimal million = Decimal::from_parts(1, 6);
  while (in.rows.next()) {
    const auto year = in.rows.year("year");
    const auto add = [&](std::string_view kind, std::string_view field, std::string_view unit, bool zero_is_absent) {
      if (is_absent(in.rows.cell(field))) return;
      const auto value = in.rows.number(field);
      if (!value || (zero_is_absent && value->is_zero())) return;
      Fact fact = fact_of(in, kind);
      set_year(fact, year);
      fact.subject_name = in.rows.cell("country");
      fact.subject = party_or_name(fact.subject_name);
      fact.value = unit == "USD" ? *value * million : *value;
      fact.unit = unit;
      load.facts.push_back(std::move(fact));
    };
    add("military_expenditure", "spending", "USD", true);
    add("military_expenditure_share", "share", "share of GDP", false);
  }
  keep(load, in, "military expenditure by country and year, SIPRI's estimates in current dollars and as a share of GDP",
       out);
}

void read_unhcr_population(TableInput& in, SourcesRead& out) {
  LoadedFile load = start_load(in.file, in.source, in.dataset, in.options);
  while (in.rows.next()) {
    const auto year = in.rows.year("year");
    for (const auto& [kind, field] : {std::pair{"refugees", "refugees"},
                                      {"asylum_seekers", "asylum_seekers"},
                                      {"returned_refugees", "returned_refugees"},
                                      {"internally_displaced", "idps"},
                                      {"returned_internally_displaced", "returned_idps"},
                                      {"stateless", "stateless"},
                                      {"others_of_concern", "others"},
                                      {"others_in_need_of_protection", "in_need"},
                                      {"host_community", "hosts"}}) {
      const std::string_view text = in.rows.cell(field);
      if (text.empty() || text == "-" || text == "NA") continue;  // not applicable
      const auto value = in.rows.number(field);
      if (!value || value->is_zero()) continue;
      Fact fact = fact_of(in, kind);
      set_year(fact, year);
      fact.subject_name = in.rows.cell("origin");
      fact.subject = party_or_name(in.rows.cell("origin_iso").empty() ? fact.subject_name : in.rows.cell("origin_iso"));
      fact.object_name = in.rows.cell("asylum");
      fact.object = party_or_name(in.rows.cell("asylum_iso").empty() ? fact.object_name : in.rows.cell("asylum_iso"));
      fact.value = value;
      fact.unit = "people";
      load.facts.push_back(std::move(fact));
    }
  }
  keep(load, in,
       "people by origin and country of asylum at the end of each year, UNHCR's statistics; zeros are left out", out);
}

void read_one_refugees(TableInput& in, SourcesRead& out) {
  LoadedFile load = start_load(in.file, in.source, in.dataset, in.options);
  while (in.rows.next()) {
    Fact fact = fact_of(in, "refugees");
    const auto month = parse_mapped_date(in.rows.cell("month"), "MM-YYYY");
    if (month) {
      fact.date = month->date;
    } else {
      in.rows.report(ProblemCode::date_unreadable, "month",
                     fmt::format("'{}' is no month", excerpt(in.rows.cell("month"))), "the fact has no date",
                     "write months as 03-2022");
    }
    fact.date_precision = DatePrecision::month;
    fact.subject = "UA";
    fact.subject_name = "Ukraine";
    fact.object_name = in.rows.cell("host");
    fact.object = party_or_name(in.rows.cell("code"));
    fact.value = in.rows.number("count");
    fact.unit = "people";
    load.facts.push_back(std::move(fact));
  }
  keep(load, in, "refugees from Ukraine by host country and month, as ONE took them from UNHCR", out);
}

namespace {

int whole(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? value : 0;
}

}  // namespace

void read_reign_leaders(TableInput& in, SourcesRead& out) {
  LoadedFile load = start_load(in.file, in.source, in.dataset, in.options);
  FieldRows& rows = in.rows;
  while (rows.next()) {
    Fact fact = fact_of(in, "office");
    fact.subject_name = rows.cell("country");
    fact.subject = party_or_name(fact.subject_name);
    fact.what = fmt::format("leader: {}", rows.cell("leader"));
    const int year = whole(rows.cell("year"));
    const auto day = Date::from_ymd(year, static_cast<unsigned>(whole(rows.cell("month"))),
                                    static_cast<unsigned>(whole(rows.cell("day"))));
    if (day && year >= 1800) {
      fact.date = day;
    } else {
      rows.report(ProblemCode::date_unreadable, "day",
                  fmt::format("'{}', '{}' and '{}' are no day, month and year", excerpt(rows.cell("day")),
                              excerpt(rows.cell("month")), excerpt(rows.cell("year"))),
                  "the fact has no date", "write numbers");
    }
    // The month in which the office ended; its last day is an upper bound.
    const auto end =
        Date::from_ymd(whole(rows.cell("end_year")), static_cast<unsigned>(whole(rows.cell("end_month"))), 1);
    if (end && whole(rows.cell("end_year")) >= 1800) {
      fact.date_to = end->last_of_month();
      fact.notes.emplace_back("end-by-month");
    }
    for (const char* field : {"id", "country_code", "born", "note"}) add_note(fact.notes, field, rows.cell(field));
    fact.file = rows.file();
    load.facts.push_back(std::move(fact));
  }
  keep(load, in, "who led each state, by REIGN: first days by day, last days by month", out);
}

void read_leaders_list(TableInput& in, SourcesRead& out) {
  LoadedFile load = start_load(in.file, in.source, in.dataset, in.options);
  while (in.rows.next()) {
    for (const auto& [kind, title, holder, since] :
         {std::tuple{"head_of_government", "government_title", "government", "government_since"},
          std::tuple{"head_of_state", "state_title", "state", "state_since"}}) {
      if (in.rows.cell(holder).empty()) continue;
      Fact fact = fact_of(in, kind);
      fact.kind = "office";
      fact.subject_name = in.rows.cell("country");
      fact.subject = party_or_name(in.rows.cell("code").empty() ? fact.subject_name : in.rows.cell("code"));
      fact.what = fmt::format("{}: {}", in.rows.cell(title), in.rows.cell(holder));
      fact.date = in.rows.day(since);
      add_note(fact.notes, "position", kind);
      load.facts.push_back(std::move(fact));
    }
  }
  keep(load, in, "who holds office now and since when; who held it before is not said", out);
}

}  // namespace kept
