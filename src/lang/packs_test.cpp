#include "lang/packs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "lang/table.hpp"

namespace kept {
namespace {

const TableSchema& schema_of(std::string_view name) {
  return *std::ranges::find(table_schemas(), name, &TableSchema::name);
}

std::string complaint(std::string_view table, std::string_view bytes) {
  const auto rows = parse_table(schema_of(table), "pack.tsv", bytes);
  return rows.ok() ? "" : to_string(rows.problem());
}

TEST(Packs, OurOwnAreSound) {
  const Result<Packs> packs = load_packs();
  ASSERT_TRUE(packs.ok()) << to_string(packs.problem());
  ASSERT_NE(packs->find("en"), nullptr);
  EXPECT_EQ(packs->find("xx"), nullptr);
  EXPECT_GT(packs->find("en")->lexicon.entries(), 1000U);
}

TEST(Packs, EverySchemaStandsAtItsTable) {
  for (std::size_t at = 0; at < table_schemas().size(); ++at) {
    EXPECT_EQ(static_cast<std::size_t>(table_schemas()[at].table), at) << table_schemas()[at].name;
  }
}

TEST(Packs, ReadsRows) {
  const auto rows = parse_table(schema_of("scale"), "scale.tsv", "# why\nphrase\texponent\tkind\nmillion\t6\tword\r\n");
  ASSERT_TRUE(rows.ok());
  ASSERT_EQ(rows->size(), 1U);
  EXPECT_EQ((*rows)[0].phrase, "million");
  EXPECT_EQ((*rows)[0].columns[0], "6");
  EXPECT_EQ((*rows)[0].line, 3U);
}

TEST(Packs, NamesFileLineAndCureOfAWrongTable) {
  EXPECT_EQ(complaint("scale", ""),
            "pack.tsv:1: the table is empty; begin the file with the line phrase\texponent\tkind");
  EXPECT_EQ(complaint("scale", "phrase\texponent\n"),
            "pack.tsv:1: the columns are not those of a table \"scale\"; begin the file with the line "
            "phrase\texponent\tkind");
  EXPECT_EQ(complaint("scale", "phrase\texponent\tkind\nmillion\t6\n"),
            "pack.tsv:2: 2 cells instead of 3; part the cells by tabs: phrase\texponent\tkind");
  EXPECT_EQ(complaint("scale", "phrase\texponent\tkind\nmillion\tsix\tword\n"),
            "pack.tsv:2: column exponent is no number: \"six\"; fill column exponent");
  EXPECT_EQ(complaint("scale", "phrase\texponent\tkind\n\nmillion\t6\tnoun\n"),
            "pack.tsv:3: column kind has \"noun\"; write one of: word suffix number_suffix capital_suffix");
  EXPECT_EQ(complaint("scale", "phrase\texponent\tkind\n \t6\tword\n"),
            "pack.tsv:2: the phrase is empty; write a phrase");
  EXPECT_EQ(complaint("unit", "phrase\tlemma\tkind\npeople\t\t\n"),
            "pack.tsv:2: column lemma is empty; fill column lemma");
}

TEST(Packs, RefusesAPackWithoutARequiredTable) {
  const std::vector<EmbeddedFile> files{{"src/lang/xx/scale.tsv", "phrase\texponent\tkind\n"}};
  const Result<Packs> packs = compile_packs(files);
  ASSERT_FALSE(packs.ok());
  EXPECT_EQ(packs.problem().code, ProblemCode::pack_broken);
  EXPECT_EQ(packs.problem().where.file, "src/lang/xx/number.tsv");
  EXPECT_EQ(packs.problem().cure, "add the file");
}

TEST(Packs, RefusesAWrongDatePattern) {
  std::vector<EmbeddedFile> files(embedded_files().begin(), embedded_files().end());
  for (EmbeddedFile& file : files) {
    if (file.path == "src/lang/en/date.tsv") file.bytes = "phrase\top\targument\tedge\nin {era}\tyear\t\t\n";
  }
  const Result<Packs> packs = compile_packs(files);
  ASSERT_FALSE(packs.ok());
  EXPECT_EQ(packs.problem().what, "unknown slot in \"in {era}\"");
  EXPECT_EQ(packs.problem().where.line, 2U);
}

TEST(Packs, ReadsTraitsAndRefusesUnknownOnes) {
  std::vector<EmbeddedFile> files(embedded_files().begin(), embedded_files().end());
  files.push_back({"src/lang/en/trait.tsv", "phrase\tvalue\nverb_last\tyes\n"});
  Result<Packs> packs = compile_packs(files);
  ASSERT_TRUE(packs.ok());
  EXPECT_TRUE(packs->find("en")->traits.verb_last);
  EXPECT_FALSE(packs->find("en")->traits.unspaced);
  files.back().bytes = "phrase\tvalue\nverb_first\tyes\n";
  packs = compile_packs(files);
  ASSERT_FALSE(packs.ok());
  EXPECT_EQ(packs.problem().what, "no trait \"verb_first\"");
}

}  // namespace
}  // namespace kept
