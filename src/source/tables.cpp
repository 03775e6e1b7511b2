#include "source/tables.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/country.hpp"
#include "base/csv.hpp"
#include "base/data_table.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "source/contract.hpp"
#include "source/covered_days.hpp"
#include "source/kiel.hpp"
#include "source/oda_by_year.hpp"
#include "source/problem_list.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"
#include "source/table.hpp"
#include "source/workbook.hpp"

namespace kept {
namespace {

struct KnownTable {
  std::string_view source;
  std::string_view dataset;
  std::string_view title;
  std::string_view amount;         // the field whose scale is watched; empty: none
  std::optional<Decimal> typical;  // the median of its figures in releases known so far
};

const std::map<std::string_view, KnownTable>& known_tables() {
  static const std::map<std::string_view, KnownTable> tables = [] {
    std::map<std::string_view, KnownTable> result;
    const auto rows =
        read_data_table("data/source_table.tsv", {"table", "source", "dataset", "title", "amount", "typical"});
    assert(rows.ok());
    if (!rows) return result;
    for (const DataRow& row : *rows) {
      result[row.cells[0]] = {row.cells[1], row.cells[2], row.cells[3], row.cells[4], Decimal::parse(row.cells[5])};
    }
    return result;
  }();
  return tables;
}

const Contracts& contracts() {
  static const Contracts result("data/source_column.tsv", [](std::string_view table) {
    const auto known = known_tables().find(table);
    return std::string(known == known_tables().end() ? table : known->second.title);
  });
  return result;
}

struct TableFunction {
  std::string_view table;
  void (*read)(TableInput& in, SourcesRead& out);
};

constexpr std::array<TableFunction, 15> functions{{
    {"fts-flows", read_fts_flows},
    {"fts-requirements", read_fts_requirements},
    {"fts-cluster-requirements", read_fts_cluster_requirements},
    {"fts-plans", read_fts_plans},
    {"ibrd-loans", read_ibrd_loans},
    {"ida-credits", read_ida_credits},
    {"us-country", read_us_country},
    {"dac1", read_dac1},
    {"aiddata-locations", read_aiddata_locations},
    {"one-pledges", read_one_pledges},
    {"one-refugees", read_one_refugees},
    {"sipri-expenditure", read_sipri_expenditure},
    {"unhcr-population", read_unhcr_population},
    {"reign-leaders", read_reign_leaders},
    {"leaders-list", read_leaders_list},
}};

// The header of a CSV file; empty where the first line is none.
std::vector<std::string> csv_header(const NamedBytes& file) {
  constexpr std::size_t header_bytes_max = 65536;
  const std::string_view bytes = without_bom(file.bytes);
  const std::string_view line = bytes.substr(0, bytes.find('\n'));
  if (line.size() > header_bytes_max || line.find('\0') != std::string_view::npos) return {};
  CsvReader csv(file.path, line, detect_separator(line));
  if (!csv.next()) return {};
  return {csv.fields().begin(), csv.fields().end()};
}

std::vector<std::string_view> views(const std::vector<std::string>& names) { return {names.begin(), names.end()}; }

// In the amounts of a release a middle so many times above or below what was seen before is another unit; releases and
// extracts of one country differ by a factor of ten at most.
constexpr int scale_factor = 100;
constexpr std::size_t scale_figures_min = 30;

// The problem is scale_jump.
std::optional<Problem> check_scale(FieldRows rows, const KnownTable& known) {
  if (known.amount.empty() || !known.typical) return std::nullopt;
  std::vector<Decimal> figures;
  while (rows.next()) {
    const auto figure = Decimal::parse(rows.cell(known.amount), true);
    if (figure && !figure->is_zero()) figures.push_back(figure->abs());
  }
  if (figures.size() < scale_figures_min) return std::nullopt;
  const auto middle = figures.begin() + static_cast<std::ptrdiff_t>(figures.size() / 2);
  std::ranges::nth_element(figures, middle);
  const Decimal factor = Decimal::from_integer(scale_factor);
  if (*middle <= *known.typical * factor && *known.typical <= *middle * factor) return std::nullopt;
  return problem_of_file(ProblemCode::scale_jump, rows.file(),
                         fmt::format("the middle amount of {} is {}, in known releases it is about {}", known.title,
                                     middle->to_string(), known.typical->to_string()),
                         "the file is left out",
                         "if its unit has changed, read it by a mapping with `scale` (docs/mapping.md)");
}

// Columns that the contract does not know are read by nobody: the release has more than it had.
void report_unknown(const MatchedTable& match, std::string_view title, std::string_view file,
                    std::vector<Problem>& problems) {
  std::vector<std::string> names;
  std::ranges::copy_if(match.unknown, std::back_inserter(names), [](const std::string& name) { return !name.empty(); });
  if (names.empty()) return;
  constexpr std::size_t shown_max = 10;
  const std::vector<std::string> shown(names.begin(),
                                       names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), shown_max)));
  problems.push_back(problem_of_file(
      ProblemCode::csv_columns, file,
      fmt::format("{} has {} columns that known releases lack: {}", title, names.size(), fmt::join(shown, ", ")),
      "they are not read, the others are", "say what they mean: a line each in data/source_column.tsv"));
}

// Reads one table; `table` and `again` both stand before its header row.
void read_one(const NamedBytes& file, MatchedTable match, TableReader table, TableReader again,
              std::vector<Problem> problems, const ReadOptions& options, SourcesRead& out) {
  if (!table.next() || !again.next()) return;
  const auto known = known_tables().find(match.table);
  const auto* const function = std::ranges::find(functions, match.table, &TableFunction::table);
  assert(known != known_tables().end() && function != functions.end());
  if (auto problem = check_scale(FieldRows(std::move(again), match), known->second)) {
    out.problems.push_back(std::move(*problem));
    return;
  }
  report_unknown(match, known->second.title, file.path, problems);
  TableInput in{file, options, std::string(known->second.source), std::string(known->second.dataset),
                FieldRows(std::move(table), std::move(match))};
  const std::size_t before = out.loaded.size();
  function->read(in, out);
  if (out.loaded.size() == before) {
    std::ranges::move(problems, std::back_inserter(out.problems));
  } else {
    std::vector<Problem>& of_load = out.loaded[before].problems;
    of_load.insert(of_load.begin(), std::make_move_iterator(problems.begin()), std::make_move_iterator(problems.end()));
  }
}

void read_csv(const NamedBytes& file, const ReadOptions& options, SourcesRead& out) {
  const std::vector<std::string> names = csv_header(file);
  if (is_oda_by_year(views(names))) return read_oda_by_year(file, options, out);
  MatchedTable match = contracts().match(file.path, views(names));
  if (match.problem) {
    out.problems.push_back(std::move(*match.problem));
    return;
  }
  std::vector<Problem> problems;
  const Utf8Text utf8 = as_utf8(file, problems);
  const std::string_view text = utf8.text(file.bytes);
  CsvReader csv(file.path, text, detect_separator(text));
  CsvReader again = csv;
  read_one(file, std::move(match), TableReader(std::move(csv)), TableReader(std::move(again)), std::move(problems),
           options, out);
}

// The first rows of a sheet may be a title; the header is the first that is a known table's.
constexpr std::size_t header_rows_max = 20;

struct FoundHeader {
  MatchedTable match;
  std::size_t row = 0;
};

std::optional<FoundHeader> find_header(std::string_view file, const Sheet& sheet, const Contracts& known) {
  std::optional<FoundHeader> nearly;
  for (std::size_t i = 0; i < std::min(sheet.rows.size(), header_rows_max); ++i) {
    MatchedTable match = known.match(file, sheet.rows[i].cells);
    if (match.table.empty()) continue;
    if (!match.problem) return FoundHeader{std::move(match), i};
    match.problem->where.line = sheet.rows[i].number;
    match.problem->where.record = fmt::format("sheet '{}'", sheet.name);
    if (!nearly) nearly = FoundHeader{std::move(match), i};
  }
  return nearly;
}

void read_book(const NamedBytes& file, const ReadOptions& options, SourcesRead& out) {
  auto book = read_workbook(file.path, file.bytes);
  if (!book) {
    out.problems.push_back(book.problem());
    return;
  }
  const std::size_t loaded_before = out.loaded.size();
  const std::size_t problems_before = out.problems.size();
  std::vector<std::string> others = read_kiel_workbook(file, *book, options, out);
  const bool kiel = out.loaded.size() > loaded_before || out.problems.size() > problems_before;
  if (!kiel) {
    others.clear();
    for (const Sheet& sheet : book->sheets) {
      auto header = find_header(file.path, sheet, contracts());
      if (!header) {
        others.push_back(sheet.name);
      } else if (header->match.problem) {
        out.problems.push_back(std::move(*header->match.problem));
      } else {
        read_one(file, std::move(header->match), TableReader(SheetReader(file.path, sheet, header->row)),
                 TableReader(SheetReader(file.path, sheet, header->row)), {}, options, out);
      }
    }
  }
  auto& problems = out.loaded.size() > loaded_before ? out.loaded[loaded_before].problems : out.problems;
  std::ranges::move(book->problems, std::back_inserter(problems));
  if (others.empty()) return;
  constexpr std::size_t shown_max = 5;
  const std::size_t shown = std::min(others.size(), shown_max);
  const bool all = out.loaded.size() == loaded_before;
  out.left_out.push_back(
      {file.path, fmt::format("{} of the workbook {} no known table: {}{}",
                              all ? "every sheet" : fmt::format("{} sheets", others.size()), all ? "is" : "are",
                              fmt::join(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(shown), ", "),
                              others.size() > shown ? ", ..." : "")});
}

}  // namespace

bool recognises_tables(const NamedBytes& file, const Folder& /*folder*/, const ReadOptions& /*options*/) {
  if (is_workbook(file.bytes)) return true;
  const std::vector<std::string> names = csv_header(file);
  if (names.size() < 2) return false;
  return is_oda_by_year(views(names)) || !contracts().match(file.path, views(names)).table.empty();
}

void read_tables(const Folder& own, const ReadOptions& options, SourcesRead& out) {
  for (const NamedBytes* file : own.files) {
    if (is_workbook(file->bytes)) {
      read_book(*file, options, out);
    } else {
      read_csv(*file, options, out);
    }
  }
}

std::string party_or_name(std::string_view name) { return std::string(countries().code_of(name).value_or(name)); }

void cover_as_read(LoadedFile& load, std::string note) {
  std::set<std::string> givers;
  std::set<std::string> receivers;
  std::set<Measure> measures;
  const std::optional<Date> known_by = last_known_day(load);
  CoveredDays days;
  for (const Record& record : load.records) {
    if (!record.giver.empty()) givers.insert(record.giver);
    if (std::ranges::find(record.notes, "shared-by-countries") != record.notes.end()) {
      for (const std::string_view receiver : split(record.receiver, ',')) receivers.emplace(receiver);
    } else if (!record.receiver.empty()) {
      receivers.insert(record.receiver);
    }
    measures.insert(record.measure);
    days.add(record, known_by);
  }
  for (const Fact& fact : load.facts) days.add(fact, known_by);
  load.coverage.period = days.period();
  load.coverage.givers.assign(givers.begin(), givers.end());
  load.coverage.receivers.assign(receivers.begin(), receivers.end());
  load.coverage.measures.assign(measures.begin(), measures.end());
  load.coverage.note = std::move(note);
}

}  // namespace kept
