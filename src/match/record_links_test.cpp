#include "match/record_links.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "source/decision.hpp"
#include "source/record_link.hpp"

namespace kept {
namespace {

using Row = std::vector<std::string>;

LinkableRecords records_of(const std::vector<Row>& rows) {
  LinkableRecords records;
  records.headers = {"id",    "teller",   "stage",    "amount",         "currency",          "date",
                     "giver", "receiver", "activity", "giver_activity", "receiver_activity", "direction",
                     "text"};
  records.columns.resize(records.headers.size());
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < records.headers.size(); ++i) records.columns[i].push_back(row.at(i));
  }
  return records;
}

std::string lines_of(const std::vector<Row>& rows, unsigned threads = 1) {
  const auto found = link_records(records_of(rows), threads);
  if (!found) return to_string(found.problem());
  std::string out;
  for (const RecordLink& link : found->links) {
    out += fmt::format("{} {}: {}; second {}\n", link.first, link.second, link.reason,
                       link.second_best.empty() ? "-" : link.second_best);
  }
  for (const FlowMember& member : found->members) {
    out += fmt::format("{} in {}{}\n", member.record, member.flow, member.counts ? " counts" : "");
  }
  return out;
}

Row row(std::string id, std::string teller, std::string amount, std::string date, std::string giver = "NO",
        std::string receiver = "Harbour Fund") {
  return {std::move(id),
          std::move(teller),
          "paid",
          std::move(amount),
          "EUR",
          std::move(date),
          std::move(giver),
          std::move(receiver),
          "",
          "",
          "",
          "out",
          ""};
}

TEST(RecordLinks, ProviderAndReceiverOfOneTransaction) {
  Row gives = row("a/1", "XM-AA", "125000", "2024-03-04");
  gives[8] = "XM-AA-77";
  gives[10] = "XM-BB-5";
  Row gets = row("b/9", "XM-BB", "125000", "2024-03-20", "Norwegian Agency", "Harbour Fund of the North");
  gets[8] = "XM-BB-5";
  gets[9] = "XM-AA-77";
  gets[11] = "in";
  EXPECT_EQ(lines_of({gets, gives}),
            "a/1 b/9: from_activity, to_activity, amount, date; second -\n"
            "a/1 in a/1 counts\n"
            "b/9 in a/1\n");
  // The giver's side counts, whatever the ids.
  gets[0] = "a/0";
  EXPECT_NE(lines_of({gets, gives}).find("a/0 in a/1\na/1 in a/1 counts"), std::string::npos);
  // The ids alone, without the amount, are no link.
  gets[3] = "125";
  EXPECT_EQ(lines_of({gets, gives}), "");
}

TEST(RecordLinks, SourcesThatRepeatEachOther) {
  const Row first = row("x/1", "X", "48213.5", "2024-05-01", "NO", "Фонд Горизонт");
  const Row second = row("y/1", "Y", "48213.5", "2024-05-02", "NO", "Fond Horyzont");
  EXPECT_TRUE(lines_of({first, second}).starts_with("x/1 y/1: amount, date, receiver, giver; second -\n"));
  const std::vector<Row> others{
      row("y/2", "X", "48213.5", "2024-05-02", "NO", "Fond Horyzont"),  // one teller says it twice
      row("y/2", "Y", "48213.5", "2025-05-02", "NO", "Fond Horyzont"),  // the same sum in another year
      row("y/2", "Y", "48213.5", "2024-05-02", "SE", "Fond Horyzont"),  // another giver
      row("y/2", "Y", "50000", "2024-05-02", "NO", "Fond Horyzont"),    // another amount
  };
  for (const Row& other : others) EXPECT_EQ(lines_of({first, other}), "") << other[5];
  EXPECT_EQ(lines_of({row("x/1", "X", "1000000", "2024-05-01"), row("y/1", "Y", "1000000", "2024-06-15")}), "");
  Row dollars = second;
  dollars[4] = "USD";
  EXPECT_EQ(lines_of({first, dollars}), "");
  Row promised = second;
  promised[2] = "committed";
  EXPECT_EQ(lines_of({first, promised}), "");
}

TEST(RecordLinks, EqualMonthlyPaymentsStayApart) {
  std::vector<Row> rows;
  for (int month = 1; month <= 6; ++month) {
    for (const char* teller : {"X", "Y", "Z"}) {
      rows.push_back(row(fmt::format("{}/{}", teller, month), teller, "7315", fmt::format("2024-{:02}-15", month)));
    }
  }
  const auto found = link_records(records_of(rows), 1);
  ASSERT_TRUE(found);
  std::set<std::string> flows;
  for (const FlowMember& member : found->members) {
    EXPECT_EQ(member.record.substr(2), member.flow.substr(2));
    flows.insert(member.flow);
  }
  EXPECT_EQ(flows.size(), 6U);
  EXPECT_EQ(found->members.size(), 18U);
  EXPECT_LT(found->false_share_expected, *Decimal::parse("0.05"));
}

TEST(RecordLinks, OrderThreadsAndStrangersChangeNothing) {
  std::mt19937 random(5);
  std::vector<Row> rows;
  for (int i = 0; i < 400; ++i) {
    rows.push_back(row(fmt::format("{}/{}", i % 3, i), fmt::format("T{}", i % 3), std::to_string(1000 + random() % 300),
                       fmt::format("2024-{:02}-{:02}", 1 + random() % 12, 1 + random() % 28)));
  }
  const std::string expected = lines_of(rows);
  EXPECT_FALSE(expected.empty());
  for (int round = 0; round < 3; ++round) {
    std::ranges::shuffle(rows, random);
    EXPECT_EQ(lines_of(rows, 3), expected);
  }
  for (int i = 0; i < 300; ++i) {
    rows.push_back(row(fmt::format("s/{}", i), fmt::format("S{}", i % 3), std::to_string(1000 + random() % 300),
                       "2024-01-01", "SE", "Others"));
  }
  const auto with_strangers = link_records(records_of(rows), 1);
  ASSERT_TRUE(with_strangers);
  std::string of_ours;
  for (const FlowMember& member : with_strangers->members) {
    if (!member.record.starts_with("s/")) {
      of_ours += fmt::format("{} in {}{}\n", member.record, member.flow, member.counts ? " counts" : "");
    }
  }
  EXPECT_TRUE(expected.ends_with(of_ours));
}

TEST(RecordLinks, WhatAPersonDecidedWins) {
  const std::vector<Row> rows{row("x/1", "X", "48213.5", "2024-05-01", "NO", "Fond Horyzont"),
                              row("y/1", "Y", "48213.5", "2024-05-02", "NO", "Fond Horyzont"),
                              row("y/2", "Y", "50000", "2024-08-02", "NO", "Fond Horyzont"),
                              row("z/1", "Z", "48213.5", "2024-05-02", "NO", "Fond Horyzont")};
  const auto decide = [](std::string first, std::string second, bool confirmed) {
    Decision decision;
    decision.confirmed = confirmed;
    decision.first = std::move(first);
    decision.second = std::move(second);
    decision.by = "A. Person";
    decision.reason = "asked both";
    decision.decided = *Date::parse_iso("2026-08-04");
    return decision;
  };
  const auto members = [&](const std::vector<Decision>& decisions) {
    std::string found;
    const auto links = link_records(records_of(rows), 1, decisions);
    EXPECT_TRUE(links);
    for (const FlowMember& member : links->members) found += member.record + " in " + member.flow + ";";
    return found;
  };
  EXPECT_EQ(members({}), "x/1 in x/1;y/1 in x/1;z/1 in x/1;");
  EXPECT_EQ(members({decide("x/1", "y/1", false), decide("y/1", "z/1", false)}), "x/1 in x/1;z/1 in x/1;")
      << "not by way of a third one either";
  EXPECT_EQ(members({decide("x/1", "y/2", true)}), "x/1 in x/1;y/1 in y/1;y/2 in x/1;z/1 in y/1;")
      << "another amount, and the teller's other record stays out";
  EXPECT_EQ(members({decide("gone/1", "y/2", true)}), members({})) << "a record that is not there any more";
  const auto links = link_records(records_of(rows), 1, std::vector{decide("x/1", "y/2", true)});
  ASSERT_TRUE(links);
  EXPECT_EQ(links->learnt_from, 0U);
  EXPECT_EQ(links->links.front().reason, "decided by A. Person");
  EXPECT_EQ(links->links.front().waterfall, "confirmed by A. Person on 2026-08-04: asked both");
}

TEST(RecordLinks, WhatPeopleConfirmMovesTheWeightsWhereThatIsAskedFor) {
  std::vector<Row> rows;
  std::vector<Decision> decisions;
  for (int i = 0; i < 40; ++i) {
    // Payments that the receiver books two months later, which is rare by the table.
    rows.push_back(row(fmt::format("x/{}", i), "X", std::to_string(48213 + 1000 * i), "2024-05-01"));
    rows.push_back(row(fmt::format("y/{}", i), "Y", std::to_string(48213 + 1000 * i), "2024-06-28"));
    if (i == 0) continue;
    Decision decision;
    decision.confirmed = true;
    decision.first = rows[rows.size() - 2][0];
    decision.second = rows.back()[0];
    decisions.push_back(decision);
  }
  const auto weight_of_first = [&](WeightsFrom weights) {
    const auto links = link_records(records_of(rows), 1, decisions, weights);
    EXPECT_TRUE(links);
    EXPECT_EQ(links->learnt_from, weights == WeightsFrom::decisions ? 39U : 0U);
    const auto link = std::ranges::find(links->links, "x/0", &RecordLink::first);
    return link == links->links.end() ? Decimal{} : link->weight;
  };
  EXPECT_LT(weight_of_first(WeightsFrom::table), weight_of_first(WeightsFrom::decisions));
}

}  // namespace
}  // namespace kept
