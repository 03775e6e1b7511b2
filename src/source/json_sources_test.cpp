
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "source/json_items.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"
#include "source/testing.hpp"

namespace kept {
namespace {

using namespace testing_source;

std::string items_of(std::string_view json, const std::vector<JsonPath>& paths, const JsonLimits& limits = {}) {
  std::string text;
  const auto problem = read_json_items(
      "f", json, paths,
      [&](JsonItem&& item) {
        text += fmt::format("{} {} {}\n", item.path, item.name, item.value.dump());
        return true;
      },
      limits);
  if (problem) text += fmt::format("{} {}\n", problem_name(problem->code), problem->what);
  return text;
}

TEST(JsonItems, AreTheElementsOfTheListsAskedFor) {
  EXPECT_EQ(items_of(R"({"a": 1, "data": {"x": [9], "flows": [{"n": 1.10}, [2, {"k": null}], true]}, "day": "d"})",
                     {{"data", "flows", "*"}, {"day"}}),
            "0 data.flows[0] {\"n\":\"1.10\"}\n"
            "0 data.flows[1] [2,{\"k\":null}]\n"
            "0 data.flows[2] true\n"
            "1 day \"d\"\n");
  EXPECT_EQ(items_of(R"({"bins": [{"data": [1, 2]}, {"data": [3]}]})", {{"bins", "*", "data", "*"}}),
            "0 bins[0].data[0] 1\n0 bins[0].data[1] 2\n0 bins[1].data[0] 3\n");
  EXPECT_EQ(items_of("[1, 2]", {{"data", "*"}}), "");
}

TEST(JsonItems, KeepEveryDigit) {
  std::string text;
  (void)read_json_items("f", "[0.1000000000000000055511151231257827, 12345678901234567, -5, \"7.50\"]", {{"*"}},
                        [&](JsonItem&& item) {
                          text += json_decimal(item.value)->to_string() + " ";
                          return true;
                        });
  EXPECT_EQ(text, "0.1000000000000000055511151231257827 12345678901234567 -5 7.5 ");
}

TEST(JsonItems, KeepTheItemsBeforeAFault) {
  EXPECT_EQ(items_of(R"({"a": [1, {"b": 2}, {"c":)", {{"a", "*"}}),
            "0 a[0] 1\n0 a[1] {\"b\":2}\njson_broken the JSON is broken or cut off here\n");
  EXPECT_EQ(items_of("", {{"a"}}), "json_broken the JSON is broken or cut off here\n");
}

TEST(JsonItems, StopAtTheirLimits) {
  const std::string deep = "{\"a\": " + std::string(10'000, '[') + std::string(10'000, ']') + "}";
  EXPECT_EQ(items_of(deep, {{"a"}}), "limit_reached values are nested more than 64 deep\n");
  JsonLimits limits;
  limits.item_values_max = 3;
  EXPECT_EQ(items_of("[[1, 2, 3], [1, 2, 3, 4]]", {{"*"}}, limits),
            "0 [0] [1,2,3]\nlimit_reached [1] has more than 3 values\n");
}

constexpr std::string_view fts_flow =
    R"({"id": "7", "amountUSD": 1000, "date": "2020-03-31T00:00:00Z", "decisionDate": "2020-04-30T00:00:00Z",
"description": "Pumps", "exchangeRate": 1.375, "originalAmount": 1375, "originalCurrency": "CAD", "status": "paid",
"updatedAt": "2021-02-09T16:58:40.265Z", "contributionType": "financial", "flowType": "Standard", "boundary": "incoming",
"sourceObjects": [{"type": "Organization", "name": "Canada, Government of", "organizationTypes": ["Government"]},
{"type": "Location", "name": "Canada"}], "destinationObjects": [{"type": "Organization", "name": "UNICEF"},
{"type": "Location", "name": "Ukraine"}, {"type": "Location", "name": "Poland"}]})";

TEST(FtsJson, ReadsAFlow) {
  const std::string json = fmt::format(
      R"({{"status": "ok", "data": {{"incoming": {{"flowCount": 2}}, "flows": [{}, {}]}}}})", fts_flow, fts_flow);
  const SourcesRead read = read_one_file(json);
  ASSERT_EQ(read.loaded.size(), 1U);
  ASSERT_EQ(read.loaded[0].records.size(), 1U);  // the same flow twice
  const Record& record = read.loaded[0].records[0];
  const std::string line = line_of(record);
  EXPECT_EQ(line.substr(0, line.find(" note=")),
            "fts/7 flow disbursement 1000 cur=USD date=2020-04-30 giver=CA receiver=UA,PL aid=humanitarian "
            "text=Pumps");
  EXPECT_EQ(record.currency_original, "CAD");
  EXPECT_EQ(record.position, "data.flows[0]");
  EXPECT_EQ(read.loaded[0].released->to_string(), "2021-02-09");
}

TEST(FtsJson, TotalsAreLeftOut) {
  const SourcesRead read = read_one_file(R"({"status": "ok", "data": {"requirements": {"totalRevisedReqs": 5}}})");
  EXPECT_TRUE(read.loaded.empty());
  ASSERT_EQ(read.left_out.size(), 1U);
  EXPECT_EQ(read.left_out[0].reason, "totals that FTS's API computed: no flows of their own");
}

TEST(FtsJson, OtherMembersStop) {
  const SourcesRead read =
      read_one_file(R"({"data": {"flowCount": 2, "flows": [{"id": 1, "usd": 5}, {"id": 2, "usd": 6}]}})");
  EXPECT_TRUE(read.loaded.empty());
  ASSERT_EQ(read.problems.size(), 1U);
  EXPECT_EQ(read.problems[0].code, ProblemCode::csv_columns);
}

std::string kiel_json(std::string_view months) {
  return fmt::format(R"({{"lastUpdated": "2026-04-21", "release": 28, "currency": "EUR", "unit": "billions",
"totals": {{"military": 0.003, "financial": 0.006, "humanitarian": 0, "total": 0.009}},
"byCountry": [{{"country": "Japan", "financial": 0.006, "humanitarian": 0, "military": 0.003}}],
"byMonth": [{}], "source": {{"name": "Kiel Institute Ukraine Support Tracker", "release": "Release 28"}}}})",
                     months);
}

TEST(KielJson, ReadsTotalsThatNoTotalCounts) {
  const SourcesRead read = read_one_file(kiel_json(
      R"({"date": "2022-01", "military": 0.003, "financial": 0, "humanitarian": 0, "total": 0.003},
         {"date": "2022-02", "military": 0, "financial": 0.006, "humanitarian": 0, "total": 0.006})"));
  ASSERT_EQ(read.loaded.size(), 1U);
  const LoadedFile& load = read.loaded[0];
  EXPECT_EQ(codes_of(load.problems), "");
  EXPECT_EQ(load.dataset + " " + load.release + " " + load.released->to_string(), "web-totals 28 2026-04-21");
  ASSERT_EQ(load.records.size(), 9U);
  EXPECT_EQ(
      line_of(load.records[0]),
      "kiel/web-totals/byCountry[0]/financial total allocation 6000000 cur=EUR giver=JP receiver=UA aid=financial");
  EXPECT_EQ(line_of(load.records[5]),
            "kiel/web-totals/byMonth[0]/military total allocation 3000000 cur=EUR date=2022-01-01 by=month receiver=UA "
            "aid=military");
  for (const Record& record : load.records) EXPECT_TRUE(record.summary);
}

// Published extracts have had months one early, and two types under each other's name.
TEST(KielJson, FindsMovedMonthsAndSwappedLabels) {
  const SourcesRead read = read_one_file(kiel_json(
      R"({"date": "2021-12", "military": 0.006, "financial": 0, "humanitarian": 0, "total": 0.006},
         {"date": "2022-01", "military": 0, "financial": 0.003, "humanitarian": 0, "total": 0.003})"));
  ASSERT_EQ(read.loaded.size(), 1U);
  EXPECT_EQ(codes_of(read.loaded[0].problems),
            "summary_differs 0:0 byMonth begins with 2021-12, a month before the tracker does\n"
            "summary_differs 0:0 byMonth.financial sums to EUR 3 million, which is totals.military and not "
            "totals.financial: labels are swapped\n");
  ASSERT_EQ(read.loaded[0].records.size(), 5U);
  EXPECT_EQ(line_of(read.loaded[0].records[3]),
            "kiel/web-totals/byMonth[0]/ total allocation 6000000 cur=EUR date=2022-01-01 by=month receiver=UA "
            "note=month-moved: as published a month earlier");
}

// Rows without a month are in the totals alone.
TEST(KielJson, MonthsMaySumToLess) {
  const SourcesRead read = read_one_file(
      kiel_json(R"({"date": "2022-01", "military": 0.0015, "financial": 0.0045, "humanitarian": 0, "total": 0.006})"));
  ASSERT_EQ(read.loaded.size(), 1U);
  EXPECT_EQ(codes_of(read.loaded[0].problems), "");
  EXPECT_EQ(read.loaded[0].records.size(), 6U);
}

TEST(KielJson, TakesTheCurrencyFromTheNote) {
  const SourcesRead read = read_one_file(
      R"j({"source": "Kiel Institute, Ukraine Support Tracker (Release 30v2)", "note": "Miliardy dolarow.",
"donors": [{"country": "Japan", "financial_bn": 11.828, "humanitarian_bn": 1.946, "military_bn": 0.086}]})j");
  ASSERT_EQ(read.loaded.size(), 1U);
  EXPECT_EQ(read.loaded[0].release, "30v2");
  EXPECT_EQ(line_of(read.loaded[0].records[0]),
            "kiel/web-snapshot/donors[0]/financial total allocation 11828000000 cur=USD giver=JP receiver=UA "
            "aid=financial note=converted-by-source: euro totals at one rate");
}

TEST(Ocds, EstimatesAwardsContractsAndPaymentsAreRecords) {
  const std::string release =
      R"({"ocid": "o-1", "date": "2018-06-22T14:00:22+03:00", "buyer": {"name": "Town"}, "tender": {"title": "Lamps",
"value": {"amount": 70.5, "currency": "UAH"}}, "awards": [{"id": "a", "date": "2018-06-23T00:00:00Z", "value":
{"amount": 68, "currency": "UAH"}, "suppliers": [{"name": "Firm"}]}], "contracts": [{"awardID": "a", "dateSigned":
"2018-07-01", "value": {"amount": 68, "currency": "UAH", "valueAddedTaxIncluded": false}, "implementation":
{"transactions": [{"date": "2018-08-01", "value": {"amount": 30, "currency": "UAH"}, "payer": {"name": "Town"},
"payee": {"name": "Firm"}}]}}]})";
  for (
      const std::string& json :
      {fmt::format(R"({{"publisher": {{"name": "P"}}, "publishedDate": "2018-09-01T00:00:00Z", "releases": [{}]}})",
                   release),
       fmt::format(
           R"({{"publisher": {{"name": "P"}}, "publishedDate": "2018-09-01T00:00:00Z", "records": [{{"ocid": "o-1", "releases": [{{}}], "compiledRelease": {}}}]}})",
           release)}) {
    const SourcesRead read = read_one_file(json, "d/pack.json");
    ASSERT_EQ(read.loaded.size(), 1U);
    EXPECT_EQ(read.loaded[0].dataset, "pack");
    EXPECT_EQ(read.loaded[0].released->to_string(), "2018-09-01");
    std::string lines;
    for (const Record& record : read.loaded[0].records) {
      const std::string line = line_of(record);
      lines += line.substr(line.find(' ') + 1) + "\n";
    }
    EXPECT_EQ(lines,
              "tender planned 70.5 cur=UAH date=2018-06-22 giver=Town activity=o-1 how=published text=Lamps\n"
              "award other 68 cur=UAH date=2018-06-23 giver=Town receiver=Firm activity=o-1 how=published text=Lamps\n"
              "contract commitment 68 cur=UAH date=2018-07-01 giver=Town receiver=Firm activity=o-1 how=published "
              "text=Lamps note=without-tax\n"
              "payment disbursement 30 cur=UAH date=2018-08-01 giver=Town receiver=Firm activity=o-1 how=published\n");
  }
}

TEST(Oc4ids, APartOfABudgetIsNotAddedToIt) {
  const SourcesRead read = read_one_file(
      R"({"version": "0.9", "publisher": {"name": "P"}, "projects": [{"id": "p1", "title": "Road", "publicAuthority":
{"name": "Roads"}, "budget": {"amount": {"amount": 40, "currency": "GBP"}, "approvalDate": "2015-06-24T00:00:00Z",
"budgetBreakdowns": [{"budgetBreakdown": [{"amount": {"amount": 10, "currency": "GBP"}, "period": {"startDate":
"2016-01-01T00:00:00Z", "endDate": "2016-12-31T00:00:00Z"}, "sourceParty": {"name": "Fund"}}]}], "finance": [{"type":
"loan", "value": {"amount": 50, "currency": "USD"}, "financingParty": {"name": "Bank"}}]}, "contractingProcesses":
[{"summary": {"title": "Works", "contractValue": {"amount": 29, "currency": "GBP"}}}]}]})");
  ASSERT_EQ(read.loaded.size(), 1U);
  std::string lines;
  for (const Record& record : read.loaded[0].records) {
    lines += fmt::format("{} {} {}{} {}\n", record.kind, record.amount->to_string(), record.giver,
                         record.summary ? " part" : "", record.instrument);
  }
  EXPECT_EQ(lines, "budget 40 Roads \nbudget 10 Fund part \nfinance 50 Bank loan\ncontract 29  \n");
}

TEST(MissileTests, AreFacts) {
  const SourcesRead read = read_one_file(
      R"({"timeBins": [{"data": [{"date": "1984-09", "time": "unknown", "missile": "scud-b", "distance": "unknown",
"outcome": "failure", "description": "x"}, {"date": "2026-04-18", "missile": "kn-23", "distance": 140, "outcome":
"success", "description": "y"}]}]})");
  ASSERT_EQ(read.loaded.size(), 1U);
  EXPECT_EQ(facts_of(read.loaded[0]),
            "missile_test - date=1984-09-01 by=month subject=KP what=scud-b outcome=failure text=x note=time: unknown "
            "note=distance: unknown\n"
            "missile_test 140 unit=km date=2026-04-18 subject=KP what=kn-23 outcome=success text=y\n");
  EXPECT_EQ(read.loaded[0].release, "to 2026-04-18");
}

TEST(Leaders, HoldOffices) {
  const SourcesRead read = read_one_file(
      R"({"snapshot_date": "2026-05-16", "countries": {"japan": {"country": {"iso_code": "JP", "name_en": "Japan"},
"positions": {"head_of_government": {"title_en": "Prime Minister", "current_holder": {"name_en": "A B", "since":
"2025-10-21"}}, "head_of_state": null}}}})");
  ASSERT_EQ(read.loaded.size(), 1U);
  EXPECT_EQ(facts_of(read.loaded[0]),
            "office - date=2025-10-21 subject=JP what=Prime Minister: A B note=position: head_of_government\n");
  EXPECT_EQ(read.loaded[0].released_how, "snapshot_date");
}

}  // namespace
}  // namespace kept
