// Compiled packs as bytes: arrays of plain numbers, one behind the other, written once when the program is built and
// read by the same version on the same machine. Not a format to keep or to exchange.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace kept {

class PackedWriter {
 public:
  template <typename T>
  void numbers(const std::vector<T>& list) {
    static_assert(std::has_unique_object_representations_v<T>, "padding would make equal packs unequal");
    size(list.size());
    bytes_.append(reinterpret_cast<const char*>(list.data()), list.size() * sizeof(T));  // NOLINT(*-reinterpret-cast)
  }
  void text(std::string_view text) {
    size(text.size());
    bytes_ += text;
  }
  void size(std::uint64_t size) {
    std::array<char, sizeof size> raw{};
    std::memcpy(raw.data(), &size, sizeof size);
    bytes_.append(raw.data(), raw.size());
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Reads in the order of writing. What goes beyond the end is empty, and `good` is false from then on.
class PackedReader {
 public:
  explicit PackedReader(std::string_view bytes) : bytes_(bytes) {}

  template <typename T>
  void numbers(std::vector<T>& list) {
    const std::uint64_t count = size();
    if (count > bytes_.size() / sizeof(T)) good_ = false;
    list.resize(good_ ? static_cast<std::size_t>(count) : 0);
    if (list.empty()) return;
    // The number of bytes is given: NOLINTNEXTLINE(bugprone-suspicious-stringview-data-usage)
    std::memcpy(list.data(), bytes_.data(), list.size() * sizeof(T));
    bytes_.remove_prefix(list.size() * sizeof(T));
  }
  std::string_view text() {
    const std::uint64_t count = size();
    if (count > bytes_.size()) good_ = false;
    if (!good_) return {};
    const std::string_view text = bytes_.substr(0, static_cast<std::size_t>(count));
    bytes_.remove_prefix(text.size());
    return text;
  }
  std::uint64_t size() {
    std::uint64_t size = 0;
    if (bytes_.size() < sizeof size) good_ = false;
    if (!good_) return 0;
    std::memcpy(&size, bytes_.data(), sizeof size);
    bytes_.remove_prefix(sizeof size);
    return size;
  }
  [[nodiscard]] bool good() const { return good_; }
  [[nodiscard]] bool at_end() const { return bytes_.empty(); }

 private:
  std::string_view bytes_;
  bool good_ = true;
};

}  // namespace kept
