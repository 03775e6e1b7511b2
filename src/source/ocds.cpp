// Open Contracting: contracting processes (OCDS 1.1: releases, records) and infrastructure projects (OC4IDS 0.9). Money
// of procurement, not aid: a tender's estimate, an award, a contract, its payments (docs/sources/ocds.md).
#include <fmt/format.h>

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "source/json_items.hpp"
#include "source/json_sources.hpp"
#include "source/problem_list.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"
#include "source/table.hpp"
#include "source/tables.hpp"

namespace kept {
namespace {

struct Stage {
  std::string_view name;  // last part of the record's id
  std::string_view kind;
  Measure measure;
};

// One process's or project's records.
class Reading {
 public:
  Reading(const NamedBytes& file, LoadedFile& load) : file_(file), load_(load) {}

  // `value` is {"amount", "currency"}; nothing is added where it has no amount. `id` is the part's own, where it has
  // one.
  Record* add(const Json& value, const Stage& stage, const std::string& activity, const std::string& place,
              const std::string& id = "") {
    const Json& amount = json_at(value, {"amount"});
    if (amount.is_null()) return nullptr;
    Record record;
    // The process and the part's own id: the same contract in two packages has the same.
    record.id = id.empty() ? fmt::format("{}/{}/{}/{}", load_.source, file_name_of(file_.path), place, stage.name)
                           : fmt::format("{}/{}/{}/{}", load_.source, activity, stage.name, id);
    record.kind = stage.kind;
    record.measure = stage.measure;
    record.measure_published = stage.name;
    record.amount = json_decimal(amount);
    if (!record.amount) {
      report(ProblemCode::value_unreadable, fmt::format("'{}' is no amount", excerpt(amount.dump())), place,
             "the record has none");
    }
    record.currency = json_text(json_at(value, {"currency"}));
    if (record.currency.empty())
      report(ProblemCode::currency_unknown, "an amount without a currency", place, "the record has none");
    const Json& with_tax = json_at(value, {"valueAddedTaxIncluded"});
    if (with_tax.is_boolean()) record.notes.emplace_back(with_tax.get<bool>() ? "with-tax" : "without-tax");
    record.activity = activity;
    record.activity_how = "published";
    record.file = file_.path;
    record.position = place;
    load_.records.push_back(std::move(record));
    return &load_.records.back();
  }

  void report(ProblemCode code, std::string what, const std::string& place, std::string done) {
    Problem problem;
    problem.code = code;
    problem.what = std::move(what);
    problem.where.file = file_.path;
    problem.where.record = place;
    problem.done = std::move(done);
    problem.cure = "ask the publisher";
    problems_.add(std::move(problem));
  }

  void finish(std::optional<Problem> problem, std::string note) {
    for (Problem& found : problems_.take(file_.path)) load_.problems.push_back(std::move(found));
    if (problem) load_.problems.push_back(std::move(*problem));
    cover_as_read(load_, std::move(note));
  }

 private:
  const NamedBytes& file_;
  LoadedFile& load_;
  ProblemList problems_;
};

void set_party(Record& record, const Json& giver, const Json& receiver) {
  record.giver_name = json_text(json_at(giver, {"name"}));
  record.giver = party_or_name(record.giver_name);
  record.receiver_name = json_text(json_at(receiver, {"name"}));
  record.receiver = party_or_name(record.receiver_name);
}

const Json& first_of(const Json& list) {
  static const Json nothing;
  return list.is_array() && !list.empty() ? list.front() : nothing;
}

std::string text_of(const Json& object) {
  std::string text = json_text(json_at(object, {"title"}));
  if (text.empty()) text = json_text(json_at(object, {"description"}));
  return text;
}

std::optional<Date> first_day(std::initializer_list<const Json*> candidates) {
  for (const Json* candidate : candidates) {
    if (const auto day = json_day(*candidate)) return day;
  }
  return std::nullopt;
}

// A release, or the compiled release of a record.
void read_release(const Json& release, const std::string& place, Reading& reading) {
  const std::string ocid = json_text(json_at(release, {"ocid"}));
  const Json& buyer = json_at(release, {"buyer"});
  const Json& date = json_at(release, {"date"});
  const Json& tender = json_at(release, {"tender"});
  const std::string title = text_of(tender);
  if (Record* record = reading.add(json_at(tender, {"value"}), {"tender", "tender", Measure::planned}, ocid,
                                   place + ".tender", json_text(json_at(tender, {"id"})))) {
    set_party(*record, buyer.is_null() ? json_at(tender, {"procuringEntity"}) : buyer, {});
    record->date = first_day({&json_at(tender, {"tenderPeriod", "startDate"}), &date});
    record->text = title;
  }
  const auto each = [&](const char* list, const Stage& stage) {
    const Json& items = json_at(release, {list});
    if (!items.is_array()) return;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Json& item = items[i];
      const std::string inner = fmt::format("{}.{}[{}]", place, list, i);
      Record* record = reading.add(json_at(item, {"value"}), stage, ocid, inner, json_text(json_at(item, {"id"})));
      if (record == nullptr) continue;
      const Json* supplier = &first_of(json_at(item, {"suppliers"}));
      // A contract names its award; the award names the supplier.
      const Json& awards = json_at(release, {"awards"});
      for (std::size_t a = 0; supplier->is_null() && awards.is_array() && a < awards.size(); ++a) {
        if (json_at(awards[a], {"id"}) == json_at(item, {"awardID"}))
          supplier = &first_of(json_at(awards[a], {"suppliers"}));
      }
      set_party(*record, buyer, *supplier);
      record->date = first_day({&json_at(item, {"dateSigned"}), &json_at(item, {"date"}), &date});
      record->text = title.empty() ? text_of(item) : title;
      add_note(record->notes, "status", json_text(json_at(item, {"status"})));
      const Json& payments = json_at(item, {"implementation", "transactions"});
      for (std::size_t t = 0; payments.is_array() && t < payments.size(); ++t) {
        Record* paid = reading.add(json_at(payments[t], {"value"}), {"payment", "payment", Measure::disbursement}, ocid,
                                   fmt::format("{}.transactions[{}]", inner, t));
        if (paid == nullptr) continue;
        set_party(*paid, json_at(payments[t], {"payer"}), json_at(payments[t], {"payee"}));
        paid->date = json_day(json_at(payments[t], {"date"}));
      }
    }
  };
  each("awards", {"award", "award", Measure::other});
  each("contracts", {"contract", "contract", Measure::commitment});
}

// What is published of a file as a whole.
struct Package {
  std::optional<Date> published;
  std::string publisher;
};

void name_release(const Package& package, LoadedFile& load) {
  if (load.released || !package.published) return;
  load.released = package.published;
  load.released_how = "publishedDate";
}

}  // namespace

bool is_ocds(std::string_view head) {
  return (has_json_key(head, "releases") || has_json_key(head, "records")) &&
         (has_json_key(head, "ocid") || has_json_key(head, "publisher")) && !has_json_key(head, "projects");
}

void read_ocds(const NamedBytes& file, const ReadOptions& options, SourcesRead& out) {
  LoadedFile load = start_load(file, "ocds", "contracts", options);
  Reading reading(file, load);
  Package package;
  std::size_t items = 0;
  auto problem =
      read_json_items(file.path, file.bytes, {{"releases", "*"}, {"records", "*"}, {"publishedDate"}, {"publisher"}},
                      [&](JsonItem&& item) {
                        if (item.path == 2) {
                          package.published = json_day(item.value);
                        } else if (item.path == 3) {
                          package.publisher = json_text(json_at(item.value, {"name"}));
                        } else {
                          ++items;
                          // Of a record the compiled release is the whole; its single releases would count it again.
                          const Json& release = item.path == 0 ? item.value : json_at(item.value, {"compiledRelease"});
                          read_release(release, item.name, reading);
                        }
                        return true;
                      });
  if (items == 0) {
    if (problem)
      out.problems.push_back(std::move(*problem));
    else
      out.left_out.push_back({file.path, "an OCDS package without releases or records"});
    return;
  }
  name_release(package, load);
  // A package holds some processes, not all of a publisher: its file name is all that tells it from another.
  load.dataset = std::string(file_name_of(file.path).substr(0, file_name_of(file.path).find('.')));
  reading.finish(std::move(problem),
                 fmt::format("{} contracting processes{}{}: procurement, not aid; estimates, awards and contracts are "
                             "stages of the same money",
                             items, package.publisher.empty() ? "" : " of ", package.publisher));
  out.loaded.push_back(std::move(load));
}

bool is_oc4ids(std::string_view head) {
  return has_json_key(head, "projects") && (has_json_key(head, "publisher") || has_json_key(head, "version"));
}

namespace {

void read_budget(const Json& budget, const Json& authority, const std::string& project, const std::string& place,
                 const std::string& title, Reading& reading) {
  if (Record* record =
          reading.add(json_at(budget, {"amount"}), {"budget", "budget", Measure::budget}, project, place + ".budget")) {
    set_party(*record, authority, {});
    record->date = first_day({&json_at(budget, {"approvalDate"}), &json_at(budget, {"requestDate"})});
    record->text = title;
  }
  const Json& breakdowns = json_at(budget, {"budgetBreakdowns"});
  for (std::size_t i = 0; breakdowns.is_array() && i < breakdowns.size(); ++i) {
    const Json& parts = json_at(breakdowns[i], {"budgetBreakdown"});
    for (std::size_t p = 0; parts.is_array() && p < parts.size(); ++p) {
      Record* record = reading.add(json_at(parts[p], {"amount"}), {"budget-part", "budget", Measure::budget}, project,
                                   fmt::format("{}.budget.budgetBreakdowns[{}][{}]", place, i, p));
      if (record == nullptr) continue;
      set_party(*record, json_at(parts[p], {"sourceParty"}), {});
      record->date = json_day(json_at(parts[p], {"period", "startDate"}));
      record->date_to = json_day(json_at(parts[p], {"period", "endDate"}));
      record->text = json_text(json_at(parts[p], {"description"}));
      record->summary = true;  // a part of the budget above
    }
  }
  const Json& finance = json_at(budget, {"finance"});
  for (std::size_t i = 0; finance.is_array() && i < finance.size(); ++i) {
    Record* record = reading.add(json_at(finance[i], {"value"}), {"finance", "finance", Measure::commitment}, project,
                                 fmt::format("{}.budget.finance[{}]", place, i));
    if (record == nullptr) continue;
    set_party(*record, json_at(finance[i], {"financingParty"}), authority);
    record->instrument = json_text(json_at(finance[i], {"type"})) == "loan" ? "loan" : "";
    record->date = json_day(json_at(finance[i], {"period", "startDate"}));
    record->date_to = json_day(json_at(finance[i], {"period", "endDate"}));
    record->text = json_text(json_at(finance[i], {"source"}));
  }
}

void read_process(const Json& summary, const std::string& project, const std::string& place, Reading& reading) {
  const Json& tender = json_at(summary, {"tender"});
  const Json& authority = json_at(tender, {"procuringEntity"});
  const Json& supplier = first_of(json_at(summary, {"suppliers"}));
  const std::string title = text_of(summary);
  const auto add = [&](const Json& value, const Stage& stage, std::optional<Date> date) {
    Record* record = reading.add(value, stage, project, place);
    if (record == nullptr) return;
    set_party(*record, authority, supplier);
    record->date = date;
    record->text = title;
  };
  const auto start = json_day(json_at(summary, {"contractPeriod", "startDate"}));
  add(json_at(tender, {"costEstimate"}), {"estimate", "tender", Measure::planned},
      json_day(json_at(tender, {"datePublished"})));
  add(json_at(summary, {"contractValue"}), {"contract", "contract", Measure::commitment}, start);
  add(json_at(summary, {"finalValue"}), {"final", "contract_final", Measure::other},
      json_day(json_at(summary, {"contractPeriod", "endDate"})));
  const Json& payments = json_at(summary, {"transactions"});
  for (std::size_t t = 0; payments.is_array() && t < payments.size(); ++t) {
    Record* record = reading.add(json_at(payments[t], {"value"}), {"payment", "payment", Measure::disbursement},
                                 project, fmt::format("{}.transactions[{}]", place, t));
    if (record == nullptr) continue;
    set_party(*record, json_at(payments[t], {"payer"}), json_at(payments[t], {"payee"}));
    record->date = json_day(json_at(payments[t], {"date"}));
    record->text = title;
  }
}

}  // namespace

void read_oc4ids(const NamedBytes& file, const ReadOptions& options, SourcesRead& out) {
  LoadedFile load = start_load(
      file, "oc4ids", std::string(file_name_of(file.path).substr(0, file_name_of(file.path).find('.'))), options);
  Reading reading(file, load);
  Package package;
  std::size_t projects = 0;
  auto problem = read_json_items(
      file.path, file.bytes, {{"projects", "*"}, {"publishedDate"}, {"publisher"}}, [&](JsonItem&& item) {
        if (item.path == 1) package.published = json_day(item.value);
        if (item.path == 2) package.publisher = json_text(json_at(item.value, {"name"}));
        if (item.path != 0) return true;
        ++projects;
        const std::string id = json_text(json_at(item.value, {"id"}));
        const Json& authority = json_at(item.value, {"publicAuthority"});
        read_budget(json_at(item.value, {"budget"}), authority, id, item.name, text_of(item.value), reading);
        const Json& processes = json_at(item.value, {"contractingProcesses"});
        for (std::size_t i = 0; processes.is_array() && i < processes.size(); ++i) {
          read_process(json_at(processes[i], {"summary"}), id, fmt::format("{}.contractingProcesses[{}]", item.name, i),
                       reading);
        }
        return true;
      });
  if (projects == 0) {
    if (problem)
      out.problems.push_back(std::move(*problem));
    else
      out.left_out.push_back({file.path, "an OC4IDS package without projects"});
    return;
  }
  name_release(package, load);
  reading.finish(std::move(problem),
                 fmt::format("{} infrastructure projects{}{}: budgets, contracts and payments are stages of the same "
                             "money",
                             projects, package.publisher.empty() ? "" : " of ", package.publisher));
  out.loaded.push_back(std::move(load));
}

}  // namespace kept
