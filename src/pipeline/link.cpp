#include "pipeline/link.hpp"

#include "base/result.hpp"
#include "ledger/ledger.hpp"
#include "match/record_links.hpp"
#include "source/record_link.hpp"

namespace kept {

Result<RecordLinks> link_ledger(Ledger& ledger, unsigned threads, WeightsFrom weights) {
  const auto records = ledger.linkable_records();
  if (!records) return records.problem();
  const auto decisions = ledger.decisions(false);
  if (!decisions) return decisions.problem();
  auto links = link_records(*records, threads, *decisions, weights);
  if (!links) return links;
  if (const Status written = ledger.replace_links(*links); !written) return written.problem();
  return links;
}

}  // namespace kept
