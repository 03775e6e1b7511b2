// The pieces that the HTML page is made of.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "report/check_report.hpp"

namespace kept {

// `text` as character data or in a double-quoted attribute: & < > " are escaped; characters that XML does not allow and
// broken bytes become U+FFFD.
std::string escaped(std::string_view text);

// <tag class="...">text</tag>, the text escaped; nothing where it is empty.
std::string element(std::string_view tag, std::string_view class_name, std::string_view text);

// The shapes of all verdicts, once a page; `icon` shows one. A verdict is never told by colour alone.
std::string icon_sheet();
std::string icon(VerdictIs verdict);
// The class that colours it: "v-supported".
std::string verdict_class(VerdictIs verdict);

// Where claims of the whole report stand, for links between them.
class ClaimNumbers {
 public:
  explicit ClaimNumbers(const CheckReport& report);
  [[nodiscard]] std::size_t first(std::size_t document) const { return first_.at(document); }
  // 0 where there is no such claim.
  [[nodiscard]] std::size_t find(std::string_view document, std::string_view claim) const;

 private:
  const CheckReport& report_;
  std::vector<std::size_t> first_;
};

// The speech paragraph by paragraph, each with the cards of the claims that begin in it.
std::string speech_html(const CheckedDocument& checked, std::size_t first_number, const ClaimNumbers& numbers);

// A paragraph's text with marks. `range` lies in the document's text.
std::string marked_text(const CheckedDocument& checked, std::size_t first_number, const Span& range);

// One claim's verdict and evidence. `open`: its details stand open.
struct Card {
  const CheckedClaim& checked;
  const CheckedDocument& in;
  std::size_t number = 0;
  bool open = false;
};
std::string claim_card(const Card& card, const ClaimNumbers& numbers);

// Sources, what was left out, problems, and how Kept works.
std::string sources_html(const CheckReport& report);
std::string method_html(const CheckReport& report);

}  // namespace kept
