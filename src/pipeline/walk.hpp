// Files and folders as given to the list of files to read.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "source/record.hpp"

namespace kept {

struct WalkLimits {
  std::uint64_t file_bytes_max = std::uint64_t{1} << 40U;
  std::size_t files_max = 100'000;  // over all paths
  std::size_t depth_max = 32;       // folders within a folder
};

struct Walked {
  std::vector<std::string> files;  // by path ascending; each file once, whatever links lead to it
  std::vector<LeftOutFile> left_out;
  std::vector<Problem> problems;  // by the order of `paths`
};

// The ordinary files under `paths`. In a folder hidden ones (".x") are passed over, links are followed and a loop of
// them ends; a path that is given by itself is taken as it is. `except` are files that are never read: they are left
// out, with the reason.
// Problems: file_missing, permission_denied, file_unreadable (no ordinary file), file_too_large, folder_without_files,
// limit_reached.
Walked walk(std::span<const std::string> paths, std::span<const LeftOutFile> except, const WalkLimits& limits = {});

// What the operating system's `error` says of a path: file_missing, permission_denied, file_unreadable.
Problem problem_of_errno(int error, const std::string& path);

// All bytes of a file. Problems: file_missing, permission_denied, file_unreadable.
Result<std::string> read_file(const std::string& path);

}  // namespace kept
