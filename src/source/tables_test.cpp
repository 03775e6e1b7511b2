
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"
#include "source/testing.hpp"

namespace kept {
namespace {

using namespace testing_source;

constexpr std::string_view fts_header =
    "date,budgetYear,description,amountUSD,srcOrganization,srcOrganizationTypes,srcLocations,destOrganization,"
    "destLocations,contributionType,flowType,boundary,onBoundary,status,decisionDate,originalAmount,originalCurrency,"
    "exchangeRate,id,refCode,updatedAt\n";
constexpr std::string_view fts_tags =
    "#date,#date+year+budget,#description,#value+usd,#org+name+funder,#org+type,#country+funder,#org+name+impl,"
    "#country+impl,#financial+type,#financial+type,#financial+direction,#financial+direction+type,#status+text,"
    "#date+decision,#value,#value+currency,#financial+fx,#activity+id+fts_internal,#activity+code,#date+updated\n";

std::string fts_row(std::string_view giver, std::string_view types, std::string_view from, std::string_view to,
                    std::string_view amount, std::string_view id, std::string_view boundary = "incoming",
                    std::string_view status = "paid") {
  return fmt::format(
      "2026-03-02,2026,Pumps,{},\"{}\",{},{},UNICEF,\"{}\",financial,Standard,{},single,{},2026-02-27,"
      "1500,JPY,150,{},R,2026-03-05\n",
      amount, giver, types, from, to, boundary, status, id);
}

TEST(Fts, AFlowThatCountriesShareIsOneFlowAndNoCountrys) {
  const std::string rows = fts_row("Narnia, Government of", "Governments", "JPN", "POL,UKR", "1000", "7") +
                           fts_row("Narnia, Government of", "Governments", "JPN", "POL,UKR", "1000", "7") +
                           fts_row("Japan, Government of", "Governments", "JPN", "UKR", "20", "8");
  for (const std::string& bytes :
       {std::string(fts_header) + std::string(fts_tags) + rows, std::string(fts_header) + rows}) {
    const SourcesRead read = read_one_file(bytes);
    ASSERT_EQ(read.loaded.size(), 1U);
    EXPECT_EQ(read.loaded[0].dataset, "incoming-UA");
    EXPECT_EQ(read.loaded[0].release, "2026-03-05");
    EXPECT_EQ(codes_of(read.loaded[0].problems), "");
    ASSERT_EQ(read.loaded[0].records.size(), 2U);
    EXPECT_EQ(read.loaded[0].records[0].receiver, "PL,UA");
    EXPECT_EQ(read.loaded[0].records[0].giver, "JP");
    EXPECT_EQ(read.loaded[0].records[0].notes.back(), "shared-by-countries");
    const Record& single = read.loaded[0].records[1];
    EXPECT_EQ(line_of(single).substr(0, line_of(single).find(" note=from")),
              "fts/8 flow disbursement 20 cur=USD date=2026-02-27 giver=JP receiver=UA aid=humanitarian "
              "text=Pumps note=flow: Standard");
    EXPECT_EQ(single.amount_original, Decimal::from_integer(1500));
    EXPECT_EQ(single.currency_original, "JPY");
    EXPECT_EQ(single.channel, "UNICEF");
  }
}

TEST(Fts, WhatComesInAndWhatMovesWithinAreDatasetsOfTheirOwn) {
  const SourcesRead read =
      read_one_file(std::string(fts_header) + fts_row("Japan, Government of", "Governments", "JPN", "UKR", "20", "8") +
                    fts_row("UNICEF", "Multilateral Organizations", "", "POL", "5", "9", "internal", "commitment") +
                    fts_row("Sida", "Governments", "SWE", "UKR", "5", "10", "internal", "odd"));
  ASSERT_EQ(read.loaded.size(), 2U);
  EXPECT_EQ(read.loaded[0].dataset, "incoming-UA");
  EXPECT_EQ(read.loaded[1].dataset, "internal");
  EXPECT_EQ(read.loaded[1].records[1].giver, "SE");
  EXPECT_EQ(codes_of(read.loaded[0].problems), "value_unreadable 4:0 'odd' is no status of FTS's\n");
}

// The country of an agency is the one that most of its flows name.
TEST(Fts, AnAgencyIsItsGovernment) {
  std::string rows;
  for (const auto& [from, id] : {std::pair{"SWE", "1"}, {"AFG", "2"}, {"SWE", "3"}})
    rows += fts_row("Aid Agency", "Governments", from, "UKR", "5", id);
  const SourcesRead read = read_one_file(std::string(fts_header) + rows);
  ASSERT_EQ(read.loaded.size(), 1U);
  for (const Record& record : read.loaded[0].records) EXPECT_EQ(record.giver, "SE");
}

TEST(Fts, SaysWhereOneFlowHasTwoAmounts) {
  const SourcesRead read = read_one_file(std::string(fts_header) + fts_row("A", "NGOs", "", "POL,UKR", "1000", "7") +
                                         fts_row("A", "NGOs", "", "POL,UKR", "1001", "7"));
  ASSERT_EQ(read.loaded.size(), 1U);
  EXPECT_EQ(read.loaded[0].records.size(), 1U);
  EXPECT_EQ(codes_of(read.loaded[0].problems),
            "value_unreadable 3:0 flow 7 stands here with another amount than before: 1001, not 1000\n");
}

TEST(Tables, AReleaseWithOtherColumnsStops) {
  std::string header(fts_header);
  header.replace(header.find("amountUSD"), 9, "amount_usd");
  const SourcesRead read = read_one_file(header + fts_row("A", "NGOs", "", "UKR", "1", "7"));
  EXPECT_TRUE(read.loaded.empty());
  ASSERT_EQ(read.problems.size(), 1U);
  EXPECT_EQ(read.problems[0].code, ProblemCode::csv_columns);
  EXPECT_EQ(read.problems[0].what,
            "the file looks like FTS's flows, but column amountUSD is missing; unknown: amount_usd");
  EXPECT_EQ(read.problems[0].cure, "rename 'amount_usd' to 'amountUSD'");
}

TEST(Tables, AColumnMoreIsSaid) {
  std::string header(fts_header);
  header.insert(header.size() - 1, ",mood");
  std::string row = fts_row("A", "NGOs", "", "UKR", "1", "7");
  row.insert(row.size() - 1, ",good");
  const SourcesRead read = read_one_file(header + row);
  ASSERT_EQ(read.loaded.size(), 1U);
  EXPECT_EQ(codes_of(read.loaded[0].problems),
            "csv_columns 0:0 FTS's flows has 1 columns that known releases lack: mood\n");
}

TEST(Tables, AScaleJumpStops) {
  std::string thousands;
  std::string plain;
  for (int i = 0; i < 40; ++i) {
    thousands += fts_row("A", "NGOs", "", "UKR", std::to_string(100 + i * 10), std::to_string(i));
    plain += fts_row("A", "NGOs", "", "UKR", std::to_string(100'000 + i * 10'000), std::to_string(i));
  }
  EXPECT_EQ(read_one_file(std::string(fts_header) + plain).loaded.size(), 1U);
  const SourcesRead read = read_one_file(std::string(fts_header) + thousands);
  EXPECT_TRUE(read.loaded.empty());
  ASSERT_EQ(read.problems.size(), 1U);
  EXPECT_EQ(read.problems[0].code, ProblemCode::scale_jump);
  EXPECT_EQ(read.problems[0].what, "the middle amount of FTS's flows is 300, in known releases it is about 240000");
}

constexpr std::string_view ibrd_header =
    "End of Period,Loan Number,Country / Economy Code,Country / Economy,Borrower,Guarantor,Loan Type,Loan Status,"
    "Project ID,Project Name,Original Principal Amount (US$),Cancelled Amount (US$),Undisbursed Amount (US$),"
    "Disbursed Amount (US$),Repaid to IBRD (US$),Agreement Signing Date,Board Approval Date,Last Disbursement Date\n";

TEST(WorldBank, ALoanIsACommitmentAndWhatWasPaidOut) {
  const SourcesRead read = read_one_file(
      std::string(ibrd_header) +
      "03/31/2025,IBRD1,UA,Ukraine,Ministry,Ukraine,FSL,Disbursing,P1,ROADS,100.0,10.0,0.0,90.5,0.0,03/05/2024,"
      "03/01/2024,02/28/2025\n"
      "03/31/2025,IBRD2,UA,Ukraine,Ministry,,GURB,Approved,P2,DAM,7.0,0.0,7.0,0.0,0.0,,03/01/2024,\n");
  ASSERT_EQ(read.loaded.size(), 1U);
  EXPECT_EQ(codes_of(read.loaded[0].problems), "");
  EXPECT_EQ(read.loaded[0].release, "2025-03-31");
  std::string lines;
  for (const Record& record : read.loaded[0].records) {
    const std::string line = line_of(record);
    lines += line.substr(0, line.find(" text=")) + "\n";
  }
  EXPECT_EQ(lines,
            "worldbank/ibrd/IBRD1/commitment loan commitment 100 cur=USD date=2024-03-05 giver=WB receiver=UA "
            "aid=financial instrument=loan activity=IBRD1 how=published\n"
            "worldbank/ibrd/IBRD1/disbursed disbursed_to_date disbursement 90.5 cur=USD date=2025-02-28 giver=WB "
            "receiver=UA aid=financial instrument=loan activity=IBRD1 how=published\n"
            "worldbank/ibrd/IBRD2/commitment loan commitment 7 cur=USD date=2024-03-01 giver=WB receiver=UA "
            "aid=financial instrument=guarantee activity=IBRD2 how=published\n"
            "worldbank/ibrd/IBRD2/disbursed disbursed_to_date disbursement 0 cur=USD date=2025-03-31 giver=WB "
            "receiver=UA aid=financial instrument=guarantee activity=IBRD2 how=published\n");
  EXPECT_EQ(read.loaded[0].records[2].notes.back(), "date-of-approval");
}

TEST(UsForeignAssistance, StagesAreMeasuresAndYearsAreFiscal) {
  const std::string rows =
      "UKR,Ukraine,2,Obligations,2022,12,13\nUKR,Ukraine,3,Disbursements,2022,5,6\n"
      "UKR,Ukraine,2,Obligations,1976tq,1,2\nUKR,Ukraine,9,Wishes,abc,1,2\n";
  for (const char* header :
       {"country_code,country_name,transaction_type_id,transaction_type_name,fiscal_year,current_amount,constant_"
        "amount\n",
        "Country Code,Country Name,Transaction Type ID,Transaction Type Name,Fiscal Year,current_amount,"
        "constant_amount\n"}) {
    const SourcesRead read = read_one_file(header + rows);
    ASSERT_EQ(read.loaded.size(), 1U);
    EXPECT_EQ(read.loaded[0].release, "to FY 2022");
    EXPECT_EQ(lines_of(read.loaded[0]),
              "us-foreignassistance/country/2 total commitment 12 cur=USD date=2021-10-01 by=fiscal_year giver=US "
              "receiver=UA note=constant: 13\n"
              "us-foreignassistance/country/3 total disbursement 5 cur=USD date=2021-10-01 by=fiscal_year giver=US "
              "receiver=UA note=constant: 6\n"
              "us-foreignassistance/country/4 total commitment 1 cur=USD date=1976-07-01 by=fiscal_year giver=US "
              "receiver=UA note=constant: 2\n"
              "us-foreignassistance/country/5 total other 1 cur=USD giver=US receiver=UA note=constant: 2\n");
    EXPECT_EQ(codes_of(read.loaded[0].problems),
              "value_unreadable 5:15 'Wishes' is no known transaction type\n"
              "date_unreadable 5:22 'abc' is no fiscal year\n");
  }
}

TEST(Oecd, MoneyIsARecordAndWhatIsNoMoneyAFact) {
  const SourcesRead read = read_one_file(
      "donor_code,donor_name,aidtype_code,aid_type,flows_code,fund_flows,amounttype_code,amount_type,year,value,"
      "base_period,unit_multiplier\n"
      "701,Japan,1010,ODA,1150,Commitments,A,Current prices,2022,21241.46,,6\n"
      "701,Japan,1010,ODA,1150,Commitments,N,National currency,2022,2791728.98,,6\n"
      "701,Japan,1010,ODA,1151,\"Commitments, grants\",D,Constant prices,2022,5.5,2022,6\n"
      "701,Japan,2,ODA % GNI,1160,Grant equivalents,PT_B5G,Percentage of gross national income,2022,0.39,,0\n");
  ASSERT_EQ(read.loaded.size(), 1U);
  EXPECT_EQ(lines_of(read.loaded[0]),
            "oecd/dac1/2 total commitment 21241460000 cur=USD date=2022-01-01 by=year giver=JP aid=1010 "
            "text=ODA; Commitments note=flow: 1150 note=amounts: Current prices\n"
            "oecd/dac1/3 total commitment 2791728980000 cur=JPY date=2022-01-01 by=year giver=JP aid=1010 "
            "text=ODA; Commitments note=flow: 1150 note=amounts: National currency\n");
  EXPECT_TRUE(read.loaded[0].records[0].summary);
  EXPECT_EQ(facts_of(read.loaded[0]),
            "dac_flow 5500000 unit=Constant prices of 2022, USD date=2022-01-01 by=year subject=JP "
            "what=ODA; Commitments, grants note=type: 1010 note=flow: 1151\n"
            "dac_flow 0.39 unit=Percentage of gross national income date=2022-01-01 by=year subject=JP "
            "what=ODA % GNI; Grant equivalents note=type: 2 note=flow: 1160\n");
}

TEST(Oecd, TheFiguresTellTheUnitOfATableByYear) {
  const auto dataset = [](std::string_view bytes) {
    const SourcesRead read = read_one_file(bytes);
    return read.loaded.empty() ? (read.problems.empty() ? "left out" : std::string(problem_name(read.problems[0].code)))
                               : read.loaded[0].dataset + " " + read.loaded[0].facts[0].value->to_string();
  };
  EXPECT_EQ(dataset("Year,Japan,Sweden\n2024,17582.51,5000.5\n"), "oda 17582510000");
  EXPECT_EQ(dataset("Year,Japan,Sweden\n2024,0.39,0.91\n"), "oda-share 0.39");
  EXPECT_EQ(dataset("Year,Japan,Sweden\n2024,17582510000,5000500000\n"), "scale_jump");
  EXPECT_EQ(dataset("Year,\"DAC Countries, Total\"\n2024,87233.68\n"), "oda-total 87233680000");
  EXPECT_EQ(dataset("Year,Apples,Pears\n2024,1,2\n"), "left out");
}

TEST(Evidence, ReadsTables) {
  const auto facts = [](std::string_view bytes) {
    const SourcesRead read = read_one_file(bytes);
    return read.loaded.empty() ? std::string("no load") : facts_of(read.loaded[0]) + codes_of(read.loaded[0].problems);
  };
  EXPECT_EQ(facts("country,year,share_of_gdp,current_usd_million\nJapan,2024,0.0137,55273.904\nKP,2024,...,0\n"),
            "military_expenditure 55273904000 unit=USD date=2024-01-01 by=year subject=JP\n"
            "military_expenditure_share 0.0137 unit=share of GDP date=2024-01-01 by=year subject=JP\n");
  EXPECT_EQ(
      facts(
          "year,coo_name,coo_iso,coa_name,coa_iso,refugees,asylum_seekers,idps\n2024,Ukraine,UKR,Japan,JPN,2058,5,0\n"),
      "refugees 2058 unit=people date=2024-01-01 by=year subject=UA object=JP\n"
      "asylum_seekers 5 unit=people date=2024-01-01 by=year subject=UA object=JP\n");
  EXPECT_EQ(facts("stateabb,ccode,leadid,leader,sdate,smonth,syear,emonth,eyear\nJPN,740,x,Kan,8,6,2010,9,2011\n"
                  "JPN,740,y,Noda,40,9,2011,,\n"),
            "office - date=2010-06-08 to=2011-09-30 subject=JP what=leader: Kan note=end-by-month note=id: x "
            "note=country_code: 740\n"
            "office - subject=JP what=leader: Noda note=id: y note=country_code: 740\n"
            "date_unreadable 3:16 '40', '9' and '2011' are no day, month and year\n");
  EXPECT_EQ(facts("Country,ISO,HoG Title,Head of Government,HoG Since,HoS Title,Head of State,HoS Since\n"
                  "Narnia,JP,Prime Minister,A,2025-10-21,Emperor,B,\n"),
            "office - date=2025-10-21 subject=JP what=Prime Minister: A note=position: head_of_government\n"
            "office - subject=JP what=Emperor: B note=position: head_of_state\n");
}

TEST(Tables, ASheetIsReadAsACsvIs) {
  const std::string book =
      workbook_of({{"Notes", text_row(1, {"nothing here"})},
                   {"Data", text_row(1, {"SIPRI, a slice"}) +
                                text_row(3, {"country", "year", "share_of_gdp", "current_usd_million"}) +
                                text_row(4, {"Japan", "2024", "0.01", "55"})}});
  const SourcesRead read = read_one_file(book, "d/book.xlsx");
  ASSERT_EQ(read.loaded.size(), 1U);
  EXPECT_EQ(read.loaded[0].facts.at(0).position, "sheet 'Data' row 4");
  ASSERT_EQ(read.left_out.size(), 1U);
  EXPECT_EQ(read.left_out[0].reason, "1 sheets of the workbook are no known table: Notes");
}

}  // namespace
}  // namespace kept
