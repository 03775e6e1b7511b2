#include "pipeline/read.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"
#include "claim/read.hpp"
#include "document/extracted.hpp"
#include "document/pdf.hpp"
#include "pipeline/pdftotext.hpp"

namespace kept {

Result<ClaimReader> ClaimReader::open() {
  Result<Packs> packs = load_packs();
  if (!packs) return packs.problem();
  return ClaimReader(std::move(*packs));
}

Result<Document> ClaimReader::document(std::string name, std::string_view bytes, const DocumentHints& hints) const {
  if (!is_pdf(bytes)) return read_document(std::move(name), bytes, hints, packs_);
  const Result<std::string> printed = run_pdftotext(name, bytes);
  if (!printed) return printed.problem();
  Result<Extracted> extracted = extract_pdf(name, *printed);
  if (!extracted) return extracted.problem();
  return make_document(std::move(name), std::move(*extracted), hints, packs_);
}

Result<ReadDocument> ClaimReader::read(std::string name, std::string_view bytes, const DocumentHints& hints) const {
  return with_claims(document(std::move(name), bytes, hints));
}

Result<ReadDocument> ClaimReader::read_text(std::string name, std::string text, const DocumentHints& hints) const {
  Extracted extracted;
  extracted.text = std::move(text);
  return with_claims(make_document(std::move(name), std::move(extracted), hints, packs_));
}

Result<ReadDocument> ClaimReader::with_claims(Result<Document> opened) const {
  if (!opened) return opened.problem();
  // The document is moved to where it stays before anything points into its text.
  ReadDocument read{.document = std::move(*opened), .reading = {}};
  read.reading = read_claims(read.document, packs_);
  read.document.tokens = {};  // no later stage asks for them
  return read;
}

}  // namespace kept
