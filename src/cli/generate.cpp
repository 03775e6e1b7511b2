#include "cli/generate.hpp"

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "base/version.hpp"
#include "cli/flags.hpp"
#include "cli/help.hpp"

namespace kept {
namespace {

constexpr std::array files{
    GeneratedFile{"completions-bash", "completions/kept.bash", bash_completion},
    GeneratedFile{"completions-fish", "completions/kept.fish", fish_completion},
    GeneratedFile{"completions-zsh", "completions/_kept", zsh_completion},
    GeneratedFile{"docs", "docs/cli.md", markdown_manual},
    GeneratedFile{"man", "docs/kept.1", roff_manual},
};

std::string code(std::string_view text) { return "`" + std::string(text) + "`"; }

// In a table's cell a bar ends the cell, also inside code.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '|' ? std::string("\\|") : std::string(1, c);
  return out;
}

std::string label_in_code(const FlagSpec& flag) {
  const std::string label = flag_label(flag);
  return code(label.substr(flag.letter == 0 ? 4 : 0));
}

// A dash is a minus sign only behind a backslash, and a line that begins with a dot or quote is a request.
std::string roff(std::string_view text) {
  std::string out;
  bool line_start = true;
  for (const char c : text) {
    if (line_start && (c == '.' || c == '\'')) out += "\\&";
    if (c == '-') {
      out += "\\-";
    } else if (c == '\\') {
      out += "\\e";
    } else {
      out += c;
    }
    line_start = c == '\n';
  }
  return out;
}

std::string roff_flag(const FlagSpec& flag) {
  std::string out = ".TP\n";
  if (flag.letter != 0) out += std::string("\\fB\\-") + flag.letter + "\\fR, ";
  out += "\\fB\\-\\-" + roff(flag.name) + "\\fR";
  if (!flag.argument.empty()) out += " \\fI" + roff(flag.argument) + "\\fR";
  out += "\n" + roff(flag.help) + ".\n";
  if (!flag.details.empty()) out += roff(flag.details) + "\n";
  if (const std::string values = flag_values(flag); !values.empty()) out += "[" + roff(values) + "]\n";
  return out;
}

}  // namespace

std::span<const GeneratedFile> generated_files() { return files; }

std::string markdown_manual() {
  std::string out =
      "# The command line\n\n<!-- Made by `kept generate docs` from src/cli/flags.cpp; not edited by hand. -->\n\n"
      "`kept COMMAND [OPERANDS] [FLAGS]`. Flags and operands may stand in any order behind the command. A value stands "
      "behind a blank or an equals sign (`--format json`, `--format=json`, `-f json`, `-fjson`); `--` ends the flags. "
      "Data goes to standard output, talk to standard error.\n\n| command | what it does |\n|---|---|\n";
  for (const CommandSpec& command : command_table()) {
    if (command.hidden) continue;
    out += "| [" + code(command.name) + "](#kept-" + std::string(command.name) + ") | " + cell(command.help) + " |\n";
  }
  for (const CommandSpec& command : command_table()) {
    if (command.hidden) continue;
    out += "\n## kept " + std::string(command.name) + "\n\n```\n" + usage_line(command) + "\n```\n\n" +
           std::string(command.help) + ". " + std::string(command.details) +
           "\n\n| flag | what it does | values |\n|---|---|---|\n";
    for (const FlagSpec* flag : flags_of(command.id)) {
      out += "| " + label_in_code(*flag) + " | " + cell(flag->help) + ". " + cell(flag->details) + " | " +
             cell(flag_values(*flag)) + " |\n";
    }
    out += "\n```sh\n" + std::string(command.example) + "\n```\n";
  }
  out += "\n## Exit codes\n\n| code | meaning |\n|---|---|\n";
  int number = 0;
  for (const std::string_view words : exit_codes) {
    out += "| " + std::to_string(number++) + " | " + std::string(words) + " |\n";
  }
  out += "\n## Environment\n\n| variable | meaning |\n|---|---|\n";
  for (const EnvironmentSpec& variable : environment_table()) {
    out += "| " + code(variable.name) + " | " + cell(variable.help) + " |\n";
  }
  return out;
}

std::string roff_manual() {
  std::string out =
      ".\\\" Made by \"kept generate man\" from src/cli/flags.cpp; not edited by hand.\n"
      ".TH KEPT 1 \"\" \"Kept " +
      std::string(version) +
      "\" \"User commands\"\n.SH NAME\nkept \\- check what officials say against what is published\n"
      ".SH SYNOPSIS\n.nf\n";
  for (const CommandSpec& command : command_table()) {
    if (!command.hidden)
      out += "\\fBkept " + roff(command.name) + "\\fR " + roff(command.operands) + " [\\fIFLAGS\\fR]\n";
  }
  out +=
      ".fi\n.SH DESCRIPTION\n"
      "Reads what officials say and checks it against what is published: every amount, count, event, agreement and\n"
      "promise of a speech gets a verdict, and every verdict shows its evidence.\n"
      "Data goes to standard output, talk to standard error.\n.SH COMMANDS\n";
  for (const CommandSpec& command : command_table()) {
    if (command.hidden) continue;
    out += ".SS \"kept " + roff(command.name) + "\"\n" + roff(command.help) + ".\n" + roff(command.details) + "\n";
    for (const FlagSpec* flag : flags_of(command.id)) out += roff_flag(*flag);
    out += ".PP\nExample:\n.PP\n.nf\n.RS\n" + roff(command.example) + "\n.RE\n.fi\n";
  }
  out += ".SH EXIT STATUS\n";
  int number = 0;
  for (const std::string_view words : exit_codes) {
    out += ".TP\n" + std::to_string(number++) + "\n" + roff(words) + ".\n";
  }
  out += ".SH ENVIRONMENT\n";
  for (const EnvironmentSpec& variable : environment_table()) {
    out += ".TP\n\\fB" + roff(variable.name) + "\\fR\n" + roff(variable.help) + "\n";
  }
  return out;
}

}  // namespace kept
