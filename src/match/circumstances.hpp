// What a claim and a record agree on besides the amount: parties, date, kind of aid, channel.
//
// No amount alone makes a match (rule 9 of docs/verdicts.md): two more of these must agree.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "claim/claim.hpp"
#include "source/record.hpp"

namespace kept {

enum class Circumstance : std::uint8_t {
  unknown,  // one of the two does not say
  agrees,
  near,  // dates only: outside the claim's period by at most `date_lag_days`
  differs,
};

struct Circumstances {
  Circumstance parties = Circumstance::unknown;  // giver and receiver are one circumstance
  Circumstance date = Circumstance::unknown;
  Circumstance aid_type = Circumstance::unknown;  // or instrument
  Circumstance channel = Circumstance::unknown;

  // How many agree, and whether any differs.
  [[nodiscard]] int agreeing() const;
  [[nodiscard]] bool any_differs() const;
};

// Decisions are dated before payments and payments are booked late: a quarter to both sides still speaks of one flow,
// beyond it the same sum is another sum (rule 6).
inline constexpr int date_lag_days = 92;

// `period` is the claim's own, or another one of the claim (its decision's).
Circumstances compare_circumstances(const Claim& claim, const Record& record, const Period& period);

// The kinds of aid that an instrument implies: a loan is financial. Empty: it implies none.
std::vector<std::string> aid_types_of(Instrument instrument);

// The days that a record's date may mean.
Period days_of(const Record& record);

}  // namespace kept
