// Any bytes as an IATI file, in slices of two sizes: the same must come out.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "source/iati.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);  // NOLINT(*-reinterpret-cast)
  const kept::NamedBytes file{"fuzz.xml", bytes, "", 0};
  const kept::LoadedFile whole = kept::read_iati_file(file, {});
  const kept::LoadedFile cut = kept::read_iati_file(file, {}, {.slice_bytes = 1});
  if (whole.records.size() != cut.records.size() || whole.problems.size() != cut.problems.size() ||
      whole.activities.activities.size() != cut.activities.activities.size()) {
    std::abort();
  }
  return 0;
}
