// A whole speech against a million records, beside the same sums asked of DuckDB one query at a time.
//
// definitions_bench COUNT RESULTS.md: makes COUNT records of forty givers (from a fixed seed), keeps them in a ledger in
// memory and in a store, asks the sixty totals of a speech about ten givers, and then asks the ledger's own database,
// one SELECT each, for a sample of the definitions that were tried. Both answers must be equal to the last digit.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <fstream>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "definition/columns.hpp"
#include "definition/definition.hpp"
#include "definition/known_record.hpp"
#include "definition/search.hpp"
#include "definition/tolerance.hpp"
#include "ledger/ledger.hpp"
#include "rate/rates.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

using Clock = std::chrono::steady_clock;

// Of the process, which other processes do not slow down.
double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

// SplitMix64 (Steele, Lea and Flood 2014): a fixed sequence, so that a run repeats.
class Sequence {
 public:
  double unit() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return static_cast<double>((z ^ (z >> 31U)) >> 11U) * 0x1.0p-53;
  }
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(unit() * static_cast<double>(count)); }
  template <std::size_t N>
  std::string of(const std::array<std::string_view, N>& names) {
    return std::string(names[below(N)]);
  }

 private:
  std::uint64_t state_ = 20261124;
};

constexpr std::size_t giver_count = 40;
constexpr std::size_t speech_givers = 10;
constexpr std::size_t speech_claims = 60;
constexpr std::size_t records_of_load = 100'000;
constexpr std::array<std::string_view, 3> aid_types{"financial", "humanitarian", "military"};
constexpr std::array<std::string_view, 4> instruments{"", "grant", "loan", "in_kind"};
constexpr std::array<std::string_view, 5> channels{"", "UNDP", "WFP", "WB", "UNICEF"};
constexpr std::array<std::string_view, 2> sources{"first", "second"};
constexpr std::array measures{Measure::commitment, Measure::allocation, Measure::disbursement};

std::string giver_name(std::size_t i) { return fmt::format("giver-{:02}", i); }

Record some_record(Sequence& sequence, std::size_t i) {
  Record record;
  record.measure = measures.at(sequence.below(measures.size()));
  record.kind = to_string(record.measure);
  record.date = Date::from_ymd(2022, 1, 24)->plus_days(static_cast<int>(sequence.below(1500)));
  const auto cents = static_cast<std::int64_t>(std::pow(10.0, 6 + 5 * sequence.unit()));
  record.amount = Decimal::from_parts(cents, -2);
  record.currency = "USD";
  record.giver = giver_name(sequence.below(giver_count));
  record.receiver = "UA";
  record.aid_type = sequence.of(aid_types);
  record.instrument = sequence.of(instruments);
  record.channel = sequence.of(channels);
  record.position = fmt::format("line {}", i);
  return record;
}

// The records, in the ledger and at hand.
struct Data {
  Ledger ledger;
  std::vector<KnownRecord> records;
};

Result<Data> make_data(std::size_t count) {
  auto ledger = Ledger::open(":memory:", LedgerMode::read_write);
  if (!ledger) return ledger.problem();
  Data data{std::move(*ledger), {}};
  Sequence sequence;
  for (std::size_t made = 0; made < count; made += records_of_load) {
    LoadedFile file;
    file.source = sources.at(made / records_of_load % sources.size());
    file.dataset = fmt::format("part-{}", made / records_of_load);
    file.file = file.dataset;
    file.sha256 = fmt::format("{:064}", made);
    for (std::size_t i = made; i < std::min(count, made + records_of_load); ++i) {
      Record record = some_record(sequence, i);
      record.id = fmt::format("{}/{}/{}", file.source, file.dataset, record.position);
      file.records.push_back(std::move(record));
    }
    const auto outcome = data.ledger.load(file, *Date::from_ymd(2026, 3, 1));
    if (!outcome) return outcome.problem();
    for (Record& record : file.records) {
      data.records.push_back({std::move(record), file.source, file.dataset, "", std::nullopt});
    }
  }
  return data;
}

// The totals of a speech: six of each of ten givers, on its day, of one year, since a day.
std::vector<TotalQuestion> speech() {
  std::vector<TotalQuestion> questions;
  const Date on = *Date::from_ymd(2026, 2, 10);
  for (std::size_t i = 0; i < speech_claims; ++i) {
    TotalQuestion question;
    const Decimal amount = Decimal::from_parts(static_cast<std::int64_t>(11 + 7 * (i % 60)), 8);
    question.figure = {amount, amount, i % 3 == 0 ? HedgeKind::lower_bound : HedgeKind::none};
    question.currency = "USD";
    question.givers = {giver_name(i % speech_givers)};
    question.receivers = {"UA"};
    question.stated_on = on;
    question.period = {.from = std::nullopt, .to = on};
    if (i / speech_givers % 3 == 1) question.period = Period::of_year(2022 + static_cast<int>(i % 4));
    if (i / speech_givers % 3 == 2) question.period.from = Date::from_ymd(2022, 2, 24);
    question.plain_measures = {Measure::disbursement, Measure::allocation};
    questions.push_back(std::move(question));
  }
  return questions;
}

std::string quoted(std::string_view text) { return fmt::format("'{}'", text); }

// The same sum in SQL, over the table that holds the records: amounts are DECIMAL(38,12) there.
std::string sql_of(const Definition& definition, const TotalQuestion& question) {
  std::string names;
  for (const Measure measure : definition.measures) names += (names.empty() ? "" : ", ") + quoted(to_string(measure));
  std::string sql = fmt::format(
      "SELECT sum(r.amount) FROM stored_record r JOIN load l ON r.load = l.id WHERE l.source = '{}' AND r.giver = '{}' "
      "AND r.receiver = 'UA' AND r.measure IN ({})",
      definition.dataset, question.givers.front(), names);
  if (definition.aid_type.starts_with("non-")) {
    sql += " AND r.aid_type <> " + quoted(definition.aid_type.substr(4));
  } else if (!definition.aid_type.empty()) {
    sql += " AND r.aid_type = " + quoted(definition.aid_type);
  }
  if (!definition.instrument.empty()) sql += " AND r.instrument = " + quoted(definition.instrument);
  if (!definition.channel.empty()) sql += " AND r.channel = " + quoted(definition.channel);
  if (definition.period.from) sql += " AND r.date >= DATE " + quoted(definition.period.from->to_string());
  if (definition.period.to) sql += " AND r.date <= DATE " + quoted(definition.period.to->to_string());
  for (const std::string& id : definition.left_out) {
    // SOURCE/DATASET/POSITION: the dataset is one load.
    const std::size_t slash = id.find('/');
    const std::size_t position = id.rfind('/');
    sql += fmt::format(" AND NOT (l.dataset = '{}' AND r.position = '{}')", id.substr(slash + 1, position - slash - 1),
                       id.substr(position + 1));
  }
  return sql;
}

int fail(std::string_view what) {
  fmt::print(stderr, "definitions_bench: {}\n", what);
  return 2;
}

int run(std::span<char*> arguments) {
  std::size_t count = 0;
  const std::string_view text = arguments.size() == 3 ? arguments[1] : "";
  std::from_chars(text.data(), text.data() + text.size(), count);
  if (count == 0) return fail("usage: definitions_bench COUNT RESULTS.md");
  auto data = make_data(count);
  if (!data) return fail(data.problem().what);
  const RateTable rates;
  const auto questions = speech();

  auto begin = Clock::now();
  double processor = processor_seconds();
  RecordStore store(data->records, rates);
  std::uint64_t tried = 0;
  for (const TotalQuestion& question : questions) tried += find_definitions(question, store).tried;
  const double speech_seconds = seconds_since(begin);
  const double speech_processor = processor_seconds() - processor;

  // Every definition of a few questions is listed, and every so many of them is asked of the database.
  constexpr std::size_t questions_compared = 5;
  constexpr std::size_t asked_each = 20;
  std::size_t compared = 0;
  std::size_t equal = 0;
  double database_seconds = 0;
  double database_processor = 0;
  for (std::size_t q = 0; q < questions_compared; ++q) {
    TotalQuestion question = questions[q * 11];
    question.list_all = true;
    const auto definitions = find_definitions(question, store).definitions;
    for (std::size_t i = 0; i < asked_each; ++i) {
      const Definition& definition = definitions[i * (definitions.size() / asked_each)];
      const std::string sql = sql_of(definition, question);
      begin = Clock::now();
      processor = processor_seconds();
      const auto answer = data->ledger.sql(sql);
      database_seconds += seconds_since(begin);
      database_processor += processor_seconds() - processor;
      if (!answer) return fail(answer.problem().what);
      const auto value = Decimal::parse(answer->rows.at(0).at(0).value_or("0"));
      ++compared;
      if (value && *value == *definition.value) {
        ++equal;
      } else {
        fmt::print("differs: {} is {}, the database says {}\n", definition.words, definition.value->to_string(),
                   answer->rows.at(0).at(0).value_or("nothing"));
      }
    }
  }
  const auto definitions = static_cast<double>(tried);
  const auto queries = static_cast<double>(compared);
  const std::string table = fmt::format(
      "# A speech against a million records\n\n"
      "`script/bench definitions`: {} records of {} givers; a speech of {} totals of {} of them; one thread; DuckDB in "
      "memory, one SELECT a definition, in the same run. Processor time is what a machine that does nothing else "
      "takes.\n\n"
      "| what | processor | clock |\n|---|---|---|\n"
      "| the speech, with making the columns | {:.3f} s | {:.3f} s |\n"
      "| one of its {} definitions | {:.2f} us | {:.2f} us |\n"
      "| the same sum asked of DuckDB | {:.2f} ms | {:.2f} ms |\n"
      "| times faster | {:.0f} | {:.0f} |\n\n"
      "Answers equal to the last digit: {} of {}.\n",
      count, giver_count, speech_claims, speech_givers, speech_processor, speech_seconds, tried,
      speech_processor / definitions * 1e6, speech_seconds / definitions * 1e6, database_processor / queries * 1e3,
      database_seconds / queries * 1e3, database_processor / queries * definitions / speech_processor,
      database_seconds / queries * definitions / speech_seconds, equal, compared);
  fmt::print("{}", table);
  std::ofstream(arguments[2]) << table;
  return equal == compared ? 0 : 1;
}

}  // namespace
}  // namespace kept

int main(int count, char** arguments) { return kept::run({arguments, static_cast<std::size_t>(count)}); }
