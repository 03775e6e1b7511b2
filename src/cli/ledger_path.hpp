// Which ledger a command uses.
#pragma once

#include <string>

#include "base/result.hpp"
#include "cli/console.hpp"
#include "cli/parse.hpp"

namespace kept {

// --ledger, else $KEPT_LEDGER, else kept.duckdb in the user's data folder ($XDG_DATA_HOME/kept, or
// ~/.local/share/kept; https://specifications.freedesktop.org/basedir-spec). Problem usage: no home is known.
Result<std::string> ledger_path(const Invocation& invocation, const Console& console);

}  // namespace kept
