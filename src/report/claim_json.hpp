// `kept read --format json` and `jsonl`: what was read in documents, in the form of docs/json.md.
//
// Offsets are Unicode code points into the text, `end` exclusive; amounts are decimal strings.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "claim/claim.hpp"
#include "document/document.hpp"

namespace kept {

struct ReadDocument {
  Document document;
  Reading reading;
};

// One JSON object with a line feed at its end.
std::string read_json(const Document& document, const Reading& reading);

// The same object in pieces, for documents that are read in windows or stand in a list: head, then the claims of each
// window, then tail. `depth`: how many levels deep the object stands; at depth 0 it begins with Kept's version.
std::string read_json_head(const Document& document, std::uint64_t characters, std::size_t depth);
// The claims of a reading, each but the very first with a comma before it. `before`: code points of the whole text that
// stand before `document.text`.
std::string read_json_claims(const Document& document, const Reading& reading, std::uint64_t before, std::size_t depth,
                             bool first);
struct ReadTail {
  std::vector<std::string> left_out;  // of read_json_left_out
  std::vector<Problem> problems;
  ReadingStats stats;
  bool has_claims = false;
};
std::string read_json_tail(const ReadTail& tail, std::size_t depth);
// Each left-out number of a window as text that read_json_tail takes.
std::vector<std::string> read_json_left_out(const Document& document, const Reading& reading, std::uint64_t before);

// One line a claim, each with its document's name; and the line that ends the document.
std::string read_jsonl(const Document& document, const Reading& reading);
std::string read_jsonl_claims(const Document& document, const Reading& reading, std::uint64_t before);
std::string read_jsonl_end(const Document& document, std::uint64_t claims, std::size_t problems);

}  // namespace kept
