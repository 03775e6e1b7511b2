// The kinds of function words: what the table `function_word` of a pack says of a word, and what readers ask of one.
// A kind is a number, so that to ask is to compare two numbers; the names are looked up when the program is compiled.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kept {

inline constexpr std::string_view word_kinds =
    "actor_noun addressee_mark against and and_fraction and_half answer_label back_noun back_reference bare "
    "between between_mark budget_noun bullet by by_mark changed clause close close_quote colon comma dash "
    "dash_clause day_follower decimal_mark decision definite determiner either_mark equivalent from from_mark "
    "group_mark harm_noun hedge_gap in_terms_of kind label label_noun link list_clause minus no_role not_even "
    "not_subject noun_suffix number_noun object_mark of open open_quote or out_of over part part_opener "
    "passive per percent place_mark point post_mark present_budget project_noun pronoun_mark pronoun_number "
    "question_label receiver_mark relative respectively sentence_end starter stop subject_mark subordinate "
    "sum sum_behind_clause target_noun tenths that_noun to to_mark topic_mark tranche_noun unnamed_actor "
    "verb_ending via with";

// The kinds of words that bound noun phrases: those of the table `phrase`.
inline constexpr std::string_view phrase_kinds =
    "determiner demonstrative possessive preposition conjunction relative pronoun auxiliary verb adverb generic again "
    "other quantity ordinal genitive infinitive purpose owner unreal indefinite";

// The place of `word` among words that are parted by blanks, from 1; 0 where it is none of them.
constexpr std::uint8_t place_among(std::string_view words, std::string_view word) {
  std::uint8_t place = 1;
  while (true) {
    const std::size_t end = words.find(' ');
    if (words.substr(0, end) == word) return place;
    if (end == std::string_view::npos) return 0;
    words.remove_prefix(end + 1);
    ++place;
  }
}

class WordKind {
 public:
  static constexpr std::uint8_t count = [] {  // of word_kinds
    std::uint8_t blanks = 0;
    for (const char c : word_kinds) blanks = static_cast<std::uint8_t>(blanks + (c == ' ' ? 1 : 0));
    return static_cast<std::uint8_t>(blanks + 1);
  }();

  // By its name: has_word(at, "dash"). A name that is none of `word_kinds` does not compile.
  template <std::size_t N>
  // NOLINTNEXTLINE(google-explicit-constructor,hicpp-explicit-conversions): to be written as a name
  consteval WordKind(const char (&name)[N]) : number_(place_among(word_kinds, {name, N - 1})) {
    if (number_ == 0) throw "no kind of function word has this name";
  }
  [[nodiscard]] constexpr std::uint8_t number() const { return number_; }

 private:
  std::uint8_t number_;
};

}  // namespace kept
