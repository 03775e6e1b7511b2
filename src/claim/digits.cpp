#include "claim/digits.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.hpp"
#include "claim/context.hpp"
#include "lang/lexicon.hpp"
#include "lang/token.hpp"

namespace kept {
namespace {

constexpr std::uint32_t digits_in_group = 3;
constexpr std::uint32_t digits_in_small_group = 2;  // "12,34,567": of lakhs and crores

}  // namespace

// Whether the digits at `at` and behind it are groups that end a number: "234,567" of "1,234,567".
bool DigitReader::is_mark_and_digits(std::uint32_t at) const {
  return glued(at) && glued(at + 1) && is_digits(at + 1) &&
         (context_.has_word(at, "group_mark") || context_.has_word(at, "decimal_mark"));
}

DigitReader::Marks DigitReader::read_marks(std::uint32_t first) const {
  Marks marks{first + 1, false};
  if (first > 1 && is_digits(first - 2) && is_mark_and_digits(first - 2 + 1)) return marks;  // the 24 of "22,24,26"
  std::uint32_t at = first + 1;
  if (!is_mark_and_digits(at)) return marks;
  const std::string_view sign = tokens_.lower(at);
  const std::uint32_t behind = end_of_groups(first, sign);
  const bool repeated = is_mark_and_digits(at + 2) && tokens_.lower(at + 2) == sign;
  if (behind == first + 1) {
    marks.decimals = !repeated;
    return marks;
  }
  const bool more = is_mark_and_digits(behind);
  if (!context_.has_word(at, "group_mark") && !repeated && !(more && is_last_run(behind + 1))) {
    marks.decimals = true;
    return marks;
  }
  marks.last = behind;
  marks.decimals = more;
  return marks;
}
// The end of the groups of three that `sign` parts, "1,234,567" or "12,34,567"; first + 1 where they are none.
std::uint32_t DigitReader::end_of_groups(std::uint32_t first, std::string_view sign) const {
  const std::size_t lead = tokens_.lower(first).size();
  if (lead > digits_in_group || tokens_.lower(first) == "0") return first + 1;
  std::uint32_t at = first + 1;
  bool small = false;
  while (is_mark_and_digits(at) && tokens_.lower(at) == sign) {
    const std::size_t size = tokens_.lower(at + 1).size();
    const bool last = !is_mark_and_digits(at + 2) || tokens_.lower(at + 2) != sign;
    const bool small_group = size == digits_in_small_group && !last && lead <= digits_in_small_group;
    if (small && !last && !small_group) return first + 1;
    if (size != digits_in_group && !small_group) return first + 1;
    small = small_group;
    at += 2;
  }
  return at;
}

std::optional<DigitRun> DigitReader::read(std::uint32_t first) const {
  std::string plain(tokens_.lower(first));
  std::uint32_t at = first + 1;
  if (is_group_after_blank(first, at)) {
    while (is_group_after_blank(first, at)) plain += tokens_.lower(at++);
    if (is_mark_and_digits(at)) {
      plain += "." + std::string(tokens_.lower(at + 1));
      at += 2;
    }
  } else {
    const Marks marks = read_marks(first);
    for (at = first + 1; at < marks.last; at += 2) plain += tokens_.lower(at + 1);
    if (marks.decimals) {
      plain += "." + std::string(tokens_.lower(at + 1));
      at += 2;
    }
  }
  const auto value = Decimal::parse(plain);
  if (!value) return std::nullopt;
  return DigitRun{*value, at};
}

// The "5" of "5-7-9", the "24" of "24/7".
bool DigitReader::begins_chain(std::uint32_t at) const {
  if (!glued(at) || !glued(at + 1) || !is_digits(at + 1)) return false;
  if (tokens_.lower(at) == "/" || tokens_.lower(at) == ".") return true;
  return context_.has_word(at, "dash") && glued(at + 2) && glued(at + 3) && context_.has_word(at + 2, "dash") &&
         is_digits(at + 3);
}

// "12 000": groups of exactly three digits behind single blanks.
bool DigitReader::is_group_after_blank(std::uint32_t first, std::uint32_t at) const {
  constexpr std::uint32_t blank_bytes_max = 3;
  return is_digits(at) && tokens_[at].blank_before && tokens_.lower(at).size() == digits_in_group &&
         tokens_.lower(first).size() <= digits_in_group && tokens_.lower(first) != "0" &&
         tokens_[at].span.begin.value - tokens_[at - 1].span.end.value <= blank_bytes_max;
}

// "F-16", "G7": letters right before the digits.
bool DigitReader::is_name_before(std::uint32_t first) const {
  if (tokens_[first - 1].kind == TokenKind::word) return context_.term_ending_at(Table::currency, first) == nullptr;
  if (first < 2 || !glued(first - 1)) return false;
  const TokenKind before = tokens_[first - 2].kind;
  if (tokens_.lower(first - 1) == "/" || tokens_.lower(first - 1) == ".") {
    return before == TokenKind::number;  // "24/7", "4.2.1"
  }
  if (!context_.has_word(first - 1, "dash")) return false;
  // "5-7-9" is a name, "5-7" a range
  const bool chain =
      before == TokenKind::number && first > 3 && context_.has_word(first - 3, "dash") && glued(first - 2);
  return before == TokenKind::word || chain;
}

}  // namespace kept
