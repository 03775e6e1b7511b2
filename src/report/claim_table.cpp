#include "report/claim_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "report/style.hpp"
#include "report/words.hpp"

namespace kept {
namespace {

constexpr std::size_t claim_indent = 18;  // behind the id and the kind

// The numbers that are in no claim, one entry a reason, in the order of the text.
std::string left_out_lines(const Document& document, const Reading& reading) {
  std::vector<std::string_view> reasons;
  std::map<std::string_view, std::string> numbers;
  for (const LeftOut& number : reading.left_out) {
    const auto [found, fresh] = numbers.try_emplace(number.reason);
    if (fresh) reasons.emplace_back(number.reason);
    found->second += (found->second.empty() ? "" : ", ") + std::string(number.span.of(document.text));
  }
  std::string lines;
  for (const std::string_view reason : reasons) {
    lines += wrap(fmt::format("left out: {}: {}", reason, numbers[reason]), {table_width, 2, 12});
  }
  return lines;
}

}  // namespace

std::string read_table(const Document& document, const Reading& reading, bool with_left_out) {
  std::string lines = heading_lines(document, false);
  for (const Claim& claim : reading.claims) {
    const std::string label = fmt::format("  {:<5} {:<9}", claim.id, to_string(claim.kind));
    lines += labelled(label, said(claim, document), claim_indent);
    lines += indented(claim_facts(claim), claim_indent);
  }
  if (with_left_out) lines += left_out_lines(document, reading);
  lines +=
      indented(fmt::format("{} in {}; numbers: {} seen, {} read, {} left out", counted(reading.claims.size(), "claim"),
                           counted(reading.stats.sentences, "sentence"), grouped(reading.stats.numbers_seen),
                           grouped(reading.stats.numbers_read), grouped(reading.stats.numbers_left_out)),
               2);
  return lines + "\n";
}

}  // namespace kept
