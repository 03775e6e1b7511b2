// Runs a fuzz target over a corpus without a fuzzer: replay FOLDER_OR_FILE...
//
// Each input stands in a heap buffer of exactly its size, so the address sanitizer sees a read of one byte too many.
// No input at all is an error: a corpus that got lost must not pass for one without faults.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <ios>
#include <iterator>
#include <memory>
#include <vector>

// libFuzzer's name and shape.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size);  // NOLINT(readability-identifier-naming)

namespace {

void replay(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::vector<char> bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  const auto exact = std::make_unique<std::uint8_t[]>(bytes.size());
  std::ranges::copy(bytes, exact.get());
  std::fprintf(stderr, "replay: %s\n", file.c_str());
  LLVMFuzzerTestOneInput(exact.get(), bytes.size());
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::filesystem::path> files;
  for (int i = 1; i < argc; ++i) {
    const std::filesystem::path path = argv[i];
    if (!std::filesystem::is_directory(path)) {
      files.push_back(path);
      continue;
    }
    for (const auto& entry : std::filesystem::directory_iterator(path))
      if (entry.is_regular_file()) files.push_back(entry.path());
  }
  if (files.empty()) {
    std::fputs("replay: the corpus is empty; put at least one input into fuzz/corpus/NAME\n", stderr);
    return 1;
  }
  std::ranges::sort(files);
  for (const auto& file : files) replay(file);
  std::fprintf(stderr, "replay: %zu inputs, no fault\n", files.size());
  return 0;
}
