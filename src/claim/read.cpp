#include "claim/read.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "claim/phrase_claims.hpp"

namespace kept {
namespace {

void number_claims(std::vector<Claim>& claims) {
  std::ranges::stable_sort(claims, {}, [](const Claim& c) { return c.span; });
  for (std::size_t at = 0; at < claims.size(); ++at) claims[at].id = "c" + std::to_string(at + 1);
}

}  // namespace

Reading read_claims(const Document& document, const Packs& packs) {
  Reading reading;
  const auto context = make_reading_context(document, packs);
  if (!context) return reading;
  reading.stats.sentences = context->sentences.size();
  for (Claim& claim : read_phrase_claims(*context)) reading.claims.push_back(std::move(claim));
  number_claims(reading.claims);
  return reading;
}

}  // namespace kept
