// One read-only statement of a user, and what is said where it is not understood.
#include <duckdb.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "ledger/duck.hpp"
#include "ledger/ledger.hpp"
#include "ledger/state.hpp"
#include "ledger/value_text.hpp"
#include "source/near_name.hpp"

namespace kept {
namespace {

using duck::Fault;
using duck::Rows;

constexpr std::string_view columns_cure = "`DESCRIBE record` lists the columns, `SHOW TABLES` the tables and views";

// What the database tells of a fault, apart from its sentence.
struct Details {
  std::string kind;     // "Parser", "Binder", "Catalog", "Conversion", ...
  std::string subtype;  // "COLUMN_NOT_FOUND", "MISSING_ENTRY", ...
  std::string type;     // of a missing entry: "Table", "Scalar Function", ...
  std::string name;
  std::optional<std::size_t> position;  // byte of the statement
  std::string message;                  // only looked into, never shown
};

Details details_of(std::string_view message) {
  Details details;
  const auto begin = message.find('{');
  const auto json = begin == std::string::npos
                        ? nlohmann::json{}
                        : nlohmann::json::parse(message.substr(begin), nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return details;
  const auto text = [&](const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string{};
  };
  details.kind = text("exception_type");
  details.subtype = text("error_subtype");
  details.type = text("type");
  details.name = text("name");
  details.message = text("exception_message");
  const std::string position = text("position");
  std::size_t byte = 0;
  const auto read = std::from_chars(position.data(), position.data() + position.size(), byte);
  if (!position.empty() && read.ec == std::errc{}) details.position = byte;
  return details;
}

Problem usage(std::string what, std::string cure) {
  Problem problem;
  problem.code = ProblemCode::usage;
  problem.what = std::move(what);
  problem.where.file = "statement";
  problem.done = "nothing was read";
  problem.cure = std::move(cure);
  return problem;
}

// Line and column (in characters) of a byte of the statement.
void set_place(Place& place, std::string_view statement, std::size_t byte) {
  const std::string_view before = statement.substr(0, std::min(byte, statement.size()));
  const auto line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  place.line = split(before, '\n').size();
  place.column = count_code_points(before.substr(line_start)) + 1;
}

// The word at a byte of the statement, for a message; "" at its end.
std::string_view word_at(std::string_view statement, std::size_t byte) {
  if (byte >= statement.size()) return {};
  const std::string_view rest = statement.substr(byte);
  const auto end = rest.find_first_of(" \t\r\n,;()", 1);
  return rest.substr(0, end);
}

std::string near_cure(const Details& details, const std::vector<std::string>& names) {
  const auto near = nearest_name(details.name, names);
  if (!near) return std::string{columns_cure};
  return fmt::format("did you mean {}? {}", *near, columns_cure);
}

Problem syntax_problem(const Details& details, std::string_view statement) {
  const auto word = word_at(statement, details.position.value_or(statement.size()));
  return usage(
      word.empty() ? "the statement ends too early" : fmt::format("the statement is not understood at \"{}\"", word),
      "Kept takes DuckDB's SELECT: SELECT giver, sum(amount) FROM record GROUP BY giver");
}

struct SchemaNames {
  std::vector<std::string> tables;
  std::vector<std::string> columns;
};

Problem problem_of_statement(const Details& details, std::string_view statement, const SchemaNames& names) {
  if (details.kind == "Parser" || details.subtype == "SYNTAX_ERROR") return syntax_problem(details, statement);
  if (details.subtype == "COLUMN_NOT_FOUND") {
    return usage(fmt::format("there is no column \"{}\" in these tables", details.name),
                 near_cure(details, names.columns));
  }
  if (details.subtype == "MISSING_ENTRY" && details.type.find("Function") != std::string::npos) {
    return usage(fmt::format("there is no function \"{}\"", details.name),
                 "use a function of DuckDB's SQL, such as sum, count, min, max, year");
  }
  if (details.subtype == "MISSING_ENTRY") {
    return usage(fmt::format("there is no table \"{}\"", details.name), near_cure(details, names.tables));
  }
  if (details.subtype == "NO_MATCHING_FUNCTION") {
    return usage(fmt::format("the function \"{}\" does not take values of these types", details.name),
                 "turn a value into another type: CAST(x AS DATE)");
  }
  if (details.message.find("GROUP BY") != std::string::npos) {
    return usage("a column is neither in GROUP BY nor inside a function such as sum", "add the column to GROUP BY");
  }
  if (details.kind == "Conversion") {
    return usage("a value cannot be turned into the type asked for",
                 "TRY_CAST(x AS DATE) gives NULL instead; days are written DATE '2026-02-10'");
  }
  if (details.kind == "Out of Range") {
    return usage("a number is too large for its type", "turn it into another type first: CAST(amount AS DOUBLE)");
  }
  if (details.kind == "Permission") {
    return usage("the statement asks for a file or an extension; only the ledger can be read",
                 "load files with `kept load`, then read the view record");
  }
  if (details.kind == "Out of Memory") {
    Problem problem = usage("the answer needs more memory than there is", "ask for less at a time: WHERE, LIMIT");
    problem.code = ProblemCode::limit_reached;
    return problem;
  }
  return usage("the statement does not fit the ledger's tables", std::string{columns_cure});
}

std::vector<std::string> column_of_text(duckdb_connection connection, const std::string& statement) {
  std::vector<std::string> names;
  auto answer = duck::query(connection, statement);
  if (auto* rows = std::get_if<Rows>(&answer)) {
    while (rows->next()) names.push_back(rows->text(0));
  }
  return names;
}

Problem explain(const char* message, duckdb_connection connection, std::string_view statement) {
  const Details details = details_of(message == nullptr ? "" : message);
  SchemaNames names;
  names.tables = column_of_text(
      connection,
      "SELECT table_name FROM duckdb_tables() WHERE NOT internal UNION ALL SELECT view_name FROM duckdb_views() WHERE "
      "NOT"
      " internal UNION ALL SELECT function_name FROM duckdb_functions() WHERE function_type = 'table_macro' AND NOT"
      " internal ORDER BY 1");
  names.columns =
      column_of_text(connection, "SELECT DISTINCT column_name FROM duckdb_columns() WHERE NOT internal ORDER BY 1");
  Problem problem = problem_of_statement(details, statement, names);
  if (details.position) set_place(problem.where, statement, *details.position);
  return problem;
}

struct Extracted {
  duckdb_extracted_statements handle = nullptr;
  Extracted() = default;
  Extracted(const Extracted&) = delete;
  Extracted& operator=(const Extracted&) = delete;
  ~Extracted() { duckdb_destroy_extracted(&handle); }
};

// The one statement of the text, prepared, if it only reads.
Result<duck::Statement> prepare(duckdb_connection connection, const std::string& text) {
  Extracted extracted;
  const idx_t count = duckdb_extract_statements(connection, text.c_str(), &extracted.handle);
  if (count == 0) {
    const char* error = duckdb_extract_statements_error(extracted.handle);
    if (error != nullptr) return explain(error, connection, text);
    return usage("the statement is empty", "SELECT giver, sum(amount) FROM record GROUP BY giver");
  }
  if (count > 1) return usage(fmt::format("these are {} statements", count), "give them one at a time");
  duckdb_prepared_statement handle = nullptr;
  const duckdb_state prepared = duckdb_prepare_extracted_statement(connection, extracted.handle, 0, &handle);
  duck::Statement statement{handle};
  if (prepared != DuckDBSuccess) return explain(duckdb_prepare_error(handle), connection, text);
  const auto type = duckdb_prepared_statement_type(handle);
  if (type != DUCKDB_STATEMENT_TYPE_SELECT && type != DUCKDB_STATEMENT_TYPE_EXPLAIN) {
    return usage("the statement is none that only reads", "use SELECT; `kept load` alone changes a ledger");
  }
  if (duckdb_nparams(handle) > 0) return usage("the statement has open places ($1 or ?)", "write the values into it");
  return statement;
}

Result<SqlTable> read_all(duckdb_result& result) {
  SqlTable table;
  std::vector<duck::Type> types;
  for (idx_t column = 0; column < duckdb_column_count(&result); ++column) {
    table.columns.emplace_back(duckdb_column_name(&result, column));
    types.emplace_back(duckdb_column_logical_type(&result, column));
    if (!duck::prints(types.back().get())) {
      return usage(fmt::format("the column \"{}\" has a type that is not printed", table.columns.back()),
                   "turn it into text: CAST(x AS VARCHAR)");
    }
  }
  while (const duck::Chunk chunk{duckdb_fetch_chunk(result)}) {
    for (idx_t row = 0; row < duckdb_data_chunk_get_size(chunk.get()); ++row) {
      if (table.rows.size() == Ledger::sql_rows_max) {
        Problem problem =
            usage(fmt::format("the answer has more than {} rows", Ledger::sql_rows_max), "add LIMIT to it");
        problem.code = ProblemCode::limit_reached;
        return problem;
      }
      auto& cells = table.rows.emplace_back();
      for (idx_t column = 0; column < types.size(); ++column) {
        cells.push_back(duck::value_text(duckdb_data_chunk_get_vector(chunk.get(), column), types[column].get(), row));
      }
    }
  }
  return table;
}

}  // namespace

Result<SqlTable> Ledger::sql(const std::string& text) const {
  if (first_invalid_utf8(text) || text.find('\0') != std::string::npos) {
    return usage("the statement is not well-formed text", "write it in UTF-8");
  }
  duckdb_connection connection = state_->connection.get();
  auto statement = prepare(connection, text);
  if (!statement) return statement.problem();
  // The kind of statement was looked at; the transaction makes sure.
  auto begun = duck::query(connection, "BEGIN TRANSACTION READ ONLY");
  if (auto* fault = std::get_if<Fault>(&begun)) return problem_of(*fault, state_->path, "read");
  duckdb_result result{};
  const bool done = duckdb_execute_prepared(statement->get(), &result) == DuckDBSuccess;
  const std::string error = done ? "" : duckdb_result_error(&result);
  Result<SqlTable> table = done ? read_all(result) : SqlTable{};
  duckdb_destroy_result(&result);
  auto ended = duck::query(connection, "ROLLBACK");
  if (!done) return explain(error.c_str(), connection, text);
  return table;
}

}  // namespace kept
