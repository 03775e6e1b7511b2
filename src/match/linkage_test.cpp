#include "match/linkage.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "match/assignment.hpp"
#include "match/blocking.hpp"
#include "match/linkage_spec.hpp"
#include "match/linkage_table.hpp"
#include "match/pair_comparer.hpp"

namespace kept {
namespace {

constexpr std::string_view header = "part\tname\tcolumn\ttest\targument\tm\tu\n";

// A specification from lines with `|` between cells; cells that are missing at the end are empty.
std::string spec_text(const std::vector<std::string>& lines) {
  std::string out(header);
  for (const std::string& line : lines) {
    std::string row = line;
    std::ranges::replace(row, '|', '\t');
    for (auto cells = std::ranges::count(row, '\t'); cells < 6; ++cells) row += "\t-";
    out += row + "\n";
  }
  return out;
}

LinkageSpec spec_of(const std::vector<std::string>& lines) {
  auto spec = read_linkage_spec("test.tsv", spec_text(lines));
  EXPECT_TRUE(spec) << (spec ? "" : to_string(spec.problem()));
  return spec ? std::move(*spec) : LinkageSpec{};
}

// A table that owns its cells.
struct Table {
  std::vector<std::string> headers;
  std::vector<std::vector<std::string>> rows;  // the id first, then a cell for each header

  [[nodiscard]] LinkageRows views() const {
    LinkageRows out;
    out.headers.assign(headers.begin(), headers.end());
    out.columns.resize(headers.size());
    for (const auto& row : rows) {
      out.ids.emplace_back(row[0]);
      for (std::size_t i = 0; i < headers.size(); ++i) out.columns[i].emplace_back(row[i + 1]);
    }
    return out;
  }
};

const std::vector<std::string> payments{
    "column|text|text|text",
    "column|amount|amount|number",
    "column|day|day|date",
    "block|amount_day|amount|ratio|0.05",
    "block|amount_day|day|days|0 10",
    "block|text|text|same",
    "train|text|text|same",
    "train|amount|amount|same",
    "compare|text|text|exact|frequency",
    "compare|text|text|levenshtein|2",
    "compare|text|-|other",
    "compare|amount|amount|exact",
    "compare|amount|amount|ratio|0.05",
    "compare|amount|-|other",
    "compare|day|day|days|0 2",
    "compare|day|day|days|0 10",
    "compare|day|-|other",
    "option|one_to_one|-|-|yes",
};

// Payments and what arrives of them: with planted errors, from a fixed seed.
struct Planted {
  Table left;
  Table right;
};
Planted planted(std::size_t rows) {
  std::mt19937 random(11);
  const auto below = [&random](std::uint64_t n) { return random() % n; };
  Planted out;
  out.left.headers = out.right.headers = {"text", "amount", "day"};
  for (std::size_t i = 0; i < rows; ++i) {
    std::string text = fmt::format("payee {:c}{:c}{:c}", 'a' + below(26), 'a' + below(26), 'a' + below(26));
    const auto amount = 1000 + below(9'000'000);
    const auto day = below(300);
    const auto iso = [](std::uint64_t n) {
      return Date::from_ymd(2024, 1, 1)->plus_days(static_cast<int>(n)).to_string();
    };
    out.left.rows.push_back({fmt::format("l{:05}", i), text, std::to_string(amount), iso(day)});
    if (below(10) == 0) text[6] = 'z';
    const auto arrived = below(4) == 0 ? amount - amount / 50 : amount;
    out.right.rows.push_back({fmt::format("r{:05}", i), text, std::to_string(arrived), iso(day + below(4))});
  }
  return out;
}

std::string lines_of(const LinkageOutcome& outcome, const Table& left, const Table& right) {
  std::string out;
  for (const Link& link : outcome.links) {
    out += fmt::format("{} {} {:.12f} {:.12f} {}\n", left.rows[link.left][0], right.rows[link.right][0], link.weight,
                       link.probability, link.second ? right.rows[link.second->right][0] : "-");
  }
  return out;
}

TEST(LinkageSpec, NamesLineAndCureOfWhatIsWrong) {
  const std::map<std::string, std::string> cases{
      {"columns|a|a|text", "there is no part 'columns'"},
      {"column|a|a|words", "there is no type 'words'"},
      {"compare|a|b|exact", "there is no column 'b'"},
      {"compare|a|a|days|0 1", "'days' does not compare columns like 'a'"},
      {"compare|a|a|levenshtein", "'levenshtein' has the argument ''"},
      {"compare|a|a|soundex", "there is no test 'soundex'"},
      {"compare|a|a|exact|-|2", "'2' is no probability"},
      {"block|r|a|near|1", "'near' does not compare columns like 'a'"},
      {"option|one_to_one|-|-|maybe", "there is no option 'one_to_one' with the value 'maybe'"},
  };
  for (const auto& [line, what] : cases) {
    const auto spec = read_linkage_spec("test.tsv", spec_text({"column|a|a|text", line}));
    ASSERT_FALSE(spec) << line;
    EXPECT_EQ(spec.problem().what, what) << line;
    EXPECT_EQ(spec.problem().where.line, 3U);
    EXPECT_FALSE(spec.problem().cure.empty());
  }
}

TEST(LinkageSpec, AsksForRulesAndLastLevels) {
  const std::vector<std::string> column{"column|a|a|text"};
  EXPECT_FALSE(read_linkage_spec("test.tsv", spec_text(column)));
  EXPECT_FALSE(read_linkage_spec("test.tsv", spec_text({"column|a|a|text", "block|r|a|same", "compare|a|a|exact"})));
  EXPECT_FALSE(read_linkage_spec(
      "test.tsv", spec_text({"column|a|a|text", "block|r|a|differ", "compare|a|a|exact", "compare|a|-|other"})));
  EXPECT_TRUE(read_linkage_spec(
      "test.tsv", spec_text({"column|a|a|text", "block|r|a|same", "compare|a|a|exact", "compare|a|-|other"})));
}

TEST(LinkageTable, RefusesWhatIsMissingOrTwice) {
  const LinkageSpec spec = spec_of(payments);
  const Table other{{"text", "amount"}, {{"1", "a", "5"}}};
  EXPECT_FALSE(Linkage::make(spec, other.views(), nullptr));
  const Table twice{{"text", "amount", "day"}, {{"1", "a", "5", ""}, {"1", "b", "6", ""}}};
  EXPECT_FALSE(Linkage::make(spec, twice.views(), nullptr));
}

TEST(PairComparer, FallsIntoTheFirstLevelThatHolds) {
  const LinkageSpec spec = spec_of({
      "column|first|first|text",
      "column|last|last|text",
      "column|amount|amount|number",
      "column|words|about|list|words lower",
      "block|all|amount|same",
      "compare|name|first,last|swapped",
      "compare|name|first|exact",
      "compare|name|first|jaro_winkler|0.9",
      "compare|name|-|other",
      "compare|amount|amount|exact_digits|3",
      "compare|amount|amount|exact",
      "compare|amount|amount|ratio|0.1",
      "compare|amount|-|other",
      "compare|words|words|overlap|3",
      "compare|words|words|share|0.5",
      "compare|words|-|other",
  });
  const Table table{{"first", "last", "amount", "about"},
                    {{"0", "Anna", "Bird", "1250000", "Repair of the harbour"},
                     {"1", "Bird", "Anna", "1250000", "repair: harbour, the west"},
                     {"2", "Anna", "Crow", "1250001", "a bridge"},
                     {"3", "Annna", "", "1000000", ""},
                     {"4", "Zoe", "Anna", "1000000", "the bridge repair"}}};
  const auto made = make_linkage_table(spec, table.views(), nullptr);
  ASSERT_TRUE(made);
  PairComparer comparer(spec, *made);
  const auto levels = [&](std::uint32_t a, std::uint32_t b) {
    const PairPattern pattern = comparer.compare(a, b);
    return fmt::format("{}{}{}", level_in(pattern, 0), level_in(pattern, 1), level_in(pattern, 2));
  };
  EXPECT_EQ(levels(0, 1), "111");
  EXPECT_EQ(levels(0, 2), "233");
  EXPECT_EQ(levels(0, 3), "340");  // no last name to be swapped with, no words
  EXPECT_EQ(levels(0, 4), "442");
  EXPECT_EQ(levels(3, 4), "420");
  EXPECT_EQ(significant_digits(1250000), 3);
  EXPECT_EQ(significant_digits(-0.5), 1);
  EXPECT_EQ(significant_digits(0), 0);
}

TEST(Blocking, GivesEachPairOnceAndNoneTooFew) {
  const std::vector<std::vector<std::string>> rules{
      {"block|a|amount|ratio|0.05", "block|a|day|days|0 10"},
      {"block|a|day|days|-3 3", "block|a|amount|near|5000"},
      {"block|a|text|prefix|7", "block|a|day|days|0 30"},
      {"block|a|amount|ratio|0.02", "block|b|day|days|0 1", "block|c|text|same"},
      {"block|a|amount|ratio|0.3", "block|a|text|differ", "block|a|day|days|0 20"},
  };
  const Planted data = planted(300);
  for (const auto& lines : rules) {
    std::vector<std::string> all{"column|text|text|text", "column|amount|amount|number", "column|day|day|date"};
    all.insert(all.end(), lines.begin(), lines.end());
    all.insert(all.end(), {"compare|text|text|exact", "compare|text|-|other"});
    const LinkageSpec spec = spec_of(all);
    const LinkageRows left = data.left.views();
    const LinkageRows right = data.right.views();
    const auto table = make_linkage_table(spec, left, &right);
    ASSERT_TRUE(table);
    const Blocking blocking(spec, spec.blocks, *table);
    std::vector<BlockIndex> plain;
    for (const BlockRule& rule : spec.blocks) plain.emplace_back(spec, rule, *table);
    std::size_t pairs = 0;
    for (std::uint32_t i = 0; i < 300; ++i) {
      std::multiset<std::uint32_t> visited;
      blocking.visit(i, [&](std::uint32_t j) { visited.insert(j); });
      std::multiset<std::uint32_t> expected;
      for (std::uint32_t j = 0; j < 300; ++j) {
        if (std::ranges::any_of(plain, [&](const BlockIndex& index) { return index.holds(i, j); })) expected.insert(j);
      }
      EXPECT_EQ(visited, expected);
      pairs += visited.size();
    }
    EXPECT_GT(pairs, 50U);
  }
}

TEST(Linkage, FindsPlantedPairsAndSaysHowSure) {
  const Planted data = planted(2000);
  const LinkageRows left = data.left.views();
  const LinkageRows right = data.right.views();
  const auto linkage = Linkage::make(spec_of(payments), left, &right);
  ASSERT_TRUE(linkage);
  const LinkageOutcome outcome = linkage->link({});
  std::size_t hits = 0;
  double sure = 0;
  for (const Link& link : outcome.links) {
    hits += link.left == link.right ? 1U : 0U;
    sure += link.probability;
  }
  const double precision = static_cast<double>(hits) / static_cast<double>(outcome.links.size());
  EXPECT_GT(precision, 0.98);
  EXPECT_GT(hits, 1950U);
  EXPECT_NEAR(sure / static_cast<double>(outcome.links.size()), precision, 0.02);
  EXPECT_NEAR(1 - outcome.false_share_expected, precision, 0.02);
  // What was planted: three quarters arrive in full, nine tenths with their text.
  EXPECT_NEAR(outcome.model.levels[1][0].m, 0.75, 0.03);
  EXPECT_NEAR(outcome.model.levels[0][0].m, 0.9, 0.03);
  EXPECT_NEAR(outcome.model.prior, 1.0 / 2000, 0.1 / 2000);
}

TEST(Linkage, DoesNotDependOnOrderOrThreads) {
  Planted data = planted(1500);
  std::set<std::string> answers;
  for (int round = 0; round < 3; ++round) {
    const LinkageRows left = data.left.views();
    const LinkageRows right = data.right.views();
    const auto linkage = Linkage::make(spec_of(payments), left, &right);
    ASSERT_TRUE(linkage);
    for (const unsigned threads : {1U, 3U}) {
      answers.insert(lines_of(linkage->link({.threads = threads}), data.left, data.right));
    }
    std::mt19937 random(static_cast<unsigned>(round));
    std::ranges::shuffle(data.left.rows, random);
    std::ranges::shuffle(data.right.rows, random);
  }
  EXPECT_EQ(answers.size(), 1U);
}

TEST(Linkage, WaterfallSumsToTheWeight) {
  const Planted data = planted(500);
  const LinkageRows left = data.left.views();
  const LinkageRows right = data.right.views();
  const auto linkage = Linkage::make(spec_of(payments), left, &right);
  ASSERT_TRUE(linkage);
  const LinkageOutcome outcome = linkage->link({});
  ASSERT_FALSE(outcome.links.empty());
  for (const Link& link : outcome.links) {
    double sum = std::log2(outcome.model.prior / (1 - outcome.model.prior));
    for (const WaterfallStep& step : linkage->waterfall(outcome, link)) sum += step.weight + step.frequency_weight;
    EXPECT_NEAR(sum, link.weight, 1e-9);
  }
}

TEST(Linkage, WithGivenSharesAPairStandsForItself) {
  const std::vector<std::string> given{
      "column|amount|amount|number",
      "column|from|from|text",
      "block|amount|amount|same",
      "block|amount|from|differ",
      "compare|amount|amount|exact_digits|4|0.5|0.00001",
      "compare|amount|amount|exact|-|0.4|0.01",
      "compare|amount|-|other|-|0.1|0.98999",
      "option|prior|-|-|0.0001",
      "option|threshold|-|-|0.5",
  };
  Table table{{"amount", "from"}, {{"a", "123456", "x"}, {"b", "123456", "y"}, {"c", "5000", "x"}, {"d", "5000", "y"}}};
  const auto links = [&] {
    const LinkageSpec spec = spec_of(given);
    EXPECT_TRUE(spec.is_complete());
    const auto linkage = Linkage::make(spec, table.views(), nullptr);
    EXPECT_TRUE(linkage);
    return lines_of(linkage->link({}), table, table);
  };
  const std::string before = links();
  EXPECT_TRUE(before.starts_with("a b 2.32"));
  EXPECT_EQ(std::ranges::count(before, '\n'), 1);  // the round sum proves nothing
  table.rows.push_back({"e", "777", "z"});
  EXPECT_EQ(links(), before);
}

TEST(Assign, OneToOneKeepsTheBestAndNamesTheSecond) {
  const std::vector<CandidatePair> candidates{{0, 0, 20}, {0, 1, 18}, {1, 0, 19}, {2, 2, 25}};
  const Assignment assignment = assign({.candidates = candidates,
                                        .lefts = 3,
                                        .rights = 3,
                                        .one_to_one = true,
                                        .prior = 0.001,
                                        .prior_is_given = true,
                                        .threshold = 0.0});
  ASSERT_EQ(assignment.links.size(), 2U);
  EXPECT_EQ(assignment.links[0].candidate, 0U);
  EXPECT_EQ(assignment.links[0].second, 2U);
  EXPECT_EQ(assignment.links[1].candidate, 3U);
  EXPECT_FALSE(assignment.links[1].second);
  EXPECT_GT(assignment.links[1].probability, 0.99);
}

TEST(Assign, ProbabilitiesAreSharesOfAllMatchings) {
  // By counting: candidates form a path, where belief propagation is exact.
  const std::vector<CandidatePair> candidates{{0, 0, 10}, {0, 1, 11}, {1, 1, 9}};
  const double prior = 0.01;
  const double none = 1 - prior * 2;
  const auto odds = [&](std::size_t i) { return std::exp2(candidates[i].weight) * prior / (none * none); };
  const double all = 1 + odds(0) + odds(1) + odds(2) + odds(0) * odds(2);
  const std::vector<double> expected{(odds(0) + odds(0) * odds(2)) / all, odds(1) / all,
                                     (odds(2) + odds(0) * odds(2)) / all};
  const Assignment assignment = assign({.candidates = candidates,
                                        .lefts = 2,
                                        .rights = 2,
                                        .one_to_one = true,
                                        .prior = prior,
                                        .prior_is_given = true,
                                        .threshold = 0.0});
  for (const Assigned& link : assignment.links) EXPECT_NEAR(link.probability, expected[link.candidate], 1e-3);
}

}  // namespace
}  // namespace kept
