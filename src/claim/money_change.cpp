#include "claim/money_change.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/decimal.hpp"
#include "claim/amount.hpp"
#include "claim/claim.hpp"
#include "claim/context.hpp"
#include "claim/money_fields.hpp"
#include "lang/lexicon.hpp"
#include "lang/packs.hpp"

namespace kept {
namespace {

constexpr std::uint32_t words_before_max = 12;
constexpr std::uint32_t words_behind_max = 3;

std::optional<Change> change_of(std::string_view kind) {
  if (kind == "additional") return Change::new_;
  if (kind == "restated") return Change::restated;
  if (kind == "increase") return Change::increase;
  if (kind == "decrease") return Change::decrease;
  return std::nullopt;
}

// "raised [...] to EUR 5 million": the word that leads to where a change ends stands before the amount.
bool is_end_of_change(const ReadingContext& context, const Amount& amount) {
  return amount.begin() > 0 && context.has_word(amount.begin() - 1, "to");
}

// "EUR 5 million [to] raise", as languages with the verb at the end put it.
bool is_raised_behind(const ReadingContext& context, const Amount& amount) {
  return context.pack->traits.verb_last && context.has_word(amount.tokens.last, "to_mark");
}

// "an additional EUR 5 million", "EUR 5 million in new aid"; not "EUR 5 million. More was given".
bool is_near_new(const ReadingContext& context, const Term& term, const Amount& amount) {
  constexpr std::uint32_t words_max = 4;
  if (term.last <= amount.begin()) return amount.begin() - term.last <= words_max;
  return term.first > 0 && (context.has_word(term.first - 1, "of") || context.has_word(term.first - 1, "place_mark"));
}

// Half a unit of the last digit that is not zero: what rounding may have taken from the figure.
Decimal rounding_of(const Decimal& value) {
  constexpr int exponent_max = 18;
  int exponent = 0;
  while (exponent < exponent_max && value == value.rounded_to_exponent(exponent + 1)) ++exponent;
  while (exponent > -exponent_max && value != value.rounded_to_exponent(exponent)) --exponent;
  const auto unit = Decimal::parse(fmt::format("1e{}", exponent), true).value_or(Decimal{});
  return unit / Decimal::from_integer(2);
}

struct Sum {
  Decimal value;
  Decimal rounding;
  std::size_t parts = 0;
  std::optional<std::size_t> first_part;
  bool whole = true;  // every part is one number of the total's currency
};

Sum sum_of_parts(const std::vector<Amount>& amounts, const AmountLinks& links, std::size_t total) {
  constexpr std::size_t parts_reach = 40;
  Sum sum;
  const std::size_t first = total - std::min(total, parts_reach);
  for (std::size_t at = first; at < std::min(amounts.size(), total + parts_reach); ++at) {
    if (links.part_of[at] != total || links.equivalent_of[at]) continue;
    if (!amounts[at].value || amounts[at].currency != amounts[total].currency) {
      sum.whole = false;
      continue;
    }
    if (!sum.first_part) sum.first_part = at;
    sum.value = sum.value + *amounts[at].value;
    sum.rounding = sum.rounding + rounding_of(*amounts[at].value);
    ++sum.parts;
  }
  return sum;
}

bool is_floor(Quantifier quantifier) {
  return quantifier == Quantifier::more_than || quantifier == Quantifier::at_least;
}

}  // namespace

std::optional<Change> find_change(const ReadingContext& context, TokenRange segment, const Amount& amount) {
  const std::uint32_t begin = amount.begin();
  const std::uint32_t first = context.sentences[amount.sentence].tokens.first;
  const TokenRange near{std::max(first, begin - std::min(begin, words_before_max)),
                        std::min(segment.last, amount.tokens.last + words_behind_max)};
  std::optional<Change> change;
  for (const Term& term : in(context.terms, near)) {
    if (term.table != Table::money_word || amount.hedge.tokens.contains(term.first)) continue;
    const auto found = change_of(term.entry->column(0));
    if (!found || amount.tokens.contains(term.first)) continue;
    const bool behind = term.first >= amount.tokens.last;
    if (*found == Change::increase || *found == Change::decrease) {
      // "raised it from EUR 5 million to EUR 10 million": of the second
      if (behind ? is_raised_behind(context, amount) : is_end_of_change(context, amount)) return found;
      continue;
    }
    if (term.first < segment.first) continue;
    if (*found == Change::new_ ? is_near_new(context, term, amount) : !behind) change = found;
  }
  return change;
}

bool names_all_parts(const ReadingContext& context, const Amount& total, const Amount& first_part) {
  if (first_part.tokens.first <= total.tokens.last) return false;
  return std::ranges::any_of(in(context.terms, {total.tokens.last, first_part.tokens.first}), [](const Term& term) {
    return term.table == Table::money_word && term.entry->column(0) == "whole";
  });
}

void check_sums(const ReadingContext& context, const std::vector<Amount>& amounts, const AmountLinks& links,
                std::vector<Claim>& claims) {
  for (std::size_t at = 0; at < amounts.size(); ++at) {
    if (!amounts[at].value) continue;
    const Sum sum = sum_of_parts(amounts, links, at);
    if (sum.parts < 2) continue;
    const Decimal& total = *amounts[at].value;
    const Decimal rounding = sum.rounding + rounding_of(total);
    const bool over = sum.value > total + rounding && !is_floor(amounts[at].hedge.quantifier);
    const bool under =
        sum.value + rounding < total && sum.whole && names_all_parts(context, amounts[at], amounts[*sum.first_part]);
    if (!over && !under) continue;
    claims[at].warnings.push_back(
        fmt::format("its parts add up to {}, not to {}", sum.value.to_string(), total.to_string()));
  }
}

}  // namespace kept
