#include "verdict/verdict.hpp"

#include <array>

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
  if (!claim.period.to || (said && *claim.period.to <= *said)) return std::nullopt;
  return claim.period.to;
}

}  // namespace kept
