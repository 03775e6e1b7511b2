#include "cli/input.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "cli/console.hpp"
#include "cli/parse.hpp"

namespace kept {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t piece_bytes = 64UL * 1024;

bool is_document_name(const fs::path& path) {
  constexpr std::array extensions{".txt", ".md", ".html", ".htm", ".xhtml", ".docx", ".pdf"};
  const std::string extension = lower_case(path.extension().string());
  return std::ranges::any_of(extensions, [&](const char* known) { return extension == known; }) &&
         !path.filename().string().starts_with('.');
}

// The name in the same folder that a misspelt one was meant to be, or empty.
std::string similar_path(const std::string& path) {
  const fs::path missing(path);
  std::error_code error;
  const fs::path folder = missing.has_parent_path() ? missing.parent_path() : fs::path(".");
  std::vector<std::string> names;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    names.push_back(at->path().filename().string());
  }
  std::ranges::sort(names);
  const std::vector<std::string_view> views(names.begin(), names.end());
  const std::string_view near = nearest(missing.filename().string(), views);
  if (near.empty()) return "";
  return missing.has_parent_path() ? (missing.parent_path() / near).string() : std::string(near);
}

void add_folder(const std::string& folder, InputFiles& found) {
  std::vector<std::string> paths;
  std::error_code error;
  const auto options = fs::directory_options::none;
  for (fs::recursive_directory_iterator at(folder, options, error), end; !error && at != end; at.increment(error)) {
    std::error_code ignored;
    if (at->is_regular_file(ignored) && is_document_name(at->path())) paths.push_back(at->path().string());
  }
  if (error) {
    found.problems.push_back(file_problem(folder, error.value()));
  } else if (paths.empty()) {
    found.problems.push_back({.code = ProblemCode::folder_without_files,
                              .what = "the folder holds no .txt, .md, .html, .docx or .pdf file",
                              .where = {.file = folder, .line = {}, .column = {}, .byte = {}, .record = ""},
                              .done = "",
                              .cure = "name the files themselves"});
  }
  std::ranges::sort(paths);
  found.paths.insert(found.paths.end(), paths.begin(), paths.end());
}

// Closes a descriptor that this file opened.
class OpenFile {
 public:
  explicit OpenFile(const std::string& path) : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

Result<std::string> read_all(Reader& reader, const std::string& path, std::size_t bytes_max) {
  std::string bytes;
  for (;;) {
    const std::string piece = reader.read(piece_bytes);
    if (reader.failure() != 0) return file_problem(path, reader.failure());
    if (piece.empty()) return bytes;
    bytes += piece;
    if (bytes.size() > bytes_max) {
      return too_large_problem(path, bytes_max);
    }
  }
}

}  // namespace

Problem too_large_problem(const std::string& path, std::size_t bytes_max) {
  return {.code = ProblemCode::file_too_large,
          .what = fmt::format("a document may have {} bytes, and this one has more", bytes_max),
          .where = {.file = path, .line = {}, .column = {}, .byte = {}, .record = ""},
          .done = "",
          .cure = "split it"};
}

Problem file_problem(const std::string& path, int error) {
  Problem problem{.code = ProblemCode::file_unreadable,
                  .what = std::generic_category().message(error),
                  .where = {.file = path, .line = {}, .column = {}, .byte = {}, .record = ""},
                  .done = "",
                  .cure = ""};
  if (error == ENOENT || error == ENOTDIR) {
    problem.code = ProblemCode::file_missing;
    problem.what = "there is no such file or folder";
    const std::string similar = similar_path(path);
    problem.cure = similar.empty() ? "check the path" : "did you mean " + similar + "?";
  } else if (error == EACCES || error == EPERM) {
    problem.code = ProblemCode::permission_denied;
    problem.what = "you may not read it";
    problem.cure = "allow it: chmod u+r " + path;
  } else if (error == EISDIR) {
    problem.what = "it is a folder";
  } else if (error == ENOSPC || error == EDQUOT) {
    problem.code = ProblemCode::disk_full;
    problem.what = "there is no space left for it";
    problem.cure = "make room, or choose another place";
  }
  return problem;
}

InputFiles find_documents(const std::vector<std::string>& operands) {
  InputFiles found;
  for (const std::string& operand : operands) {
    std::error_code error;
    if (operand == "-") {
      found.paths.push_back(operand);
    } else if (const fs::file_status status = fs::status(operand, error); fs::is_directory(status)) {
      add_folder(operand, found);
    } else if (fs::exists(status)) {
      found.paths.push_back(operand);
    } else {
      found.problems.push_back(file_problem(operand, error ? error.value() : ENOENT));
    }
  }
  return found;
}

Result<std::string> read_bytes(const std::string& path, std::size_t bytes_max, Reader& standard_input) {
  Result<std::string> bytes = std::string();
  const Status status =
      with_reader(path, standard_input, [&](Reader& reader) { bytes = read_all(reader, path, bytes_max); });
  if (!status) return status.problem();
  return bytes;
}

Status with_reader(const std::string& path, Reader& standard_input, const std::function<void(Reader&)>& use) {
  if (path == "-") {
    use(standard_input);
    return Nothing{};
  }
  const OpenFile file(path);
  if (file.descriptor() < 0) return file_problem(path, errno);
  FileReader reader(file.descriptor());
  use(reader);
  return Nothing{};
}

std::optional<LineReader::Line> LineReader::next() {
  bool passing = false;  // over a line that is too long
  const auto line_of = [&](std::size_t begin, std::size_t end) {
    const bool too_long = passing || end - begin > line_bytes_max_;
    return Line{.text = too_long ? "" : buffer_.substr(begin, end - begin), .too_long = too_long};
  };
  for (std::size_t searched = begin_;;) {
    const std::size_t end = buffer_.find('\n', searched);
    if (end != std::string::npos) {
      Line line = line_of(begin_, end);
      begin_ = end + 1;
      return line;
    }
    if (ended_) {
      if (begin_ == buffer_.size() && !passing) return std::nullopt;
      Line line = line_of(begin_, buffer_.size());
      begin_ = buffer_.size();
      return line;
    }
    buffer_.erase(0, begin_);
    begin_ = 0;
    if (buffer_.size() > line_bytes_max_) {
      passing = true;
      buffer_.clear();
    }
    searched = buffer_.size();
    const std::string piece = reader_.read(piece_bytes);
    ended_ = piece.empty();
    buffer_ += piece;
  }
}

}  // namespace kept
