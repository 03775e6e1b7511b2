// Everything about one claim, for a terminal.
#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "claim/claim.hpp"
#include "report/cells.hpp"
#include "report/check_report.hpp"
#include "report/style.hpp"
#include "report/table.hpp"
#include "report/words.hpp"
#include "source/record.hpp"
#include "verdict/verdict.hpp"

namespace kept {
namespace {

std::string section(std::string_view title, bool colour) { return "\n" + bold(title, colour) + "\n"; }

std::string evidence_lines(const Evidence& evidence) {
  const Record& record = evidence.record;
  const std::string facts = fmt::format("{}, {}, {}", date_words(record), amount_words(record), flow_words(record));
  std::string lines = labelled("  " + std::string(words_of(evidence.role)), facts, 12);
  lines += indented(place_words(evidence), 12);
  if (!evidence.shown_as.empty()) lines += indented("compared as " + evidence.shown_as, 12);
  if (!record.text.empty()) lines += indented(fmt::format("\"{}\"", record.text), 12);
  if (!record.link.empty()) lines += indented(record.link, 12);
  if (!evidence.note.empty()) lines += indented(evidence.note, 12);
  if (evidence.circular) lines += indented("it cites the very speech", 12);
  return lines;
}

std::string verdict_lines(const CheckedClaim& checked, const CheckedDocument& in, bool colour) {
  const Verdict& verdict = checked.verdict;
  std::string lines = section("Verdict", colour);
  lines += "  " + in_colour_of(verdict.is, words_of(verdict.is), colour) +
           fmt::format(" (amount: {}; date: {})\n", words_of(verdict.amount), words_of(verdict.date));
  if (!verdict.line.empty()) lines += indented(verdict.line, 2);
  lines += indented(meaning_of(verdict.is), 2);
  if (!verdict.rule.empty()) lines += indented("rule: " + verdict.rule, 2);
  if (verdict.days_late)
    lines += indented(fmt::format("late by {}", counted(static_cast<std::uint64_t>(*verdict.days_late), "day")), 2);
  if (verdict.circular) lines += indented("some evidence cites the very speech", 2);
  if (in.nothing_known_then) lines += indented(hindsight_words(in.document), 2);
  if (verdict.as_known_then && !in.nothing_known_then) {
    lines += indented(fmt::format("as known on the document's day: {}", words_of(*verdict.as_known_then)), 2);
  }
  for (const FollowUp& follow_up : checked.followed_by) {
    lines += indented(fmt::format("later {}: {} {}, \"{}\"", relation_words(follow_up.relation), follow_up.document,
                                  follow_up.claim, follow_up.words),
                      2);
  }
  return lines;
}

std::string considered_lines(const Verdict& verdict, bool colour) {
  if (verdict.considered.empty()) return "";
  std::string lines = section("Also considered", colour);
  for (const std::string& words : considered_words(verdict)) lines += wrap(words, {table_width, 2, 4});
  return lines;
}

// Every definition at hand: what gives the number, what nearly does, and the others.
std::string tried_lines(const Verdict& verdict, bool colour) {
  constexpr std::array sections{std::pair(AxisFinding::agrees, "Definitions that give it"),
                                std::pair(AxisFinding::close, "Definitions that nearly do"),
                                std::pair(AxisFinding::differs, "Definitions that do not")};
  std::string lines;
  for (const auto& [finding, title] : sections) {
    std::string found;
    for (const Definition& definition : verdict.considered) {
      if (definition.amount == finding) found += wrap(definition_words(definition), {table_width, 2, 4});
    }
    if (!found.empty()) lines += section(title, colour) + found;
  }
  return lines;
}

std::string explained(const CheckedClaim& checked, const CheckedDocument& in, std::size_t number,
                      const TableOptions& options) {
  const bool colour = options.colour;
  const bool all = options.all_definitions;
  const Verdict& verdict = checked.verdict;
  const Claim& claim = checked.claim;
  std::string lines =
      wrap(fmt::format("Claim {} ({} of {}): \"{}\"", number, claim.id, in.document.name, said(claim, in.document)),
           {table_width, 0, 0});
  lines += indented(fmt::format("{}; {}", to_string(claim.kind), claim_facts(claim)), 2);
  if (claim.sentence.size() > 0) lines += indented(fmt::format("\"{}\"", claim.sentence.of(in.document.text)), 2);
  lines += verdict_lines(checked, in, colour);
  if (verdict.definition) {
    lines += section("Definition", colour) + indented(definition_words(*verdict.definition), 2);
    if (!verdict.definition->dataset.empty()) lines += indented(verdict.definition->dataset, 2);
  }
  if (!verdict.steps.empty()) lines += section("Steps", colour);
  for (std::size_t i = 0; i < verdict.steps.size(); ++i) {
    lines += labelled(fmt::format("  {}.", i + 1), verdict.steps[i], 6);
  }
  if (!verdict.evidence.empty()) lines += section("Evidence", colour);
  for (const Evidence& evidence : verdict.evidence) lines += evidence_lines(evidence);
  if (!verdict.rates.empty()) lines += section("Rates", colour);
  for (const RateUse& use : verdict.rates) lines += wrap(rate_words(use), {table_width, 2, 4});
  if (verdict.chance) {
    lines += section("Chance", colour);
    lines += indented(
        fmt::format("{} tried, {} no more complex than the one found; by accident they hit {} of figures like it, the "
                    "whole search {}.",
                    counted(verdict.chance->tried, "definition"), counted(verdict.chance->distinct, "distinct value"),
                    chance_words(verdict.chance->probability), chance_words(verdict.chance->of_search)),
        2);
  }
  lines += all ? tried_lines(verdict, colour) : considered_lines(verdict, colour);
  return lines;
}

}  // namespace

std::optional<std::string> explain_claim(const CheckReport& report, std::size_t number, const TableOptions& options) {
  const std::vector<std::size_t> first = first_numbers(report);
  for (std::size_t i = 0; i < report.documents.size(); ++i) {
    const CheckedDocument& in = report.documents[i];
    if (number < first[i] || number >= first[i] + in.claims.size()) continue;
    return explained(in.claims[number - first[i]], in, number, options);
  }
  return std::nullopt;
}

}  // namespace kept
