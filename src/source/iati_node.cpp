#include "source/iati_node.hpp"

#include <pugixml.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "source/iati_outline.hpp"

namespace kept {

namespace {

struct Tag {
  std::string_view name;
  IatiTag tag;
};

// By length, then by name.
constexpr std::array<Tag, 39> tags{{
    {"name", IatiTag::name},
    {"title", IatiTag::title},
    {"value", IatiTag::value},
    {"budget", IatiTag::budget},
    {"sector", IatiTag::sector},
    {"aid-type", IatiTag::aid_type},
    {"flow-type", IatiTag::flow_type},
    {"period-end", IatiTag::period_end},
    {"description", IatiTag::description},
    {"tied-status", IatiTag::tied_status},
    {"transaction", IatiTag::transaction},
    {"finance-type", IatiTag::finance_type},
    {"period-start", IatiTag::period_start},
    {"provider-org", IatiTag::provider_org},
    {"receiver-org", IatiTag::receiver_org},
    {"total-budget", IatiTag::total_budget},
    {"activity-date", IatiTag::activity_date},
    {"recipient-org", IatiTag::recipient_org},
    {"reporting-org", IatiTag::reporting_org},
    {"activity-status", IatiTag::activity_status},
    {"iati-identifier", IatiTag::identifier},
    {"default-aid-type", IatiTag::default_aid_type},
    {"recipient-region", IatiTag::recipient_region},
    {"related-activity", IatiTag::related_activity},
    {"transaction-date", IatiTag::transaction_date},
    {"transaction-type", IatiTag::transaction_type},
    {"default-flow-type", IatiTag::default_flow_type},
    {"participating-org", IatiTag::participating_org},
    {"recipient-country", IatiTag::recipient_country},
    {"total-expenditure", IatiTag::total_expenditure},
    {"humanitarian-scope", IatiTag::humanitarian_scope},
    {"default-tied-status", IatiTag::default_tied_status},
    {"default-finance-type", IatiTag::default_finance_type},
    {"disbursement-channel", IatiTag::disbursement_channel},
    {"planned-disbursement", IatiTag::planned_disbursement},
    {"recipient-org-budget", IatiTag::recipient_org_budget},
    {"organisation-identifier", IatiTag::identifier},
    {"recipient-region-budget", IatiTag::recipient_region_budget},
    {"recipient-country-budget", IatiTag::recipient_country_budget},
}};

constexpr std::size_t tag_size_max = 24;

// Where the names of each length begin; of length + 1: where they end.
constexpr std::array<std::uint8_t, tag_size_max + 2> tags_of_size = [] {
  std::array<std::uint8_t, tag_size_max + 2> begins{};
  for (std::size_t size = 0; size < begins.size(); ++size) {
    std::uint8_t at = 0;
    while (at < tags.size() && tags.at(at).name.size() < size) ++at;
    begins.at(size) = at;
  }
  return begins;
}();

}  // namespace

// Asked for every element: a few names of one length are told apart faster than a hash is made.
IatiTag tag_of(pugi::xml_node element) {
  const std::string_view name = element.name();
  if (name.size() > tag_size_max) return IatiTag::none;
  for (std::size_t at = tags_of_size.at(name.size()); at < tags_of_size.at(name.size() + 1); ++at) {
    if (tags.at(at).name != name) continue;
    // A default namespace of its own makes it somebody else's.
    return element.first_attribute() && element.attribute("xmlns").value()[0] != '\0' ? IatiTag::none : tags.at(at).tag;
  }
  return IatiTag::none;
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
