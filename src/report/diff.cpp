#include "report/diff.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/text.hpp"
#include "base/version.hpp"
#include "document/document.hpp"
#include "report/json.hpp"
#include "report/style.hpp"
#include "report/words.hpp"
#include "source/record.hpp"
#include "verdict/verdict.hpp"

namespace kept {
namespace {

constexpr std::size_t indent = 4;

std::string_view name_of(RowChangeIs is) {
  switch (is) {
    case RowChangeIs::added:
      return "added";
    case RowChangeIs::removed:
      return "removed";
    case RowChangeIs::amended:
      break;
  }
  return "amended";
}

std::string what_stands(const Record& record) {
  return date_words(record) + ", " + amount_words(record) + ", " + flow_words(record);
}

std::string row_words(const RowChange& row) {
  const std::string& release = row.is == RowChangeIs::removed ? row.release_before : row.release_after;
  std::string words = std::string(name_of(row.is)) + ": " + row.source + (release.empty() ? "" : " " + release) + ", " +
                      row.record().position + ": " + what_stands(row.record());
  if (row.is == RowChangeIs::amended) words += "; before: " + what_stands(row.before);
  return words;
}

std::string change_lines(const VerdictChange& change, const Document& document, std::size_t number, bool colour) {
  const std::string_view before = words_of(change.before.is);
  const std::string_view after = words_of(change.after.is);
  std::string text =
      row_lines({number, 2, said(change.claim, document), after}, in_colour_of(change.after.is, after, colour));
  text += indented("was " + std::string(before) + ": " + change.before.line, indent);
  text += indented("is " + std::string(after) + ": " + change.after.line, indent);
  // The rows that a verdict rests on; where it rests on none, the largest.
  const auto evidence = static_cast<std::size_t>(std::ranges::count(change.rows, true, &RowChange::evidence));
  const std::size_t shown = std::min(evidence > 0 ? evidence : change.rows.size(), diff_rows_shown);
  for (std::size_t i = 0; i < shown; ++i) text += indented(row_words(change.rows[i]), indent);
  if (shown < change.rows.size()) {
    text += indented("and " + counted(change.rows.size() - shown, "other row") + " between these parties; JSON has all",
                     indent);
  }
  for (const std::string& cause : change.causes) text += indented(cause, indent);
  return text;
}

Json verdict_json(const Verdict& verdict) {
  return {{"is", to_string(verdict.is)},
          {"line", verdict.line},
          {"amount", to_string(verdict.amount)},
          {"date", to_string(verdict.date)},
          {"rule", verdict.rule}};
}

Json record_json(const Record& record) {
  return {{"position", record.position},
          {"measure", to_string(record.measure)},
          {"date", json_or_null(record.date)},
          {"amount", json_or_null(record.amount)},
          {"currency", json_or_null(record.currency)},
          {"giver", json_or_null(record.giver)},
          {"receiver", json_or_null(record.receiver)}};
}

Json row_json(const RowChange& row) {
  Json object{{"id", row.record().id}, {"is", name_of(row.is)}, {"source", row.source}, {"evidence", row.evidence}};
  object["before"] = row.is == RowChangeIs::added ? Json() : record_json(row.before);
  object["after"] = row.is == RowChangeIs::removed ? Json() : record_json(row.after);
  return object;
}

}  // namespace

std::string diff_table(const DiffReport& report, bool colour) {
  std::string text =
      bold("Verdicts on " + report.on.to_string() + ", by " + report.before_name + " and by " + report.after_name,
           colour) +
      "\n";
  text += counted(report.changes.size(), "verdict") + " changed, " + std::to_string(report.unchanged) + " did not\n";
  for (std::size_t d = 0; d < report.documents.size(); ++d) {
    bool headed = false;
    for (std::size_t i = 0; i < report.changes.size(); ++i) {
      const VerdictChange& change = report.changes[i];
      if (change.document != d) continue;
      if (!std::exchange(headed, true)) text += "\n" + heading_lines(report.documents[d], colour);
      text += change_lines(change, report.documents[d], i + 1, colour);
    }
  }
  return text;
}

std::string diff_json(const DiffReport& report) {
  std::vector<CodePointMap> maps;
  for (const Document& document : report.documents) maps.emplace_back(document.text);
  Json changes = Json::array();
  for (const VerdictChange& change : report.changes) {
    const Document& document = report.documents[change.document];
    Json rows = Json::array();
    for (const RowChange& row : change.rows) rows.push_back(row_json(row));
    const CodePointMap& map = maps[change.document];
    changes.push_back({{"document", document.name},
                       {"claim", change.claim.id},
                       {"text", change.claim.span.of(document.text)},
                       {"start", map.index_of(change.claim.span.begin).value},
                       {"end", map.index_of(change.claim.span.end).value},
                       {"before", verdict_json(change.before)},
                       {"after", verdict_json(change.after)},
                       {"rows", std::move(rows)},
                       {"causes", change.causes}});
  }
  return dump_indented({{"kept", version},
                        {"on", report.on.to_string()},
                        {"old", report.before_name},
                        {"new", report.after_name},
                        {"unchanged", report.unchanged},
                        {"changes", std::move(changes)}});
}

}  // namespace kept
