// Reading one activity, shared by the files that do. Of src/source/iati_*.cpp only.
#pragma once

#include <pugixml.hpp>

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/date.hpp"
#include "source/activity.hpp"
#include "source/iati_code.hpp"
#include "source/iati_node.hpp"
#include "source/iati_piece.hpp"
#include "source/iati_split.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"

namespace kept {

struct PublishedOrg {
  std::string ref;
  std::string name;  // as published: its name, else its identifier
  std::string code;  // of iati_party
  std::string activity;
};

class IatiReading {
 public:
  IatiReading(const std::string& file, const OutlineRoot& root, const ReadOptions& options, IatiPiece& piece,
              RecordTaker take);

  // One well-formed iati-activity or iati-organisation. `xml` is what `element` was parsed from, byte by byte.
  void read_activity(pugi::xml_node element, std::string_view xml, OutlinePlace place);
  void read_organisation(pugi::xml_node element, std::string_view xml, OutlinePlace place);

 private:
  // What an activity says for all that stands in it, beside its row.
  struct Activity {
    std::uint32_t row = 0;
    std::optional<PublishedOrg> reporting;
    std::string country;  // the one that all its money goes to; empty: none, or several
    bool has_places = false;
    int major = 1;                    // of its version
    std::optional<Date> known_by;     // the last day that it can tell of
    pugi::xml_node only_funder;       // the one participating organisation of role 1
    pugi::xml_node only_implementer;  // the one of role 4
  };

  // Of the record at hand.
  void report(ProblemCode code, pugi::xml_node at, std::string what, std::string done, std::string cure);
  ActivityRow& row_of(const Activity& activity) { return piece_.activities.activities[activity.row]; }
  void pass_over(pugi::xml_node element);
  // The last day of which an activity that was last updated then can tell.
  std::optional<Date> known_by(std::string_view updated) const;
  void start(pugi::xml_node element, std::string_view xml, OutlinePlace place, Activity& activity,
             std::string_view kind);
  std::string words_of(pugi::xml_node element);
  std::optional<PublishedOrg> org_of(pugi::xml_node element, const char* activity_attribute);
  std::string party_of(std::string_view ref, std::string_view name);

  // Activity (iati_activity.cpp).
  void read_heads(pugi::xml_node element, Activity& activity);
  void read_identifier(pugi::xml_node element, ActivityRow& row);
  void read_date(pugi::xml_node element, ActivityRow& row);
  void read_participant(pugi::xml_node element, Activity& activity);
  void add_narratives(pugi::xml_node element, std::string_view name, std::uint32_t activity,
                      std::optional<std::uint32_t> record, bool only_several);
  void add_code(pugi::xml_node element, std::string_view name);
  // Which set the codes or shares at hand are; those that occur again are made once.
  std::optional<std::uint32_t> classification_set();
  struct KnownSplits {
    std::optional<std::uint32_t> set;
    std::string country;  // of only_country
    bool has_places = false;
  };
  const KnownSplits& split_set(bool of_record);
  void choose_title(Activity& activity, const std::vector<pugi::xml_node>& titles);

  // Records (iati_record.cpp).
  Record& start_record(const Activity& activity, std::string_view kind);
  std::uint32_t record_row() const { return records_ - 1; }
  void read_transaction(const Activity& activity, pugi::xml_node element);
  void read_plan(const Activity& activity, pugi::xml_node element, std::string_view kind);
  void read_organisation_plan(const Activity& activity, pugi::xml_node element, std::string_view kind);
  std::string_view read_type(const Activity& activity, pugi::xml_node owner, pugi::xml_node type, Record& record);
  void read_value(const Activity& activity, pugi::xml_node owner, pugi::xml_node value, Record& record);
  void read_amount(pugi::xml_node value, Record& record);
  void read_currency(const Activity& activity, pugi::xml_node value, Record& record);
  void read_transaction_date(pugi::xml_node date, Record& record);
  void read_period(pugi::xml_node owner, pugi::xml_node start, pugi::xml_node end, Record& record);
  void set_parties(const std::optional<PublishedOrg>& provider, const std::optional<PublishedOrg>& receiver,
                   const std::string& country, Record& record);
  void classify(const Activity& activity, std::string_view aid_type, std::string_view finance_type,
                std::string_view flow_type, std::string_view tied_status, pugi::xml_node element, Record& record);
  // Of `element`; hands the record on.
  void end_record(const Activity& activity, pugi::xml_node element);

  const std::string& file_;
  const OutlineRoot& root_;
  std::optional<Date> released_;  // of the file
  std::optional<Date> retrieved_;
  IatiPiece& piece_;
  RecordTaker take_;
  Record record_;  // the one at hand
  std::uint32_t records_ = 0;
  std::deque<std::string> texts_;  // that live until the next activity
  std::optional<IatiPlaces> places_;
  std::string position_;                              // of the record at hand, for problems
  std::vector<std::pair<std::string, int>> numbers_;  // of the activity's records, by kind
  std::unordered_map<std::string, std::string> parties_;
  // One code of an activity or record, as published.
  struct PublishedCode {
    std::string_view element;
    std::string_view type;
    std::string_view vocabulary;
    std::string_view code;
  };
  std::vector<PublishedShare> shares_;
  std::vector<PublishedCode> codes_;
  std::unordered_map<std::string, KnownSplits> known_splits_;
  std::unordered_map<std::string, std::uint32_t> known_codes_;
  std::string key_;  // of either
  std::string last_giver_;
  std::string last_receiver_;
};

// The country that all of the money of a set of places goes to, as a party code; "" where there is none.
std::string only_country(const std::vector<SplitRow>& splits);

}  // namespace kept
