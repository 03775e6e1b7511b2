#include "source/iati_node.hpp"

#include <pugixml.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/text.hpp"
#include "source/iati_outline.hpp"

namespace kept {

IatiTag tag_of(pugi::xml_node element) {
  static const std::unordered_map<std::string_view, IatiTag> tags{
      {"activity-date", IatiTag::activity_date},
      {"activity-status", IatiTag::activity_status},
      {"aid-type", IatiTag::aid_type},
      {"budget", IatiTag::budget},
      {"default-aid-type", IatiTag::default_aid_type},
      {"default-finance-type", IatiTag::default_finance_type},
      {"default-flow-type", IatiTag::default_flow_type},
      {"default-tied-status", IatiTag::default_tied_status},
      {"description", IatiTag::description},
      {"disbursement-channel", IatiTag::disbursement_channel},
      {"finance-type", IatiTag::finance_type},
      {"flow-type", IatiTag::flow_type},
      {"humanitarian-scope", IatiTag::humanitarian_scope},
      {"iati-identifier", IatiTag::identifier},
      {"organisation-identifier", IatiTag::identifier},
      {"name", IatiTag::name},
      {"participating-org", IatiTag::participating_org},
      {"period-end", IatiTag::period_end},
      {"period-start", IatiTag::period_start},
      {"planned-disbursement", IatiTag::planned_disbursement},
      {"provider-org", IatiTag::provider_org},
      {"receiver-org", IatiTag::receiver_org},
      {"recipient-country", IatiTag::recipient_country},
      {"recipient-country-budget", IatiTag::recipient_country_budget},
      {"recipient-org", IatiTag::recipient_org},
      {"recipient-org-budget", IatiTag::recipient_org_budget},
      {"recipient-region", IatiTag::recipient_region},
      {"recipient-region-budget", IatiTag::recipient_region_budget},
      {"related-activity", IatiTag::related_activity},
      {"reporting-org", IatiTag::reporting_org},
      {"sector", IatiTag::sector},
      {"tied-status", IatiTag::tied_status},
      {"title", IatiTag::title},
      {"total-budget", IatiTag::total_budget},
      {"total-expenditure", IatiTag::total_expenditure},
      {"transaction", IatiTag::transaction},
      {"transaction-date", IatiTag::transaction_date},
      {"transaction-type", IatiTag::transaction_type},
      {"value", IatiTag::value},
  };
  const auto found = tags.find(element.name());
  if (found == tags.end()) return IatiTag::none;
  // A default namespace of its own makes it somebody else's.
  return element.first_attribute() && element.attribute("xmlns").value()[0] != '\0' ? IatiTag::none : found->second;
}

std::string_view raw_attribute(pugi::xml_node element, const char* name) { return element.attribute(name).value(); }
std::string_view attribute(pugi::xml_node element, const char* name) { return trim(raw_attribute(element, name)); }

bool is_true(std::string_view flag) { return flag == "1" || flag == "true" || flag == "TRUE" || flag == "True"; }

std::optional<bool> flag_of(pugi::xml_node element, const char* name) {
  const std::string_view flag = attribute(element, name);
  if (flag.empty()) return std::nullopt;
  return is_true(flag);
}

std::string collapse(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) {
      out.push_back(c);
    } else if (!out.empty() && out.back() != ' ') {
      out.push_back(' ');
    }
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

std::string_view own_text(pugi::xml_node element, std::deque<std::string>& pieces) {
  pugi::xml_node first;
  std::string* joined = nullptr;
  for (pugi::xml_node child = element.first_child(); child; child = child.next_sibling()) {
    if (child.type() != pugi::node_pcdata && child.type() != pugi::node_cdata) continue;
    if (!first) {
      first = child;
      continue;
    }
    if (joined == nullptr) joined = &pieces.emplace_back(first.value());
    joined->append(child.value());
  }
  return joined == nullptr ? std::string_view(first.value()) : std::string_view(*joined);
}

OutlinePlace IatiPlaces::of(std::size_t byte) {
  byte = std::min(byte, xml_.size());
  if (byte < byte_) {
    byte_ = 0;
    newlines_ = 0;
  }
  newlines_ += static_cast<std::uint64_t>(std::ranges::count(xml_.substr(byte_, byte - byte_), '\n'));
  byte_ = byte;
  const std::size_t newline = byte == 0 ? std::string_view::npos : xml_.rfind('\n', byte - 1);
  const bool first_line = newline == std::string_view::npos;
  const std::size_t line_begin = first_line ? 0 : newline + 1;
  const auto characters =
      static_cast<std::uint64_t>(std::ranges::count_if(xml_.substr(line_begin, byte - line_begin), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
      }));
  return {begin_.line + newlines_, first_line ? begin_.column + characters : 1 + characters};
}

OutlinePlace IatiPlaces::of(pugi::xml_node element) {
  const std::ptrdiff_t offset = element.offset_debug();
  // The tree knows where the name stands, which is behind the "<".
  return of(offset > 0 ? static_cast<std::size_t>(offset - 1) : 0);
}

}  // namespace kept
