// Any bytes as an IATI file.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "source/iati.hpp"
#include "source/iati_xml.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);  // NOLINT(*-reinterpret-cast)
  (void)kept::read_iati_xml("fuzz.xml", bytes, [](const kept::XmlElement&) {});
  const kept::NamedBytes file{"fuzz.xml", bytes, "", 0};
  const kept::Folder own{"", {&file}};
  kept::SourcesRead out;
  kept::read_iati(own, {}, out);
  return 0;
}
