#include "cli/cli.hpp"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <span>
#include <string>
#include <system_error>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/version.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/flags.hpp"
#include "cli/generate.hpp"
#include "cli/help.hpp"
#include "cli/parse.hpp"

namespace kept {
namespace {

ExitCode run_help(const Invocation& invocation, Console& console) {
  if (invocation.operands.empty()) {
    console.out.write(overall_help());
    return ExitCode::done;
  }
  const CommandSpec* command = find_command(invocation.operands.front());
  if (command == nullptr) {
    console.say(to_string(wrong_use("there is no command " + invocation.operands.front(), "kept --help")));
    return ExitCode::failed;
  }
  console.out.write(command_help(command->id, HelpWanted::full));
  return ExitCode::done;
}

ExitCode run_generate(const Invocation& invocation, Console& console) {
  const auto files = generated_files();
  const auto file = std::ranges::find(files, invocation.operands.front(), &GeneratedFile::what);
  if (file == files.end()) {
    console.say(to_string(wrong_use("generate: there is no " + invocation.operands.front(), "kept generate docs")));
    return ExitCode::failed;
  }
  console.out.write(file->make());
  return ExitCode::done;
}

ExitCode dispatch(const Invocation& invocation, Console& console) {
  switch (invocation.command.value_or(CommandId::help)) {
    case CommandId::check:
      return run_check(invocation, console);
    case CommandId::compare:
      return run_compare(invocation, console);
    case CommandId::diff:
      return run_diff(invocation, console);
    case CommandId::due:
      return run_due(invocation, console);
    case CommandId::explain:
      return run_explain(invocation, console);
    case CommandId::export_data:
      return run_export(invocation, console);
    case CommandId::generate:
      return run_generate(invocation, console);
    case CommandId::help:
      return run_help(invocation, console);
    case CommandId::link:
      return run_link(invocation, console);
    case CommandId::load:
      return run_load(invocation, console);
    case CommandId::problems:
      return run_problems(invocation, console);
    case CommandId::rates:
      return run_rates(invocation, console);
    case CommandId::read:
      return run_read(invocation, console);
    case CommandId::review:
      return run_review(invocation, console);
    case CommandId::sources:
      return run_sources(invocation, console);
    case CommandId::sql:
      return run_sql(invocation, console);
  }
  return ExitCode::failed;
}

ExitCode run_parsed(const Invocation& invocation, Console& console) {
  if (invocation.version) {
    console.out.write("kept " + std::string(version) + "\n");
    return ExitCode::done;
  }
  if (invocation.help != HelpWanted::none) {
    console.out.write(invocation.command ? command_help(*invocation.command, invocation.help) : overall_help());
    return ExitCode::done;
  }
  return dispatch(invocation, console);
}

std::optional<std::string> process_environment(std::string_view name) {
  const char* value = std::getenv(std::string(name).c_str());  // NOLINT(concurrency-mt-unsafe): read only
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

// The day by the user's own clock and time zone.
Date process_today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  return Date::from_ymd(local.tm_year + 1900, static_cast<unsigned>(local.tm_mon) + 1,
                        static_cast<unsigned>(local.tm_mday))
      .value_or(Date{});
}

}  // namespace

ExitCode run_command(std::span<const std::string> arguments, Console& console) {
  const Result<Invocation> invocation = parse_arguments(arguments);
  ExitCode code = ExitCode::failed;
  if (invocation) {
    code = run_parsed(*invocation, console);
  } else {
    console.say(to_string(invocation.problem()));
  }
  console.out.flush();
  if (const int failure = console.out.failure(); failure != 0 && failure != EPIPE) {
    console.say("standard output: " + std::generic_category().message(failure) +
                "; the output is not complete; write it elsewhere with --output FILE");
    return ExitCode::failed;
  }
  return code;
}

ExitCode run_command(std::span<const std::string> arguments) {
  // A reader that goes away shows as EPIPE; it is no reason to die with a signal.
  std::signal(SIGPIPE, SIG_IGN);
  FileWriter out(STDOUT_FILENO);
  FileWriter err(STDERR_FILENO);
  FileReader in(STDIN_FILENO);
  Console console{.out = out,
                  .err = err,
                  .in = in,
                  .environment = process_environment,
                  .today = process_today,
                  .out_is_terminal = isatty(STDOUT_FILENO) == 1,
                  .err_is_terminal = isatty(STDERR_FILENO) == 1};
  return run_command(arguments, console);
}

}  // namespace kept
