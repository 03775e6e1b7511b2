
#include <gtest/gtest.h>

#include <stdio.h>
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <optional>
#include <string_view>
#include <vector>

#include "cli/console.hpp"
#include "cli/testing.hpp"

namespace kept {
namespace {

using testing::run;

TEST(Cli, HelpAndVersionGoToStandardOutput) {
  const auto version = run({"--version"});
  EXPECT_EQ(version.code, 0);
  EXPECT_EQ(version.out, "kept 0.1.0\n");
  EXPECT_EQ(version.err, "");
  EXPECT_NE(run({"--help"}).out.find("Commands:"), std::string::npos);
  EXPECT_EQ(run({"help", "read"}).out, run({"read", "--help"}).out);
  EXPECT_LT(run({"read", "-h"}).out.size(), run({"read", "--help"}).out.size());
}

TEST(Cli, WrongUseIsOneLineOnStandardErrorAndTwo) {
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {}, {"raed"}, {"read"}, {"read", "--nope"}, {"help", "nope"}, {"generate", "nope"}}) {
    const auto ran = run(arguments);
    EXPECT_EQ(ran.code, 2);
    EXPECT_EQ(ran.out, "");
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
    EXPECT_EQ(ran.err.find("kept: "), 0U);
    EXPECT_NE(ran.err.find("; try: kept "), std::string::npos) << ran.err;
  }
}

TEST(Cli, AFullDiskIsReportedAndAClosedPipeIsQuiet) {
  const auto full = run({"--help"}, {.input = "", .environment = {}, .terminal = false, .fail_with = ENOSPC});
  EXPECT_EQ(full.code, 2);
  EXPECT_NE(full.err.find("standard output: No space left on device"), std::string::npos) << full.err;
  const auto closed = run({"--help"}, {.input = "", .environment = {}, .terminal = false, .fail_with = EPIPE});
  EXPECT_EQ(closed.code, 0);
  EXPECT_EQ(closed.err, "");
}

TEST(Cli, ColourOnlyOnATerminalAndNeverWithNoColor) {
  testing::StringWriter out;
  testing::StringReader in("");
  std::optional<std::string> no_color;
  Console console{.out = out,
                  .err = out,
                  .in = in,
                  .environment = [&](std::string_view) { return no_color; },
                  .today = [] { return Date{}; },
                  .out_is_terminal = true};
  EXPECT_TRUE(console.colour());
  no_color = "";  // no-color.org: present and not empty
  EXPECT_TRUE(console.colour());
  no_color = "1";
  EXPECT_FALSE(console.colour());
  no_color.reset();
  console.out_is_terminal = false;
  EXPECT_FALSE(console.colour());
}

TEST(FileWriter, DevFullIsReported) {
  FILE* file = std::fopen("/dev/full", "w");
  ASSERT_NE(file, nullptr);
  FileWriter writer(fileno(file));
  writer.write("x");
  EXPECT_EQ(writer.failure(), 0);  // buffered
  writer.flush();
  EXPECT_EQ(writer.failure(), ENOSPC);
  std::fclose(file);
}

}  // namespace
}  // namespace kept
