// Where a command's data goes: standard output, or the file of --output, which is replaced only once everything is
// written.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "cli/console.hpp"

namespace kept {

class Output {
 public:
  // Problems: those of file_problem.
  static Result<Output> open(const std::optional<std::string>& path, Console& console);
  Output(Output&&) noexcept;
  Output& operator=(Output&&) = delete;
  ~Output();  // without commit: the file stays as it was

  [[nodiscard]] Writer& writer() { return *writer_; }
  [[nodiscard]] bool is_file() const { return file_ != nullptr; }
  Status commit();

 private:
  struct File;
  Output();
  std::unique_ptr<File> file_;
  Writer* writer_ = nullptr;
};

}  // namespace kept
