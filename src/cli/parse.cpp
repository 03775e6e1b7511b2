#include "cli/parse.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "cli/flags.hpp"

namespace kept {
namespace {

// Letters to change, add or drop, and neighbours to swap (Damerau-Levenshtein, optimal string alignment).
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::vector<std::size_t> row(b.size() + 1);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = std::exchange(last, std::move(row));
  }
  return last.back();
}

bool is_upper_letter(char c) { return c >= 'A' && c <= 'Z'; }

// Why `value` is not what the flag takes, or empty.
std::string complaint(const FlagSpec& flag, std::string_view value) {
  switch (flag.value) {
    case ValueKind::none:
    case ValueKind::text:
    case ValueKind::path:
    case ValueKind::folder_or_file:
      return value.empty() ? "is empty" : "";
    case ValueKind::date:
      return Date::parse_iso(value) ? "" : "is not a date that exists, as YYYY-MM-DD";
    case ValueKind::number: {
      std::uint64_t number = 0;
      const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
      const bool whole = error == std::errc{} && end == value.data() + value.size() && number > 0;
      return whole ? "" : "is not a whole number from 1 on";
    }
    case ValueKind::choice: {
      const auto choices = split(flag.choices, ' ');
      if (std::ranges::find(choices, value) != choices.end()) return "";
      std::string text = "is none of ";
      for (std::size_t i = 0; i < choices.size(); ++i) {
        if (i > 0) text += i + 1 == choices.size() ? " and " : ", ";
        text += choices[i];
      }
      return text;
    }
    case ValueKind::country:
      return value.size() == 2 && std::ranges::all_of(value, is_upper_letter)
                 ? ""
                 : "is not a country's code of two capital letters (ISO 3166)";
  }
  return "";
}

// A value that the flag would take, for the corrected command.
std::string good_value(const FlagSpec& flag, std::string_view value) {
  switch (flag.value) {
    case ValueKind::date:
      return "2026-08-04";
    case ValueKind::number:
      return "1";
    case ValueKind::country:
      return "UA";
    case ValueKind::choice: {
      const auto choices = split(flag.choices, ' ');
      const std::string_view near = nearest(value, choices);
      return std::string(near.empty() ? choices.front() : near);
    }
    default:
      return std::string(flag.argument);
  }
}

class Parser {
 public:
  explicit Parser(std::span<const std::string> arguments) : arguments_(arguments) {}

  Result<Invocation> parse() {
    if (arguments_.empty()) return wrong_use("no command is given", "kept --help");
    if (const Status status = parse_command(); !status) return status.problem();
    while (at_ < arguments_.size()) {
      const std::string& argument = arguments_[at_];
      if (only_operands_ || argument.size() < 2 || argument.front() != '-') {
        invocation_.operands.push_back(argument);
        ++at_;
        continue;
      }
      if (argument == "--") {
        only_operands_ = true;
        ++at_;
        continue;
      }
      const Status status = argument[1] == '-' ? parse_long(argument) : parse_letters(argument);
      if (!status) return status.problem();
    }
    return finish();
  }

 private:
  Status parse_command() {
    const std::string& first = arguments_.front();
    if (const CommandSpec* found = find_command(first)) {
      spec_ = found;
      invocation_.command = found->id;
      at_ = 1;
      return Nothing{};
    }
    if (first == "-h" || first == "--help" || first == "-V" || first == "--version") {
      // Kept as a whole; `kept --help check` is the help of check.
      spec_ = &command_spec(CommandId::help);
      return Nothing{};
    }
    if (first.size() > 1 && first.front() == '-') {
      for (std::size_t i = 1; i < arguments_.size(); ++i) {
        if (find_command(arguments_[i]) == nullptr) continue;
        std::vector<std::string> moved{arguments_.begin(), arguments_.end()};
        std::rotate(moved.begin(), moved.begin() + static_cast<std::ptrdiff_t>(i),
                    moved.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        return wrong_use("the command comes first, before " + first, command_line(moved));
      }
      return wrong_use("no command is given before " + first, "kept --help");
    }
    std::vector<std::string_view> names;
    for (const CommandSpec& command : command_table()) {
      if (!command.hidden) names.push_back(command.name);
    }
    const std::string_view near = nearest(first, names);
    return wrong_use("there is no command " + command_line_word(first),
                     near.empty() ? "kept --help" : corrected(0, std::string(near)));
  }

  Status parse_long(const std::string& argument) {
    const std::size_t equals = argument.find('=');
    const std::string name = argument.substr(2, equals == std::string::npos ? equals : equals - 2);
    const FlagSpec* flag = find_flag(spec_->id, name);
    if (flag == nullptr) return unknown_flag(name, equals == std::string::npos ? "" : argument.substr(equals));
    if (flag->value == ValueKind::none) {
      if (equals != std::string::npos) return wrong("--" + name + " takes no value", corrected(at_, "--" + name));
      ++at_;
      return set(*flag, name == "help" ? "full" : "");
    }
    if (equals != std::string::npos) return take(*flag, argument.substr(equals + 1), "--" + name + "=", at_++);
    return take_next(*flag, "--" + name);
  }

  Status parse_letters(const std::string& argument) {
    for (std::size_t i = 1; i < argument.size(); ++i) {
      const FlagSpec* flag = find_flag(spec_->id, argument[i]);
      if (flag == nullptr) {
        return wrong(std::string("unknown flag -") + argument[i], "kept " + std::string(spec_->name) + " --help");
      }
      if (flag->value == ValueKind::none) {
        if (const Status status = set(*flag, ""); !status) return status;
        continue;
      }
      const std::string given = argument.substr(0, i + 1);
      if (i + 1 < argument.size()) return take(*flag, argument.substr(i + 1), given, at_++);
      return take_next(*flag, given);
    }
    ++at_;
    return Nothing{};
  }

  Status take_next(const FlagSpec& flag, const std::string& given) {
    if (at_ + 1 >= arguments_.size()) {
      std::vector<std::string> words{arguments_.begin(), arguments_.end()};
      words.push_back(good_value(flag, ""));
      return wrong(given + " needs a value, " + std::string(flag.argument), command_line(words));
    }
    at_ += 2;
    return take(flag, arguments_[at_ - 1], "", at_ - 1);
  }

  // `value` stood in argument `where`, behind `prefix`.
  Status take(const FlagSpec& flag, const std::string& value, const std::string& prefix, std::size_t where) {
    if (const std::string why = complaint(flag, value); !why.empty()) {
      return wrong("--" + std::string(flag.name) + " " + command_line_word(value) + " " + why,
                   corrected(where, prefix + good_value(flag, value)));
    }
    return set(flag, value);
  }

  Status set(const FlagSpec& flag, const std::string& value) {
    if (flag.name == "help") {
      invocation_.help = value == "full" ? HelpWanted::full : std::max(invocation_.help, HelpWanted::brief);
      return Nothing{};
    }
    if (flag.name == "version") {
      invocation_.version = true;
      return Nothing{};
    }
    if (!flag.repeatable && flag.value != ValueKind::none && invocation_.has(flag.name)) {
      return wrong("--" + std::string(flag.name) + " is given twice", "kept " + std::string(spec_->name) + " --help");
    }
    invocation_.flags.emplace_back(&flag, value);
    return Nothing{};
  }

  [[nodiscard]] Problem unknown_flag(const std::string& name, const std::string& rest) const {
    std::vector<std::string_view> names;
    for (const FlagSpec* flag : flags_of(spec_->id)) names.push_back(flag->name);
    const std::string_view near = nearest(name, names);
    if (!near.empty()) return wrong("unknown flag --" + name, corrected(at_, "--" + std::string(near) + rest));
    return wrong("unknown flag --" + name, "kept " + std::string(spec_->name) + " --help");
  }

  Result<Invocation> finish() {
    if (invocation_.help != HelpWanted::none || invocation_.version) {
      if (!invocation_.command && !invocation_.operands.empty()) {
        const CommandSpec* named = find_command(invocation_.operands.front());
        if (named != nullptr) invocation_.command = named->id;
      }
      return invocation_;
    }
    const std::size_t count = invocation_.operands.size();
    if (count < spec_->operands_min) {
      const std::string what = count == 0 ? std::string(spec_->operand_name) + " is missing"
                                          : std::string(spec_->operand_name) + " are needed";
      return wrong(what, spec_->example);
    }
    if (count > spec_->operands_max) {
      return wrong("it takes " + (spec_->operands_max == 0 ? "no operand" : std::string(spec_->operands)) + ", and " +
                       command_line_word(invocation_.operands.at(spec_->operands_max)) + " is one too many",
                   spec_->example);
    }
    return invocation_;
  }

  // The whole command with argument `where` put right.
  [[nodiscard]] std::string corrected(std::size_t where, const std::string& word) const {
    std::vector<std::string> words{arguments_.begin(), arguments_.end()};
    words.at(where) = word;
    return command_line(words);
  }

  static std::string command_line_word(const std::string& word) {
    const std::string line = command_line({&word, 1});
    return line.substr(5);  // behind "kept "
  }

  [[nodiscard]] Problem wrong(const std::string& what, std::string_view command) const {
    return wrong_use(std::string(spec_->name) + ": " + what, command);
  }

  std::span<const std::string> arguments_;
  std::size_t at_ = 0;
  bool only_operands_ = false;
  const CommandSpec* spec_ = nullptr;
  Invocation invocation_;
};

bool needs_quotes(std::string_view word) {
  return word.empty() || !std::ranges::all_of(word, [](char c) {
           return (c >= 'a' && c <= 'z') || is_upper_letter(c) || (c >= '0' && c <= '9') ||
                  std::string_view("-_=./:,+@%").find(c) != std::string_view::npos;
         });
}

}  // namespace

bool Invocation::has(std::string_view flag) const {
  return std::ranges::any_of(flags, [&](const auto& given) { return given.first->name == flag; });
}

std::optional<std::string> Invocation::value(std::string_view flag) const {
  for (const auto& [spec, text] : flags) {
    if (spec->name == flag) return text;
  }
  return std::nullopt;
}

std::vector<std::string> Invocation::values(std::string_view flag) const {
  std::vector<std::string> found;
  for (const auto& [spec, text] : flags) {
    if (spec->name == flag) found.push_back(text);
  }
  return found;
}

std::optional<Date> Invocation::date(std::string_view flag) const {
  const auto text = value(flag);
  return text ? Date::parse_iso(*text) : std::nullopt;
}

std::optional<std::uint64_t> Invocation::number(std::string_view flag) const {
  const auto text = value(flag);
  if (!text) return std::nullopt;
  std::uint64_t number = 0;
  std::from_chars(text->data(), text->data() + text->size(), number);
  return number;
}

Result<Invocation> parse_arguments(std::span<const std::string> arguments) { return Parser(arguments).parse(); }

std::string_view nearest(std::string_view word, std::span<const std::string_view> words) {
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(word.size() / 3, 1) + 1;
  for (const std::string_view candidate : words) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

std::string command_line(std::span<const std::string> arguments) {
  std::string line = "kept";
  for (const std::string& argument : arguments) {
    line += ' ';
    if (!needs_quotes(argument)) {
      line += argument;
      continue;
    }
    line += '\'';
    for (const char c : argument) line += c == '\'' ? std::string("'\\''") : std::string(1, c);
    line += '\'';
  }
  return line;
}

Problem wrong_use(std::string what, std::string_view command) {
  return {.code = ProblemCode::usage,
          .what = std::move(what),
          .where = {},
          .done = "",
          .cure = "try: " + std::string(command)};
}

}  // namespace kept
