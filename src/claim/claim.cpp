#include "claim/claim.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace kept {
namespace {

template <typename E, std::size_t N>
std::string_view name(const std::array<std::string_view, N>& names, E value) {
  return names[static_cast<std::size_t>(value)];
}

}  // namespace

std::string_view to_string(ClaimKind kind) {
  static constexpr std::array<std::string_view, 8> names{"money", "count",     "share",    "goods",
                                                         "event", "agreement", "sanction", "act"};
  return name(names, kind);
}

std::string_view to_string(Modality modality) {
  static constexpr std::array<std::string_view, 5> names{"stated", "promised", "expected", "proposed", "denied"};
  return name(names, modality);
}

std::string_view to_string(Quantifier quantifier) {
  static constexpr std::array<std::string_view, 7> names{"exact",  "about", "more_than", "at_least",
                                                         "nearly", "up_to", "less_than"};
  return name(names, quantifier);
}

std::string_view to_string(Stage stage) {
  static constexpr std::array<std::string_view, 7> names{"pledged", "committed", "signed", "disbursed",
                                                         "given",   "requested", "other"};
  return name(names, stage);
}

std::string_view to_string(Instrument instrument) {
  static constexpr std::array<std::string_view, 6> names{"loan",           "grant",   "guarantee",
                                                         "budget_support", "in_kind", "military"};
  return name(names, instrument);
}

std::string_view to_string(Change change) {
  static constexpr std::array<std::string_view, 5> names{"new", "restated", "cumulative", "increase", "decrease"};
  return name(names, change);
}

}  // namespace kept
