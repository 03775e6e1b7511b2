// The completions of three shells. Each knows the commands, the flags of each command, and the values of flags that
// have a fixed list; everything else completes to files.
#include <string>
#include <string_view>

#include "cli/flags.hpp"
#include "cli/generate.hpp"

namespace kept {
namespace {

constexpr std::string_view made_from = "from src/cli/flags.cpp; not edited by hand.\n";

bool takes_file(const FlagSpec& flag) {
  return flag.value == ValueKind::path || flag.value == ValueKind::folder_or_file;
}

bool takes_free_text(const FlagSpec& flag) {
  return flag.value != ValueKind::none && flag.choices.empty() && !takes_file(flag);
}

std::string visible_names() {
  std::string names;
  for (const CommandSpec& command : command_table()) {
    if (!command.hidden) names += (names.empty() ? "" : " ") + std::string(command.name);
  }
  return names;
}

// In a shell's single quotes.
std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

// What zsh's _arguments takes for special inside "[...]" and between colons.
std::string zsh_words(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string zsh_action(const FlagSpec& flag) {
  if (flag.value == ValueKind::none) return "";
  const std::string value = ":" + zsh_words(flag.argument) + ":";
  if (!flag.choices.empty()) return value + "(" + std::string(flag.choices) + ")";
  return takes_file(flag) ? value + "_files" : value;
}

std::string zsh_flag(const FlagSpec& flag) {
  const std::string words = "[" + zsh_words(flag.help) + "]" + zsh_action(flag);
  const std::string equals = flag.value == ValueKind::none ? "" : "=";
  const std::string star = flag.repeatable ? "*" : "";
  std::string out = "        " + quoted(star + "--" + std::string(flag.name) + equals + words) + " \\\n";
  const std::string plus = flag.value == ValueKind::none ? "" : "+";
  if (flag.letter != 0) out += "        " + quoted(star + "-" + flag.letter + plus + words) + " \\\n";
  return out;
}

std::string zsh_operands(const CommandSpec& command) {
  if (command.id == CommandId::help) return quoted("1:command:(" + visible_names() + ")");
  if (command.operands_max == any_number) return quoted("*:file:_files");
  return command.operands_max == 0 ? quoted("*:: :") : quoted("*:" + zsh_words(command.operand_name) + ":");
}

}  // namespace

std::string bash_completion() {
  std::string out = "# Made by \"kept generate completions-bash\" " + std::string(made_from) +
                    R"(_kept() {
  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} flags= values= files=yes
  # Bash makes three words of --flag=value.
  if [[ $current == "=" ]]; then
    current=
  elif [[ $before == "=" ]]; then
    before=${COMP_WORDS[COMP_CWORD-2]}
  fi
  COMPREPLY=()
  if (( COMP_CWORD == 1 )); then
    COMPREPLY=($(compgen -W ")" +
                    visible_names() + R"( --help --version" -- "$current"))
    return
  fi
  case ${COMP_WORDS[1]} in
)";
  for (const CommandSpec& command : command_table()) {
    if (command.hidden) continue;
    std::string names;
    std::string cases;
    for (const FlagSpec* flag : flags_of(command.id)) {
      names += (names.empty() ? "--" : " --") + std::string(flag->name);
      if (flag->choices.empty() && !takes_free_text(*flag)) continue;
      std::string pattern = "--" + std::string(flag->name);
      if (flag->letter != 0) pattern += std::string("|-") + flag->letter;
      cases += "        " + pattern + ") " + (flag->choices.empty() ? "files=no" : "values=" + quoted(flag->choices)) +
               " ;;\n";
    }
    out += "    " + std::string(command.name) + ")\n      flags=" + quoted(names) + "\n";
    if (command.id == CommandId::help) out += "      values=" + quoted(visible_names()) + "\n";
    if (!cases.empty()) out += "      case $before in\n" + cases + "      esac\n";
    out += "      ;;\n";
  }
  out += R"(  esac
  if [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$flags" -- "$current"))
  elif [[ -n $values ]]; then
    COMPREPLY=($(compgen -W "$values" -- "$current"))
  elif [[ $files == yes ]]; then
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}
complete -o filenames -F _kept kept
)";
  return out;
}

std::string zsh_completion() {
  std::string out = "#compdef kept\n# Made by \"kept generate completions-zsh\" " + std::string(made_from) +
                    "_kept() {\n  local -a commands\n  commands=(\n";
  for (const CommandSpec& command : command_table()) {
    if (!command.hidden) out += "    " + quoted(std::string(command.name) + ":" + zsh_words(command.help)) + "\n";
  }
  out += R"(  )
  if (( CURRENT == 2 )); then
    _describe -t commands 'kept command' commands
    _arguments '--help[Show help]' '--version[Show the version]'
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
)";
  for (const CommandSpec& command : command_table()) {
    if (command.hidden) continue;
    out += "    " + std::string(command.name) + ")\n      _arguments -s -S \\\n";
    for (const FlagSpec* flag : flags_of(command.id)) out += zsh_flag(*flag);
    out += "        " + zsh_operands(command) + "\n      ;;\n";
  }
  out += "  esac\n}\n_kept \"$@\"\n";
  return out;
}

std::string fish_completion() {
  std::string out = "# Made by \"kept generate completions-fish\" " + std::string(made_from) +
                    "complete -c kept -n __fish_use_subcommand -f\n";
  for (const CommandSpec& command : command_table()) {
    if (command.hidden) continue;
    out += "complete -c kept -n __fish_use_subcommand -f -a " + std::string(command.name) + " -d " +
           quoted(command.help) + "\n";
  }
  out += "complete -c kept -n '__fish_seen_subcommand_from help' -f -a " + quoted(visible_names()) + "\n";
  for (const FlagSpec& flag : flag_table()) {
    std::string commands;
    for (const CommandSpec& command : command_table()) {
      if (!command.hidden && (flag.commands & in(command.id)) != 0) commands += " " + std::string(command.name);
    }
    out += "complete -c kept";
    if (flag.commands != every_command) out += " -n " + quoted("__fish_seen_subcommand_from" + commands);
    if (flag.letter != 0) out += std::string(" -s ") + flag.letter;
    out += " -l " + std::string(flag.name);
    if (!flag.choices.empty()) out += " -x -a " + quoted(flag.choices);
    if (takes_free_text(flag)) out += " -x";
    if (takes_file(flag)) out += " -r";
    out += " -d " + quoted(flag.help) + "\n";
  }
  return out;
}

}  // namespace kept
