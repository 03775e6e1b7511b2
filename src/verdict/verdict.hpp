// What may be said of a claim, with its evidence. Plain structs; report turns them into output.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "claim/claim.hpp"
#include "definition/definition.hpp"  // IWYU pragma: export
#include "rate/rates.hpp"             // IWYU pragma: export
#include "source/record.hpp"

namespace kept {

enum class VerdictIs : std::uint8_t {
  supported,
  supported_otherwise,
  close,
  differs,
  contradicted,
  kept,
  partly_kept,
  due,
  overdue,
  no_data,
  not_checkable,
};
std::string_view to_string(VerdictIs verdict);

enum class EvidenceRole : std::uint8_t { counts, excluded, near, contrary };
std::string_view to_string(EvidenceRole role);

struct Evidence {
  Record record;
  std::string source;  // of its load
  std::string release;
  EvidenceRole role = EvidenceRole::counts;
  std::string shown_as;   // the amount as the comparison used it: "USD 3,153.1 million (month mean, ...)"
  std::string note;       // why it has this role
  bool circular = false;  // it cites the very speech
};

struct RateUse {
  Conversion conversion;
  AxisFinding agrees = AxisFinding::no_data;
  std::string note;  // "its source is partly this very pair", ...
  bool circular = false;
};

struct FollowUp {
  std::string document;
  std::string claim;
  std::string relation;  // "kept", "partly_kept", "restated", "changed", "broken"
  std::string words;     // the later claim's text
};

struct Verdict {
  VerdictIs is = VerdictIs::no_data;
  std::string line;  // the one line that matters
  AxisFinding amount = AxisFinding::no_data;
  AxisFinding date = AxisFinding::no_data;
  std::optional<Definition> definition;
  std::vector<Definition> considered;  // what else was tried and comes near, best first
  std::vector<Evidence> evidence;
  std::vector<std::string> steps;
  std::optional<Chance> chance;
  std::vector<RateUse> rates;
  bool circular = false;
  std::optional<int> days_late;            // kept after its deadline
  std::string rule;                        // the row of the rule table that decided
  std::optional<VerdictIs> as_known_then;  // where it differs
};

struct CheckedClaim {
  Claim claim;
  Verdict verdict;
  std::vector<FollowUp> followed_by;
};

// The day by which a promise said on `said` is to be kept; an announcement's own day is none.
std::optional<Date> deadline_of(const Claim& claim, const std::optional<Date>& said);

}  // namespace kept
