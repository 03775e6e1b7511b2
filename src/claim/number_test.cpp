
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "claim/context.hpp"
#include "claim/scenario.hpp"
#include "document/document.hpp"

namespace kept {
namespace {

// "5; 7th; ~16": values in order, ordinals and parts of names marked.
std::string numbers_in(std::string_view text) {
  const Document document = test_document(text);
  const auto context = make_reading_context(document, test_packs());
  std::string line;
  for (const NumberMention& number : context->numbers) {
    if (!line.empty()) line += "; ";
    line += (number.glued ? "~" : "") + number.value.rounded_to_digits(12).to_string() + (number.ordinal ? "th" : "");
  }
  return line;
}

void expect_numbers(const std::vector<Scenario>& scenarios) {
  for (const Scenario& scenario : scenarios) EXPECT_EQ(numbers_in(scenario.text), scenario.want) << scenario.text;
}

TEST(Number, ReadsDigitsAndTheirMarks) {
  expect_numbers({{"1,250,000 tons", "1250000"},
                  {"12 000 tons", "12000"},
                  {"12 000.5 tons", "12000.5"},
                  {"1.250,75 of them", "1250.75"},
                  {"1.250.000 of them", "1250000"},
                  {"12,34,500 of them", "1234500"},
                  {"0.125 of them", "0.125"},
                  {"rooms 22,24,26 of them", "22; 24; 26"},
                  {"paragraph 4.2.1 says", "~4; ~2; ~1"},
                  {"they got .75 each", "0.75"},
                  {"a 450kW engine, an F-16", "~450; ~16"},
                  {"7 2024", "7; 2024"}});
}

TEST(Number, ReadsWords) {
  expect_numbers({{"forty-six of us", "46"},
                  {"one hundred and seven of us", "107"},
                  {"two hundred and fifty thousand of us", "250000"},
                  {"twenty-one thousand, three hundred and four of us", "21304"},
                  {"three million, one of them ours", "3000000; 1"},
                  {"five hundred thousand, six hundred thousand", "500000; 600000"},
                  {"3 hundred and 21 of us", "321"},
                  {"4 thousand 3 hundred of us", "4300"},
                  {"three hundred and two hundred", "300; 200"},
                  {"a thousand million", "1000000000"},
                  {"two dozen crates, 3 dozens, half a dozen, a dozen", "24; 36; 6; 12"},
                  {"dozens of crates", ""},
                  {"five point seven one of them", "5.71"},
                  {"€3 million and six trucks", "3000000; 6"},
                  {"This one and the one over there", ""}});
}

TEST(Number, ReadsFractions) {
  expect_numbers({{"half a million, three quarters of a million", "500000; 750000"},
                  {"two thirds of us", "0.666666666667"},
                  {"one and a half billion", "1500000000"},
                  {"3 million and a half", "3500000"},
                  {"one billion and three quarters million", "1000750000"},
                  {"one hundred and three quarters", "100.75"},
                  {"one hundred and thirty fifths", "26"},
                  {"three twenty-fifths", "0.12"},
                  {"2 1/4 and 3/4", "2.25; 0.75"},
                  {"1½ and ⅓", "1.5; 0.333333333333"},
                  {"24/7", "~24; ~7"}});
}

TEST(Number, ReadsOrdinalsLettersAndSigns) {
  expect_numbers({{"the third, the twenty-fifth, the 21st", "3th; 25th; 21th"},
                  {"10k, 3M, 10m, 1.2b", "10000; 3000000; ~10; 1200000000"},
                  {"it fell to -5, by minus two", "-5; -2"},
                  {"- 5 trucks\n-6 vans\n", "5; 6"},
                  {"from 5-7 to 8", "5; 7; 8"},
                  {"6.5e3, 2x10^4", "6500; 20000"}});
}

}  // namespace
}  // namespace kept
