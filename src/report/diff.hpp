// `kept diff`: the verdicts that changed between two states of what is known, and the rows that changed them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "claim/claim.hpp"
#include "document/document.hpp"
#include "source/record.hpp"
#include "verdict/verdict.hpp"

namespace kept {

enum class RowChangeIs : std::uint8_t { added, removed, amended };

// A record between a claim's parties that only one of the two states has, or that both have with other values.
struct RowChange {
  RowChangeIs is = RowChangeIs::added;
  Record before;  // of an added row: nothing
  Record after;   // of a removed row: nothing
  std::string source;
  std::string release_before;
  std::string release_after;
  bool evidence = false;  // one of the two verdicts rests on it, or has it against it

  [[nodiscard]] const Record& record() const { return is == RowChangeIs::removed ? before : after; }
};

struct VerdictChange {
  std::size_t document = 0;
  Claim claim;
  Verdict before;
  Verdict after;
  std::vector<RowChange> rows;      // evidence first, then the largest amounts
  std::vector<std::string> causes;  // what changed beside rows: what the data cover
};

struct DiffReport {
  Date on;
  std::string before_name;  // a ledger's file or a day
  std::string after_name;
  std::vector<Document> documents;
  std::vector<VerdictChange> changes;  // by document, then place
  std::size_t unchanged = 0;
};

// For people, 80 cells wide; at most `diff_rows_shown` rows a verdict, the others counted.
inline constexpr std::size_t diff_rows_shown = 5;
std::string diff_table(const DiffReport& report, bool colour);

// docs/json.md has the keys.
std::string diff_json(const DiffReport& report);

}  // namespace kept
