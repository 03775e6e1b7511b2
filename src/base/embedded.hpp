// The data files of the tree (language packs, code lists), compiled into the binary by cmake/embed.cmake.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace kept {

struct EmbeddedFile {
  std::string_view path;  // relative to the tree, e.g. "src/lang/en/number.tsv"
  std::string_view bytes;
};

// All embedded files, by path ascending.
std::span<const EmbeddedFile> embedded_files();
std::optional<std::string_view> embedded_file(std::string_view path);

}  // namespace kept
