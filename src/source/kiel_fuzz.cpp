// Any bytes as a file of Kiel's.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "source/readers.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);  // NOLINT(*-reinterpret-cast)
  const std::array<kept::NamedBytes, 1> files{{{"k/fuzz.csv", bytes, "", 0}}};
  (void)kept::read_sources(files);
  return 0;
}
