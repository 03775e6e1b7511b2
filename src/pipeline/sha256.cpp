#include "pipeline/sha256.hpp"

#include <openssl/evp.h>

#include <array>
#include <cassert>

namespace kept {

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  [[maybe_unused]] const int done =
      EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr);
  assert(done == 1);
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  for (unsigned at = 0; at < length; ++at) {
    hex += digits[digest.at(at) >> 4U];
    hex += digits[digest.at(at) & 15U];
  }
  return hex;
}

}  // namespace kept
