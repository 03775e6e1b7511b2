// What pdftotext (poppler) prints of a PDF to a text with its pages. Starting the program is the pipeline's business.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "document/extracted.hpp"

namespace kept {

// Whether bytes begin as a PDF does: "%PDF-" within the first kilobyte, as readers allow.
bool is_pdf(std::string_view bytes);

// `printed` is UTF-8, a form feed behind each page. Lines of one paragraph are joined; a paragraph that a page's end
// cuts goes on on the next page; a line that is a page's number and no more, first or last on its page, is left out.
// Problems: document_without_text (no page has text: it is a picture); where some pages have none, that stands among
// the text's own problems.
Result<Extracted> extract_pdf(const std::string& name, std::string_view printed);

}  // namespace kept
