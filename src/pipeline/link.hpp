// Finding the records of a ledger that speak of one flow.
#pragma once

#include "base/result.hpp"
#include "ledger/ledger.hpp"       // IWYU pragma: export
#include "source/record_link.hpp"  // IWYU pragma: export

namespace kept {

// Links the records of the newest releases and keeps the links in the ledger in place of those that it had. The same
// records give the same links, whatever the order of loading and the number of threads. About 1 KiB of memory a record.
// Problems: those of Ledger::linkable_records and Ledger::replace_links.
Result<RecordLinks> link_ledger(Ledger& ledger, unsigned threads, WeightsFrom weights = WeightsFrom::table);

}  // namespace kept
