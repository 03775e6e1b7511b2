#include "claim/naming.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "claim/claim.hpp"
#include "claim/context.hpp"
#include "claim/phrase_map.hpp"
#include "document/document.hpp"
#include "lang/lexicon.hpp"
#include "lang/packs.hpp"
#include "lang/token.hpp"

namespace kept {
namespace {

// All words of a name, or those that tell it from others of its kind.
enum class Words : std::uint8_t { all, telling };

// What the pack says of one token of a name.
struct NameToken {
  bool skipped = false;  // tells nothing apart
  std::string_view ordinal;
};

std::vector<NameToken> name_tokens(const Tokens& tokens, std::span<const Term> terms) {
  std::vector<NameToken> marks(tokens.size());
  for (const Term& term : terms) {
    if (term.table == Table::number && !tokens[term.first].capital) {  // "two large generators"
      for (std::uint32_t at = term.first; at < term.last; ++at) {
        marks[at].skipped = marks[at].skipped || tokens[at].kind == TokenKind::word;
      }
    }
    if (term.table != Table::phrase) continue;
    for (std::uint32_t at = term.first; at < term.last; ++at) {
      NameToken& mark = marks[at];
      const std::string_view kind = term.entry->column(0);
      if (kind == "ordinal") mark.ordinal = term.entry->column(1);
      // A capital makes "Action" or "New" part of a name; small words of a name stay out.
      const bool of_name = tokens[at].capital && (kind == "verb" || kind == "adverb" || kind == "generic");
      mark.skipped = mark.skipped || (kind != "ordinal" && !of_name);
    }
  }
  return marks;
}

void add_word(std::vector<std::string>& words, std::string word) {
  if (std::ranges::find(words, word) == words.end()) words.push_back(std::move(word));
}

// The English words for what the pack glosses; their tokens are marked as told. Of the telling ones those for phrases
// of which something tells.
std::vector<std::string> glosses_of(const Tokens& tokens, const LanguagePack& pack, std::vector<NameToken>& marks,
                                    Words wanted) {
  std::vector<std::string> words;
  for (const Term& term : pack.glosses.find(tokens)) {
    bool tells = wanted == Words::all;
    for (std::uint32_t at = term.first; at < term.last; ++at) tells = tells || !marks[at].skipped;
    if (!tells) continue;
    for (const std::string_view word : split(term.entry->column(0), ' ')) add_word(words, std::string(word));
    for (std::uint32_t at = term.first; at < term.last; ++at) marks[at].skipped = true;
  }
  return words;
}

// A single ideograph is no word.
void add_words(std::vector<std::string>& words, const Tokens& tokens, const std::vector<NameToken>& marks) {
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    if (tokens[at].kind != TokenKind::word && tokens[at].kind != TokenKind::number) continue;
    if (!marks[at].ordinal.empty()) {
      add_word(words, std::string(marks[at].ordinal) + "th");
    } else if (!marks[at].skipped) {
      add_word(words, std::string(tokens.lower(at)));
    }
  }
}

// What names a kind of event, document, deed or help, or who and when: alone it tells no two claims apart.
bool is_common(const Entry& entry, ClaimKind kind) {
  switch (entry.table) {
    case Table::party:
      return kind == ClaimKind::money || entry.column(1) != "mechanism";  // a programme's name tells much
    case Table::unit:
      return entry.column(1) == "stop";  // "years"
    case Table::role:
    case Table::event:
    case Table::agreement:
    case Table::date:
    case Table::calendar:
      return true;
    case Table::number:
    case Table::scale:
      return kind == ClaimKind::count || kind == ClaimKind::share;
    case Table::money_cue:
    case Table::instrument:
    case Table::modality:
    case Table::hedge:
      return kind == ClaimKind::money;
    case Table::money_word:
      // "Humanitarian" tells a purpose; "programme" is a part of a meeting's or agreement's name.
      return (kind == ClaimKind::money || kind == ClaimKind::act) && entry.column(0) != "civil";
    default:
      return false;
  }
}

void skip_common(std::vector<NameToken>& marks, std::span<const Term> terms, ClaimKind kind) {
  for (const Term& term : terms) {
    if (!is_common(*term.entry, kind)) continue;
    for (std::uint32_t at = term.first; at < term.last; ++at) marks[at].skipped = true;
  }
}

// A deed is named by its verb and what it is done to, "allocate the remaining energy funds"; what follows, "by the end
// of the year" or "that were set aside in May", says more of it, and differs from text to text. A deed that begins with
// its subject is left whole.
void skip_behind_deed(std::vector<NameToken>& marks, const Tokens& tokens, std::span<const Term> terms) {
  constexpr std::uint32_t words_min = 2;
  std::uint32_t words = 0;
  const auto is_verb = [](const Term& term) {
    return term.first == 0 && term.entry->table == Table::phrase && term.entry->column(0) == "verb";
  };
  std::uint32_t end = tokens.size();
  if (std::ranges::none_of(terms, is_verb)) return;
  for (std::uint32_t at = 0; at < end; ++at) {
    bool bounds = false;
    bool joins = false;
    for (const Term& term : terms) {
      if (term.entry->table != Table::phrase || at < term.first || at >= term.last) continue;
      const std::string_view kind = term.entry->column(0);
      bounds = bounds || kind == "preposition" || kind == "relative" || kind == "verb" || kind == "auxiliary";
      joins = joins || kind == "genitive";
    }
    if (words >= words_min && bounds && !joins) end = at;
    if (!marks[at].skipped && tokens[at].kind == TokenKind::word) ++words;
  }
  for (std::uint32_t at = end; at < tokens.size(); ++at) marks[at].skipped = true;
}

// How many is compared on its own: "[5,000] soldiers".
void skip_number(std::vector<NameToken>& marks, const Tokens& tokens) {
  for (std::uint32_t at = 0; at < tokens.size() && tokens[at].kind != TokenKind::word; ++at) marks[at].skipped = true;
}

std::vector<std::string> words_of(std::string_view text, const LanguagePack& pack, ClaimKind kind,
                                  Words wanted = Words::all) {
  const Tokens tokens = tokenize(text);
  const std::vector<Term> terms = pack.lexicon.find(tokens);
  std::vector<NameToken> marks = name_tokens(tokens, terms);
  if (kind == ClaimKind::act) skip_behind_deed(marks, tokens, terms);
  if (kind == ClaimKind::count || kind == ClaimKind::share) skip_number(marks, tokens);
  if (wanted == Words::telling) skip_common(marks, terms, kind);
  const std::vector<std::string> glosses = glosses_of(tokens, pack, marks, wanted);
  std::vector<std::string> words;
  add_words(words, tokens, marks);
  for (const std::string& gloss : glosses) add_word(words, gloss);
  const bool nameless = words.empty() && pack.traits.unspaced && wanted == Words::all;
  return nameless ? std::vector<std::string>{std::string(text)} : words;
}

// Money has no name of its own: the words of its sentence around it, between the amounts next to it.
std::vector<std::string> words_around(const Claim& money, std::span<const Claim> claims, const Document& document,
                                      const LanguagePack& pack, Words wanted) {
  Span around = money.sentence;
  for (const Claim& other : claims) {
    if (other.kind != ClaimKind::money || other.id == money.id) continue;
    if (other.span.end <= money.span.begin && other.span.end > around.begin) around.begin = other.span.end;
    if (other.span.begin >= money.span.end && other.span.begin < around.end) around.end = other.span.begin;
  }
  const Tokens tokens = tokenize(around.of(document.text));
  const std::vector<Term> terms = pack.lexicon.find(tokens);
  std::vector<NameToken> marks = name_tokens(tokens, terms);
  if (wanted == Words::telling) skip_common(marks, terms, ClaimKind::money);
  std::vector<std::string> words = glosses_of(tokens, pack, marks, wanted);
  for (const Term& term : terms) {
    // Who, how much and when are compared on their own.
    constexpr std::array elsewhere{Table::party, Table::currency, Table::number, Table::scale, Table::calendar};
    if (std::ranges::find(elsewhere, term.table) == elsewhere.end()) continue;
    for (std::uint32_t at = term.first; at < term.last; ++at) marks[at].skipped = true;
  }
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    marks[at].skipped |= tokens[at].kind == TokenKind::number;
    if (wanted == Words::telling && !marks[at].ordinal.empty()) marks[at] = {.skipped = true, .ordinal = {}};
  }
  add_words(words, tokens, marks);
  return words;
}

// The pack that reads the claim's sentence; nullptr where there is none.
const LanguagePack* pack_of(const Claim& claim, const Document& document, const Packs& packs) {
  const auto sentence = std::ranges::lower_bound(document.sentences, claim.sentence, {}, &Sentence::span);
  const bool known = sentence != document.sentences.end() && sentence->span == claim.sentence;
  return packs.find(known ? language_of(*sentence, document) : document.language);
}

std::vector<std::vector<std::string>> names_of(std::span<const Claim> claims, const Document& document,
                                               const Packs& packs, Words wanted) {
  std::vector<std::vector<std::string>> names(claims.size());
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const LanguagePack* pack = pack_of(claims[i], document, packs);
    if (pack == nullptr) continue;
    const ClaimKind kind = claims[i].kind;
    const Words of_kind = kind == ClaimKind::goods ? Words::all : wanted;
    names[i] = kind == ClaimKind::money ? words_around(claims[i], claims, document, *pack, wanted)
                                        : words_of(claims[i].span.of(document.text), *pack, kind, of_kind);
  }
  return names;
}

}  // namespace

std::vector<std::vector<std::string>> naming_words(std::span<const Claim> claims, const Document& document,
                                                   const Packs& packs) {
  return names_of(claims, document, packs, Words::all);
}

std::vector<std::vector<std::string>> telling_words(std::span<const Claim> claims, const Document& document,
                                                    const Packs& packs) {
  return names_of(claims, document, packs, Words::telling);
}

std::vector<std::string> naming_words(const PhraseMap& map, TokenRange named) {
  return words_of(map.context().text(named), *map.context().pack, ClaimKind::event);
}

bool is_subset(const std::vector<std::string>& part, const std::vector<std::string>& whole) {
  return std::ranges::all_of(
      part, [&whole](const std::string& word) { return std::ranges::find(whole, word) != whole.end(); });
}

}  // namespace kept
