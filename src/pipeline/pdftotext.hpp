// A PDF's text by pdftotext of poppler-utils, run as a child: what is wrong with a PDF stays in that process.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace kept {

struct PdfLimits {
  unsigned seconds_max = 60;  // of processor time, and of time
  std::uint64_t memory_bytes_max = std::uint64_t{1} << 30U;
  std::uint64_t text_bytes_max = std::uint64_t{64} << 20U;
};

// What `program` (looked up in PATH) prints of the PDF: UTF-8, a form feed behind each page. The file reaches the child
// in memory, no path of it. Problems: program_missing, document_broken (damaged, or locked with a password),
// limit_reached (time, memory, text).
Result<std::string> run_pdftotext(const std::string& name, std::string_view pdf, const PdfLimits& limits = {},
                                  const char* program = "pdftotext");

}  // namespace kept
