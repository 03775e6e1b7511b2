#include "source/iati_split.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.hpp"
#include "base/text.hpp"
#include "source/activity.hpp"
#include "source/iati_code.hpp"

namespace kept {
namespace {

constexpr int weight_places = 9;

const Decimal& hundred() {
  static const Decimal value = Decimal::from_integer(100);
  return value;
}
bool makes_hundred(const Decimal& sum) {
  return Decimal::from_parts(995, -1) <= sum && sum <= Decimal::from_parts(1005, -1);
}

std::optional<Decimal> percentage_of(std::string_view published) {
  const auto number = Decimal::parse(trim(published));
  if (!number || number->is_negative()) return std::nullopt;
  return number->rounded_to_exponent(-weight_places);
}

// The weights of one set; `rows` are its places in `all`.
void weigh(std::vector<SplitRow>& all, const std::vector<std::size_t>& rows, bool of_record) {
  std::vector<std::optional<Decimal>> given;
  Decimal sum;
  Decimal countries;
  std::size_t without = 0;
  bool any_country = false;
  bool any_region = false;
  for (const std::size_t row : rows) {
    given.push_back(percentage_of(all[row].percentage));
    if (!given.back()) ++without;
    sum = sum + given.back().value_or(Decimal{});
    const bool country = all[row].kind == "country";
    any_country = any_country || country;
    any_region = any_region || all[row].kind == "region";
    if (country) countries = countries + given.back().value_or(Decimal{});
  }
  const auto set = [&](std::size_t at, Decimal weight, Decimal whole, std::string_view note) {
    SplitRow& row = all[rows[at]];
    row.weight = weight;
    row.whole = whole;
    row.note = note;
  };
  const bool drop_regions =
      any_country && any_region && (of_record || (makes_hundred(countries) && Decimal::from_parts(1005, -1) < sum));
  if (drop_regions) {
    std::vector<std::size_t> countries_alone;
    for (std::size_t at = 0; at < rows.size(); ++at) {
      if (all[rows[at]].kind == "country") {
        countries_alone.push_back(rows[at]);
      } else {
        set(at, Decimal{}, hundred(), "region-dropped");
      }
    }
    weigh(all, countries_alone, of_record);
    return;
  }
  if (without == rows.size()) {
    const Decimal whole = Decimal::from_integer(static_cast<std::int64_t>(rows.size()));
    for (std::size_t at = 0; at < rows.size(); ++at) {
      set(at, Decimal::from_integer(1), whole, rows.size() == 1 ? "" : "percent-equal");
    }
    return;
  }
  if (without > 0 && sum < hundred()) {
    // Multiplied by the number of those without, so that each has a whole number of parts.
    const Decimal parts = Decimal::from_integer(static_cast<std::int64_t>(without));
    for (std::size_t at = 0; at < rows.size(); ++at) {
      set(at, given[at] ? *given[at] * parts : hundred() - sum, hundred() * parts, "percent-filled");
    }
    return;
  }
  const bool short_of = sum < Decimal::from_parts(995, -1);
  const bool over = Decimal::from_parts(1005, -1) < sum;
  for (std::size_t at = 0; at < rows.size(); ++at) {
    set(at, given[at].value_or(Decimal{}), short_of ? hundred() : sum,
        short_of ? "percent-short" : (over ? "percent-rescaled" : ""));
  }
}

}  // namespace

std::vector<SplitRow> split_rows(const std::vector<PublishedShare>& published, bool of_record) {
  std::vector<SplitRow> rows;
  rows.reserve(published.size());
  for (const PublishedShare& share : published) {
    SplitRow& row = rows.emplace_back();
    row.kind = share.kind;
    row.dimension = share.kind == "sector" ? "sector" : "place";
    const std::string_view vocabulary = share.vocabulary.empty() ? "1" : share.vocabulary;
    row.vocabulary = share.kind == "sector" ? iati_code("sector", vocabulary) : vocabulary;
    if (row.vocabulary != share.vocabulary) row.vocabulary_published = share.vocabulary;
    row.code = share.code;
    row.percentage = share.percentage;
  }
  std::vector<std::vector<std::size_t>> sets;
  for (std::size_t at = 0; at < rows.size(); ++at) {
    const auto same = std::ranges::find_if(sets, [&](const std::vector<std::size_t>& set) {
      return rows[set.front()].dimension == rows[at].dimension && rows[set.front()].vocabulary == rows[at].vocabulary;
    });
    if (same == sets.end()) {
      sets.push_back({at});
    } else {
      same->push_back(at);
    }
  }
  for (const std::vector<std::size_t>& set : sets) weigh(rows, set, of_record);
  return rows;
}

}  // namespace kept
