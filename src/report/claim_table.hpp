// `kept read` for people: a document's claims in 80 columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "claim/claim.hpp"
#include "document/document.hpp"

namespace kept {

struct ReadTableOptions {
  bool colour = false;
  bool left_out = false;           // list the numbers that are in no claim
  std::uint64_t first_number = 1;  // claims are numbered through all documents of a run
};

// A head with what is known of the document; of each claim its sentence with the claim marked, and what was understood,
// in words; and the line that accounts for the numbers.
std::string read_table(const Document& document, const Reading& reading, const ReadTableOptions& options);

// Its parts, for a document that is read in windows.
std::string read_table_head(const Document& document, const ReadTableOptions& options);
std::string read_table_claims(const Document& document, const Reading& reading, const ReadTableOptions& options);
std::string read_table_account(const ReadingStats& stats, std::uint64_t claims);

// How a claim was understood, as a phrase: "more than USD 500,000,000, given by Japan to Ukraine, in March 2025;
// stated".
std::string understood(const Claim& claim);

// Everything about one claim: each field, its value and the words that led to it.
std::string explain_reading(const Document& document, const Claim& claim, std::uint64_t number, bool colour);

}  // namespace kept
