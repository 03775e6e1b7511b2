#include "pipeline/decisions.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "claim/claim.hpp"
#include "document/document.hpp"
#include "match/follow_up.hpp"
#include "pipeline/sha256.hpp"
#include "source/decision.hpp"

namespace kept {
namespace {

// A document's text as keys name it.
struct NamedText {
  std::string sha256;
  CodePointMap map;
};

ClaimKey key_in(const NamedText& text, const Claim& claim) {
  return {text.sha256, text.map.index_of(claim.span.begin).value, text.map.index_of(claim.span.end).value};
}

struct ClaimAt {
  std::size_t document = 0;
  std::size_t claim = 0;
};

std::uint64_t overlap_of(const ClaimKey& a, const ClaimKey& b) {
  const std::uint64_t from = std::max(a.from, b.from);
  const std::uint64_t to = std::min(a.to, b.to);
  return to > from ? to - from : 0;
}

std::optional<ClaimAt> find_claim(std::string_view written, std::span<const NamedText> texts,
                                  const std::vector<Reading>& readings) {
  const auto key = ClaimKey::parse(written);
  if (!key) return std::nullopt;
  std::optional<ClaimAt> best;
  std::pair<std::uint64_t, bool> best_overlap{0, false};
  for (std::size_t d = 0; d < texts.size(); ++d) {
    if (texts[d].sha256 != key->text_sha256) continue;
    for (std::size_t i = 0; i < readings[d].claims.size(); ++i) {
      const ClaimKey other = key_in(texts[d], readings[d].claims[i]);
      const std::pair overlap{overlap_of(*key, other), other.from == key->from && other.to == key->to};
      if (overlap <= best_overlap) continue;
      best_overlap = overlap;
      best = ClaimAt{d, i};
    }
  }
  return best;
}

std::string words_of(const Decision& decision) {
  return std::string(decision.confirmed ? "confirmed" : "rejected") + " by " + decision.by + " on " +
         decision.decided.to_string() + ": " + decision.reason;
}

// Numbers that stood in a rejected claim alone are in none any more.
void leave_out(Reading& reading, const Claim& rejected, const Decision& decision) {
  const auto inside = [](const Span& number, const Span& span) {
    return span.begin.value <= number.begin.value && number.end.value <= span.end.value;
  };
  std::erase_if(reading.numbers, [&](const Span& number) {
    const bool read_elsewhere = std::ranges::any_of(
        reading.claims, [&](const Claim& other) { return other.id != rejected.id && inside(number, other.span); });
    if (!inside(number, rejected.span) || read_elsewhere) return false;
    reading.left_out.push_back({number, "its reading was " + words_of(decision)});
    --reading.stats.numbers_read;
    ++reading.stats.numbers_left_out;
    return true;
  });
}

void reject_readings(std::span<const Decision> decisions, std::span<const NamedText> texts,
                     std::vector<Reading>& readings) {
  for (const Decision& decision : decisions) {
    if (decision.kind != DecisionKind::reading || decision.confirmed) continue;
    const auto at = find_claim(decision.first, texts, readings);
    // Read at other bounds it is another reading.
    if (!at) continue;
    Reading& reading = readings[at->document];
    const Claim rejected = reading.claims[at->claim];
    if (key_in(texts[at->document], rejected).to_string() != decision.first) continue;
    leave_out(reading, rejected, decision);
    reading.claims.erase(reading.claims.begin() + static_cast<std::ptrdiff_t>(at->claim));
  }
}

std::optional<FollowUpRelation> relation_of(const Decision& decision) {
  if (!decision.confirmed) return std::nullopt;
  for (const FollowUpRelation relation :
       {FollowUpRelation::kept, FollowUpRelation::partly_kept, FollowUpRelation::restated, FollowUpRelation::changed}) {
    if (to_string(relation) == decision.relation) return relation;
  }
  return FollowUpRelation::broken;
}

}  // namespace

ClaimKey key_of(const Document& document, const Claim& claim) {
  return key_in({sha256_hex(document.text), CodePointMap(document.text)}, claim);
}

ObeyedDecisions obey_decisions(std::span<const Decision> decisions, std::span<const Document> documents,
                               std::vector<Reading>& readings) {
  ObeyedDecisions obeyed;
  obeyed.claims.resize(documents.size());
  if (decisions.empty()) return obeyed;
  std::vector<NamedText> texts;
  for (const Document& document : documents) {
    texts.push_back({sha256_hex(document.text), CodePointMap(document.text)});
  }
  reject_readings(decisions, texts, readings);
  for (const Decision& decision : decisions) {
    const auto first = find_claim(decision.first, texts, readings);
    if (decision.kind == DecisionKind::flow || !first) continue;
    if (decision.kind != DecisionKind::follow_up) {
      if (decision.kind == DecisionKind::reading && !decision.confirmed) continue;
      obeyed.claims[first->document].push_back({first->claim, decision.second, decision.confirmed, words_of(decision)});
      continue;
    }
    const auto second = find_claim(decision.second, texts, readings);
    if (!second) continue;
    obeyed.follow_ups.push_back(
        {first->document, first->claim, second->document, second->claim, relation_of(decision)});
  }
  return obeyed;
}

}  // namespace kept
