// What one slice of an IATI file holds, read by one thread without knowing the others.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "source/activity.hpp"
#include "source/covered_days.hpp"
#include "source/iati_slicer.hpp"
#include "source/problem_list.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"

namespace kept {

struct IatiPiece {
  // `id`, `activity`, `file` and `position` are left to be made (Record::activity_row). Empty where they were handed
  // on.
  std::vector<Record> records;
  ActivityTables activities;
  std::vector<Problem> problems;
  std::set<std::string> givers;
  std::set<std::string> receivers;
  std::set<std::string> reporters;
  std::set<Measure> measures;
  CoveredDays days;
  std::uint64_t repaired_bytes = 0;            // of Windows-1252, in a file that says UTF-8
  std::optional<std::uint64_t> repaired_line;  // of the first of them
  bool broken = false;  // the file is no XML from somewhere in this slice on; what stands before it is here
};

// Takes each record as it is read; it may not keep it.
using RecordTaker = std::function<void(const Record& record)>;

// Problems: xml_broken, limit_reached (an activity nested too deep is left out), value_unreadable, currency_unknown,
// date_unreadable, date_implausible. `options` say when the file was published and got. Records go to `take` where it
// is given: to hold them all is a tenth of a load.
IatiPiece read_iati_slice(const std::string& file, const IatiSlice& slice, const ReadOptions& options,
                          RecordTaker take = {});

// The day on which the file was made by its own account (generated-datetime); empty: it does not say.
std::optional<Date> generated_day(const OutlineRoot& root);

// What of a load all its pieces say together. Pieces come in the order of the file.
class IatiMerge {
 public:
  explicit IatiMerge(LoadedFile& load) : load_(load) {}
  // Numbers what comes again, keeps problems and coverage; records and activities stay in the piece. False: the file is
  // broken here, nothing more of it counts.
  bool add(IatiPiece& piece);
  // `problems` of the slicer, where no piece was broken.
  void finish(const OutlineRoot& root, std::vector<Problem> problems);

 private:
  LoadedFile& load_;
  ProblemList problems_;
  std::unordered_map<std::string, std::uint32_t> seen_;  // identifier: how often
  std::set<std::string> givers_;
  std::set<std::string> receivers_;
  std::set<std::string> reporters_;
  std::set<Measure> measures_;
  CoveredDays days_;
  std::uint64_t repaired_bytes_ = 0;
  std::optional<std::uint64_t> repaired_line_;
  bool broken_ = false;
};

}  // namespace kept
