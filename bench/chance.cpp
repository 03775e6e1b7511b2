// Is chance true? Random figures over a real ledger: how many does the search hit, and how many did it say it would?
//
// chance_bench COUNT RESULTS.md PLOT.svg PATH...: loads PATH..., asks COUNT random figures of Japan, Norway and
// Germany, writes the calibration table and its plot. The figures are log-uniform from a million to a hundred billion,
// with one to three digits and the hedges, periods and words that speeches use; the seed is fixed, so a run repeats.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "definition/columns.hpp"
#include "definition/definition.hpp"
#include "definition/search.hpp"
#include "definition/tolerance.hpp"
#include "ledger/ledger.hpp"
#include "pipeline/known.hpp"
#include "pipeline/load.hpp"
#include "source/record.hpp"
#include "verdict/rules.hpp"

namespace kept {
namespace {

// SplitMix64 (Steele, Lea and Flood 2014): a fixed sequence, so that a run repeats.
class Sequence {
 public:
  explicit Sequence(std::uint64_t seed) : state_(seed) {}

  double unit() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return static_cast<double>((z ^ (z >> 31U)) >> 11U) * 0x1.0p-53;
  }

  std::size_t below(std::size_t count) { return static_cast<std::size_t>(unit() * static_cast<double>(count)); }

 private:
  std::uint64_t state_;
};

struct Asked {
  double predicted = 0;  // the probability of an accidental hit by the whole search
  bool hit = false;      // some definition agrees
  bool supported = false;
  bool otherwise = false;  // both with the rule of chance on
};

constexpr std::array<std::string_view, 3> givers{"JP", "NO", "DE"};
constexpr std::array<std::string_view, 3> own_currency{"JPY", "NOK", "EUR"};

HedgeKind some_hedge(Sequence& sequence) {
  const double u = sequence.unit();
  if (u < 0.60) return HedgeKind::none;
  if (u < 0.72) return HedgeKind::about;
  return u < 0.92 ? HedgeKind::lower_bound : HedgeKind::upper_bound;
}

// Log-uniform from a million to a hundred billion, rounded to one to three digits.
Decimal some_amount(Sequence& sequence) {
  const double logarithm = 6 + 5 * sequence.unit();
  const int digits = 1 + static_cast<int>(sequence.below(3));
  const auto whole = static_cast<std::int64_t>(std::pow(10.0, logarithm));
  return Decimal::from_integer(whole).rounded_to_digits(digits);
}

Period some_period(Sequence& sequence, Date on) {
  const double u = sequence.unit();
  if (u < 0.60) return {.from = std::nullopt, .to = on};
  if (u < 0.75) return {.from = Date::from_ymd(2022, 2, 24), .to = on};
  return Period::of_year(2022 + static_cast<int>(sequence.below(4)));
}

TotalQuestion some_question(Sequence& sequence) {
  TotalQuestion question;
  const Decimal amount = some_amount(sequence);
  question.figure = {amount, amount, some_hedge(sequence)};
  const std::size_t giver = sequence.below(givers.size());
  question.givers = {std::string(givers.at(giver))};
  question.receivers = {"UA"};
  const double u = sequence.unit();
  question.currency = u < 0.6 ? "USD" : (u < 0.8 ? "EUR" : own_currency.at(giver));
  question.stated_on = Date::from_ymd(2022, 6, 1)->plus_days(static_cast<int>(sequence.below(1400)));
  question.period = some_period(sequence, question.stated_on);
  question.plain_measures = sequence.unit() < 0.6
                                ? std::vector{Measure::disbursement, Measure::allocation, Measure::expenditure}
                                : std::vector{Measure::commitment, Measure::allocation};
  return question;
}

Asked ask(const TotalQuestion& question, RecordStore& store) {
  const TotalAnswer answer = find_definitions(question, store);
  Asked asked;
  if (answer.tried == 0) return asked;
  asked.predicted = answer.chance.of_search;
  asked.hit = answer.best.amount == AxisFinding::agrees;
  asked.supported = asked.hit && answer.best.plain;
  asked.otherwise = asked.hit && !answer.best.plain && answer.chance.probability <= chance_max;
  return asked;
}

struct Decile {
  double predicted = 0;
  double hit = 0;
  std::size_t figures = 0;
};

std::vector<Decile> deciles_of(std::vector<Asked> asked) {
  std::ranges::stable_sort(asked, {}, &Asked::predicted);
  std::vector<Decile> deciles;
  for (std::size_t d = 0; d < 10; ++d) {
    const std::size_t from = asked.size() * d / 10;
    const std::size_t to = asked.size() * (d + 1) / 10;
    Decile decile;
    for (std::size_t i = from; i < to; ++i) {
      decile.predicted += asked[i].predicted;
      decile.hit += asked[i].hit ? 1 : 0;
    }
    const auto count = static_cast<double>(std::max<std::size_t>(to - from, 1));
    deciles.push_back({decile.predicted / count, decile.hit / count, to - from});
  }
  return deciles;
}

std::string deviation_words(const Decile& decile) {
  if (decile.predicted == 0) return decile.hit == 0 ? "none" : "hit where none was possible";
  constexpr double hits_min = 10;  // of fewer, chance itself makes a third and more
  if (decile.predicted * static_cast<double>(decile.figures) < hits_min) return "too few to tell";
  return fmt::format("{:+.1f} %", (decile.hit / decile.predicted - 1) * 100);
}

std::string table_of(std::span<const Asked> asked, std::span<const Decile> deciles, double seconds) {
  const auto share = [&asked](bool Asked::* what) {
    return 100.0 * static_cast<double>(std::ranges::count(asked, true, what)) / static_cast<double>(asked.size());
  };
  std::string text = fmt::format(
      "# Chance, held against random figures\n\n"
      "`script/bench chance`: {} random figures of Japan, Norway and Germany to Ukraine, log-uniform from 1 million to "
      "100 billion. Predicted is the probability that the search gives for an accidental hit, hit is the share of "
      "figures that some definition gave.\n\n"
      "| decile | predicted | hit | hits said | hits | deviation |\n|---|---|---|---|---|---|\n",
      asked.size());
  for (std::size_t d = 0; d < deciles.size(); ++d) {
    const auto figures = static_cast<double>(deciles[d].figures);
    text += fmt::format("| {} | {:.4f} | {:.4f} | {:.1f} | {:.0f} | {} |\n", d + 1, deciles[d].predicted, deciles[d].hit,
                        deciles[d].predicted * figures, deciles[d].hit * figures, deviation_words(deciles[d]));
  }
  text += fmt::format(
      "\nWithout the rule of chance {:.2f} % of the figures are hit. With it {:.2f} % are `supported_otherwise` and "
      "{:.2f} % `supported` (a plain reading gives them, which needs no search). {:.2f} ms a figure.\n\n"
      "![Calibration](chance.svg)\n",
      share(&Asked::hit), share(&Asked::otherwise), share(&Asked::supported),
      seconds * 1000 / static_cast<double>(asked.size()));
  return text;
}

std::string plot_of(std::span<const Decile> deciles) {
  constexpr double side = 400;
  constexpr double edge = 40;
  const auto x = [](double value) { return edge + value * side; };
  const auto y = [](double value) { return edge + (1 - value) * side; };
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{0}\" font-family=\"sans-serif\" "
      "font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
      "<path d=\"M{1} {1}V{2}H{2}\" fill=\"none\" stroke=\"black\"/>\n"
      "<path d=\"M{1} {2}L{2} {1}\" stroke=\"gray\" stroke-dasharray=\"4\"/>\n",
      side + 2 * edge, edge, edge + side);
  for (const Decile& decile : deciles) {
    svg += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\" fill=\"steelblue\"/>\n", x(decile.predicted),
                       y(decile.hit));
  }
  svg += fmt::format(
      "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">predicted probability of an accidental hit, by decile</text>\n"
      "<text transform=\"translate(16 {}) rotate(-90)\" text-anchor=\"middle\">share of random figures hit</text>\n"
      "<text x=\"{}\" y=\"{}\">0</text><text x=\"{}\" y=\"{}\">1</text><text x=\"{}\" y=\"{}\">1</text>\n</svg>\n",
      edge + side / 2, side + 2 * edge - 8, edge + side / 2, edge - 12, edge + side + 16, edge + side - 4,
      edge + side + 16, edge - 12, edge + 4);
  return svg;
}

int fail(std::string_view what) {
  fmt::print(stderr, "chance_bench: {}\n", what);
  return 2;
}

int run(std::span<char*> arguments) {
  std::size_t count = 0;
  const std::string_view text = arguments.size() > 4 ? arguments[1] : "";
  std::from_chars(text.data(), text.data() + text.size(), count);
  if (count == 0) return fail("usage: chance_bench COUNT RESULTS.md PLOT.svg PATH...");
  auto ledger = Ledger::open(":memory:", LedgerMode::read_write);
  if (!ledger) return fail(ledger.problem().what);
  const std::vector<std::string> paths(arguments.begin() + 4, arguments.end());
  const Date on = *Date::from_ymd(2026, 8, 4);
  LoadOptions options;
  options.retrieved = on;
  const LoadReport loaded = load_paths(*ledger, paths, options);
  if (loaded.loaded.empty()) return fail("nothing was loaded");
  Parties parties;
  for (const std::string_view giver : givers) parties.givers.emplace(giver);
  for (const std::string_view currency : own_currency) parties.currencies.emplace(currency);
  parties.receivers = {"UA"};
  const auto known = known_of(*ledger, parties, on, std::nullopt);
  if (!known) return fail(known.problem().what);
  RecordStore store(known->records, known->rates);

  Sequence sequence(20260804);
  std::vector<Asked> asked;
  const auto begin = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < count; ++i) asked.push_back(ask(some_question(sequence), store));
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  const auto deciles = deciles_of(asked);
  const std::string table = table_of(asked, deciles, took.count());
  fmt::print("{}", table);
  std::ofstream(arguments[2]) << table;
  std::ofstream(arguments[3]) << plot_of(deciles);
  return 0;
}

}  // namespace
}  // namespace kept

int main(int count, char** arguments) {
  return kept::run({arguments, static_cast<std::size_t>(count)});
}
