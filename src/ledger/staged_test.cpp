// Loading while others read.
#include <gtest/gtest.h>

#include <stdlib.h>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "base/problem.hpp"
#include "ledger/ledger.hpp"
#include "ledger/test_data.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

class Staged : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = testing::TempDir() + "staged_XXXXXX";
    folder_ = ::mkdtemp(name.data());
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  [[nodiscard]] std::string path() const { return folder_ + "/kept.duckdb"; }
  [[nodiscard]] bool has_copy() const { return std::filesystem::exists(path() + ".loading"); }

  // The loads that somebody sees who opens the ledger now; -1: there is none.
  [[nodiscard]] int loads() const {
    const auto ledger = Ledger::open(path(), LedgerMode::read_only);
    return ledger.ok() ? static_cast<int>(ledger->loads()->size()) : -1;
  }

  void load(StagedLedger& staged, const std::string& dataset) {
    LoadedFile file = test::file_of(dataset, "1", "2026-04-10");
    file.records.push_back(test::record_of("a", "1"));
    ASSERT_TRUE(staged.ledger().load(file, test::day("2026-05-01")).ok());
  }

  std::string folder_;
};

TEST_F(Staged, TheLedgerIsAsBeforeUntilItIsPublished) {
  {
    auto first = StagedLedger::begin(path());
    ASSERT_TRUE(first.ok()) << to_string(first.problem());
    load(*first, "one");
    EXPECT_EQ(loads(), -1);
    ASSERT_TRUE(first->publish().ok());
  }
  EXPECT_EQ(loads(), 1);
  EXPECT_FALSE(has_copy());
  const auto reader = Ledger::open(path(), LedgerMode::read_only);
  {
    auto second = StagedLedger::begin(path());
    ASSERT_TRUE(second.ok()) << to_string(second.problem());
    load(*second, "two");
    EXPECT_EQ(loads(), 1);
    ASSERT_TRUE(second->publish().ok());
  }
  EXPECT_EQ(reader->loads()->size(), 1U);  // who reads goes on with what there was
  EXPECT_EQ(loads(), 2);
}

TEST_F(Staged, WhatIsNotPublishedLeavesNothing) {
  {
    auto staged = StagedLedger::begin(path());
    ASSERT_TRUE(staged.ok());
    load(*staged, "one");
    EXPECT_TRUE(has_copy());
    const auto other = StagedLedger::begin(path());
    ASSERT_FALSE(other.ok());
    EXPECT_EQ(other.problem().code, ProblemCode::ledger_locked);
    EXPECT_EQ(other.problem().where.file, path());
  }
  EXPECT_FALSE(has_copy());
  EXPECT_EQ(loads(), -1);
}

}  // namespace
}  // namespace kept
