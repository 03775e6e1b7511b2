// Words to numbers from 0, in the order in which they were added; open addressing, no removal. Measured at several
// times the speed of std::unordered_map on the words of a text, whose hashes are computed once for all tables.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "lang/packed.hpp"

namespace kept {

// The hash by which word tables are asked; the same on all machines of one byte order.
std::uint32_t hash_of(std::string_view word);

// Whether two words are the same, without a call for the short ones that most are.
inline bool same_word(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  const std::size_t size = a.size();
  if (size > 2 * sizeof(std::uint64_t)) return std::memcmp(a.data(), b.data(), size) == 0;
  const auto same = [&]<typename T>(T /*type*/, std::size_t at) {
    T left{};
    T right{};
    std::memcpy(&left, a.data() + at, sizeof(T));
    std::memcpy(&right, b.data() + at, sizeof(T));
    return left == right;
  };
  if (size >= sizeof(std::uint64_t)) {
    return same(std::uint64_t{}, 0) && same(std::uint64_t{}, size - sizeof(std::uint64_t));
  }
  if (size >= sizeof(std::uint32_t)) {
    return same(std::uint32_t{}, 0) && same(std::uint32_t{}, size - sizeof(std::uint32_t));
  }
  return size == 0 || (a[0] == b[0] && a[size / 2] == b[size / 2] && a[size - 1] == b[size - 1]);
}

class WordTable {
 public:
  static constexpr std::uint32_t none = 0xFFFFFFFFU;

  explicit WordTable(std::size_t slots = 64) : slots_(slots) {}

  // The number of `word`, which is added where it was not there.
  std::uint32_t add(std::string_view word) { return add(word, hash_of(word)); }
  std::uint32_t add(std::string_view word, std::uint32_t hash);
  // `none` where it is not there. `hash` is hash_of(word).
  [[nodiscard]] std::uint32_t find(std::string_view word, std::uint32_t hash) const {
    for (std::size_t at = hash & (slots_.size() - 1); slots_[at].word != 0; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].hash == hash && same_word((*this)[slots_[at].word - 1], word)) return slots_[at].word - 1;
    }
    return none;
  }
  [[nodiscard]] std::uint32_t find(std::string_view word) const { return find(word, hash_of(word)); }

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(words_.size()); }
  [[nodiscard]] std::string_view operator[](std::uint32_t word) const {
    return std::string_view(letters_).substr(words_[word].begin, words_[word].size);
  }

  void write(PackedWriter& out) const;
  void read(PackedReader& in);

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t word = 0;  // from 1; 0 is free
  };
  struct Word {
    std::uint32_t begin = 0;  // in letters_
    std::uint32_t size = 0;
  };
  void grow();

  std::vector<Slot> slots_;  // a power of two
  std::vector<Word> words_;
  std::string letters_;
};

}  // namespace kept
