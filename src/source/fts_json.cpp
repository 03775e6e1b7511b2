// Flows as FTS's API returns them ({"data": {"flows": [...]}}). The other answers of the API are its own totals.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "source/fts.hpp"
#include "source/json_items.hpp"
#include "source/json_sources.hpp"
#include "source/problem_list.hpp"
#include "source/readers.hpp"
#include "source/table.hpp"
#include "source/tables.hpp"

namespace kept {
namespace {

// A text of any scalar, for notes.
std::string as_text(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_array()) {
    std::vector<std::string> entries;
    for (const Json& entry : value) entries.push_back(as_text(entry));
    return fmt::format("{}", fmt::join(entries, ", "));
  }
  return value.is_null() || value.is_object() ? std::string{} : value.dump();
}

// The names of the objects of one type among a flow's sources or destinations. A comma inside a name of a place would
// look like two places.
std::vector<std::string> names_of(const Json& objects, std::string_view type) {
  std::vector<std::string> names;
  if (!objects.is_array()) return names;
  for (const Json& object : objects) {
    if (json_text(json_at(object, {"type"})) == type) names.push_back(json_text(json_at(object, {"name"})));
  }
  return names;
}

std::string locations_of(const Json& objects) {
  std::vector<std::string> places;
  for (const std::string& name : names_of(objects, "Location")) {
    std::string place = party_or_name(name);
    std::erase(place, ',');
    places.push_back(std::move(place));
  }
  return fmt::format("{}", fmt::join(places, ","));
}

std::string types_of(const Json& objects) {
  if (!objects.is_array()) return {};
  for (const Json& object : objects) {
    if (json_text(json_at(object, {"type"})) == "Organization") return as_text(json_at(object, {"organizationTypes"}));
  }
  return {};
}

std::string joined(const std::vector<std::string>& names) { return fmt::format("{}", fmt::join(names, ", ")); }

FtsFlow flow_of(const Json& value, const std::string& name, const NamedBytes& file) {
  FtsFlow flow;
  const Json& id = json_at(value, {"id"});
  flow.id = as_text(id);
  flow.date = json_day(json_at(value, {"date"}));
  flow.decision_date = json_day(json_at(value, {"decisionDate"}));
  flow.updated = json_day(json_at(value, {"updatedAt"}));
  flow.amount = json_decimal(json_at(value, {"amountUSD"}));
  flow.original_amount = json_decimal(json_at(value, {"originalAmount"}));
  flow.original_currency = json_text(json_at(value, {"originalCurrency"}));
  flow.description = json_text(json_at(value, {"description"}));
  const Json& sources = json_at(value, {"sourceObjects"});
  const Json& destinations = json_at(value, {"destinationObjects"});
  flow.giver = joined(names_of(sources, "Organization"));
  flow.giver_types = types_of(sources);
  flow.receiver = joined(names_of(destinations, "Organization"));
  flow.receiver_locations = locations_of(destinations);
  flow.contribution_type = json_text(json_at(value, {"contributionType"}));
  flow.boundary = json_text(json_at(value, {"boundary"}));
  flow.status = json_text(json_at(value, {"status"}));
  for (const auto& [note, key] : {std::pair{"flow", "flowType"},
                                  {"method", "method"},
                                  {"year", "budgetYear"},
                                  {"reported", "date"},
                                  {"first reported", "firstReportedDate"},
                                  {"rate", "exchangeRate"},
                                  {"keywords", "keywords"},
                                  {"earmarking", "grandBargainEarmarkingType"},
                                  {"parent flow", "parentFlowId"},
                                  {"child flows", "childFlowIds"},
                                  {"reference", "refCode"},
                                  {"updated", "updatedAt"}}) {
    add_note(flow.notes, note, as_text(json_at(value, {key})));
  }
  for (const auto& [note, type] :
       {std::pair{"plan", "Plan"}, {"project", "Project"}, {"clusters", "GlobalCluster"}, {"emergency", "Emergency"}}) {
    add_note(flow.notes, note, joined(names_of(destinations, type)));
  }
  add_note(flow.notes, "from", locations_of(sources));
  flow.position = name;
  flow.place = {.file = file.path, .line = {}, .column = {}, .byte = {}, .record = name};
  return flow;
}

}  // namespace

bool is_fts_json(std::string_view head) {
  return has_json_key(head, "data") &&
         (has_json_key(head, "flowCount") || has_json_key(head, "flows") || has_json_key(head, "totalRevisedReqs") ||
          has_json_key(head, "overlapCorrection"));
}

void read_fts_json(const NamedBytes& file, const ReadOptions& options, SourcesRead& out) {
  FtsParties parties;
  std::vector<FtsFlow> flows;
  std::vector<Problem> problems;
  std::uint64_t without_amount = 0;
  auto problem = read_json_items(file.path, file.bytes, {{"data", "flows", "*"}}, [&](JsonItem&& item) {
    FtsFlow flow = flow_of(item.value, item.name, file);
    if (!flow.amount) ++without_amount;
    parties.see(flow.giver, flow.giver_types, locations_of(json_at(item.value, {"sourceObjects"})));
    flows.push_back(std::move(flow));
    return true;
  });
  if (problem) problems.push_back(std::move(*problem));
  // Every flow of the API has an amount: where most lack it, its members have other names now.
  if (flows.size() > 1 && without_amount * 2 > flows.size()) {
    out.problems.push_back(
        problem_of_file(ProblemCode::csv_columns, file.path,
                        fmt::format("{} of {} flows have no member amountUSD", without_amount, flows.size()),
                        "the file is left out", "see docs/sources/fts.md for the members that the API has had"));
    return;
  }
  if (flows.empty()) {
    if (problems.empty()) out.left_out.push_back({file.path, "totals that FTS's API computed: no flows of their own"});
    std::ranges::move(problems, std::back_inserter(out.problems));
    return;
  }
  // A page of an answer is no release of all flows.
  FtsLoads loads(file, "api-", options);
  for (FtsFlow& flow : flows) loads.add(std::move(flow), parties);
  loads.finish(std::move(problems), out);
}

}  // namespace kept
