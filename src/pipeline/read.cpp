#include "pipeline/read.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"
#include "claim/read.hpp"

namespace kept {

Result<ClaimReader> ClaimReader::open() {
  Result<Packs> packs = load_packs();
  if (!packs) return packs.problem();
  return ClaimReader(std::move(*packs));
}

Result<Document> ClaimReader::document(std::string name, std::string_view bytes, const DocumentHints& hints) const {
  return read_document(std::move(name), bytes, hints, packs_);
}

Result<ReadDocument> ClaimReader::read(std::string name, std::string_view bytes, const DocumentHints& hints) const {
  Result<Document> opened = document(std::move(name), bytes, hints);
  if (!opened) return opened.problem();
  // The document is moved to where it stays before anything points into its text.
  ReadDocument read{.document = std::move(*opened), .reading = {}};
  read.reading = read_claims(read.document, packs_);
  return read;
}

}  // namespace kept
