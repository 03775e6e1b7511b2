// Names that a mistyped one may have meant. Of this room only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kept {

// Those of `names` that are at most a third of their length (at least two) edits away from `name`, or hold it, nearest
// first, then by alphabet; at most `count`. An edit inserts, deletes, replaces or swaps one byte, letter case aside.
std::vector<std::string> near_names(std::string_view name, const std::vector<std::string>& names, std::size_t count);

}  // namespace kept
