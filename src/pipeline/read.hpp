// The first stages: bytes of a document to its claims. The language packs are compiled once.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "claim/claim.hpp"             // IWYU pragma: export
#include "document/document.hpp"       // IWYU pragma: export
#include "document/read_document.hpp"  // IWYU pragma: export
#include "lang/packs.hpp"              // IWYU pragma: export
#include "report/claim_json.hpp"       // IWYU pragma: export

namespace kept {

class ClaimReader {
 public:
  // With the packs of this binary. Problems: pack_broken.
  static Result<ClaimReader> open();

  // A PDF is read by pdftotext. Problems: those of read_document, run_pdftotext and extract_pdf. Safe to call from
  // several threads.
  [[nodiscard]] Result<ReadDocument> read(std::string name, std::string_view bytes, const DocumentHints& hints) const;
  // A text that was taken out of its file by somebody else: offsets are into `text` as it is. Problems: file_empty,
  // file_too_large.
  [[nodiscard]] Result<ReadDocument> read_text(std::string name, std::string text, const DocumentHints& hints) const;
  // The document alone, for check_documents.
  [[nodiscard]] Result<Document> document(std::string name, std::string_view bytes, const DocumentHints& hints) const;
  [[nodiscard]] const Packs& packs() const [[clang::lifetimebound]] { return packs_; }

 private:
  explicit ClaimReader(Packs packs) : packs_(std::move(packs)) {}
  [[nodiscard]] Result<ReadDocument> with_claims(Result<Document> opened) const;
  Packs packs_;
};

}  // namespace kept
