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

  // False where both groups have a record of one teller.
  bool join(std::uint32_t a, std::uint32_t b) {
    a = root(a);
    b = root(b);
    if (a == b) return true;
    std::vector<std::string_view> both;
    std::ranges::merge(tellers_[a], tellers_[b], std::back_inserter(both));
    if (std::ranges::adjacent_find(both) != both.end()) return false;
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

Result<RecordLinks> link_records(const LinkableRecords& records, unsigned threads) {
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
  const LinkageOutcome outcome = linkage->link({.threads = threads});

  std::vector<Link> by_weight = outcome.links;
  std::ranges::stable_sort(by_weight, std::ranges::greater{}, &Link::weight);
  Flows flows(*tellers);
  std::vector<Link> taken;
  for (const Link& link : by_weight) {
    if (flows.join(link.left, link.right)) taken.push_back(link);
  }
  RecordLinks out;
  out.compared = outcome.candidates;
  out.passed_over = outcome.passed_over;
  out.members = members_of(flows, taken, *ids, *directions);
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
