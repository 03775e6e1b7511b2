// What a Ledger holds. Of this room only.
#pragma once

#include <string>
#include <utility>

#include "ledger/duck.hpp"
#include "ledger/ledger.hpp"

namespace kept {

// A lock of our own on the ledger's file, beside the database's. The database locks by fcntl, which a process loses
// as soon as it closes any other descriptor of the file, and which does not keep the process from itself; flock has
// neither fault.
class FileLock {
 public:
  FileLock() = default;
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FileLock& operator=(FileLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~FileLock();
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_ = -1;
};

struct Ledger::State {
  std::string path;
  LedgerMode mode = LedgerMode::read_only;
  FileLock lock;  // released last
  duck::Database database;
  duck::Connection connection;
};

// What a database's fault means to a user of the ledger at `path`; `doing` completes "the ledger could not be ...".
Problem problem_of(const duck::Fault& fault, const std::string& path, std::string_view doing);

inline constexpr std::string_view in_memory = ":memory:";

}  // namespace kept
