#include "document/encoding.hpp"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/text.hpp"

namespace kept {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";
constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

// The name that is printed, the name that iconv knows (a superset that is used under that name), and how files spell
// it in lower case.
struct KnownEncoding {
  std::string_view name;
  const char* converter;
  std::array<std::string_view, 6> spellings;
};
constexpr std::array encodings{
    KnownEncoding{"UTF-8", "UTF-8", {"utf-8", "utf8"}},
    KnownEncoding{"UTF-16LE", "UTF-16LE", {"utf-16", "utf-16le", "unicode"}},
    KnownEncoding{"UTF-16BE", "UTF-16BE", {"utf-16be"}},
    KnownEncoding{"ISO-2022-JP", "ISO-2022-JP", {"iso-2022-jp"}},
    KnownEncoding{"Shift_JIS", "CP932", {"shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "ms_kanji"}},
    KnownEncoding{"EUC-JP", "EUC-JP-MS", {"euc-jp", "x-euc-jp", "eucjp"}},
    KnownEncoding{"windows-1251", "CP1251", {"windows-1251", "cp1251", "x-cp1251", "cp-1251"}},
    KnownEncoding{"KOI8-U", "KOI8-U", {"koi8-u", "koi8-r", "koi8"}},
    KnownEncoding{
        "windows-1252", "CP1252", {"windows-1252", "iso-8859-1", "latin1", "cp1252", "us-ascii", "iso8859-1"}},
};

const KnownEncoding* known(std::string_view name) {
  const auto* const found = std::ranges::find(encodings, name, &KnownEncoding::name);
  return found == encodings.end() ? nullptr : found;
}

// The printed name of a spelling, or nothing.
std::string_view named(std::string_view spelling) {
  const std::string lower = lower_case(trim(spelling));
  for (const KnownEncoding& encoding : encodings) {
    if (!lower.empty() && std::ranges::find(encoding.spellings, lower) != encoding.spellings.end()) {
      return encoding.name;
    }
  }
  return {};
}

unsigned char byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }
bool is_high(unsigned char byte) { return byte >= 0x80; }

// No text has these; ESC is left to ISO-2022-JP.
bool is_control(unsigned char byte) {
  return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f' && byte != '\v' && byte != 0x1B &&
         byte != 0x1A;
}

// Looks at all of them, without a branch: text has none.
bool has_control(std::string_view bytes) {
  unsigned found = 0;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    const unsigned low = byte < 0x20 ? 1U : 0U;
    const unsigned blank = byte >= '\t' && byte <= '\r' ? 1U : 0U;
    const unsigned other = byte == 0x1A || byte == 0x1B ? 1U : 0U;
    found |= low & ~(blank | other);
  }
  return found != 0;
}

// Blanks, line feeds and ideographic stops: of the two readings of UTF-16 without a mark, the true one has them.
std::size_t common_units(std::string_view bytes, bool little) {
  std::size_t found = 0;
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    const unsigned unit =
        little ? byte_at(bytes, at) | byte_at(bytes, at + 1) << 8U : byte_at(bytes, at + 1) | byte_at(bytes, at) << 8U;
    if (unit == 0x20 || unit == 0x0A || unit == 0x3001 || unit == 0x3002) ++found;
  }
  return found;
}

// Bytes with zeros: UTF-16 where blanks and line feeds show it, else nothing.
std::string_view detect_wide(std::string_view bytes) {
  constexpr std::size_t times_more = 10;
  constexpr std::size_t units_to_one_blank = 200;
  const std::size_t little = common_units(bytes, true);
  const std::size_t big = common_units(bytes, false);
  if (std::max(little, big) * units_to_one_blank < bytes.size() / 2) return {};
  if (little > times_more * big) return "UTF-16LE";
  if (big > times_more * little) return "UTF-16BE";
  return {};
}

// The length of the well-formed UTF-8 that stands before the first fault.
std::size_t good_bytes(std::string_view bytes) {
  const auto fault = first_invalid_utf8(bytes);
  return fault ? fault->value : bytes.size();
}

// Of a fault at the begin of `bytes`: how many bytes of it are one lost character. A surrogate written as UTF-8 is
// three, the begin of a sequence with the continuations that fit it is one too.
std::size_t fault_bytes(std::string_view bytes) {
  const unsigned char lead = byte_at(bytes, 0);
  const std::size_t wanted = lead >= 0xF0 && lead < 0xF8 ? 4 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xC2 ? 2 : 1;
  std::size_t size = 1;
  while (size < wanted && size < bytes.size() && (byte_at(bytes, size) & 0xC0U) == 0x80) ++size;
  return size;
}

bool is_surrogate(std::string_view bytes) {
  return bytes.size() >= 3 && byte_at(bytes, 0) == 0xED && byte_at(bytes, 1) >= 0xA0 && fault_bytes(bytes) == 3;
}

// UTF-8 with a few faults: far more characters of several bytes are whole than broken, or what is broken are
// surrogates, which only UTF-8 writers make.
bool is_nearly_utf8(std::string_view bytes) {
  constexpr std::size_t whole_to_one_broken = 10;
  std::size_t whole = 0;
  std::size_t broken = 0;
  while (!bytes.empty()) {
    const std::size_t good = good_bytes(bytes);
    for (std::size_t at = 0; at < good; ++at) whole += byte_at(bytes, at) >= 0xC0 ? 1U : 0U;
    bytes.remove_prefix(good);
    if (bytes.empty()) break;
    if (!is_surrogate(bytes)) ++broken;
    bytes.remove_prefix(fault_bytes(bytes));
  }
  return broken * whole_to_one_broken <= whole;
}

// Whether all of the bytes are characters of the encoding; a character that the end cuts does not count.
std::optional<std::string> decode_whole(std::string_view bytes, std::string_view encoding) {
  TextDecoder decoder(encoding);
  std::string text = decoder.decode(bytes, false);
  if (decoder.damaged() > 0) return std::nullopt;
  return text;
}

// Kana make Japanese: of the characters beyond ASCII at least one in twenty is Hiragana or Katakana, and few are the
// half-width Katakana as which other encodings show.
bool is_japanese(std::string_view text) {
  std::size_t kana = 0;
  std::size_t half_width = 0;
  std::size_t other = 0;
  for (std::uint32_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, {at});
    at += point.bytes;
    if (point.value < 0x80) continue;
    if (point.value >= 0x3041 && point.value <= 0x30FF) {
      ++kana;
    } else if (point.value >= 0xFF61 && point.value <= 0xFF9F) {
      ++half_width;
    } else {
      ++other;
    }
  }
  constexpr std::size_t all_to_one_kana = 20;
  return kana > 0 && kana * all_to_one_kana >= kana + half_width + other && half_width <= kana + other;
}

// How the high bytes stand: in words wholly of them, as in Cyrillic, or singly among ASCII letters.
struct HighBytes {
  std::size_t in_words = 0;  // in runs of three or more
  std::size_t single = 0;    // the others
  std::size_t lower_1251 = 0;
  std::size_t lower_koi8 = 0;
};
HighBytes high_bytes(std::string_view bytes) {
  HighBytes found;
  constexpr std::size_t word_min = 3;
  for (std::size_t at = 0; at < bytes.size();) {
    std::size_t end = at;
    while (end < bytes.size() && is_high(byte_at(bytes, end))) ++end;
    const std::size_t size = end - at;
    (size >= word_min ? found.in_words : found.single) += size;
    for (; at < end; ++at) {
      if (byte_at(bytes, at) >= 0xE0) ++found.lower_1251;
      if (byte_at(bytes, at) >= 0xC0 && byte_at(bytes, at) < 0xE0) ++found.lower_koi8;
    }
    at = end + 1;
  }
  return found;
}

std::string_view detect_eight_bit(std::string_view bytes) {
  for (const std::string_view japanese : {"EUC-JP", "Shift_JIS"}) {
    const auto text = decode_whole(bytes, japanese);
    if (text && is_japanese(*text)) return japanese;
  }
  const HighBytes high = high_bytes(bytes);
  if (high.in_words > 2 * high.single) {
    const std::string_view cyrillic = high.lower_koi8 > high.lower_1251 ? "KOI8-U" : "windows-1251";
    return decode_whole(bytes, cyrillic) ? cyrillic : std::string_view{};
  }
  return decode_whole(bytes, "windows-1252") ? "windows-1252" : std::string_view{};
}

}  // namespace

std::string_view detect_encoding(std::string_view bytes, std::string_view declared) {
  if (bytes.starts_with(utf8_mark)) return "UTF-8";
  if (bytes.starts_with("\xFF\xFE")) return "UTF-16LE";
  if (bytes.starts_with("\xFE\xFF")) return "UTF-16BE";
  if (bytes.find('\0') != std::string_view::npos) return detect_wide(bytes);
  if (has_control(bytes)) return {};
  if (bytes.find("\x1B$B") != std::string_view::npos || bytes.find("\x1B$@") != std::string_view::npos) {
    return decode_whole(bytes, "ISO-2022-JP") ? "ISO-2022-JP" : std::string_view{};
  }
  if (good_bytes(bytes) == bytes.size()) return "UTF-8";
  const std::string_view said = named(declared);
  if (!said.empty() && !said.starts_with("UTF") && decode_whole(bytes, said)) return said;
  if (is_nearly_utf8(bytes)) return "UTF-8";
  return detect_eight_bit(bytes);
}

TextDecoder::TextDecoder(std::string_view encoding) : encoding_(encoding) {
  const KnownEncoding* found = known(encoding);
  if (found == nullptr || encoding == "UTF-8") return;
  converter_ = iconv_open("UTF-8", found->converter);
  // Without the C library's table of this encoding its bytes are shown as what they are: no UTF-8.
  const auto failed = reinterpret_cast<iconv_t>(-1);  // NOLINT(performance-no-int-to-ptr): iconv's own error value
  if (converter_ == failed) converter_ = nullptr;
}

TextDecoder::~TextDecoder() {
  if (converter_ != nullptr) iconv_close(converter_);
}

std::string TextDecoder::decode(std::string_view bytes, bool last) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 2);
  std::string joined;
  if (!waiting_.empty()) {
    joined = waiting_ + std::string(bytes);
    bytes = joined;
    waiting_.clear();
  }
  if (converter_ == nullptr) {
    decode_utf8(bytes, last, text);
  } else {
    decode_other(bytes, last, text);
  }
  if (at_begin_ && text.starts_with(utf8_mark)) text.erase(0, utf8_mark.size());
  at_begin_ = at_begin_ && consumed_ == 0;
  return text;
}

void TextDecoder::replace(std::size_t at, std::string& text) {
  if (damaged_++ == 0) first_damaged_ = consumed_ + at;
  text += replacement;
}

void TextDecoder::decode_utf8(std::string_view bytes, bool last, std::string& text) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::string_view rest = bytes.substr(at);
    const std::size_t good = good_bytes(rest);
    text += rest.substr(0, good);
    at += good;
    if (at == bytes.size()) break;
    const std::size_t fault = fault_bytes(bytes.substr(at));
    constexpr std::size_t sequence_bytes_max = 4;
    if (!last && at + fault == bytes.size() && fault < sequence_bytes_max && is_high(byte_at(bytes, at)) &&
        byte_at(bytes, at) >= 0xC2) {
      waiting_ = bytes.substr(at);
      break;
    }
    replace(at, text);
    at += fault;
  }
  consumed_ += at;
}

void TextDecoder::decode_other(std::string_view bytes, bool last, std::string& text) {
  constexpr std::size_t piece_bytes = 4096;
  const std::size_t unit = encoding_.starts_with("UTF-16") ? 2 : 1;
  std::array<char, piece_bytes> piece{};
  std::string copy(bytes);  // iconv's input is not const
  char* in = copy.data();
  std::size_t left = copy.size();
  while (left > 0) {
    char* out = piece.data();
    std::size_t room = piece.size();
    const std::size_t status = iconv(converter_, &in, &left, &out, &room);
    const int error = errno;
    text.append(piece.data(), piece.size() - room);
    if (status != static_cast<std::size_t>(-1) || error == E2BIG) continue;
    const std::size_t at = copy.size() - left;
    if (error == EINVAL && !last) {
      waiting_ = std::string(in, left);
      consumed_ += at;
      return;
    }
    replace(at, text);
    const std::size_t skipped = std::min(unit, left);
    in += skipped;
    left -= skipped;
  }
  consumed_ += copy.size();
}

Problem converted_problem(const std::string& name, std::string_view encoding) {
  return {ProblemCode::text_converted,
          fmt::format("the text is in {}", encoding),
          {name, {}, {}, {}, {}},
          "it was converted to UTF-8",
          ""};
}

Problem damaged_problem(const std::string& name, const TextDecoder& decoder) {
  return {ProblemCode::text_damaged,
          decoder.damaged() == 1
              ? "one place is no character"
              : fmt::format("{} places are no characters, the first of them here", decoder.damaged()),
          {name, {}, {}, decoder.first_damaged(), {}},
          "U+FFFD stands there",
          "save the document again as UTF-8"};
}

Problem undetected_problem(const std::string& name, std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (!is_control(byte_at(bytes, at))) continue;
    return {
        ProblemCode::file_binary,
        byte_at(bytes, at) == 0 ? "the file has NUL bytes and is no text" : "the file has controls that no text has",
        {name, {}, {}, std::uint64_t{at}, {}},
        "",
        "save the document as text in UTF-8"};
  }
  return {ProblemCode::text_not_utf8,
          "the text is not UTF-8, nor in any other encoding that can be told",
          {name, {}, {}, std::uint64_t{good_bytes(bytes)}, {}},
          "",
          fmt::format("convert it: iconv -f ENCODING -t UTF-8 {}", name)};
}

Result<DecodedText> decode_text(const std::string& name, std::string_view bytes, std::string_view declared) {
  const std::string_view encoding = detect_encoding(bytes, declared);
  if (encoding.empty()) return undetected_problem(name, bytes);
  DecodedText decoded;
  decoded.encoding = encoding;
  TextDecoder decoder(encoding);
  decoded.text = decoder.decode(bytes, true);
  if (encoding != "UTF-8") decoded.problems.push_back(converted_problem(name, encoding));
  if (decoder.damaged() > 0) decoded.problems.push_back(damaged_problem(name, decoder));
  return decoded;
}

}  // namespace kept
