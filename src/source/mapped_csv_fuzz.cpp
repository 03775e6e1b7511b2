// A mapping and a table, parted by the first empty line.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "source/readers.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);  // NOLINT(*-reinterpret-cast)
  const std::size_t middle = std::min(bytes.find("\n\n"), bytes.size());
  const std::string_view mapping = bytes.substr(0, middle);
  const std::string_view table = bytes.substr(std::min(middle + 2, bytes.size()));
  const std::array<kept::NamedBytes, 2> files{{{"a.csv", table, "", 0}, {"a.map.tsv", mapping, "", 0}}};
  (void)kept::read_sources(files);
  return 0;
}
