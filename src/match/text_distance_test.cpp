#include "match/text_distance.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace kept {
namespace {

// The distance by its definition, without any short cut.
unsigned plain_distance(const std::string& a, const std::string& b, bool exchanges) {
  std::vector<std::vector<unsigned>> d(a.size() + 1, std::vector<unsigned>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = static_cast<unsigned>(i + j);
        continue;
      }
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (exchanges && i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }
  return d[a.size()][b.size()];
}

TEST(TextDistance, AgreesWithTheDefinition) {
  std::mt19937 random(7);  // a fixed seed: the same texts in every run
  const auto text = [&random](std::size_t length_max) {
    std::string out(random() % (length_max + 1), ' ');
    for (char& c : out) c = static_cast<char>('a' + random() % 4);
    return out;
  };
  for (int i = 0; i < 4000; ++i) {
    const std::size_t length_max = i % 10 == 0 ? 90 : 12;
    const std::string a = text(length_max);
    const std::string b = text(length_max);
    for (const unsigned most : {1U, 3U, 200U}) {
      EXPECT_EQ(edit_distance(a, b, EditDistance::levenshtein, most), std::min(plain_distance(a, b, false), most + 1))
          << a << " " << b;
      EXPECT_EQ(edit_distance(a, b, EditDistance::damerau_levenshtein, most),
                std::min(plain_distance(a, b, true), most + 1))
          << a << " " << b;
    }
  }
}

TEST(TextDistance, OnePatternServesManyTexts) {
  EditPattern pattern;
  pattern.prepare("harbour");
  EXPECT_EQ(pattern.distance_to("harbor", EditDistance::levenshtein, 5), 1U);
  EXPECT_EQ(pattern.distance_to("arbour", EditDistance::levenshtein, 5), 1U);
  pattern.prepare("bridge");
  EXPECT_EQ(pattern.distance_to("birdge", EditDistance::levenshtein, 5), 2U);
  EXPECT_EQ(pattern.distance_to("birdge", EditDistance::damerau_levenshtein, 5), 1U);
}

TEST(TextDistance, CountsCodePoints) {
  EXPECT_EQ(edit_distance("міст", "мости", EditDistance::levenshtein, 9), 2U);
  EXPECT_EQ(edit_distance("橋", "港", EditDistance::levenshtein, 9), 1U);
  EXPECT_EQ(edit_distance("橋", "", EditDistance::levenshtein, 9), 1U);
}

TEST(TextDistance, JaroWinkler) {
  // The examples of Winkler's papers.
  EXPECT_NEAR(jaro_winkler("MARTHA", "MARHTA"), 0.961, 0.001);
  EXPECT_NEAR(jaro_winkler("DWAYNE", "DUANE"), 0.84, 0.001);
  EXPECT_NEAR(jaro_winkler("DIXON", "DICKSONX"), 0.813, 0.001);
  EXPECT_EQ(jaro_winkler("a", "a"), 1);
  EXPECT_EQ(jaro_winkler("abc", "xyz"), 0);
  EXPECT_EQ(jaro_winkler("", "xyz"), 0);
  EXPECT_NEAR(jaro_winkler("Олена", "Олєна"), 0.893, 0.001);
}

}  // namespace
}  // namespace kept
