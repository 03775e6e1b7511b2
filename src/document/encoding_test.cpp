#include "document/encoding.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "base/result.hpp"

namespace kept {
namespace {

using namespace std::string_view_literals;

struct Case {
  std::string_view bytes;
  std::string_view encoding;
  std::string_view text;
};

TEST(Encoding, IsToldAndConverted) {
  const Case cases[] = {
      {"Grants of \xE2\x82\xAC"
       "5 million.",
       "UTF-8", "Grants of €5 million."},
      {"\xEF\xBB\xBFOne.", "UTF-8", "One."},
      {"\xFF\xFEO\0n\0e\0"sv, "UTF-16LE", "One"},
      {"\xFE\xFF\0O\0n\0e"sv, "UTF-16BE", "One"},
      {"\x12\x04 \0\x14\x04 \0\x14\x04 \0"sv, "UTF-16LE", "В Д Д "},
      {"\0a\0 \0b\0 \0c"sv, "UTF-16BE", "a b c"},
      // "Міст відкрили. Дорога довга."
      {"\xCC\xB3\xF1\xF2 \xE2\xB3\xE4\xEA\xF0\xE8\xEB\xE8. \xC4\xEE\xF0\xEE\xE3\xE0 \xE4\xEE\xE2\xE3\xE0.",
       "windows-1251", "Міст відкрили. Дорога довга."},
      {"\xED\xA6\xD3\xD4 \xC4\xCF\xD7\xC7\xC9\xCA \xE4\xCF\xD2\xCF\xC7\xC1", "KOI8-U", "Міст довгий Дорога"},
      // "Fünf Mühlen — 5 €"
      {"F\xFCnf M\xFChlen \x97 5 \x80", "windows-1252", "Fünf Mühlen — 5 €"},
      // "橋はここにあります。"
      {"\x8B\xB4\x82\xCD\x82\xB1\x82\xB1\x82\xC9\x82\xA0\x82\xE8\x82\xDC\x82\xB7\x81\x42", "Shift_JIS",
       "橋はここにあります。"},
      {"\xB6\xB6\xA4\xCF\xA4\xB3\xA4\xB3\xA4\xCB\xA4\xA2\xA4\xEA\xA4\xDE\xA4\xB9\xA1\xA3", "EUC-JP",
       "橋はここにあります。"},
      {"\x1B$B66$O\x1B(B ok", "ISO-2022-JP", "橋は ok"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(detect_encoding(c.bytes), c.encoding) << c.text;
    const Result<DecodedText> decoded = decode_text("d.txt", c.bytes);
    ASSERT_TRUE(decoded.ok()) << c.text;
    EXPECT_EQ(decoded->text, c.text);
    ASSERT_EQ(decoded->problems.size(), c.encoding == "UTF-8" ? 0U : 1U) << c.text;
    for (const Problem& problem : decoded->problems) EXPECT_EQ(problem.code, ProblemCode::text_converted);
  }
}

TEST(Encoding, TheFilesOwnWordIsBelievedWhereItFits) {
  const std::string_view single = "caf\xE9";  // windows-1252 by itself, or Cyrillic by declaration
  EXPECT_EQ(detect_encoding(single), "windows-1252");
  EXPECT_EQ(detect_encoding(single, "Windows-1251"), "windows-1251");
  EXPECT_EQ(detect_encoding(single, "UTF-8"), "windows-1252");
  EXPECT_EQ(detect_encoding(single, "EUC-JP"), "EUC-JP");  // the end may cut a character
  EXPECT_EQ(detect_encoding("caf\xE9 au lait", "EUC-JP"), "windows-1252");
  EXPECT_EQ(detect_encoding("é", "windows-1252"), "UTF-8");
}

TEST(Encoding, WhatNoneFitsIsRefused) {
  const auto code_of = [](std::string_view bytes) {
    const Result<DecodedText> decoded = decode_text("d.txt", bytes);
    return decoded.ok() ? ProblemCode::internal : decoded.problem().code;
  };
  EXPECT_EQ(code_of("a \x81 b \x8D c"), ProblemCode::text_not_utf8);
  EXPECT_EQ(code_of("PK\x01\x02"), ProblemCode::file_binary);
  EXPECT_EQ(code_of("a\0b"sv), ProblemCode::file_binary);
  EXPECT_EQ(code_of("\0\0\0\1\0\0"sv), ProblemCode::file_binary);
}

TEST(Encoding, AFewFaultsOfUtf8AreReplacedAndCounted) {
  struct Damaged {
    std::string_view bytes;
    std::string_view text;
    std::uint64_t first;
  };
  const Damaged cases[] = {
      {"One \xED\xA0\x80 two", "One \xEF\xBF\xBD two", 4},  // a lone surrogate
      {"Один два три чотири \xD0 п'ять", "Один два три чотири \xEF\xBF\xBD п'ять", 36},
      {"Один два три чотири \xD0", "Один два три чотири \xEF\xBF\xBD", 36},
      {"Один два три чотири \xE2\x82 п'ять", "Один два три чотири \xEF\xBF\xBD п'ять", 36},
      {"\xFF\xFEO\0\x00\xD8n\0"sv, "O\xEF\xBF\xBDn", 4},  // of UTF-16
  };
  for (const Damaged& c : cases) {
    const Result<DecodedText> decoded = decode_text("d.txt", c.bytes);
    ASSERT_TRUE(decoded.ok()) << c.text;
    EXPECT_EQ(decoded->text, c.text);
    const Problem& problem = decoded->problems.back();
    EXPECT_EQ(problem.code, ProblemCode::text_damaged);
    EXPECT_EQ(problem.where.byte, c.first) << c.text;
  }
}

TEST(Encoding, ACharacterMayBeCutBetweenPieces) {
  const std::string_view texts[] = {"Один міст", "\xFF\xFEO\0n\0e\0"sv, "\x8B\xB4\x82\xCD\x82\xB1\x82\xB1"};
  const std::string_view encodings[] = {"UTF-8", "UTF-16LE", "Shift_JIS"};
  for (std::size_t at = 0; at < 3; ++at) {
    TextDecoder whole(encodings[at]);
    TextDecoder parts(encodings[at]);
    std::string text;
    for (std::size_t byte = 0; byte < texts[at].size(); ++byte) text += parts.decode(texts[at].substr(byte, 1), false);
    text += parts.decode("", true);
    EXPECT_EQ(text, whole.decode(texts[at], true));
    EXPECT_EQ(parts.damaged(), 0U);
  }
}

}  // namespace
}  // namespace kept
