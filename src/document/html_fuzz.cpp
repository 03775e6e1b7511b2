// Any text as a page: its paragraphs are well-formed, in order, and each has its place in the page.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.hpp"
#include "document/document.hpp"
#include "document/encoding.hpp"
#include "document/html.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);  // NOLINT(*-reinterpret-cast)
  const auto decoded = kept::decode_text("fuzz.html", bytes, kept::html_encoding(bytes));
  if (!decoded) return 0;
  require(!kept::first_invalid_utf8(decoded->text));
  const auto page = kept::extract_html("fuzz.html", decoded->text);
  require(page.ok());
  require(!kept::first_invalid_utf8(page->text));
  std::uint32_t end = 0;
  for (const kept::Origin& origin : page->origins) {
    require(origin.span.begin.value >= end && origin.span.begin < origin.span.end && !origin.element.empty());
    end = origin.span.end.value;
  }
  require(end == page->text.size());
  return 0;
}
