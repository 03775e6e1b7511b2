// Documents from files, folders and standard input: which to read, and their bytes.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "cli/console.hpp"

namespace kept {

// The files to read, in the order given; a folder's own files (.txt, .md, .html, .docx, .pdf, also in folders
// below) by name.
// Problems: file_missing, permission_denied, folder_without_files.
struct InputFiles {
  std::vector<std::string> paths;  // "-": standard input
  std::vector<Problem> problems;
};
InputFiles find_documents(const std::vector<std::string>& operands);

// All bytes of a file, or of standard input where `path` is "-".
// Problems: file_missing, file_unreadable, permission_denied, file_too_large (nothing beyond `bytes_max` is kept).
Result<std::string> read_bytes(const std::string& path, std::size_t bytes_max, Reader& standard_input);

// Calls `use` with the stream of a file, or with standard input where `path` is "-". Problems: as above.
Status with_reader(const std::string& path, Reader& standard_input, const std::function<void(Reader&)>& use);

// A Problem for an errno that was met with `path`.
Problem file_problem(const std::string& path, int error);
// file_too_large of a document.
Problem too_large_problem(const std::string& path, std::size_t bytes_max);

// Lines of a stream, one at a time, without their line feeds.
class LineReader {
 public:
  LineReader(Reader& reader, std::size_t line_bytes_max) : reader_(reader), line_bytes_max_(line_bytes_max) {}

  struct Line {
    std::string text;
    bool too_long = false;  // longer than the limit: `text` is empty, the line was passed over
  };
  std::optional<Line> next();

 private:
  Reader& reader_;
  std::size_t line_bytes_max_;
  std::string buffer_;
  std::size_t begin_ = 0;  // of the next line in `buffer_`
  bool ended_ = false;
};

}  // namespace kept
