// kept export: what a ledger holds as files for other programs.
#include <cstdint>
#include <string>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "cli/cli.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/data.hpp"
#include "cli/flags.hpp"
#include "cli/ledger_path.hpp"
#include "cli/parse.hpp"
#include "pipeline/export.hpp"
#include "report/words.hpp"

namespace kept {

ExitCode run_export(const Invocation& invocation, Console& console) {
  struct Form {
    const char* flag;
    Result<std::uint64_t> (*write)(const std::string& path, const ExportOptions& options);
  };
  constexpr Form forms[] = {{"parquet", export_parquet}, {"csv", export_csv}, {"xlsx", export_workbook}};
  const Result<std::string> path = ledger_path(invocation, console);
  if (!path) return fail(console, path.problem());
  const ExportOptions options{.ledger = *path, .as_of = invocation.date("as-of"), .on = console.today()};
  bool any = false;
  bool failed = false;
  bool written = false;
  for (const Form& form : forms) {
    const auto target = invocation.value(form.flag);
    if (!target) continue;
    any = true;
    const auto rows = form.write(std::string(*target), options);
    if (!rows) {
      console.say(to_string(rows.problem()));
      failed = true;
      continue;
    }
    written = true;
    console.say(counted(*rows, "row") + " written to " + std::string(*target));
  }
  if (!any)
    return fail(console, wrong_use("export: give --parquet DIR, --csv FILE or --xlsx FILE",
                                   command_spec(CommandId::export_data).example));
  if (!failed) return ExitCode::done;
  return written ? ExitCode::partly : ExitCode::failed;
}

}  // namespace kept
