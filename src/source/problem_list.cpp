#include "source/problem_list.hpp"

#include <fmt/format.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>
#include "base/problem.hpp"

namespace kept {

Problem problem_of_file(ProblemCode code, std::string_view file, std::string what, std::string done, std::string cure) {
  Problem problem;
  problem.code = code;
  problem.what = std::move(what);
  problem.where.file = file;
  problem.done = std::move(done);
  problem.cure = std::move(cure);
  return problem;
}

void ProblemList::add(Problem problem) {
  if (++seen_[problem.code] <= each_max) problems_.push_back(std::move(problem));
}

std::vector<Problem> ProblemList::take(const std::string& file) {
  for (const auto& [code, count] : seen_) {
    if (count <= each_max) continue;
    Problem rest;
    rest.code = ProblemCode::limit_reached;
    rest.what = fmt::format("{} more of kind {}, {} in all", count - each_max, problem_name(code), count);
    rest.where.file = file;
    rest.done = "they were treated alike and are not listed";
    rest.cure = "mend those named first";
    problems_.push_back(std::move(rest));
  }
  seen_.clear();
  return std::exchange(problems_, {});
}

}  // namespace kept
