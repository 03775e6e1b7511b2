// kept load: published files into a ledger that stays.
#include <fmt/format.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "cli/cli.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/data.hpp"
#include "cli/input.hpp"
#include "cli/ledger_path.hpp"
#include "cli/parse.hpp"
#include "pipeline/load.hpp"
#include "report/cells.hpp"
#include "report/style.hpp"
#include "report/words.hpp"

namespace kept {
namespace {

// "kiel rows, release 28, published 2026-04-22: 6,948 records, 4 problems; FILE"
std::string loaded_lines(const LoadReport& report) {
  std::string out;
  for (const LoadedDataset& loaded : report.loaded) {
    std::string line = loaded.source + " " + loaded.dataset;
    if (!loaded.release.empty()) line += ", release " + loaded.release;
    if (loaded.released) line += ", published " + loaded.released->to_string();
    line += loaded.unchanged ? ": unchanged" : ": " + counted(loaded.records, "record");
    if (loaded.problems > 0) line += ", " + counted(loaded.problems, "problem");
    out += wrap(line + "; " + loaded.file, {.width = table_width, .first_indent = 0, .indent = 2});
  }
  return out;
}

// The user's data folder may not be there yet; the folder of a ledger that was named must be.
Status make_folder(const Invocation& invocation, const std::string& ledger) {
  const std::filesystem::path folder = std::filesystem::path(ledger).parent_path();
  if (invocation.has("ledger") || folder.empty()) return Nothing{};
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return file_problem(folder.string(), error.value());
  return Nothing{};
}

}  // namespace

ExitCode run_load(const Invocation& invocation, Console& console) {
  const Result<std::string> path = ledger_path(invocation, console);
  if (!path) return fail(console, path.problem());
  if (const Status made = make_folder(invocation, *path); !made) return fail(console, made.problem());
  Result<Ledger> ledger = Ledger::open(*path, LedgerMode::read_write);
  if (!ledger) return fail(console, ledger.problem());
  const LoadReport report = load_paths(*ledger, invocation.operands, load_options(invocation, console));

  for (const Problem& problem : report.failed) console.say(to_string(problem));
  for (const LeftOutFile& file : report.left_out) console.say(file.file + ": left out: " + file.reason);
  console.out.write(loaded_lines(report));
  std::uint64_t problems = 0;
  for (const LoadedDataset& loaded : report.loaded) problems += loaded.problems;
  if (problems > 0) {
    const std::vector<std::string> words{"problems", "--ledger", *path};
    console.say(counted(problems, "problem") + " in what was loaded; " + command_line(words) + " lists them");
  }
  if (report.stopped) {
    console.say(to_string(*report.stopped));
    return report.loaded.empty() ? ExitCode::failed : ExitCode::partly;
  }
  if (report.loaded.empty()) {
    console.say("nothing was loaded; no file is a known source or a rate file");
    return ExitCode::failed;
  }
  return report.failed.empty() ? ExitCode::done : ExitCode::partly;
}

}  // namespace kept
