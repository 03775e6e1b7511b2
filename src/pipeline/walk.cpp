#include "pipeline/walk.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

// What tells one file from another, whatever its path.
using FileId = std::pair<dev_t, ino_t>;
FileId id_of(const struct stat& status) { return {status.st_dev, status.st_ino}; }

Problem problem_with(ProblemCode code, const std::string& path, std::string what, std::string cure) {
  Problem problem;
  problem.code = code;
  problem.what = std::move(what);
  problem.where.file = path;
  problem.done = "it is left out";
  problem.cure = std::move(cure);
  return problem;
}

// The names in a folder, hidden ones apart, by byte value.
Result<std::vector<std::string>> names_in(const std::string& folder) {
  struct Close {
    void operator()(DIR* handle) const { ::closedir(handle); }
  };
  const std::unique_ptr<DIR, Close> handle{::opendir(folder.c_str())};
  if (!handle) return problem_of_errno(errno, folder);
  std::vector<std::string> names;
  while (const dirent* entry = ::readdir(handle.get())) {
    if (entry->d_name[0] != '.') names.emplace_back(entry->d_name);
  }
  std::ranges::sort(names);
  return names;
}

class Walk {
 public:
  Walk(std::span<const LeftOutFile> except, const WalkLimits& limits) : limits_(limits) {
    for (const LeftOutFile& file : except) {
      struct stat status{};
      if (::stat(file.file.c_str(), &status) == 0) except_.emplace_back(id_of(status), file.reason);
    }
  }

  void given(const std::string& path) {
    struct stat status{};
    if (::stat(path.c_str(), &status) != 0) {
      out_.problems.push_back(problem_of_errno(errno, path));
      return;
    }
    if (!S_ISDIR(status.st_mode)) {
      if (!S_ISREG(status.st_mode)) {
        out_.problems.push_back(
            problem_with(ProblemCode::file_unreadable, path, "this is no ordinary file", "give a file or a folder"));
        return;
      }
      file(path, status);
      return;
    }
    folders_.clear();
    seen_in_folder_ = 0;
    const std::size_t problems_before = out_.problems.size();
    folder(path, status, 0);
    if (seen_in_folder_ == 0 && out_.problems.size() == problems_before) {
      out_.problems.push_back(problem_with(ProblemCode::folder_without_files, path, "the folder has no files",
                                           "give a folder with published data"));
    }
  }

  Walked finish() {
    std::ranges::sort(files_);
    std::set<FileId> taken;
    for (auto& [path, id] : files_) {
      if (taken.insert(id).second) out_.files.push_back(std::move(path));
    }
    return std::move(out_);
  }

 private:
  void folder(const std::string& path, const struct stat& status, std::size_t depth) {
    if (!folders_.insert(id_of(status)).second) return;  // a link back, or a second one
    if (depth > limits_.depth_max) {
      out_.problems.push_back(problem_with(ProblemCode::limit_reached, path,
                                           fmt::format("folders are nested more than {} deep", limits_.depth_max),
                                           "give the inner folder by itself"));
      return;
    }
    const auto names = names_in(path);
    if (!names) {
      out_.problems.push_back(names.problem());
      return;
    }
    for (const std::string& name : *names) {
      const std::string inner = fmt::format("{}{}{}", path, path.ends_with('/') ? "" : "/", name);
      struct stat inner_status{};
      if (::stat(inner.c_str(), &inner_status) != 0) {
        ++seen_in_folder_;
        out_.problems.push_back(problem_of_errno(errno, inner));  // a link to nothing
      } else if (S_ISDIR(inner_status.st_mode)) {
        folder(inner, inner_status, depth + 1);
      } else if (S_ISREG(inner_status.st_mode)) {
        file(inner, inner_status);
      } else {
        ++seen_in_folder_;
        out_.left_out.push_back({inner, "no ordinary file"});
      }
    }
  }

  void file(const std::string& path, const struct stat& status) {
    ++seen_in_folder_;
    const auto excepted = std::ranges::find(except_, id_of(status), &std::pair<FileId, std::string>::first);
    if (excepted != except_.end()) {
      out_.left_out.push_back({path, excepted->second});
    } else if (std::cmp_greater(status.st_size, limits_.file_bytes_max)) {
      out_.problems.push_back(
          problem_with(ProblemCode::file_too_large, path,
                       fmt::format("the file has {} bytes, the limit is {}", status.st_size, limits_.file_bytes_max),
                       "split it, or give the part that is needed"));
    } else if (files_.size() < limits_.files_max) {
      files_.emplace_back(path, id_of(status));
    } else if (!std::exchange(full_, true)) {
      out_.problems.push_back(
          problem_with(ProblemCode::limit_reached, path,
                       fmt::format("there are more than {} files; this one and those after it are not"
                                   " read",
                                   limits_.files_max),
                       "give fewer folders at a time"));
    }
  }

  WalkLimits limits_;
  std::vector<std::pair<FileId, std::string>> except_;
  std::vector<std::pair<std::string, FileId>> files_;
  std::set<FileId> folders_;  // entered from the path that is walked
  std::size_t seen_in_folder_ = 0;
  bool full_ = false;
  Walked out_;
};

}  // namespace

Problem problem_of_errno(int error, const std::string& path) {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return problem_with(ProblemCode::file_missing, path, "there is no such file or folder", "correct the path");
    case EACCES:
    case EPERM:
      return problem_with(ProblemCode::permission_denied, path, "this user may not read it",
                          fmt::format("allow it: chmod u+r '{}'", path));
    default:
      return problem_with(ProblemCode::file_unreadable, path, "it cannot be read",
                          "copy it to another disk, or get it again");
  }
}

Walked walk(std::span<const std::string> paths, std::span<const LeftOutFile> except, const WalkLimits& limits) {
  Walk walk{except, limits};
  for (const std::string& path : paths) walk.given(path);
  return walk.finish();
}

Result<std::string> read_file(const std::string& path) {
  struct Descriptor {
    int value;
    ~Descriptor() {
      if (value >= 0) ::close(value);
    }
  };
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  struct stat status{};
  if (file.value < 0 || ::fstat(file.value, &status) != 0) return problem_of_errno(errno, path);
  std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t got = 0;
  while (got < bytes.size()) {
    const ssize_t piece = ::read(file.value, bytes.data() + got, bytes.size() - got);
    if (piece < 0 && errno == EINTR) continue;
    if (piece < 0) return problem_of_errno(errno, path);
    if (piece == 0) break;  // it became shorter meanwhile
    got += static_cast<std::size_t>(piece);
  }
  bytes.resize(got);
  return bytes;
}

}  // namespace kept
