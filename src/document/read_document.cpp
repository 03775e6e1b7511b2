#include "document/read_document.hpp"

#include <fmt/format.h>

namespace kept {

Result<Document> read_document(std::string name, std::string_view bytes, const DocumentHints& hints,
                               const Packs& /*packs*/) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  Document document;
  document.name = std::move(name);
  document.text = bytes;
  document.date = hints.date;
  document.speaker = hints.speaker.value_or("");
  document.speaker_country = hints.speaker_country.value_or("");
  return document;
}

}  // namespace kept
