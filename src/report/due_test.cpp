#include "report/due.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "claim/claim.hpp"
#include "report/check_report.hpp"
#include "verdict/verdict.hpp"

namespace kept {
namespace {

Date day(std::string_view text) { return *Date::parse_iso(text); }

// A document of one promise after another, one a line.
CheckedDocument document(std::string name, std::string_view said, const std::vector<std::string>& promises) {
  CheckedDocument checked;
  checked.document.name = std::move(name);
  checked.document.date = day(said);
  for (const std::string& text : promises) {
    CheckedClaim& claim = checked.claims.emplace_back();
    const auto begin = static_cast<std::uint32_t>(checked.document.text.size());
    const auto end = begin + static_cast<std::uint32_t>(text.size());
    claim.claim.id = "c" + std::to_string(checked.claims.size());
    claim.claim.kind = ClaimKind::money;
    claim.claim.span = claim.claim.sentence = {{begin}, {end}};
    claim.claim.modality = Modality::promised;
    claim.claim.giver = {"NO"};
    claim.claim.receiver = {"KE"};
    checked.document.text += text + "\n";
  }
  return checked;
}

CheckReport report_of(std::vector<CheckedDocument> documents) {
  CheckReport report;
  report.on = day("2026-08-04");
  report.documents = std::move(documents);
  return report;
}

TEST(Due, OrdersByWhatIsUrgent) {
  CheckedDocument first =
      document("a.txt", "2025-03-01", {"NOK 1 million", "NOK 2 million", "NOK 3 million", "NOK 4 million"});
  const std::vector<std::pair<VerdictIs, std::string_view>> found{{VerdictIs::kept, "2025-06-30"},
                                                                  {VerdictIs::due, "2026-12-31"},
                                                                  {VerdictIs::overdue, "2026-01-31"},
                                                                  {VerdictIs::due, "2026-09-30"}};
  for (std::size_t i = 0; i < found.size(); ++i) {
    first.claims[i].verdict.is = found[i].first;
    first.claims[i].claim.period.to = day(found[i].second);
  }
  const CheckReport report = report_of({first});
  std::string order;
  for (const DuePromise& promise : due_promises(report)) order += promise.claim->claim.id + " ";
  EXPECT_EQ(order, "c3 c4 c2 c1 ");
}

TEST(Due, LeavesOutWhatIsNoPromiseOrCannotBeChecked) {
  CheckedDocument first = document("a.txt", "2025-03-01", {"NOK 1 million", "NOK 2 million", "USD 1 million"});
  first.claims[0].claim.modality = Modality::stated;
  first.claims[1].verdict.is = VerdictIs::not_checkable;
  first.claims[2].claim.equivalent_of = "c1";
  EXPECT_TRUE(due_promises(report_of({first})).empty());
  EXPECT_NE(due_table(report_of({first}), false).find("none"), std::string::npos);
}

CheckReport moved_deadline() {
  CheckedDocument first = document("a.txt", "2025-03-01", {"NOK 5 million; for schools, wells"});
  first.claims[0].claim.period.to = day("2025-12-31");
  first.claims[0].verdict.is = VerdictIs::overdue;
  CheckedDocument second = document("b.txt", "2025-11-01", {"NOK 5 million"});
  second.claims[0].claim.period.to = day("2026-12-31");
  second.claims[0].verdict.is = VerdictIs::due;
  second.claims[0].verdict.line = "the deadline 2026-12-31 is not reached";
  first.claims[0].followed_by = {{"b.txt", "c1", "changed", "NOK 5 million"}};
  return report_of({first, second});
}

TEST(Due, APromiseToldAgainIsOneWithItsNewestDeadline) {
  const CheckReport report = moved_deadline();
  const auto promises = due_promises(report);
  ASSERT_EQ(promises.size(), 1U);
  EXPECT_EQ(promises[0].document->document.name, "a.txt");
  EXPECT_EQ(promises[0].is, VerdictIs::due);
  EXPECT_EQ(promises[0].deadline, day("2026-12-31"));
  EXPECT_EQ(promises[0].moved_from, std::vector<Date>{day("2025-12-31")});
  const std::string table = due_table(report, false);
  EXPECT_NE(table.find("2026-12-31, moved from 2025-12-31"), std::string::npos) << table;
}

TEST(Due, WhatWasKeptOnceStaysKept) {
  CheckReport report = moved_deadline();
  report.documents[0].claims[0].verdict.is = VerdictIs::kept;
  EXPECT_EQ(due_promises(report)[0].is, VerdictIs::kept);
  report.documents[0].claims[0].verdict.is = VerdictIs::partly_kept;
  report.documents[1].claims[0].verdict.is = VerdictIs::kept;
  EXPECT_EQ(due_promises(report)[0].is, VerdictIs::kept);
}

TEST(Due, ACircleOfRestatementsEnds) {
  CheckReport report = moved_deadline();
  report.documents[1].claims[0].followed_by = {{"b.txt", "c1", "restated", ""}};
  EXPECT_EQ(due_promises(report).size(), 1U);
}

TEST(Due, JsonHasEveryPromise) {
  const auto json = nlohmann::json::parse(due_json(moved_deadline()));
  ASSERT_EQ(json["promises"].size(), 1U);
  EXPECT_EQ(json["on"], "2026-08-04");
  EXPECT_EQ(json["promises"][0]["deadline"], "2026-12-31");
  EXPECT_EQ(json["promises"][0]["moved_from"][0], "2025-12-31");
  EXPECT_EQ(json["promises"][0]["history"][0]["relation"], "changed");
}

std::vector<std::string> lines_of(const std::string& calendar) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < calendar.size();) {
    const std::size_t end = calendar.find("\r\n", at);
    lines.push_back(calendar.substr(at, end - at));
    at = end + 2;
  }
  return lines;
}

std::string unfolded(const std::string& calendar) {
  std::string text;
  for (const std::string& line : lines_of(calendar)) {
    text += line.starts_with(' ') ? line.substr(1) : (text.empty() ? "" : "\n") + line;
  }
  return text;
}

TEST(DueCalendar, HasOneAllDayEventADeadline) {
  const std::string calendar = unfolded(due_calendar(moved_deadline()));
  for (const std::string_view line :
       {"BEGIN:VCALENDAR", "VERSION:2.0", "UID:a.txt-money-0@kept", "SEQUENCE:1", "DTSTAMP:20260804T000000Z",
        "DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101",
        "SUMMARY:NOK 5 million\\; for schools\\, wells (due)", "END:VEVENT", "END:VCALENDAR"}) {
    EXPECT_NE(("\n" + calendar + "\n").find("\n" + std::string(line) + "\n"), std::string::npos) << line << "\n"
                                                                                                 << calendar;
  }
}

TEST(DueCalendar, TheUidStaysAndTheSequenceGrowsWhenADeadlineMoves) {
  CheckReport before = moved_deadline();
  before.documents.pop_back();
  before.documents[0].claims[0].followed_by.clear();
  const std::string old = unfolded(due_calendar(before));
  EXPECT_NE(old.find("UID:a.txt-money-0@kept"), std::string::npos);
  EXPECT_NE(old.find("SEQUENCE:0"), std::string::npos);
}

TEST(DueCalendar, FoldsLinesAt75OctetsAndBreaksNoCharacter) {
  CheckReport report = moved_deadline();
  report.documents[1].claims[0].verdict.line = "";
  for (int i = 0; i < 60; ++i) report.documents[1].claims[0].verdict.line += "рік ";
  for (const std::string& line : lines_of(due_calendar(report))) {
    EXPECT_LE(line.size(), 75U);
    EXPECT_FALSE(line.empty());
    const auto first = static_cast<unsigned char>(line[line.starts_with(' ') ? 1 : 0]);
    EXPECT_NE(first & 0xC0U, 0x80U) << line;
  }
}

TEST(DueCalendar, APromiseWithoutADeadlineHasNoDay) {
  CheckedDocument first = document("a.txt", "2025-03-01", {"NOK 1 million"});
  EXPECT_EQ(due_calendar(report_of({first})).find("VEVENT"), std::string::npos);
  EXPECT_EQ(due_promises(report_of({first})).size(), 1U);
}

}  // namespace
}  // namespace kept
