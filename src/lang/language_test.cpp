#include "lang/language.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "lang/packs.hpp"
#include "lang/token.hpp"

namespace kept {
namespace {

const LanguageIdentifier& languages() {
  static const Result<Packs> packs = load_packs();
  return packs.value().languages;
}

std::string language_of(std::string_view text, std::string_view usual = "en") {
  const Tokens tokens = tokenize(text);
  return std::string(
      languages().decide(LanguageIdentifier::Evidence(languages(), tokens).weigh_all(0, tokens.size()), usual));
}

// "LANGUAGE first words ...", one a stretch.
std::string stretches_of(std::string_view text, std::string_view usual) {
  const Tokens tokens = tokenize(text);
  std::string line;
  const auto runs = LanguageIdentifier::Evidence(languages(), tokens).weigh(0, tokens.size());
  for (const LanguageStretch& stretch : languages().decide(runs, usual)) {
    line += std::string(stretch.language) + " " + std::string(tokens.lower(stretch.first)) + "; ";
  }
  return line;
}

TEST(Language, IsToldByLettersAndCommonWords) {
  struct Case {
    std::string_view text;
    std::string_view language;
  };
  const std::vector<Case> cases{
      {"The harbour of our town was rebuilt with the help of the neighbours.", "en"},
      {"Порт відбудували завдяки допомозі сусідів, і це важливо.", "uk"},
      {"Порт восстановили благодаря помощи соседей, и это было важно.", "ru"},
      {"Порт адбудавалі дзякуючы дапамозе суседзяў, і гэта важна.", "be"},
      {"港は隣国の支援で再建されました。", "ja"},
      {"Der Hafen wurde mit der Hilfe unserer Nachbarn wieder aufgebaut.", "de"},
      {"Le port a été reconstruit avec l'aide de nos voisins.", "fr"},
  };
  for (const Case& c : cases) EXPECT_EQ(language_of(c.text), c.language) << c.text;
}

TEST(Language, IsTheUsualOneWhereNothingTellsClearly) {
  EXPECT_EQ(language_of(""), "en");
  EXPECT_EQ(language_of("12 000 - 3,5"), "en");
  EXPECT_EQ(language_of("12 000", "ja"), "ja");
  EXPECT_EQ(language_of("Oslo paid 4 000 kroner per head"), "en");
  EXPECT_EQ(language_of("Hotel Continental, Bergen", "de"), "de");
  EXPECT_EQ(language_of("Порт", "ru"), "ru");
}

TEST(Language, CutsALongPassageInAnotherScriptAndNoName) {
  EXPECT_EQ(stretches_of("Фонд Harbour Rebuilding Trust відбудував порт у нашому місті.", "uk"), "uk фонд; ");
  EXPECT_EQ(stretches_of("Наше місто відбудувало великий порт за рік, і це коштувало нам багато - The harbour of our "
                         "town was rebuilt and "
                         "this cost us a lot (25).",
                         "uk"),
            "uk наше; en the; ");
}

TEST(Language, RefusesTooManyLanguages) {
  LanguageIdentifier many;
  for (std::size_t at = 0; at < LanguageIdentifier::languages_max; ++at) {
    EXPECT_TRUE(many.add_word("l" + std::to_string(at), "word"));
  }
  EXPECT_TRUE(many.add_letters("l3", "a-z"));
  EXPECT_FALSE(many.add_letters("another", "a-z"));
}

}  // namespace
}  // namespace kept
