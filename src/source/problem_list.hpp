// A load's problems, so many of each kind in full and the rest counted.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/problem.hpp"

namespace kept {

// A problem of a whole file.
Problem problem_of_file(ProblemCode code, std::string_view file, std::string what, std::string done, std::string cure);

class ProblemList {
 public:
  static constexpr std::uint64_t each_max = 100;  // of one kind, kept in full

  void add(Problem problem);
  // Everything so far, with one limit_reached for each kind that had more.
  std::vector<Problem> take(const std::string& file);

 private:
  std::vector<Problem> problems_;
  std::map<ProblemCode, std::uint64_t> seen_;
};

}  // namespace kept
