#include "verdict/own_currency.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/country.hpp"
#include "base/data_table.hpp"
#include "base/date.hpp"
#include "base/text.hpp"
#include "claim/claim.hpp"

namespace kept {
namespace {

struct SharedSign {
  std::string_view currency;
  std::string_view written;
  std::vector<std::string_view> named_by;
  std::vector<std::string_view> others;
};

const std::vector<SharedSign>& shared_signs() {
  static const auto signs = [] {
    std::vector<SharedSign> table;
    const auto rows = read_data_table("data/shared_sign.tsv", {"currency", "written", "named_by", "others"});
    assert(rows.ok());
    if (!rows) return table;
    for (const DataRow& row : *rows) {
      table.push_back({row.cells[0], row.cells[1], split(row.cells[2], '|'), split(row.cells[3], ' ')});
    }
    return table;
  }();
  return signs;
}

bool is_latin_letter(char c) { return c >= 'a' && c <= 'z'; }

// Whether a word stands in a text of small letters; of Latin letters only as a whole, since "us" is also in "thousand".
bool names(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool joined_before = at > 0 && is_latin_letter(text[at - 1]) && is_latin_letter(word.front());
    const bool joined_after = end < text.size() && is_latin_letter(text[end]) && is_latin_letter(word.back());
    if (!joined_before && !joined_after) return true;
  }
  return false;
}

}  // namespace

std::string own_currency_of(const Claim& claim, std::string_view words, Date day) {
  if (claim.giver.size() != 1) return "";
  const std::string_view own = countries().currency_of(claim.giver.front(), day);
  const std::string text = lower_case(words);
  for (const SharedSign& sign : shared_signs()) {
    if (sign.currency != claim.currency || text.find(sign.written) == std::string::npos) continue;
    const auto named = [&text](std::string_view word) { return names(text, word); };
    if (std::ranges::any_of(sign.named_by, named)) return "";
    if (std::ranges::find(sign.others, own) != sign.others.end()) return std::string(own);
  }
  return "";
}

}  // namespace kept
