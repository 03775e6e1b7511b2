// What pugixml alone takes for the slices of an IATI file: iati_bench THREADS FILE. Prints "SECONDS BYTES".
//
// The file is cut as a load cuts it and held in memory; only the parsing is timed, each activity by itself and in
// place, by so many threads. Nothing looks at the trees.
#include <fcntl.h>
#include <unistd.h>
#include <pugixml.hpp>

#include <atomic>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <span>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "source/iati_slicer.hpp"

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv, argv + argc);
  unsigned threads = 0;
  if (argc == 3) std::from_chars(arguments[1].data(), arguments[1].data() + arguments[1].size(), threads);
  const int file = argc == 3 ? ::open(arguments[2].c_str(), O_RDONLY) : -1;
  if (threads == 0 || file < 0) {
    std::fputs("usage: iati_bench THREADS FILE\n", stderr);
    return 2;
  }
  std::vector<kept::IatiSlice> slices;
  kept::IatiSlicer slicer(arguments[2], [file](std::span<char> to) -> kept::Result<std::size_t> {
    const ssize_t got = ::read(file, to.data(), to.size());
    return static_cast<std::size_t>(got < 0 ? 0 : got);
  });
  std::size_t bytes = 0;
  while (auto slice = slicer.next()) {
    bytes += slice->text.size();
    slices.push_back(std::move(*slice));
  }
  std::atomic<std::size_t> next{0};
  std::atomic<std::size_t> failed{0};
  const auto begin = std::chrono::steady_clock::now();
  std::vector<std::thread> workers;
  for (unsigned i = 0; i < threads; ++i) {
    workers.emplace_back([&] {
      pugi::xml_document tree;
      for (std::size_t at = next++; at < slices.size(); at = next++) {
        for (const kept::SlicedActivity& activity : slices[at].activities) {
          const auto parsed =
              tree.load_buffer_inplace(slices[at].text.data() + activity.begin, activity.end - activity.begin,
                                       pugi::parse_default, pugi::encoding_utf8);
          if (!parsed) ++failed;
        }
      }
    });
  }
  for (std::thread& worker : workers) worker.join();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  std::printf("%.4f %zu\n", took.count(), bytes);
  return failed == 0 ? 0 : 1;
}
