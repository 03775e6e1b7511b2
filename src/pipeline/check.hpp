// The main job: documents and a ledger in, verdicts with their evidence out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "claim/claim.hpp"        // IWYU pragma: export
#include "document/document.hpp"  // IWYU pragma: export
#include "lang/packs.hpp"
#include "ledger/ledger.hpp"
#include "report/check_report.hpp"  // IWYU pragma: export

namespace kept {

struct CheckOptions {
  Date on;                    // the day of asking: records dated later are not there
  std::optional<Date> as_of;  // releases published later are not there
  bool list_all_definitions = false;
};

// Checks the documents against what the ledger holds. `documents` stay in the order given; their order changes no
// verdict. The report's `left_out` and `problems` are the caller's to add. Problems: those of the ledger.
Result<CheckReport> check_documents(const Ledger& ledger, std::vector<Document> documents, const Packs& packs,
                                    const CheckOptions& options);

struct ExplainQuestion {
  Claim claim;  // money with giver, receiver and stage
  Date on;      // the day on which the total is said to hold
};

// One amount explained without a document: a claim of a total "to date", judged with every definition listed.
Result<CheckReport> explain_amount(const Ledger& ledger, const ExplainQuestion& question, const CheckOptions& options);

}  // namespace kept
