#include "cli/help.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "cli/flags.hpp"
#include "cli/parse.hpp"

namespace kept {
namespace {

constexpr std::size_t columns = 80;

// `text` behind `indent` blanks, broken at blanks; the first line begins at column `used`.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t used) {
  std::string out(indent > used ? indent - used : 0, ' ');
  std::size_t column = std::max(indent, used);
  bool first = true;
  for (const std::string_view word : split(text, ' ')) {
    if (!first && column + 1 + word.size() > columns) {
      out += '\n';
      out.append(indent, ' ');
      column = indent;
      first = true;
    }
    if (!first) {
      out += ' ';
      ++column;
    }
    out += word;
    column += word.size();
    first = false;
  }
  return out + "\n";
}

// Rows of a name and what it means, in two columns.
std::string row(const std::string& label, std::string_view text, std::size_t indent) {
  std::string out = "  " + label;
  if (out.size() + 1 >= indent) return out + "\n" + wrapped(text, indent, 0);
  const std::size_t used = out.size();
  return out + wrapped(text, indent, used);
}

std::string exit_code_rows() {
  std::string out = "Exit codes:\n";
  int code = 0;
  for (const std::string_view words : exit_codes) out += row(std::to_string(code++), words, 5);
  return out;
}

}  // namespace

std::string usage_line(const CommandSpec& command) {
  std::string line = "kept " + std::string(command.name);
  if (!command.operands.empty()) line += " " + std::string(command.operands);
  return line + " [FLAGS]";
}

std::string flag_label(const FlagSpec& flag) {
  std::string label = flag.letter == 0 ? std::string("    ") : std::string("-") + flag.letter + ", ";
  label += "--" + std::string(flag.name);
  if (!flag.argument.empty()) label += " " + std::string(flag.argument);
  return label;
}

std::string flag_values(const FlagSpec& flag) {
  std::string text;
  const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : "; ") + part; };
  if (!flag.choices.empty()) {
    std::string choices;
    for (const std::string_view choice : split(flag.choices, ' ')) {
      choices += (choices.empty() ? "" : ", ") + std::string(choice);
    }
    add("one of " + choices);
  }
  if (!flag.fallback.empty()) add("default: " + std::string(flag.fallback));
  if (flag.repeatable) add("may be given several times");
  return text;
}

std::string overall_help() {
  std::string out =
      "Kept reads what officials say and checks it against what is published.\n\n"
      "Usage: kept COMMAND [OPERANDS] [FLAGS]\n\nCommands:\n";
  for (const CommandSpec& command : command_table()) {
    if (!command.hidden) out += row(std::string(command.name), command.help, 12);
  }
  out += "\nFlags:\n";
  for (const FlagSpec& flag : flag_table()) {
    if (flag.commands == every_command) out += row(flag_label(flag), flag.help, 19);
  }
  out += "\nEnvironment:\n";
  for (const EnvironmentSpec& variable : environment_table()) out += row(std::string(variable.name), variable.help, 17);
  out += "\n" + exit_code_rows();
  out += "\nExample:\n  " + std::string(command_spec(CommandId::check).example) +
         "\n\n\"kept COMMAND --help\" tells everything about a command.\n";
  return out;
}

std::string command_help(CommandId id, HelpWanted wanted) {
  const CommandSpec& command = command_spec(id);
  std::string out = "Usage: " + usage_line(command) + "\n\n" + wrapped(std::string(command.help) + ".", 0, 0);
  if (wanted == HelpWanted::full) out += "\n" + wrapped(command.details, 0, 0);
  out += "\nFlags:\n";
  const auto flags = flags_of(id);
  std::size_t indent = 0;
  for (const FlagSpec* flag : flags) indent = std::max(indent, flag_label(*flag).size() + 4);
  for (const FlagSpec* flag : flags) {
    std::string text(flag->help);
    if (const std::string values = flag_values(*flag); !values.empty()) text += " [" + values + "]";
    if (wanted == HelpWanted::full && !flag->details.empty()) text += ". " + std::string(flag->details);
    out += row(flag_label(*flag), text, indent);
  }
  out += "\nExample:\n  " + std::string(command.example) + "\n";
  if (wanted == HelpWanted::full) out += "\n" + exit_code_rows();
  return out;
}

}  // namespace kept
