// Claims of money.
#pragma once

#include <optional>
#include <vector>

#include "claim/amount.hpp"
#include "claim/claim.hpp"
#include "claim/context.hpp"

namespace kept {

// The claims, by span, without ids, and beside them which claim of the list each one restates or is a part of.
struct MoneyReading {
  std::vector<Claim> claims;
  std::vector<std::optional<std::size_t>> equivalent_of;
  std::vector<std::optional<std::size_t>> part_of;
};

MoneyReading read_money(const ReadingContext& context, std::vector<Amount> amounts);

}  // namespace kept
