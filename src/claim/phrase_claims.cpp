#include "claim/phrase_claims.hpp"

#include <utility>
#include <vector>

#include "claim/acts.hpp"
#include "claim/agreements.hpp"
#include "claim/claim.hpp"
#include "claim/context.hpp"
#include "claim/events.hpp"
#include "claim/goods.hpp"
#include "claim/head_last_claims.hpp"
#include "claim/phrase_map.hpp"
#include "claim/sanctions.hpp"
#include "lang/packs.hpp"

namespace kept {
namespace {

void add(std::vector<Claim>& claims, std::vector<Claim> more) {
  for (Claim& claim : more) claims.push_back(std::move(claim));
}

}  // namespace

std::vector<Claim> read_phrase_claims(const ReadingContext& context) {
  if (context.pack->traits.verb_last) return read_head_last_claims(context);
  const PhraseMap map(context);
  std::vector<Claim> claims = read_events(map);
  add(claims, read_agreements(map));
  add(claims, read_sanctions(map));
  add(claims, read_goods(map));
  add(claims, read_acts(map, claims));
  return claims;
}

}  // namespace kept
