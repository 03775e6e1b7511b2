// `kept read` for people: a document's claims in 80 columns.
#pragma once

#include <string>

#include "claim/claim.hpp"
#include "document/document.hpp"

namespace kept {

// A head with what is known of the document, two lines a claim, and the line that accounts for the numbers.
std::string read_table(const Document& document, const Reading& reading, bool with_left_out);

}  // namespace kept
