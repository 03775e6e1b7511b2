#include "match/record_links.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <map>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/decimal.hpp"
#include "base/embedded.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "match/linkage.hpp"
#include "match/linkage_spec.hpp"
#include "match/linkage_table.hpp"
#include "source/decision.hpp"
#include "source/record_link.hpp"

namespace kept {
namespace {

constexpr std::string_view spec_path = "data/link/record.tsv";

Result<LinkageSpec> record_spec() {
  const auto bytes = embedded_file(spec_path);
  if (!bytes) {
    return Problem{ProblemCode::pack_broken,
                   fmt::format("{} is not in the binary", spec_path),
                   {},
                   "nothing is linked",
                   "build it with the file in its place"};
  }
  return read_linkage_spec(spec_path, *bytes);
}

const std::vector<std::string>* column_of(const LinkableRecords& records, std::string_view header) {
  const auto found = std::ranges::find(records.headers, header);
  if (found == records.headers.end()) return nullptr;
  return &records.columns[static_cast<std::size_t>(found - records.headers.begin())];
}

LinkageRows rows_of(const LinkableRecords& records, const std::vector<std::string>& ids) {
  LinkageRows rows;
  rows.ids.assign(ids.begin(), ids.end());
  rows.headers.assign(records.headers.begin(), records.headers.end());
  for (const std::vector<std::string>& column : records.columns)
    rows.columns.emplace_back(column.begin(), column.end());
  return rows;
}

// Groups of rows that grow link by link; each knows its tellers.
class Flows {
 public:
  explicit Flows(const std::vector<std::string>& tellers) : parent_(tellers.size()), tellers_(tellers.size()) {
    std::iota(parent_.begin(), parent_.end(), std::uint32_t{0});
    for (std::size_t i = 0; i < tellers.size(); ++i) tellers_[i].emplace_back(tellers[i]);
  }

  // These two are never of one flow.
  void keep_apart(std::uint32_t a, std::uint32_t b) { apart_.emplace_back(a, b); }

  // False where both groups have a record of one teller, unless a person decided it, or where two are kept apart.
  bool join(std::uint32_t a, std::uint32_t b, bool decided = false) {
    a = root(a);
    b = root(b);
    if (a == b) return true;
    const bool kept_apart = std::ranges::any_of(apart_, [&](const auto& pair) {
      const std::pair roots{root(pair.first), root(pair.second)};
      return roots == std::pair{a, b} || roots == std::pair{b, a};
    });
    if (kept_apart) return false;
    std::vector<std::string_view> both;
    std::ranges::merge(tellers_[a], tellers_[b], std::back_inserter(both));
    if (!decided && std::ranges::adjacent_find(both) != both.end()) return false;
    parent_[b] = a;
    tellers_[a] = std::move(both);
    return true;
  }

  std::uint32_t root(std::uint32_t row) {
    while (parent_[row] != row) row = parent_[row] = parent_[parent_[row]];
    return row;
  }

 private:
  std::vector<std::uint32_t> parent_;
  std::vector<std::vector<std::string_view>> tellers_;  // sorted
  std::vector<std::pair<std::uint32_t, std::uint32_t>> apart_;
};

constexpr int weight_places = 6;
constexpr int probability_places = 9;

Decimal rounded(double value, int places) {
  return Decimal::parse(fmt::format("{:.{}f}", value, places)).value_or(Decimal{});
}

std::string signed_bits(double bits) { return fmt::format("{:+.2f}", bits); }

// Reason and waterfall.
void explain(const Linkage& linkage, const LinkageOutcome& outcome, const Link& link, RecordLink& out) {
  std::vector<WaterfallStep> steps = linkage.waterfall(outcome, link);
  const double prior = std::log2(outcome.model.prior / (1 - outcome.model.prior));
  out.waterfall = "prior " + signed_bits(prior);
  for (const WaterfallStep& step : steps) {
    out.waterfall += fmt::format("; {} {} {}", step.comparison, step.level, signed_bits(step.weight));
  }
  std::ranges::stable_sort(steps, std::ranges::greater{}, &WaterfallStep::weight);
  for (const WaterfallStep& step : steps) {
    if (step.weight <= 0) break;
    out.reason += (out.reason.empty() ? "" : ", ") + step.comparison;
  }
}

// A link that a person confirmed, by the rows of the two records.
struct DecidedLink {
  Link link;
  const Decision* decision = nullptr;
};

// Keeps apart what was rejected, and joins what was confirmed; records that are not there any more are passed over.
std::vector<DecidedLink> obey(std::span<const Decision> decisions, const std::vector<std::string>& ids, Flows& flows) {
  std::vector<const Decision*> of_flows;
  for (const Decision& decision : decisions) {
    if (decision.kind == DecisionKind::flow) of_flows.push_back(&decision);
  }
  std::vector<DecidedLink> confirmed;
  if (of_flows.empty()) return confirmed;
  std::map<std::string_view, std::uint32_t> rows;
  for (std::size_t row = 0; row < ids.size(); ++row) rows.emplace(ids[row], static_cast<std::uint32_t>(row));
  const auto each = [&](bool wanted, const auto& use) {
    for (const Decision* decision : of_flows) {
      const auto first = rows.find(decision->first);
      const auto second = rows.find(decision->second);
      if (decision->confirmed != wanted || first == rows.end() || second == rows.end()) continue;
      use(first->second, second->second, decision);
    }
  };
  each(false, [&](std::uint32_t first, std::uint32_t second, const Decision*) { flows.keep_apart(first, second); });
  each(true, [&](std::uint32_t first, std::uint32_t second, const Decision* decision) {
    if (!flows.join(first, second, true)) return;
    confirmed.push_back({{.left = first, .right = second, .weight = 0, .probability = 1, .second = {}}, decision});
  });
  return confirmed;
}

// The rows of the pairs that people confirmed.
using RowPairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
RowPairs confirmed_pairs(std::span<const Decision> decisions, const std::vector<std::string>& ids) {
  RowPairs pairs;
  std::map<std::string_view, std::uint32_t> rows;
  for (std::size_t row = 0; row < ids.size(); ++row) rows.emplace(ids[row], static_cast<std::uint32_t>(row));
  for (const Decision& decision : decisions) {
    const auto first = rows.find(decision.first);
    const auto second = rows.find(decision.second);
    const bool there = first != rows.end() && second != rows.end();
    if (decision.kind == DecisionKind::flow && decision.confirmed && there) {
      pairs.emplace_back(first->second, second->second);
    }
  }
  return pairs;
}

RecordLink told_by(const DecidedLink& decided) {
  const Decision& decision = *decided.decision;
  RecordLink link;
  link.first = decision.first;
  link.second = decision.second;
  link.reason = "decided by " + decision.by;
  link.probability = Decimal::from_integer(1);
  link.waterfall = fmt::format("confirmed by {} on {}: {}", decision.by, decision.decided.to_string(), decision.reason);
  return link;
}

std::vector<FlowMember> members_of(Flows& flows, const std::vector<Link>& links, const std::vector<std::string>& ids,
                                   const std::vector<std::string>& directions) {
  std::map<std::uint32_t, std::vector<std::uint32_t>> groups;
  for (const Link& link : links) {
    for (const std::uint32_t row : {link.left, link.right}) groups[flows.root(row)].push_back(row);
  }
  std::vector<FlowMember> members;
  for (auto& [root, rows] : groups) {
    std::ranges::sort(rows);
    rows.erase(std::ranges::unique(rows).begin(), rows.end());
    const std::uint32_t counting = *std::ranges::min_element(rows, [&](std::uint32_t a, std::uint32_t b) {
      const bool a_receives = directions[a] == "in";
      const bool b_receives = directions[b] == "in";
      return a_receives != b_receives ? b_receives : ids[a] < ids[b];
    });
    for (const std::uint32_t row : rows) members.push_back({ids[row], ids[counting], row == counting});
  }
  std::ranges::sort(members, {}, &FlowMember::record);
  return members;
}

}  // namespace

Result<RecordLinks> link_records(const LinkableRecords& records, unsigned threads, std::span<const Decision> decisions,
                                 WeightsFrom weights) {
  auto spec = record_spec();
  if (!spec) return spec.problem();
  const std::vector<std::string>* ids = column_of(records, "id");
  const std::vector<std::string>* tellers = column_of(records, "teller");
  const std::vector<std::string>* directions = column_of(records, "direction");
  if (ids == nullptr || tellers == nullptr || directions == nullptr) {
    return Problem{ProblemCode::usage, "the records have no id, teller or direction", {}, "nothing is linked", ""};
  }
  const LinkageRows rows = rows_of(records, *ids);
  const auto linkage = Linkage::make(std::move(*spec), rows, nullptr);
  if (!linkage) return linkage.problem();
  const RowPairs learnt = weights == WeightsFrom::decisions ? confirmed_pairs(decisions, *ids) : RowPairs{};
  const LinkageOutcome outcome = linkage->link({.threads = threads, .confirmed = learnt});

  std::vector<Link> by_weight = outcome.links;
  std::ranges::stable_sort(by_weight, std::ranges::greater{}, &Link::weight);
  Flows flows(*tellers);
  RecordLinks out;
  std::vector<Link> joined;  // with what people confirmed
  for (const DecidedLink& decided : obey(decisions, *ids, flows)) {
    joined.push_back(decided.link);
    out.links.push_back(told_by(decided));
  }
  const auto is_told = [&joined, told = joined.size()](const Link& link) {
    return std::any_of(joined.begin(), joined.begin() + static_cast<std::ptrdiff_t>(told), [&link](const Link& other) {
      return std::minmax(other.left, other.right) == std::minmax(link.left, link.right);
    });
  };
  std::vector<Link> taken;
  for (const Link& link : by_weight) {
    if (!is_told(link) && flows.join(link.left, link.right)) taken.push_back(link);
  }
  joined.insert(joined.end(), taken.begin(), taken.end());
  out.learnt_from = learnt.size();
  out.compared = outcome.candidates;
  out.passed_over = outcome.passed_over;
  out.members = members_of(flows, joined, *ids, *directions);
  double false_links = 0;
  for (const Link& link : taken) {
    RecordLink found;
    found.first = (*ids)[link.left];
    found.second = (*ids)[link.right];
    found.weight = rounded(link.weight, weight_places);
    found.probability = rounded(link.probability, probability_places);
    explain(*linkage, outcome, link, found);
    if (link.second) {
      const bool left_is_shared = link.second->left == link.left || link.second->left == link.right;
      found.second_best = (*ids)[left_is_shared ? link.second->right : link.second->left];
      found.second_best_weight = rounded(link.second->weight, weight_places);
    }
    false_links += 1 - link.probability;
    out.links.push_back(std::move(found));
  }
  if (!out.links.empty()) {
    out.false_share_expected = rounded(false_links / static_cast<double>(out.links.size()), probability_places);
  }
  std::ranges::sort(out.links, {}, [](const RecordLink& link) { return std::pair(link.first, link.second); });
  return out;
}

}  // namespace kept
