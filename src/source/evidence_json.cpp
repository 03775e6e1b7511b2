// Evidence that is no aid, from JSON: North Korean missile tests, holders of offices (docs/sources/nk-missiles.md,
// leaders.md).
#include <fmt/format.h>

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
#include "source/mapping.hpp"
#include "source/problem_list.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"
#include "source/table.hpp"
#include "source/tables.hpp"

namespace kept {
namespace {

Problem problem_at(const NamedBytes& file, const std::string& record, ProblemCode code, std::string what,
                   std::string done) {
  Problem problem;
  problem.code = code;
  problem.what = std::move(what);
  problem.where.file = file.path;
  problem.where.record = record;
  problem.done = std::move(done);
  problem.cure = "ask the publisher";
  return problem;
}

std::string as_text(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  return value.is_null() || value.is_structured() ? std::string{} : value.dump();
}

// The script that most letters of a test's description are of tells two languages' copies of the same tests apart.
bool is_japanese(std::string_view text) {
  return text.find("\xE3\x81") != std::string_view::npos || text.find("\xE3\x82") != std::string_view::npos;
}

}  // namespace

bool is_missile_tests(std::string_view head) {
  return has_json_key(head, "timeBins") && has_json_key(head, "missile") && has_json_key(head, "outcome");
}

void read_missile_tests(const NamedBytes& file, const ReadOptions& options, SourcesRead& out) {
  LoadedFile load = start_load(file, "nk-missiles", "tests", options);
  ProblemList problems;
  bool japanese = false;
  auto problem = read_json_items(file.path, file.bytes, {{"timeBins", "*", "data", "*"}}, [&](JsonItem&& item) {
    Fact fact;
    fact.id = fmt::format("nk-missiles/tests/{}", load.facts.size() + 1);
    fact.kind = "missile_test";
    fact.subject = "KP";
    fact.subject_name = "North Korea";
    const std::string day = json_text(json_at(item.value, {"date"}));
    for (const std::string_view format : {"YYYY-MM-DD", "YYYY-MM", "YYYY"}) {
      if (const auto date = parse_mapped_date(day, format)) {
        fact.date = date->date;
        fact.date_precision = date->precision;
        break;
      }
    }
    if (!fact.date) {
      problems.add(problem_at(file, item.name, ProblemCode::date_unreadable,
                              fmt::format("'{}' is no day", excerpt(day)), "the fact has no date"));
    }
    fact.what = json_text(json_at(item.value, {"missile"}));
    fact.outcome = json_text(json_at(item.value, {"outcome"}));
    fact.value =
        json_at(item.value, {"distance"}).is_string() && as_text(json_at(item.value, {"distance"})) == "unknown"
            ? std::nullopt
            : json_decimal(json_at(item.value, {"distance"}));
    if (fact.value) fact.unit = "km";
    fact.text = json_text(json_at(item.value, {"description"}));
    japanese = japanese || is_japanese(fact.text);
    for (const char* key : {"time", "series", "facility", "landing", "apogee", "bearing"})
      add_note(fact.notes, key, as_text(json_at(item.value, {key})));
    if (!fact.value) add_note(fact.notes, "distance", as_text(json_at(item.value, {"distance"})));
    fact.file = file.path;
    fact.position = std::move(item.name);
    load.facts.push_back(std::move(fact));
    return true;
  });
  if (japanese) {
    load.dataset = "tests-ja";
    for (Fact& fact : load.facts)
      fact.id.replace(0, std::string_view("nk-missiles/tests").size(), "nk-missiles/tests-ja");
  }
  load.problems = problems.take(file.path);
  if (problem) load.problems.push_back(std::move(*problem));
  cover_as_read(load, "each missile launch that the CNS database lists: several missiles of one day are several facts");
  if (load.coverage.period.to) load.release = fmt::format("to {}", load.coverage.period.to->to_string());
  out.loaded.push_back(std::move(load));
}

bool is_leaders_json(std::string_view head) {
  return has_json_key(head, "countries") && has_json_key(head, "current_holder") && has_json_key(head, "snapshot_date");
}

void read_leaders_json(const NamedBytes& file, const ReadOptions& options, SourcesRead& out) {
  LoadedFile load = start_load(file, "world-leaders", "snapshot", options);
  std::optional<Date> snapshot;
  auto problem = read_json_items(file.path, file.bytes, {{"countries", "*"}, {"snapshot_date"}}, [&](JsonItem&& item) {
    if (item.path == 1) {
      snapshot = json_day(item.value);
      return true;
    }
    const Json& positions = json_at(item.value, {"positions"});
    if (!positions.is_object()) return true;
    for (const auto& [position, held] : positions.items()) {
      const Json& holder = json_at(held, {"current_holder"});
      if (json_text(json_at(holder, {"name_en"})).empty()) continue;
      Fact fact;
      fact.id = fmt::format("world-leaders/snapshot/{}/{}", item.key, position);
      fact.kind = "office";
      fact.subject_name = json_text(json_at(item.value, {"country", "name_en"}));
      const std::string code = json_text(json_at(item.value, {"country", "iso_code"}));
      fact.subject = party_or_name(code.empty() ? fact.subject_name : code);
      fact.what =
          fmt::format("{}: {}", json_text(json_at(held, {"title_en"})), json_text(json_at(holder, {"name_en"})));
      fact.date = json_day(json_at(holder, {"since"}));
      fact.link = json_text(json_at(holder, {"wikipedia_en"}));
      add_note(fact.notes, "position", position);
      add_note(fact.notes, "party", json_text(json_at(holder, {"party"})));
      add_note(fact.notes, "name", json_text(json_at(holder, {"name_local"})));
      add_note(fact.notes, "wikidata", json_text(json_at(holder, {"wikidata_id"})));
      fact.file = file.path;
      fact.position = fmt::format("{}.positions.{}", item.name, position);
      load.facts.push_back(std::move(fact));
    }
    return true;
  });
  if (snapshot) {
    load.release = snapshot->to_string();
    if (!load.released) {
      load.released = snapshot;
      load.released_how = "snapshot_date";
    }
  }
  if (problem) load.problems.push_back(std::move(*problem));
  cover_as_read(load, "who holds office on the day of the snapshot and since when; who held it before is not said");
  out.loaded.push_back(std::move(load));
}

}  // namespace kept
