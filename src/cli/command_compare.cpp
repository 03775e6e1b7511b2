// kept compare: two language versions of one text, and where their numbers differ.
#include <optional>
#include <string>
#include <utility>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "cli/cli.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/data.hpp"
#include "cli/input.hpp"
#include "cli/output.hpp"
#include "cli/parse.hpp"
#include "pipeline/compare.hpp"
#include "pipeline/read.hpp"

namespace kept {
namespace {

Result<ReadDocument> read_one(const std::string& path, const ClaimReader& reader, const DocumentHints& hints,
                              Console& console) {
  const Result<std::string> bytes = read_bytes(path, document_bytes_max, console.in);
  if (!bytes) return bytes.problem();
  Result<ReadDocument> read = reader.read(path, *bytes, hints);
  if (read) {
    for (const Problem& problem : read->document.problems) console.say(to_string(problem));
  }
  return read;
}

}  // namespace

ExitCode run_compare(const Invocation& invocation, Console& console) {
  const Result<ClaimReader> reader = ClaimReader::open();
  if (!reader) return fail(console, reader.problem());
  const DocumentHints hints{.date = invocation.date("date"), .speaker = {}, .speaker_country = {}, .language = {}};
  Result<ReadDocument> a = read_one(invocation.operands[0], *reader, hints, console);
  if (!a) return fail(console, a.problem());
  Result<ReadDocument> b = read_one(invocation.operands[1], *reader, hints, console);
  if (!b) return fail(console, b.problem());
  const Result<ComparedDocuments> compared = compare_documents(std::move(*a), std::move(*b), reader->packs());
  if (!compared) return fail(console, compared.problem());
  Result<Output> output = Output::open(invocation.value("output"), console);
  if (!output) return fail(console, output.problem());
  const bool as_json = invocation.value("format").value_or("table") == "json";
  output->writer().write(as_json ? compare_json(*compared)
                                 : compare_table(*compared, console.colour() && !output->is_file()));
  const Status status = output->commit();
  return status ? ExitCode::done : fail(console, status.problem());
}

}  // namespace kept
