// kept load, sources, problems, sql, rates, check and explain through run_command, on small files of our own.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "cli/commands.hpp"
#include "cli/temporary_folder.hpp"
#include "cli/testing.hpp"

namespace kept {
namespace {

using Json = nlohmann::json;
using testing::Ran;
using testing::run;

constexpr std::string_view quotes =
    "Date,USD,JPY,\n"
    "2025-02-28,1.00,160.0,\n"
    "2025-02-27,1.00,150.0,\n"
    "2025-02-26,1.00,150.0,\n";

constexpr std::string_view table =
    "Day,Amount,Status\n"
    "2024-12-31,1500000000,paid\n"
    "2025-02-30,7000000,paid\n";

constexpr std::string_view mapping =
    "field\thow\tvalue\tas\n"
    "name\tsetting\tministry\t-\n"
    "date\tcolumn\tDay\t-\n"
    "amount\tcolumn\tAmount\t-\n"
    "currency\tconstant\tUSD\t-\n"
    "giver\tconstant\tJapan\t-\n"
    "receiver\tconstant\tUkraine\t-\n"
    "measure\tcolumn\tStatus\t-\n"
    "measure\tword\tpaid\tdisbursement\n";

constexpr std::string_view speech =
    "Speech of A. Person, Ambassador of Japan to Ukraine, held on March 5, 2025\n\n"
    "In December 2024 Japan transferred 1.5 billion US dollars to Ukraine.\n";

class CommandData : public testing::TemporaryFolder {
 protected:
  void SetUp() override {
    testing::TemporaryFolder::SetUp();
    file("data/quotes.csv", quotes);
    file("data/aid.csv", table);
    file("data/aid.map.tsv", mapping);
    file("data/notes.txt", "not a source\n");
    ledger_ = path("kept.duckdb");
  }
  [[nodiscard]] Ran load() const { return run({"load", path("data"), "--ledger", ledger_}); }

  std::string ledger_;
};

TEST_F(CommandData, LoadSaysWhatBecameOfEachFile) {
  const Ran first = load();
  EXPECT_EQ(first.code, 0) << first.err;
  EXPECT_NE(first.out.find("csv:ministry"), std::string::npos) << first.out;
  EXPECT_NE(first.err.find("notes.txt: left out: "), std::string::npos) << first.err;
  EXPECT_NE(first.err.find("1 problem in what was loaded; kept problems --ledger " + ledger_ + " lists them"),
            std::string::npos)
      << first.err;
  const Ran second = load();
  EXPECT_EQ(second.code, 0);
  EXPECT_NE(second.out.find("unchanged"), std::string::npos) << second.out;
}

TEST_F(CommandData, LoadShowsHowFarItIs) {
  EXPECT_EQ(load_progress_line(120'000'000, 400'000'000, 1200), "loading: 120 of 400 MB, 100 MB/s, 3 s left");
  EXPECT_EQ(load_progress_line(400'000'000, 400'000'000, 4000), "loading: 400 of 400 MB, 100 MB/s");
  EXPECT_EQ(load_progress_line(0, 400'000'000, 1), "loading: 0 of 400 MB, 0 MB/s");
}

TEST_F(CommandData, LoadNamesWhatFailed) {
  const Ran part = run({"load", path("data"), path("nowhere"), "--ledger", ledger_});
  EXPECT_EQ(part.code, 1);
  EXPECT_NE(part.err.find("nowhere: "), std::string::npos) << part.err;
  const Ran nothing = run({"load", file("only.txt", "no source\n"), "--ledger", ledger_});
  EXPECT_EQ(nothing.code, 2);
  EXPECT_NE(nothing.err.find("nothing was loaded"), std::string::npos) << nothing.err;
}

TEST_F(CommandData, TheLedgerIsFoundByFlagThenEnvironmentThenDataFolder) {
  EXPECT_EQ(load().code, 0);
  EXPECT_EQ(run({"sources"}, {.input = "", .environment = {{"KEPT_LEDGER", ledger_}}}).code, 0);
  const testing::Around home{.input = "", .environment = {{"XDG_DATA_HOME", path("share")}, {"HOME", path("home")}}};
  EXPECT_EQ(run({"load", path("data")}, home).code, 0);
  EXPECT_TRUE(std::filesystem::exists(path("share/kept/kept.duckdb")));
  EXPECT_EQ(run({"sources"}, home).code, 0);
  const testing::Around only_home{.input = "", .environment = {{"HOME", path("home")}}};
  EXPECT_EQ(run({"load", path("data")}, only_home).code, 0);
  EXPECT_TRUE(std::filesystem::exists(path("home/.local/share/kept/kept.duckdb")));
  EXPECT_EQ(run({"sources"}).err,
            "kept: no ledger is named, and no home folder is known; try: kept sources --ledger kept.duckdb\n");
}

TEST_F(CommandData, SourcesProblemsAndSql) {
  ASSERT_EQ(load().code, 0);
  const Json sources = Json::parse(run({"sources", "-l", ledger_, "-f", "json"}).out);
  ASSERT_EQ(sources.size(), 2U);
  EXPECT_TRUE(std::ranges::any_of(sources, [](const Json& row) { return row.at("source") == "csv:ministry"; }));
  const Json problems = Json::parse(run({"problems", "-l", ledger_, "-f", "json"}).out);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems.front().at("code"), "date_unreadable");
  const Ran csv =
      run({"sql", "SELECT measure, count(*) AS n FROM record GROUP BY measure", "-l", ledger_, "-f", "csv"});
  EXPECT_EQ(csv.out, "measure,n\ndisbursement,2\n") << csv.err;

  const Ran change = run({"sql", "DELETE FROM load", "--ledger", ledger_});
  EXPECT_EQ(change.code, 2);
  EXPECT_EQ(change.out, "");
  EXPECT_EQ(std::ranges::count(change.err, '\n'), 1) << change.err;
}

TEST_F(CommandData, ManySourcesAreAddedUp) {
  const auto activity = [](const std::string& identifier, const std::string& generated, const std::string& day) {
    return "<iati-activities version=\"2.03\"" + generated + "><iati-activity><iati-identifier>" + identifier +
           "</iati-identifier><transaction><transaction-type code=\"3\"/><transaction-date iso-date=\"" + day +
           "\"/><value currency=\"EUR\">5</value></transaction></iati-activity></iati-activities>\n";
  };
  for (int number = 10; number < 20; ++number) {
    const std::string name = std::to_string(number);
    file("iati/" + name + ".xml", activity("XX-" + name, "", "20" + name + "-03-01"));
  }
  ASSERT_EQ(run({"load", path("iati"), "--ledger", ledger_}).code, 0);
  EXPECT_EQ(run({"sources", "--ledger", ledger_}).out.find("in all"), std::string::npos);
  file("later/10.xml", activity("XX-10", " generated-datetime=\"2026-01-02T00:00:00Z\"", "2024-05-06"));
  ASSERT_EQ(run({"load", path("later"), path("data"), "--ledger", ledger_}).code, 0);
  const std::string out = run({"sources", "--ledger", ledger_}).out;
  const std::string told = out.substr(std::min(out.find("in all"), out.size()));
  EXPECT_EQ(told,
            "in all 13 files of 3 sources\n"
            "  csv:ministry: 1 file, 2 records, 1 problem; day of publication unknown of 1\n"
            "    file; covers 2024-12-31..2024-12-31\n"
            "  ecb: 1 file, 6 rates, 0 problems; day of publication unknown of 1 file; covers\n"
            "    2025-02-26..2025-02-28\n"
            "  iati: 11 files, 11 records, 0 problems; 1 file superseded; day of publication\n"
            "    unknown of 10 files; covers 2010-03-01..2024-05-06\n");
}

TEST_F(CommandData, AMissingOrBrokenLedgerIsSaid) {
  EXPECT_EQ(run({"sources", "--ledger", path("none.duckdb")}).code, 2);
  const Ran broken = run({"sources", "--ledger", file("broken.duckdb", std::string(5000, 'x'))});
  EXPECT_EQ(broken.code, 2);
  EXPECT_EQ(std::ranges::count(broken.err, '\n'), 1) << broken.err;
}

TEST_F(CommandData, RatesOfAPairAndOfOneAmount) {
  const Ran pair = run({"rates", "8.8 billion yen", "58.7 million US dollars", "--on", "2025-02-27", "--data",
                        path("data/quotes.csv"), "--format", "json"});
  ASSERT_EQ(pair.code, 0) << pair.err;
  const Json answer = Json::parse(pair.out);
  EXPECT_EQ(answer.at("implied_rate").at("rate"), "149.915");
  EXPECT_EQ(answer.at("rates").front().at("policy"), "day");
  EXPECT_EQ(answer.at("rates").front().at("finding"), "agrees");

  const Ran one =
      run({"rates", "100", "USD", "JPY", "--on", "2025-02-27", "--policy", "day", "--data", path("data/quotes.csv")});
  EXPECT_EQ(one.code, 0) << one.err;
  EXPECT_NE(one.out.find("15,000"), std::string::npos) << one.out;

  const Ran none = run({"rates", "100", "USD", "XXX", "--on", "2025-02-27", "--data", path("data/quotes.csv")});
  EXPECT_EQ(none.code, 2);
  EXPECT_NE(none.err.find("no rate for USD and XXX on 2025-02-27"), std::string::npos) << none.err;
  EXPECT_EQ(run({"rates", "1,000", "USD", "JPY", "--data", path("data")}).err,
            "kept: rates: 1,000 is not a plain number; try: kept rates 8800000000 JPY USD\n");
  EXPECT_EQ(run({"rates", "100", "dollars", "JPY", "--data", path("data")}).code, 2);
}

TEST_F(CommandData, CheckInEachFormat) {
  const std::string document = file("speech.txt", speech);
  const Ran table_run = run({"check", document, "--data", path("data"), "--on", "2025-06-01"});
  ASSERT_EQ(table_run.code, 0) << table_run.err;
  EXPECT_NE(table_run.out.find("1.5 billion US dollars"), std::string::npos) << table_run.out;
  EXPECT_EQ(table_run.out.find('\x1b'), std::string::npos);

  const Ran json = run({"check", document, "--data", path("data"), "--on", "2025-06-01", "--format", "json"});
  ASSERT_EQ(json.code, 0) << json.err;
  const Json report = Json::parse(json.out);
  EXPECT_EQ(report.at("on"), "2025-06-01");
  EXPECT_EQ(report.at("documents").size(), 1U);
  EXPECT_FALSE(report.at("left_out").empty());
  EXPECT_EQ(run({"check", document, "--data", path("data"), "--on", "2025-06-01", "--threads", "1", "-fjson"}).out,
            json.out);

  const Ran html = run({"check", document, "--data", path("data"), "--on", "2025-06-01", "--format", "html"});
  EXPECT_EQ(html.code, 0);
  EXPECT_EQ(html.out.find("<!"), 0U);

  const Ran explained = run({"check", document, "--data", path("data"), "--on", "2025-06-01", "--explain", "1"});
  EXPECT_EQ(explained.code, 0) << explained.err;
  const Ran beyond = run({"check", document, "--data", path("data"), "--explain", "99"});
  EXPECT_EQ(beyond.code, 2);
  EXPECT_NE(beyond.err.find("there is no claim 99"), std::string::npos) << beyond.err;
}

TEST_F(CommandData, CheckWithALoadedLedgerGivesTheSameVerdicts) {
  ASSERT_EQ(load().code, 0);
  const std::string document = file("speech.txt", speech);
  const auto claims = [](const Ran& ran) { return Json::parse(ran.out).at("documents").at(0).at("claims"); };
  const Ran in_memory = run({"check", document, "--data", path("data"), "--on", "2025-06-01", "-fjson"});
  const Ran from_ledger = run({"check", document, "--ledger", ledger_, "--on", "2025-06-01", "-fjson"});
  ASSERT_EQ(from_ledger.code, 0) << from_ledger.err;
  EXPECT_EQ(claims(in_memory), claims(from_ledger));
}

TEST_F(CommandData, CheckGoesOnWithoutWhatFailed) {
  const std::string document = file("speech.txt", speech);
  const Ran document_missing = run({"check", document, path("none.txt"), "--data", path("data")});
  EXPECT_EQ(document_missing.code, 1);
  EXPECT_NE(document_missing.err.find("1 of 2 documents failed"), std::string::npos) << document_missing.err;
  const Ran data_missing = run({"check", document, "--data", path("data"), "--data", path("none")});
  EXPECT_EQ(data_missing.code, 1);
  EXPECT_NE(data_missing.err.find("none: "), std::string::npos);
  EXPECT_EQ(run({"check", path("none.txt"), "--data", path("data")}).code, 2);
  const Ran no_source = run({"check", document, "--data", path("data/notes.txt")});
  EXPECT_EQ(no_source.code, 2);
  EXPECT_NE(no_source.err.find("is a known source"), std::string::npos) << no_source.err;
}

TEST_F(CommandData, CheckNeedsDataOrALedger) {
  const std::string document = file("speech.txt", speech);
  EXPECT_NE(run({"check", document, "--data", path("data"), "--ledger", ledger_}).err.find("give --data or --ledger"),
            std::string::npos);
  const Ran neither = run({"check", document}, {.input = "", .environment = {{"HOME", path("home")}}});
  EXPECT_EQ(neither.code, 2);
  EXPECT_NE(neither.err.find("no --data is given, and there is no ledger"), std::string::npos) << neither.err;
}

TEST_F(CommandData, ExplainListsDefinitions) {
  const Ran ran = run({"explain", "1.5 billion US dollars", "--from", "JP", "--to", "UA", "--on", "2025-06-01",
                       "--data", path("data")});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.out.find("1.5 billion US dollars"), std::string::npos) << ran.out;
  const Ran no_amount = run({"explain", "plenty", "--data", path("data")});
  EXPECT_EQ(no_amount.code, 2);
  EXPECT_NE(no_amount.err.find("is not one amount with a currency"), std::string::npos) << no_amount.err;
}

}  // namespace
}  // namespace kept
