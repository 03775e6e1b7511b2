// `kept read` for people: a document's claims in 80 columns.
#pragma once

#include <string>

#include "claim/claim.hpp"
#include "document/document.hpp"

namespace kept {

struct ReadTableOptions {
  bool colour = false;
  bool left_out = false;  // list the numbers that are in no claim
};

// A head with what is known of the document, the words and the facts of each claim, and the line that accounts for
// the numbers.
std::string read_table(const Document& document, const Reading& reading, const ReadTableOptions& options);

}  // namespace kept
