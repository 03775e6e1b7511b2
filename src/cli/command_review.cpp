// kept review: a person confirms or rejects a link or a reading.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "cli/cli.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/data.hpp"
#include "cli/flags.hpp"
#include "cli/input.hpp"
#include "cli/ledger_path.hpp"
#include "cli/output.hpp"
#include "cli/parse.hpp"
#include "pipeline/read.hpp"
#include "pipeline/review.hpp"
#include "report/decisions.hpp"
#include "report/grid.hpp"
#include "report/words.hpp"

namespace kept {
namespace {

constexpr std::size_t undecided_shown = 20;
constexpr std::size_t undecided_max = Ledger::sql_rows_max;
constexpr std::size_t decisions_bytes_max = std::size_t{64} << 20U;

// "speech.txt#c3": the document's name and the claim's id; empty: no claim is named so.
std::optional<std::pair<std::string, std::string>> claim_name(std::string_view operand) {
  const std::size_t hash = operand.rfind("#c");
  if (hash == std::string_view::npos || hash == 0 || hash + 2 == operand.size()) return std::nullopt;
  if (operand.find_first_not_of("0123456789", hash + 2) != std::string_view::npos) return std::nullopt;
  return std::pair{std::string(operand.substr(0, hash)), std::string(operand.substr(hash + 1))};
}

Result<ReviewedThing> thing_of(const std::string& operand, const Ledger& ledger, const Invocation& invocation,
                               Console& console) {
  const auto name = claim_name(operand);
  if (!name) return reviewed_record(ledger, operand);
  const Result<ClaimReader> reader = ClaimReader::open();
  if (!reader) return reader.problem();
  const Result<std::string> bytes = read_bytes(name->first, document_bytes_max, console.in);
  if (!bytes) return bytes.problem();
  const Result<Document> document = reader->document(name->first, *bytes, document_hints(invocation));
  if (!document) return document.problem();
  return reviewed_claim(*document, name->second, reader->packs());
}

Result<Decision> decision_of(const Invocation& invocation, const Ledger& ledger, Console& console) {
  if (invocation.has("confirm") == invocation.has("reject") || invocation.operands.empty()) {
    return wrong_use("review: say what is decided: --confirm or --reject, and of what",
                     command_spec(CommandId::review).example);
  }
  const auto first = thing_of(invocation.operands.front(), ledger, invocation, console);
  if (!first) return first.problem();
  std::optional<ReviewedThing> second;
  if (invocation.operands.size() > 1) {
    auto thing = thing_of(invocation.operands.back(), ledger, invocation, console);
    if (!thing) return thing.problem();
    second = std::move(*thing);
  }
  return make_decision(*first, second,
                       {.confirmed = invocation.has("confirm"),
                        .relation = std::string(invocation.value("relation").value_or("")),
                        .by = std::string(invocation.value("by").value_or("")),
                        .reason = std::string(invocation.value("reason").value_or("")),
                        .decided = day_of_asking(invocation, console)});
}

ExitCode add(Ledger& ledger, const std::vector<Decision>& decisions, Console& console) {
  const auto added = ledger.decide(decisions);
  if (!added) return fail(console, added.problem());
  const bool flows =
      std::ranges::any_of(decisions, [](const Decision& decision) { return decision.kind == DecisionKind::flow; });
  console.say(counted(*added, "decision") + " added" +
              (*added < decisions.size() ? ", " + std::to_string(decisions.size() - *added) + " known before" : "") +
              (flows ? "; run kept link, and the flows follow" : ""));
  return ExitCode::done;
}

Result<std::string> listed(const Invocation& invocation, const Ledger& ledger, bool colour) {
  const std::string format(invocation.value("format").value_or("table"));
  Grid grid;
  if (invocation.has("undecided")) {
    auto links = undecided_links(ledger, invocation.has("all") ? undecided_max : undecided_shown);
    if (!links) return links.problem();
    if (links->rows.empty() && format == "table") return std::string("no link of records waits for a decision\n");
    grid = {.columns = std::move(links->columns), .rows = std::move(links->rows)};
  } else {
    const auto decisions = ledger.decisions(invocation.has("all"));
    if (!decisions) return decisions.problem();
    if (format == "table") return decisions_lines(*decisions, colour);
    grid = decisions_grid(*decisions);
  }
  if (format == "csv") return grid_csv(grid);
  return format == "json" ? grid_json(grid) : grid_table(grid, colour);
}

ExitCode list(const Invocation& invocation, const Ledger& ledger, Console& console) {
  Result<Output> output = Output::open(invocation.value("output"), console);
  if (!output) return fail(console, output.problem());
  const auto text = listed(invocation, ledger, console.colour() && !output->is_file());
  if (!text) return fail(console, text.problem());
  output->writer().write(*text);
  const Status status = output->commit();
  return status ? ExitCode::done : fail(console, status.problem());
}

}  // namespace

ExitCode run_review(const Invocation& invocation, Console& console) {
  const Result<std::string> path = ledger_path(invocation, console);
  if (!path) return fail(console, path.problem());
  const auto file = invocation.value("import");
  const bool deciding = invocation.has("confirm") || invocation.has("reject") || !invocation.operands.empty();
  // Deciding makes no ledger: one that is not there is a problem.
  std::optional<Ledger> ledger;
  for (const LedgerMode mode : {LedgerMode::read_only, LedgerMode::read_write}) {
    if (mode == LedgerMode::read_write && !deciding && !file) break;
    ledger.reset();
    Result<Ledger> opened = Ledger::open(*path, mode);
    if (!opened) return fail(console, opened.problem());
    ledger.emplace(std::move(*opened));
  }
  if (file) {
    if (deciding) {
      return fail(console, wrong_use("review: --import takes a file alone", command_spec(CommandId::review).example));
    }
    const Result<std::string> bytes = read_bytes(std::string(*file), decisions_bytes_max, console.in);
    if (!bytes) return fail(console, bytes.problem());
    const auto decisions = read_decisions(std::string(*file), *bytes);
    if (!decisions) return fail(console, decisions.problem());
    return add(*ledger, *decisions, console);
  }
  if (!deciding) return list(invocation, *ledger, console);
  const auto decision = decision_of(invocation, *ledger, console);
  if (!decision) return fail(console, decision.problem());
  const ExitCode code = add(*ledger, {*decision}, console);
  if (code == ExitCode::done) console.out.write(decisions_lines({&*decision, 1}, console.colour()));
  return code;
}

}  // namespace kept
