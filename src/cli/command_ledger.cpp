// kept sources, kept problems, kept sql: questions to a ledger that change nothing.
#include <utility>

#include "cli/commands.hpp"
#include "cli/data.hpp"
#include "cli/ledger_path.hpp"
#include "report/grid.hpp"

namespace kept {
namespace {

std::string printed(const Grid& grid, const Invocation& invocation, const Console& console) {
  const std::string format = invocation.value("format").value_or("table");
  if (format == "json") return grid_json(grid);
  return format == "csv" ? grid_csv(grid) : grid_table(grid, console.colour());
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

std::optional<std::string> text_or_nothing(std::string text) {
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

std::string coverage_words(const Coverage& coverage) {
  std::vector<std::string> parts;
  if (!coverage.givers.empty()) {
    parts.push_back(coverage.givers.size() > 3 ? std::to_string(coverage.givers.size()) + " givers"
                                               : joined(coverage.givers));
  }
  if (!coverage.receivers.empty()) parts.push_back("to " + joined(coverage.receivers));
  std::vector<std::string> measures;
  for (const Measure measure : coverage.measures) measures.emplace_back(to_string(measure));
  if (!measures.empty()) parts.push_back(joined(measures));
  if (coverage.period.from || coverage.period.to) parts.push_back(to_string(coverage.period));
  if (coverage.complete_flows) {
    parts.emplace_back("complete");
  } else if (coverage.complete_totals) {
    parts.emplace_back("complete in totals");
  }
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "; ") + part;
  return text;
}

Grid sources_grid(const std::vector<LoadRow>& loads) {
  Grid grid{.columns = {"source", "dataset", "release", "published", "records", "problems", "covers", "file"},
            .rows = {}};
  for (const LoadRow& load : loads) {
    grid.rows.push_back({load.source, text_or_nothing(load.dataset), text_or_nothing(load.release),
                         load.released ? std::optional(load.released->to_string()) : std::nullopt,
                         std::to_string(load.records), std::to_string(load.problems),
                         text_or_nothing(coverage_words(load.coverage)), load.file});
  }
  return grid;
}

Grid problems_grid(const std::vector<Problem>& problems) {
  Grid grid{.columns = {"code", "where", "what", "done", "cure"}, .rows = {}};
  for (const Problem& problem : problems) {
    grid.rows.push_back({std::string(problem_name(problem.code)), text_or_nothing(to_string(problem.where)),
                         problem.what, text_or_nothing(problem.done), text_or_nothing(problem.cure)});
  }
  return grid;
}

// Opens the ledger for reading, asks `question` for a grid, and prints it.
template <typename Question>
ExitCode ask(const Invocation& invocation, Console& console, const Question& question) {
  const Result<std::string> path = ledger_path(invocation, console);
  if (!path) return fail(console, path.problem());
  const Result<Ledger> ledger = Ledger::open(*path, LedgerMode::read_only);
  if (!ledger) return fail(console, ledger.problem());
  const Result<Grid> grid = question(*ledger);
  if (!grid) return fail(console, grid.problem());
  console.out.write(printed(*grid, invocation, console));
  return ExitCode::done;
}

}  // namespace

ExitCode run_sources(const Invocation& invocation, Console& console) {
  return ask(invocation, console, [](const Ledger& ledger) -> Result<Grid> {
    const auto loads = ledger.loads();
    if (!loads) return loads.problem();
    return sources_grid(*loads);
  });
}

ExitCode run_problems(const Invocation& invocation, Console& console) {
  return ask(invocation, console, [](const Ledger& ledger) -> Result<Grid> {
    const auto problems = ledger.problems();
    if (!problems) return problems.problem();
    return problems_grid(*problems);
  });
}

ExitCode run_sql(const Invocation& invocation, Console& console) {
  return ask(invocation, console, [&](const Ledger& ledger) -> Result<Grid> {
    auto answer = ledger.sql(invocation.operands.front());
    if (!answer) return answer.problem();
    return Grid{.columns = std::move(answer->columns), .rows = std::move(answer->rows)};
  });
}

}  // namespace kept
