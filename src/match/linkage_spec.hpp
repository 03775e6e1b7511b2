// What a linkage compares, declared as data: columns, blocking rules, comparisons and their levels, options.
//
// A specification is a table `part name column test argument m u` (docs/linking.md has every word of it). The model is
// Fellegi and Sunter's (1969): each comparison of two rows falls into one level; m is how often the rows of true pairs
// fall there, u how often any two rows do, and log2(m / u) the level's weight.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace kept {

enum class LinkageType : std::uint8_t { text, number, date, list };

struct LinkageColumn {
  std::string name;
  std::string header;  // of the tables' column
  LinkageType type = LinkageType::text;
  bool lower = false;     // text and lists: compared without regard to letter case
  bool name_key = false;  // text and lists: by the key of a name (name_key.hpp), one for all scripts
  bool words = false;     // lists: the words of a text; else the parts between semicolons
  bool compact = false;   // dates: YYYYMMDD; else YYYY-MM-DD
};

// A condition on a pair, for blocking and training rules.
enum class BlockTest : std::uint8_t {
  same,    // left's `column` is right's `column_right`; numbers and dates too
  prefix,  // texts that begin with the same `from` characters
  days,    // dates: right - left within `from`..`to` days
  ratio,   // numbers: they differ by at most the share `from` of the greater one
  near,    // numbers: they differ by at most `from`
  differ,  // both are there and differ
};

struct BlockCondition {
  BlockTest test = BlockTest::same;
  std::size_t column = 0;
  std::size_t column_right = 0;
  double from = 0;
  double to = 0;
};

// Pairs that meet all conditions are candidates.
struct BlockRule {
  std::string name;
  std::vector<BlockCondition> conditions;
};

enum class LevelTest : std::uint8_t {
  exact,                // left's `column` is right's `column_right`
  exact_digits,         // numbers: equal, with at least `from` significant digits (a round sum proves less)
  levenshtein,          // texts: at most `from` edits
  damerau_levenshtein,  // the same with neighbours exchanged as one edit
  jaro_winkler,         // texts: similarity at least `from`
  days,                 // dates: right - left within `from`..`to` days
  ratio,                // numbers: they differ by at most the share `from` of the greater one
  overlap,              // lists: at least `from` entries in common
  share,                // lists: at least the share `from` of the shorter one in common
  swapped,              // left's A is right's B and left's B is right's A
  other,                // everything else: the last level of each comparison
};

struct ComparisonLevel {
  LevelTest test = LevelTest::other;
  std::size_t column = 0;
  std::size_t column_right = 0;
  double from = 0;
  double to = 0;
  bool frequency = false;   // `exact` only: the weight follows how frequent the common value is
  std::optional<double> m;  // given: not estimated
  std::optional<double> u;
  std::string label;  // as in the table: "levenshtein 2"
};

// The first level that holds counts. Where a value of a level's columns is missing the level does not hold; where that
// is so for every level, the comparison says nothing (weight 0).
struct Comparison {
  std::string name;
  std::vector<ComparisonLevel> levels;
};

struct LinkageSpec {
  static constexpr std::size_t comparisons_max = 16;
  static constexpr std::size_t levels_max = 14;  // of a comparison
  static constexpr std::size_t blocks_max = 64;

  std::vector<LinkageColumn> columns;
  std::vector<BlockRule> blocks;
  std::vector<BlockRule> training;
  std::vector<Comparison> comparisons;
  bool one_to_one = false;
  // Links of at least this probability are kept; empty: the threshold with the best F1 to be expected.
  std::optional<double> threshold;
  // The probability that two random rows match; empty: estimated from the candidates.
  std::optional<double> prior;
  // A row has at most so many candidates by one rule; beyond, the rule is passed over for the row, and counted.
  std::size_t block_rows_max = 5000;

  // Whether every m, u and the prior are given, so that a pair's weight depends on nothing but the pair.
  [[nodiscard]] bool is_complete() const;
};

// Problem pack_broken: line, fault and cure.
Result<LinkageSpec> read_linkage_spec(std::string_view path, std::string_view bytes);

}  // namespace kept
