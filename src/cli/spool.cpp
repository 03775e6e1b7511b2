#include "cli/spool.hpp"

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <string_view>

#include "cli/console.hpp"

namespace kept {
namespace {

constexpr std::size_t memory_bytes_max = std::size_t{4} << 20U;

}  // namespace

void Spool::write(std::string_view text) {
  memory_ += text;
  if (memory_.size() > memory_bytes_max) spill();
}

void Spool::spill() {
  if (!file_ && failure_ == 0) {
    file_.reset(std::tmpfile());
    if (!file_) failure_ = errno;
  }
  if (failure_ == 0 && std::fwrite(memory_.data(), 1, memory_.size(), file_.get()) != memory_.size()) failure_ = errno;
  memory_.clear();
}

void Spool::copy_to(Writer& out) {
  if (file_) {
    std::rewind(file_.get());
    std::array<char, 65536> buffer{};
    for (;;) {
      const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), file_.get());
      if (count == 0) break;
      out.write({buffer.data(), count});
    }
    if (std::ferror(file_.get()) != 0) failure_ = EIO;
    file_.reset();
  }
  out.write(memory_);
  memory_.clear();
}

}  // namespace kept
