// For tests: runs a command line in this process and keeps what it printed.
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <vector>

#include "cli/cli.hpp"

namespace kept::testing {

class StringWriter : public Writer {
 public:
  std::string text;
  int fail_with = 0;  // an errno that every write meets

 protected:
  int put(std::string_view bytes) override {
    if (fail_with != 0) return fail_with;
    text += bytes;
    return 0;
  }
};

class StringReader : public Reader {
 public:
  explicit StringReader(std::string bytes) : bytes_(std::move(bytes)) {}
  std::string read(std::size_t limit) override {
    const std::string piece = bytes_.substr(0, limit);
    bytes_.erase(0, piece.size());
    return piece;
  }

 private:
  std::string bytes_;
};

struct Ran {
  int code = 0;
  std::string out;
  std::string err;
};

struct Around {
  std::string input;
  std::map<std::string, std::string, std::less<>> environment;
  bool terminal = false;
  int fail_with = 0;
};

inline Ran run(const std::vector<std::string>& arguments, const Around& around = {}) {
  StringWriter out;
  StringWriter err;
  StringReader in(around.input);
  out.fail_with = around.fail_with;
  Console console{.out = out,
                  .err = err,
                  .in = in,
                  .environment = [&](std::string_view name) -> std::optional<std::string> {
                    const auto found = around.environment.find(name);
                    return found == around.environment.end() ? std::nullopt : std::optional(found->second);
                  },
                  .today = [] { return *Date::parse_iso("2026-08-04"); },
                  .out_is_terminal = around.terminal};
  const ExitCode code = run_command(arguments, console);
  return {static_cast<int>(code), out.text, err.text};
}

}  // namespace kept::testing
