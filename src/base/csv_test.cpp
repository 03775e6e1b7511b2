#include "base/csv.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include "base/problem.hpp"

namespace kept {
namespace {

// The rows as "LINE[a|b]", then the problems as "!CODE LINE:COLUMN".
std::string rows_of(std::string_view bytes, char separator = ',') {
  CsvReader csv("t.csv", bytes, separator);
  std::string out;
  while (csv.next()) out += fmt::format("{}[{}]", csv.line(), fmt::join(csv.fields(), "|"));
  for (const Problem& problem : csv.take_problems()) {
    out += fmt::format("!{} {}:{}", problem_name(problem.code), problem.where.line.value_or(0),
                       problem.where.column.value_or(0));
  }
  return out;
}

TEST(Csv, ReadsRowsAndNamesBrokenOnes) {
  struct Row {
    const char* bytes;
    const char* expected;
  };
  const Row rows[] = {
      {"", ""},
      {"\n\n", ""},
      {"a,b\n1,2", "1[a|b]2[1|2]"},
      {"a,b\r\n1,2\r\n", "1[a|b]2[1|2]"},
      {"a,b\r1,2\r", "1[a|b]2[1|2]"},
      {"\xEF\xBB\xBF"
       "a,b\n,\n",
       "1[a|b]2[|]"},
      {"a,b\n\"x,y\",\"z\"\n", "1[a|b]2[x,y|z]"},
      {"a,b\n\"say \"\"no\"\"\",\"\"\n", "1[a|b]2[say \"no\"|]"},
      {"a,b\n\"two\nlines\",2\n3,4\n", "1[a|b]2[two\nlines|2]4[3|4]"},
      {"a,b\nin\"side,2\n", "1[a|b]2[in\"side|2]"},
      // An unclosed quote costs its own line, not those behind it.
      {"a,b\n1,\"open\n3,4\n5,6\n", "1[a|b]3[3|4]4[5|6]!csv_broken 2:3"},
      {"a,b\n1,\"open\n3,\"shut\"\n5,6\n", "1[a|b]3[3|shut]4[5|6]!csv_broken 2:3"},
      {"a,b\n\"x\"y,2\n3,4\n", "1[a|b]3[3|4]!csv_broken 2:1"},
      {"a,b\n1\n1,2,3\n4,5\n", "1[a|b]4[4|5]!csv_row 2:1!csv_row 3:1"},
      // A quote closed rows later gives a row of the wrong width: its lines are tried one by one.
      {"a,b\n\"1,2\n3,4\n5\",6,7\n8,9\n", "1[a|b]3[3|4]5[8|9]!csv_row 2:1!csv_row 4:1"},
      {"\xE3\x82\xA2,b\n\xE3\x82\xA2\xE3\x82\xA2,\"x\n", "1[\xE3\x82\xA2|b]!csv_broken 2:4"},
  };
  for (const Row& row : rows) EXPECT_EQ(rows_of(row.bytes), row.expected) << row.bytes;
}

TEST(Csv, OtherSeparators) {
  EXPECT_EQ(detect_separator("a;b;c,d\n"), ';');
  EXPECT_EQ(detect_separator("a\tb\n;;;"), '\t');
  EXPECT_EQ(detect_separator("a\n"), ',');
  EXPECT_EQ(rows_of("a;b\n\"1;2\";3\n", ';'), "1[a|b]2[1;2|3]");
}

TEST(Csv, ALongRecordIsAnUnclosedQuote) {
  std::string bytes = "a,b\n1,\"open\n";
  while (bytes.size() < 2 * CsvReader::record_bytes_max) bytes += "3,4\n";
  bytes += "5,\"6\"\n";
  CsvReader csv("t.csv", bytes);
  std::uint64_t rows = 0;
  while (csv.next()) ++rows;
  EXPECT_EQ(rows, static_cast<std::uint64_t>(std::ranges::count(bytes, '\n')) - 1);
  EXPECT_EQ(csv.take_problems().size(), 1U);
}

TEST(Csv, ManyBrokenLinesAreCounted) {
  std::string bytes = "a,b\n";
  for (std::size_t i = 0; i < CsvReader::problems_max + 50; ++i) bytes += "1\n";
  CsvReader csv("t.csv", bytes);
  std::uint64_t rows = 0;
  while (csv.next()) ++rows;
  EXPECT_EQ(rows, 1U);
  const auto problems = csv.take_problems();
  ASSERT_EQ(problems.size(), CsvReader::problems_max + 1);
  EXPECT_EQ(problems.back().code, ProblemCode::limit_reached);
  EXPECT_EQ(problems.back().what, "50 more lines of this file could not be read");
}

}  // namespace
}  // namespace kept
