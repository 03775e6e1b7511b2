// kept check, kept due and kept explain: verdicts with their evidence.
#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "cli/cli.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/data.hpp"
#include "cli/flags.hpp"
#include "cli/input.hpp"
#include "cli/output.hpp"
#include "cli/parse.hpp"
#include "pipeline/check.hpp"
#include "pipeline/read.hpp"
#include "report/check_html.hpp"
#include "report/check_json.hpp"
#include "report/claim_json.hpp"
#include "report/due.hpp"
#include "report/table.hpp"

namespace kept {
ReadDocuments read_documents(const std::vector<std::string>& operands, const Invocation& invocation,
                             const ClaimReader& reader, Console& console) {
  ReadDocuments read;
  const InputFiles files = find_documents(operands);
  const auto said = [&](const Problem& problem) {
    ++read.failed;
    console.say(to_string(problem));
  };
  for (const Problem& problem : files.problems) said(problem);
  const DocumentHints hints = document_hints(invocation);
  for (const std::string& path : files.paths) {
    const Result<std::string> bytes = read_bytes(path, document_bytes_max, console.in);
    if (!bytes) {
      said(bytes.problem());
      continue;
    }
    Result<Document> document = reader.document(path, *bytes, hints);
    if (document) {
      read.documents.push_back(std::move(*document));
    } else {
      said(document.problem());
    }
  }
  return read;
}

namespace {

std::size_t claim_count(const CheckReport& report) {
  std::size_t count = 0;
  for (const CheckedDocument& checked : report.documents) count += checked.claims.size();
  return count;
}

Result<std::string> printed(const CheckReport& report, const Invocation& invocation, bool colour) {
  const TableOptions options{.colour = colour, .all = invocation.has("all"), .all_definitions = false};
  if (const auto number = invocation.number("explain")) {
    auto text = explain_claim(report, *number, options);
    if (text) return *std::move(text);
    return wrong_use(fmt::format("check: there is no claim {}; the documents have {}", *number, claim_count(report)),
                     "the same without --explain, which numbers them");
  }
  const std::string format = invocation.value("format").value_or("table");
  if (format == "json") return check_json(report);
  if (format == "jsonl") return check_jsonl(report);
  if (format == "html") return check_html(report);
  return check_table(report, options);
}

ExitCode write_report(const Result<std::string>& text, Output& output, const Console& console) {
  if (!text) return fail(console, text.problem());
  output.writer().write(*text);
  const Status status = output.commit();
  return status ? ExitCode::done : fail(console, status.problem());
}

// Reads the documents, checks them and writes what `print` makes of the report.
template <typename Print>
ExitCode check_and_print(const Invocation& invocation, Console& console, const Print& print) {
  const Result<ClaimReader> reader = ClaimReader::open();
  if (!reader) return fail(console, reader.problem());
  ReadDocuments read = read_documents(invocation.operands, invocation, *reader, console);
  if (read.documents.empty()) return ExitCode::failed;
  const std::size_t all = read.documents.size() + read.failed;
  Result<OpenData> data = open_data(invocation, console);
  if (!data) return fail(console, data.problem());
  Result<Output> output = Output::open(invocation.value("output"), console);
  if (!output) return fail(console, output.problem());

  Result<CheckReport> report = check_documents(
      data->ledger, std::move(read.documents), reader->packs(),
      {.on = day_of_asking(invocation, console), .as_of = invocation.date("as-of"), .list_all_definitions = false});
  if (!report) return fail(console, report.problem());
  report->left_out = std::move(data->left_out);
  report->problems = std::move(data->problems);
  const bool colour = console.colour() && !output->is_file();
  const ExitCode written = write_report(print(*report, colour), *output, console);
  if (written != ExitCode::done) return written;
  if (read.failed == 0) return data->code;
  console.say(fmt::format("{} of {} documents failed", read.failed, all));
  return ExitCode::partly;
}

}  // namespace

ExitCode run_check(const Invocation& invocation, Console& console) {
  if (invocation.has("explain") && invocation.value("format").value_or("table") != "table") {
    return fail(console, wrong_use("check: --explain goes with --format table; JSON and HTML hold everything anyway",
                                   command_spec(CommandId::check).example));
  }
  return check_and_print(invocation, console, [&invocation](const CheckReport& report, bool colour) {
    return printed(report, invocation, colour);
  });
}

ExitCode run_due(const Invocation& invocation, Console& console) {
  const std::string format = invocation.value("format").value_or("table");
  return check_and_print(invocation, console, [&format](const CheckReport& report, bool colour) -> Result<std::string> {
    if (format == "json") return due_json(report);
    if (format == "ics") return due_calendar(report);
    return due_table(report, colour);
  });
}

ExitCode run_explain(const Invocation& invocation, Console& console) {
  const Date on = day_of_asking(invocation, console);
  const Result<ClaimReader> reader = ClaimReader::open();
  if (!reader) return fail(console, reader.problem());
  Result<ReadDocument> said = reader->read("the amount", invocation.operands.front(),
                                           {.date = on, .speaker = {}, .speaker_country = {}, .language = {}});
  if (!said) return fail(console, said.problem());
  std::vector<Claim> amounts;
  for (const Claim& claim : said->reading.claims) {
    if (claim.kind == ClaimKind::money) amounts.push_back(claim);
  }
  if (amounts.size() != 1) {
    return fail(console, wrong_use("explain: \"" + invocation.operands.front() + "\" is not one amount with a currency",
                                   command_spec(CommandId::explain).example));
  }
  Claim claim = std::move(amounts.front());
  claim.id = "c1";
  claim.giver = invocation.values("from");
  claim.receiver = invocation.values("to");
  claim.stage = claim.stage.value_or(Stage::given);
  claim.cumulative = true;
  claim.period.to = on;
  const Result<OpenData> data = open_data(invocation, console);
  if (!data) return fail(console, data.problem());
  Result<Output> output = Output::open(invocation.value("output"), console);
  if (!output) return fail(console, output.problem());
  Result<CheckReport> report =
      explain_amount(data->ledger, {.claim = std::move(claim), .on = on},
                     {.on = on, .as_of = invocation.date("as-of"), .list_all_definitions = invocation.has("all")});
  if (!report) return fail(console, report.problem());
  report->left_out = data->left_out;
  report->problems = data->problems;
  report->documents.front().document = std::move(said->document);
  const bool colour = console.colour() && !output->is_file();
  const bool as_json = invocation.value("format").value_or("table") == "json";
  const Result<std::string> text =
      as_json ? check_json(*report)
              : explain_claim(*report, 1, {.colour = colour, .all = true, .all_definitions = true}).value_or("");
  const ExitCode written = write_report(text, *output, console);
  return written == ExitCode::done ? data->code : written;
}

}  // namespace kept
