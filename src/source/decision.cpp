#include "source/decision.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace kept {
namespace {

constexpr std::size_t sha256_digits = 64;
constexpr std::array<std::string_view, 5> relations{"kept", "partly_kept", "restated", "changed", "broken"};

std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

std::optional<ClaimKey> ClaimKey::parse(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon != sha256_digits) return std::nullopt;
  const std::string_view sha256 = text.substr(0, colon);
  if (sha256.find_first_not_of("0123456789abcdef") != std::string_view::npos) return std::nullopt;
  const std::string_view span = text.substr(colon + 1);
  const std::size_t dash = span.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto from = whole_number(span.substr(0, dash));
  const auto to = whole_number(span.substr(dash + 1));
  if (!from || !to || *from >= *to) return std::nullopt;
  return ClaimKey{std::string(sha256), *from, *to};
}

std::optional<std::string> fault_of(const Decision& decision) {
  const bool first_is_claim = ClaimKey::parse(decision.first).has_value();
  const bool second_is_claim = ClaimKey::parse(decision.second).has_value();
  const bool flow = decision.kind == DecisionKind::flow;
  if (decision.by.empty()) return "who decided is missing";
  if (decision.reason.empty()) return "the reason is missing";
  if (decision.first.empty()) return "what was decided of is missing";
  if (flow ? first_is_claim : !first_is_claim) {
    return flow ? "a flow is one of two records" : "it must begin with a claim";
  }
  if (decision.kind == DecisionKind::reading) {
    if (!decision.second.empty()) return "a reading is that of one claim";
  } else if (decision.second.empty() || second_is_claim != (decision.kind == DecisionKind::follow_up)) {
    return decision.kind == DecisionKind::follow_up ? "a promise is followed by another claim" : "a record is missing";
  }
  if (flow && decision.first >= decision.second) return "the lower of the two records comes first";
  const bool told = decision.kind == DecisionKind::follow_up && decision.confirmed;
  const bool known = std::ranges::find(relations, decision.relation) != relations.end();
  if (told && !known) return "what became of the promise is missing";
  if (!told && !decision.relation.empty()) return "only a confirmed promise says what became of it";
  return std::nullopt;
}

}  // namespace kept
