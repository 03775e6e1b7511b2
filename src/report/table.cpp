#include "report/table.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "report/cells.hpp"
#include "report/check_report.hpp"
#include "report/style.hpp"
#include "report/words.hpp"
#include "verdict/verdict.hpp"

namespace kept {
namespace {

std::string follow_up_words(const FollowUp& follow_up) {
  std::string words =
      fmt::format("later {}: {} {}", relation_words(follow_up.relation), follow_up.document, follow_up.claim);
  if (!follow_up.words.empty()) words += fmt::format(", \"{}\"", follow_up.words);
  return words;
}

std::string claim_row(const CheckedClaim& checked, const CheckedDocument& in, std::size_t number, std::size_t width,
                      bool colour) {
  const Verdict& verdict = checked.verdict;
  const std::string_view words = words_of(verdict.is);
  std::string lines =
      row_lines({number, width, said(checked.claim, in.document), words}, in_colour_of(verdict.is, words, colour));
  const std::size_t indent = width + 2;
  if (!verdict.line.empty()) lines += indented(verdict.line, indent);
  if (verdict.as_known_then && !in.nothing_known_then) {
    lines += indented(fmt::format("as known on the document's day: {}", words_of(*verdict.as_known_then)), indent);
  }
  for (const FollowUp& follow_up : checked.followed_by) lines += indented(follow_up_words(follow_up), indent);
  return lines;
}

std::string document_block(const CheckedDocument& checked, std::size_t first, std::size_t width,
                           const TableOptions& options) {
  std::string lines = heading_lines(checked.document, options.colour);
  if (checked.nothing_known_then) lines += wrap(hindsight_words(checked.document), {table_width, 0, 0});
  std::size_t hidden = 0;
  std::string rows;
  for (std::size_t i = 0; i < checked.claims.size(); ++i) {
    if (!options.all && checked.claims[i].verdict.is == VerdictIs::not_checkable) {
      ++hidden;
      continue;
    }
    rows += claim_row(checked.claims[i], checked, first + i, width, options.colour);
  }
  lines += counted(checked.claims.size(), "claim");
  if (hidden > 0) lines += fmt::format(", {} of them not checkable and not shown", grouped(hidden));
  return lines + "\n" + (rows.empty() ? "" : "\n") + rows;
}

std::string source_line(const UsedSource& source) {
  // Rates are no records; a count of none would say nothing.
  std::string counts = source.records == 0 ? "" : ": " + counted(source.records, "record");
  if (source.considered > 0) {
    counts += fmt::format(", {} of them between the parties named", grouped(source.considered));
  }
  if (source.problems > 0) counts += (counts.empty() ? ": " : ", ") + counted(source.problems, "problem");
  return wrap(fmt::format("{}{}; {}", source_words(source), counts, source.file), {table_width, 2, 4});
}

// A ledger may hold a thousand loads: those that could speak for or against a claim are listed, the others counted.
std::string sources_block(const CheckReport& report, const TableOptions& options) {
  std::string lines = bold("Sources", options.colour) + "\n";
  if (report.sources.empty()) lines += "  none: no data was given, so nothing could be checked\n";
  std::size_t others = 0;
  for (const UsedSource& source : report.sources) {
    if (options.all || source.considered > 0) {
      lines += source_line(source);
    } else if (!source.is_rates) {
      ++others;
    }
  }
  if (const std::string rates = rate_sources(report); !options.all && !rates.empty()) {
    lines += wrap("Rates: " + rates, {table_width, 2, 4});
  }
  if (others > 0) {
    lines += wrap(fmt::format("{} without a record between the parties named; --all lists them",
                              counted(others, report.sources.size() == others ? "load" : "further load")),
                  {table_width, 2, 4});
  }
  if (!report.left_out.empty()) {
    lines += wrap(fmt::format("Left out: {}, no source by content.", counted(report.left_out.size(), "file")),
                  {table_width, 0, 0});
  }
  if (!report.problems.empty()) {
    lines += wrap(fmt::format("{} in loading.", counted(report.problems.size(), "problem")), {table_width, 0, 0});
  }
  return lines;
}

}  // namespace

std::string check_table(const CheckReport& report, const TableOptions& options) {
  std::string text;
  const std::vector<std::size_t> first = first_numbers(report);
  const Account account = account_of(report);
  const std::size_t width = std::max<std::size_t>(2, std::to_string(account.claims).size());
  for (std::size_t i = 0; i < report.documents.size(); ++i) {
    text += document_block(report.documents[i], first[i], width, options) + "\n";
  }
  text += wrap(account_words(account), {table_width, 0, 0});
  std::string asked = "Asked on " + report.on.to_string();
  if (report.as_of) asked += ", with what was published by " + report.as_of->to_string();
  text += wrap(asked + ".", {table_width, 0, 0}) + "\n";
  return text + sources_block(report, options);
}

}  // namespace kept
