// Links two CSV files by a specification, as bench/link.py measures it:
// link_tables_bench SPEC LEFT.csv[.gz] RIGHT.csv[.gz] ID_COLUMN THREADS > links.csv
//
// Printed are left_id,right_id,weight,probability; what was expected of the links goes to standard error as JSON.
#include <fmt/format.h>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/csv.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "match/linkage.hpp"
#include "match/linkage_spec.hpp"
#include "match/linkage_table.hpp"
#include "pipeline/walk.hpp"
#include "source/expand.hpp"

namespace kept {
namespace {

// A CSV file as columns of views into `bytes`.
struct CsvTable {
  std::string bytes;
  LinkageRows rows;
  std::vector<std::string> ids;         // that the linkage sees
  std::vector<std::string_view> names;  // the file's own ids
};

Result<std::string> read_plain(const std::string& path) {
  auto bytes = read_file(path);
  if (!bytes || !is_compressed(*bytes)) return bytes;
  auto files = expand(path, *bytes);
  if (!files) return files.problem();
  return files->empty() ? std::string{} : std::move(files->front().bytes);
}

// In these files the ids are the truth. The linkage puts rows in the order of their ids and breaks ties by it, so it is
// given ids of another order, a different one for each file.
std::string shuffled_id(std::string_view id, std::uint64_t side) {
  const std::uint64_t hash = mix(hash_bytes(id) + side);
  std::string out(sizeof hash, '\0');
  std::memcpy(out.data(), &hash, sizeof hash);
  return out;
}

Problem broken(const std::string& path, std::string what) {
  Problem problem;
  problem.code = ProblemCode::csv_columns;
  problem.what = std::move(what);
  problem.where.file = path;
  return problem;
}

Status read_table(const std::string& path, std::string_view id_column, std::uint64_t side, CsvTable& table) {
  auto bytes = read_plain(path);
  if (!bytes) return bytes.problem();
  table.bytes = std::move(*bytes);
  CsvReader reader(path, table.bytes);
  if (!reader.next()) return broken(path, "the table has no header");
  table.rows.headers = reader.fields();
  table.rows.columns.resize(table.rows.headers.size());
  const auto id = find_column(table.rows.headers, id_column);
  if (!id) return broken(path, "the table has no such id column");
  while (reader.next()) {
    for (std::size_t i = 0; i < table.rows.columns.size(); ++i) table.rows.columns[i].push_back(reader.fields()[i]);
    table.names.push_back(reader.fields()[*id]);
    table.ids.push_back(shuffled_id(table.names.back(), side));
  }
  table.rows.ids.assign(table.ids.begin(), table.ids.end());
  return Nothing{};
}

Status run(std::span<const std::string> arguments) {
  const auto spec_bytes = read_file(arguments[0]);
  if (!spec_bytes) return spec_bytes.problem();
  auto spec = read_linkage_spec(arguments[0], *spec_bytes);
  if (!spec) return spec.problem();
  LinkageOptions options;
  const std::string& threads = arguments[4];
  std::from_chars(threads.data(), threads.data() + threads.size(), options.threads);
  CsvTable left;
  CsvTable right;
  if (const Status read = read_table(arguments[1], arguments[3], 1, left); !read) return read.problem();
  if (const Status read = read_table(arguments[2], arguments[3], 2, right); !read) return read.problem();
  const LinkageSpec named = *spec;
  const auto linkage = Linkage::make(std::move(*spec), left.rows, &right.rows);
  if (!linkage) return linkage.problem();
  const LinkageOutcome outcome = linkage->link(options);
  std::string out = "left_id,right_id,weight,probability\n";
  for (const Link& link : outcome.links) {
    fmt::format_to(std::back_inserter(out), "{},{},{:.4f},{:.6f}\n", left.names[link.left], right.names[link.right],
                   link.weight, link.probability);
  }
  std::fwrite(out.data(), 1, out.size(), stdout);
  std::string told;
  for (std::size_t i = 0; i < named.comparisons.size(); ++i) {
    for (std::size_t k = 0; k < named.comparisons[i].levels.size(); ++k) {
      const LevelShares& shares = outcome.model.levels[i][k];
      told += fmt::format("{} {}: m {:.5f} u {:.3g} weight {:.2f}\n", named.comparisons[i].name,
                          named.comparisons[i].levels[k].label, shares.m, shares.u, outcome.model.weight(i, k));
    }
  }
  told += fmt::format(R"({{"links": {}, "candidates": {}, "passed_over": {}, "threshold": {:.6f}, "prior": {:.4g}, )"
                      R"("precision_expected": {:.4f}, "recall_of_candidates_expected": {:.4f}}})"
                      "\n",
                      outcome.links.size(), outcome.candidates, outcome.passed_over, outcome.threshold,
                      outcome.model.prior, 1 - outcome.false_share_expected, 1 - outcome.missed_share_expected);
  std::fwrite(told.data(), 1, told.size(), stderr);
  return Nothing{};
}

}  // namespace
}  // namespace kept

int main(int count, char** values) {
  const std::vector<std::string> arguments(values + 1, values + count);
  if (arguments.size() != 5) {
    std::fputs("usage: link_tables_bench SPEC LEFT.csv RIGHT.csv ID_COLUMN THREADS\n", stderr);
    return 2;
  }
  const kept::Status done = kept::run(arguments);
  if (done) return 0;
  const std::string told = kept::to_string(done.problem()) + "\n";
  std::fwrite(told.data(), 1, told.size(), stderr);
  return 2;
}
