
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "claim/claim.hpp"
#include "claim/read.hpp"
#include "claim/scenario.hpp"
#include "document/document.hpp"

namespace kept {
namespace {

std::string joined(const std::vector<std::string>& codes) {
  std::string line;
  for (const std::string& code : codes) line += (line.empty() ? "" : "+") + code;
  return line.empty() ? "-" : line;
}

// "SPAN: stage modality giver>receiver channel instrument period", what is empty left out; "=c1" restates, "<c1" is a
// part of, "+" a total over time.
std::string line_of_money(std::string_view text, std::string_view language = "en") {
  const Document document = test_document(text, language);
  std::string line;
  for (const Claim& claim : read_claims(document, test_packs()).claims) {
    if (claim.kind != ClaimKind::money) continue;
    if (!line.empty()) line += "; ";
    line += std::string(claim.span.of(document.text)) + ":";
    if (claim.stage) line += " " + std::string(to_string(*claim.stage));
    line += " " + std::string(to_string(claim.modality)) + " " + joined(claim.giver) + ">" + joined(claim.receiver);
    if (!claim.channel.empty()) line += " via " + joined(claim.channel);
    if (claim.instrument) line += " " + std::string(to_string(*claim.instrument));
    if (claim.period.from || claim.period.to) line += " " + to_string(claim.period);
    if (!claim.fiscal_year.empty()) line += " FY " + claim.fiscal_year;
    if (!claim.equivalent_of.empty()) line += " =" + claim.equivalent_of + " at " + claim.implied_rate->to_fixed(2);
    if (!claim.part_of.empty()) line += " <" + claim.part_of;
    if (claim.cumulative) line += " +";
  }
  return line;
}

// Read as said by Norway's ambassador on 15 May 2025.
TEST(Money, LinksAPartToTheTotalBehindIt) {
  const std::vector<Scenario> scenarios{
      {"Denmark paid EUR 2 million of the EUR 5 million.",
       "EUR 2 million: disbursed stated DK>- <c2; EUR 5 million: disbursed stated DK>-"},
      {"Denmark paid the last EUR 2 million tranche of its EUR 5 million loan.",
       "EUR 2 million: disbursed stated DK>- <c2; EUR 5 million: disbursed stated DK>- loan"},
      {"Denmark paid EUR 2 million of USD 5 million.",
       "EUR 2 million: disbursed stated DK>-; USD 5 million: disbursed stated DK>-"},
  };
  for (const Scenario& scenario : scenarios) EXPECT_EQ(line_of_money(scenario.text), scenario.want) << scenario.text;
}

TEST(Money, TellsStageAndModality) {
  const std::vector<Scenario> scenarios{
      {"Denmark has provided EUR 5 million to Ukraine.", "EUR 5 million: given stated DK>UA"},
      {"Denmark will provide EUR 5 million to Ukraine.", "EUR 5 million: pledged promised DK>UA"},
      {"Denmark has decided to provide Ukraine with EUR 5 million.", "EUR 5 million: committed promised DK>UA"},
      {"Denmark pledged EUR 5 million to Ukraine.", "EUR 5 million: pledged promised DK>UA"},
      {"Denmark allocated EUR 5 million for Ukraine.", "EUR 5 million: committed stated DK>UA"},
      {"EUR 5 million was transferred to Ukraine by Denmark.", "EUR 5 million: disbursed stated DK>UA"},
      {"EUR 5 million is expected to be disbursed to Ukraine by Denmark.", "EUR 5 million: disbursed expected DK>UA"},
      {"Ukraine needs EUR 5 million.", "EUR 5 million: requested proposed ->UA"},
      {"Denmark has not paid EUR 5 million to Ukraine.", "EUR 5 million: disbursed denied DK>UA"},
      {"The damage in Kharkiv amounts to EUR 5 million.", "EUR 5 million: other stated ->-"},
  };
  for (const Scenario& scenario : scenarios) EXPECT_EQ(line_of_money(scenario.text), scenario.want) << scenario.text;
}

TEST(Money, TellsWhoGivesAndReceives) {
  const std::vector<Scenario> scenarios{
      {"Denmark, Sweden and Finland have committed EUR 5 million to Ukraine.",
       "EUR 5 million: committed promised FI+SE+DK>UA"},
      {"Denmark, Sweden, and the European Union gave EUR 5 million to Ukraine.",
       "EUR 5 million: given stated EU+SE+DK>UA"},
      {"Denmark gave EUR 2 million. The needs of the north are EUR 5 million.",
       "EUR 2 million: given stated DK>-; EUR 5 million: requested proposed ->-"},
      {"We gave EUR 5 million to Moldova.", "EUR 5 million: given stated NO>MD"},
      {"Moldova received EUR 5 million from Denmark.", "EUR 5 million: disbursed stated DK>MD"},
      {"A project financed by Sweden, worth EUR 5 million, began for Moldova.", "EUR 5 million: given stated SE>MD"},
      {"Sweden paid EUR 5 million to Moldova through the World Bank.", "EUR 5 million: disbursed stated SE>MD via WB"},
      {"Donors such as Sweden (EUR 5 million) and Finland (EUR 4 million) came.",
       "EUR 5 million: given stated SE>-; EUR 4 million: given stated FI>-"},
  };
  for (const Scenario& scenario : scenarios) EXPECT_EQ(line_of_money(scenario.text), scenario.want) << scenario.text;
}

TEST(Money, TellsInstruments) {
  const std::vector<Scenario> scenarios{
      {"Sweden gave Moldova a loan of EUR 5 million.", "EUR 5 million: given stated SE>MD loan"},
      {"Sweden gave Moldova EUR 5 million in budget support.", "EUR 5 million: given stated SE>MD budget_support"},
      {"Sweden gave Moldova EUR 5 million in military aid.", "EUR 5 million: given stated SE>MD military"},
      {"Sweden gave Moldova EUR 5 million in military and civilian support.", "EUR 5 million: given stated SE>MD"},
  };
  for (const Scenario& scenario : scenarios) EXPECT_EQ(line_of_money(scenario.text), scenario.want) << scenario.text;
}

TEST(Money, AsksTheSentenceBehindWhatKindOfMoneyItIs) {
  EXPECT_EQ(line_of_money("Denmark signed an agreement on EUR 5 million with Ukraine. This is a concessional loan."),
            "EUR 5 million: signed stated DK>- loan");
  EXPECT_EQ(line_of_money("Denmark signed an agreement on EUR 5 million with Ukraine. Loans are costly."),
            "EUR 5 million: signed stated DK>-");
  EXPECT_EQ(line_of_money("Данія надала Україні 5 млн євро. Це пільговий кредит.", "uk"),
            "5 млн євро: given stated DK>UA loan");
}

TEST(Money, TellsOfAPartThatIsSaidToBeSomethingAsOfItsTotal) {
  EXPECT_EQ(
      line_of_money("Denmark has provided Ukraine with EUR 9 million, of which EUR 3 million will be paid from the "
                    "reserve, and another EUR 6 million are loans."),
      "EUR 9 million: given stated DK>UA; EUR 3 million: disbursed promised DK>UA <c1; "
      "EUR 6 million: given stated DK>UA loan <c1");
}

TEST(Money, TellsWhen) {
  const std::vector<Scenario> scenarios{
      {"Sweden paid EUR 5 million to Moldova in December last year.",
       "EUR 5 million: disbursed stated SE>MD 2024-12-01..2024-12-31"},
      {"Sweden will pay EUR 5 million to Moldova by the end of 2027.",
       "EUR 5 million: disbursed promised SE>MD ..2027-12-31"},
      {"A decision was taken in March to provide EUR 5 million to Moldova in the first half of 2026.",
       "EUR 5 million: committed promised NO>MD 2026-01-01..2026-06-30"},
      {"To date, Sweden has provided EUR 5 million to Moldova.", "EUR 5 million: given stated SE>MD ..2025-05-15 +"},
      {"In 2022, Sweden paid EUR 5 million to Moldova, and EUR 6 million in 2023.",
       "EUR 5 million: disbursed stated SE>MD 2022-01-01..2022-12-31; "
       "EUR 6 million: disbursed stated SE>MD 2023-01-01..2023-12-31"},
      {"Under Sweden's FY2024 budget Sweden gave EUR 5 million to Moldova.",
       "EUR 5 million: given stated SE>MD FY SE 2024"},
  };
  for (const Scenario& scenario : scenarios) EXPECT_EQ(line_of_money(scenario.text), scenario.want) << scenario.text;
}

TEST(Money, TiesEquivalentsAndParts) {
  const std::vector<Scenario> scenarios{
      {"Japan gave Moldova 10 billion yen (approximately 80 million euros).",
       "10 billion yen: given stated JP>MD; 80 million euros: given stated JP>MD =c1 at 125.00"},
      {"Out of more than EUR 9 million, EUR 5 million was paid to Moldova.",
       "EUR 9 million: committed stated NO>MD; EUR 5 million: disbursed stated NO>MD <c1"},
      {"Sweden pledged Moldova EUR 9 million, including EUR 5 million for schools.",
       "EUR 9 million: pledged promised SE>MD; EUR 5 million: pledged promised SE>MD <c1"},
      {"Sweden pledged Moldova EUR 9 million. This includes EUR 5 million for schools.",
       "EUR 9 million: pledged promised SE>MD; EUR 5 million: pledged promised SE>MD <c1"},
  };
  for (const Scenario& scenario : scenarios) EXPECT_EQ(line_of_money(scenario.text), scenario.want) << scenario.text;
}

TEST(Money, ReadsListsUnderTheirIntroduction) {
  EXPECT_EQ(
      line_of_money("Swedish pledges to Moldova include:\n\n* EUR 5 million for schools\n* EUR 6 million for roads\n"),
      "EUR 5 million: pledged promised SE>MD; EUR 6 million: pledged promised SE>MD");
}

TEST(Money, TellsStageByAspectAndTenseOfUkrainianVerbs) {
  const std::vector<Scenario> scenarios{
      {"Чилі скерувала Україні 5 млн євро.", "5 млн євро: disbursed stated CL>UA"},
      {"Чилі скерує Україні 5 млн євро.", "5 млн євро: pledged promised CL>UA"},
      {"Чилі погодилася переказати Україні 5 млн євро.", "5 млн євро: committed promised CL>UA"},
      {"Чилі готова профінансувати для України проєкт на 5 млн євро.", "5 млн євро: pledged promised CL>UA"},
      {"Україна розраховує отримати від Чилі 5 млн євро.", "5 млн євро: pledged expected CL>UA"},
      {"Україна одержала від Чилі черговий транш на 5 млн євро.", "5 млн євро: disbursed stated CL>UA"},
      {"Підтримка Іспанії для України складе 5 млн євро.", "5 млн євро: pledged promised ES>UA"},
      {"Чилі не виплатила Україні 5 млн євро.", "5 млн євро: disbursed denied CL>UA"},
      {"Україна просить Чилі про 5 млн євро.", "5 млн євро: requested proposed ->UA"},
  };
  for (const Scenario& scenario : scenarios)
    EXPECT_EQ(line_of_money(scenario.text, "uk"), scenario.want) << scenario.text;
}

TEST(Money, EndsBeforeThePointOfAnAbbreviation) {
  const std::vector<Scenario> scenarios{
      {"Ремонт коштував 5 млн. грн. Дах ще 2 млн грн.", "5 млн. грн: other stated ->-; 2 млн грн: other stated ->-"},
      {"Чилі дала 5 млн. дол. США на школи.", "5 млн. дол. США: given stated CL>-"},
  };
  for (const Scenario& scenario : scenarios)
    EXPECT_EQ(line_of_money(scenario.text, "uk"), scenario.want) << scenario.text;
}

TEST(Money, LinksAmountsThatAddUpAndTranches) {
  const std::vector<Scenario> scenarios{
      {"Denmark gave EUR 50 million. Schools got EUR 30 million. Roads got EUR 20 million.",
       "EUR 50 million: given stated DK>-; EUR 30 million: disbursed stated DK>- <c1; EUR 20 million: disbursed stated "
       "DK>- "
       "<c1"},
      {"Denmark gave EUR 50 million. Schools got EUR 30 million. Roads got EUR 10 million.",
       "EUR 50 million: given stated DK>-; EUR 30 million: disbursed stated DK>-; EUR 10 million: disbursed stated "
       "DK>-"},
      {"Denmark lends EUR 50 million, the first tranche being EUR 20 million.",
       "EUR 50 million: given stated DK>-; EUR 20 million: given stated DK>- <c1"},
  };
  for (const Scenario& scenario : scenarios) EXPECT_EQ(line_of_money(scenario.text), scenario.want) << scenario.text;
}

TEST(Money, TellsWhoGivesInUkrainian) {
  const std::vector<Scenario> scenarios{
      {"Ми вдячні Чилі за 5 млн євро для України.", "5 млн євро: given stated CL>UA"},
      {"Допомога Іспанії Україні зросла до 5 млн євро.", "5 млн євро: given stated ES>UA"},
      {"Для України виділено Іспанією 5 млн євро.", "5 млн євро: committed stated ES>UA"},
      {"Кабмін закупив для шкіл автобуси на 5 млн грн.", "5 млн грн: other stated UA>UA"},
      {"Фірма продала склад за 5 млн грн.", "5 млн грн: other stated ->-"},
      {"Іспанія та Україна підписали угоду про кредит на 5 млн євро для України.",
       "5 млн євро: signed stated ES>UA loan"},
  };
  for (const Scenario& scenario : scenarios)
    EXPECT_EQ(line_of_money(scenario.text, "uk"), scenario.want) << scenario.text;
}

TEST(Money, DatesWhatWasGivenSoFar) {
  const std::vector<Scenario> scenarios{
      {"У 2025 році Чилі вже надала Україні 5 млн євро.", "5 млн євро: given stated CL>UA 2025-01-01..2025-05-15 +"},
      {"Чилі надала Україні 5 млн євро у 2024 році.", "5 млн євро: given stated CL>UA 2024-01-01..2024-12-31"},
      {"З 2023 року Чилі надала Україні 5 млн євро.", "5 млн євро: given stated CL>UA 2023-01-01..2025-05-15"},
      {"Чилі вже у червні надасть Україні 5 млн євро.", "5 млн євро: pledged promised CL>UA 2025-06-01..2025-06-30"},
  };
  for (const Scenario& scenario : scenarios)
    EXPECT_EQ(line_of_money(scenario.text, "uk"), scenario.want) << scenario.text;
}

}  // namespace
}  // namespace kept
