// Any bytes as a compressed file, with limits that a fuzzer reaches.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "source/expand.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);  // NOLINT(*-reinterpret-cast)
  if (!kept::is_compressed(bytes)) return 0;
  (void)kept::expand("fuzz", bytes, {.bytes_max = 1U << 22U, .ratio_max = 100, .members_max = 16}).ok();
  return 0;
}
