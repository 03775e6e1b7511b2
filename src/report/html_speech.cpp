// The speech with its claims marked. Claims may overlap or stand inside each other, HTML elements may not: the text is
// cut where a claim begins or ends, and each piece is marked once, for the shortest claim that covers it. Each
// claim's number stands behind its last word.
#include <fmt/format.h>
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "document/document.hpp"
#include "report/check_report.hpp"
#include "report/html.hpp"
#include "report/words.hpp"
#include "verdict/verdict.hpp"

namespace kept {
namespace {

constexpr std::size_t open_rows_max = 4;
constexpr std::size_t open_steps_max = 4;

// The claim that marks the bytes from `begin` on, and how many cover them.
struct Cover {
  const CheckedClaim* shortest = nullptr;
  std::size_t count = 0;
};

Cover cover_of(const std::vector<CheckedClaim>& claims, const Span& piece) {
  Cover cover;
  for (const CheckedClaim& checked : claims) {
    if (!checked.claim.span.contains(piece)) continue;
    ++cover.count;
    if (cover.shortest == nullptr || checked.claim.span.size() < cover.shortest->claim.span.size()) {
      cover.shortest = &checked;
    }
  }
  return cover;
}

std::vector<ByteOffset> cuts_of(const std::vector<CheckedClaim>& claims, const Span& range) {
  std::vector<ByteOffset> cuts{range.begin, range.end};
  for (const CheckedClaim& checked : claims) {
    for (const ByteOffset cut : {checked.claim.span.begin, checked.claim.span.end}) {
      if (range.begin < cut && cut < range.end) cuts.push_back(cut);
    }
  }
  std::ranges::sort(cuts);
  const auto repeated = std::ranges::unique(cuts);
  cuts.erase(repeated.begin(), repeated.end());
  return cuts;
}

// The number goes before the shape: no line breaks between a word and a digit, as it may before a picture.
std::string reference(const CheckedClaim& checked, std::size_t number) {
  return fmt::format("<a class=\"ref {}\" id=\"m{}\" href=\"#c{}\" aria-label=\"claim {}, {}\">{}{}</a>",
                     verdict_class(checked.verdict.is), number, number, number, words_of(checked.verdict.is), number,
                     icon(checked.verdict.is));
}

// The first card with a few rows and steps stands open, so that a reader sees what the others hold.
bool shows_the_way(const Verdict& verdict) {
  return verdict.evidence.size() <= open_rows_max && verdict.steps.size() <= open_steps_max &&
         std::ranges::any_of(verdict.evidence, [](const Evidence& row) { return row.role == EvidenceRole::counts; });
}

bool is_blank(std::string_view text) { return trim(text).empty(); }

// The document's paragraphs, and whatever else is not blank: nothing of the text is lost.
std::vector<Span> blocks_of(const Document& document) {
  std::vector<Span> blocks;
  ByteOffset at{0};
  const auto add_rest = [&](ByteOffset end) {
    if (at < end && !is_blank(Span{at, end}.of(document.text))) blocks.push_back({at, end});
  };
  for (const Span& paragraph : document.paragraphs) {
    add_rest(paragraph.begin);
    blocks.push_back(paragraph);
    at = std::max(at, paragraph.end);
  }
  add_rest({static_cast<std::uint32_t>(document.text.size())});
  return blocks;
}

// The block in which claim `i` is shown: the first that ends behind its begin.
bool begins_in(const Claim& claim, const Span& block, ByteOffset before) {
  return claim.span.begin < block.end && before <= claim.span.begin;
}

}  // namespace

std::string marked_text(const CheckedDocument& checked, std::size_t first_number, const Span& range) {
  const std::vector<ByteOffset> cuts = cuts_of(checked.claims, range);
  std::string out;
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    const Span piece{cuts[i], cuts[i + 1]};
    const std::string text = escaped(piece.of(checked.document.text));
    const Cover cover = cover_of(checked.claims, piece);
    if (cover.shortest == nullptr) {
      out += text;
    } else {
      out += fmt::format("<mark class=\"{}{}\">{}</mark>", verdict_class(cover.shortest->verdict.is),
                         cover.count > 1 ? " nested" : "", text);
    }
    for (std::size_t j = 0; j < checked.claims.size(); ++j) {
      if (checked.claims[j].claim.span.end == piece.end) out += reference(checked.claims[j], first_number + j);
    }
  }
  return out;
}

std::string speech_html(const CheckedDocument& checked, std::size_t first_number, const ClaimNumbers& numbers) {
  std::string out;
  bool opened = false;
  ByteOffset before{0};
  for (const Span& block : blocks_of(checked.document)) {
    const std::string text = marked_text(checked, first_number, block);
    std::string cards;
    for (std::size_t i = 0; i < checked.claims.size(); ++i) {
      const CheckedClaim& claim = checked.claims[i];
      if (!begins_in(claim.claim, block, before)) continue;
      const bool open = !opened && shows_the_way(claim.verdict);
      opened = opened || open;
      cards += claim_card({claim, checked, first_number + i, open}, numbers);
    }
    before = std::max(before, block.end);
    out += fmt::format("<div class=\"row\">\n<p class=\"said\" lang=\"{}\">{}</p>\n",
                       escaped(checked.document.language), text);
    if (!cards.empty()) out += "<div class=\"cards\">\n" + cards + "</div>\n";
    out += "</div>\n";
  }
  return out;
}

}  // namespace kept
