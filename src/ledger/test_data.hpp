// Records and loads made for the ledger's tests.
#pragma once

#include <string>

#include "source/record.hpp"

namespace kept::test {

inline Date day(std::string_view text) { return Date::parse_iso(text).value(); }
inline Decimal decimal(std::string_view text) { return Decimal::parse(text).value(); }

// A load of the source "test" without records; its bytes are told apart by dataset, release and day.
inline LoadedFile file_of(const std::string& dataset, const std::string& release, const std::string& released) {
  LoadedFile file;
  file.source = "test";
  file.dataset = dataset;
  file.release = release;
  file.released = Date::parse_iso(released);
  file.file = dataset + ".csv";
  file.sha256 = dataset + "-" + release + "-" + released;
  return file;
}

inline Record record_of(const std::string& position, std::string_view amount) {
  Record record;
  record.id = "test/months/" + position;
  record.kind = "commitment";
  record.measure = Measure::commitment;
  record.date = day("2025-02-27");
  record.amount = decimal(amount);
  record.currency = "EUR";
  record.giver = "JP";
  record.receiver = "UA";
  record.position = "line " + position;
  return record;
}

// A record with every field set.
inline Record full_record() {
  Record record = record_of("2", "8800000000.25");
  record.measure_published = "Commitment";
  record.date_precision = DatePrecision::month;
  record.date_to = day("2025-03-31");
  record.value_date = day("2025-02-28");
  record.amount_original = decimal("58000000.5");
  record.currency_original = "USD";
  record.amount_item = decimal("7100000000");
  record.amount_half_unit = decimal("0.005");
  record.converted_month = day("2025-03-01");
  record.notes = {"currency-default", "date-from-text"};
  record.currency = "JPY";
  record.giver_name = "Japan";
  record.receiver_name = "Ukraine";
  record.amount_published = "8800000000.2500";
  record.date_published = "Feb 2025";
  record.value_date_published = "28.2.2025";
  record.currency_published = "yen";
  record.giver_ref = "JP-1";
  record.receiver_ref = "UA-1";
  record.giver_activity = "JP-1-A";
  record.receiver_activity = "UA-1-B";
  record.aid_type_published = "A01";
  record.flow_type = "10";
  record.finance_type = "421";
  record.tied_status = "5";
  record.humanitarian = false;
  record.direction = "out";
  record.status = "committed";
  record.reference = "ref-7";
  record.channel = "JICA";
  record.instrument = "grant";
  record.aid_type = "financial";
  record.activity = "JPN12";
  record.activity_how = "published";
  record.text = "a \"quoted\" line,\nwith 億 and ' and \\";
  record.link = "https://example.org/?a=1&b=2";
  record.summary = true;
  record.secondary = true;
  record.file = "rows.csv";
  return record;
}

// All fields of a record on one line, for comparison.
inline std::string line_of(const Record& r) {
  std::string line;
  const auto add = [&](std::string_view field) {
    line += field;
    line += '|';
  };
  for (const std::string* text : {&r.id,
                                  &r.kind,
                                  &r.measure_published,
                                  &r.currency,
                                  &r.currency_original,
                                  &r.giver,
                                  &r.receiver,
                                  &r.giver_name,
                                  &r.receiver_name,
                                  &r.channel,
                                  &r.instrument,
                                  &r.aid_type,
                                  &r.activity,
                                  &r.activity_how,
                                  &r.text,
                                  &r.link,
                                  &r.file,
                                  &r.position,
                                  &r.amount_published,
                                  &r.date_published,
                                  &r.value_date_published,
                                  &r.currency_published,
                                  &r.giver_ref,
                                  &r.receiver_ref,
                                  &r.giver_activity,
                                  &r.receiver_activity,
                                  &r.aid_type_published,
                                  &r.flow_type,
                                  &r.finance_type,
                                  &r.tied_status,
                                  &r.direction,
                                  &r.status,
                                  &r.reference}) {
    add(*text);
  }
  for (const std::string& note : r.notes) add(note);
  for (const auto* number : {&r.amount, &r.amount_original, &r.amount_item, &r.amount_half_unit})
    add(*number ? (*number)->to_string() : "-");
  for (const auto* date : {&r.date, &r.date_to, &r.value_date, &r.converted_month})
    add(*date ? (*date)->to_string() : "-");
  add(to_string(r.measure));
  add(to_string(r.date_precision));
  add(r.summary ? "summary" : "");
  add(r.secondary ? "secondary" : "");
  add(r.humanitarian ? (*r.humanitarian ? "humanitarian" : "not humanitarian") : "");
  add(r.activity_row ? std::to_string(*r.activity_row) : "");
  add(std::to_string(r.number));
  return line;
}

// How many fields an aggregate has: the most values that it can be made of.
struct AnyValue {
  template <typename T>
  operator T() const;
};
template <typename T, typename... Values>
constexpr std::size_t count_fields() {
  if constexpr (requires { T{Values{}..., AnyValue{}}; }) {
    return count_fields<T, Values..., AnyValue>();
  } else {
    return sizeof...(Values);
  }
}

}  // namespace kept::test
