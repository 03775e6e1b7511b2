// Official development assistance by year with a column a provider: the OECD's totals in millions of dollars or as a
// percentage of gross national income (docs/sources/oecd.md).
#pragma once

#include <string_view>
#include <vector>

#include "source/readers.hpp"

namespace kept {

// A first column Year, and providers in all but a few of the others.
bool is_oda_by_year(const std::vector<std::string_view>& header);

// Facts of kind "oda". The file does not say its unit; its figures do: percentages are below 10, millions above. Where
// they say neither, the problem is scale_jump and there is no load.
void read_oda_by_year(const NamedBytes& file, const ReadOptions& options, SourcesRead& out);

}  // namespace kept
