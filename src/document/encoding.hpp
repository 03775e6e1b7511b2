// Which encoding bytes are in, and what they say in UTF-8.
//
// Told by rules, not by frequencies, so that each decision can be explained: a byte order mark; the zero bytes of
// UTF-16; well-formed UTF-8; the escapes of ISO-2022-JP; what the file declares of itself; kana, for Shift_JIS and
// EUC-JP; runs of high bytes that make whole words, for windows-1251 and KOI8-U; single ones among ASCII letters, for
// windows-1252. What fits none of them is refused, never guessed (docs/decisions/0011-documents.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "base/result.hpp"

namespace kept {

// The names that are printed: UTF-8, UTF-16LE, UTF-16BE, ISO-2022-JP, Shift_JIS, EUC-JP, windows-1251, KOI8-U,
// windows-1252. Empty: none of them. `declared` is what the file says of itself, in any spelling, or nothing; it is
// believed where the bytes are text in it. Bytes that are UTF-8 but for a few places are UTF-8.
std::string_view detect_encoding(std::string_view bytes, std::string_view declared = {});

// Bytes of one encoding to UTF-8, piece by piece: a character may be cut between two pieces.
class TextDecoder {
 public:
  explicit TextDecoder(std::string_view encoding);  // a name of detect_encoding
  TextDecoder(const TextDecoder&) = delete;
  TextDecoder& operator=(const TextDecoder&) = delete;
  ~TextDecoder();

  // The text of the next bytes. `last`: nothing follows. A byte order mark at the begin is dropped; what is no
  // character (a lone surrogate, a cut sequence) becomes U+FFFD.
  std::string decode(std::string_view bytes, bool last);

  // How many places became U+FFFD, and where the first stands in the bytes.
  [[nodiscard]] std::uint64_t damaged() const { return damaged_; }
  [[nodiscard]] std::uint64_t first_damaged() const { return first_damaged_; }

 private:
  void decode_utf8(std::string_view bytes, bool last, std::string& text);
  void decode_other(std::string_view bytes, bool last, std::string& text);
  void replace(std::size_t at, std::string& text);

  std::string_view encoding_;
  void* converter_ = nullptr;  // iconv_t; none for UTF-8
  std::string waiting_;        // the begin of a character that is not complete
  std::uint64_t consumed_ = 0;
  bool at_begin_ = true;
  std::uint64_t damaged_ = 0;
  std::uint64_t first_damaged_ = 0;
};

struct DecodedText {
  std::string text;  // UTF-8, as in the file but for a byte order mark
  std::string encoding;
  std::vector<Problem> problems;  // text_converted, text_damaged
};

// All of a file's bytes as UTF-8. `name` is the file's, for problems. Problems: file_binary (it has zero bytes or other
// controls that no text has), text_not_utf8 (the encoding cannot be told).
Result<DecodedText> decode_text(const std::string& name, std::string_view bytes, std::string_view declared = {});

// What is said of a file that is converted, or damaged: for those who decode piece by piece.
Problem converted_problem(const std::string& name, std::string_view encoding);
Problem damaged_problem(const std::string& name, const TextDecoder& decoder);
// file_binary or text_not_utf8, for bytes that detect_encoding gives no name.
Problem undetected_problem(const std::string& name, std::string_view bytes);

}  // namespace kept
