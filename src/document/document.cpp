#include "document/document.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <string>

namespace kept {

const Origin* Document::origin_of(ByteOffset at) const {
  const auto after = std::ranges::partition_point(origins, [at](const Origin& o) { return o.span.begin <= at; });
  return after == origins.begin() ? nullptr : &*(after - 1);
}

const SpeakerTurn* Document::turn_at(ByteOffset at) const {
  const auto after = std::ranges::partition_point(turns, [at](const SpeakerTurn& t) { return t.begin <= at; });
  return after == turns.begin() ? nullptr : &*(after - 1);
}

const std::string& Document::country_at(ByteOffset at) const {
  const SpeakerTurn* turn = turn_at(at);
  return turn == nullptr ? speaker_country : turn->country;
}

}  // namespace kept
