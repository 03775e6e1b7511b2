// Text that is written before what stands in front of it is known: kept in memory while it is short, else in a
// temporary file without a name.
#pragma once

#include <cstddef>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "cli/console.hpp"

namespace kept {

class Spool {
 public:
  void write(std::string_view text);
  // Writes all of it; the spool is empty then.
  void copy_to(Writer& out);
  // An errno that the temporary file met, or 0.
  [[nodiscard]] int failure() const { return failure_; }

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  void spill();
  std::string memory_;
  std::unique_ptr<std::FILE, Close> file_;
  int failure_ = 0;
};

}  // namespace kept
