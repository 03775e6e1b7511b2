// The version of Kept as it is printed; CMakeLists.txt states the same, which a test compares.
#pragma once

#include <string_view>

namespace kept {

inline constexpr std::string_view version = "0.1.0";

}  // namespace kept
