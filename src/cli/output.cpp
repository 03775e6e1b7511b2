#include "cli/output.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "cli/console.hpp"
#include "cli/input.hpp"

namespace kept {

// A new file beside the old one; where the path is no ordinary file (a pipe, a device) that itself.
struct Output::File {
  File(std::string final_path, std::string path_now, int opened)
      : path(std::move(final_path)), open_path(std::move(path_now)), descriptor(opened), writer(opened) {}
  std::string path;
  std::string open_path;
  int descriptor;
  bool committed = false;
  FileWriter writer;
};

Output::Output() = default;
Output::Output(Output&&) noexcept = default;

Output::~Output() {
  if (!file_) return;
  ::close(file_->descriptor);
  if (!file_->committed && file_->open_path != file_->path) std::remove(file_->open_path.c_str());
}

Result<Output> Output::open(const std::optional<std::string>& path, Console& console) {
  Output output;
  if (!path) {
    output.writer_ = &console.out;
    return output;
  }
  std::error_code ignored;
  const auto status = std::filesystem::status(*path, ignored);
  if (std::filesystem::is_directory(status)) return file_problem(*path, EISDIR);
  const bool in_place = std::filesystem::exists(status) && !std::filesystem::is_regular_file(status);
  const std::string open_path = in_place ? *path : *path + ".part" + std::to_string(::getpid());
  const int descriptor = ::open(open_path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor < 0) {
    Problem problem = file_problem(*path, errno);
    if (problem.code == ProblemCode::permission_denied) {
      problem.what = "you may not write it";
      problem.cure = "choose another place for --output";
    } else if (problem.code == ProblemCode::file_missing) {
      problem.what = "its folder does not exist";
      problem.cure = "make the folder first";
    }
    return problem;
  }
  output.file_ = std::make_unique<File>(*path, open_path, descriptor);
  output.writer_ = &output.file_->writer;
  return output;
}

Status Output::commit() {
  if (!file_) return Nothing{};  // run_command checks standard output, for every command
  file_->writer.flush();
  if (file_->writer.failure() != 0) return file_problem(file_->path, file_->writer.failure());
  if (file_->open_path != file_->path && std::rename(file_->open_path.c_str(), file_->path.c_str()) != 0) {
    return file_problem(file_->path, errno);
  }
  file_->committed = true;
  return Nothing{};
}

}  // namespace kept
