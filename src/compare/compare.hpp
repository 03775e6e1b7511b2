// Two language versions of one text: which amounts, numbers and dates stand in one and not in the other, or differ.
//
// No word of one language is ever compared with one of the other: values are aligned by what they are and by their
// order. First the longest chain of equal values in the order of both texts; then equal ones that another word order
// moved; then, between two neighbours of the chain, what is left on both sides in equal number is one value that
// differs; what is left on one side is missing in the other.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "compare/value.hpp"

namespace kept {

enum class DifferenceType : std::uint8_t {
  value,             // an amount's number differs
  number,            // another number differs
  currency,          // the same number, another currency
  currency_missing,  // one version names no currency
  quantifier,        // one version hedges ("about"), the other does not
  time,              // when it was or is to be differs
  missing,           // one version does not have it
};
std::string_view to_string(DifferenceType type);

struct Difference {
  DifferenceType type = DifferenceType::value;
  std::optional<Span> a;  // empty: it is missing there
  std::optional<Span> b;
};

struct DocumentComparison {
  std::vector<Difference> differences;  // by place in a, those missing there by their place in b behind it
  std::size_t compared = 0;             // values of both texts, a pair counted once
};

// The values are those of find_values; the sizes are of the texts, in bytes.
struct ComparedText {
  const std::vector<TextValue>& values;
  std::size_t bytes = 0;
};
DocumentComparison compare_values(const ComparedText& a, const ComparedText& b);

}  // namespace kept
