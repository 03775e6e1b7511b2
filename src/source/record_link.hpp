// Records of one flow of money, told by several: found by `match`, kept by `ledger`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/decimal.hpp"

namespace kept {

// Two records that speak of one flow.
struct RecordLink {
  std::string first;  // record ids; the lower one
  std::string second;
  std::string reason;       // the comparisons that speak for it, the strongest first: "amount, date, giver"
  Decimal weight;           // bits, to six places
  Decimal probability;      // that they are one flow, to nine places
  std::string waterfall;    // the weight's parts: "prior -19.93; amount exact_digits 4 +18.19; ..."
  std::string second_best;  // the record that came next for either of the two; empty: none did
  std::optional<Decimal> second_best_weight;
};

// A record's place among those of its flow. Only records with a link have one.
struct FlowMember {
  std::string record;
  std::string flow;     // id of the record that counts
  bool counts = false;  // one record of each flow does
};

// Where the weights of linking are from.
enum class WeightsFrom : std::uint8_t {
  table,      // data/link/record.tsv as it stands
  decisions,  // the same, moved towards what people confirmed
};

struct RecordLinks {
  std::vector<RecordLink> links;    // by first, then second
  std::vector<FlowMember> members;  // by record
  std::size_t compared = 0;         // pairs of records
  std::size_t passed_over = 0;      // records times rules with too many candidates
  std::size_t learnt_from = 0;      // confirmed pairs that the weights were moved by
  Decimal false_share_expected;     // of the links, to nine places
};

// What there is to link, as columns of text: of each header the cells of all records.
struct LinkableRecords {
  std::vector<std::string> headers;
  std::vector<std::vector<std::string>> columns;
};

}  // namespace kept
