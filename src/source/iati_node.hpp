// Looking at the tree of one activity: names, attributes and words as IATI means them.
#pragma once

#include <pugixml.hpp>

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "source/iati_outline.hpp"

namespace kept {

// The elements that are read; all others are passed over.
enum class IatiTag : std::uint8_t {
  none,
  activity_date,
  activity_status,
  aid_type,
  budget,
  default_aid_type,
  default_finance_type,
  default_flow_type,
  default_tied_status,
  description,
  disbursement_channel,
  finance_type,
  flow_type,
  humanitarian_scope,
  identifier,
  name,
  participating_org,
  period_end,
  period_start,
  planned_disbursement,
  provider_org,
  receiver_org,
  recipient_country,
  recipient_country_budget,
  recipient_org,
  recipient_org_budget,
  recipient_region,
  recipient_region_budget,
  related_activity,
  reporting_org,
  sector,
  tied_status,
  title,
  total_budget,
  total_expenditure,
  transaction,
  transaction_date,
  transaction_type,
  value,
};

// `none` also for an element in a namespace of somebody's.
IatiTag tag_of(pugi::xml_node element);

// "" where it is absent; as published.
std::string_view raw_attribute(pugi::xml_node element, const char* name);
// Without blanks at its ends.
std::string_view attribute(pugi::xml_node element, const char* name);

bool is_true(std::string_view flag);
std::optional<bool> flag_of(pugi::xml_node element, const char* name);

// Runs of white space become one blank; the ends are trimmed.
std::string collapse(std::string_view text);

// The text of an element itself, without that of elements in it. Lives as long as the tree and `pieces`.
std::string_view own_text(pugi::xml_node element, std::deque<std::string>& pieces);

// Where things stand in the file, for problems. Bytes are those of the activity as it was read.
class IatiPlaces {
 public:
  IatiPlaces(std::string_view xml, OutlinePlace begin) : xml_(xml), begin_(begin) {}
  // Cheap where places are asked in their order.
  OutlinePlace of(std::size_t byte);
  OutlinePlace of(pugi::xml_node element);

 private:
  std::string_view xml_;
  OutlinePlace begin_;
  std::size_t byte_ = 0;
  std::uint64_t newlines_ = 0;
};

}  // namespace kept
