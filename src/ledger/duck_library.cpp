#include "ledger/duck_library.hpp"

#include <dlfcn.h>

#include <algorithm>
#include <string>

namespace kept::duck {
namespace {

// Looked up where the program's own libraries are (its run path, $LD_LIBRARY_PATH, the system's folders).
constexpr const char* library_name = "libduckdb.so";

struct Library {
  void* handle = nullptr;
  std::string missing;
};

Library load() {
  Library library;
  library.handle = dlopen(library_name, RTLD_NOW | RTLD_LOCAL);
  if (library.handle == nullptr) {
    const char* words = dlerror();  // NOLINT(concurrency-mt-unsafe): the state is the thread's own
    library.missing = words == nullptr ? library_name : words;
    return library;
  }
  const auto names = called_functions();
  const auto lacks = [&](const char* name) { return dlsym(library.handle, name) == nullptr; };
  const auto lacking = std::ranges::find_if(names, lacks);
  if (lacking != names.end()) library.missing = std::string(library_name) + " has no function " + *lacking;
  return library;
}

const Library& library() {
  static const Library loaded = load();
  return loaded;
}

}  // namespace

std::string library_missing() { return library().missing; }

void* function_address(const char* name) { return dlsym(library().handle, name); }

}  // namespace kept::duck
