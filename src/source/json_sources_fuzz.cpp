// Any bytes as JSON of a source: FTS's API, Kiel's totals, OCDS, OC4IDS, missile tests, leaders.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "source/json_sources.hpp"
#include "source/readers.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);  // NOLINT(*-reinterpret-cast)
  const kept::NamedBytes file{"d/fuzz.json", bytes, "", 0};
  const kept::ReadOptions options;
  // Each by itself too, since few mutations of a head are still taken for its source.
  for (const auto read : {kept::read_fts_json, kept::read_kiel_json, kept::read_ocds, kept::read_oc4ids,
                          kept::read_missile_tests, kept::read_leaders_json}) {
    kept::SourcesRead out;
    read(file, options, out);
  }
  (void)kept::read_sources(std::array{file});
  return 0;
}
