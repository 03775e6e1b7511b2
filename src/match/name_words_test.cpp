#include "match/name_words.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace kept {
namespace {

TEST(NameWords, NamesAgreeByMostWordsOfTheShorterOne) {
  EXPECT_GT(naming_similarity({"ukraine", "mine", "action", "conference", "umac", "2025"},
                              {"international", "ukraine", "mine", "action", "conference", "tokyo"}),
            0.6);
  EXPECT_EQ(naming_similarity({"energy", "forum"}, {"forum"}), 0);
  EXPECT_EQ(naming_similarity({"recovery", "conference", "2025"}, {"recovery", "conference", "2026"}), 0);
  EXPECT_EQ(naming_similarity({"18th", "sanctions", "package"}, {"19th", "sanctions", "package"}), 0);
  EXPECT_GT(naming_similarity({"18th", "sanctions", "package"}, {"sanctions", "package"}), 0);
  EXPECT_EQ(naming_similarity({}, {"a", "b"}), 0);
}

TEST(NameWords, FormsOfAWordAreOneWord) {
  EXPECT_TRUE(one_word("allocate", "allocated"));
  EXPECT_TRUE(one_word("helmet", "helmets"));
  EXPECT_TRUE(one_word("конференція", "конференції"));
  EXPECT_TRUE(one_word("шоломи", "шоломів"));
  EXPECT_FALSE(one_word("aid", "aids")) << "too short to tell";
  EXPECT_FALSE(one_word("form", "formidable"));
  EXPECT_FALSE(one_word("2025", "2026"));
  EXPECT_FALSE(one_word("", "a"));
}

TEST(NameWords, InitialsStandForTheirWords) {
  EXPECT_EQ(naming_similarity({"allocate", "remaining", "ukraine", "security", "assistance", "initiative", "funds"},
                              {"allocated", "remaining", "usai", "funds"}),
            1);
  EXPECT_EQ(shared_words({"usai"}, {"ukraine", "security", "aid"}).shared, 0U);
  EXPECT_EQ(shared_words({"umac", "2025"}, {"ukraine", "mine", "action", "conference"}).shared, 1U);
}

TEST(NameWords, TheOrderOfTwoNamesDoesNotMatter) {
  const std::vector<std::string> a{"third", "energy", "forum", "kyiv"};
  const std::vector<std::string> b{"energy", "forums", "ukraine"};
  EXPECT_EQ(naming_similarity(a, b), naming_similarity(b, a));
  EXPECT_EQ(shared_words(a, b).shared, shared_words(b, a).shared);
}

}  // namespace
}  // namespace kept
