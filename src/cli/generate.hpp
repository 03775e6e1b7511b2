// The documents that are made from the table of flags: docs/cli.md, docs/kept.1 and the completions.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace kept {

struct GeneratedFile {
  std::string_view what;  // as `kept generate` takes it
  std::string_view path;  // in the tree
  std::string (*make)();
};

std::span<const GeneratedFile> generated_files();  // by `what`

std::string markdown_manual();
std::string roff_manual();
std::string bash_completion();
std::string fish_completion();
std::string zsh_completion();

}  // namespace kept
