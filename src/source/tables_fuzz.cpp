// Any bytes as a table of a published source: the first line picks it, the rest are its rows.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "source/readers.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);  // NOLINT(*-reinterpret-cast)
  const std::array<kept::NamedBytes, 1> files{{{"d/fuzz.csv", bytes, "", 0}}};
  (void)kept::read_sources(files);
  return 0;
}
