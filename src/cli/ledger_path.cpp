#include "cli/ledger_path.hpp"
#include <string>
#include "base/result.hpp"
#include "cli/console.hpp"
#include "cli/parse.hpp"

namespace kept {

Result<std::string> ledger_path(const Invocation& invocation, const Console& console) {
  if (const auto given = invocation.value("ledger")) return *given;
  if (const auto named = console.environment("KEPT_LEDGER"); named && !named->empty()) return *named;
  // A relative data folder is to be ignored, says the specification.
  if (const auto data = console.environment("XDG_DATA_HOME"); data && data->starts_with('/')) {
    return *data + "/kept/kept.duckdb";
  }
  if (const auto home = console.environment("HOME"); home && !home->empty()) {
    return *home + "/.local/share/kept/kept.duckdb";
  }
  return wrong_use("no ledger is named, and no home folder is known", "kept sources --ledger kept.duckdb");
}

}  // namespace kept
