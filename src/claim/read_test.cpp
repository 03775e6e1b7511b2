#include "claim/read.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.hpp"
#include "base/text.hpp"
#include "claim/claim.hpp"
#include "claim/scenario.hpp"
#include "document/document.hpp"

namespace kept {
namespace {

std::string value_of(const Claim& claim) {
  return claim.value ? claim.value->to_string() : claim.low->to_string() + ".." + claim.high->to_string();
}

bool is_number_claim(const Claim& claim) {
  return claim.kind == ClaimKind::money || claim.kind == ClaimKind::count || claim.kind == ClaimKind::share;
}

std::string numbers_of(std::string_view text, std::string_view language = "en") {
  const Document document = test_document(text, language);
  std::string line;
  for (const Claim& claim : read_claims(document, test_packs()).claims) {
    if (!is_number_claim(claim)) continue;
    if (!line.empty()) line += "; ";
    line += std::string(to_string(claim.kind)) + " " + value_of(claim) + " " +
            (claim.kind == ClaimKind::money ? claim.currency : claim.unit) + " " +
            std::string(to_string(claim.quantifier));
  }
  return line;
}

struct CorpusRow {
  std::string_view text;
  std::string_view claims;
};

std::vector<CorpusRow> corpus(std::string_view language) {
  std::vector<CorpusRow> rows;
  const std::string path = "src/lang/" + std::string(language) + "/corpus.tsv";
  const auto bytes = embedded_file(path);
  EXPECT_TRUE(bytes) << "the pack has no corpus: add " << path;
  for (const std::string_view line : split(bytes.value_or(""), '\n')) {
    if (line.empty() || line.starts_with("#") || line == "text\tclaims") continue;
    const auto cells = split(line, '\t');
    rows.push_back({cells[0], cells[1] == "-" ? std::string_view{} : cells[1]});
  }
  return rows;
}

TEST(Read, GivesWhatTheCorpusOfEachPackSays) {
  for (const auto& pack : test_packs().packs) {
    std::size_t something = 0;
    std::size_t nothing = 0;
    for (const CorpusRow& row : corpus(pack->language)) {
      EXPECT_EQ(numbers_of(row.text, pack->language), row.claims) << pack->language << ": " << row.text;
      ++(row.claims.empty() ? nothing : something);
    }
    EXPECT_GE(something, 25U) << pack->language;
    EXPECT_GE(nothing + 5, something) << pack->language;  // about as many that must yield nothing
  }
}

// Every number is read or left out with a reason; spans lie in their sentences; a span read alone gives its value.
void expect_account_of_every_number(std::string_view language) {
  std::string text;
  for (const CorpusRow& row : corpus(language)) text += std::string(row.text) + "\n\n";
  const Document document = test_document(text, language);
  const Reading reading = read_claims(document, test_packs());
  EXPECT_EQ(reading.stats.numbers_seen, reading.stats.numbers_read + reading.stats.numbers_left_out);
  EXPECT_EQ(reading.left_out.size(), reading.stats.numbers_left_out);
  EXPECT_EQ(reading.stats.sentences, document.sentences.size());
  for (const LeftOut& left : reading.left_out) EXPECT_NE(left.reason, "");
  std::optional<Span> before;
  for (std::size_t at = 0; at < reading.claims.size(); ++at) {
    const Claim& claim = reading.claims[at];
    EXPECT_EQ(claim.id, "c" + std::to_string(at + 1));
    EXPECT_TRUE(claim.sentence.contains(claim.span)) << claim.span.of(document.text);
    if (before) {
      EXPECT_LE(*before, claim.span);
    }
    before = claim.span;
    if (claim.kind != ClaimKind::money || claim.low) continue;
    const std::string alone(claim.span.of(document.text));
    const Document again = test_document(alone, language);
    const Reading reread = read_claims(again, test_packs());
    if (reread.claims.empty()) continue;  // "3 billion", which borrowed its currency
    EXPECT_EQ(value_of(reread.claims.front()), value_of(claim)) << alone;
    EXPECT_EQ(reread.claims.front().currency, claim.currency) << alone;
  }
}

TEST(Read, AccountsForEveryNumberAndSpan) {
  for (const auto& pack : test_packs().packs) expect_account_of_every_number(pack->language);
}

TEST(Read, SaysWhyANumberIsLeftOut) {
  const Document document = test_document("On 5 May 2024 the second of F-16 came after six months at 214.");
  std::string line;
  for (const LeftOut& left : read_claims(document, test_packs()).left_out) {
    line += std::string(left.span.of(document.text)) + ": " + left.reason + "; ";
  }
  EXPECT_EQ(line,
            "5: a date; 2024: a date; second: an ordinal; 16: part of a name; six: a duration or a measure; "
            "214: no currency and no counted noun; ");
}

TEST(Read, GivesNothingWithoutAPack) {
  Document document = test_document("We gave $5 million.");
  document.language = "xx";
  document.sentences.clear();
  EXPECT_TRUE(read_claims(document, test_packs()).claims.empty());
}

TEST(Read, IsThePureFunctionOfItsText) {
  const std::string text = "Norway paid EUR 5 million to Ukraine in March, and 300 people came.";
  const Document first = test_document(text);
  const Document second = test_document(text);
  const Reading a = read_claims(first, test_packs());
  const Reading b = read_claims(second, test_packs());
  ASSERT_EQ(a.claims.size(), b.claims.size());
  for (std::size_t at = 0; at < a.claims.size(); ++at) EXPECT_EQ(a.claims[at].span, b.claims[at].span);
}

}  // namespace
}  // namespace kept
