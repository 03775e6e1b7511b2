#include "match/name_key.hpp"

#include <gtest/gtest.h>

#include <string_view>
#include <utility>
#include <vector>

namespace kept {
namespace {

TEST(NameKey, OneForAllSpellings) {
  const std::vector<std::vector<std::string_view>> same{
      {"Volodymyr Zelenskyy", "Zelensky, Volodymyr", "Володимир Зеленський", "Володимира Зеленського",
       "Володимиру Зеленському", "ウォロディミル・ゼレンスキー", "VOLODYMYR ZELENSKIY"},
      {"Shmyhal", "Шмигаль", "Шмыгаль", "シュミハリ", "Шмигаля"},
      {"Kharkiv", "Харків", "Kharkov", "Харьков", "ハルキウ", "Харкова"},
      {"Bodnar", "Боднар", "Боднаря", "ボドナル"},
      {"Bergström GmbH", "Bergstrom", "BERGSTROEM GMBH"},
      {"Müller & Söhne AG", "Muller und Sohne Aktiengesellschaft"},
      {"Ministry of Finance", "FINANCE MINISTRY"},
      {"Łódź", "Lodz", "Лодзь"},
      {"Παπαδόπουλος", "Papadopoulos", "パパドプロス"},
      {"日本銀行", " 日本銀行 "},
  };
  for (const auto& names : same) {
    for (const std::string_view name : names) EXPECT_EQ(name_key(name), name_key(names.front())) << name;
  }
}

TEST(NameKey, KeepsApartWhatDiffers) {
  const std::vector<std::pair<std::string_view, std::string_view>> different{
      {"Zelenskyy", "Zaluzhnyy"}, {"Ministry of Finance", "Ministry of Defence"}, {"Tranche 1", "Tranche 11"},
      {"Kyiv", "Kharkiv"},        {"World Bank", "World Food Programme"},         {"日本銀行", "日本政府"},
  };
  for (const auto& [a, b] : different) EXPECT_NE(name_key(a), name_key(b)) << a << " " << b;
}

TEST(NameKey, NothingIsLostToEmptiness) {
  EXPECT_EQ(name_key(""), "");
  EXPECT_EQ(name_key("--"), "--");
  EXPECT_EQ(name_key("Ltd."), "rtd");  // a name of such words alone keeps them
}

}  // namespace
}  // namespace kept
