// A value or the Problem that kept us from it. No exception crosses a room; functions that can fail return this.
#pragma once

#include <cassert>
#include <utility>
#include <variant>

#include "base/problem.hpp"

namespace kept {

template <typename T>
class [[nodiscard]] Result {
 public:
  // Not explicit: `return value;` and `return problem;` are how a function answers.
  // NOLINTBEGIN(google-explicit-constructor)
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Problem problem) : state_(std::in_place_index<1>, std::move(problem)) {}
  // NOLINTEND(google-explicit-constructor)

  [[nodiscard]] bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & { return get(); }
  const T& value() const& { return const_cast<Result*>(this)->get(); }  // NOLINT(cppcoreguidelines-pro-type-const-cast)
  T&& value() && { return std::move(get()); }
  T& operator*() & { return get(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(get()); }
  T* operator->() { return &get(); }
  const T* operator->() const { return &value(); }

  // Only where !ok().
  [[nodiscard]] const Problem& problem() const {
    assert(!ok());
    return *std::get_if<1>(&state_);
  }

 private:
  T& get() {
    assert(ok());
    return *std::get_if<0>(&state_);
  }
  std::variant<T, Problem> state_;
};

struct Nothing {};
using Status = Result<Nothing>;

}  // namespace kept
