// UN OCHA's Financial Tracking Service, as exported to HDX (docs/sources/fts.md): flows, and the requirements and
// funding of response plans.
//
// A flow that several countries share stands once for each of them, each time with its full amount: it is one flow, and
// no country's. It becomes one record whose receiver is all of them.
#include "source/fts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/country.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "source/iati_party.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"
#include "source/table.hpp"
#include "source/tables.hpp"

namespace kept {
namespace {

// FTS writes "Japan, Government of".
constexpr std::string_view government_suffix = ", Government of";

bool is_government(std::string_view types) { return types.find("Government") != std::string_view::npos; }

std::vector<std::string_view> listed(std::string_view list) {
  std::vector<std::string_view> entries;
  for (const std::string_view entry : split(list, ',')) {
    if (!trim(entry).empty()) entries.push_back(trim(entry));
  }
  return entries;
}

std::optional<Measure> measure_of(std::string_view status) {
  if (status == "pledge") return Measure::pledge;
  if (status == "commitment") return Measure::commitment;
  if (status == "paid") return Measure::disbursement;
  return std::nullopt;
}

}  // namespace

void FtsParties::see(std::string_view organisation, std::string_view types, std::string_view locations) {
  if (is_government(types) && listed(locations).size() == 1)
    ++locations_[std::string(organisation)][std::string(listed(locations).front())];
}

std::string FtsParties::code_of(std::string_view organisation, std::string_view types) const {
  std::string_view name = organisation;
  if (name.ends_with(government_suffix)) name.remove_suffix(government_suffix.size());
  if (const auto code = countries().code_of(name)) return std::string(*code);
  if (is_government(types)) {
    if (const auto found = locations_.find(organisation); found != locations_.end()) {
      const auto most = std::ranges::max_element(found->second, {}, [](const auto& entry) { return entry.second; });
      return party_or_name(most->first);
    }
  }
  return iati_party({.ref = {}, .name = name});
}

FtsLoads::FtsLoads(const NamedBytes& file, std::string prefix, const ReadOptions& options)
    : file_(file), prefix_(std::move(prefix)), options_(options) {}

void FtsLoads::add(FtsFlow flow, const FtsParties& parties) {
  const std::vector<std::string_view> locations = listed(flow.receiver_locations);
  const auto [known, first] = by_id_.try_emplace(flow.id, flow.amount);
  if (!first && !flow.id.empty()) {
    ++repeated_;
    if (known->second != flow.amount) {
      problems_.add({ProblemCode::value_unreadable,
                     fmt::format("flow {} stands here with another amount than before: {}, not {}", excerpt(flow.id),
                                 flow.amount ? flow.amount->to_string() : "none",
                                 known->second ? known->second->to_string() : "none"),
                     flow.place, "the first counts", "ask the publisher which is right"});
    }
    return;
  }
  Part& part = parts_[flow.boundary];
  note_countries(locations, part);
  if (flow.updated && (!updated_ || *updated_ < *flow.updated)) updated_ = flow.updated;
  const auto measure = measure_of(flow.status);
  if (!measure) {
    problems_.add({ProblemCode::value_unreadable, fmt::format("'{}' is no status of FTS's", excerpt(flow.status)),
                   flow.place, "its measure is `other`", "pledge, commitment or paid"});
  }
  Record record;
  record.id = std::move(flow.id);
  record.kind = "flow";
  record.measure = measure.value_or(Measure::other);
  record.measure_published = flow.status;
  record.date = flow.decision_date ? flow.decision_date : flow.date;
  record.amount = flow.amount;
  record.currency = "USD";
  if (flow.original_amount && !flow.original_currency.empty()) {
    record.amount_original = flow.original_amount;
    record.currency_original = flow.original_currency;
  }
  record.giver_name = flow.giver;
  record.giver = flow.giver.empty() ? std::string{} : parties.code_of(flow.giver, flow.giver_types);
  std::vector<std::string> codes;
  for (const std::string_view location : locations) codes.push_back(party_or_name(location));
  record.receiver = fmt::format("{}", fmt::join(codes, ","));
  record.receiver_name = flow.receiver_locations;
  record.channel = flow.receiver;
  record.aid_type = "humanitarian";
  if (flow.contribution_type == "in kind" || flow.contribution_type == "In kind") record.instrument = "in_kind";
  record.activity = flow.plan_code;
  if (!record.activity.empty()) record.activity_how = "published";
  record.text = flow.description;
  record.notes = std::move(flow.notes);
  if (locations.size() > 1) record.notes.emplace_back("shared-by-countries");
  record.file = file_.path;
  record.position = flow.position;
  part.records.push_back(std::move(record));
}

// Whether each flow so far goes to one country, which is then what the file is about.
void FtsLoads::note_countries(const std::vector<std::string_view>& locations, Part& part) {
  std::set<std::string, std::less<>> here(locations.begin(), locations.end());
  if (part.records.empty()) {
    part.countries = std::move(here);
    return;
  }
  std::erase_if(part.countries, [&here](const std::string& country) { return !here.contains(country); });
}

void FtsLoads::finish(std::vector<Problem> problems, SourcesRead& out) {
  for (Problem& problem : problems_.take(file_.path)) problems.push_back(std::move(problem));
  for (auto& [boundary, part] : parts_) {
    const std::string about = part.countries.size() == 1 ? "-" + party_or_name(*part.countries.begin()) : std::string{};
    LoadedFile load = start_load(file_, "fts", prefix_ + (boundary.empty() ? "flows" : boundary) + about, options_);
    if (!load.released && updated_) {
      load.released = updated_;
      load.released_how = "the latest update of its flows: the file was out by then or later";
    }
    if (updated_) load.release = updated_->to_string();
    load.records = std::move(part.records);
    for (Record& record : load.records) {
      // The same flow has the same id in every file, so that two extracts do not count it twice.
      record.id = record.id.empty() ? fmt::format("fts/{}/{}", load.dataset, record.position) : "fts/" + record.id;
      // What goes out and what moves within came in before.
      record.secondary = !boundary.empty() && boundary != "incoming";
    }
    cover_as_read(load, fmt::format("humanitarian flows reported to FTS: never complete; {} repetitions of flows "
                                    "that several countries share were counted once",
                                    repeated_));
    // What is said of the file as a whole stands at its first load.
    load.problems = std::exchange(problems, {});
    out.loaded.push_back(std::move(load));
  }
}

void read_fts_flows(TableInput& in, SourcesRead& out) {
  FieldRows& rows = in.rows;
  FtsParties parties;
  std::vector<FtsFlow> flows;
  while (rows.next()) {
    // Line two of the export to HDX is its own, of tags; some copies have lost it.
    if (rows.cell("date").starts_with('#') && rows.cell("id").starts_with('#')) continue;
    FtsFlow flow;
    flow.id = rows.cell("id");
    flow.date = rows.day("date");
    flow.decision_date = rows.day("decision_date");
    flow.updated = rows.day("updated");
    flow.amount = rows.number("amount");
    flow.original_amount = rows.number("original_amount");
    for (const auto& [to, field] : {std::pair{&flow.description, "description"},
                                    {&flow.giver, "giver"},
                                    {&flow.giver_types, "giver_types"},
                                    {&flow.receiver, "receiver"},
                                    {&flow.receiver_locations, "receiver_locations"},
                                    {&flow.contribution_type, "contribution_type"},
                                    {&flow.boundary, "boundary"},
                                    {&flow.status, "status"},
                                    {&flow.original_currency, "original_currency"},
                                    {&flow.plan_code, "plan_code"}}) {
      *to = rows.cell(field);
    }
    for (const auto& [name, field] : {std::pair{"flow", "flow_type"},
                                      {"method", "method"},
                                      {"plan", "plan"},
                                      {"project", "project"},
                                      {"project code", "project_code"},
                                      {"clusters", "clusters"},
                                      {"emergency", "emergency"},
                                      {"from", "giver_locations"},
                                      {"year", "budget_year"},
                                      {"used from", "year_from"},
                                      {"used to", "year_to"},
                                      {"reported", "date"},
                                      {"first reported", "first_reported"},
                                      {"rate", "exchange_rate"},
                                      {"keywords", "keywords"},
                                      {"reference", "reference"},
                                      {"updated", "updated"}}) {
      add_note(flow.notes, name, rows.cell(field));
    }
    flow.position = rows.position();
    flow.place = {.file = rows.file(), .line = rows.line(), .column = {}, .byte = {}, .record = {}};
    parties.see(flow.giver, flow.giver_types, rows.cell("giver_locations"));
    flows.push_back(std::move(flow));
  }
  FtsLoads loads(in.file, "", in.options);
  for (FtsFlow& flow : flows) loads.add(std::move(flow), parties);
  loads.finish(rows.take_problems(), out);
}

namespace {

// A row of a plan: what it asks for and what it was given, FTS's own totals of flows.
struct PlanFigures {
  std::string_view figure;  // field
  std::string_view kind;
  Measure measure;
};

void read_plans(TableInput& in, const std::vector<PlanFigures>& figures, SourcesRead& out) {
  FieldRows& rows = in.rows;
  LoadedFile load = start_load(in.file, in.source, in.dataset, in.options);
  std::set<std::string> receivers;  // a file of one country is a dataset of its own
  while (rows.next()) {
    if (rows.cell("country").starts_with('#')) continue;
    for (const PlanFigures& figure : figures) {
      const auto amount = rows.number(figure.figure);
      if (!amount) continue;
      Record record;
      record.id = fmt::format("{}/{}/{}/{}", load.source, load.dataset, rows.id_part(), figure.figure);
      record.kind = figure.kind;
      record.measure = figure.measure;
      record.measure_published = figure.figure;
      record.amount = amount;
      record.currency = "USD";
      record.receiver_name = rows.cell("country");
      std::vector<std::string> codes;
      for (const std::string_view country : split(rows.cell("country"), rows.has("original") ? '|' : ','))
        if (!trim(country).empty()) codes.push_back(party_or_name(trim(country)));
      record.receiver = fmt::format("{}", fmt::join(codes, ","));
      receivers.insert(record.receiver);
      record.aid_type = "humanitarian";
      record.activity = rows.cell("code");
      if (!record.activity.empty()) record.activity_how = "published";
      record.text = rows.cell("name");
      if (const std::string_view cluster = rows.cell("cluster"); !cluster.empty())
        record.text += fmt::format(": {}", cluster);
      record.date = rows.day("from");
      record.date_to = rows.day("to");
      if (!record.date && rows.has("year")) {
        if (const auto year = rows.cell("year").size() == 4 ? rows.year("year") : std::nullopt) {
          record.date = Date::from_ymd(*year, 1, 1);
          record.date_precision = DatePrecision::year;
        }
      }
      for (const char* field : {"type", "year", "percent"}) add_note(record.notes, field, rows.cell(field));
      record.summary = true;
      record.file = rows.file();
      record.position = rows.position();
      load.records.push_back(std::move(record));
    }
  }
  load.problems = rows.take_problems();
  if (receivers.size() == 1 && !receivers.begin()->empty()) load.dataset += "-" + *receivers.begin();
  cover_as_read(load, "FTS's own totals of plans: never summed with the flows");
  out.loaded.push_back(std::move(load));
}

}  // namespace

void read_fts_requirements(TableInput& in, SourcesRead& out) {
  read_plans(in, {{"requirements", "requirement", Measure::planned}, {"funding", "plan_funding", Measure::incoming}},
             out);
}

void read_fts_cluster_requirements(TableInput& in, SourcesRead& out) { read_fts_requirements(in, out); }

void read_fts_plans(TableInput& in, SourcesRead& out) {
  read_plans(in, {{"original", "requirement_original", Measure::planned}, {"revised", "requirement", Measure::planned}},
             out);
}

}  // namespace kept
