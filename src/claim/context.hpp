// All that is known of a document before claims are read from it, found once and shared by the readers of all kinds
// of claims: tokens, terms of the lexicon, sentences as token ranges, parties, dates.
//
// Every list is sorted by its first token (claim/placed.hpp); `in(list, range)` gives the part that begins inside a
// range of tokens. Nothing here allocates after make_reading_context.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/text.hpp"
#include "claim/claim.hpp"
#include "claim/placed.hpp"  // IWYU pragma: export
#include "document/document.hpp"
#include "lang/lexicon.hpp"
#include "lang/packs.hpp"
#include "lang/token.hpp"
#include "lang/word_kind.hpp"

namespace kept {

// The part of `range` within so many tokens of `token`: keeps reading linear in sentences without an end.
constexpr std::uint32_t near_tokens_max = 160;
constexpr TokenRange near(TokenRange range, std::uint32_t token) {
  return {std::max(range.first, token - std::min(token, near_tokens_max)),
          std::min(range.last, token + near_tokens_max)};
}

struct SentenceTokens {
  TokenRange tokens;
  Span span;
  std::uint32_t paragraph = 0;
  std::uint32_t paragraph_first = 0;  // the paragraph's first token
};

enum class PartyKind : std::uint8_t {
  state,         // "Japan"
  demonym,       // "Japanese"
  capital,       // "Tokyo": the place; a state only where it acts
  organisation,  // "the World Bank"
  mechanism,     // "ERA": a fund or programme through which money goes
  group,         // "the G7", "the European Union": states that act as one
  fund,          // "the Global Fund": to which states give
  agency,        // "JICA": a state's own, through which it gives
  speaker,       // "we", "our country": the speaker's state
};

struct PartyMention {
  TokenRange tokens;
  std::string_view code;  // "JP", "WB"; a view into the lexicon or into Document::speaker_country
  PartyKind kind = PartyKind::state;
  bool possessive = false;  // "Japan's"
  std::string_view cases;   // those that its form may be in, in languages that have them: n g d a i l; else empty

  [[nodiscard]] bool may_be(char grammatical_case) const { return cases.find(grammatical_case) != cases.npos; }
};

// How a date bounds what it dates.
enum class DateEdge : std::uint8_t { whole, until, since, span };  // span: "over the past year"

struct DateMention {
  TokenRange tokens;  // with its edge word: "by the end of 2027"
  Period period;      // resolved; an open end where the edge says so
  DatePrecision precision = DatePrecision::day;
  DateEdge edge = DateEdge::whole;
  bool weak = false;        // a bare year or month that may be a part of a name: dates nothing by itself
  std::string fiscal_year;  // "2024" of "FY2024"; then `period` is open at both ends
};

// A number in digits or words, scale words included: "3.2 million", "two", "1,500".
struct NumberMention {
  TokenRange tokens;
  Decimal value;
  bool in_words = false;
  bool ordinal = false;
  bool scaled = false;                       // has a scale word
  Decimal scale = Decimal::from_integer(1);  // what its scale words multiply by
  bool fraction = false;                     // "two-thirds", "half"
  bool glued = false;                        // part of a name: "F-16", "450kW"
};

struct ReadingContext {
  // In `tables`, beside a bit for each table: where a number begins, and what stands in a date, but for its first
  // token.
  static constexpr std::uint32_t number_bit = 1U << 31U;
  static constexpr std::uint32_t in_date_bit = 1U << 30U;

  const Document* document = nullptr;
  const LanguagePack* pack = nullptr;
  const ReadingContext* main = nullptr;  // the context of the document's own language, where this is another's
  Tokens tokens;
  TermList terms;
  std::vector<std::uint32_t> tables;  // of each token: bits of the tables whose terms begin there, and those above
  WordSets words;
  std::vector<SentenceTokens> sentences;
  std::vector<std::uint32_t> sentence_at;  // of each token, the sentence that has it or is the last before it
  Placed<PartyMention> parties;
  Placed<DateMention> dates;
  Placed<NumberMention> numbers;

  [[nodiscard]] std::string_view text(TokenRange range) const {
    return tokens.span(range.first, range.last).of(document->text);
  }
  [[nodiscard]] Span span(TokenRange range) const { return tokens.span(range.first, range.last); }
  // Index into `sentences` of the sentence that has this token.
  [[nodiscard]] std::size_t sentence_of(std::uint32_t token) const {
    return sentence_at.empty() ? 0 : sentence_at[std::min<std::size_t>(token, sentence_at.size() - 1)];
  }
  // Terms of one table that begin inside `range`.
  [[nodiscard]] std::vector<Term> terms_of(Table table, TokenRange range) const;
  // The term of `table` that begins at `token`, or that ends before `token`; or nullptr.
  [[nodiscard]] const Term* term_at(Table table, std::uint32_t token) const {
    return begins(table, token) ? &terms.first_at(table, token) : nullptr;
  }
  [[nodiscard]] const Term* term_ending_at(Table table, std::uint32_t token) const;
  // Whether a function word of this kind begins at `token`.
  [[nodiscard]] bool has_word(std::uint32_t token, WordKind kind) const { return words.has(token, kind); }
  // The number that begins at `token`, or nullptr.
  [[nodiscard]] const NumberMention* number_at(std::uint32_t token) const {
    return token < tables.size() && (tables[token] & number_bit) != 0 ? numbers.in({token, token + 1}).data() : nullptr;
  }
  // Whether a term of `table` begins at `token`, which may be behind the last one.
  [[nodiscard]] bool begins(Table table, std::uint32_t token) const {
    return token < tables.size() && ((tables[token] >> static_cast<std::uint32_t>(table)) & 1U) != 0;
  }
  // A comma between clauses or items; in some languages it parts no groups of digits.
  [[nodiscard]] bool is_comma(std::uint32_t token) const {
    return has_word(token, "group_mark") || has_word(token, "comma");
  }
  // The paragraph's sentences as one range of tokens.
  [[nodiscard]] TokenRange paragraph_tokens(std::size_t sentence) const;
};
static_assert(table_count <= 30, "ReadingContext::tables has a bit for each");

// The part of a sorted list that begins inside `range`.
template <typename T>
std::span<const T> in(const std::vector<T>& list, TokenRange range) {
  const auto by_first = [](const T& item, std::uint32_t at) { return item.tokens.first < at; };
  const auto begin = std::lower_bound(list.begin(), list.end(), range.first, by_first);
  const auto end = std::lower_bound(begin, list.end(), range.last, by_first);
  return {begin, end};
}

// The context of the document's sentences in one language, the document's own where `language` is empty; the others
// are as blank. `document` and `packs` outlive it. Empty where no pack has the language.
std::optional<ReadingContext> make_reading_context(const Document& document [[clang::lifetimebound]],
                                                   const Packs& packs [[clang::lifetimebound]],
                                                   std::string_view language = {});

// The languages of the document's sentences that have a pack, the document's own first.
std::vector<std::string_view> languages_read(const Document& document [[clang::lifetimebound]], const Packs& packs);
// The language of a sentence.
std::string_view language_of(const Sentence& sentence, const Document& document [[clang::lifetimebound]]);

}  // namespace kept
