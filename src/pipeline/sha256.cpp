#include "pipeline/sha256.hpp"

#include <openssl/evp.h>

#include <array>
#include <cassert>
#include <memory>
#include <string>
#include <string_view>

namespace kept {

struct Sha256::Context {
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  std::unique_ptr<EVP_MD_CTX, Free> handle{EVP_MD_CTX_new()};
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {
  [[maybe_unused]] const int done = EVP_DigestInit_ex(context_->handle.get(), EVP_sha256(), nullptr);
  assert(done == 1);
}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
  [[maybe_unused]] const int done = EVP_DigestUpdate(context_->handle.get(), bytes.data(), bytes.size());
  assert(done == 1);
}

std::string Sha256::hex() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  [[maybe_unused]] const int done = EVP_DigestFinal_ex(context_->handle.get(), digest.data(), &length);
  assert(done == 1);
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  for (unsigned at = 0; at < length; ++at) {
    hex += digits[digest.at(at) >> 4U];
    hex += digits[digest.at(at) & 15U];
  }
  return hex;
}

std::string sha256_hex(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hash.hex();
}

}  // namespace kept
