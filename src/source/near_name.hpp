// The name that somebody probably meant.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kept {

// The candidate with the fewest edits (insert, delete, replace, swap of neighbours; letter case does not count) to
// `name`, at most a third of its length or one contained in the other; the first of equals. Empty: none is near.
std::optional<std::string> nearest_name(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace kept
