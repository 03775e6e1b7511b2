// One published fact about money, and the load that it came with.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "source/activity.hpp"

namespace kept {

// What the money is said to be, mapped from each source's own words (docs/sources/ has the tables).
enum class Measure : std::uint8_t {
  pledge,
  commitment,
  allocation,
  disbursement,
  expenditure,
  budget,
  planned,
  incoming,
  other,
};
std::string_view to_string(Measure measure);
std::optional<Measure> parse_measure(std::string_view text);

struct Record {
  std::string id;    // unique in the ledger: "SOURCE/DATASET/POSITION" with a suffix where a line gives several
  std::string kind;  // "transaction", "budget", "allocation", "commitment", "payment", "total", ...
  Measure measure = Measure::other;
  std::string measure_published;  // the source's own word or code
  std::optional<Date> date;       // first day of the period where the precision is coarser than a day
  DatePrecision date_precision = DatePrecision::day;
  std::optional<Date> date_to;     // last day of a period that the source states (budgets, plans); empty: not said
  std::optional<Date> value_date;  // the day whose rate the source wants used, where it is not `date`
  std::optional<Decimal> amount;   // as published; empty: no readable amount
  std::string currency;            // ISO 4217 in capitals, empty: unknown
  // What stands in the source where that is not the plain form of what it was read as ("2,675.61", "42916", "Eur ").
  std::string amount_published;
  std::string date_published;
  std::string value_date_published;
  std::string currency_published;
  // Half a unit of the last digit that the source publishes (a figure rounded to 1,000 has 500); empty: exact.
  std::optional<Decimal> amount_half_unit;
  // What the source says was reported to it, before it converted to `currency` itself; empty: `amount` is that.
  std::optional<Decimal> amount_original;
  std::string currency_original;
  // What the source gives for this item alone where `amount` is its share of a package; empty: the same.
  std::optional<Decimal> amount_item;
  // First day of the month whose mean rate the source converted at (Kiel's month number; it is not always the month
  // of `date`); empty: not converted, or not said.
  std::optional<Date> converted_month;
  std::string giver;  // party codes where known, else names as published
  std::string receiver;
  std::string giver_name;  // as published
  std::string receiver_name;
  std::string giver_ref;  // the identifiers that the source gives them; empty: none
  std::string receiver_ref;
  std::string giver_activity;  // the activity of the other organisation that the money comes from, or goes to
  std::string receiver_activity;
  std::string channel;
  std::string instrument;          // of Instrument's names in claim/claim.hpp, empty: not said
  std::string aid_type;            // "financial", "humanitarian", "military" or a DAC code; empty: not said
  std::string aid_type_published;  // the DAC's code of the aid type, also where `aid_type` says "humanitarian"
  std::string flow_type;           // codes of the DAC, the record's own or its activity's default
  std::string finance_type;
  std::string tied_status;
  std::optional<bool> humanitarian;  // as flagged; empty: not said
  std::string direction;             // of the money, seen from who reports it: "out", "in", "back"; empty: not said
  std::string status;                // of a plan: "indicative", "committed"
  std::string reference;             // the source's own reference of this record
  std::string activity;              // the activity or commitment it belongs to, as an id within the dataset
  std::string activity_how;          // "published", or how it was inferred ("row order")
  // Where `activity` is a row of ActivityTables: which (from 0, within the same load), and the record's number among
  // those of its kind there. `id`, `activity` and `position` are then made from them where they are empty.
  std::optional<std::uint32_t> activity_row;
  std::uint32_t number = 0;
  std::optional<std::uint32_t> splits;           // its own shares: place in ActivityTables::split_sets
  std::optional<std::uint32_t> classifications;  // its own codes: place in ActivityTables::classification_sets
  std::string text;                              // narrative
  std::string link;
  bool summary = false;            // a source's own total of other rows: checked, never summed with them
  bool secondary = false;          // reported by a secondary reporter: in no total
  std::vector<std::string> notes;  // readings that are not the plain one: "currency-default", "date-from-text"
  std::string file;                // within the load
  std::string position;            // "line 2367", "activity XX-1 transaction 3"
};

// A dated fact that is no flow of money from a giver to a receiver: what a state spent on defence, how many refugees
// were counted, a missile that was launched, an office that was held. It may support or contradict what a text says of
// such things; it is in no total.
struct Fact {
  std::string id;            // unique in the ledger: "SOURCE/DATASET/POSITION"
  std::string kind;          // "military_expenditure", "refugees", "missile_test", "office", "oda", ...
  std::string subject;       // party code where known, else the name: who spends, launches, holds office, is fled from
  std::string subject_name;  // as published
  std::string object;        // the other party, where there is one: who takes refugees in
  std::string object_name;
  std::optional<Date> date;  // first day of the period where the precision is coarser than a day
  DatePrecision date_precision = DatePrecision::day;
  std::optional<Date> date_to;   // last day of a period that the source states; of an office: until then, empty: still
  std::optional<Decimal> value;  // as published, in `unit`
  std::string unit;              // "USD", "people", "km", "share of GDP", ...
  std::string what;              // the missile, the office and its holder, the series
  std::string outcome;           // where the source judges: "success", "failure"
  std::string text;              // the source's description
  std::string link;
  std::vector<std::string> notes;  // "NAME: VALUE" of what else the source gives
  std::string file;                // within the load
  std::string position;
};

// What a load claims to cover. Complete: within these bounds every flow is there, so an absence says something.
struct Coverage {
  std::vector<std::string> givers;  // party codes; empty: not said
  std::vector<std::string> receivers;
  std::vector<Measure> measures;
  Period period;
  bool complete_totals = false;  // a donor's totals by measure are complete
  bool complete_flows = false;   // each single flow is there
  std::string note;              // in words, printed with verdicts that rest on it
};

// One dataset as it was read from one file (or one file of a folder).
struct LoadedFile {
  std::string source;             // "kiel", "iati", "csv:NAME"
  std::string dataset;            // "rows", "donor-months", "disbursements", an IATI publisher's file stem, ...
  std::string release;            // "28", empty: unknown
  std::optional<Date> released;   // the day on which it was published; empty: unknown
  std::optional<Date> retrieved;  // the day on which it was got or loaded; empty: not said
  std::string released_how;       // "metadata.json", "release_info.csv", "--released"
  std::string file;               // path as given
  std::string sha256;             // of the bytes as given, hex
  std::string mapping_sha256;     // of the mapping that the file was read with; empty: none
  std::uint64_t bytes = 0;
  std::vector<Record> records;
  ActivityTables activities;  // what a source says of whole activities; empty where it knows none
  std::vector<Fact> facts;
  std::vector<Problem> problems;
  Coverage coverage;
};

// A file that is no source, or has nothing to load: no error.
struct LeftOutFile {
  std::string file;
  std::string reason;
};

}  // namespace kept
