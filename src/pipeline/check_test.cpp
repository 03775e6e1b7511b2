#include "pipeline/check.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "document/document.hpp"
#include "document/read_document.hpp"
#include "lang/packs.hpp"
#include "ledger/ledger.hpp"
#include "report/check_json.hpp"
#include "report/check_report.hpp"
#include "source/record.hpp"
#include "verdict/verdict.hpp"

namespace kept {
namespace {

Date date(std::string_view text) { return Date::parse_iso(text).value(); }

const Packs& packs() {
  static const Packs all = load_packs().value();
  return all;
}

Document document(std::string name, std::string_view text, std::string_view day) {
  DocumentHints hints;
  hints.date = date(day);
  hints.speaker_country = "NO";
  return read_document(std::move(name), text, hints, packs()).value();
}

constexpr std::string_view first_speech =
    "Norway provided EUR 40 million to Ukraine in May 2024. To date, Norway has provided EUR 140 million to "
    "Ukraine.\n\n"
    "Norway will host the Nordic Energy Recovery Conference in Oslo this autumn.\n";
constexpr std::string_view second_speech =
    "Last autumn, the Nordic Energy Recovery Conference was held in Oslo. Norway provided EUR 77 million to Ukraine in "
    "March 2025.\n";

LoadedFile rows(std::string_view release, std::string_view released,
                std::initializer_list<std::pair<const char*, const char*>> flows, std::string_view giver = "NO") {
  LoadedFile file;
  file.source = "tracker";
  file.dataset = "rows of " + std::string(giver);
  file.release = release;
  file.released = date(released);
  file.file = "rows-" + std::string(giver) + std::string(release) + ".csv";
  file.sha256 = "hash of " + file.file;
  file.coverage.givers = {std::string(giver)};
  file.coverage.receivers = {"UA"};
  file.coverage.measures = {Measure::allocation};
  file.coverage.period = {date("2022-01-01"), date("2025-12-31")};
  file.coverage.complete_totals = true;
  int line = 1;
  for (const auto& [day, amount] : flows) {
    Record record;
    record.position = "line " + std::to_string(++line);
    record.id = "tracker/" + file.dataset + "/" + std::to_string(line);
    record.kind = "allocation";
    record.measure = Measure::allocation;
    record.date = date(day);
    record.amount = Decimal::parse(amount).value();
    record.currency = "EUR";
    record.giver = giver;
    record.receiver = "UA";
    record.aid_type = "financial";
    record.file = file.file;
    file.records.push_back(std::move(record));
  }
  return file;
}

Ledger ledger_of(const std::vector<LoadedFile>& files) {
  Ledger ledger = Ledger::open(":memory:", LedgerMode::read_write).value();
  for (const LoadedFile& file : files) EXPECT_TRUE(ledger.load(file, date("2026-01-01")).ok());
  return ledger;
}

CheckReport check(const Ledger& ledger, std::string_view on = "2026-02-01") {
  std::vector<Document> documents;
  documents.push_back(document("first", first_speech, "2024-06-30"));
  documents.push_back(document("second", second_speech, "2025-06-30"));
  return check_documents(ledger, std::move(documents), packs(),
                         {.on = date(on), .as_of = std::nullopt, .list_all_definitions = false})
      .value();
}

VerdictIs verdict_on(const CheckReport& report, std::size_t d, std::string_view words) {
  const CheckedDocument& checked = report.documents.at(d);
  for (const CheckedClaim& claim : checked.claims) {
    if (claim.claim.span.of(checked.document.text).find(words) != std::string_view::npos) return claim.verdict.is;
  }
  ADD_FAILURE() << "no claim on " << words;
  return VerdictIs::not_checkable;
}

TEST(Check, GoesFromTextAndRowsToVerdicts) {
  const Ledger ledger = ledger_of({rows("1", "2026-01-10", {{"2024-05-14", "40000000"}, {"2023-02-01", "100000000"}})});
  const CheckReport report = check(ledger);
  EXPECT_EQ(verdict_on(report, 0, "EUR 40 million"), VerdictIs::supported);
  EXPECT_EQ(verdict_on(report, 0, "EUR 140 million"), VerdictIs::supported);
  EXPECT_EQ(verdict_on(report, 0, "Nordic Energy Recovery Conference"), VerdictIs::kept);
  EXPECT_EQ(verdict_on(report, 1, "EUR 77 million"), VerdictIs::no_data);
  EXPECT_TRUE(report.documents[0].nothing_known_then);
}

TEST(Check, TellsWhatWasKnownThen) {
  // The first release knows 100 million only; the row of May 2024 comes with the second.
  const Ledger ledger = ledger_of({rows("1", "2024-06-01", {{"2023-02-01", "100000000"}}),
                                   rows("2", "2026-01-10", {{"2023-02-01", "100000000"}, {"2024-05-14", "40000000"}})});
  const CheckReport report = check(ledger);
  const auto& claim = report.documents[0].claims.front();
  EXPECT_EQ(claim.verdict.is, VerdictIs::supported);
  EXPECT_EQ(claim.verdict.as_known_then, VerdictIs::no_data);
  EXPECT_FALSE(report.documents[0].nothing_known_then);
}

TEST(Check, RecordsAfterTheDayOfAskingAreNotThere) {
  const Ledger ledger = ledger_of({rows("1", "2026-01-10", {{"2024-05-14", "40000000"}})});
  EXPECT_EQ(verdict_on(check(ledger, "2024-05-01"), 0, "EUR 40 million"), VerdictIs::no_data);
}

TEST(CheckProperty, OrderOfFilesAndDocumentsChangesNothing) {
  std::vector<LoadedFile> files{rows("1", "2026-01-10", {{"2024-05-14", "40000000"}, {"2023-02-01", "100000000"}}),
                                rows("1", "2026-01-10", {{"2024-05-14", "40000000"}}, "SE")};
  const CheckReport forward = check(ledger_of(files));
  std::ranges::reverse(files);
  const CheckReport backward = check(ledger_of(files));
  for (std::size_t d = 0; d < forward.documents.size(); ++d) {
    for (std::size_t i = 0; i < forward.documents[d].claims.size(); ++i) {
      EXPECT_EQ(forward.documents[d].claims[i].verdict.line, backward.documents[d].claims[i].verdict.line);
    }
  }
  std::vector<Document> turned;
  turned.push_back(document("second", second_speech, "2025-06-30"));
  turned.push_back(document("first", first_speech, "2024-06-30"));
  const CheckReport swapped =
      check_documents(ledger_of(files), std::move(turned), packs(),
                      {.on = date("2026-02-01"), .as_of = std::nullopt, .list_all_definitions = false})
          .value();
  EXPECT_EQ(verdict_on(swapped, 1, "Nordic Energy Recovery Conference"), VerdictIs::kept);
  EXPECT_EQ(verdict_on(swapped, 1, "EUR 140 million"), VerdictIs::supported);
}

TEST(CheckProperty, TwoRunsGiveTheSameBytes) {
  const Ledger ledger = ledger_of({rows("1", "2026-01-10", {{"2024-05-14", "40000000"}, {"2023-02-01", "100000000"}})});
  EXPECT_EQ(check_json(check(ledger)), check_json(check(ledger)));
}

TEST(CheckProperty, IrrelevantRecordsChangeNoVerdict) {
  const auto own = rows("1", "2026-01-10", {{"2024-05-14", "40000000"}, {"2023-02-01", "100000000"}});
  const auto other = rows("1", "2026-01-10", {{"2024-05-14", "77000000"}, {"2025-03-02", "77000000"}}, "SE");
  const CheckReport alone = check(ledger_of({own}));
  const CheckReport both = check(ledger_of({own, other}));
  for (std::size_t d = 0; d < alone.documents.size(); ++d) {
    for (std::size_t i = 0; i < alone.documents[d].claims.size(); ++i) {
      EXPECT_EQ(alone.documents[d].claims[i].verdict.is, both.documents[d].claims[i].verdict.is);
      EXPECT_EQ(alone.documents[d].claims[i].verdict.line, both.documents[d].claims[i].verdict.line);
    }
  }
}

}  // namespace
}  // namespace kept
