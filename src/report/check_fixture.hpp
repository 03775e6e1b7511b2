// A check made by hand, for the tests of every printer: two short statements of our own on Canada's aid to Ukraine.
#pragma once

#include <string_view>

#include "report/check_report.hpp"

namespace kept {

// Every optional field is set somewhere; the text has characters of one to four bytes.
CheckReport fixture_report();

// A claim of `document` on the `nth` (from 0) occurrence of `words`, in the sentence around it.
Claim fixture_claim(const Document& document, std::string_view id, ClaimKind kind, std::string_view words,
                    std::size_t nth = 0);

// A document of one paragraph a line and one sentence a paragraph.
Document fixture_document(std::string_view name, std::string_view text);

}  // namespace kept
