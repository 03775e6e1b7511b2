// Bytes to a Document: text, paragraphs, sentences, and what front matter or the text's head says of date, speaker,
// office, country and title.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "document/document.hpp"
#include "lang/packs.hpp"

namespace kept {

inline constexpr std::size_t document_bytes_max = 64u << 20;

// Reads plain text or Markdown. `name` is how the document is called in reports. A byte order mark is dropped, CRLF
// becomes LF; spans point into Document::text. `hints` win over the text; a date that neither says is taken
// from the name ("speech-2024-09-26.txt"); what nothing says stays empty.
// Problems: file_empty, file_binary (a NUL byte), text_not_utf8 (with its byte), file_too_large
// (document_bytes_max).
Result<Document> read_document(std::string name, std::string_view bytes, const DocumentHints& hints,
                               const Packs& packs);

}  // namespace kept
