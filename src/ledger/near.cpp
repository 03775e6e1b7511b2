#include "ledger/near.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace kept {
namespace {

// Optimal string alignment distance (Damerau-Levenshtein, no byte edited twice), by three rows of the table.
std::size_t edits(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last;
  std::vector<std::size_t> last(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::vector<std::size_t> row(b.size() + 1);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last = std::exchange(last, std::move(row));
  }
  return last[b.size()];
}

}  // namespace

std::vector<std::string> near_names(std::string_view name, const std::vector<std::string>& names, std::size_t count) {
  const std::string wanted = lower_case(name);
  std::vector<std::pair<std::size_t, std::string>> found;
  for (const std::string& candidate : names) {
    const std::string lower = lower_case(candidate);
    const std::size_t distance = edits(wanted, lower);
    const bool holds = wanted.size() >= 3 && lower.find(wanted) != std::string::npos;
    if (holds || distance <= std::max<std::size_t>(2, lower.size() / 3)) found.emplace_back(distance, candidate);
  }
  std::ranges::sort(found);
  const auto repeated = std::ranges::unique(found);
  found.erase(repeated.begin(), repeated.end());
  std::vector<std::string> near;
  for (auto& [distance, candidate] : found) {
    if (near.size() < count) near.push_back(std::move(candidate));
  }
  return near;
}

}  // namespace kept
