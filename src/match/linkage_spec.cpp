#include "match/linkage_spec.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "base/data_table.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/text.hpp"

namespace kept {
namespace {

enum Cell : std::uint8_t { part, name, column, test, argument, m_cell, u_cell };

template <typename Test>
struct TestWord {
  std::string_view word;
  Test test;
  LinkageType type;  // that its columns must have
  bool any_type;     // or any type
  int numbers;       // how many the argument has
};

constexpr std::array block_words{
    TestWord<BlockTest>{"same", BlockTest::same, LinkageType::text, true, 0},
    TestWord<BlockTest>{"prefix", BlockTest::prefix, LinkageType::text, false, 1},
    TestWord<BlockTest>{"days", BlockTest::days, LinkageType::date, false, 2},
    TestWord<BlockTest>{"ratio", BlockTest::ratio, LinkageType::number, false, 1},
    TestWord<BlockTest>{"near", BlockTest::near, LinkageType::number, false, 1},
    TestWord<BlockTest>{"differ", BlockTest::differ, LinkageType::text, true, 0},
};

constexpr std::array level_words{
    TestWord<LevelTest>{"exact", LevelTest::exact, LinkageType::text, true, 0},
    TestWord<LevelTest>{"exact_digits", LevelTest::exact_digits, LinkageType::number, false, 1},
    TestWord<LevelTest>{"levenshtein", LevelTest::levenshtein, LinkageType::text, false, 1},
    TestWord<LevelTest>{"damerau_levenshtein", LevelTest::damerau_levenshtein, LinkageType::text, false, 1},
    TestWord<LevelTest>{"jaro_winkler", LevelTest::jaro_winkler, LinkageType::text, false, 1},
    TestWord<LevelTest>{"days", LevelTest::days, LinkageType::date, false, 2},
    TestWord<LevelTest>{"ratio", LevelTest::ratio, LinkageType::number, false, 1},
    TestWord<LevelTest>{"overlap", LevelTest::overlap, LinkageType::list, false, 1},
    TestWord<LevelTest>{"share", LevelTest::share, LinkageType::list, false, 1},
    TestWord<LevelTest>{"swapped", LevelTest::swapped, LinkageType::text, false, 0},
    TestWord<LevelTest>{"other", LevelTest::other, LinkageType::text, true, 0},
};

std::optional<double> number_of(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<double> share_of(std::string_view text) {
  const auto value = number_of(text);
  if (!value || *value <= 0 || *value > 1) return std::nullopt;
  return value;
}

class SpecReader {
 public:
  explicit SpecReader(std::string_view path) : path_(path) {}

  Result<LinkageSpec> read(const std::vector<DataRow>& rows) {
    for (const DataRow& row : rows) {
      if (const Status taken = take(row); !taken) return taken.problem();
    }
    return finish();
  }

 private:
  [[nodiscard]] Problem broken(std::uint64_t line, std::string what, std::string cure) const {
    return {ProblemCode::pack_broken,
            std::move(what),
            {.file = std::string(path_), .line = line, .column = {}, .byte = {}, .record = {}},
            "nothing is linked by it",
            std::move(cure)};
  }

  Status take(const DataRow& row) {
    const std::string_view kind = row.cells[part];
    if (kind == "column") return take_column(row);
    if (kind == "block") return take_condition(row, spec_.blocks);
    if (kind == "train") return take_condition(row, spec_.training);
    if (kind == "compare") return take_level(row);
    if (kind == "option") return take_option(row);
    return broken(row.line, fmt::format("there is no part '{}'", kind),
                  "write column, block, train, compare or option");
  }

  Status take_column(const DataRow& row) {
    LinkageColumn column_read;
    column_read.name = row.cells[name];
    column_read.header = row.cells[column];
    const std::string_view type = row.cells[test];
    if (type == "text") {
      column_read.type = LinkageType::text;
    } else if (type == "number") {
      column_read.type = LinkageType::number;
    } else if (type == "date") {
      column_read.type = LinkageType::date;
    } else if (type == "list") {
      column_read.type = LinkageType::list;
    } else {
      return broken(row.line, fmt::format("there is no type '{}'", type), "write text, number, date or list");
    }
    for (const std::string_view word : split(row.cells[argument], ' ')) {
      if (word == "lower") {
        column_read.lower = true;
      } else if (word == "name") {
        column_read.name_key = true;
      } else if (word == "words") {
        column_read.words = true;
      } else if (word == "compact") {
        column_read.compact = true;
      } else if (!word.empty()) {
        return broken(row.line, fmt::format("there is no argument '{}' of a column", word),
                      "write lower, name, words or compact, or -");
      }
    }
    if (column_read.name.empty() || column_read.header.empty()) {
      return broken(row.line, "the column has no name or no header", "fill both cells");
    }
    spec_.columns.push_back(std::move(column_read));
    return Nothing{};
  }

  struct Columns {
    std::size_t left = 0;
    std::size_t right = 0;
  };

  // "a" or "a,b", of the type that a test compares.
  template <typename Test>
  Result<Columns> columns_of(const DataRow& row, const TestWord<Test>& word) {
    const std::vector<std::string_view> names = split(row.cells[column], ',');
    Columns found;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto at = std::ranges::find(spec_.columns, names[i], &LinkageColumn::name);
      if (at == spec_.columns.end() || i > 1) {
        return broken(row.line, fmt::format("there is no column '{}'", row.cells[column]),
                      "name one or two columns of rows above, with a comma between");
      }
      if (!word.any_type && at->type != word.type) {
        return broken(row.line, fmt::format("'{}' does not compare columns like '{}'", word.word, names[i]),
                      "declare the column with another type, or take another test");
      }
      found.right = static_cast<std::size_t>(at - spec_.columns.begin());
      if (i == 0) found.left = found.right;
    }
    if (spec_.columns[found.left].type != spec_.columns[found.right].type) {
      return broken(row.line, "the two columns differ in type", "compare columns of one type");
    }
    return found;
  }

  // The test of a row, with its numbers in `from` and `to`.
  template <typename Test, std::size_t Size>
  Result<TestWord<Test>> test_of(const DataRow& row, const std::array<TestWord<Test>, Size>& words, double& from,
                                 double& to) {
    const auto* found = std::ranges::find(words, row.cells[test], &TestWord<Test>::word);
    if (found == words.end()) {
      std::string known;
      for (const auto& word : words) known += fmt::format("{}{}", known.empty() ? "" : ", ", word.word);
      return broken(row.line, fmt::format("there is no test '{}'", row.cells[test]), "write one of " + known);
    }
    std::vector<std::string_view> numbers = split(row.cells[argument], ' ');
    std::erase_if(numbers, [](std::string_view word) { return word.empty() || word == "frequency"; });
    const auto first = numbers.empty() ? std::optional<double>{} : number_of(numbers.front());
    const auto second = numbers.size() < 2 ? std::optional<double>{} : number_of(numbers.back());
    const bool right = numbers.size() == static_cast<std::size_t>(found->numbers) && (found->numbers < 1 || first) &&
                       (found->numbers < 2 || second);
    if (!right) {
      return broken(row.line, fmt::format("'{}' has the argument '{}'", found->word, row.cells[argument]),
                    fmt::format("give it {} number{}", found->numbers, found->numbers == 1 ? "" : "s"));
    }
    from = first.value_or(0);
    to = second.value_or(0);
    return *found;
  }

  Status take_condition(const DataRow& row, std::vector<BlockRule>& rules) {
    BlockCondition condition;
    const auto word = test_of(row, block_words, condition.from, condition.to);
    if (!word) return word.problem();
    const auto columns = columns_of(row, *word);
    if (!columns) return columns.problem();
    condition.test = word->test;
    condition.column = columns->left;
    condition.column_right = columns->right;
    if (spec_.columns[columns->left].type == LinkageType::list) {
      return broken(row.line, "a list cannot be blocked on", "take a text, number or date");
    }
    if (rules.empty() || rules.back().name != row.cells[name]) rules.push_back({std::string(row.cells[name]), {}});
    if (rules.size() > LinkageSpec::blocks_max) {
      return broken(row.line, "there are too many rules", fmt::format("have at most {}", LinkageSpec::blocks_max));
    }
    rules.back().conditions.push_back(condition);
    return Nothing{};
  }

  Status take_level(const DataRow& row) {
    ComparisonLevel level;
    const auto word = test_of(row, level_words, level.from, level.to);
    if (!word) return word.problem();
    level.test = word->test;
    if (level.test != LevelTest::other) {
      const auto columns = columns_of(row, *word);
      if (!columns) return columns.problem();
      level.column = columns->left;
      level.column_right = columns->right;
    }
    level.frequency = row.cells[argument] == "frequency";
    if (level.frequency && (level.test != LevelTest::exact || spec_.columns[level.column].type != LinkageType::text)) {
      return broken(row.line, "frequencies are counted of equal texts alone", "write them with the test exact");
    }
    level.label = row.cells[test];
    if (!row.cells[argument].empty() && !level.frequency) level.label += fmt::format(" {}", row.cells[argument]);
    if (const Status shares = take_shares(row, level); !shares) return shares.problem();

    std::vector<Comparison>& all = spec_.comparisons;
    if (all.empty() || all.back().name != row.cells[name]) all.push_back({std::string(row.cells[name]), {}});
    std::vector<ComparisonLevel>& levels = all.back().levels;
    if (!levels.empty() && levels.back().test == LevelTest::other) {
      return broken(row.line, fmt::format("a level of '{}' stands behind its last one", row.cells[name]),
                    "write 'other' last");
    }
    if (levels.size() == LinkageSpec::levels_max || all.size() > LinkageSpec::comparisons_max) {
      return broken(row.line, "there are too many levels or comparisons",
                    fmt::format("have at most {} comparisons with {} levels each", LinkageSpec::comparisons_max,
                                LinkageSpec::levels_max));
    }
    levels.push_back(std::move(level));
    return Nothing{};
  }

  Status take_shares(const DataRow& row, ComparisonLevel& level) const {
    const std::array cells{std::pair{row.cells[m_cell], &level.m}, std::pair{row.cells[u_cell], &level.u}};
    for (const auto& [text, value] : cells) {
      if (text.empty()) continue;
      *value = share_of(text);
      if (!*value) {
        return broken(row.line, fmt::format("'{}' is no probability", text), "write a number above 0, at most 1, or -");
      }
    }
    return Nothing{};
  }

  Status take_option(const DataRow& row) {
    const std::string_view option = row.cells[name];
    const std::string_view value = row.cells[argument];
    if (option == "one_to_one" && (value == "yes" || value == "no")) {
      spec_.one_to_one = value == "yes";
      return Nothing{};
    }
    if (option == "threshold" && share_of(value)) {
      spec_.threshold = share_of(value);
      return Nothing{};
    }
    if (option == "prior" && share_of(value)) {
      spec_.prior = share_of(value);
      return Nothing{};
    }
    if (option == "block_rows_max") {
      const auto rows = number_of(value);
      if (rows && *rows >= 1 && *rows <= 1e9) {
        spec_.block_rows_max = static_cast<std::size_t>(*rows);
        return Nothing{};
      }
    }
    return broken(row.line, fmt::format("there is no option '{}' with the value '{}'", option, value),
                  "write one_to_one yes|no, threshold, prior (a probability) or block_rows_max (a number)");
  }

  Result<LinkageSpec> finish() {
    if (spec_.comparisons.empty() || spec_.blocks.empty()) {
      return broken(1, "there is no comparison, or no blocking rule", "write rows 'compare' and 'block'");
    }
    for (const Comparison& comparison : spec_.comparisons) {
      if (comparison.levels.back().test != LevelTest::other || comparison.levels.size() < 2) {
        return broken(1, fmt::format("'{}' has no level for everything else", comparison.name),
                      "end its levels with the test 'other'");
      }
    }
    const auto only_windows = [](const BlockRule& rule) {
      return std::ranges::none_of(rule.conditions, [](const BlockCondition& condition) {
        return condition.test == BlockTest::same || condition.test == BlockTest::prefix ||
               condition.test == BlockTest::days || condition.test == BlockTest::ratio ||
               condition.test == BlockTest::near;
      });
    };
    for (const std::vector<BlockRule>* rules : {&spec_.blocks, &spec_.training}) {
      const auto found = std::ranges::find_if(*rules, only_windows);
      if (found != rules->end()) {
        return broken(1, fmt::format("the rule '{}' narrows nothing", found->name),
                      "give it a condition same, prefix, days, ratio or near");
      }
    }
    return std::move(spec_);
  }

  std::string_view path_;
  LinkageSpec spec_;
};

}  // namespace

bool LinkageSpec::is_complete() const {
  return prior && std::ranges::all_of(comparisons, [](const Comparison& comparison) {
           return std::ranges::all_of(comparison.levels,
                                      [](const ComparisonLevel& level) { return level.m && level.u; });
         });
}

Result<LinkageSpec> read_linkage_spec(std::string_view path, std::string_view bytes) {
  const auto rows = read_data_table(path, bytes, {"part", "name", "column", "test", "argument", "m", "u"});
  if (!rows) return rows.problem();
  return SpecReader(path).read(*rows);
}

}  // namespace kept
