#include "claim/head_last_phrase.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "claim/context.hpp"
#include "claim/predicate.hpp"
#include "lang/lexicon.hpp"
#include "lang/token.hpp"

namespace kept {
namespace {

constexpr std::uint32_t phrase_tokens_max = 80;

bool is_between(std::string_view letter, std::string_view first, std::string_view last) {
  return first <= letter && letter <= last;
}

bool is_hiragana(std::string_view lower) { return is_between(lower, "ぁ", "ゟ"); }
bool is_katakana(std::string_view lower) { return is_between(lower, "ァ", "ヿ") && lower.size() > 3; }

// The item of a sorted list that ends before `last` and begins at most `tokens_max` tokens earlier, or nullptr.
template <typename Item>
const Item* ending_at(const Placed<Item>& list, std::uint32_t last) {
  constexpr std::uint32_t tokens_max = 24;
  for (const Item& item : in(list, {last - std::min(last, tokens_max), last})) {
    if (item.tokens.last == last) return &item;
  }
  return nullptr;
}

class Walk {
 public:
  Walk(const ReadingContext& context, HeadLastPhrase& phrase)
      : context_(context),
        phrase_(phrase),
        sentence_(context.sentences[context.sentence_of(phrase.head.first)].tokens) {
    floor_ = std::max(sentence_.first, phrase.head.first - std::min(phrase.head.first, phrase_tokens_max));
  }

  void run() {
    std::uint32_t at = phrase_.head.first;
    while (at > floor_) {
      const std::uint32_t next = step(at);
      if (next >= at) break;
      at = std::max(next, floor_);
    }
    while (at < phrase_.head.first && is_joint(at)) ++at;
    phrase_.tokens = {at, phrase_.head.last};
  }

 private:
  [[nodiscard]] bool is_joint(std::uint32_t at) const {
    return context_.has_word(at, "link") || context_.tokens[at].kind == TokenKind::mark;
  }

  // The token at which what ends before `at` begins, or `at` where the phrase ends.
  std::uint32_t step(std::uint32_t at) {
    if (const auto* party = ending_at(context_.parties, at)) {
      phrase_.named = phrase_.owned = true;
      return party->tokens.first;
    }
    if (const auto* date = ending_at(context_.dates, at); date != nullptr && date->tokens.first < at) {
      if (date->period.from || date->period.to) phrase_.date = date;
      return date->tokens.first;
    }
    // "二千人[余り]を"
    if (const Term* hedge = context_.term_ending_at(Table::hedge, at);
        hedge != nullptr && hedge->entry->column(0) == "after") {
      return hedge->first;
    }
    if (const Term* role = context_.term_ending_at(Table::role, at)) {
      phrase_.owned = true;
      return role->first;
    }
    if (const Term* word = context_.term_ending_at(Table::function_word, at)) {
      if (context_.has_word(word->first, "link")) return word->first;
      if (context_.has_word(word->first, "close_quote")) return opening_quote(word->first, at);
    }
    if (const auto* number = ending_at(context_.numbers, at)) {  // "15億8,000万"
      phrase_.numbered = phrase_.numbered || number->ordinal || context_.tokens[at - 1].kind == TokenKind::number;
      return number->tokens.first;
    }
    const std::string_view lower = context_.tokens.lower(at - 1);
    if (context_.tokens[at - 1].kind == TokenKind::mark) return at;
    if (is_hiragana(lower)) return at;
    if (context_.tokens[at - 1].kind == TokenKind::number) phrase_.numbered = true;
    if (is_katakana(lower) || context_.tokens[at - 1].kind == TokenKind::word) phrase_.named = true;
    if (const Term* number = context_.term_ending_at(Table::number, at)) {
      phrase_.numbered = phrase_.numbered || number->entry->column(0) == "ordinal_prefix";
    }
    return at - 1;
  }

  std::uint32_t opening_quote(std::uint32_t close, std::uint32_t at) {
    for (std::uint32_t open = close; open > floor_; --open) {
      if (!context_.has_word(open - 1, "open_quote")) continue;
      phrase_.named = true;
      return open - 1;
    }
    return at;
  }

  const ReadingContext& context_;
  HeadLastPhrase& phrase_;
  TokenRange sentence_;
  std::uint32_t floor_ = 0;
};

}  // namespace

HeadLastPhrase head_last_phrase(const ReadingContext& context, TokenRange head) {
  HeadLastPhrase phrase;
  phrase.head = head;
  Walk(context, phrase).run();
  return phrase;
}

const DateMention* date_of_phrase(const ReadingContext& context, const HeadLastPhrase& phrase) {
  if (phrase.date != nullptr) return phrase.date;
  const TokenRange sentence = context.sentences[context.sentence_of(phrase.head.first)].tokens;
  const auto told = [](const DateMention& d) { return !d.weak && (d.period.from || d.period.to); };
  const DateMention* best = nullptr;
  for (const DateMention& date : in(context.dates, {sentence.first, phrase.head.first})) {
    if (told(date)) best = &date;
  }
  if (best != nullptr) return best;
  const std::uint32_t end = clause_end_behind(context, phrase.head.last, sentence.last);
  for (const DateMention& date : in(context.dates, {phrase.head.last, end})) {
    if (told(date)) return &date;
  }
  return nullptr;
}

}  // namespace kept
