#include "cli/read_printer.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "base/text.hpp"
#include "base/version.hpp"
#include "cli/console.hpp"
#include "cli/spool.hpp"
#include "pipeline/read.hpp"
#include "pipeline/read_windows.hpp"
#include "report/claim_table.hpp"

namespace kept {
namespace {

class TablePrinter : public ReadPrinter {
 public:
  TablePrinter(Writer& out, const ReadPrinting& printing)
      : ReadPrinter(out), options_{.colour = printing.colour, .left_out = printing.left_out, .first_number = 1} {}

  void window(const WindowClaims& window) override {
    if (window.first) {
      if (documents_ > 0) out().write("\n");
      out().write(read_table_head(window.document, options_));
    }
    out().write(read_table_claims(window.document, window.reading, options_));
    options_.first_number += window.reading.claims.size();
  }
  void end(const ReadWindows& whole) override {
    ++documents_;
    out().write(read_table_account(whole.stats, whole.claims));
  }

 private:
  ReadTableOptions options_;
  std::size_t documents_ = 0;
};

class LinesPrinter : public ReadPrinter {
 public:
  using ReadPrinter::ReadPrinter;

  void window(const WindowClaims& window) override {
    out().write(read_jsonl_claims(window.document, window.reading, window.characters_before));
    out().flush();
  }
  void end(const ReadWindows& whole) override {
    out().write(read_jsonl_end(whole.document, whole.claims, whole.document.problems.size()));
    out().flush();
  }
};

class JsonPrinter : public ReadPrinter {
 public:
  JsonPrinter(Writer& out, bool several) : ReadPrinter(out), depth_(several ? 2 : 0) {}

  void window(const WindowClaims& window) override {
    claims_.write(
        read_json_claims(window.document, window.reading, window.characters_before, depth_, !tail_.has_claims));
    tail_.has_claims = tail_.has_claims || !window.reading.claims.empty();
    for (std::string& number : read_json_left_out(window.document, window.reading, window.characters_before)) {
      if (!windowed(window) || tail_.left_out.size() < listed_left_out_max) {
        tail_.left_out.push_back(std::move(number));
      } else {
        ++unlisted_;
      }
    }
  }

  void end(const ReadWindows& whole) override {
    if (depth_ > 0) {
      out().write(documents_ == 0 ? fmt::format("{{\n \"kept\": \"{}\",\n \"documents\": [\n  ", version) : ",\n  ");
    }
    ++documents_;
    out().write(read_json_head(whole.document, whole.characters, depth_));
    claims_.copy_to(out());
    tail_.problems = whole.document.problems;
    if (unlisted_ > 0) tail_.problems.push_back(unlisted_problem(whole.document.name));
    tail_.stats = whole.stats;
    out().write(read_json_tail(tail_, depth_));
    if (depth_ == 0) out().write("\n");
    tail_ = {};
    unlisted_ = 0;
  }

  void finish() override {
    if (depth_ > 0 && documents_ > 0) out().write("\n ]\n}\n");
  }
  [[nodiscard]] int failure() const override { return claims_.failure(); }

 private:
  static bool windowed(const WindowClaims& window) {
    return !window.first || window.document.text.size() > whole_bytes_max / 2;
  }

  [[nodiscard]] Problem unlisted_problem(const std::string& name) const {
    return {ProblemCode::limit_reached,
            fmt::format("{} numbers more are in no claim", unlisted_),
            {name, {}, {}, {}, {}},
            fmt::format("the first {} are listed, all are counted", listed_left_out_max),
            ""};
  }

  std::size_t depth_;
  std::size_t documents_ = 0;
  Spool claims_;
  ReadTail tail_;
  std::uint64_t unlisted_ = 0;
};

// One claim of all, with the words that led to its fields.
class ExplainPrinter : public ReadPrinter {
 public:
  ExplainPrinter(Writer& out, const ReadPrinting& printing)
      : ReadPrinter(out), wanted_(printing.explain.value_or(0)), colour_(printing.colour) {}

  void window(const WindowClaims& window) override {
    for (const Claim& claim : window.reading.claims) {
      if (++number_ == wanted_) out().write(explain_reading(window.document, claim, number_, colour_));
    }
  }
  void end(const ReadWindows& /*whole*/) override {}

 private:
  std::uint64_t wanted_;
  std::uint64_t number_ = 0;
  bool colour_;
};

}  // namespace

void ReadPrinter::print(const ReadDocument& read) {
  window(
      {.document = read.document, .reading = read.reading, .characters_before = 0, .bytes_before = 0, .first = true});
  ReadWindows whole{.document = read.document,
                    .stats = read.reading.stats,
                    .claims = read.reading.claims.size(),
                    .characters = count_code_points(read.document.text)};
  for (const Problem& problem : read.reading.problems) whole.document.problems.push_back(problem);
  end(whole);
}

std::unique_ptr<ReadPrinter> make_read_printer(Writer& out, const ReadPrinting& printing) {
  if (printing.explain) return std::make_unique<ExplainPrinter>(out, printing);
  if (printing.format == "json") return std::make_unique<JsonPrinter>(out, printing.several);
  if (printing.format == "jsonl") return std::make_unique<LinesPrinter>(out);
  return std::make_unique<TablePrinter>(out, printing);
}

}  // namespace kept
