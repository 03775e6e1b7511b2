#include "match/text_distance.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"

namespace kept {
namespace {

constexpr std::size_t word_bits = 64;

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
}

std::size_t letter(char c) { return static_cast<unsigned char>(c); }

// The bit-parallel column step: vp and vn hold where the column rises and falls, `score` its last cell.
template <bool Exchanges>
class BitColumn {
 public:
  explicit BitColumn(unsigned characters)
      : vp_(characters == word_bits ? ~std::uint64_t{0} : (std::uint64_t{1} << characters) - 1),
        last_(std::uint64_t{1} << (characters - 1)),
        score_(characters) {}

  void step(std::uint64_t match) {
    std::uint64_t exchange = 0;
    if constexpr (Exchanges) exchange = ((~d0_ & match) << 1U) & before_;
    d0_ = ((((match & vp_) + vp_) ^ vp_) | match | vn_) | exchange;
    std::uint64_t hp = vn_ | ~(d0_ | vp_);
    std::uint64_t hn = d0_ & vp_;
    score_ += (hp & last_) != 0 ? 1U : 0U;
    score_ -= (hn & last_) != 0 ? 1U : 0U;
    hp = (hp << 1U) | 1U;
    hn <<= 1U;
    vp_ = hn | ~(d0_ | hp);
    vn_ = hp & d0_;
    before_ = match;
  }
  [[nodiscard]] unsigned score() const { return score_; }

 private:
  std::uint64_t vp_;
  std::uint64_t vn_ = 0;
  std::uint64_t d0_ = 0;
  std::uint64_t before_ = 0;
  std::uint64_t last_;
  unsigned score_;
};

template <bool Exchanges>
unsigned distance_by_bits(const std::array<std::uint64_t, 128>& bits, unsigned characters, std::string_view other,
                          unsigned distance_max) {
  BitColumn<Exchanges> column(characters);
  auto left = static_cast<unsigned>(other.size());
  for (const char c : other) {
    column.step(bits[letter(c)]);
    // Each character to come lowers the score by one at most.
    if (column.score() > distance_max + --left) return distance_max + 1;
  }
  return std::min(column.score(), distance_max + 1);
}

std::u32string code_points(std::string_view text) {
  std::u32string out;
  for (std::uint32_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, ByteOffset{at});
    out.push_back(point.value);
    at += point.bytes;
  }
  return out;
}

unsigned distance_by_table(const std::u32string& a, const std::u32string& b, EditDistance kind, unsigned distance_max) {
  std::vector<unsigned> two_before(b.size() + 1);
  std::vector<unsigned> before(b.size() + 1);
  std::vector<unsigned> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<unsigned>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::swap(two_before, before);
    std::swap(before, row);
    row[0] = static_cast<unsigned>(i);
    unsigned least = row[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const unsigned change = before[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U);
      row[j] = std::min({before[j] + 1, row[j - 1] + 1, change});
      if (kind == EditDistance::damerau_levenshtein && i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], two_before[j - 2] + 1);
      }
      least = std::min(least, row[j]);
    }
    // An exchange reaches two rows back, so one edit more may be saved.
    if (least > distance_max + 1) return distance_max + 1;
  }
  return std::min(row[b.size()], distance_max + 1);
}

double with_winkler(double jaro, std::size_t common_beginning) {
  constexpr double boost_from = 0.7;
  constexpr double boost = 0.1;
  return jaro > boost_from ? jaro + boost * static_cast<double>(common_beginning) * (1 - jaro) : jaro;
}

// `a` is the shorter; both have at most 64 characters.
template <typename Text>
double jaro_winkler_short(const Text& a, const Text& b) {
  const std::size_t window = std::max<std::size_t>(b.size() / 2, 1) - 1;
  std::uint64_t taken_a = 0;
  std::uint64_t taken_b = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const std::size_t from = i > window ? i - window : 0;
    const std::size_t to = std::min(b.size(), i + window + 1);
    for (std::size_t j = from; j < to; ++j) {
      if (a[i] != b[j] || ((taken_b >> j) & 1U) != 0) continue;
      taken_a |= std::uint64_t{1} << i;
      taken_b |= std::uint64_t{1} << j;
      break;
    }
  }
  const int common = std::popcount(taken_a);
  if (common == 0) return 0;
  unsigned out_of_order = 0;
  std::uint64_t rest_b = taken_b;
  for (std::uint64_t rest_a = taken_a; rest_a != 0; rest_a &= rest_a - 1, rest_b &= rest_b - 1) {
    const auto i = static_cast<std::size_t>(std::countr_zero(rest_a));
    const auto j = static_cast<std::size_t>(std::countr_zero(rest_b));
    if (a[i] != b[j]) ++out_of_order;
  }
  std::size_t beginning = 0;
  while (beginning < std::min<std::size_t>(a.size(), 4) && a[beginning] == b[beginning]) ++beginning;
  const double m = common;
  const double exchanged = static_cast<double>(out_of_order) / 2;
  const double jaro = (m / static_cast<double>(a.size()) + m / static_cast<double>(b.size()) + (m - exchanged) / m) / 3;
  return with_winkler(jaro, beginning);
}

}  // namespace

void EditPattern::prepare(std::string_view text) {
  if (characters_ > 0) {
    for (const char c : text_) {
      if (static_cast<unsigned char>(c) < 0x80U) bits_[letter(c)] = 0;
    }
  }
  other_letters_.clear();
  text_ = text;
  const std::uint32_t characters = count_code_points(text);
  characters_ = characters <= word_bits ? characters : 0;
  if (characters_ == 0) return;
  std::uint64_t bit = 1;
  for (std::uint32_t at = 0; at < text.size(); bit <<= 1U) {
    const CodePoint point = code_point_at(text, ByteOffset{at});
    at += point.bytes;
    if (point.value < bits_.size()) {
      bits_[point.value] |= bit;
      continue;
    }
    const auto found = std::ranges::find(other_letters_, point.value, &OtherLetter::letter);
    if (found == other_letters_.end()) {
      other_letters_.push_back({point.value, bit});
    } else {
      found->bits |= bit;
    }
  }
}

std::uint64_t EditPattern::bits_of(char32_t of) const {
  if (of < bits_.size()) return bits_[of];
  const auto found = std::ranges::find(other_letters_, of, &OtherLetter::letter);
  return found == other_letters_.end() ? 0 : found->bits;
}

unsigned EditPattern::distance_to(std::string_view other, EditDistance kind, unsigned distance_max) const {
  if (characters_ == 0) return distance_by_table(code_points(text_), code_points(other), kind, distance_max);
  BitColumn<false> plain(characters_);
  BitColumn<true> exchanging(characters_);
  for (std::uint32_t at = 0; at < other.size();) {
    const CodePoint point = code_point_at(other, ByteOffset{at});
    at += point.bytes;
    if (kind == EditDistance::levenshtein) {
      plain.step(bits_of(point.value));
    } else {
      exchanging.step(bits_of(point.value));
    }
  }
  return std::min(kind == EditDistance::levenshtein ? plain.score() : exchanging.score(), distance_max + 1);
}

unsigned EditPattern::distance_to_ascii(std::string_view other, EditDistance kind, unsigned distance_max) const {
  if (characters_ == 0) return distance_to(other, kind, distance_max);
  const auto length = static_cast<unsigned>(other.size());
  const unsigned apart = characters_ > length ? characters_ - length : length - characters_;
  if (apart > distance_max) return distance_max + 1;
  return kind == EditDistance::levenshtein ? distance_by_bits<false>(bits_, characters_, other, distance_max)
                                           : distance_by_bits<true>(bits_, characters_, other, distance_max);
}

unsigned edit_distance(std::string_view a, std::string_view b, EditDistance kind, unsigned distance_max) {
  EditPattern pattern;
  pattern.prepare(a);
  return pattern.distance_to(b, kind, distance_max);
}

double jaro_winkler(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return 0;
  if (a == b) return 1;
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() <= word_bits && is_ascii(a) && is_ascii(b)) return jaro_winkler_short(a, b);
  // Beginnings of 64 characters: names are shorter, and nothing longer is compared by this measure.
  std::u32string x = code_points(a).substr(0, word_bits);
  std::u32string y = code_points(b).substr(0, word_bits);
  if (x.size() > y.size()) std::swap(x, y);
  return x == y ? 1 : jaro_winkler_short(x, y);
}

}  // namespace kept
