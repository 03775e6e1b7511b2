// Any bytes as an IATI file.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "source/iati.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);  // NOLINT(*-reinterpret-cast)
  const kept::NamedBytes file{"fuzz.xml", bytes, "", 0};
  // The prefix that makes a file IATI's own is not needed here: every input goes through the parser.
  kept::SourcesRead out;
  kept::Folder own{"", {&file}};
  if (kept::recognises_iati(file, own, {})) kept::read_iati(own, {}, out);
  return 0;
}
