// `kept read --format json` and `jsonl`: what was read in documents, in the form of docs/json.md.
//
// Offsets are Unicode code points into the text, `end` exclusive; amounts are decimal strings.
#pragma once

#include <span>
#include <string>

#include "claim/claim.hpp"
#include "document/document.hpp"

namespace kept {

struct ReadDocument {
  Document document;
  Reading reading;
};

// One JSON object with a line feed at its end: that of the document where there is one, else {"kept", "documents"}.
std::string read_json(std::span<const ReadDocument> documents);
std::string read_json(const Document& document, const Reading& reading);

// One line a claim, each with its document's name, and the line that ends the document.
std::string read_jsonl(const Document& document, const Reading& reading);

}  // namespace kept
