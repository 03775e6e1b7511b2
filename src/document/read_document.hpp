// Bytes to a Document: text, paragraphs, sentences, and what the file, its front matter or the text's head say of
// date, speaker, office, country and title.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "document/document.hpp"
#include "document/extracted.hpp"
#include "lang/packs.hpp"

namespace kept {

inline constexpr std::size_t document_bytes_max = 64u << 20;

// Reads plain text, Markdown, HTML or .docx; which it is, the bytes tell. `name` is how the document is called in
// reports. A byte order mark is dropped, CRLF becomes LF; spans point into Document::text. `hints` win over what the
// file says, that over the text; a date that none of them says is taken from the name ("speech-2024-09-26.txt"); what
// nothing says stays empty.
// Problems: file_empty, file_too_large (document_bytes_max), document_broken (a PDF, too: only extract_pdf reads it,
// from what pdftotext prints), those of decode_text, extract_html and extract_docx.
Result<Document> read_document(std::string name, std::string_view bytes, const DocumentHints& hints,
                               const Packs& packs);

// Whether a file is plain text or Markdown, by its name and first bytes: what may be read in parts.
bool is_plain_text(std::string_view name, std::string_view bytes);

// The same for a text that was extracted already. Problems: file_empty, file_too_large.
Result<Document> make_document(std::string name, Extracted extracted, const DocumentHints& hints, const Packs& packs);

// A later part of a longer text: it has no head of its own; what is known of the text is that of its first part.
Document make_part(std::string name, Extracted extracted, const Document& first, const Packs& packs);

}  // namespace kept
