// Files that hold files: .gz, .zst and .zip, told by their first bytes, not by their names.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace kept {

struct ExpandLimits {
  std::uint64_t bytes_max = std::uint64_t{2} << 30U;  // of all that comes out of one file
  // Beyond the first megabyte, so many bytes out of one byte in are an attack, not data.
  std::uint64_t ratio_max = 1000;
  std::size_t members_max = 10000;  // of a .zip
};

struct ExpandedFile {
  std::string path;  // of a .zip "ARCHIVE/MEMBER", else the path as given
  std::string bytes;
};

// Whether the bytes begin as a .gz, .zst or .zip does.
bool is_compressed(std::string_view bytes);

// Whether the bytes are a .zip that begins as an office document does: its parts are its own, no files of data.
bool is_office_document(std::string_view bytes);

// What is inside; folders and empty members of a .zip are passed over. Only where is_compressed(bytes).
// Problems: archive_broken (damaged, or cut off), limit_reached, source_unknown (an office document: a .zip whose
// members are its own parts). With `wanted` only the members of a .zip for which it is true are read, also
// those of an office document.
Result<std::vector<ExpandedFile>> expand(std::string_view path, std::string_view bytes, const ExpandLimits& limits = {},
                                         bool (*wanted)(std::string_view member) = nullptr);

}  // namespace kept
