// The values of a text that another language version of it must have, too: amounts, numbers, dates.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/text.hpp"
#include "claim/claim.hpp"
#include "document/document.hpp"
#include "lang/packs.hpp"

namespace kept {

enum class TextValueKind : std::uint8_t { amount, number, date };

struct TextValue {
  TextValueKind kind = TextValueKind::number;
  Span span;
  Span sentence;
  std::optional<Decimal> value;  // empty for a range and a date
  std::optional<Decimal> low;
  std::optional<Decimal> high;
  std::string currency;  // of an amount
  Quantifier quantifier = Quantifier::exact;
  Period period;  // of a date; of an amount or count: when it was or will be
  Span period_span;
  std::vector<Decimal> digits;  // of a date: its numbers as written, "5" and "2025" of "5 March 2025"
  // Written so that a faithful translation may say it without a number ("one of them", "the first", "a thousand
  // times"): it finds its partner, and is not missed where it has none.
  bool loose = false;
};

// All values by span, none overlapping another. Amounts, counts and shares are those of `reading`, which is
// read_claims(document, packs); other numbers and the dates with a day or year in digits are found here.
std::vector<TextValue> find_values(const Document& document, const Reading& reading, const Packs& packs);

}  // namespace kept
