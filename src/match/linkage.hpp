// Linking the rows of two tables, or of one with itself: which pairs speak of the same thing, and how sure that is.
//
// Each link has its weight in bits (the prior's log-odds and the weights of its levels), its probability, its
// waterfall and the second-best candidate. The same rows give the same links, whatever their order and the number of
// threads. Memory: about 16 bytes for each candidate above `probability_floor`, and the columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "match/estimate.hpp"
#include "match/linkage_spec.hpp"
#include "match/linkage_table.hpp"

namespace kept {

struct LinkageOptions {
  unsigned threads = 1;
  // Pairs of rows as given that people confirmed: every m is estimated anew from them (learn_m).
  std::vector<std::pair<std::uint32_t, std::uint32_t>> confirmed = {};
};

// A candidate that shares a row with a link and lost to it.
struct SecondBest {
  std::uint32_t left = 0;  // rows as given
  std::uint32_t right = 0;
  double weight = 0;
};

struct Link {
  std::uint32_t left = 0;  // rows as given; in one table, `left` has the lower id
  std::uint32_t right = 0;
  double weight = 0;       // log2 of the odds that the rows match, by the model
  double probability = 0;  // the same with the row's other candidates in view where links are one to one
  std::optional<SecondBest> second;
};

// One comparison's part of a link's weight.
struct WaterfallStep {
  std::string comparison;
  std::string level;  // "exact", "levenshtein 2", "missing"
  double weight = 0;  // log2(m / u)
  double frequency_weight = 0;
};

struct LinkageOutcome {
  std::vector<Link> links;  // by left id, then right id
  LinkageModel model;
  double threshold = 0;              // links have at least this probability
  double false_share_expected = 0;   // of the links
  double missed_share_expected = 0;  // of the matches among the candidates
  std::uint64_t candidates = 0;      // pairs that were compared
  std::uint64_t passed_over = 0;     // rows times blocking rules with too many candidates
  std::uint64_t unreadable = 0;      // cells taken as missing
};

class Linkage {
 public:
  // `left` and `right` (null: the table is linked with itself) are copied. Problems: those of make_linkage_table.
  static Result<Linkage> make(LinkageSpec spec, const LinkageRows& left, const LinkageRows* right);

  [[nodiscard]] LinkageOutcome link(const LinkageOptions& options) const;

  // Where a link's weight is from, one step a comparison; with the prior's log-odds they sum to the weight.
  [[nodiscard]] std::vector<WaterfallStep> waterfall(const LinkageOutcome& outcome, const Link& link) const;

 private:
  Linkage(LinkageSpec spec, LinkageTable table);
  std::unique_ptr<const LinkageSpec> spec_;
  std::unique_ptr<const LinkageTable> table_;
  std::vector<std::uint32_t> left_of_;  // where a row as given stands in the table
  std::vector<std::uint32_t> right_of_;
};

}  // namespace kept
