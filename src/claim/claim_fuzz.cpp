// Any bytes as a speech: its paragraphs, sentences and claims stand inside the text, in order, on whole characters.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.hpp"
#include "claim/claim.hpp"
#include "claim/read.hpp"
#include "document/document.hpp"
#include "document/read_document.hpp"
#include "lang/packs.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

bool is_boundary(std::string_view text, kept::ByteOffset at) {
  return at.value == text.size() || (static_cast<unsigned char>(text[at.value]) & 0xC0U) != 0x80U;
}

void require_inside(std::string_view text, const kept::Span& span) {
  require(span.begin <= span.end && span.end.value <= text.size());
  require(is_boundary(text, span.begin) && is_boundary(text, span.end));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto packs = kept::load_packs();
  require(packs.ok());
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);  // NOLINT(*-reinterpret-cast)
  const auto document = kept::read_document("fuzz.txt", bytes, {}, *packs);
  if (!document) return 0;
  const std::string_view text = document->text;
  for (const kept::Span& paragraph : document->paragraphs) require_inside(text, paragraph);
  for (const kept::Sentence& sentence : document->sentences) {
    require_inside(text, sentence.span);
    require(sentence.paragraph < document->paragraphs.size());
    require(document->paragraphs[sentence.paragraph].contains(sentence.span));
  }
  const kept::Reading reading = kept::read_claims(*document, *packs);
  const kept::Claim* before = nullptr;
  for (const kept::Claim& claim : reading.claims) {
    require_inside(text, claim.span);
    require(claim.span.size() > 0 && claim.sentence.contains(claim.span));
    require(before == nullptr || before->span.begin <= claim.span.begin);
    for (const kept::Because& because : claim.because) require_inside(text, because.span);
    before = &claim;
  }
  for (const kept::LeftOut& left_out : reading.left_out) require_inside(text, left_out.span);
  return 0;
}
