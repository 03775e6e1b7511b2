#include "lang/word_table.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "lang/packed.hpp"

namespace kept {
namespace {

template <typename T>
std::uint64_t load(const char* from) {
  T value{};
  std::memcpy(&value, from, sizeof value);
  return value;
}

std::uint64_t mixed(std::uint64_t hash, std::uint64_t more) {
  constexpr std::uint64_t golden_ratio = 0x9E3779B97F4A7C15U;
  hash = (hash ^ more) * golden_ratio;
  return hash ^ (hash >> 32U);
}

}  // namespace

std::uint32_t hash_of(std::string_view word) {
  const char* const begin = word.data();
  const std::size_t size = word.size();
  std::uint64_t hash = size;
  if (size >= sizeof(std::uint64_t)) {
    for (std::size_t at = 0; at + sizeof(std::uint64_t) < size; at += sizeof(std::uint64_t)) {
      hash = mixed(hash, load<std::uint64_t>(begin + at));
    }
    hash = mixed(hash, load<std::uint64_t>(begin + size - sizeof(std::uint64_t)));
  } else if (size >= sizeof(std::uint32_t)) {
    const std::uint64_t low = load<std::uint32_t>(begin);
    hash = mixed(hash, (load<std::uint32_t>(begin + size - sizeof(std::uint32_t)) << 32U) | low);
  } else if (size > 0) {
    const auto byte = [word](std::size_t at) { return std::uint64_t{static_cast<unsigned char>(word[at])}; };
    hash = mixed(hash, byte(0) | (byte(size / 2) << 8U) | (byte(size - 1) << 16U));
  }
  return static_cast<std::uint32_t>(hash ^ (hash >> 29U));
}

std::uint32_t WordTable::add(std::string_view word, std::uint32_t hash) {
  if (2 * (words_.size() + 1) > slots_.size()) grow();
  std::size_t at = hash & (slots_.size() - 1);
  for (; slots_[at].word != 0; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at].hash == hash && (*this)[slots_[at].word - 1] == word) return slots_[at].word - 1;
  }
  words_.push_back({static_cast<std::uint32_t>(letters_.size()), static_cast<std::uint32_t>(word.size())});
  letters_ += word;
  slots_[at] = {hash, size()};
  return size() - 1;
}

void WordTable::grow() {
  std::vector<Slot> old(2 * slots_.size());
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.word == 0) continue;
    std::size_t at = slot.hash & (slots_.size() - 1);
    while (slots_[at].word != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }
}

void WordTable::write(PackedWriter& out) const {
  out.numbers(slots_);
  out.numbers(words_);
  out.text(letters_);
}

void WordTable::read(PackedReader& in) {
  in.numbers(slots_);
  in.numbers(words_);
  letters_ = in.text();
}

}  // namespace kept
