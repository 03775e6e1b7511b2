// The commands, one function each, in command_NAME.cpp.
#pragma once

#include "cli/cli.hpp"
#include "cli/console.hpp"
#include "cli/parse.hpp"

namespace kept {

ExitCode run_read(const Invocation& invocation, Console& console);

}  // namespace kept
