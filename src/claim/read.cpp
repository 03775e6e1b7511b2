#include "claim/read.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "claim/money.hpp"
#include "claim/phrase_claims.hpp"

namespace kept {
namespace {

struct Link {
  std::size_t from = 0;  // indices into Reading::claims as they were gathered
  std::size_t to = 0;
  std::string Claim::* field = nullptr;
};

void add_money(const ReadingContext& context, std::vector<Claim>& claims, std::vector<Link>& links) {
  MoneyReading money = read_money(context);
  const std::size_t begin = claims.size();
  for (std::size_t at = 0; at < money.claims.size(); ++at) {
    if (money.equivalent_of[at]) links.push_back({begin + at, begin + *money.equivalent_of[at], &Claim::equivalent_of});
    if (money.part_of[at]) links.push_back({begin + at, begin + *money.part_of[at], &Claim::part_of});
    claims.push_back(std::move(money.claims[at]));
  }
}

// Sorts the claims by span, numbers them, and turns links into ids.
void number_claims(std::vector<Claim>& claims, const std::vector<Link>& links) {
  std::vector<std::size_t> order(claims.size());
  for (std::size_t at = 0; at < order.size(); ++at) order[at] = at;
  std::ranges::stable_sort(order, {}, [&](std::size_t at) { return claims[at].span; });
  for (std::size_t at = 0; at < order.size(); ++at) claims[order[at]].id = "c" + std::to_string(at + 1);
  for (const Link& link : links) claims[link.from].*link.field = claims[link.to].id;
  std::vector<Claim> sorted;
  sorted.reserve(claims.size());
  for (const std::size_t at : order) sorted.push_back(std::move(claims[at]));
  claims = std::move(sorted);
}

}  // namespace

Reading read_claims(const Document& document, const Packs& packs) {
  Reading reading;
  const auto context = make_reading_context(document, packs);
  if (!context) return reading;
  reading.stats.sentences = context->sentences.size();
  std::vector<Link> links;
  add_money(*context, reading.claims, links);
  for (Claim& claim : read_phrase_claims(*context)) reading.claims.push_back(std::move(claim));
  number_claims(reading.claims, links);
  return reading;
}

}  // namespace kept
