// What a text says that published facts could show true or false. Fields and values are those of docs/json.md;
// what is uncertain is left empty, never guessed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "document/document.hpp"

namespace kept {

enum class ClaimKind : std::uint8_t { money, count, share, goods, event, agreement, sanction, act };
enum class Modality : std::uint8_t { stated, promised, expected, proposed, denied };
enum class Quantifier : std::uint8_t { exact, about, more_than, at_least, nearly, up_to, less_than };
enum class Stage : std::uint8_t { pledged, committed, signed_, disbursed, given, requested, other };
enum class Instrument : std::uint8_t { loan, grant, guarantee, budget_support, in_kind, military };
enum class Change : std::uint8_t { new_, restated, cumulative, increase, decrease };

std::string_view to_string(ClaimKind kind);
std::string_view to_string(Modality modality);
std::string_view to_string(Quantifier quantifier);
std::string_view to_string(Stage stage);
std::string_view to_string(Instrument instrument);
std::string_view to_string(Change change);

// Where in the text a field was read.
struct Because {
  std::string field;
  Span span;
};

struct Claim {
  std::string id;  // "c1", "c2" ... in the order of the text
  ClaimKind kind = ClaimKind::money;
  Span span;
  Span sentence;

  std::optional<Decimal> value;  // money, count, share; empty for a range
  std::optional<Decimal> low;    // of a range only
  std::optional<Decimal> high;
  std::string currency;  // ISO 4217, money only
  std::string unit;      // count: the noun's lemma in English; share: "%"
  Quantifier quantifier = Quantifier::exact;
  Modality modality = Modality::stated;
  std::optional<Stage> stage;  // money only
  std::optional<Instrument> instrument;

  std::vector<std::string> giver;  // party codes, see data/parties
  std::vector<std::string> receiver;
  std::vector<std::string> parties;  // of events and agreements
  std::vector<std::string> channel;

  Period period;  // date_from, date_to
  std::optional<DatePrecision> date_precision;
  Period decided;           // decided_from, decided_to
  std::string fiscal_year;  // "JP 2024"

  std::string equivalent_of;            // id of the claim restated in another currency
  std::string part_of;                  // id of the total
  std::optional<Decimal> implied_rate;  // on an equivalent: units of its base's currency per unit of its own
  bool cumulative = false;
  std::optional<Change> change;
  std::optional<Span> purpose;
  std::string speaker;  // who says it, where a document has several speakers; as his label names him
  std::string speaker_country;
  std::vector<std::string> warnings;  // what in the text does not add up; the values stay as printed

  std::vector<Because> because;
};

struct ReadingStats {
  std::uint64_t numbers_seen = 0;      // every number of the text
  std::uint64_t numbers_read = 0;      // that stand in a claim
  std::uint64_t numbers_left_out = 0;  // dates, ordinals, uncertain ones
  std::uint64_t sentences = 0;
};

// A number that is in no claim, and why.
struct LeftOut {
  Span span;
  std::string reason;
};

struct Reading {
  std::vector<Claim> claims;  // by span ascending
  std::vector<LeftOut> left_out;
  std::vector<Span> numbers = {};  // that stand in a claim, by span
  std::vector<Problem> problems;
  ReadingStats stats;
};

}  // namespace kept
