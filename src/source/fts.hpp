// What the CSV and the JSON form of FTS's flows share (docs/sources/fts.md).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "source/problem_list.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"

namespace kept {

// A row of the CSV, or a flow of the API, as published.
struct FtsFlow {
  std::string id;
  std::optional<Date> date;
  std::optional<Date> decision_date;
  std::optional<Date> updated;
  std::optional<Decimal> amount;  // US dollars
  std::optional<Decimal> original_amount;
  std::string original_currency;
  std::string description;
  std::string giver;
  std::string giver_types;
  std::string receiver;            // the organisation
  std::string receiver_locations;  // ISO 3166 alpha-3 codes or names, separated by commas
  std::string contribution_type;
  std::string boundary;
  std::string status;
  std::string plan_code;
  std::vector<std::string> notes;
  std::string position;
  Place place;
};

// Whose money it is. An agency of a government is the government; its country is the one that most of its flows name,
// since single flows name the country of the field office.
class FtsParties {
 public:
  void see(std::string_view organisation, std::string_view types, std::string_view locations);
  [[nodiscard]] std::string code_of(std::string_view organisation, std::string_view types) const;

 private:
  std::map<std::string, std::map<std::string, int>, std::less<>> locations_;
};

// Flows of one file, each once, as a load a boundary: what comes in, goes out and moves within are datasets of their
// own, since money that came in goes out again, and those of the latter two are in no total. A file of one country's
// flows is a dataset of its own too.
class FtsLoads {
 public:
  // `prefix` goes before the names of the datasets.
  FtsLoads(const NamedBytes& file, std::string prefix, const ReadOptions& options);
  void add(FtsFlow flow, const FtsParties& parties);
  // `problems` go to the first load.
  void finish(std::vector<Problem> problems, SourcesRead& out);

 private:
  struct Part {
    std::vector<Record> records;
    std::set<std::string, std::less<>> countries;  // that every flow so far goes to
  };
  static void note_countries(const std::vector<std::string_view>& locations, Part& part);

  const NamedBytes& file_;
  std::string prefix_;
  const ReadOptions& options_;
  std::map<std::string, Part> parts_;  // by boundary
  std::map<std::string, std::optional<Decimal>> by_id_;
  std::optional<Date> updated_;
  std::uint64_t repeated_ = 0;
  ProblemList problems_;
};

}  // namespace kept
