#include "lang/language.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "lang/packed.hpp"
#include "lang/token.hpp"
#include "lang/word_table.hpp"

namespace kept {
namespace {

constexpr std::int16_t word_points = 1;
constexpr std::int16_t common_word_points = 3;
constexpr std::int16_t foreign_letter_points = -3;
// Added to every word's points, so that none is below 0 and several languages are added up in one number.
constexpr std::int16_t bias = 3;
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

}  // namespace

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
  const std::uint32_t number = words_.add(lower_case(word));
  word_languages_.resize(words_.size());
  word_languages_[number] |= bit;
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

LanguageIdentifier::Evidence::Evidence(const LanguageIdentifier& languages, const Tokens& tokens)
    : tokens_(&tokens), forms_(tokens.form_count()), points_(1) {
  points_.front().fill(bias);
  std::map<std::array<Mask, 3>, std::uint32_t> known;  // few: most words of a language tell the same
  for (std::uint32_t form = 0; form < tokens.form_count(); ++form) {
    const TokenKind kind = tokens.form(form).kind;
    if (kind != TokenKind::word && kind != TokenKind::ideograph) continue;
    const std::string_view word = tokens.form_text(form);
    const Script script = script_of_letter(code_point_at(word, {0}).value);
    const Mask of_script = languages.of_script_.at(static_cast<std::size_t>(script));
    Mask possible = of_script;
    for (std::uint32_t byte = 0; byte < word.size() && possible != 0;) {
      const CodePoint letter = code_point_at(word, {byte});
      possible &= languages.letter_mask(letter.value);
      byte += letter.bytes;
    }
    const std::uint32_t common = languages.words_.find(word, tokens.form(form).hash);
    const std::array<Mask, 3> masks{possible, of_script & ~possible,
                                    common == WordTable::none ? 0 : languages.word_languages_[common]};
    const auto [found, is_new] = known.try_emplace(masks, static_cast<std::uint32_t>(points_.size()));
    forms_[form] = {script, found->second};
    if (!is_new) continue;
    constexpr std::array<std::int16_t, 3> worth{word_points, foreign_letter_points, common_word_points};
    Points& points = points_.emplace_back();
    points.fill(bias);
    for (std::size_t mask = 0; mask < masks.size(); ++mask) {
      for (std::size_t language = 0; language < languages_max; ++language) {
        if (((masks.at(mask) >> language) & 1U) == 0) continue;
        points.at(language) = static_cast<std::int16_t>(points.at(language) + worth.at(mask));
      }
    }
  }
}

LanguageIdentifier::Weighed LanguageIdentifier::Evidence::weigh_all(std::uint32_t first, std::uint32_t last) const {
  constexpr std::uint32_t tokens_max = 4096;  // whose points a number of 16 bits holds for certain
  Weighed run{first, last, {}};
  for (std::uint32_t begin = first; begin < last; begin += tokens_max) {
    using Packed = std::array<std::uint64_t, sizeof(Points) / sizeof(std::uint64_t)>;
    Packed packed{};
    const std::uint32_t end = std::min(last, begin + tokens_max);
    for (std::uint32_t at = begin; at < end; ++at) {
      const auto own = std::bit_cast<Packed>(points_[forms_[(*tokens_)[at].form].points]);
      for (std::size_t part = 0; part < packed.size(); ++part) packed[part] += own[part];
    }
    const auto sum = std::bit_cast<Points>(packed);
    const auto biased = static_cast<std::int32_t>(bias * (end - begin));
    for (std::size_t language = 0; language < sum.size(); ++language) run.points[language] += sum[language] - biased;
  }
  return run;
}

bool LanguageIdentifier::Evidence::is_passage(std::uint32_t first, std::uint32_t last) const {
  const Script script = script_of(first);
  std::uint32_t words = 0;
  for (std::uint32_t at = first; at < last && words < passage_words_min; ++at) {
    words += script_of(at) == script ? 1U : 0U;
  }
  return words >= passage_words_min;
}

std::vector<LanguageIdentifier::Weighed> LanguageIdentifier::Evidence::weigh(std::uint32_t first,
                                                                             std::uint32_t last) const {
  std::vector<std::uint32_t> cuts{first};  // where a passage begins or ends
  bool in_passage = false;
  for (std::uint32_t begin = first; begin < last;) {  // runs of one script
    std::uint32_t end = begin;
    Script script = Script::none;
    for (; end < last; ++end) {
      const Script own = script_of(end);
      if (own == Script::none || own == script) continue;
      if (script != Script::none) break;
      script = own;
    }
    const bool passage = is_passage(begin, end);
    if (passage && in_passage) cuts.push_back(begin);
    in_passage = in_passage || passage;
    begin = end;
  }
  std::vector<Weighed> runs;
  runs.reserve(cuts.size());
  for (std::size_t at = 0; at < cuts.size(); ++at) {
    runs.push_back(weigh_all(cuts[at], at + 1 < cuts.size() ? cuts[at + 1] : last));
  }
  return runs;
}

std::string_view LanguageIdentifier::decide(const Weighed& run, std::string_view usual, Usual basis) const {
  const auto& points = run.points;
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

std::vector<LanguageStretch> LanguageIdentifier::decide(const std::vector<Weighed>& runs, std::string_view usual,
                                                        Usual basis) const {
  std::vector<LanguageStretch> found;
  for (const Weighed& run : runs) {
    const std::string_view language = decide(run, usual, basis);
    if (!found.empty() && found.back().language == language) {
      found.back().last = run.last;
    } else {
      found.push_back({run.first, run.last, language});
    }
  }
  return found;
}

void LanguageIdentifier::write(PackedWriter& out) const {
  out.size(languages_.size());
  for (const std::string& language : languages_) out.text(language);
  out.size(read_);
  for (const Mask languages : of_script_) out.size(languages);
  out.numbers(letters_);
  out.numbers(ranges_);
  words_.write(out);
  out.numbers(word_languages_);
}

void LanguageIdentifier::read(PackedReader& in) {
  languages_.resize(std::min<std::size_t>(in.size(), languages_max));
  for (std::string& language : languages_) language = in.text();
  read_ = std::min<std::size_t>(in.size(), languages_.size());
  for (Mask& languages : of_script_) languages = static_cast<Mask>(in.size());
  in.numbers(letters_);
  in.numbers(ranges_);
  words_.read(in);
  in.numbers(word_languages_);
}

}  // namespace kept
