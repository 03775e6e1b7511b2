// What IATI's elements mean, rule by rule: from the bytes of a file to what the ledger's views say. The rules are those
// of docs/sources/iati.md; decision 0012 has the tolerances.
#include <gtest/gtest.h>

#include <stdlib.h>
#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <ios>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "ledger/ledger.hpp"
#include "pipeline/load.hpp"

namespace kept {
namespace {

class IatiRule : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = testing::TempDir() + "iati_XXXXXX";
    folder_ = ::mkdtemp(name.data());
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  // Loads bytes under a name; what went wrong, if anything.
  std::string load_bytes(std::string_view bytes, const std::string& name = "a.xml") {
    const std::string path = folder_ + "/" + name;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::ofstream{path, std::ios::binary} << bytes;
    const std::vector<std::string> paths{path};
    LoadOptions options;
    options.retrieved = *Date::from_ymd(2026, 8, 4);
    const LoadReport report = load_paths(ledger_, paths, options);
    std::string said;
    for (const Problem& problem : report.failed) said += to_string(problem) + "\n";
    for (const Problem& problem : report.problems)
      said += std::string(problem_name(problem.code)) + ": " + problem.what + "\n";
    return said;
  }
  std::string load(std::string_view activities, std::string_view root = "version=\"2.03\"",
                   const std::string& name = "a.xml") {
    return load_bytes("<iati-activities " + std::string(root) + ">" + std::string(activities) + "</iati-activities>",
                      name);
  }

  // The answer's cells joined by "|", its rows by new lines; numbers without zeros behind.
  std::string ask(const std::string& statement) {
    const auto table = ledger_.sql(statement);
    if (!table) return to_string(table.problem());
    std::string out;
    for (const auto& row : table->rows) {
      std::string line;
      for (const auto& cell : row) line += (line.empty() ? "" : "|") + cell.value_or("-");
      out += (out.empty() ? "" : "\n") + line;
    }
    return out;
  }
  std::string records(const std::string& columns) {
    std::string answer = ask("SELECT " + columns + " FROM record ORDER BY load, ordinal");
    return answer;
  }

  std::string folder_;
  Ledger ledger_ = std::move(*Ledger::open(":memory:", LedgerMode::read_write));
};

// One activity with its identifier and attributes.
std::string activity(std::string_view identifier, std::string_view inside, std::string_view attributes = "") {
  return "<iati-activity " + std::string(attributes) + "><iati-identifier>" + std::string(identifier) +
         "</iati-identifier>" + std::string(inside) + "</iati-activity>";
}
std::string transaction(std::string_view type, std::string_view day, std::string_view value,
                        std::string_view inside = "") {
  return "<transaction><transaction-type code=\"" + std::string(type) + "\"/><transaction-date iso-date=\"" +
         std::string(day) + "\"/>" + std::string(value) + std::string(inside) + "</transaction>";
}
const std::string eur_5 = "<value currency=\"EUR\" value-date=\"2022-05-01\">5</value>";

TEST_F(IatiRule, Rule01TheVersionIsAHint) {
  load(activity("X-1", transaction("3", "2014-11-14", "<value>500000</value>"), "default-currency=\"EUR\""),
       "version=\"1.04\"");
  EXPECT_EQ(records("measure, amount_published, currency, date"), "disbursement|500000|EUR|2014-11-14");
  EXPECT_EQ(ask("SELECT notes LIKE 'code-of-other-version%' FROM record"), "true");
  EXPECT_EQ(ask("SELECT version FROM activity_version"), "1.04");
  load(activity("X-2", transaction("D", "2014-11-14", eur_5)), "version=\"2.02\"", "b.xml");
  EXPECT_EQ(ask("SELECT measure, notes LIKE 'code-of-other-version%' FROM record WHERE activity = 'X-2'"),
            "disbursement|true");
}

TEST_F(IatiRule, Rule02TransactionTypesMapToOneList) {
  for (const auto& [code, expected] :
       std::vector<std::pair<std::string, std::string>>{{"IF", "incoming|in"},
                                                        {"C", "commitment|out"},
                                                        {"d", "disbursement|out"},
                                                        {"E", "expenditure|out"},
                                                        {"IR", "other|back"},
                                                        {"LR", "other|back"},
                                                        {"R", "other|back"},
                                                        {"QP", "other|out"},
                                                        {"QS", "other|back"},
                                                        {"CG", "other|out"},
                                                        {"11", "other|in"},
                                                        {"12", "pledge|out"},
                                                        {"13", "other|in"},
                                                        {"Disbursement", "disbursement|out"}}) {
    load(activity(code, transaction(code, "2022-05-01", eur_5)), "version=\"1.03\"", code + ".xml");
    EXPECT_EQ(ask("SELECT measure, direction FROM record WHERE activity = '" + code + "'"), expected) << code;
  }
  load(
      "<iati-activity><transaction><transaction-type code=\"I\">Incoming Funds</transaction-type>"
      "<transaction-date iso-date=\"2013-02-01\"/><value currency=\"GBP\">1200</value></transaction>"
      "<transaction><transaction-type code=\"Disbursement\"/><value currency=\"EUR \" "
      "value-date=\"2013-12-31\">641549</value>"
      "</transaction></iati-activity>",
      "", "relics.xml");
  EXPECT_EQ(ask("SELECT measure, direction, amount_published, currency, date, replace(notes, chr(10), ' ') FROM record"
                " WHERE dataset = 'relics' ORDER BY ordinal"),
            "incoming|in|1200|GBP|2013-02-01|type-from-text value-date-from-date\n"
            "disbursement|out|641549|EUR|2013-12-31|type-from-word currency-trimmed date-from-value-date");
}

TEST_F(IatiRule, Rule03TheSameConceptInTwoSpellings) {
  load(activity("A",
                "<participating-org role=\"FUNDING\" ref=\"GB\">UNITED KINGDOM</participating-org>"
                "<title>Basic health services</title><activity-date type=\"start-actual\" iso-date=\"2010-04-01\"/>"
                "<sector vocabulary=\"DAC\" code=\"12220\"/>",
                "xml:lang=\"en\""),
       "version=\"1.02\"");
  EXPECT_EQ(ask("SELECT role, role_published, ref, name FROM participant"), "1|FUNDING|GB|UNITED KINGDOM");
  EXPECT_EQ(ask("SELECT title, start_actual FROM activity_version"), "Basic health services|2010-04-01");
  EXPECT_EQ(ask("SELECT language, text FROM narrative"), "en|Basic health services");
  EXPECT_EQ(ask("SELECT vocabulary, vocabulary_published, code FROM split"), "1|DAC|12220");
}

TEST_F(IatiRule, Rule04TheRootMayBeWrappedAndTheEncodingLie) {
  const std::string one = activity("A", transaction("3", "2022-05-01", eur_5));
  EXPECT_EQ(load_bytes("<result><ok/><iati-activities version=\"2.01\">" + one + "</iati-activities></result>",
                       "wrapped.xml"),
            "");
  EXPECT_EQ(load_bytes(one, "bare.xml"), "");
  EXPECT_EQ(load_bytes("\xEF\xBB\xBF<?xml version=\"1.0\"?><iati-activities>" + one + "</iati-activities>", "mark.xml"),
            "");
  std::string wide{"\xFF\xFE", 2};
  for (const char c : "<iati-activities>" + one + "</iati-activities>") wide += {c, '\0'};
  EXPECT_EQ(load_bytes(wide, "wide.xml"), "");
  EXPECT_EQ(ask("SELECT count(*) FROM record"), "4");
  EXPECT_EQ(load("<iati-activity><title>caf\xE9</title></iati-activity>", "", "latin.xml"),
            "text_not_utf8: 1 bytes are no UTF-8, which the file says it is\n");
  EXPECT_EQ(ask("SELECT title FROM activity_version WHERE title IS NOT NULL"), "caf\u00E9");
  EXPECT_EQ(load("<iati-activity><iati-identifier>A</iati-identifier></iati-activity>\n"
                 "<iati-activity><iati-identifier>B</iati-identfier></iati-activity>",
                 "", "broken.xml"),
            "xml_broken: the XML is not well-formed: mismatched tag\n");
  EXPECT_EQ(ask("SELECT a.identifier, p.line FROM activity_version a JOIN load l ON a.load = l.id JOIN problem p ON "
                "p.load = l.id"
                " WHERE l.dataset = 'broken'"),
            "A|2");
  EXPECT_EQ(
      load_bytes("<!DOCTYPE iati-activities [<!ENTITY e SYSTEM \"/etc/hostname\">]><iati-activities><iati-activity>"
                 "<title>&e;</title></iati-activity></iati-activities>",
                 "entity.xml"),
      "xml_refused: the file has a DOCTYPE, which IATI does not use and which may define entities\n");
}

TEST_F(IatiRule, Rule05ExtensionsAreSkippedNotConfused) {
  load(activity("A",
                "<transaction xmlns:o=\"http://o.example\"><transaction-type code=\"3\"/><transaction-date "
                "iso-date=\"2022-05-01\"/><o:value currency=\"USD\">999</o:value><value currency=\"EUR\">10</value>"
                "</transaction>"));
  EXPECT_EQ(records("amount_published, currency"), "10|EUR");
  EXPECT_EQ(ask("SELECT element, count FROM passed_over"), "o:*|1");
  EXPECT_EQ(load(activity("B", "<o:value>1</o:value>"), "", "b.xml"),
            "xml_broken: the XML is not well-formed: unbound prefix\n");
}

TEST_F(IatiRule, Rule06CurrencyOfTheValueElseTheDefaultElseUnknown) {
  const std::string two = transaction("3", "2011-04-01", "<value>100</value>") +
                          transaction("3", "2011-04-01", "<value currency=\"EUR\">7</value>");
  load(activity("A", two, "default-currency=\"GBP\""));
  EXPECT_EQ(records("amount_published, currency, notes LIKE 'currency-default%'"), "100|GBP|true\n7|EUR|false");
  load(activity("B", transaction("3", "2011-04-01", "<value>100</value>")), "", "b.xml");
  EXPECT_EQ(ask("SELECT amount_published, currency FROM record WHERE activity = 'B'"), "100|-");
}

TEST_F(IatiRule, Rule07AmountsAreExactDecimals) {
  load(activity("A", transaction("3", "2011-04-01", "<value currency=\"SEK\">23344.9515185077</value>") +
                         transaction("3", "2011-04-01", "<value currency=\"GBP\">2,675.61</value>") +
                         transaction("3", "2011-04-01", "<value currency=\"USD\"> 160546.98 </value>") +
                         transaction("3", "2011-04-01", "<value currency=\"USD\">1.000,00</value>") +
                         transaction("3", "2011-04-01", "<value currency=\"USD\">NaN</value>") +
                         transaction("3", "2011-04-01", "<value currency=\"USD\">2791.00</value>")));
  EXPECT_EQ(records("amount, amount_published, regexp_extract(notes, 'not-a-decimal'), regexp_extract(notes, "
                    "'candidate (.*)', 1)"),
            "23344.9515185077|23344.9515185077||\n-|2,675.61|not-a-decimal|2675.61\n160546.98|160546.98||\n"
            "-|1.000,00|not-a-decimal|1000\n-|NaN|not-a-decimal|\n2791|2791.00||");
}

TEST_F(IatiRule, Rule08NegativeAndZeroAmountsAreData) {
  load(activity("A", transaction("3", "2022-03-01", "<value currency=\"CHF\">-1000000</value>") +
                         transaction("3", "2022-03-01", "<value currency=\"CHF\">0</value>") +
                         transaction("3", "2022-03-01", "<value currency=\"CHF\"/>")));
  EXPECT_EQ(records("measure, direction, amount"), "disbursement|out|-1000000\ndisbursement|out|0\ndisbursement|out|-");
}

TEST_F(IatiRule, Rule09TwoDatesTwoJobs) {
  load(activity("A", transaction("4", "2022-02-28", "<value currency=\"EUR\" value-date=\"2022-01-01\">50</value>") +
                         "<transaction><transaction-type code=\"4\"/><value currency=\"EUR\" "
                         "value-date=\"2022-01-01\">1</value></transaction>" +
                         transaction("4", "2022-02-28", "<value currency=\"EUR\">2</value>")));
  EXPECT_EQ(records("date, coalesce(value_date, date), notes"),
            "2022-02-28|2022-01-01|-\n2022-01-01|2022-01-01|date-from-value-date\n2022-02-28|2022-02-28|value-date-"
            "from-date");
}

TEST_F(IatiRule, Rule10DatesWithZonesAreNeverShifted) {
  std::string all;
  for (const char* day : {"2003-04-01Z", "2017-02-06+08:00", "42916", "1010-12-09", "2022-02-30", "March-May 2015"}) {
    all += transaction("3", day, "<value currency=\"EUR\">1</value>");
  }
  load(activity("A", all));
  EXPECT_EQ(
      records(
          "date, date_published, regexp_extract(notes, 'date-i[a-z]+'), regexp_extract(notes, 'candidate (.*)', 1)"),
      "2003-04-01|2003-04-01Z||\n2017-02-06|2017-02-06+08:00||\n-|42916|date-invalid|2017-06-30\n"
      "1010-12-09|-|date-implausible|\n-|2022-02-30|date-invalid|\n-|March-May 2015|date-invalid|");
}

TEST_F(IatiRule, Rule11MissingPartiesAreTheReporterOnOneSideOnly) {
  const std::string head =
      "<reporting-org ref=\"GB-GOV-1\" type=\"10\"/><participating-org ref=\"XM-DAC-41122\" role=\"4\"/>";
  load(activity("A",
                head + transaction("3", "2022-05-01", "<value currency=\"GBP\" value-date=\"2022-05-01\">5</value>") +
                    transaction("1", "2022-05-01", "<value currency=\"GBP\" value-date=\"2022-05-01\">5</value>")));
  EXPECT_EQ(records("giver_ref, receiver_ref, replace(notes, chr(10), ' ')"),
            "GB-GOV-1|-|provider-default org-from-participating XM-DAC-41122\n-|GB-GOV-1|receiver-default");
}

TEST_F(IatiRule, Rule12WhoReportsIsNotWhoFunds) {
  load(activity("A",
                "<reporting-org ref=\"XM-DAC-928\"><narrative>WHO</narrative></reporting-org>"
                "<participating-org role=\"1\"><narrative>Ministry of Denmark</narrative></participating-org>"
                "<participating-org role=\"1\"><narrative>Ministry of Norway</narrative></participating-org>" +
                    transaction("4", "2022-06-01", "<value currency=\"USD\">900</value>")));
  EXPECT_EQ(records("giver_name, amount"), "WHO|900");
  EXPECT_EQ(ask("SELECT name FROM participant WHERE role = '1'"), "Ministry of Denmark\nMinistry of Norway");
}

TEST_F(IatiRule, Rule13LinkedFlowsCountOnce) {
  load(activity("D-1", transaction("3", "2022-03-02", "<value currency=\"EUR\">100</value>",
                                   "<receiver-org ref=\"N\" receiver-activity-id=\"N-7\"/>")) +
       activity("N-7", transaction("1", "2022-03-09", "<value currency=\"EUR\">100</value>",
                                   "<provider-org ref=\"D\" provider-activity-id=\" d-1\"/>")));
  EXPECT_EQ(ask("SELECT activity, coalesce(not_counted, 'counts') FROM activity_record ORDER BY ordinal"),
            "D-1|counts\nN-7|mirrored");
  EXPECT_EQ(ask("SELECT sum(amount) FROM activity_record WHERE not_counted IS NULL"), "100");
}

TEST_F(IatiRule, Rule14SecondaryReportersNeverAdd) {
  load(activity("A", "<reporting-org ref=\"KR-GOV-010\" type=\"10\" secondary-reporter=\"1\"/>" +
                         transaction("3", "2022-05-01", eur_5)));
  EXPECT_EQ(ask("SELECT secondary, not_counted FROM activity_record"), "true|secondary-reporter");
}

TEST_F(IatiRule, Rule15SumsAtOneLevel) {
  const std::string money = transaction("3", "2022-05-01", "<value currency=\"USD\">100</value>");
  const std::string head = "<reporting-org ref=\"U\"/>";
  load(activity("U-1", head + money, "hierarchy=\"1\"") +
       activity("U-1-a", head + "<related-activity type=\"1\" ref=\"U-1\"/>" + money, "hierarchy=\"2\""));
  EXPECT_EQ(ask("SELECT activity, not_counted FROM activity_record ORDER BY ordinal"),
            "U-1|covered-by-children\nU-1-a|-");
  load(activity("V-1", "<reporting-org ref=\"V\"/>" + money, "hierarchy=\"1\"") +
           activity("V-2", "<reporting-org ref=\"V\"/>" + money, "hierarchy=\"2\""),
       "", "v.xml");
  EXPECT_EQ(ask("SELECT hierarchy, amount, note FROM publisher_level WHERE reporting_ref = 'V' ORDER BY 1"),
            "1|100|levels-mixed\n2|100|levels-mixed");
}

TEST_F(IatiRule, Rule16TheTransactionsPlaceGoesBeforeTheActivitys) {
  load(activity("A",
                "<recipient-country code=\"UA\" percentage=\"60\"/><recipient-country code=\"MD\" percentage=\"40\"/>" +
                    transaction("3", "2022-05-01", "<value>101</value>") +
                    transaction("3", "2022-05-01", "<value>7</value>", "<recipient-country code=\"PL\"/>"),
                "default-currency=\"USD\""));
  EXPECT_EQ(ask("SELECT record, code, amount FROM record_split ORDER BY record, place"),
            "0|UA|60.6\n0|MD|40.4\n1|PL|7");
  EXPECT_EQ(ask("SELECT number FROM record WHERE notes LIKE '%geo-at-both%'"), "2");
}

TEST_F(IatiRule, Rule17SectorsVocabularyByVocabulary) {
  load(activity("A",
                "<sector vocabulary=\"1\" code=\"72010\" percentage=\"100\"/><sector vocabulary=\"98\" code=\"A\" "
                "percentage=\"60\"/>"
                "<sector vocabulary=\"98\" code=\"B\" percentage=\"60\"/>" +
                    transaction("3", "2022-05-01", "<value currency=\"USD\">100</value>")));
  EXPECT_EQ(ask("SELECT vocabulary, code, amount, note FROM record_split ORDER BY place"),
            "1|72010|100|-\n98|A|50|percent-rescaled\n98|B|50|percent-rescaled");
}

TEST_F(IatiRule, Rule18PercentagesThatDoNotMakeAHundred) {
  struct Row {
    const char* shares;
    const char* expected;
  };
  int at = 0;
  for (const Row& row : {
           Row{"c:UA:", "UA 100 "},                                         // (a) one without
           Row{"c:UA: c:PL:", "UA 50 percent-equal, PL 50 percent-equal"},  // (b) several, none with
           Row{"c:UA:40 c:PL: c:MD:", "UA 40 percent-filled, PL 30 percent-filled, MD 30 percent-filled"},  // (c)
           Row{"c:UA:100 c:PL:", "UA 100 , PL 0 "},                                     // (c) nothing is left
           Row{"c:UA:33.33 c:PL:33.33 c:MD:33.33", "UA 33.34 , PL 33.33 , MD 33.33 "},  // (d)
           Row{"c:UA:30 c:PL:20", "UA 30 percent-short, PL 20 percent-short"},          // (e)
           Row{"c:UA:99.4", "UA 99.4 percent-short"},
           Row{"c:UA:60 c:PL:60", "UA 50 percent-rescaled, PL 50 percent-rescaled"},  // (f)
           Row{"c:UA:100 r:998:100", "UA 100 , 998 0 region-dropped"},                // (g)
           Row{"c:UA:60 r:998:40", "UA 60 , 998 40 "},
           Row{"c:UA:0 c:PL:100", "UA 0 , PL 100 "},
       }) {
    std::string inside;
    std::string shares = row.shares;
    for (std::size_t begin = 0; begin < shares.size();) {
      const std::size_t end = std::min(shares.find(' ', begin), shares.size());
      const std::string share = shares.substr(begin, end - begin);
      const std::size_t colon = share.find(':', 2);
      const std::string percentage = share.substr(colon + 1);
      inside += std::string(share[0] == 'c' ? "<recipient-country" : "<recipient-region") + " code=\"" +
                share.substr(2, colon - 2) + "\"" + (percentage.empty() ? "" : " percentage=\"" + percentage + "\"") +
                "/>";
      begin = end + 1;
    }
    const std::string name = "s" + std::to_string(++at);
    load(activity(name, inside + transaction("3", "2022-05-01", "<value currency=\"USD\">100.00</value>")), "",
         name + ".xml");
    EXPECT_EQ(ask("SELECT string_agg(concat(code, ' ', rtrim(rtrim(CAST(amount AS VARCHAR), '0'), '.'), ' ', note), ', "
                  "' ORDER BY place)"
                  " FROM record_split WHERE load = (SELECT id FROM load WHERE dataset = '" +
                  name + "')"),
              row.expected)
        << row.shares;
  }
}

TEST_F(IatiRule, Rule19RoundedByLargestRemainderTheSumExact) {
  load(activity("A",
                "<sector code=\"11110\" percentage=\"33.33\"/><sector code=\"12110\" percentage=\"33.33\"/><sector "
                "code=\"13010\" "
                "percentage=\"33.33\"/><recipient-country code=\"UA\" percentage=\"50\"/><recipient-country "
                "code=\"MD\" percentage=\"50\"/>" +
                    transaction("3", "2022-05-01", "<value currency=\"EUR\">100.00</value>") +
                    transaction("3", "2022-05-01", "<value currency=\"JPY\">-100</value>") +
                    transaction("3", "2022-05-01", "<value currency=\"SEK\">0.0001</value>")));
  EXPECT_EQ(ask("SELECT record, string_agg(rtrim(rtrim(CAST(amount AS VARCHAR), '0'), '.'), ' ' ORDER BY place), "
                "sum(amount) FROM record_split"
                " WHERE dimension = 'sector' GROUP BY record ORDER BY record"),
            "0|33.34 33.33 33.33|100\n1|-34 -33 -33|-100\n2|0.0001 0 0|0.0001");
  EXPECT_EQ(ask("SELECT record, sum(amount), count(*) FROM record_place_sector GROUP BY record ORDER BY record"),
            "0|100|6\n1|-100|6\n2|0.0001|6");
}

TEST_F(IatiRule, Rule20ThreeLedgersNeverAdded) {
  load(activity(
      "A",
      "<budget><period-start iso-date=\"2022-01-01\"/><period-end iso-date=\"2022-12-31\"/><value currency=\"EUR\" "
      "value-date=\"2022-01-01\">80</value></budget><planned-disbursement><period-start iso-date=\"2022-06-01\"/>"
      "<value currency=\"EUR\" value-date=\"2022-06-01\">20</value></planned-disbursement>"
      "<budget status=\"2\"><period-start iso-date=\"2023-01-01\"/><period-end iso-date=\"2023-01-01\"/><value "
      "currency=\"EUR\">1</value></budget>"));
  EXPECT_EQ(records("kind, measure, measure_published, status, amount, date, date_to"),
            "budget|budget|budget|indicative|80|2022-01-01|2022-12-31\n"
            "planned_disbursement|planned|planned-disbursement|-|20|2022-06-01|-\n"
            "budget|budget|budget|committed|1|2023-01-01|2023-01-01");
}

TEST_F(IatiRule, Rule21ARevisedBudgetReplacesTheOriginal) {
  const auto budget = [](const char* type, const char* from, const char* to, const char* amount) {
    return std::string("<budget type=\"") + type + "\"><period-start iso-date=\"" + from +
           "\"/><period-end iso-date=\"" + to + "\"/><value currency=\"USD\">" + amount + "</value></budget>";
  };
  load(activity("A", budget("1", "2022-01-01", "2022-12-31", "500") + budget("2", "2022-01-01", "2022-12-31", "530") +
                         budget("2", "2023-01-01", "2023-12-31", "1") + budget("2", "2023-01-01", "2023-12-31", "2")));
  EXPECT_EQ(ask("SELECT amount, not_counted FROM activity_record ORDER BY ordinal"),
            "500|budget-superseded\n530|-\n1|budget-superseded\n2|-");
  EXPECT_EQ(ask("SELECT ordinal, note FROM budget_state WHERE note IS NOT NULL ORDER BY 1"),
            "2|budget-ambiguous\n3|budget-ambiguous");
  load(activity("B", budget("1", "2022-01-01", "2022-12-31", "1") + budget("1", "2022-07-01", "2023-06-30", "2")), "",
       "b.xml");
  EXPECT_EQ(ask("SELECT amount, not_counted FROM activity_record WHERE activity = 'B' ORDER BY ordinal"),
            "1|budget-overlap\n2|budget-overlap");
}

TEST_F(IatiRule, Rule22IdentifiersAreTrimmedAndLinksFoundLoosely) {
  load(activity("\n   GB-1-102663 ", "") +
       activity("GB-1-102663-101", "<related-activity type=\"1\" ref=\"gb-1-102663\"/>") +
       activity("#N/A", transaction("3", "2022-05-01", eur_5)) +
       activity("#N/A", transaction("3", "2022-05-01", eur_5)));
  EXPECT_EQ(ask("SELECT identifier, linked, note FROM activity_link"), "GB-1-102663-101|GB-1-102663|id-loose");
  EXPECT_EQ(records("activity, activity_how"), "number 3|place in the file\nnumber 4|place in the file");
  EXPECT_EQ(ask("SELECT identifier_published FROM activity_version WHERE ordinal = 2"), "#N/A");
}

TEST_F(IatiRule, Rule23OneIdentifierInSeveralFilesIsOneActivity) {
  const auto copy = [](const char* updated, const std::string& inside) {
    return activity("Z-1", "<reporting-org ref=\"Z\"/>" + inside,
                    std::string("last-updated-datetime=\"") + updated + "\"");
  };
  const auto value = [](const char* amount) { return std::string("<value currency=\"USD\">") + amount + "</value>"; };
  load(copy("2022-07-01T00:00:00Z", transaction("3", "2022-02-02", value("12"))), "", "b.xml");
  load(copy("2022-05-01T00:00:00Z", transaction("3", "2022-02-02", value("10"))), "", "a.xml");
  EXPECT_EQ(ask("SELECT amount, not_counted FROM activity_record ORDER BY load"), "12|-\n10|superseded");
  // A file for each year: other money, and all of it counts.
  load(copy("2021-12-31T00:00:00Z", transaction("3", "2021-03-03", value("7"))), "", "y2021.xml");
  EXPECT_EQ(ask("SELECT state, note FROM activity_copy WHERE file LIKE '%y2021%'"),
            "joined|duplicate-with-other-money");
  EXPECT_EQ(ask("SELECT sum(amount) FROM activity_record WHERE not_counted IS NULL"), "19");
  // Of another publisher it is another activity.
  load(activity("Z-1", "<reporting-org ref=\"Y\"/>" + transaction("3", "2022-02-02", value("5"))), "", "y.xml");
  EXPECT_EQ(ask("SELECT sum(amount) FROM activity_record WHERE not_counted IS NULL"), "24");
}

TEST_F(IatiRule, Rule24TimeStampsAndHistory) {
  load(activity("A", "", "last-updated-datetime=\"2011-05-13 14:28:20.8721550\"") +
           activity("B", "", "last-updated-datetime=\"2011-05-13T14:28:20+02:00\""),
       "generated-datetime=\"2022-05-08T00:00:00Z\"", "one/p.xml");
  EXPECT_EQ(ask("SELECT last_updated, notes FROM activity_version ORDER BY ordinal"),
            "2011-05-13 14:28:20.872155|zone-assumed\n2011-05-13 12:28:20|-");
  load(activity("A", transaction("3", "2022-05-01", eur_5)), "generated-datetime=\"2022-07-19T00:00:00Z\"",
       "two/p.xml");
  EXPECT_EQ(ask("SELECT key, first_day, last_day, withdrawn FROM activity_history ORDER BY key"),
            "A|2022-05-08|2022-07-19|-\nB|2022-05-08|2022-05-08|2022-07-19");
  EXPECT_EQ(ask("SELECT count(*) FROM record_by(DATE '2022-06-01')"), "0");
  EXPECT_EQ(ask("SELECT count(*) FROM record"), "1");
}

TEST_F(IatiRule, Rule25HumanitarianFlagOfTheTransactionElseTheActivity) {
  load(
      "<iati-activity humanitarian=\"1\"><humanitarian-scope type=\"1\" vocabulary=\"2-1\" code=\"fukr22\"/>"
      "<transaction humanitarian=\"0\"><transaction-type code=\"3\"/>" +
      eur_5 +
      "</transaction>"
      "<transaction><transaction-type code=\"3\"/>" +
      eur_5 +
      "</transaction></iati-activity>"
      "<iati-activity><transaction humanitarian=\"true\"><transaction-type code=\"3\"/>" +
      eur_5 +
      "</transaction>"
      "<transaction><transaction-type code=\"3\"/>" +
      eur_5 + "</transaction></iati-activity>");
  EXPECT_EQ(records("humanitarian"), "false\ntrue\ntrue\nfalse");
  EXPECT_EQ(ask("SELECT code, note FROM humanitarian_scope"), "FUKR22|scope-swapped");
}

TEST_F(IatiRule, Rule26NarrativesOfAllLanguages) {
  load(
      "<iati-activity xml:lang=\"uk\"><title><narrative>Вода</narrative><narrative "
      "xml:lang=\"EN\">Water</narrative><narrative xml:lang=\"fr\"/>"
      "</title><description type=\"2\"><narrative>Мета</narrative></description></iati-activity>");
  EXPECT_EQ(ask("SELECT element, type, language, text FROM narrative"),
            "description|2|uk|Мета\ntitle|-|uk|Вода\ntitle|-|EN|Water");
  EXPECT_EQ(ask("SELECT title FROM activity_version"), "Water");
}

TEST_F(IatiRule, Rule27FlowFinanceAndAidTypesByVocabulary) {
  load(activity(
      "A",
      "<default-finance-type code=\"421\"/><default-flow-type code=\"10\"/><default-aid-type vocabulary=\"3\" "
      "code=\"A\"/>" +
          transaction("2", "2022-05-01", eur_5, "<aid-type vocabulary=\"2\" code=\"2\"/><aid-type code=\"B03\"/>") +
          transaction("2", "2022-05-01", eur_5, "<finance-type code=\"110\"/><flow-type code=\"30\"/>")));
  EXPECT_EQ(records("finance_type, flow_type, instrument, aid_type_published"), "421|10|loan|B03\n110|30|grant|-");
  EXPECT_EQ(ask("SELECT dac, earmarking_category, earmarking_modality FROM record_aid_type ORDER BY record"),
            "B03|2|A\n-|-|A");
}

TEST_F(IatiRule, Rule28WhatIsNotMoneyIsCounted) {
  load(activity("A",
                "<location ref=\"L1\"><administrative code=\"UA-30\" vocabulary=\"G1\" level=\"1\"/></location>"
                "<tag vocabulary=\"2\" code=\"2\"/><result/><result/>" +
                    transaction("3", "2022-05-01", eur_5)));
  EXPECT_EQ(ask("SELECT element, count FROM passed_over ORDER BY 1"), "location|1\nresult|2\ntag|1");
  EXPECT_EQ(ask("SELECT count(*) FROM split"), "0");
}

TEST_F(IatiRule, Rule29OrganisationFilesAreAnotherLedger) {
  const std::string plan =
      "<recipient-country-budget status=\"2\"><recipient-country code=\"SY\"/><period-start iso-date=\"2022-01-01\"/>"
      "<period-end iso-date=\"2022-12-31\"/><value value-date=\"2022-01-01\">5</value></recipient-country-budget>";
  load_bytes(
      "<iati-organisations version=\"2.03\"><iati-organisation default-currency=\"USD\"><organisation-identifier>X"
      "</organisation-identifier><reporting-org ref=\"X\"/>" +
      plan + plan +
      "<total-budget><period-start iso-date=\"2022-01-01\"/>"
      "<period-end iso-date=\"2022-12-31\"/><value>9</value></total-budget></iati-organisation></iati-organisations>");
  EXPECT_EQ(ask("SELECT kind, activity, receiver, date, amount, currency, status, plan_note FROM organisation_plan "
                "ORDER BY ordinal"),
            "recipient_country_budget|X|SY|2022-01-01|5|USD|committed|same-period\n"
            "recipient_country_budget|X|SY|2022-01-01|5|USD|committed|same-period\n"
            "total_budget|X|-|2022-01-01|9|USD|indicative|-");
  EXPECT_EQ(ask("SELECT count(*) FROM activity_record"), "0");
}

TEST_F(IatiRule, Rule30TwoElementsWhereOneIsAllowed) {
  load(activity("A",
                "<transaction><transaction-type>1</transaction-type><transaction-date "
                "iso-date=\"5000000\">2021-03-30</transaction-date>"
                "<value currency=\"CZK\" value-date=\"2021-03-30\"/></transaction>"
                "<transaction><transaction-type code=\"3\"/><transaction-date iso-date=\"2022-01-01\"/><value "
                "currency=\"EUR\">1</value>"
                "<value currency=\"EUR\">2</value></transaction>"
                "<transaction><transaction-type code=\"3\"/><transaction-date iso-date=\"2022-01-01\"/><value "
                "currency=\"EUR\">1</value>"
                "<value currency=\"EUR\">1</value></transaction>"));
  EXPECT_EQ(records("measure, date, amount, currency, replace(notes, chr(10), ' ')"),
            "incoming|2021-03-30|-|CZK|type-from-text value-empty date-invalid date-from-text\n"
            "disbursement|2022-01-01|1|EUR|repeated "
            "value-date-from-date\ndisbursement|2022-01-01|1|EUR|value-date-from-date");
}

}  // namespace
}  // namespace kept
