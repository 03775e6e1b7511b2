// A target with planted faults: it proves that a fault fails the run, by fuzz/check_canary.py and by script/fuzz.
#include <cstdint>
#include <cstdlib>
#include <string_view>

// libFuzzer's name and shape.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {  // NOLINT(readability-identifier-naming)
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  if (input == "die") std::abort();
  if (input == "over") {
    // One byte beyond the input; volatile, so that the compiler cannot leave the read out.
    const volatile std::uint8_t* bytes = data;
    static_cast<void>(bytes[size]);
  }
  return 0;
}
