// The table of commands and flags. Parser, --help, docs/cli.md, the manual page and the completions are all made from
// it: to add a flag is to add one row here.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace kept {

enum class CommandId : std::uint8_t {
  check,
  compare,
  diff,
  due,
  explain,
  export_data,
  generate,
  help,
  link,
  load,
  problems,
  rates,
  read,
  review,
  sources,
  sql
};

using CommandSet = std::uint32_t;
constexpr CommandSet in(CommandId id) { return static_cast<CommandSet>(1U << static_cast<unsigned>(id)); }
inline constexpr CommandSet every_command = 0xFFFFFFFF;

struct CommandSpec {
  CommandId id;
  std::string_view name;
  std::string_view operands;      // as the usage line shows them: "FILE..."
  std::size_t operands_min;       // fewer is wrong use
  std::size_t operands_max;       // more is wrong use
  std::string_view operand_name;  // what is missing, in words: "a document"
  std::string_view help;          // one line
  std::string_view details;       // sentences
  std::string_view example;       // a command that works, shown in help and in messages of wrong use
  bool hidden = false;
};

// What a flag's value must be; the parser checks it.
enum class ValueKind : std::uint8_t { none, text, path, folder_or_file, date, number, choice, country };

struct FlagSpec {
  std::string_view name;      // without dashes
  char letter;                // 0: none
  std::string_view argument;  // "FILE"; empty: a switch without a value
  ValueKind value;
  std::string_view choices;   // of ValueKind::choice, separated by blanks
  std::string_view fallback;  // what holds where the flag is not given, in words; empty: nothing
  std::string_view help;      // one line
  std::string_view details;   // sentences
  CommandSet commands;
  bool repeatable = false;
};

struct EnvironmentSpec {
  std::string_view name;
  std::string_view help;
};

inline constexpr std::size_t any_number = SIZE_MAX;

std::span<const CommandSpec> command_table();  // by name
std::span<const FlagSpec> flag_table();        // by name; a flag with other choices in another command has two rows
std::span<const EnvironmentSpec> environment_table();

const CommandSpec& command_spec(CommandId id);
const CommandSpec* find_command(std::string_view name);
std::vector<const FlagSpec*> flags_of(CommandId id);
const FlagSpec* find_flag(CommandId id, std::string_view name);
const FlagSpec* find_flag(CommandId id, char letter);

}  // namespace kept
