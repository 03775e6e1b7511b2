// How `kept read` prints: a document comes as one or more windows, in each format.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "pipeline/read.hpp"
#include "pipeline/read_windows.hpp"

namespace kept {

class ReadPrinter {
 public:
  explicit ReadPrinter(Writer& out) : out_(out) {}
  ReadPrinter(const ReadPrinter&) = delete;
  ReadPrinter& operator=(const ReadPrinter&) = delete;
  virtual ~ReadPrinter() = default;

  // Each window of a document in order, then its end; after the last document `finish`.
  virtual void window(const WindowClaims& window) = 0;
  virtual void end(const ReadWindows& whole) = 0;
  virtual void finish() {}
  // An errno that a temporary file met, or 0.
  [[nodiscard]] virtual int failure() const { return 0; }

  // A document that was read whole.
  void print(const ReadDocument& read);

 protected:
  [[nodiscard]] Writer& out() const { return out_; }

 private:
  Writer& out_;
};

struct ReadPrinting {
  std::string format;  // table, json, jsonl
  bool colour = false;
  bool left_out = false;
  std::optional<std::uint64_t> explain;  // number of the one claim to print
  bool several = false;                  // json: a list of documents
};
std::unique_ptr<ReadPrinter> make_read_printer(Writer& out, const ReadPrinting& printing);

// How many left-out numbers of a document that is read in windows the JSON lists; the others are counted.
inline constexpr std::size_t listed_left_out_max = 10000;

}  // namespace kept
