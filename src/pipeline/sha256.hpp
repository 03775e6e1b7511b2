// SHA-256 (FIPS 180-4), by OpenSSL.
#pragma once

#include <string>
#include <string_view>

namespace kept {

// 64 hex digits, lower case.
std::string sha256_hex(std::string_view bytes);

}  // namespace kept
