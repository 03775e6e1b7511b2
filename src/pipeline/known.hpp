// What the ledger knows of the parties that claims name, as verdicts use it.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>

#include "base/date.hpp"
#include "base/result.hpp"
#include "claim/claim.hpp"
#include "ledger/ledger.hpp"
#include "verdict/judge.hpp"

namespace kept {

struct Parties {
  std::set<std::string> givers;
  std::set<std::string> receivers;
  std::set<std::string> currencies;
};

// Of all amounts that name both a giver and a receiver.
Parties parties_of(std::span<const Reading> readings);

// Records between these parties, coverage and rates; releases published after `released_until` and records dated after
// `on` are not there. Problems: those of the ledger.
Result<Known> known_of(const Ledger& ledger, const Parties& parties, Date on, std::optional<Date> released_until);

}  // namespace kept
