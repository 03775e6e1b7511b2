#include "lang/word_table.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "lang/packed.hpp"

namespace kept {
namespace {

TEST(WordTable, NumbersWordsInTheirOrder) {
  WordTable table;
  EXPECT_EQ(table.add("aid"), 0U);
  EXPECT_EQ(table.add("loan"), 1U);
  EXPECT_EQ(table.add("aid"), 0U);
  EXPECT_EQ(table.find("loan"), 1U);
  EXPECT_EQ(table.find("grant"), WordTable::none);
  EXPECT_EQ(table.find(""), WordTable::none);
  EXPECT_EQ(table[1], "loan");
}

TEST(WordTable, GrowsAndComesBackFromBytes) {
  constexpr std::uint32_t words = 5000;
  WordTable table;
  for (std::uint32_t word = 0; word < words; ++word) EXPECT_EQ(table.add("word" + std::to_string(word)), word);
  PackedWriter out;
  table.write(out);
  const std::string bytes = out.take();
  WordTable back;
  PackedReader in(bytes);
  back.read(in);
  EXPECT_TRUE(in.good() && in.at_end());
  for (std::uint32_t word = 0; word < words; ++word) EXPECT_EQ(back.find("word" + std::to_string(word)), word);
  EXPECT_EQ(back.find("word"), WordTable::none);
}

TEST(WordTable, HashesEveryByteOfAWord) {
  for (const std::string_view word : {"a", "ab", "abc", "abcd", "abcdefg", "abcdefgh", "abcdefghijklmnopq"}) {
    for (std::size_t at = 0; at < word.size(); ++at) {
      std::string other(word);
      other[at] = 'x';
      EXPECT_NE(hash_of(word), hash_of(other)) << other;
    }
  }
}

}  // namespace
}  // namespace kept
