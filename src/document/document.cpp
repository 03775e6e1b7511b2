#include "document/document.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace kept {

const Origin* Document::origin_of(ByteOffset at) const {
  const auto after = std::ranges::partition_point(origins, [at](const Origin& o) { return o.span.begin <= at; });
  return after == origins.begin() ? nullptr : &*(after - 1);
}

}  // namespace kept
