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
  record.amount_item = decimal("7100000000");
  record.amount_half_unit = decimal("0.005");
  record.converted_month = day("2025-03-01");
  record.notes = {"currency-default", "date-from-text"};
  record.currency = "JPY";
  record.giver_name = "Japan";
  record.receiver_name = "Ukraine";
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

// All fields of a record on one line, for comparison. A new field does not compile here until it has a name; the ledger
// must then keep it too (schema.sql, load.cpp, query.cpp).
inline std::string line_of(const Record& record) {
  const auto& [id, kind, measure, measure_published, date, date_precision, amount, currency, amount_half_unit,
               amount_item, converted_month, giver, receiver, giver_name, receiver_name, channel, instrument, aid_type,
               activity, activity_how, text, link, summary, secondary, notes, file, position] = record;
  std::string line;
  const auto add = [&](std::string_view field) {
    line += field;
    line += '|';
  };
  for (const std::string* field :
       {&id, &kind, &measure_published, &currency, &giver, &receiver, &giver_name, &receiver_name, &channel,
        &instrument, &aid_type, &activity, &activity_how, &text, &link, &file, &position}) {
    add(*field);
  }
  for (const std::string& note : notes) add(note);
  for (const std::optional<Decimal>* number : {&amount, &amount_item, &amount_half_unit}) {
    add(*number ? (*number)->to_string() : "-");
  }
  for (const std::optional<Date>* day : {&date, &converted_month}) add(*day ? (*day)->to_string() : "-");
  add(to_string(measure));
  add(to_string(date_precision));
  add(summary ? "summary" : "");
  add(secondary ? "secondary" : "");
  return line;
}

}  // namespace kept::test
