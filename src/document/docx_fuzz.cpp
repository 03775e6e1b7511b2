// Any bytes as a .docx; bytes that are no zip are taken for the XML of its text, as it stands uncompressed in one.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "document/docx.hpp"

namespace {

void append_number(std::string& out, std::uint32_t number, int bytes) {
  for (int at = 0; at < bytes; ++at) out += static_cast<char>((number >> (8 * at)) & 0xFFU);
}

std::uint32_t crc32_of(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  return ~crc;
}

// A zip of one member that is stored, not compressed.
std::string zip_of(std::string_view xml) {
  constexpr std::string_view name = "word/document.xml";
  const auto size = static_cast<std::uint32_t>(xml.size());
  std::string common;
  common.append(8, '\0');  // flags, method, time, date
  append_number(common, crc32_of(xml), 4);
  append_number(common, size, 4);
  append_number(common, size, 4);
  append_number(common, static_cast<std::uint32_t>(name.size()), 2);
  append_number(common, 0, 2);
  std::string zip = "PK\x03\x04";
  append_number(zip, 20, 2);
  zip += common;
  zip += name;
  zip += xml;
  const auto directory = static_cast<std::uint32_t>(zip.size());
  zip += "PK\x01\x02";
  append_number(zip, 20, 2);
  append_number(zip, 20, 2);
  zip += common;
  zip.append(14, '\0');
  zip += name;
  const auto end = static_cast<std::uint32_t>(zip.size());
  zip += "PK\x05\x06";
  append_number(zip, 0, 4);
  append_number(zip, 1, 2);
  append_number(zip, 1, 2);
  append_number(zip, end - directory, 4);
  append_number(zip, directory, 4);
  append_number(zip, 0, 2);
  return zip;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);  // NOLINT(*-reinterpret-cast)
  const std::string made = kept::is_zip(bytes) ? std::string(bytes) : zip_of(bytes);
  const auto document = kept::extract_docx(
      "fuzz.docx", made,
      {.bytes_max = 1U << 22U, .ratio_max = 100, .members_max = 16, .text_bytes_max = 1U << 20U, .depth_max = 64});
  if (document && kept::first_invalid_utf8(document->text)) std::abort();
  return 0;
}
