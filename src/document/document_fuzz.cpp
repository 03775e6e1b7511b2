// Any bytes as a document of any kind, whole and piece by piece: the same text comes out, and it is well-formed.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "document/encoding.hpp"
#include "document/pdf.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);  // NOLINT(*-reinterpret-cast)
  const auto decoded = kept::decode_text("fuzz.txt", bytes);
  if (!decoded) return 0;
  require(!kept::first_invalid_utf8(decoded->text));
  kept::TextDecoder decoder(decoded->encoding);
  std::string pieces;
  const std::size_t piece = 1 + size % 7;
  for (std::size_t at = 0; at < bytes.size(); at += piece) pieces += decoder.decode(bytes.substr(at, piece), false);
  pieces += decoder.decode("", true);
  require(pieces == decoded->text);
  const auto pdf = kept::extract_pdf("fuzz.pdf", decoded->text);
  require(!pdf || !kept::first_invalid_utf8(pdf->text));
  return 0;
}
