// kept read: documents to claims, as a table, as JSON, or streamed as JSON lines.
#include <cstdint>
#include <string>
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
#include "pipeline/read.hpp"
#include "report/claim_json.hpp"
#include "report/claim_table.hpp"

namespace kept {
namespace {

// Counts documents, and says each that failed.
class Tally {
 public:
  explicit Tally(const Console& console) : console_(console) {}
  void done() { ++done_; }
  void fail(const Problem& problem) {
    ++failed_;
    console_.say(to_string(problem));
  }
  // A part of the input that is not a document of its own failed, as a field.
  void warn(const Problem& problem) const { console_.say(to_string(problem)); }

  [[nodiscard]] std::uint64_t count() const { return done_; }
  [[nodiscard]] ExitCode finish() const {
    if (failed_ == 0) return ExitCode::done;
    if (done_ > 0) console_.say(std::to_string(failed_) + " of " + std::to_string(done_ + failed_) + " inputs failed");
    return done_ > 0 ? ExitCode::partly : ExitCode::failed;
  }

 private:
  const Console& console_;
  std::uint64_t done_ = 0;
  std::uint64_t failed_ = 0;
};

// Documents as JSON lines from one stream; each document's claims are written at once.
void read_lines(Reader& reader, const std::string& name, const ClaimReader& claims, Writer& out, Tally& tally) {
  LineReader lines(reader, document_line_bytes_max);
  for (std::uint64_t number = 1;; ++number) {
    const auto line = lines.next();
    if (!line || out.failure() != 0) break;
    if (!line->too_long && trim(line->text).empty()) continue;
    Result<DocumentLine> parsed =
        parse_document_line(*line, {.file = name, .line = number, .column = {}, .byte = {}, .record = ""});
    if (!parsed) {
      tally.fail(parsed.problem());
      continue;
    }
    for (const Problem& problem : parsed->problems) tally.warn(problem);
    const Result<ReadDocument> read = claims.read(parsed->id, parsed->text, parsed->hints);
    if (read) {
      out.write(read_jsonl(read->document, read->reading));
      tally.done();
    } else {
      // Who sent the line waits for its end.
      Document empty;
      empty.name = parsed->id;
      empty.problems.push_back(read.problem());
      out.write(read_jsonl(empty, {}));
      tally.fail(read.problem());
    }
    out.flush();
  }
  if (reader.failure() != 0) tally.fail(file_problem(name, reader.failure()));
}

}  // namespace

DocumentHints document_hints(const Invocation& invocation) {
  return {.date = invocation.date("date"),
          .speaker = invocation.value("speaker"),
          .speaker_country = invocation.value("country"),
          .language = {}};
}

ExitCode run_read(const Invocation& invocation, Console& console) {
  const bool lines_in = invocation.value("input").value_or("text") == "jsonl";
  const std::string format = invocation.value("format").value_or(lines_in ? "jsonl" : "table");
  if (lines_in && format != "jsonl") {
    console.say(to_string(wrong_use("read: --input jsonl goes with --format jsonl only", "kept read --input jsonl -")));
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
  Writer& out = output->writer();
  const DocumentHints hints = document_hints(invocation);
  std::vector<ReadDocument> kept_for_json;
  for (const std::string& path : files.paths) {
    if (lines_in) {
      const Status status =
          with_reader(path, console.in, [&](Reader& reader) { read_lines(reader, path, *claims, out, tally); });
      if (!status) tally.fail(status.problem());
      continue;
    }
    const Result<std::string> bytes = read_bytes(path, document_bytes_max, console.in);
    if (!bytes) {
      tally.fail(bytes.problem());
      continue;
    }
    Result<ReadDocument> read = claims->read(path, *bytes, hints);
    if (!read) {
      tally.fail(read.problem());
      continue;
    }
    tally.done();
    if (format == "json") {
      kept_for_json.push_back(std::move(*read));
    } else if (format == "jsonl") {
      out.write(read_jsonl(read->document, read->reading));
    } else {
      if (tally.count() > 1) out.write("\n");
      out.write(read_table(read->document, read->reading,
                           {.colour = console.colour() && !output->is_file(), .left_out = invocation.has("left-out")}));
    }
  }
  if (format == "json" && !kept_for_json.empty()) out.write(read_json(kept_for_json));
  if (const Status status = output->commit(); !status) {
    console.say(to_string(status.problem()));
    return ExitCode::failed;
  }
  return tally.finish();
}

}  // namespace kept
