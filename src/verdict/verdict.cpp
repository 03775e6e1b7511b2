#include "verdict/verdict.hpp"
#include "base/date.hpp"
#include "claim/claim.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace kept {

std::string_view to_string(VerdictIs verdict) {
  constexpr std::array<std::string_view, 11> names{
      "supported", "supported_otherwise", "close", "differs", "contradicted", "kept", "partly_kept", "due", "overdue",
      "no_data",   "not_checkable"};
  return names.at(static_cast<std::size_t>(verdict));
}

std::string_view to_string(EvidenceRole role) {
  constexpr std::array<std::string_view, 4> names{"counts", "excluded", "near", "contrary"};
  return names.at(static_cast<std::size_t>(role));
}

std::optional<Date> deadline_of(const Claim& claim, const std::optional<Date>& said) {
  constexpr int month_days_max = 31;
  if (!claim.period.to || (said && *claim.period.to <= *said)) return std::nullopt;
  // "Announced this month" tells when it was announced, not by when it is to be done.
  const bool this_month = said && claim.period.from && *claim.period.from <= *said &&
                          days_between(*claim.period.from, *claim.period.to) < month_days_max;
  if (this_month && claim.stage == Stage::pledged) return std::nullopt;
  return claim.period.to;
}

}  // namespace kept
