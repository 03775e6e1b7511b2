
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "source/iati_party.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"
#include "source/testing.hpp"

namespace kept {
namespace {

using namespace testing_source;

SourcesRead read_xml(std::string_view bytes) {
  const std::vector<NamedBytes> files{{"d/example.org.xml", bytes, "", 0}};
  return read_sources(files);
}

// Records and problems of the activities inside `body`.
std::string records_of(std::string_view body, std::string_view version = "2.03") {
  const std::string bytes =
      fmt::format("<iati-activities version=\"{}\" generated-datetime=\"2024-03-05T10:00:00Z\">{}</iati-activities>",
                  version, body);
  const SourcesRead read = read_xml(bytes);
  if (read.loaded.size() != 1) return "no load";
  std::string out = lines_of(read.loaded.front());
  for (const Problem& problem : read.loaded.front().problems) {
    out += fmt::format("! {} {}\n", problem_name(problem.code), problem.what);
  }
  return out;
}

// One transaction of an activity of a British publisher, its record without what all have in common.
std::string transaction(std::string_view attributes, std::string_view before, std::string_view inside) {
  std::string out =
      records_of(fmt::format("<iati-activity {}><iati-identifier>A</iati-identifier><reporting-org ref=\"GB-GOV-1\" "
                             "type=\"10\"/>{}<transaction>{}"
                             "</transaction></iati-activity>",
                             attributes, before, inside));
  const std::string_view head = "iati/example/A/transaction/1 transaction ";
  if (out.starts_with(head)) out = out.substr(head.size());
  const std::string_view tail = " activity=A how=published";
  if (const auto at = out.find(tail); at != std::string::npos) out.erase(at, tail.size());
  return out;
}

TEST(Iati, OneTransactionInAllItsForms) {
  struct Row {
    const char* attributes;
    const char* before;
    const char* inside;
    const char* expected;
  };
  const Row rows[] = {
      {"default-currency=\"GBP\"", "",
       "<transaction-type code=\"3\"/><transaction-date iso-date=\"2022-05-01\"/><value>100</value>",
       "disbursement 100 cur=GBP date=2022-05-01 giver=GB note=currency-default note=value-date-from-date "
       "note=provider-default\n"},
      // Codes of 1.0x in a 2.0x file, the word as code, the code as text.
      {"", "",
       "<transaction-type code=\"D\"/><transaction-date iso-date=\"2022-05-01\"/><value currency=\"EUR\">-7.50</value>",
       "disbursement -7.5 cur=EUR date=2022-05-01 giver=GB note=code-of-other-version note=value-date-from-date "
       "note=provider-default\n"},
      {"", "", "<transaction-type code=\"Commitment\"/><value currency=\" eur \" value-date=\"2022-05-02\">0</value>",
       "commitment 0 cur=EUR date=2022-05-02 giver=GB note=type-from-word note=currency-trimmed "
       "note=date-from-value-date note=provider-default\n"},
      {"", "",
       "<transaction-type>1</transaction-type><transaction-date "
       "iso-date=\"5000000\">2021-03-30</transaction-date><value currency=\"CZK\"/>",
       "incoming null cur=CZK date=2021-03-30 receiver=GB note=type-from-text note=value-empty note=date-invalid "
       "note=date-from-text note=value-date-from-date note=receiver-default\n! value_unreadable the value is empty\n"},
      {"", "",
       "<transaction-type code=\"99\"/><transaction-date iso-date=\"2022-05-01\"/><value currency=\"XQQ\">1</value>",
       "other 1 cur=XQQ date=2022-05-01 note=value-date-from-date\n! value_unreadable '99' is no transaction type\n"
       "! currency_unknown 'XQQ' is no currency of ISO 4217\n"},
      // Amounts are exact or unknown.
      {"", "",
       "<transaction-type code=\"2\"/><transaction-date iso-date=\"2003-04-01Z\"/><value currency=\"SEK\"> "
       "25690.199999999997 </value>",
       "commitment 25690.199999999997 cur=SEK date=2003-04-01 giver=GB note=value-date-from-date "
       "note=provider-default\n"},
      {"", "", "<transaction-type code=\"2\"/><transaction-date iso-date=\"2017-02-06+08:00\"/><value>2,675.61</value>",
       "commitment null date=2017-02-06 giver=GB note=not-a-decimal note=amount-candidate 2675.61 "
       "note=value-date-from-date note=provider-default\n"
       "! value_unreadable '2,675.61' is no decimal number\n"
       "! currency_unknown the value has no currency, and the activity no default\n"},
      {"", "",
       "<transaction-type code=\"2\"/><transaction-date iso-date=\"42916\"/><value currency=\"EUR\">1e6</value>",
       "commitment null cur=EUR giver=GB note=not-a-decimal note=amount-candidate 1000000 note=date-invalid "
       "note=date-candidate 2017-06-30 note=provider-default\n"
       "! value_unreadable '1e6' is no decimal number\n! date_unreadable '42916' is no day\n"},
      // Other people's elements are not ours.
      {"", "",
       "<transaction-type code=\"3\"/><transaction-date iso-date=\"2022-05-01\"/><o:value xmlns:o=\"http://o.example\" "
       "currency=\"USD\">999</o:value><value currency=\"EUR\">10</value>",
       "disbursement 10 cur=EUR date=2022-05-01 giver=GB note=value-date-from-date note=provider-default\n"},
      // Who gives, through whom, to whom.
      {"", "<recipient-country code=\"UA\" percentage=\"100\"/><recipient-region code=\"89\" percentage=\"100\"/>",
       "<transaction-type code=\"3\"/><transaction-date iso-date=\"2022-05-01\"/><value currency=\"EUR\">10</value>"
       "<provider-org ref=\"XM-DAC-701-2\"><narrative>MOFA</narrative></provider-org><receiver-org "
       "ref=\"XM-DAC-41122\"/>",
       "disbursement 10 cur=EUR date=2022-05-01 giver=JP receiver=UA note=value-date-from-date\n"},
      {"", "<recipient-country code=\"UA\" percentage=\"60\"/><recipient-country code=\"MD\" percentage=\"40\"/>",
       "<transaction-type code=\"3\"/><transaction-date iso-date=\"2022-05-01\"/><value currency=\"EUR\">10</value>"
       "<receiver-org><narrative>Red Cross of Ruritania</narrative></receiver-org>",
       "disbursement 10 cur=EUR date=2022-05-01 giver=GB receiver=Red Cross of Ruritania "
       "note=value-date-from-date note=provider-default\n"},
      {"", "<recipient-country code=\"UA\"/>",
       "<transaction-type code=\"3\"/><transaction-date iso-date=\"2022-05-01\"/><value currency=\"EUR\">10</value>"
       "<recipient-country code=\"MD\"/>",
       "disbursement 10 cur=EUR date=2022-05-01 giver=GB receiver=MD note=value-date-from-date note=provider-default "
       "note=geo-at-both\n"},
      // Words and classification.
      {"humanitarian=\"1\"",
       "<title><narrative xml:lang=\"uk\">Вода</narrative><narrative xml:lang=\"EN\"> Clean\n water</narrative></title>"
       "<default-finance-type code=\"421\"/><default-aid-type code=\"A01\"/>",
       "<transaction-type code=\"3\"/><transaction-date iso-date=\"2022-05-01\"/><value currency=\"EUR\">10</value>"
       "<description>First part</description>",
       "disbursement 10 cur=EUR date=2022-05-01 giver=GB aid=humanitarian instrument=loan text=Clean water: First part "
       "note=value-date-from-date note=provider-default\n"},
      {"", "<default-aid-type code=\"A02\"/>",
       "<transaction-type code=\"3\"/><transaction-date iso-date=\"1010-12-09\"/><value currency=\"EUR\">10</value>"
       "<aid-type vocabulary=\"2\" code=\"1\"/>",
       "disbursement 10 cur=EUR date=1010-12-09 giver=GB aid=A02 instrument=budget_support "
       "note=value-date-from-date note=date-implausible note=provider-default\n"
       "! date_implausible 1010-12-09 is before 1945, when nothing of the kind was\n"},
  };
  for (const Row& row : rows) {
    // The activity's title and country stand in the record; the rest of the line is compared.
    EXPECT_EQ(transaction(row.attributes, row.before, row.inside), row.expected) << row.inside;
  }
}

TEST(Iati, ValueDateIsKeptWhereItDiffers) {
  const SourcesRead read = read_xml(
      "<iati-activity><iati-identifier>A</iati-identifier><transaction><transaction-type code=\"4\"/>"
      "<transaction-date iso-date=\"2022-02-28\"/><value currency=\"EUR\" value-date=\"2022-01-01\">50</value>"
      "</transaction></iati-activity>");
  ASSERT_EQ(read.loaded.size(), 1U);
  const Record& record = read.loaded.front().records.at(0);
  EXPECT_EQ(record.date->to_string(), "2022-02-28");
  EXPECT_EQ(record.value_date->to_string(), "2022-01-01");
  EXPECT_EQ(record.position, "activity A transaction 1");
}

TEST(Iati, PlansAreRecordsOfTheirOwnKinds) {
  EXPECT_EQ(records_of("<iati-activity default-currency=\"EUR\"><iati-identifier>A</iati-identifier>"
                       "<reporting-org ref=\"XM-DAC-918\"/><recipient-country code=\"UA\"/>"
                       "<budget type=\"2\"><period-start iso-date=\"2022-01-01\"/><period-end iso-date=\"2022-12-31\"/>"
                       "<value value-date=\"2022-01-01\">80</value></budget>"
                       "<planned-disbursement><period-start iso-date=\"2022-06-01\"/><value>20</value>"
                       "<receiver-org ref=\"XM-DAC-41114\"/></planned-disbursement>"
                       "<budget><value>1</value></budget></iati-activity>"),
            "iati/example/A/budget/1 budget budget 80 cur=EUR date=2022-01-01 by=year giver=EU receiver=UA activity=A "
            "how=published note=currency-default note=provider-default\n"
            "iati/example/A/planned_disbursement/1 planned_disbursement planned 20 cur=EUR date=2022-06-01 giver=EU "
            "receiver=UA activity=A how=published note=currency-default note=provider-default\n"
            "iati/example/A/budget/2 budget budget 1 cur=EUR giver=EU receiver=UA activity=A how=published "
            "note=currency-default note=provider-default\n"
            "! date_unreadable the period has no readable start\n");
}

// What an activity can tell of ends with its file's day or its own, and neither goes beyond the day of loading.
TEST(Iati, DatesThatCannotBeAreKeptAndCoverNothing) {
  const auto transaction = [](std::string_view day) {
    return fmt::format(
        "<transaction><transaction-type code=\"3\"/><transaction-date iso-date=\"{}\"/>"
        "<value currency=\"EUR\" value-date=\"{}\">1</value></transaction>\n",
        day, day);
  };
  const std::string bytes =
      "<iati-activities version=\"2.03\" generated-datetime=\"2024-03-05T10:00:00Z\">\n"
      "<iati-activity last-updated-datetime=\"2024-05-06T10:00:00Z\"><iati-identifier>A</iati-identifier>\n" +
      transaction("2023-01-02") + transaction("2024-05-06") + transaction("2112-01-01") + transaction("0001-01-01") +
      "<budget><period-start iso-date=\"2026-01-01\"/><period-end iso-date=\"2026-12-31\"/>"
      "<value currency=\"EUR\" value-date=\"2026-01-01\">1</value></budget></iati-activity>\n"
      "<iati-activity last-updated-datetime=\"2924-05-06T10:00:00Z\"><iati-identifier>B</iati-identifier>\n" +
      transaction("2024-03-05") + transaction("2024-03-06") + "</iati-activity></iati-activities>";
  const std::vector<NamedBytes> files{{"d/example.org.xml", bytes, "", 0}};
  ReadOptions options;
  options.retrieved = Date::parse_iso("2026-11-24");
  const SourcesRead read = read_sources(files, options);
  ASSERT_EQ(read.loaded.size(), 1U);
  const LoadedFile& load = read.loaded.front();
  EXPECT_EQ(load.records.size(), 7U);
  EXPECT_EQ(to_string(load.coverage.period), "2023-01-02..2024-05-06");
  EXPECT_EQ(codes_of(load.problems),
            "date_implausible 5:1 2112-01-01 is after 2024-05-06, the day of the data\n"
            "date_implausible 6:1 0001-01-01 is before 1945, when nothing of the kind was\n"
            "date_implausible 10:1 2024-03-06 is after 2024-03-05, the day of the data\n");
}

TEST(Iati, SecondaryReportersAndRepeatedIdentifiersAreMarked) {
  const std::string_view activity =
      "<iati-activity><iati-identifier> A </iati-identifier><reporting-org ref=\"KR-GOV-010\" "
      "secondary-reporter=\"1\"/>"
      "<transaction><transaction-type code=\"3\"/><value currency=\"USD\" "
      "value-date=\"2022-05-01\">5</value></transaction>"
      "</iati-activity>";
  const std::string out = records_of(std::string(activity) + std::string(activity));
  EXPECT_NE(out.find("iati/example/A/transaction/1 "), std::string::npos);
  EXPECT_NE(out.find("iati/example/A#2/transaction/1 "), std::string::npos);
  EXPECT_NE(out.find(" secondary\n"), std::string::npos);
}

TEST(Iati, WholeActivitiesBeforeAFaultAreKept) {
  const std::string_view bytes =
      "<iati-activities version=\"2.03\">\n<iati-activity><iati-identifier>A</iati-identifier><transaction>"
      "<transaction-type code=\"3\"/><value currency=\"EUR\" "
      "value-date=\"2022-05-01\">5</value></transaction></iati-activity>\n"
      "<iati-activity><iati-identifier>B</iati-identfier></iati-activity></iati-activities>";
  for (std::string_view part : {bytes, bytes.substr(0, bytes.size() - 60)}) {
    const SourcesRead read = read_xml(part);
    ASSERT_EQ(read.loaded.size(), 1U);
    EXPECT_EQ(read.loaded.front().records.size(), 1U);
    ASSERT_EQ(read.loaded.front().problems.size(), 1U);
    EXPECT_EQ(read.loaded.front().problems.front().code, ProblemCode::xml_broken);
    EXPECT_EQ(read.loaded.front().problems.front().where.line, 3U);
    EXPECT_EQ(read.loaded.front().problems.front().done, "the whole activities before it are kept");
  }
}

TEST(Iati, EntitiesAreRefused) {
  const SourcesRead read = read_xml(
      "<!DOCTYPE iati-activities [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>\n<iati-activities><iati-activity>"
      "<iati-identifier>&b;</iati-identifier></iati-activity></iati-activities>");
  ASSERT_EQ(read.loaded.size(), 1U);
  EXPECT_TRUE(read.loaded.front().records.empty());
  ASSERT_EQ(read.loaded.front().problems.size(), 1U);
  EXPECT_EQ(read.loaded.front().problems.front().code, ProblemCode::xml_refused);
}

TEST(Iati, LimitsAreKept) {
  std::string deep = "<iati-activities><iati-activity>";
  for (int i = 0; i < 10'000; ++i) deep += "<x>";
  for (int i = 0; i < 10'000; ++i) deep += "</x>";
  deep += "</iati-activity><iati-activity><title>B</title></iati-activity></iati-activities>";
  SourcesRead read = read_xml(deep);
  ASSERT_EQ(read.loaded.size(), 1U);
  EXPECT_EQ(codes_of(read.loaded[0].problems), "limit_reached 1:225 elements stand more than 64 deep\n");
  ASSERT_EQ(read.loaded[0].activities.activities.size(), 1U);
  EXPECT_EQ(read.loaded[0].activities.activities[0].title, "B");
}

TEST(Iati, EncodingsThatLie) {
  const SourcesRead read = read_xml(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><iati-activities><iati-activity><iati-identifier>A</iati-identifier>"
      "<title><narrative>Girls\x92 caf\xC3\xA9</narrative></title><transaction><transaction-type code=\"3\"/>"
      "<value currency=\"EUR\" value-date=\"2022-05-01\">5</value></transaction></iati-activity></iati-activities>");
  ASSERT_EQ(read.loaded.size(), 1U);
  EXPECT_EQ(read.loaded.front().records.at(0).text, "Girls\u2019 caf\u00E9");
  EXPECT_EQ(read.loaded.front().problems.at(0).code, ProblemCode::text_not_utf8);
}

TEST(Iati, TheLoadSaysWhatItIs) {
  const SourcesRead read = read_xml(
      "<iati-activities generated-datetime=\"2024-03-05T10:00:00Z\"><iati-activity><iati-identifier>A</iati-identifier>"
      "<reporting-org ref=\"GB-GOV-1\"><narrative>FCDO</narrative></reporting-org><transaction><transaction-type "
      "code=\"3\"/>"
      "<value currency=\"EUR\" value-date=\"2022-05-01\">5</value></transaction></iati-activity></iati-activities>");
  ASSERT_EQ(read.loaded.size(), 1U);
  const LoadedFile& load = read.loaded.front();
  EXPECT_EQ(load.source, "iati");
  EXPECT_EQ(load.dataset, "example");
  EXPECT_EQ(load.released->to_string(), "2024-03-05");
  EXPECT_EQ(load.released_how, "generated-datetime");
  EXPECT_FALSE(load.coverage.complete_totals);
  EXPECT_FALSE(load.coverage.complete_flows);
  EXPECT_EQ(load.coverage.givers, std::vector<std::string>{"GB"});
  EXPECT_EQ(load.coverage.note, "an IATI file of FCDO covers what was chosen for publication: never complete");
}

TEST(IatiParty, StatesAndBodiesHaveCodes) {
  struct Row {
    const char* ref;
    const char* name;
    const char* party;
  };
  const Row rows[] = {
      {"GB-GOV-1", "FCDO", "GB"},
      {"US-GOV-11", "", "US"},
      {"XM-DAC-701-8", "JICA", "JP"},
      {"XM-DAC-7", "", "NL"},
      {"XM-DAC-41114", "", "UNDP"},
      {"XI-IATI-EC_ECHO", "", "EU"},
      {"XM-OCHA-CBPF-UKR81", "Ukraine Humanitarian Fund", "OCHA"},
      {"GB", "UNITED KINGDOM", "GB"},
      {"", "GOVERNMENT OF JAPAN", "JP"},
      {"", "Government of the Netherlands", "NL"},
      {"", "Japan", "JP"},
      {"", "Japan for UNHCR", "Japan for UNHCR"},
      {"GB-CHC-202918", "Oxfam GB", "Oxfam GB"},
      {"XM-DAC-7012", "", "XM-DAC-7012"},
      {"", "CAF", "CAF"},
      {"", "", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(iati_party({row.ref, row.name}), row.party) << row.ref << " " << row.name;
}

}  // namespace
}  // namespace kept
