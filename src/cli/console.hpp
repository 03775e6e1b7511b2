// What a command may touch of the world around it: output, input, environment, clock. Tests put their own in place.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace kept {

// Buffered output that is checked. After a failure nothing more is written, and failure() says why.
class Writer {
 public:
  Writer() = default;
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  virtual ~Writer() = default;

  void write(std::string_view bytes);
  void flush();
  // An errno, 0: all went well so far. EPIPE: the reader has gone away, which is no error of ours.
  [[nodiscard]] int failure() const { return failure_; }

 protected:
  // Writes all of `bytes`; an errno, or 0.
  virtual int put(std::string_view bytes) = 0;

 private:
  std::string buffer_;
  int failure_ = 0;
};

// To an open file, which stays open.
class FileWriter : public Writer {
 public:
  explicit FileWriter(int descriptor) : descriptor_(descriptor) {}

 protected:
  int put(std::string_view bytes) override;

 private:
  int descriptor_;
};

class Reader {
 public:
  Reader() = default;
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  virtual ~Reader() = default;

  // The next bytes, at most `limit`; empty at the end or after a failure.
  virtual std::string read(std::size_t limit) = 0;
  [[nodiscard]] int failure() const { return failure_; }  // an errno

 protected:
  int failure_ = 0;
};

class FileReader : public Reader {
 public:
  explicit FileReader(int descriptor) : descriptor_(descriptor) {}
  std::string read(std::size_t limit) override;

 private:
  int descriptor_;
};

struct Console {
  Writer& out;
  Writer& err;
  Reader& in;
  std::function<std::optional<std::string>(std::string_view)> environment;
  std::function<Date()> today;
  bool out_is_terminal = false;
  bool err_is_terminal = false;

  // "kept: WORDS" and a line feed, on standard error, at once.
  void say(std::string_view words) const;
  // A line that the next one writes over, on standard error where that is a terminal; "" removes it.
  void show_progress(std::string_view words) const;
  [[nodiscard]] bool colour() const { return out_is_terminal && environment("NO_COLOR").value_or("").empty(); }
};

}  // namespace kept
