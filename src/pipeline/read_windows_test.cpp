#include "pipeline/read_windows.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "claim/claim.hpp"
#include "pipeline/read.hpp"

namespace kept {
namespace {

const ClaimReader& reader() {
  static const Result<ClaimReader> opened = ClaimReader::open();
  return opened.value();
}

constexpr WindowSizes small{.body_bytes = 600, .overlap_bytes = 200};

// id, kind, words and place in the whole text, one claim a line, and the account at the end.
std::string windows_of(std::string bytes, std::size_t piece, const WindowSizes& sizes = small) {
  std::string found;
  std::string_view rest = bytes;
  const auto more = [&] {
    std::string next(rest.substr(0, piece));
    rest.remove_prefix(next.size());
    return next;
  };
  std::string begin = more();
  const Result<ReadWindows> whole = read_windows(
      reader(), "long.txt", std::move(begin), more, {},
      [&](const WindowClaims& window) {
        const CodePointMap map(window.document.text);
        for (const Claim& claim : window.reading.claims) {
          found += claim.id + " " + std::string(to_string(claim.kind)) + " " +
                   std::string(claim.span.of(window.document.text)) + " " +
                   std::to_string(window.characters_before + map.index_of(claim.span.begin).value) + " " +
                   claim.equivalent_of + "\n";
        }
      },
      sizes);
  EXPECT_TRUE(whole.ok());
  if (!whole) return found;
  return found + std::to_string(whole->claims) + " claims, " + std::to_string(whole->characters) + " characters, " +
         std::to_string(whole->stats.numbers_seen) + " = " + std::to_string(whole->stats.numbers_read) + " + " +
         std::to_string(whole->stats.numbers_left_out) + ", " + std::to_string(whole->stats.sentences) + " sentences";
}

std::string whole_of(std::string_view bytes) {
  const Result<ReadDocument> read = reader().read("long.txt", bytes, {});
  EXPECT_TRUE(read.ok());
  const CodePointMap map(read->document.text);
  std::string found;
  for (const Claim& claim : read->reading.claims) {
    found += claim.id + " " + std::string(to_string(claim.kind)) + " " +
             std::string(claim.span.of(read->document.text)) + " " +
             std::to_string(map.index_of(claim.span.begin).value) + " " + claim.equivalent_of + "\n";
  }
  const ReadingStats& stats = read->reading.stats;
  return found + std::to_string(read->reading.claims.size()) + " claims, " +
         std::to_string(count_code_points(read->document.text)) + " characters, " + std::to_string(stats.numbers_seen) +
         " = " + std::to_string(stats.numbers_read) + " + " + std::to_string(stats.numbers_left_out) + ", " +
         std::to_string(stats.sentences) + " sentences";
}

std::string long_text(std::string_view parting) {
  std::string text = "Speech on aid\n\n5 March 2025\n\n";
  for (int at = 1; at <= 40; ++at) {
    text += "In the café Japan gave Ukraine " + std::to_string(at) + " million dollars (" + std::to_string(150 * at) +
            " million yen) for pumps." + std::string(parting) + "It was the work of " + std::to_string(at + 2) +
            " engineers." + std::string(parting);
  }
  return text;
}

TEST(Windows, FindWhatReadingTheWholeFinds) {
  for (const std::string_view parting : {" ", "\n", "\n\n", "\r\n\r\n"}) {
    const std::string text = long_text(parting);
    const std::string whole = whole_of(text);
    for (const std::size_t piece : {std::size_t{1} << 20U, std::size_t{977}}) EXPECT_EQ(windows_of(text, piece), whole);
  }
}

TEST(Windows, EncodingsAreConverted) {
  // windows-1251, the end of the first piece inside a word
  std::string text;
  for (int at = 0; at < 100; ++at) text += "\xCC\xB3\xF1\xF2 \xE2\xB3\xE4\xEA\xF0\xE8\xEB\xE8. ";
  const std::string found = windows_of(text, 333);
  EXPECT_TRUE(found.ends_with(", 100 sentences")) << found;
  EXPECT_NE(found.find("1500 characters"), std::string::npos) << found;
}

TEST(Windows, ABinaryPartIsRefused) {
  std::vector<std::string> pieces{std::string("\0\0", 2), "One. "};
  const auto more = [&] {
    if (pieces.empty()) return std::string{};
    std::string next = std::move(pieces.back());
    pieces.pop_back();
    return next;
  };
  const Result<ReadWindows> whole = read_windows(reader(), "a.txt", "Zero. ", more, {}, [](const WindowClaims&) {});
  ASSERT_FALSE(whole.ok());
  EXPECT_EQ(whole.problem().code, ProblemCode::file_binary);
}

TEST(Windows, ALineWithoutBlanksIsCutBetweenCharacters) {
  std::string text;
  for (int at = 0; at < 2000; ++at) text += "橋";
  const std::string found = windows_of(text, 1000);
  EXPECT_NE(found.find("2000 characters"), std::string::npos) << found;
}

}  // namespace
}  // namespace kept
