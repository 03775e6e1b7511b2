// Arguments to an invocation, by the table of flags: --flag=value, --flag value, -f value, -fvalue, -ab, and -- before
// operands that begin with a dash. Flags and operands may stand in any order behind the command.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "cli/flags.hpp"

namespace kept {

enum class HelpWanted : std::uint8_t { none, brief, full };

struct Invocation {
  std::optional<CommandId> command;  // empty with help or version of Kept as a whole
  std::vector<std::string> operands;
  std::vector<std::pair<const FlagSpec*, std::string>> flags;  // in the order given; values are checked
  HelpWanted help = HelpWanted::none;
  bool version = false;

  [[nodiscard]] bool has(std::string_view flag) const;
  [[nodiscard]] std::optional<std::string> value(std::string_view flag) const;
  [[nodiscard]] std::vector<std::string> values(std::string_view flag) const;
  [[nodiscard]] std::optional<Date> date(std::string_view flag) const;
  [[nodiscard]] std::optional<std::uint64_t> number(std::string_view flag) const;
};

// Problem usage: what is wrong, and as cure the corrected command.
Result<Invocation> parse_arguments(std::span<const std::string> arguments);

// The word of `words` that is nearest to `word`: at most a third of its letters differ; empty: none is near.
std::string_view nearest(std::string_view word, std::span<const std::string_view> words);

// "kept" and the arguments as a shell takes them.
std::string command_line(std::span<const std::string> arguments);

// A Problem of wrong use; the cure is "try: COMMAND".
Problem wrong_use(std::string what, std::string_view command);

}  // namespace kept
