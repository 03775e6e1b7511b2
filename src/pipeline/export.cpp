#include "pipeline/export.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "ledger/ledger.hpp"
#include "pipeline/export_place.hpp"

namespace kept {

Problem export_problem(ProblemCode code, const std::string& path, std::string what, std::string cure) {
  Problem problem;
  problem.code = code;
  problem.what = std::move(what);
  problem.where.file = path;
  problem.done = "nothing was written";
  problem.cure = std::move(cure);
  return problem;
}

Result<ExportPlace> ExportPlace::beside(const std::string& path) {
  std::filesystem::path target = std::filesystem::absolute(path).lexically_normal();
  if (!target.has_filename()) target = target.parent_path();  // "dir/"
  std::error_code error;
  if (!std::filesystem::is_directory(target.parent_path(), error))
    return export_problem(ProblemCode::file_missing, path, "its folder does not exist", "make the folder first");
  ExportPlace place;
  place.target_ = target.string();
  place.folder_ = fmt::format("{}.part{}", place.target_, ::getpid());
  std::filesystem::remove_all(place.folder_, error);
  if (!std::filesystem::create_directory(place.folder_, error)) {
    return export_problem(
        error == std::errc::no_space_on_device ? ProblemCode::disk_full : ProblemCode::permission_denied, path,
        "nothing can be written there", "choose another place, or allow writing there");
  }
  return place;
}

ExportPlace::ExportPlace(ExportPlace&& other) noexcept
    : target_(std::move(other.target_)), folder_(std::exchange(other.folder_, {})) {}

ExportPlace::~ExportPlace() {
  std::error_code ignored;
  if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
}

Status ExportPlace::move_there(const std::string& what) {
  std::error_code error;
  // An empty folder in the way is replaced; one with files was refused before.
  if (std::filesystem::is_directory(target_, error)) std::filesystem::remove(target_, error);
  std::filesystem::rename(what, target_, error);
  if (error)
    return export_problem(ProblemCode::permission_denied, target_, "what was written cannot be moved there",
                          "choose another place");
  return Nothing{};
}

namespace {

Result<Ledger> open_for_export(const ExportOptions& options, const std::string& folder) {
  return Ledger::open(options.ledger, LedgerMode::read_only, {.threads = 1, .export_folder = folder});
}

}  // namespace

Result<std::uint64_t> export_parquet(const std::string& folder, const ExportOptions& options) {
  std::error_code error;
  if (std::filesystem::exists(folder, error) && !std::filesystem::is_empty(folder, error))
    return export_problem(ProblemCode::usage, folder, "the folder is not empty", "name a new folder");
  auto place = ExportPlace::beside(folder);
  if (!place) return place.problem();
  const auto ledger = open_for_export(options, place->folder());
  if (!ledger) return ledger.problem();
  const auto rows = ledger->export_parquet(place->folder(), options.as_of);
  if (!rows) return rows.problem();
  if (const Status moved = place->move_there(place->folder()); !moved) return moved.problem();
  return rows;
}

Result<std::uint64_t> export_csv(const std::string& path, const ExportOptions& options) {
  auto place = ExportPlace::beside(path);
  if (!place) return place.problem();
  const auto ledger = open_for_export(options, place->folder());
  if (!ledger) return ledger.problem();
  const std::string file = place->folder() + "/records.csv";
  const auto rows = ledger->export_csv(file, options.as_of);
  if (!rows) return rows.problem();
  if (const Status moved = place->move_there(file); !moved) return moved.problem();
  return rows;
}

}  // namespace kept
