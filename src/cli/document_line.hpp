// One document as a JSON line: {"id", "text"} and "date", "speaker", "country" where known.
#pragma once

#include <string>
#include <vector>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "cli/input.hpp"
#include "pipeline/read.hpp"

namespace kept {

// The line, its text and what reads it are in memory together; a longer text is given as a file, which is read in
// windows.
inline constexpr std::size_t document_line_bytes_max = std::size_t{8} << 20U;

struct DocumentLine {
  std::string id;  // "line N" where none is given
  std::string text;
  DocumentHints hints;
  std::vector<Problem> problems;  // of fields that were left out
};

// Problems: file_too_large, json_broken (no JSON object, or no text in it).
Result<DocumentLine> parse_document_line(const LineReader::Line& line, const Place& place);

}  // namespace kept
