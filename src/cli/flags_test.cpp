// The table of flags keeps its own rules, and the committed documents are those that it makes.
#include "cli/flags.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <ios>
#include <iterator>
#include <map>
#include <set>
#include <string>

#include "base/text.hpp"
#include "base/version.hpp"
#include "cli/generate.hpp"
#include "cli/help.hpp"
#include "cli/parse.hpp"

namespace kept {
namespace {

std::string file_bytes(const std::string& path) {
  std::ifstream in(std::string(KEPT_SOURCE_DIR) + "/" + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(FlagTable, IsInAlphabeticOrder) {
  EXPECT_TRUE(std::ranges::is_sorted(flag_table(), {}, &FlagSpec::name));
  EXPECT_TRUE(std::ranges::is_sorted(command_table(), {}, &CommandSpec::name));
  EXPECT_TRUE(std::ranges::is_sorted(environment_table(), {}, &EnvironmentSpec::name));
  EXPECT_TRUE(std::ranges::is_sorted(generated_files(), {}, &GeneratedFile::what));
}

TEST(FlagTable, EachFlagHasHelpAndALineFits) {
  for (const FlagSpec& flag : flag_table()) {
    SCOPED_TRACE(flag.name);
    EXPECT_FALSE(flag.help.empty());
    EXPECT_LE(flag.help.size(), 60U);
    EXPECT_NE(flag.help.back(), '.');
    ASSERT_FALSE(flag.details.empty());
    EXPECT_EQ(flag.details.back(), '.');
    EXPECT_NE(flag.commands, 0);
    EXPECT_EQ(flag.argument.empty(), flag.value == ValueKind::none);
    EXPECT_EQ(flag.choices.empty(), flag.value != ValueKind::choice);
    EXPECT_TRUE(flag.fallback.empty() || flag.value != ValueKind::none);
    for (const char c : flag.name) EXPECT_TRUE(c == '-' || (c >= 'a' && c <= 'z'));
  }
}

TEST(FlagTable, FirstChoiceOrNamedFallbackIsAChoice) {
  for (const FlagSpec& flag : flag_table()) {
    if (flag.value != ValueKind::choice || flag.fallback == "every policy") continue;
    const auto choices = split(flag.choices, ' ');
    EXPECT_NE(std::ranges::find(choices, flag.fallback), choices.end()) << flag.name;
  }
}

TEST(FlagTable, NamesAndLettersAreUniqueInACommandAndMeanOneFlagEverywhere) {
  std::map<char, std::string_view> letters;
  for (const FlagSpec& flag : flag_table()) {
    if (flag.letter == 0) continue;
    const auto [at, added] = letters.emplace(flag.letter, flag.name);
    EXPECT_EQ(at->second, flag.name) << flag.letter;
  }
  for (const CommandSpec& command : command_table()) {
    std::set<std::string_view> names;
    for (const FlagSpec* flag : flags_of(command.id)) {
      EXPECT_TRUE(names.insert(flag->name).second) << command.name << " --" << flag->name;
    }
    EXPECT_TRUE(names.contains("help") && names.contains("version"));
  }
}

TEST(CommandTable, EachCommandHasHelpAndAnExampleOfItself) {
  for (const CommandSpec& command : command_table()) {
    SCOPED_TRACE(command.name);
    EXPECT_EQ(&command_spec(command.id), &command);
    EXPECT_EQ(every_command & in(command.id), in(command.id));
    EXPECT_NE(command.help.back(), '.');
    EXPECT_EQ(command.details.back(), '.');
    EXPECT_EQ(command.example.find("kept " + std::string(command.name)), 0U);
    EXPECT_LE(command.operands_min, command.operands_max);
    EXPECT_EQ(command.operands.empty(), command.operands_max == 0);
    EXPECT_TRUE(command.operands_min == 0 || !command.operand_name.empty());
  }
}

TEST(Help, FitsEightyColumnsAndNamesEverything) {
  std::string all = overall_help();
  for (const CommandSpec& command : command_table()) {
    if (!command.hidden) {
      EXPECT_NE(all.find("\n  " + std::string(command.name) + " "), std::string::npos) << command.name;
    }
    for (const HelpWanted wanted : {HelpWanted::brief, HelpWanted::full}) {
      const std::string help = command_help(command.id, wanted);
      for (const FlagSpec* flag : flags_of(command.id)) {
        EXPECT_NE(help.find("--" + std::string(flag->name)), std::string::npos);
      }
      if (!command.hidden) all += help;
    }
  }
  for (const std::string_view line : split(all, '\n')) {
    if (line.starts_with("  kept ") || line.starts_with("Usage:")) continue;  // examples are not broken
    EXPECT_LE(count_code_points(line), 80U) << line;
    EXPECT_FALSE(line.ends_with(' ')) << line;
  }
}

TEST(Generated, CommittedFilesAreUpToDate) {
  for (const GeneratedFile& file : generated_files()) {
    EXPECT_TRUE(file_bytes(std::string(file.path)) == file.make())
        << file.path << " is old; make it anew: kept generate " << file.what << " > " << file.path;
  }
}

TEST(Generated, EveryFlagStandsInEveryDocument) {
  for (const GeneratedFile& file : generated_files()) {
    const std::string text = file.make();
    for (const FlagSpec& flag : flag_table()) {
      std::string name(flag.name);
      if (file.what == "man") {
        for (std::size_t at = 0; (at = name.find('-', at)) != std::string::npos; at += 2) name.insert(at, "\\");
      }
      EXPECT_NE(text.find(name), std::string::npos) << file.what << " lacks " << flag.name;
    }
    EXPECT_EQ(text.find("generate completions"),
              file.what.starts_with("completions") ? text.find("generate") : std::string::npos);
  }
}

TEST(Version, IsThatOfCMakeLists) {
  EXPECT_NE(file_bytes("CMakeLists.txt").find("project(kept VERSION " + std::string(version) + " "), std::string::npos);
}

}  // namespace
}  // namespace kept
