// All that a check found, ready to be printed in any format.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "claim/claim.hpp"
#include "document/document.hpp"
#include "source/record.hpp"
#include "verdict/verdict.hpp"

namespace kept {

struct CheckedDocument {
  Document document;
  Reading reading;                   // claims stand in `claims`, not here
  std::vector<CheckedClaim> claims;  // by span ascending
  bool nothing_known_then = false;   // no release was published yet on the document's day
};

// One load as the report names it.
struct UsedSource {
  bool is_rates = false;
  std::string source;
  std::string dataset;
  std::string release;
  std::optional<Date> released;
  std::string file;
  std::uint64_t records = 0;
  std::uint64_t considered = 0;  // those of its records that are between parties whom the claims name
  std::uint64_t problems = 0;
  Coverage coverage;
};

struct CheckReport {
  Date on;  // the day of asking
  std::optional<Date> as_of;
  std::vector<CheckedDocument> documents;
  std::vector<UsedSource> sources;
  std::vector<LeftOutFile> left_out;  // files under --data that are no source
  std::vector<Problem> problems;
};

}  // namespace kept
