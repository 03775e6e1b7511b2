// What a person decides of a link or a reading, from the words of a command line or from a file.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "document/document.hpp"
#include "lang/packs.hpp"
#include "ledger/ledger.hpp"    // IWYU pragma: export
#include "source/decision.hpp"  // IWYU pragma: export

namespace kept {

// One side of a link: a record, or a claim of a document.
struct ReviewedThing {
  std::string key;    // as a decision names it
  std::string words;  // what stands there
  bool is_claim = false;
};

// Problem usage: no loaded file has the record; those of the ledger.
Result<ReviewedThing> reviewed_record(const Ledger& ledger, const std::string& id);
// Problem usage: the document has no such claim.
Result<ReviewedThing> reviewed_claim(const Document& document, const std::string& claim_id, const Packs& packs);

struct DecisionWords {
  bool confirmed = false;
  std::string relation;  // empty: none was given
  std::string by;
  std::string reason;
  Date decided;
};

// What is decided follows from the two sides: two records are a flow, a claim and a record evidence, two claims a
// follow-up (confirmed without words of what became of the promise: it was kept), one claim a reading.
// Problem usage: the two are none of these.
Result<Decision> make_decision(const ReviewedThing& first, const std::optional<ReviewedThing>& second,
                               const DecisionWords& words);

// A file of decisions, CSV with the columns that `kept review --format csv` prints; all or nothing. `path` is for
// problems: csv_columns, csv_row, csv_broken.
Result<std::vector<Decision>> read_decisions(const std::string& path, std::string_view bytes);

// Links that nobody decided on, the least sure first, at most `most` of them. Problems: those of the ledger.
Result<SqlTable> undecided_links(const Ledger& ledger, std::size_t most);

}  // namespace kept
