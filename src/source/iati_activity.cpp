// Activities of IATI: what they say for all the money in them.
#include <fmt/format.h>
#include <pugixml.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "base/country.hpp"
#include "base/date.hpp"
#include "base/packed.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "source/activity.hpp"
#include "source/iati.hpp"
#include "source/iati_code.hpp"
#include "source/iati_node.hpp"
#include "source/iati_outline.hpp"
#include "source/iati_party.hpp"
#include "source/iati_piece.hpp"
#include "source/iati_reading.hpp"
#include "source/iati_split.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

// "#N/A" and the like are no identifiers.
bool tells_nothing(std::string_view identifier) { return identifier.empty() || identifier.starts_with('#'); }

int level_of(std::string_view text) {
  int level = 1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), level);
  return error == std::errc{} && end == text.data() + text.size() && level > 0 ? level : 1;
}

}  // namespace

std::string only_country(const std::vector<SplitRow>& splits) {
  for (const SplitRow& split : splits) {
    if (split.kind != "country" || split.weight != split.whole || split.code.empty()) continue;
    const auto known = countries().code_of(split.code);
    return known ? std::string(*known) : split.code;
  }
  return {};
}

IatiReading::IatiReading(const std::string& file, const OutlineRoot& root, const ReadOptions& options, IatiPiece& piece,
                         RecordTaker take)
    : file_(file),
      root_(root),
      released_(options.released ? options.released : generated_day(root)),
      retrieved_(options.retrieved),
      piece_(piece),
      take_(std::move(take)) {}

// What the file says of itself may be wrong too: no day after that on which it was got counts.
std::optional<Date> IatiReading::known_by(std::string_view updated) const {
  constexpr std::size_t day_size = 10;
  std::optional<Date> last;
  for (const std::optional<Date> day : {released_, parse_iati_date(trim(updated).substr(0, day_size))}) {
    if (day && (!retrieved_ || *day <= *retrieved_)) last = std::max(last, day);
  }
  return last ? last : retrieved_;
}

void IatiReading::report(ProblemCode code, pugi::xml_node at, std::string what, std::string done, std::string cure) {
  const OutlinePlace place = places_->of(at);
  const std::string& identifier = piece_.activities.activities.back().identifier;
  const std::string position = fmt::format("activity {} {} {}", identifier.empty() ? "without identifier" : identifier,
                                           record_.kind, record_.number);
  piece_.problems.push_back(
      {code,
       std::move(what),
       {.file = file_, .line = place.line, .column = place.column, .byte = {}, .record = position},
       std::move(done),
       std::move(cure)});
}

void IatiReading::pass_over(pugi::xml_node element) {
  if (element.type() != pugi::node_element) return;
  const std::string_view name = element.name();
  const std::size_t colon = name.find(':');
  thread_local std::string key;
  key.assign(name.substr(0, colon));
  if (colon != std::string_view::npos) key += ":*";
  ++piece_.activities.passed_over[key];
}

std::string IatiReading::words_of(pugi::xml_node element) {
  std::string first;
  for (pugi::xml_node child = element.first_child(); child; child = child.next_sibling()) {
    if (std::string_view(child.name()) != "narrative") continue;
    std::string text = collapse(own_text(child, texts_));
    if (text.empty()) continue;
    if (lower_case(attribute(child, "xml:lang")).starts_with("en")) return text;
    if (first.empty()) first = std::move(text);
  }
  return first.empty() ? collapse(own_text(element, texts_)) : first;
}

std::string IatiReading::party_of(std::string_view ref, std::string_view name) {
  thread_local std::string key;
  key.assign(ref);
  key += '\n';
  key += name;
  auto found = parties_.find(key);
  if (found == parties_.end()) found = parties_.emplace(key, iati_party({ref, name})).first;
  return found->second;
}

std::optional<PublishedOrg> IatiReading::org_of(pugi::xml_node element, const char* activity_attribute) {
  if (!element) return std::nullopt;
  std::string name = words_of(element);
  const std::string_view ref = attribute(element, "ref");
  if (name.empty() && ref.empty()) return std::nullopt;
  std::string code = party_of(ref, name);
  if (name.empty()) name = ref;
  return PublishedOrg{std::string(ref), std::move(name), std::move(code),
                      std::string(attribute(element, activity_attribute))};
}

void IatiReading::start(pugi::xml_node element, std::string_view xml, OutlinePlace place, Activity& activity,
                        std::string_view kind) {
  texts_.clear();
  numbers_.clear();
  places_.emplace(xml, place);
  activity.row = static_cast<std::uint32_t>(piece_.activities.activities.size());
  ActivityRow& row = piece_.activities.activities.emplace_back();
  row.kind = kind;
  row.line = place.line;
  row.version = attribute(element, "version");
  if (row.version.empty()) row.version = trim(root_.version);
  activity.major = row.version.starts_with('2') ? 2 : 1;
  row.hierarchy = level_of(attribute(element, "hierarchy"));
  row.language = attribute(element, "xml:lang");
  if (row.language.empty()) row.language = root_.language;
  row.default_currency = raw_attribute(element, "default-currency");
  row.humanitarian = flag_of(element, "humanitarian");
  const std::string_view updated = raw_attribute(element, "last-updated-datetime");
  row.last_updated_published = updated;
  activity.known_by = known_by(updated);
  if (const auto instant = parse_iati_instant(updated)) {
    row.last_updated = instant->microseconds;
    if (instant->zone_assumed) row.notes.emplace_back("zone-assumed");
  }
}

void IatiReading::read_identifier(pugi::xml_node element, ActivityRow& row) {
  const std::string_view published = own_text(element, texts_);
  const std::string_view trimmed = trim(published);
  if (!tells_nothing(trimmed)) row.identifier = trimmed;
  if (row.identifier != published) row.identifier_published = published;
}

void IatiReading::read_date(pugi::xml_node element, ActivityRow& row) {
  auto day = parse_iati_date(raw_attribute(element, "iso-date"));
  if (!day) day = parse_iati_date(own_text(element, texts_));
  const std::string_view type = iati_code("date", attribute(element, "type"));
  std::optional<Date>* place = type == "1"   ? &row.start_planned
                               : type == "2" ? &row.start_actual
                               : type == "3" ? &row.end_planned
                               : type == "4" ? &row.end_actual
                                             : nullptr;
  if (place != nullptr && !*place) *place = day;
}

void IatiReading::read_participant(pugi::xml_node element, Activity& activity) {
  ParticipantRow& row = piece_.activities.participants.emplace_back();
  row.activity = activity.row;
  const std::string_view published = attribute(element, "role");
  row.role = iati_code("role", published);
  if (row.role != published) row.role_published = published;
  row.ref = attribute(element, "ref");
  row.name = words_of(element);
  row.type = attribute(element, "type");
  row.activity_id = attribute(element, "activity-id");
  row.party = party_of(row.ref, row.name);
}

void IatiReading::add_narratives(pugi::xml_node element, std::string_view name, std::uint32_t activity,
                                 std::optional<std::uint32_t> record, bool only_several) {
  const ActivityRow& row = piece_.activities.activities[activity];
  const std::string_view type = attribute(element, "type");
  const std::string_view own = attribute(element, "xml:lang");
  const std::size_t had = piece_.activities.narratives.size();
  const auto add = [&](pugi::xml_node of) {
    const std::string_view text = trim(own_text(of, texts_));
    if (text.empty()) return;
    std::string_view language = attribute(of, "xml:lang");
    if (language.empty()) language = own.empty() ? std::string_view(row.language) : own;
    piece_.activities.narratives.push_back(
        {activity, record, std::string(name), std::string(type), std::string(language), std::string(text)});
  };
  for (pugi::xml_node child = element.first_child(); child; child = child.next_sibling()) {
    if (std::string_view(child.name()) == "narrative") add(child);
  }
  if (piece_.activities.narratives.size() == had) add(element);  // 1.0x
  if (only_several && piece_.activities.narratives.size() == had + 1) piece_.activities.narratives.pop_back();
}

void IatiReading::add_code(pugi::xml_node element, std::string_view name) {
  codes_.push_back({name, attribute(element, "type"), attribute(element, "vocabulary"), attribute(element, "code")});
}

std::optional<std::uint32_t> IatiReading::classification_set() {
  if (codes_.empty()) return std::nullopt;
  key_.clear();
  for (const PublishedCode& code : codes_) {
    for (const std::string_view text : {code.element, code.type, code.vocabulary, code.code}) pack(key_, text);
  }
  auto& sets = piece_.activities.classification_sets;
  const auto [found, fresh] = known_codes_.try_emplace(key_, static_cast<std::uint32_t>(sets.size()));
  if (fresh) {
    std::vector<ClassificationRow>& rows = sets.emplace_back();
    for (const PublishedCode& code : codes_) {
      rows.push_back(
          {std::string(code.element), std::string(code.type), std::string(code.vocabulary), std::string(code.code)});
    }
  }
  return found->second;
}

const IatiReading::KnownSplits& IatiReading::split_set(bool of_record) {
  key_.assign(of_record ? "r" : "a");
  for (const PublishedShare& share : shares_) {
    for (const std::string_view text : {share.kind, share.vocabulary, share.code, share.percentage}) pack(key_, text);
  }
  const auto [found, fresh] = known_splits_.try_emplace(key_);
  KnownSplits& known = found->second;
  if (!fresh || shares_.empty()) return known;
  std::vector<SplitRow> rows = split_rows(shares_, of_record);
  known.country = only_country(rows);
  known.has_places = std::ranges::any_of(rows, [](const SplitRow& split) { return split.dimension == "place"; });
  known.set = static_cast<std::uint32_t>(piece_.activities.split_sets.size());
  piece_.activities.split_sets.push_back(std::move(rows));
  return known;
}

// English, else the activity's language, else the first.
void IatiReading::choose_title(Activity& activity, const std::vector<pugi::xml_node>& titles) {
  const std::size_t had = piece_.activities.narratives.size();
  for (const pugi::xml_node title : titles) add_narratives(title, "title", activity.row, std::nullopt, false);
  const auto& all = piece_.activities.narratives;
  ActivityRow& row = row_of(activity);
  const std::string own = lower_case(row.language);
  int best = 0;
  for (std::size_t at = had; at < all.size(); ++at) {
    const std::string language = lower_case(all[at].language);
    const int rank = language.starts_with("en") ? 3 : (!own.empty() && language == own ? 2 : 1);
    if (rank <= best) continue;
    best = rank;
    row.title = collapse(all[at].text);
  }
}

// All but the money, which is read with what these say.
void IatiReading::read_heads(pugi::xml_node element, Activity& activity) {
  std::vector<pugi::xml_node> titles;
  int funders = 0;
  int implementers = 0;
  shares_.clear();
  codes_.clear();
  for (pugi::xml_node child = element.first_child(); child; child = child.next_sibling()) {
    ActivityRow& row = row_of(activity);
    switch (tag_of(child)) {
      case IatiTag::identifier:
        if (row.identifier.empty()) read_identifier(child, row);
        break;
      case IatiTag::reporting_org: {
        if (activity.reporting) break;
        activity.reporting = org_of(child, "activity-id");
        row.secondary = is_true(attribute(child, "secondary-reporter"));
        row.reporting_ref = attribute(child, "ref");
        row.reporting_name = words_of(child);
        row.reporting_type = attribute(child, "type");
        if (activity.reporting) piece_.reporters.insert(activity.reporting->name);
        break;
      }
      case IatiTag::title:
      case IatiTag::name:
        titles.push_back(child);
        break;
      case IatiTag::description:
        add_narratives(child, "description", activity.row, std::nullopt, false);
        break;
      case IatiTag::participating_org: {
        read_participant(child, activity);
        const std::string& role = piece_.activities.participants.back().role;
        if (role == "1") activity.only_funder = ++funders == 1 ? child : pugi::xml_node{};
        if (role == "4") activity.only_implementer = ++implementers == 1 ? child : pugi::xml_node{};
        break;
      }
      case IatiTag::activity_date:
        read_date(child, row);
        break;
      case IatiTag::activity_status:
        row.status = attribute(child, "code");
        break;
      case IatiTag::default_flow_type:
        row.flow_type = attribute(child, "code");
        break;
      case IatiTag::default_finance_type:
        row.finance_type = attribute(child, "code");
        break;
      case IatiTag::default_tied_status:
        row.tied_status = attribute(child, "code");
        break;
      case IatiTag::default_aid_type: {
        const std::string_view vocabulary = attribute(child, "vocabulary");
        if (vocabulary.empty() || vocabulary == "1") {
          row.aid_type = attribute(child, "code");
        } else {
          add_code(child, "default-aid-type");
        }
        break;
      }
      case IatiTag::humanitarian_scope:
        add_code(child, "humanitarian-scope");
        break;
      case IatiTag::related_activity:
        piece_.activities.related.push_back(
            {activity.row, std::string(attribute(child, "type")), std::string(attribute(child, "ref"))});
        break;
      case IatiTag::recipient_country:
        shares_.push_back({"country", "", attribute(child, "code"), attribute(child, "percentage")});
        break;
      case IatiTag::recipient_region:
        shares_.push_back(
            {"region", attribute(child, "vocabulary"), attribute(child, "code"), attribute(child, "percentage")});
        break;
      case IatiTag::sector:
        shares_.push_back(
            {"sector", attribute(child, "vocabulary"), attribute(child, "code"), attribute(child, "percentage")});
        break;
      case IatiTag::transaction:
      case IatiTag::budget:
      case IatiTag::planned_disbursement:
      case IatiTag::total_budget:
      case IatiTag::total_expenditure:
      case IatiTag::recipient_org_budget:
      case IatiTag::recipient_country_budget:
      case IatiTag::recipient_region_budget:
        break;
      default:
        pass_over(child);
    }
  }
  if (funders != 1) activity.only_funder = {};
  if (implementers != 1) activity.only_implementer = {};
  choose_title(activity, titles);
  const KnownSplits& splits = split_set(false);
  activity.country = splits.country;
  activity.has_places = splits.has_places;
  row_of(activity).splits = splits.set;
  row_of(activity).classifications = classification_set();
}

void IatiReading::read_activity(pugi::xml_node element, std::string_view xml, OutlinePlace place) {
  Activity activity;
  start(element, xml, place, activity, "activity");
  read_heads(element, activity);
  for (pugi::xml_node child = element.first_child(); child; child = child.next_sibling()) {
    switch (tag_of(child)) {
      case IatiTag::transaction:
        read_transaction(activity, child);
        break;
      case IatiTag::budget:
        read_plan(activity, child, "budget");
        break;
      case IatiTag::planned_disbursement:
        read_plan(activity, child, "planned_disbursement");
        break;
      default:
        break;
    }
  }
}

void IatiReading::read_organisation(pugi::xml_node element, std::string_view xml, OutlinePlace place) {
  Activity activity;
  start(element, xml, place, activity, "organisation");
  read_heads(element, activity);
  for (pugi::xml_node child = element.first_child(); child; child = child.next_sibling()) {
    switch (tag_of(child)) {
      case IatiTag::total_budget:
      case IatiTag::total_expenditure:
      case IatiTag::recipient_org_budget:
      case IatiTag::recipient_country_budget:
      case IatiTag::recipient_region_budget: {
        std::string kind = child.name();
        std::ranges::replace(kind, '-', '_');
        read_organisation_plan(activity, child, kind);
        break;
      }
      default:
        break;
    }
  }
}

}  // namespace kept
