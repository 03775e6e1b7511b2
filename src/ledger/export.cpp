// The ledger's views as files that other programs read. The database writes them itself, so nothing of it need be in
// memory; it may write into the one folder that the ledger was opened with.
#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "ledger/duck.hpp"
#include "ledger/ledger.hpp"
#include "ledger/state.hpp"

namespace kept {
namespace {

using duck::Fault;

// As text in a statement.
std::string quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'') result += '\'';
    result += c;
  }
  return result + "'";
}

std::string view_of(std::string_view view, std::optional<Date> as_of) {
  if (!as_of) return std::string(view);
  return fmt::format("{}_by(DATE '{}')", view, as_of->to_string());
}

// In the ledger's fixed order, whatever the number of threads.
std::string ordered(std::string_view view, std::string_view more) {
  return fmt::format("SELECT *{} FROM {} ORDER BY source, dataset, load, ordinal", more, view);
}

constexpr std::string_view year_column = ", coalesce(CAST(year(date) AS VARCHAR), 'unknown') AS year";

}  // namespace

Result<std::uint64_t> Ledger::copy(const std::string& statement, const std::string& path,
                                   const std::string& options) const {
  auto done =
      duck::query(state_->connection.get(), fmt::format("COPY ({}) TO {} ({})", statement, quoted(path), options));
  if (auto* fault = std::get_if<Fault>(&done)) return problem_of(*fault, path, "written");
  auto& rows = std::get<duck::Rows>(done);
  return rows.next() ? rows.count(0).value_or(0) : 0;
}

Result<std::uint64_t> Ledger::export_parquet(const std::string& folder, std::optional<Date> as_of) const {
  const std::string parts = "FORMAT parquet, COMPRESSION zstd, PARTITION_BY (source, year)";
  const auto records = copy(ordered(view_of("record", as_of), year_column), folder + "/record", parts);
  if (!records) return records.problem();
  const auto facts = copy(ordered(view_of("fact", as_of), year_column), folder + "/fact", parts);
  if (!facts) return facts.problem();
  const std::string whole = "FORMAT parquet, COMPRESSION zstd";
  for (const auto& [file, statement] : {std::pair{"rate", "SELECT * FROM rate ORDER BY currency, date"},
                                        {"rate_series", "SELECT * FROM rate_series ORDER BY load, ordinal"},
                                        {"budget_rate", "SELECT * FROM budget_rate ORDER BY load, ordinal"},
                                        {"load", "SELECT * FROM load ORDER BY id"},
                                        {"problem", "SELECT * FROM problem ORDER BY load, ordinal"}}) {
    const auto rows = copy(statement, fmt::format("{}/{}.parquet", folder, file), whole);
    if (!rows) return rows.problem();
  }
  return *records + *facts;
}

Result<std::uint64_t> Ledger::export_csv(const std::string& path, std::optional<Date> as_of) const {
  return copy(ordered(view_of("record", as_of), ""), path, "FORMAT csv, HEADER");
}

}  // namespace kept
