// kept load: published files into a ledger that stays.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
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
    line += loaded.unchanged ? ": unchanged" : ": " + counted(loaded.records, loaded.noun);
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

// "loading: 120 of 400 MB, 95 MB/s, 3 s left", ten times a second.
class LoadProgress {
 public:
  using Clock = std::chrono::steady_clock;
  explicit LoadProgress(const Console& console) : console_(console) {}

  void show(std::uint64_t done, std::uint64_t all) {
    constexpr auto pause = std::chrono::milliseconds(100);
    const Clock::time_point now = Clock::now();
    if (!console_.err_is_terminal || now - shown_ < pause) return;
    shown_ = now;
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(now - begun_).count();
    console_.show_progress(load_progress_line(done, all, static_cast<std::uint64_t>(std::max<std::int64_t>(took, 1))));
  }

 private:
  const Console& console_;
  Clock::time_point begun_ = Clock::now();
  Clock::time_point shown_;
};

}  // namespace

std::string load_progress_line(std::uint64_t done, std::uint64_t all, std::uint64_t milliseconds) {
  constexpr std::uint64_t megabyte = 1'000'000;
  constexpr std::uint64_t second = 1000;
  const std::uint64_t speed = done * second / milliseconds;  // bytes a second
  std::string line = fmt::format("loading: {} of {} MB, {} MB/s", done / megabyte, all / megabyte, speed / megabyte);
  if (speed > 0 && all > done) line += fmt::format(", {} s left", (all - done + speed - 1) / speed);
  return line;
}

ExitCode run_load(const Invocation& invocation, Console& console) {
  const Result<std::string> path = ledger_path(invocation, console);
  if (!path) return fail(console, path.problem());
  if (const Status made = make_folder(invocation, *path); !made) return fail(console, made.problem());
  Result<StagedLedger> staged = StagedLedger::begin(*path);
  if (!staged) return fail(console, staged.problem());
  LoadOptions options = load_options(invocation, console);
  LoadProgress progress(console);
  options.progress = [&progress](std::uint64_t done, std::uint64_t all) { progress.show(done, all); };
  const LoadReport report = load_paths(staged->ledger(), invocation.operands, options);
  console.show_progress("");
  // Nothing new: the ledger stays the file that it is.
  if (std::ranges::any_of(report.loaded, [](const LoadedDataset& loaded) { return !loaded.unchanged; })) {
    if (const Status published = staged->publish(); !published) return fail(console, published.problem());
  }

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
