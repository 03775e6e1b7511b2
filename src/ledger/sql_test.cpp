#include <gtest/gtest.h>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "ledger/ledger.hpp"
#include "ledger/test_data.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

using test::day;

Ledger example() {
  auto ledger = Ledger::open(":memory:", LedgerMode::read_write);
  EXPECT_TRUE(ledger.ok());
  LoadedFile file = test::file_of("rows", "28", "2026-04-10");
  file.coverage.givers = {"JP", "DE"};
  for (const char* amount : {"8800000000", "0.5"}) file.records.push_back(test::record_of(amount, amount));
  EXPECT_TRUE(ledger->load(file, day("2026-05-01")).ok());
  return std::move(*ledger);
}

// The answer on one line: "column,column: cell,cell; cell,cell", or the problem.
std::string answer(const Ledger& ledger, const std::string& statement) {
  const auto table = ledger.sql(statement);
  if (!table) return std::string{problem_name(table.problem().code)} + " " + to_string(table.problem());
  std::string line;
  for (const std::string& column : table->columns) line += (line.empty() ? "" : ",") + column;
  line += ":";
  for (const auto& row : table->rows) {
    line += line.ends_with(':') ? " " : "; ";
    std::string cells;
    for (const auto& cell : row) cells += (cells.empty() ? "" : ",") + cell.value_or("NULL");
    line += cells;
  }
  return line;
}

struct Case {
  const char* statement;
  const char* answer;
};

TEST(Sql, Answers) {
  const Ledger ledger = example();
  for (const Case& c : {
           Case{"SELECT giver, sum(amount) FROM record GROUP BY giver", "giver,sum(amount): JP,8800000000.5"},
           Case{"select amount, date, text from record order by amount -- the smallest first",
                "amount,date,text: 0.5,2025-02-27,NULL; 8800000000,2025-02-27,NULL"},
           Case{"SELECT covers_givers, complete_totals, bytes, covers_measures FROM load;",
                "covers_givers,complete_totals,bytes,covers_measures: [JP, DE],false,0,[]"},
           Case{"SELECT 1 WHERE false", "1:"},
           Case{"SELECT CAST(-5 AS TINYINT) a, CAST(200 AS UTINYINT) b, -30000::SMALLINT c, 18446744073709551615 d",
                "a,b,c,d: -5,200,-30000,18446744073709551615"},
           Case{"SELECT CAST('-170141183460469231731687303715884105728' AS HUGEINT) a, 1.10::DECIMAL(4,2) b, "
                "-0.05::DECIMAL(9,2) "
                "c",
                "a,b,c: -170141183460469231731687303715884105728,1.1,-0.05"},
           Case{"SELECT 0.1::DOUBLE + 0.2::DOUBLE a, 1.5::FLOAT b, 'x' c, NULL d, true e",
                "a,b,c,d,e: 0.30000000000000004,1.5,x,NULL,true"},
           Case{"SELECT TIMESTAMP '2026-02-10 14:06:00.25' a, TIME '01:02:03' b, DATE 'infinity' c",
                "a,b,c: 2026-02-10 14:06:00.250000,01:02:03,infinity"},
           Case{"SELECT [[1, NULL], []] a", "a: [[1, NULL], []]"},
           Case{"SELECT count(*) n FROM (DESCRIBE record) WHERE column_name = 'giver'", "n: 1"},
       }) {
    EXPECT_EQ(answer(ledger, c.statement), c.answer) << c.statement;
  }
}

TEST(Sql, SaysWhatItDoesNotUnderstand) {
  const Ledger ledger = example();
  const std::string columns = "`DESCRIBE record` lists the columns, `SHOW TABLES` the tables and views";
  const std::string select = "Kept takes DuckDB's SELECT: SELECT giver, sum(amount) FROM record GROUP BY giver";
  const auto said = [](const std::string& place, const std::string& what, const std::string& cure) {
    return "usage statement" + place + ": " + what + "; nothing was read; " + cure;
  };
  struct Wrong {
    const char* statement;
    std::string answer;
  };
  const std::vector<Wrong> cases{
      {"SELECT amuont FROM record",
       said(":1:8", "there is no column \"amuont\" in these tables", "did you mean amount? " + columns)},
      {"SELECT giver,\n  amount_publish FROM record",
       said(":2:3", "there is no column \"amount_publish\" in these tables",
            "did you mean amount_published? " + columns)},
      {"SELECT xyzzyxyzzy FROM record", said(":1:8", "there is no column \"xyzzyxyzzy\" in these tables", columns)},
      {"SELECT 'é', giver FROM recrod",
       said(":1:24", "there is no table \"recrod\"", "did you mean record? " + columns)},
      {"SELECT giver FORM record", said(":1:19", "the statement is not understood at \"record\"", select)},
      {"SELECT (giver FROM record", said(":1:15", "the statement is not understood at \"FROM\"", select)},
      {"SELECT giver FROM", said(":1:18", "the statement ends too early", select)},
      {"SELECT totale(amount) FROM record", said(":1:8", "there is no function \"totale\"",
                                                 "use a function of DuckDB's SQL, such as sum, count, min, max, year")},
      {"SELECT sum(amount, 2, 3) FROM record", said(":1:8", "the function \"sum\" does not take values of these types",
                                                    "turn a value into another type: CAST(x AS DATE)")},
      {"SELECT giver, sum(amount) FROM record",
       said(":1:8", "a column is neither in GROUP BY nor inside a function such as sum", "add the column to GROUP BY")},
      {"SELECT CAST(giver AS DATE) FROM record",
       said(":1:8", "a value cannot be turned into the type asked for",
            "TRY_CAST(x AS DATE) gives NULL instead; days are written DATE '2026-02-10'")},
      {"", said("", "the statement is empty", "SELECT giver, sum(amount) FROM record GROUP BY giver")},
      {" -- nothing", said("", "the statement is empty", "SELECT giver, sum(amount) FROM record GROUP BY giver")},
      {"SELECT 1; SELECT 2", said("", "these are 2 statements", "give them one at a time")},
      {"SELECT giver FROM record WHERE amount > ?",
       said("", "the statement has open places ($1 or ?)", "write the values into it")},
      {"SELECT {'a': 1} s",
       said("", "the column \"s\" has a type that is not printed", "turn it into text: CAST(x AS VARCHAR)")},
      {"SELECT \xFF", said("", "the statement is not well-formed text", "write it in UTF-8")},
  };
  for (const Wrong& c : cases) EXPECT_EQ(answer(ledger, c.statement), c.answer) << c.statement;
}

// Nothing is written, and no file but the ledger is read.
TEST(Sql, OnlyReadsTheLedger) {
  const std::string folder = testing::TempDir() + "kept-sql-test";
  std::filesystem::create_directories(folder);
  std::ofstream{folder + "/a.csv"} << "a,b\n1,2\n";
  const Ledger ledger = example();
  for (const std::string& statement : {
           std::string{"INSERT INTO load SELECT * FROM load"},
           std::string{"DELETE FROM load"},
           std::string{"UPDATE load SET source = 'x'"},
           std::string{"DROP TABLE load"},
           std::string{"CREATE TABLE x AS SELECT 1"},
           std::string{"CREATE TEMP TABLE x AS SELECT 1"},
           std::string{"WITH x AS (SELECT 1) INSERT INTO schema_version SELECT 9"},
           std::string{"EXPLAIN ANALYZE DELETE FROM load"},
           std::string{"BEGIN TRANSACTION"},
           std::string{"SET threads = 1"},
           std::string{"SET enable_external_access = true"},
           std::string{"INSTALL httpfs"},
           std::string{"LOAD httpfs"},
           std::string{"CHECKPOINT"},
           "COPY load TO '" + folder + "/out.csv'",
           "EXPORT DATABASE '" + folder + "/out'",
           "ATTACH '" + folder + "/out.duckdb'",
           "SELECT * FROM '" + folder + "/a.csv'",
           "SELECT * FROM read_csv('" + folder + "/a.csv')",
           "SELECT * FROM read_text('" + folder + "/a.csv')",
           "SELECT * FROM glob('" + folder + "/*')",
           "SELECT * FROM sniff_csv('" + folder + "/a.csv')",
           std::string{"SELECT * FROM 'https://example.org/a.parquet'"},
       }) {
    const auto table = ledger.sql(statement);
    ASSERT_FALSE(table.ok()) << statement;
    EXPECT_EQ(problem_name(table.problem().code), "usage") << to_string(table.problem());
  }
  EXPECT_EQ(answer(ledger, "SELECT count(*) n FROM load WHERE source = 'test'"), "n: 1");
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator{folder}) ++files;
  EXPECT_EQ(files, 1U);
  std::filesystem::remove_all(folder);
}

TEST(Sql, RefusesAnAnswerWithoutEnd) {
  const Ledger ledger = example();
  const auto table = ledger.sql("SELECT * FROM range(1000001)");
  ASSERT_FALSE(table.ok());
  EXPECT_EQ(table.problem().code, ProblemCode::limit_reached);
  EXPECT_EQ(ledger.sql("SELECT * FROM range(1000000)")->rows.size(), 1'000'000U);
}

TEST(Sql, AnswersTheExamplesOfTheDocuments) {
  const Ledger ledger = example();
  std::ifstream file{KEPT_SOURCE_DIR "/docs/ledger.md"};
  const std::string page{std::istreambuf_iterator<char>{file}, {}};
  int examples = 0;
  for (std::size_t begin = page.find("```sql\n"); begin != std::string::npos;
       begin = page.find("```sql\n", begin + 1)) {
    const std::string block = page.substr(begin + 7, page.find("```", begin + 7) - begin - 7);
    for (std::size_t from = 0; block.find(';', from) != std::string::npos;
         from = block.find(';', from) + 1, ++examples) {
      const auto table = ledger.sql(block.substr(from, block.find(';', from) - from));
      EXPECT_TRUE(table.ok()) << to_string(table.problem());
    }
  }
  EXPECT_GT(examples, 0);
}

// The columns that users rely on, in this order; more may follow.
TEST(Sql, HasTheColumnsOfARecord) {
  const Ledger ledger = example();
  const std::string expected =
      "id,source,dataset,release,kind,measure,date,date_precision,amount,currency,giver,receiver,channel,instrument,"
      "activity,text,link,load,file,position";
  for (const char* view : {"record", "record_version"}) {
    const std::string got = answer(ledger, std::string{"SELECT * FROM "} + view + " WHERE false");
    EXPECT_TRUE(got.starts_with(expected + ",")) << got;
  }
}

}  // namespace
}  // namespace kept
