// The commands, one function each, in command_NAME.cpp.
#pragma once

#include "cli/cli.hpp"
#include "cli/console.hpp"
#include "cli/parse.hpp"
#include "pipeline/read.hpp"

namespace kept {

// --date, --speaker and --country.
DocumentHints document_hints(const Invocation& invocation);

ExitCode run_read(const Invocation& invocation, Console& console);

}  // namespace kept
