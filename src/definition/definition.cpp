#include "definition/definition.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace kept {

std::string_view to_string(AxisFinding finding) {
  constexpr std::array<std::string_view, 4> names{"agrees", "close", "differs", "no_data"};
  return names.at(static_cast<std::size_t>(finding));
}

}  // namespace kept
