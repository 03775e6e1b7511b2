#include "lang/pattern.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include "lang/lexicon.hpp"
#include "lang/token.hpp"

namespace kept {
namespace {

// Digits of four places are years, others days.
std::optional<SlotValue> digits(const Tokens& tokens, Slot slot, std::uint32_t at) {
  if (tokens[at].kind != TokenKind::number) return std::nullopt;
  const std::string text(tokens.lower(at));
  const bool year = text.size() == 4;
  if ((slot == Slot::year) != year || (slot != Slot::year && slot != Slot::day)) return std::nullopt;
  return SlotValue{slot, std::stoi(text), at + 1};
}

std::string match(std::string_view pattern, std::string_view text) {
  PatternSet set;
  EXPECT_EQ(set.add(pattern, {Table::date, {"op"}}), "");
  const Tokens tokens = tokenize(text);
  const auto found = set.longest(tokens, set.words_of(tokens), 0,
                                 [&](Slot slot, std::uint32_t at) { return digits(tokens, slot, at); });
  return found.empty() ? "" : std::string(tokens.span(0, found.front().last).of(text));
}

TEST(Pattern, FillsSlots) {
  EXPECT_EQ(match("year {year}", "year 2024 again"), "year 2024");
  EXPECT_EQ(match("year {year}", "year 24"), "");
  EXPECT_EQ(match("{year}年", "2024年に"), "2024年");
}

TEST(Pattern, LeavesOutAndChooses) {
  EXPECT_EQ(match("[the] (start/end) of {year}", "the end of 2024"), "the end of 2024");
  EXPECT_EQ(match("[the] (start/end) of {year}", "start of 2024"), "start of 2024");
  EXPECT_EQ(match("[the] (start/end) of {year}", "middle of 2024"), "");
  EXPECT_EQ(match("{day}[,] {year}", "5, 2024"), "5, 2024");
}

TEST(Pattern, TakesTheLongest) {
  EXPECT_EQ(match("{day}|{day} of {year}", "5 of 2024"), "5 of 2024");
  EXPECT_EQ(match("{day}|{day} of {year}", "5 of May"), "5");
}

TEST(Pattern, RefusesWhatItCannotRead) {
  PatternSet set;
  EXPECT_NE(set.add("in {century}", {}), "");
  EXPECT_NE(set.add("the (start of {year}", {}), "");
  EXPECT_NE(set.add("", {}), "");
}

}  // namespace
}  // namespace kept
