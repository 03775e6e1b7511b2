// The command line: commands, flags, printing, exit codes. The only room that reads the clock and writes to the
// terminal.
#pragma once

#include <span>
#include <string>

#include "cli/console.hpp"

namespace kept {

// 0 done, 1 part of the input failed, 2 nothing could be done.
enum class ExitCode : int { done = 0, partly = 1, failed = 2 };

// Runs one command; `arguments` without the program's name.
ExitCode run_command(std::span<const std::string> arguments, Console& console);
// The same with the process's own output, input, environment and clock.
ExitCode run_command(std::span<const std::string> arguments);

}  // namespace kept
