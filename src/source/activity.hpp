// What a source says of whole activities and organisations, beside the records of money in them (IATI's words).
//
// Rows name their activity by its place in `activities` and a record by its place among the records that they come
// with, both from 0. Shares and codes stand in sets, as thousands of records have the same ones; activities and records
// name theirs by its place.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"

namespace kept {

struct ActivityRow {
  std::string kind;                  // "activity", "organisation"
  std::string identifier;            // blanks at its ends removed; empty: none that could tell it from others
  std::string identifier_published;  // where that is not the same
  std::uint32_t occurrence = 1;      // 2 for the second one with this identifier in the load, and so on
  std::string reporting_ref;
  std::string reporting_name;
  std::string reporting_type;
  bool secondary = false;  // of a secondary reporter: in no total
  std::string version;     // of the standard, as the activity or its file says
  int hierarchy = 1;
  std::string language;
  std::string default_currency;
  std::optional<bool> humanitarian;
  std::optional<std::int64_t> last_updated;  // microseconds since 1970-01-01T00:00Z
  std::string last_updated_published;
  std::string status;
  std::string title;
  std::optional<Date> start_planned;
  std::optional<Date> start_actual;
  std::optional<Date> end_planned;
  std::optional<Date> end_actual;
  std::string flow_type;
  std::string finance_type;
  std::string aid_type;
  std::string tied_status;
  std::vector<std::string> notes;
  std::uint64_t line = 0;                        // where it begins, from 1
  std::optional<std::uint32_t> splits;           // place in ActivityTables::split_sets
  std::optional<std::uint32_t> classifications;  // place in ActivityTables::classification_sets
};

struct NarrativeRow {
  std::uint32_t activity = 0;
  std::optional<std::uint32_t> record;  // empty: of the activity
  std::string element;                  // "title", "description", ...
  std::string type;                     // of a description: "1" to "4"
  std::string language;                 // as published, else the activity's; empty: not said
  std::string text;
};

struct ParticipantRow {
  std::uint32_t activity = 0;
  std::string role;  // "1" funding, "2" accountable, "3" extending, "4" implementing; empty: not known
  std::string role_published;
  std::string ref;
  std::string name;
  std::string type;
  std::string activity_id;
  std::string party;  // party code where known, else as `name`
};

struct RelatedRow {
  std::uint32_t activity = 0;
  std::string type;  // "1" parent, "2" child, "3" sibling, "4" co-funded, "5" third party
  std::string ref;
};

// One share of an activity's or a record's money. Its part is weight / whole; what all parts of one dimension and
// vocabulary leave of 1 is not allocated. Those of an activity are of every record without a share of its own.
struct SplitRow {
  std::string dimension;   // "place", "sector"
  std::string kind;        // "country", "region", "sector"
  std::string vocabulary;  // of 2.0x; places of vocabulary "1" and countries are one set, "1"
  std::string vocabulary_published;
  std::string code;
  std::string percentage;  // as published; empty: none
  Decimal weight;          // at most nine decimal places
  Decimal whole;
  std::string note;  // "percent-equal", "percent-filled", "percent-short", "percent-rescaled", "region-dropped"
};

struct ClassificationRow {
  std::string element;  // "aid-type", "default-aid-type", "humanitarian-scope", "tag", ...
  std::string type;
  std::string vocabulary;
  std::string code;
};

struct ActivityTables {
  std::vector<ActivityRow> activities;
  std::vector<NarrativeRow> narratives;
  std::vector<ParticipantRow> participants;
  std::vector<RelatedRow> related;
  std::vector<std::vector<SplitRow>> split_sets;
  std::vector<std::vector<ClassificationRow>> classification_sets;
  std::map<std::string, std::uint64_t> passed_over;  // elements that say nothing about money, by name
};

}  // namespace kept
