// Two states of what is known, and the verdicts that they give of the same documents.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "document/document.hpp"
#include "lang/packs.hpp"
#include "ledger/ledger.hpp"
#include "report/diff.hpp"  // IWYU pragma: export

namespace kept {

// One state: a ledger, or what had been published of it by a day.
struct KnownState {
  const Ledger& ledger;
  std::optional<Date> as_of;
  std::string name;
};

// Checks the documents against both states, and explains each verdict that changed (its word, its amount or its date)
// by the rows between the claim's parties that changed. Problems: those of the ledgers.
Result<DiffReport> diff_verdicts(const KnownState& before, const KnownState& after, std::vector<Document> documents,
                                 const Packs& packs, Date on);

}  // namespace kept
