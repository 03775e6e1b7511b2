#include "report/decisions.hpp"

#include <optional>
#include <span>
#include <string>

#include "report/grid.hpp"
#include "report/style.hpp"
#include "report/words.hpp"
#include "source/decision.hpp"

namespace kept {
namespace {

std::optional<std::string> text_or_nothing(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

std::string heading_of(const Decision& decision) {
  switch (decision.kind) {
    case DecisionKind::flow:
      return decision.confirmed ? "one flow" : "not one flow";
    case DecisionKind::evidence:
      return decision.confirmed ? "the claim speaks of the record" : "the claim does not speak of the record";
    case DecisionKind::follow_up:
      return decision.confirmed ? "what became of a promise: " + std::string(relation_words(decision.relation))
                                : "the later claim does not speak of the promise";
    case DecisionKind::reading:
      break;
  }
  return decision.confirmed ? "read rightly" : "read wrongly";
}

// A record is named by its id and what stands in it, a claim by its words alone.
std::string thing_of(const std::string& key, const std::string& words) {
  if (ClaimKey::parse(key)) return words.empty() ? key : words;
  return words.empty() ? key : key + " (" + words + ")";
}

}  // namespace

Grid decisions_grid(std::span<const Decision> decisions) {
  Grid grid{.columns = {"kind", "decision", "first", "second", "relation", "first_words", "second_words", "by",
                        "reason", "decided"},
            .rows = {}};
  for (const Decision& decision : decisions) {
    grid.rows.push_back({std::string(to_string(decision.kind)), decision.confirmed ? "confirmed" : "rejected",
                         decision.first, text_or_nothing(decision.second), text_or_nothing(decision.relation),
                         text_or_nothing(decision.first_words), text_or_nothing(decision.second_words), decision.by,
                         decision.reason, decision.decided.to_string()});
  }
  return grid;
}

std::string decisions_lines(std::span<const Decision> decisions, bool colour) {
  if (decisions.empty()) return "nothing was decided yet\n";
  std::string text;
  for (const Decision& decision : decisions) {
    text += bold(heading_of(decision), colour) + "\n";
    text += indented(thing_of(decision.first, decision.first_words), 2);
    if (!decision.second.empty()) text += indented(thing_of(decision.second, decision.second_words), 2);
    text += indented(decision.by + " on " + decision.decided.to_string() + ": " + decision.reason, 2);
  }
  return text;
}

}  // namespace kept
