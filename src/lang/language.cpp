#include "lang/language.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "lang/token.hpp"

namespace kept {
namespace {

constexpr std::int32_t word_points = 1;
constexpr std::int32_t common_word_points = 3;
constexpr std::int32_t foreign_letter_points = -3;
constexpr std::int32_t clear_points = 6;  // two common words: names and single words prove nothing
// A shorter passage in another script is a name: "the Organization for Security and Co-operation in Europe".
constexpr std::uint32_t passage_words_min = 10;

bool is_between(char32_t c, char32_t first, char32_t last) { return first <= c && c <= last; }

Script script_of_letter(char32_t c) {
  if (c < 0x370 || is_between(c, 0x1E00, 0x1EFF)) return Script::latin;
  if (is_between(c, 0x370, 0x3FF) || is_between(c, 0x1F00, 0x1FFF)) return Script::greek;
  if (is_between(c, 0x400, 0x52F)) return Script::cyrillic;
  if (is_between(c, 0x1100, 0x11FF) || is_between(c, 0xAC00, 0xD7A3)) return Script::hangul;
  if (is_between(c, 0x3005, 0x9FFF) || is_between(c, 0xF900, 0xFAFF) || is_between(c, 0xFF66, 0xFF9F) || c >= 0x20000) {
    return Script::ideographs;
  }
  return Script::other;
}

bool is_passage(const Tokens& tokens, std::uint32_t first, std::uint32_t last) {
  const Script script = script_of(tokens, first);
  std::uint32_t words = 0;
  for (std::uint32_t at = first; at < last; ++at) words += script_of(tokens, at) == script ? 1U : 0U;
  return words >= passage_words_min;
}

}  // namespace

Script script_of(const Tokens& tokens, std::uint32_t at) {
  if (tokens[at].kind != TokenKind::word && tokens[at].kind != TokenKind::ideograph) return Script::none;
  return script_of_letter(code_point_at(tokens.lower(at), {0}).value);
}

LanguageIdentifier::Mask LanguageIdentifier::bit_of(std::string_view language) {
  const auto found = std::ranges::find(languages_, language);
  const auto at = static_cast<std::size_t>(found - languages_.begin());
  if (at >= languages_max) return 0;
  if (found == languages_.end()) languages_.emplace_back(language);
  return Mask{1} << at;
}

bool LanguageIdentifier::add_letters(std::string_view language, std::string_view letters) {
  const Mask bit = bit_of(language);
  for (std::uint32_t at = 0; at < letters.size();) {
    const CodePoint first = code_point_at(letters, {at});
    at += first.bytes;
    char32_t last = first.value;
    if (at + 1 < letters.size() && letters[at] == '-') {
      const CodePoint end = code_point_at(letters, {at + 1});
      last = end.value;
      at += 1 + end.bytes;
    }
    if (first.value == ' ') continue;
    of_script_.at(static_cast<std::size_t>(script_of_letter(first.value))) |= bit;
    for (char32_t c = first.value; c <= last && c < letters_.size(); ++c) letters_.at(c) |= bit;
    if (last >= letters_.size()) ranges_.push_back({first.value, last, bit});
  }
  return bit != 0;
}

bool LanguageIdentifier::add_word(std::string_view language, std::string_view word) {
  const Mask bit = bit_of(language);
  words_[lower_case(word)] |= bit;
  return bit != 0;
}

LanguageIdentifier::Mask LanguageIdentifier::letter_mask(char32_t letter) const {
  if (letter < letters_.size()) return letters_.at(letter);
  Mask mask = 0;
  for (const Range& range : ranges_) {
    if (is_between(letter, range.first, range.last)) mask |= range.languages;
  }
  return mask;
}

std::string_view LanguageIdentifier::identify(const Tokens& tokens, std::uint32_t first, std::uint32_t last,
                                              std::string_view usual, Usual basis) const {
  std::array<std::int32_t, languages_max> points{};
  const auto add = [&points](Mask languages, std::int32_t more) {
    for (; languages != 0; languages &= languages - 1) {
      points.at(static_cast<std::size_t>(std::countr_zero(languages))) += more;
    }
  };
  for (std::uint32_t at = first; at < last; ++at) {
    const Script script = script_of(tokens, at);
    if (script == Script::none) continue;
    const std::string_view word = tokens.lower(at);
    const Mask of_script = of_script_.at(static_cast<std::size_t>(script));
    Mask possible = of_script;
    for (std::uint32_t byte = 0; byte < word.size() && possible != 0;) {
      const CodePoint letter = code_point_at(word, {byte});
      possible &= letter_mask(letter.value);
      byte += letter.bytes;
    }
    add(possible, word_points);
    add(of_script & ~possible, foreign_letter_points);
    if (const auto common = words_.find(word); common != words_.end()) add(common->second, common_word_points);
  }
  const std::int32_t most = *std::ranges::max_element(points);
  const auto usual_at = static_cast<std::size_t>(std::ranges::find(languages_, usual) - languages_.begin());
  // A name in Latin letters makes no English sentence of a Ukrainian one.
  const bool usual_fits = usual_at < languages_.size() && points.at(usual_at) > 0 &&
                          (basis == Usual::known || 2 * points.at(usual_at) >= most);
  if (most <= 0 || (usual_fits && most - points.at(usual_at) < clear_points)) return usual;
  const auto read_end = points.begin() + static_cast<std::ptrdiff_t>(read_);
  const auto read = std::max_element(points.begin(), read_end);
  if (read != read_end && *read > 0 && most - *read < clear_points) {
    return languages_[static_cast<std::size_t>(read - points.begin())];
  }
  return languages_[static_cast<std::size_t>(std::ranges::find(points, most) - points.begin())];
}

std::vector<LanguageStretch> LanguageIdentifier::stretches(const Tokens& tokens, std::uint32_t first,
                                                           std::uint32_t last, std::string_view usual,
                                                           Usual basis) const {
  std::vector<std::uint32_t> begins{first};  // of runs of one script
  Script script = Script::none;
  for (std::uint32_t at = first; at < last; ++at) {
    const Script own = script_of(tokens, at);
    if (own == Script::none || own == script) continue;
    if (script != Script::none) begins.push_back(at);
    script = own;
  }
  begins.push_back(last);
  std::vector<std::uint32_t> cuts{first};  // where a passage begins or ends
  bool in_passage = false;
  for (std::size_t run = 0; run + 1 < begins.size(); ++run) {
    const bool passage = is_passage(tokens, begins[run], begins[run + 1]);
    if (passage && in_passage) cuts.push_back(begins[run]);
    in_passage = in_passage || passage;
  }
  std::vector<LanguageStretch> found;
  for (std::size_t at = 0; at < cuts.size(); ++at) {
    const std::uint32_t end = at + 1 < cuts.size() ? cuts[at + 1] : last;
    const std::string_view language = identify(tokens, cuts[at], end, usual, basis);
    if (!found.empty() && found.back().language == language) {
      found.back().last = end;
    } else {
      found.push_back({cuts[at], end, language});
    }
  }
  return found;
}

}  // namespace kept
