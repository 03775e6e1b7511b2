// Any bytes as a workbook, and as the sheet's XML inside a sound one.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "source/readers.hpp"
#include "source/workbook.hpp"
#include "source/workbook_xml.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);  // NOLINT(*-reinterpret-cast)
  kept::WorkbookLimits limits;
  limits.expand.bytes_max = std::uint64_t{1} << 24U;
  limits.cells_max = 100'000;
  (void)kept::read_workbook("d/fuzz.xlsx", bytes, limits);
  (void)kept::workbook_xml::read("part", bytes, limits.depth_max, {});
  const std::array<kept::NamedBytes, 1> files{{{"d/fuzz.xlsx", bytes, "", 0}}};
  if (size < 65536) (void)kept::read_sources(files);
  return 0;
}
