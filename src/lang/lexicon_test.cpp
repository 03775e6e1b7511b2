#include "lang/lexicon.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include "lang/token.hpp"

namespace kept {
namespace {

std::string line_of(const Lexicon& lexicon, std::string_view text) {
  const Tokens tokens = tokenize(text);
  std::string line;
  for (const Term& term : lexicon.find(tokens)) {
    if (!line.empty()) line += "; ";
    line += tokens.span(term.first, term.last).of(text);
    line += "=";
    line += term.entry->column(0);
  }
  return line;
}

Lexicon small_lexicon() {
  Lexicon lexicon;
  lexicon.add("dollar|dollars", {Table::currency, {"USD"}});
  lexicon.add("Canadian dollars", {Table::currency, {"CAD"}});
  lexicon.add("A$", {Table::currency, {"AUD"}});
  lexicon.add("$", {Table::currency, {"USD"}});
  lexicon.add("US", {Table::party, {"US"}});
  lexicon.add("Canadian", {Table::party, {"CA"}});
  lexicon.add("долар*", {Table::currency, {"USD"}});
  lexicon.add("米ドル", {Table::currency, {"USD"}});
  lexicon.add("ドル", {Table::currency, {"USD"}});
  return lexicon;
}

TEST(Lexicon, TakesTheLongestOfEachTable) {
  const Lexicon lexicon = small_lexicon();
  EXPECT_EQ(line_of(lexicon, "5 dollars"), "dollars=USD");
  EXPECT_EQ(line_of(lexicon, "5 Canadian dollars"), "Canadian dollars=CAD; Canadian=CA");
  EXPECT_EQ(line_of(lexicon, "8米ドル"), "米ドル=USD");
}

TEST(Lexicon, FindsStemsAndNothingShorter) {
  const Lexicon lexicon = small_lexicon();
  EXPECT_EQ(line_of(lexicon, "мільйонів доларів"), "доларів=USD");
  EXPECT_EQ(line_of(lexicon, "дола"), "");
}

TEST(Lexicon, FindsWhatIsWrittenTogetherOnlyTogether) {
  const Lexicon lexicon = small_lexicon();
  EXPECT_EQ(line_of(lexicon, "A$5"), "A$=AUD");
  EXPECT_EQ(line_of(lexicon, "a $5 loan"), "$=USD");
}

TEST(Lexicon, FindsCapitalsOnlyInCapitals) {
  const Lexicon lexicon = small_lexicon();
  EXPECT_EQ(line_of(lexicon, "the US told us"), "US=US");
}

TEST(Lexicon, GivesAllEntriesOfOnePhrase) {
  Lexicon lexicon;
  lexicon.add("second", {Table::number, {"ordinal"}});
  lexicon.add("second", {Table::unit, {"second"}});
  lexicon.add("second", {Table::unit, {"other"}});
  EXPECT_EQ(line_of(lexicon, "second"), "second=ordinal; second=second; second=other");
}

}  // namespace
}  // namespace kept
