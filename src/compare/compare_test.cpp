#include "compare/compare.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "claim/read.hpp"
#include "compare/value.hpp"
#include "document/document.hpp"
#include "document/read_document.hpp"
#include "lang/packs.hpp"

namespace kept {
namespace {

const Packs& packs() {
  static const Result<Packs> loaded = load_packs();
  return loaded.value();
}

struct Text {
  Document document;
  std::vector<TextValue> values;
};

Text read(std::string_view text, std::string_view language = "en") {
  DocumentHints hints;
  hints.language = std::string(language);
  hints.date = Date::parse_iso("2025-03-05");
  Result<Document> document = read_document("d", text, hints, packs());
  EXPECT_TRUE(document.ok());
  Text found{std::move(document).value(), {}};
  found.values = find_values(found.document, read_claims(found.document, packs()), packs());
  return found;
}

// Each difference as "type: words / words", and how many values were compared.
std::string differences(std::string_view in_a, std::string_view in_b, std::string_view language_of_b = "en") {
  const Text a = read(in_a);
  const Text b = read(in_b, language_of_b);
  const DocumentComparison found =
      compare_values({a.values, a.document.text.size()}, {b.values, b.document.text.size()});
  std::string lines;
  for (const Difference& difference : found.differences) {
    lines += std::string(to_string(difference.type)) + ": " +
             (difference.a ? std::string(difference.a->of(a.document.text)) : "-") + " / " +
             (difference.b ? std::string(difference.b->of(b.document.text)) : "-") + "; ";
  }
  return lines + std::to_string(found.compared);
}

struct Case {
  std::string_view a;
  std::string_view b;
  std::string_view differences;
};

TEST(Compare, Differences) {
  const Case cases[] = {
      {"It gave 5 million dollars.", "It gave 5 million dollars.", "1"},
      {"It gave $5 million.", "It gave 5,000,000 US dollars.", "1"},
      {"It gave 5 million dollars.", "It gave 6 million dollars.", "value: 5 million dollars / 6 million dollars; 1"},
      {"It gave 5 million dollars.", "It gave 5 million euros.", "currency: 5 million dollars / 5 million euros; 1"},
      {"It gave 5 million dollars.", "It gave 5 million.", "currency_missing: 5 million dollars / 5 million; 1"},
      {"It gave about 5 million dollars.", "It gave 5 million dollars.",
       "quantifier: 5 million dollars / 5 million dollars; 1"},
      {"It gave 5 million dollars.", "It gave much.", "missing: 5 million dollars / -; 1"},
      {"It gave much.", "It gave 5 million dollars.", "missing: - / 5 million dollars; 1"},
      {"We built 12 bridges.", "We built 13 bridges.", "number: 12 bridges / 13 bridges; 1"},
      {"It opened on 5 March 2025.", "It opened on 6 March 2025.", "time: on 5 March 2025 / on 6 March 2025; 1"},
      // order of words and sentences
      {"12 bridges, 7 roads and 3 ports.", "7 roads, 12 bridges and 3 ports.", "3"},
      // a currency that its own sentence names before
      {"Loans from $3 to $5 million and grants of $700,000.", "Loans from $3 to $5 million and grants of 700,000.",
       "2"},
      // words for small numbers are no numbers that the other version must have
      {"One of them came first.", "Somebody came.", "0"},
      {"Three of 14 bridges.", "3 of 14 bridges.", "2"},
  };
  for (const Case& c : cases) EXPECT_EQ(differences(c.a, c.b), c.differences) << c.a << " / " << c.b;
}

TEST(Compare, OneOfManyThatDiffersIsFoundAmongItsNeighbours) {
  std::string a;
  std::string b;
  for (int at = 10; at < 40; ++at) {
    a += "District " + std::to_string(at * 7) + " has " + std::to_string(at * 100) + " pumps. ";
    b += "District " + std::to_string(at * 7) + " has " + std::to_string(at == 25 ? 2600 : at * 100) + " pumps. ";
  }
  EXPECT_EQ(differences(a, b), "number: 2500 / 2600; 60");
}

TEST(Compare, NothingOfBothIsCompared) { EXPECT_EQ(differences("Thank you.", "Thank you."), "0"); }

}  // namespace
}  // namespace kept
