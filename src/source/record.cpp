#include "source/record.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace kept {
namespace {

constexpr std::array<std::string_view, 9> measure_names{
    "pledge", "commitment", "allocation", "disbursement", "expenditure", "budget", "planned", "incoming", "other"};

}  // namespace

std::string_view to_string(Measure measure) { return measure_names.at(static_cast<std::size_t>(measure)); }

std::optional<Measure> parse_measure(std::string_view text) {
  for (std::size_t i = 0; i < measure_names.size(); ++i) {
    if (measure_names.at(i) == text) return static_cast<Measure>(i);
  }
  return std::nullopt;
}

}  // namespace kept
