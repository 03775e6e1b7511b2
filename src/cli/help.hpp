// Help on the terminal, made from the table of flags; at most 80 columns.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "cli/flags.hpp"
#include "cli/parse.hpp"

namespace kept {

std::string overall_help();
std::string command_help(CommandId id, HelpWanted wanted);

// "kept check FILE... [FLAGS]"
std::string usage_line(const CommandSpec& command);
// "-f, --format FORMAT"
std::string flag_label(const FlagSpec& flag);
// What may be said of a flag's value: its choices and what holds without it, in words; empty: nothing.
std::string flag_values(const FlagSpec& flag);

inline constexpr std::string_view exit_codes[] = {
    "done, whatever the verdicts",
    "a part of the input failed; it is named and counted",
    "nothing could be done: wrong use, nothing that can be read, a broken ledger",
};

}  // namespace kept
