#include "report/claim_table.hpp"

#include <fmt/format.h>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "claim/claim.hpp"
#include "document/document.hpp"
#include "report/cells.hpp"
#include "report/style.hpp"
#include "report/words.hpp"

namespace kept {
namespace {

constexpr std::size_t indent = 8;  // behind a claim's id

// The numbers that are in no claim, one line a reason, in the order of the text.
std::string left_out_lines(const Document& document, const Reading& reading) {
  std::vector<std::string> reasons;
  std::map<std::string, std::string> numbers;
  for (const LeftOut& number : reading.left_out) {
    std::string& list = numbers[number.reason];
    if (list.empty()) reasons.push_back(number.reason);
    list += (list.empty() ? "" : ", ") + one_line(number.span.of(document.text));
  }
  std::string out;
  for (const std::string& reason : reasons) {
    out += wrap("left out: " + reason + ": " + numbers[reason],
                {.width = table_width, .first_indent = 2, .indent = indent});
  }
  return out;
}

}  // namespace

std::string read_table(const Document& document, const Reading& reading, const ReadTableOptions& options) {
  std::string out = heading_lines(document, options.colour);
  for (const Claim& claim : reading.claims) {
    out += labelled("  " + claim.id, claim.span.of(document.text), indent);
    out += indented(std::string(to_string(claim.kind)) + "; " + claim_facts(claim), indent);
  }
  if (options.left_out) out += left_out_lines(document, reading);
  out += indented(fmt::format("{} in {}; numbers: {} seen, {} read, {} in no claim",
                              counted(reading.claims.size(), "claim"), counted(reading.stats.sentences, "sentence"),
                              reading.stats.numbers_seen, reading.stats.numbers_read, reading.stats.numbers_left_out),
                  2);
  return out;
}

}  // namespace kept
