// Text to claims: a pure function of (document, packs).
#pragma once

#include "claim/claim.hpp"
#include "claim/context.hpp"
#include "document/document.hpp"
#include "lang/packs.hpp"

namespace kept {

// Every claim of the document, by span, with ids c1, c2 ... in the order of the text, and the count of the numbers
// that are in none.
Reading read_claims(const Document& document, const Packs& packs);

// Readers of single kinds. Each gives claims without ids; `equivalent_of` and `part_of` are set by read_claims.
// Money, counts and shares (claim/money.cpp, claim/count.cpp):
// std::vector<Claim> read_money(const ReadingContext&), read_counts, read_shares.
// Other kinds are declared beside their code and called in read.cpp.

}  // namespace kept
