// kept sources, kept problems, kept sql: questions to a ledger that change nothing.
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
#include "cli/ledger_path.hpp"
#include "cli/parse.hpp"
#include "pipeline/load.hpp"
#include "report/cells.hpp"
#include "report/grid.hpp"
#include "report/style.hpp"
#include "report/words.hpp"

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

// For people: a block a load, as the report of a check names it, with what it covers.
std::string sources_lines(const std::vector<LoadRow>& loads) {
  std::string out;
  for (const LoadRow& load : loads) {
    std::string line = load.source + " " + load.dataset;
    if (!load.release.empty()) line += ", release " + load.release;
    line += load.released ? ", published " + load.released->to_string() : ", day of publication unknown";
    out += wrap(line + ", loaded " + load.retrieved, {.width = table_width, .first_indent = 0, .indent = 2});
    out += indented(counted(load.records, "record") + ", " + counted(load.problems, "problem") + "; " + load.file, 2);
    if (const std::string covers = coverage_words(load.coverage); !covers.empty()) {
      out += indented("covers " + covers, 2);
    }
  }
  return out;
}

Grid problems_grid(const std::vector<Problem>& problems) {
  Grid grid{.columns = {"code", "where", "what", "done", "cure"}, .rows = {}};
  for (const Problem& problem : problems) {
    grid.rows.push_back({std::string(problem_name(problem.code)), text_or_nothing(to_string(problem.where)),
                         problem.what, text_or_nothing(problem.done), text_or_nothing(problem.cure)});
  }
  return grid;
}

// Opens the ledger for reading, asks `question` for text, and prints it.
template <typename Question>
ExitCode ask(const Invocation& invocation, Console& console, const Question& question) {
  const Result<std::string> path = ledger_path(invocation, console);
  if (!path) return fail(console, path.problem());
  const Result<Ledger> ledger = Ledger::open(*path, LedgerMode::read_only);
  if (!ledger) return fail(console, ledger.problem());
  const Result<std::string> text = question(*ledger);
  if (!text) return fail(console, text.problem());
  console.out.write(*text);
  return ExitCode::done;
}

}  // namespace

ExitCode run_sources(const Invocation& invocation, Console& console) {
  return ask(invocation, console, [&](const Ledger& ledger) -> Result<std::string> {
    const auto loads = ledger.loads();
    if (!loads) return loads.problem();
    if (invocation.value("format").value_or("table") == "table") return sources_lines(*loads);
    return printed(sources_grid(*loads), invocation, console);
  });
}

ExitCode run_problems(const Invocation& invocation, Console& console) {
  return ask(invocation, console, [&](const Ledger& ledger) -> Result<std::string> {
    const auto problems = ledger.problems();
    if (!problems) return problems.problem();
    if (invocation.value("format").value_or("table") != "table") {
      return printed(problems_grid(*problems), invocation, console);
    }
    std::string out;
    for (const Problem& problem : *problems) {
      out += wrap(to_string(problem) + " [" + std::string(problem_name(problem.code)) + "]",
                  {.width = table_width, .first_indent = 0, .indent = 2});
    }
    return out;
  });
}

ExitCode run_sql(const Invocation& invocation, Console& console) {
  return ask(invocation, console, [&](const Ledger& ledger) -> Result<std::string> {
    auto answer = ledger.sql(invocation.operands.front());
    if (!answer) return answer.problem();
    return printed({.columns = std::move(answer->columns), .rows = std::move(answer->rows)}, invocation, console);
  });
}

}  // namespace kept
