// Work in parts that do not depend on each other, over several threads.
#pragma once

#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace kept {

// Calls worker(next) on each of `threads` threads, the caller's among them; next() gives each part from 0 to parts - 1
// to one caller, then `parts`. Which thread gets which part is not fixed: write results by part.
template <typename Worker>
void in_parallel(std::size_t parts, unsigned threads, const Worker& worker) {
  std::atomic<std::size_t> taken = 0;
  const auto next = [&taken, parts] {
    const std::size_t part = taken.fetch_add(1);
    return part < parts ? part : parts;
  };
  std::vector<std::jthread> others;
  for (unsigned i = 1; i < threads && i < parts; ++i) others.emplace_back([&] { worker(next); });
  worker(next);
}

}  // namespace kept
