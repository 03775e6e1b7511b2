// kept diff: verdicts that changed between two ledgers or two days, and the rows that changed them.
#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "cli/cli.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/data.hpp"
#include "cli/flags.hpp"
#include "cli/output.hpp"
#include "cli/parse.hpp"
#include "pipeline/diff.hpp"
#include "pipeline/load.hpp"
#include "pipeline/read.hpp"

namespace kept {
namespace {

Result<DiffReport> compared(const Invocation& invocation, std::vector<Document> documents, const Packs& packs,
                            Console& console) {
  const std::string& old_name = invocation.operands[0];
  const std::string& new_name = invocation.operands[1];
  const Date on = day_of_asking(invocation, console);
  const auto old_day = Date::parse_iso(old_name);
  const auto new_day = Date::parse_iso(new_name);
  if (old_day.has_value() != new_day.has_value()) {
    return wrong_use("diff: give two days or two ledgers, not one of each", command_spec(CommandId::diff).example);
  }
  if (old_day) {
    const Result<OpenData> data = open_data(invocation, console);
    if (!data) return data.problem();
    return diff_verdicts({data->ledger, old_day, old_name}, {data->ledger, new_day, new_name}, std::move(documents),
                         packs, on);
  }
  if (invocation.has("data") || invocation.has("ledger")) {
    return wrong_use("diff: --data and --ledger go with two days; here OLD and NEW are the ledgers",
                     "kept diff old.duckdb new.duckdb speech.txt");
  }
  const Result<Ledger> before = Ledger::open(old_name, LedgerMode::read_only);
  if (!before) return before.problem();
  const Result<Ledger> after = Ledger::open(new_name, LedgerMode::read_only);
  if (!after) return after.problem();
  return diff_verdicts({*before, std::nullopt, old_name}, {*after, std::nullopt, new_name}, std::move(documents), packs,
                       on);
}

}  // namespace

ExitCode run_diff(const Invocation& invocation, Console& console) {
  const Result<ClaimReader> reader = ClaimReader::open();
  if (!reader) return fail(console, reader.problem());
  ReadDocuments read =
      read_documents({invocation.operands.begin() + 2, invocation.operands.end()}, invocation, *reader, console);
  if (read.documents.empty()) return ExitCode::failed;
  const std::size_t all = read.documents.size() + read.failed;
  const auto report = compared(invocation, std::move(read.documents), reader->packs(), console);
  if (!report) return fail(console, report.problem());
  Result<Output> output = Output::open(invocation.value("output"), console);
  if (!output) return fail(console, output.problem());
  const bool as_json = invocation.value("format").value_or("table") == "json";
  output->writer().write(as_json ? diff_json(*report) : diff_table(*report, console.colour() && !output->is_file()));
  if (const Status status = output->commit(); !status) return fail(console, status.problem());
  if (read.failed == 0) return ExitCode::done;
  console.say(fmt::format("{} of {} documents failed", read.failed, all));
  return ExitCode::partly;
}

}  // namespace kept
