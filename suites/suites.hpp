// Published collections of numbers, amounts and dates with what they mean, read by our own reader. Each suite is a
// format of its own; a case is right when our reading of its text equals what the suite says.
#pragma once

#include <cstddef>
#include <filesystem>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/packs.hpp"

namespace kept::suites {

// One case tried. `number` counts a suite's cases from 1 in the order of its file.
struct Outcome {
  std::size_t number = 0;
  std::string text;
  std::string want;
  std::string got;
  bool right = false;
};

struct Suite {
  std::string_view name;      // "number-words/en"
  std::string_view language;  // of its texts
  std::string_view file;      // below the folder of suites
  // The share of right cases, in per cent, that is asked of us; those left out by the list do not count.
  double least = 0;
  // Tries every case of the file's bytes that belongs to the suite.
  std::vector<Outcome> (*run)(const Suite& suite, std::string_view bytes, const Packs& packs) = nullptr;
};

// How GoogleTest shows a suite: by its name. The name of the function is GoogleTest's.
inline void PrintTo(const Suite& suite, std::ostream* out) {  // NOLINT(readability-identifier-naming)
  *out << suite.name;
}

std::span<const Suite> all_suites();

// The bytes of a file; empty where it cannot be read.
std::string bytes_of(const std::filesystem::path& file);

}  // namespace kept::suites
