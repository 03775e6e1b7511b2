// The list of cases that we do not read as their suite does, suites/known.tsv: which, and why.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace kept::suites {

struct KnownCases {
  std::set<std::size_t> left_out;  // not what our readers meet: not asked, whatever we read
  std::set<std::size_t> failing;   // ours to read, and read otherwise
  bool open = false;               // the pack is being written: its failures are counted, not listed yet
};

// The rows of one suite. `bytes` has columns suite, kind (left_out, fails, open), cases ("3 17-19", or "*" for open)
// and reason. Problems: pack_broken, with the line.
Result<KnownCases> known_cases(std::string_view bytes, std::string_view suite);

// Numbers as the list writes them: "3 17-19".
std::string ranges_of(const std::set<std::size_t>& cases);

}  // namespace kept::suites
