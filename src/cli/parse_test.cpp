#include "cli/parse.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>
#include "base/problem.hpp"
#include "cli/flags.hpp"

namespace kept {
namespace {

// One canonical line: "check a.txt b.txt | format=json data=x", or the problem as printed.
std::string parsed(const std::vector<std::string>& arguments) {
  const auto result = parse_arguments(arguments);
  if (!result) return to_string(result.problem());
  std::string line = result->command ? std::string(command_spec(*result->command).name) : "-";
  for (const std::string& operand : result->operands) line += " " + operand;
  line += " |";
  for (const auto& [flag, value] : result->flags) {
    line += " " + std::string(flag->name) + (flag->argument.empty() ? "" : "=" + value);
  }
  if (result->help == HelpWanted::brief) line += " brief help";
  if (result->help == HelpWanted::full) line += " full help";
  if (result->version) line += " version";
  return line;
}

struct Case {
  std::vector<std::string> arguments;
  std::string line;
};

TEST(Parse, GnuHabits) {
  const std::vector<Case> cases{
      {{"read", "a.txt"}, "read a.txt |"},
      {{"read", "a.txt", "--format", "json"}, "read a.txt | format=json"},
      {{"read", "--format=json", "a.txt"}, "read a.txt | format=json"},
      {{"read", "-f", "json", "a.txt"}, "read a.txt | format=json"},
      {{"read", "-fjson", "a.txt"}, "read a.txt | format=json"},
      {{"read", "-"}, "read - |"},
      {{"read", "--", "-odd.txt", "--left-out"}, "read -odd.txt --left-out |"},
      {{"read", "a", "--left-out", "b"}, "read a b | left-out"},
      {{"read", "--speaker=", "a"}, "read: --speaker '' is empty; try: kept read --speaker=NAME a"},
      {{"read", "--speaker=A=B", "a"}, "read a | speaker=A=B"},
      {{"check", "a", "-d", "x", "--data=y", "-dz"}, "check a | data=x data=y data=z"},
      {{"check", "-aftable", "a"}, "check a | all format=table"},
      {{"check", "-e3", "a", "-t", "2"}, "check a | explain=3 threads=2"},
      {{"rates", "100", "USD", "JPY", "--on", "2025-02-27", "-pday"}, "rates 100 USD JPY | on=2025-02-27 policy=day"},
      {{"-h"}, "- | brief help"},
      {{"--help"}, "- | full help"},
      {{"--help", "check"}, "check check | full help"},
      {{"check", "-h"}, "check | brief help"},
      {{"check", "-h", "--help"}, "check | full help"},
      {{"--version"}, "- | version"},
      {{"read", "-V"}, "read | version"},
  };
  for (const Case& c : cases) EXPECT_EQ(parsed(c.arguments), c.line);
}

TEST(Parse, WrongUseShowsTheCorrectedCommand) {
  const std::vector<Case> cases{
      {{}, "no command is given; try: kept --help"},
      {{"chek", "a.txt"}, "there is no command chek; try: kept check a.txt"},
      {{"frobnicate"}, "there is no command frobnicate; try: kept --help"},
      {{"--format=json", "read", "a.txt"},
       "the command comes first, before --format=json; try: kept read --format=json a.txt"},
      {{"--nothing"}, "no command is given before --nothing; try: kept --help"},
      {{"read", "--fromat=json", "my speech.txt"},
       "read: unknown flag --fromat; try: kept read --format=json 'my speech.txt'"},
      {{"read", "--data", "x", "a"}, "read: unknown flag --data; try: kept read --date x a"},
      {{"read", "--colour", "a"}, "read: unknown flag --colour; try: kept read --help"},
      {{"read", "-z", "a"}, "read: unknown flag -z; try: kept read --help"},
      {{"read", "--format", "jsn", "it's.txt"},
       "read: --format jsn is none of table, json and jsonl; try: kept read --format json 'it'\\''s.txt'"},
      {{"read", "a", "--format"}, "read: --format needs a value, FORMAT; try: kept read a --format table"},
      {{"read", "a", "-f"}, "read: -f needs a value, FORMAT; try: kept read a -f table"},
      {{"read", "--left-out=yes", "a"}, "read: --left-out takes no value; try: kept read --left-out a"},
      {{"read", "a", "--date", "2026-02-30"},
       "read: --date 2026-02-30 is not a date that exists, as YYYY-MM-DD; try: kept read a --date 2026-08-04"},
      {{"read", "a", "--country", "ua"},
       "read: --country ua is not a country's code of two capital letters (ISO 3166); try: kept read a --country UA"},
      {{"check", "a", "--explain", "0"},
       "check: --explain 0 is not a whole number from 1 on; try: kept check a --explain 1"},
      {{"check", "a", "--threads=99999999999999999999"},
       "check: --threads 99999999999999999999 is not a whole number from 1 on; try: kept check a --threads=1"},
      {{"read", "a", "-fjson", "-ftable"}, "read: --format is given twice; try: kept read --help"},
      {{"read"}, "read: a document is missing; try: kept read speech.txt --format json"},
      {{"rates", "100 USD"},
       "rates: two amounts are needed; try: kept rates \"8.8 billion yen\" \"63.3 million US dollars\" --on "
       "2025-02-27 --data data/"},
      {{"sources", "x"}, "sources: it takes no operand, and x is one too many; try: kept sources --ledger kept.duckdb"},
  };
  for (const Case& c : cases) EXPECT_EQ(parsed(c.arguments), c.line);
}

TEST(Parse, AnExampleOfEveryCommandParses) {
  for (const CommandSpec& command : command_table()) {
    // As a shell splits it: quotes join words.
    std::vector<std::string> words{""};
    bool quoted = false;
    for (const char c : command.example) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ' ' && !quoted) {
        words.emplace_back();
      } else {
        words.back() += c;
      }
    }
    words.erase(words.begin());
    EXPECT_TRUE(parsed(words).starts_with(command.name)) << parsed(words);
  }
}

TEST(Parse, NearestIsNeverFar) {
  const std::vector<std::string_view> words{"check", "read", "sql", "to"};
  EXPECT_EQ(nearest("chekc", words), "check");
  EXPECT_EQ(nearest("raed", words), "read");
  EXPECT_EQ(nearest("sq", words), "sql");
  EXPECT_EQ(nearest("foo", words), "");
  EXPECT_EQ(nearest("", words), "");
  EXPECT_EQ(nearest("serve", words), "");
}

}  // namespace
}  // namespace kept
