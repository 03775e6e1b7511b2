// Where an export is written before it is whole. Of this room only.
#pragma once

#include <string>

#include "base/problem.hpp"
#include "base/result.hpp"

namespace kept {

Problem export_problem(ProblemCode code, const std::string& path, std::string what, std::string cure);

// A folder beside the target, on the same disk; gone at the end whatever happens.
class ExportPlace {
 public:
  // Problems: file_missing (no folder for the target), permission_denied, disk_full.
  static Result<ExportPlace> beside(const std::string& path);
  ExportPlace(ExportPlace&& other) noexcept;
  ExportPlace& operator=(ExportPlace&&) = delete;
  ~ExportPlace();

  [[nodiscard]] const std::string& folder() const { return folder_; }
  // Moves a file of the folder, or the folder itself, to the target.
  Status move_there(const std::string& what);

 private:
  ExportPlace() = default;
  std::string target_;
  std::string folder_;
};

}  // namespace kept
