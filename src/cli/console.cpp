#include "cli/console.hpp"

#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <string_view>

namespace kept {
namespace {
constexpr std::size_t buffer_bytes = 64UL * 1024;
}

void Writer::write(std::string_view bytes) {
  if (failure_ != 0) return;
  buffer_ += bytes;
  if (buffer_.size() >= buffer_bytes) flush();
}

void Writer::flush() {
  if (failure_ != 0 || buffer_.empty()) return;
  failure_ = put(buffer_);
  buffer_.clear();
}

int FileWriter::put(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

std::string FileReader::read(std::size_t limit) {
  std::string bytes(limit, '\0');
  for (;;) {
    const ssize_t count = ::read(descriptor_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) failure_ = errno;
    bytes.resize(count < 0 ? 0 : static_cast<std::size_t>(count));
    return bytes;
  }
}

void Console::show_progress(std::string_view words) const {
  if (!err_is_terminal) return;
  // To the beginning of the line, which is then cleared.
  err.write("\r\x1B[K");
  err.write(words);
  err.flush();
}

void Console::say(std::string_view words) const {
  err.write("kept: ");
  err.write(words);
  err.write("\n");
  err.flush();
}

}  // namespace kept
