#include "cli/cli.hpp"

#include <cstdio>

namespace kept {

ExitCode run_command(std::span<const std::string> /*arguments*/) {
  std::fputs("kept: no command is built yet\n", stderr);
  return ExitCode::failed;
}

}  // namespace kept
