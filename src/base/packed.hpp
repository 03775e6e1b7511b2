// Several texts one behind the other in one string, each told by its length: a key that holds all of them, and from
// which they come back. For tables of what occurs again and again, in memory alone.
#pragma once

#include <cassert>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace kept {

// Texts of 4 GiB and more are a fault of ours.
inline void pack(std::string& to, std::string_view text) {
  assert(text.size() <= UINT32_MAX);
  const auto size = static_cast<std::uint32_t>(text.size());
  char bytes[sizeof size];  // NOLINT(*-c-arrays)
  std::memcpy(bytes, &size, sizeof size);
  to.append(bytes, sizeof size);
  to.append(text);
}

// The texts of a string that `pack` made, in their order.
class Unpack {
 public:
  explicit Unpack(std::string_view packed) : rest_(packed) {}
  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  // Not at the end.
  std::string_view next() {
    std::uint32_t size = 0;
    assert(rest_.size() >= sizeof size);
    std::memcpy(&size, rest_.data(), sizeof size);
    const std::string_view text = rest_.substr(sizeof size, size);
    rest_.remove_prefix(sizeof size + size);
    return text;
  }

 private:
  std::string_view rest_;
};

}  // namespace kept
