#include "cli/data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <thread>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "cli/cli.hpp"
#include "cli/console.hpp"
#include "cli/flags.hpp"
#include "cli/ledger_path.hpp"
#include "cli/parse.hpp"
#include "pipeline/load.hpp"

namespace kept {
namespace {

// What a load in memory says on standard error: what failed, and that is all; the rest stands in the report.
Result<OpenData> load_in_memory(const Invocation& invocation, const Console& console) {
  Result<Ledger> ledger = Ledger::open(":memory:", LedgerMode::read_write);
  if (!ledger) return ledger.problem();
  const std::vector<std::string> paths = invocation.values("data");
  LoadReport loaded = load_paths(*ledger, paths, load_options(invocation, console));
  if (loaded.stopped) return *loaded.stopped;
  for (const Problem& problem : loaded.failed) console.say(to_string(problem));
  if (loaded.loaded.empty()) {
    std::string joined;
    for (const std::string& path : paths) joined += (joined.empty() ? "" : ", ") + path;
    return Problem{.code = ProblemCode::source_unknown,
                   .what = fmt::format("nothing under {} is a known source or a rate file", joined),
                   .where = {},
                   .done = "",
                   .cure = "give published data, or a mapping for a CSV file: --mapping FILE"};
  }
  OpenData data{.ledger = std::move(*ledger),
                .left_out = std::move(loaded.left_out),
                .problems = std::move(loaded.problems),
                .code = loaded.failed.empty() ? ExitCode::done : ExitCode::partly};
  data.problems.insert(data.problems.begin(), loaded.failed.begin(), loaded.failed.end());
  return data;
}

}  // namespace

LoadOptions load_options(const Invocation& invocation, const Console& console) {
  LoadOptions options;
  options.retrieved = console.today();
  options.released = invocation.date("released");
  options.mapping = invocation.value("mapping").value_or("");
  const std::uint64_t threads = invocation.number("threads").value_or(std::thread::hardware_concurrency());
  options.threads = static_cast<unsigned>(std::clamp<std::uint64_t>(threads, 1, threads_max));
  return options;
}

Result<OpenData> open_data(const Invocation& invocation, const Console& console) {
  const std::string name(command_spec(*invocation.command).name);
  if (invocation.has("data") && invocation.has("ledger")) {
    return wrong_use(name + ": give --data or --ledger, not both", command_spec(*invocation.command).example);
  }
  if (invocation.has("data")) return load_in_memory(invocation, console);
  const Result<std::string> path = ledger_path(invocation, console);
  if (!path) return path.problem();
  Result<Ledger> ledger = Ledger::open(*path, LedgerMode::read_only);
  if (ledger) return OpenData{.ledger = std::move(*ledger), .left_out = {}, .problems = {}, .code = ExitCode::done};
  if (ledger.problem().code != ProblemCode::file_missing || invocation.has("ledger")) return ledger.problem();
  return wrong_use(name + ": no --data is given, and there is no ledger " + *path,
                   command_spec(*invocation.command).example);
}

Date day_of_asking(const Invocation& invocation, const Console& console) {
  const auto given = invocation.date("on");
  return given ? *given : console.today();
}

ExitCode fail(const Console& console, const Problem& problem) {
  console.say(to_string(problem));
  return ExitCode::failed;
}

}  // namespace kept
