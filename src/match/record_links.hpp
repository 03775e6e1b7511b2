// Which records speak of one flow of money: a provider and a receiver who both report it, or sources that repeat each
// other. What is compared, and how much it weighs, is data/link/record.tsv.
//
// A flow has at most one record of each teller (publisher or source): links are taken by falling weight, and one that
// would bring two records of a teller together is left out, so twelve equal monthly payments stay twelve.
#pragma once

#include <span>

#include "base/result.hpp"
#include "source/decision.hpp"
#include "source/record_link.hpp"

namespace kept {

// `records` has the headers id, teller, stage, amount, currency, date, giver, receiver, activity, giver_activity,
// receiver_activity, direction (`in` where the receiver reports) and text. Of a flow's records one that the giver's
// side reports counts, of these the one with the lowest id. The answer depends neither on the order of the records nor
// on `threads`. `decisions` of flows win: what a person confirmed is linked first and whoever tells it, and what was
// rejected stands in two flows; `weights` says whether they also move the weights of the table. Problems: pack_broken
// (the table), usage (a header is missing, an id comes twice).
Result<RecordLinks> link_records(const LinkableRecords& records, unsigned threads,
                                 std::span<const Decision> decisions = {}, WeightsFrom weights = WeightsFrom::table);

}  // namespace kept
