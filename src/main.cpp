#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "cli/cli.hpp"

int main(int argc, char** argv) {
  try {
    const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
    return static_cast<int>(kept::run_command(arguments));
  } catch (const std::exception& fault) {  // no memory, or a fault of ours: rooms throw nothing
    std::fprintf(stderr, "kept: internal: %s\n", fault.what());
    return static_cast<int>(kept::ExitCode::failed);
  }
}
