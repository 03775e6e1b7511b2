// What stands behind the handles of include/kept_read.h.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "claim/claim.hpp"
#include "document/document.hpp"
#include "lang/packs.hpp"

namespace kept {

inline constexpr std::size_t claim_fields = 24;     // of enum kept_field
inline constexpr std::size_t document_fields = 10;  // of enum kept_document_field

// The strings of one claim; an empty one is unknown.
using ClaimStrings = std::array<std::string, claim_fields>;

ClaimStrings claim_strings(const Claim& claim, const Document& document);
std::array<std::string, document_fields> document_strings(const Document& document);

}  // namespace kept

struct kept_reader {
  kept::Packs packs;
};

struct kept_reading {
  kept::Document document;  // never moved once `reading` points into it
  kept::Reading reading;
  std::array<std::string, kept::document_fields> fields;
  std::vector<kept::ClaimStrings> claims;
  std::vector<std::array<std::string, 2>> problems;
  kept::CodePointMap map{""};
};
