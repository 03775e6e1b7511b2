// kept read: documents to claims, as a table, as JSON, or streamed as JSON lines.
#include <malloc.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "cli/cli.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/document_line.hpp"
#include "cli/input.hpp"
#include "cli/output.hpp"
#include "cli/parse.hpp"
#include "cli/read_printer.hpp"
#include "pipeline/read.hpp"
#include "pipeline/read_windows.hpp"

namespace kept {
namespace {

// What one window of a text gave back is kept for the next: to ask the system for it anew took a tenth of the time.
void keep_freed_memory() {
  constexpr int mapped_bytes_min = 64 << 20;
  constexpr int kept_bytes_max = 128 << 20;
  mallopt(M_MMAP_THRESHOLD, mapped_bytes_min);
  mallopt(M_TRIM_THRESHOLD, kept_bytes_max);
}

// Counts documents, and says each that failed.
class Tally {
 public:
  explicit Tally(const Console& console) : console_(console) {}
  void done(std::uint64_t claims) {
    ++done_;
    claims_ += claims;
  }
  void fail(const Problem& problem) {
    ++failed_;
    console_.say(to_string(problem));
  }
  // Something that was read all the same: a field, another encoding, a picture among pages.
  void warn(const std::vector<Problem>& problems) const {
    for (const Problem& problem : problems) console_.say(to_string(problem));
  }

  [[nodiscard]] std::uint64_t claims() const { return claims_; }
  [[nodiscard]] ExitCode finish() const {
    if (failed_ == 0) return ExitCode::done;
    if (done_ > 0) console_.say(std::to_string(failed_) + " of " + std::to_string(done_ + failed_) + " inputs failed");
    return done_ > 0 ? ExitCode::partly : ExitCode::failed;
  }

 private:
  const Console& console_;
  std::uint64_t done_ = 0;
  std::uint64_t failed_ = 0;
  std::uint64_t claims_ = 0;
};

// What the documents of a run are read with.
struct Run {
  const ClaimReader& claims;
  const DocumentHints& hints;
  ReadPrinter& printer;
  Tally& tally;
};

void print_whole(const Run& run, const Result<ReadDocument>& read) {
  if (!read) return run.tally.fail(read.problem());
  run.tally.warn(read->document.problems);
  run.printer.print(*read);
  run.tally.done(read->reading.claims.size());
}

// Up to `bytes_max` bytes and one more, where there are so many.
std::string read_up_to(Reader& reader, std::size_t bytes_max) {
  constexpr std::size_t piece_bytes = std::size_t{64} << 10U;
  std::string bytes;
  while (bytes.size() <= bytes_max) {
    const std::string piece = reader.read(piece_bytes);
    if (piece.empty()) break;
    bytes += piece;
  }
  return bytes;
}

// One document from a stream: whole where it is short or no plain text, else in windows.
void read_stream(const Run& run, const std::string& path, Reader& reader) {
  std::string bytes = read_up_to(reader, whole_bytes_max);
  if (bytes.size() > whole_bytes_max && !is_plain_text(path, bytes)) {
    bytes += read_up_to(reader, document_bytes_max - bytes.size());
    if (bytes.size() > document_bytes_max) return run.tally.fail(too_large_problem(path, document_bytes_max));
  }
  if (reader.failure() != 0) return run.tally.fail(file_problem(path, reader.failure()));
  if (bytes.size() <= whole_bytes_max || !is_plain_text(path, bytes)) {
    return print_whole(run, run.claims.read(path, bytes, run.hints));
  }
  const auto more = [&] { return reader.read(std::size_t{256} << 10U); };
  const Result<ReadWindows> whole = read_windows(run.claims, path, std::move(bytes), more, run.hints,
                                                 [&](const WindowClaims& window) { run.printer.window(window); });
  if (!whole) return run.tally.fail(whole.problem());
  run.tally.warn(whole->document.problems);
  run.printer.end(*whole);
  run.tally.done(whole->claims);
  if (reader.failure() != 0) run.tally.fail(file_problem(path, reader.failure()));
}

// The document of one JSON line.
void read_line(const Run& run, DocumentLine line) {
  Result<ReadWindows> whole = ReadWindows{};
  if (line.text.size() > whole_bytes_max) {
    whole = read_windows(
        run.claims, line.id, std::move(line.text), [] { return std::string{}; }, line.hints,
        [&](const WindowClaims& window) { run.printer.window(window); });
    if (whole) {
      run.printer.end(*whole);
      return run.tally.done(whole->claims);
    }
  } else {
    const Result<ReadDocument> read = run.claims.read_text(line.id, std::move(line.text), line.hints);
    if (read) return print_whole(run, read);
    whole = read.problem();
  }
  // Who sent the line waits for its end.
  ReadWindows empty;
  empty.document.name = line.id;
  empty.document.problems.push_back(whole.problem());
  run.printer.end(empty);
  run.tally.fail(whole.problem());
}

// Documents as JSON lines from one stream; each document's claims are written at once.
void read_lines(const Run& run, const std::string& name, Reader& reader, const Writer& out) {
  LineReader lines(reader, document_line_bytes_max);
  for (std::uint64_t number = 1;; ++number) {
    const auto line = lines.next();
    if (!line || out.failure() != 0) break;
    if (!line->too_long && trim(line->text).empty()) continue;
    Result<DocumentLine> parsed =
        parse_document_line(*line, {.file = name, .line = number, .column = {}, .byte = {}, .record = ""});
    if (!parsed) {
      run.tally.fail(parsed.problem());
      continue;
    }
    run.tally.warn(parsed->problems);
    read_line(run, *std::move(parsed));
  }
  if (reader.failure() != 0) run.tally.fail(file_problem(name, reader.failure()));
}

// What is wrong with the flags taken together, or a Problem without words.
Problem wrong_flags(const Invocation& invocation, bool lines_in, std::string_view format) {
  if (lines_in && format != "jsonl") {
    return wrong_use("read: --input jsonl goes with --format jsonl only", "kept read --input jsonl -");
  }
  if (invocation.has("explain") && format != "table") {
    return wrong_use("read: --explain goes with --format table; JSON holds the words that led to each field anyway",
                     "kept read speech.txt --explain 1");
  }
  return {};
}

}  // namespace

DocumentHints document_hints(const Invocation& invocation) {
  return {.date = invocation.date("date"),
          .speaker = invocation.value("speaker"),
          .speaker_country = invocation.value("country")};
}

ExitCode run_read(const Invocation& invocation, Console& console) {
  keep_freed_memory();
  const bool lines_in = invocation.value("input").value_or("text") == "jsonl";
  const std::string format = invocation.value("format").value_or(lines_in ? "jsonl" : "table");
  if (const Problem wrong = wrong_flags(invocation, lines_in, format); !wrong.what.empty()) {
    console.say(to_string(wrong));
    return ExitCode::failed;
  }
  const Result<ClaimReader> claims = ClaimReader::open();
  if (!claims) {
    console.say(to_string(claims.problem()));
    return ExitCode::failed;
  }
  const InputFiles files = find_documents(invocation.operands);
  Tally tally(console);
  for (const Problem& problem : files.problems) tally.fail(problem);
  if (files.paths.empty()) return tally.finish();
  Result<Output> output = Output::open(invocation.value("output"), console);
  if (!output) {
    console.say(to_string(output.problem()));
    return ExitCode::failed;
  }
  const auto number = invocation.number("explain");
  const std::unique_ptr<ReadPrinter> printer =
      make_read_printer(output->writer(), {.format = format,
                                           .colour = console.colour() && !output->is_file(),
                                           .left_out = invocation.has("left-out"),
                                           .explain = number,
                                           .several = files.paths.size() + files.problems.size() > 1});
  const DocumentHints hints = document_hints(invocation);
  const Run run{.claims = *claims, .hints = hints, .printer = *printer, .tally = tally};
  for (const std::string& path : files.paths) {
    const Status status = with_reader(path, console.in, [&](Reader& reader) {
      if (lines_in) return read_lines(run, path, reader, output->writer());
      read_stream(run, path, reader);
    });
    if (!status) tally.fail(status.problem());
  }
  printer->finish();
  if (number && *number > tally.claims()) {
    tally.fail(wrong_use(
        "read: there is no claim " + std::to_string(*number) + "; the documents have " + std::to_string(tally.claims()),
        "the same without --explain, which numbers them"));
  }
  if (printer->failure() != 0) {
    tally.fail(file_problem("a temporary file", printer->failure()));
    return ExitCode::failed;
  }
  if (const Status status = output->commit(); !status) {
    console.say(to_string(status.problem()));
    return ExitCode::failed;
  }
  return tally.finish();
}

}  // namespace kept
