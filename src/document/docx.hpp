// A Word document (.docx, Office Open XML) to its text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "document/extracted.hpp"

namespace kept {

struct DocxLimits {
  std::uint64_t bytes_max = std::uint64_t{256} << 20U;  // of XML that comes out of the file
  // Beyond the first megabyte, so many bytes out of one byte in are an attack, not a text.
  std::uint64_t ratio_max = 200;
  std::uint64_t members_max = 10000;
  std::uint64_t text_bytes_max = std::uint64_t{64} << 20U;
  std::uint32_t depth_max = 256;
};

// Whether bytes begin as a .zip does.
bool is_zip(std::string_view bytes);

// The paragraphs of the text, of text boxes and table cells too, then those of footnotes and endnotes, each with its
// number in its part ("p[12]", "footnotes/p[1]"). Deleted text, field codes and comments are left out. Problems:
// document_broken (damaged, locked, or a .zip that is no Word document), limit_reached, xml_refused (the file declares
// entities), file_empty is the caller's to say.
Result<Extracted> extract_docx(const std::string& name, std::string_view bytes, const DocxLimits& limits = {});

}  // namespace kept
