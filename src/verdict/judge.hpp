// From claims and what is known to verdicts.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "claim/claim.hpp"
#include "definition/known_record.hpp"
#include "definition/tolerance.hpp"
#include "match/follow_up.hpp"
#include "rate/rates.hpp"
#include "verdict/verdict.hpp"

namespace kept {

// What verdicts may rest on: records of the newest releases (or of those known on a day), without totals that rows
// cover already, and what each load claims to cover.
struct Known {
  std::vector<KnownRecord> records;
  std::vector<KnownCoverage> coverages;
  RateTable rates;
};

// What a person decided of a claim's record, or of its reading.
struct DecidedClaim {
  std::size_t claim = 0;  // index into the document's claims
  std::string record;     // id; empty: the reading itself
  bool confirmed = false;
  std::string words;  // "confirmed by A. Person on 2026-08-04: the ministry's own list"
};

// One document's claims, its day, and its text for quotations.
struct JudgedDocument {
  std::string name;
  std::string_view text;
  std::optional<Date> date;
  std::span<const Claim> claims;
  std::vector<DecidedClaim> decided{};
  std::string_view speaker{};
};

struct JudgeOptions {
  Date on;  // the day of asking: records dated later are not there
  bool list_all_definitions = false;
};

// A verdict for each claim of each document, in their order. `links` tells what later documents say of promises.
// One record settles one promise: the best match first, whatever document made it.
std::vector<std::vector<Verdict>> judge(std::span<const JudgedDocument> documents, std::span<const FollowUpLink> links,
                                        const Known& known, const JudgeOptions& options);

// The claimed figure with its hedge, as definitions compare it; empty for a claim without a number.
std::optional<Figure> figure_of(const Claim& claim);

// The measures that the words of a stage mean, the best first: "transferred" is a disbursement, "decided" a
// commitment (rule 3).
std::vector<Measure> plain_measures(Stage stage);

}  // namespace kept
