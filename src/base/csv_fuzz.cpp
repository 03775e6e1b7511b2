// Any bytes as CSV: every row has the width of the first, and reading ends.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/csv.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);  // NOLINT(*-reinterpret-cast)
  kept::CsvReader csv("fuzz.csv", bytes, kept::detect_separator(bytes));
  std::size_t width = 0;
  while (csv.next()) {
    if (width == 0) width = csv.fields().size();
    if (csv.fields().size() != width || csv.place(width - 1).line < csv.line()) std::abort();
  }
  (void)csv.take_problems();
  return 0;
}
