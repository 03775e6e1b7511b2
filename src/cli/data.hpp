// The data that a command works with: --data, loaded into a ledger in memory, or the ledger itself.
#pragma once

#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "cli/cli.hpp"
#include "cli/parse.hpp"
#include "pipeline/load.hpp"
#include "report/check_report.hpp"

namespace kept {

struct OpenData {
  Ledger ledger;
  std::vector<LeftOutFile> left_out;  // files under --data that are no source
  std::vector<Problem> problems;      // of what was loaded now
  ExitCode code = ExitCode::done;     // partly: a file under --data could not be read, and was said
};

// Problems: usage (--data beside --ledger, or neither where there is no ledger), those of loading and of the ledger.
Result<OpenData> open_data(const Invocation& invocation, const Console& console);

// --released, --mapping and --threads; the day of loading is today.
LoadOptions load_options(const Invocation& invocation, const Console& console);
inline constexpr unsigned threads_max = 64;

// --on, else today.
Date day_of_asking(const Invocation& invocation, const Console& console);

// Says the problem; ExitCode::failed.
ExitCode fail(const Console& console, const Problem& problem);

}  // namespace kept
