// kept sources, kept problems, kept sql: questions to a ledger that change nothing.
#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
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
  if (!coverage.receivers.empty()) {
    parts.push_back("to " + (coverage.receivers.size() > 3 ? std::to_string(coverage.receivers.size()) + " receivers"
                                                           : joined(coverage.receivers)));
  }
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
  Grid grid{.columns = {"source", "dataset", "release", "published", "records", "facts", "rates", "problems", "covers",
                        "file"},
            .rows = {}};
  for (const LoadRow& load : loads) {
    grid.rows.push_back({load.source, text_or_nothing(load.dataset), text_or_nothing(load.release),
                         load.released ? std::optional(load.released->to_string()) : std::nullopt,
                         std::to_string(load.records), std::to_string(load.facts), std::to_string(load.quotes),
                         std::to_string(load.problems), text_or_nothing(coverage_words(load.coverage)), load.file});
  }
  return grid;
}

// "4,316 records, 12 facts": what there is of each, records where there is nothing.
std::string holdings(const LoadRow& load) {
  std::string text;
  for (const auto& [number, noun] :
       {std::pair{load.records, "record"}, std::pair{load.facts, "fact"}, std::pair{load.quotes, "rate"}}) {
    if (number > 0) text += (text.empty() ? "" : ", ") + counted(number, noun);
  }
  return text.empty() ? counted(0, "record") : text;
}

bool is_superseded(const LoadRow& load, const std::vector<LoadRow>& newest) {
  const auto counts = std::ranges::find_if(
      newest, [&load](const LoadRow& other) { return other.source == load.source && other.dataset == load.dataset; });
  return counts != newest.end() && counts->id != load.id && load.quotes == 0;
}

// What each source has in all, in a line: for ledgers of so many files that nobody adds them up.
std::string sources_summary(const std::vector<LoadRow>& loads, const std::vector<LoadRow>& newest) {
  struct Sum {
    LoadRow of;  // records, facts, quotes, problems, period
    std::size_t files = 0;
    std::size_t superseded = 0;
    std::size_t undated = 0;
  };
  std::map<std::string, Sum> sums;
  for (const LoadRow& load : loads) {
    Sum& sum = sums[load.source];
    ++sum.files;
    sum.of.records += load.records;
    sum.of.facts += load.facts;
    sum.of.quotes += load.quotes;
    sum.of.problems += load.problems;
    if (is_superseded(load, newest)) ++sum.superseded;
    if (!load.released) ++sum.undated;
    Period& period = sum.of.coverage.period;
    const Period& own = load.coverage.period;
    if (own.from && (!period.from || *own.from < *period.from)) period.from = own.from;
    if (own.to && (!period.to || *period.to < *own.to)) period.to = own.to;
  }
  std::string out = "in all " + counted(loads.size(), "file") + " of " + counted(sums.size(), "source") + "\n";
  for (const auto& [source, sum] : sums) {
    std::string line = source + ": " + counted(sum.files, "file") + ", " + holdings(sum.of) + ", " +
                       counted(sum.of.problems, "problem");
    if (sum.superseded > 0) line += "; " + counted(sum.superseded, "file") + " superseded";
    if (sum.undated > 0) line += "; day of publication unknown of " + counted(sum.undated, "file");
    const Period& period = sum.of.coverage.period;
    if (period.from || period.to) line += "; covers " + to_string(period);
    out += wrap(line, {.width = table_width, .first_indent = 2, .indent = 4});
  }
  return out;
}

// For people: a block a load, as the report of a check names it, with what it covers; of a dataset with several
// releases the one that counts is said.
std::string sources_lines(const std::vector<LoadRow>& loads, const std::vector<LoadRow>& newest) {
  constexpr std::size_t files_told_alone = 10;
  std::string out;
  for (const LoadRow& load : loads) {
    std::string line = load.source + " " + load.dataset;
    if (!load.release.empty()) line += ", release " + load.release;
    line += load.released ? ", published " + load.released->to_string() : ", day of publication unknown";
    out += wrap(line + ", loaded " + load.retrieved, {.width = table_width, .first_indent = 0, .indent = 2});
    out += indented(holdings(load) + ", " + counted(load.problems, "problem") + "; " + load.file, 2);
    const auto counts = std::ranges::find_if(
        newest, [&load](const LoadRow& other) { return other.source == load.source && other.dataset == load.dataset; });
    if (counts != newest.end() && counts->id != load.id && load.quotes == 0) {
      out += indented(
          "superseded: what counts is " + (counts->release.empty() ? counts->file : "release " + counts->release), 2);
    }
    if (const std::string covers = coverage_words(load.coverage); !covers.empty()) {
      out += indented("covers " + covers, 2);
    }
  }
  if (loads.size() > files_told_alone) out += sources_summary(loads, newest);
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

// For people: by kind, most frequent first, with what the kind means and some examples with their places.
std::string problems_lines(const std::vector<Problem>& problems, bool all) {
  constexpr std::size_t examples_max = 5;
  std::map<ProblemCode, std::vector<const Problem*>> by_kind;
  for (const Problem& problem : problems) by_kind[problem.code].push_back(&problem);
  std::vector<std::pair<ProblemCode, std::vector<const Problem*>>> kinds(by_kind.begin(), by_kind.end());
  std::ranges::stable_sort(kinds, std::ranges::greater{}, [](const auto& kind) { return kind.second.size(); });
  std::string out;
  for (const auto& [code, found] : kinds) {
    const ProblemKind& kind = problem_kinds()[static_cast<std::size_t>(code)];
    out += wrap(std::string(kind.name) + ", " + std::to_string(found.size()) + ": " + std::string(kind.meaning),
                {.width = table_width, .first_indent = 0, .indent = 2});
    const std::size_t shown = all ? found.size() : std::min(found.size(), examples_max);
    for (std::size_t i = 0; i < shown; ++i) out += indented(to_string(*found[i]), 2);
    if (shown < found.size()) out += indented("... and " + std::to_string(found.size() - shown) + " more: --all", 2);
  }
  return out;
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
    if (invocation.value("format").value_or("table") == "table") {
      const auto newest = ledger.newest_loads(std::nullopt);
      if (!newest) return newest.problem();
      return sources_lines(*loads, *newest);
    }
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
    return problems_lines(*problems, invocation.has("all"));
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
