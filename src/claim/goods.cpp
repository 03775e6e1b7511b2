#include "claim/goods.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "claim/claim.hpp"
#include "claim/clause.hpp"
#include "claim/context.hpp"
#include "claim/naming.hpp"
#include "claim/phrase_map.hpp"
#include "lang/lexicon.hpp"
#include "lang/token.hpp"

namespace kept {
namespace {

// What a sentence told of giving up to some token.
struct Giving {
  bool open = false;     // the next thing is given
  bool seen = false;     // a word of giving stood somewhere in the sentence
  bool package = false;  // a package or aid was named
  bool pledged = false;
  bool asked = false;
  const Term* thanks = nullptr;
  const Term* verb = nullptr;  // the last word of giving
};

struct Item {
  TokenRange tokens;
  std::vector<std::string> words;
  bool again = false;  // "additional vehicles" are no mention of the vehicles before
  Giving giving;
};

bool is_list_mark(std::string_view mark) { return mark == "-" || mark == "*" || mark == "\xE2\x80\xA2"; }

// The terms of one sentence and the state that they lead to; carries an opened list ("with:") into its points.
class GoodsReader {
 public:
  explicit GoodsReader(const PhraseMap& map) : map_(map), context_(map.context()) {}

  std::vector<Item> run() {
    Giving list;  // of the sentence that opened a list
    std::uint32_t paragraph = 0;
    bool told = false;  // the paragraph told of giving before: "We agreed on a package. Drones, helicopters."
    for (const SentenceTokens& sentence : context_.sentences) {
      if (sentence.tokens.empty()) continue;
      told = told && paragraph == sentence.paragraph;
      paragraph = sentence.paragraph;
      const bool point = list.seen && begins_point(sentence.tokens);
      Giving before = point ? list : Giving{};
      before.open = before.open || (told && !map_.any(sentence.tokens, word::verb | word::auxiliary));
      read_sentence(sentence.tokens, before);
      if (ends_open(sentence.tokens)) {
        list = giving_;
        list.open = true;
        list.seen = list.seen || giving_.package || told;
      } else if (!point) {
        list = {};
      }
      told = told || giving_.seen || giving_.package;
    }
    return std::move(items_);
  }

 private:
  bool begins_point(TokenRange sentence) const {
    const bool inside = is_list_mark(map_.lower(sentence.first));
    return inside || (sentence.first > 0 && is_list_mark(map_.lower(sentence.first - 1)));
  }
  bool ends_open(TokenRange sentence) const { return map_.lower(sentence.last - 1) == ":"; }

  void read_sentence(TokenRange sentence, Giving carried) {
    giving_ = carried;
    giving_.package = giving_.package || has_term(context_, Table::goods, sentence, "package");
    std::uint32_t skip_until = sentence.first;
    for (std::uint32_t at = sentence.first; at < sentence.last; ++at) {
      if (at < skip_until) continue;
      if (const Term* term = context_.term_at(Table::goods, at)) {
        take(*term, sentence);
        skip_until = term->last;
      } else if (closes(at, sentence)) {
        giving_.open = false;
      }
    }
  }

  // A word behind which things are no longer given: a relative clause, another verb, "to strengthen".
  bool closes(std::uint32_t at, TokenRange sentence) const {
    const bool inside = (at > sentence.first && map_.is_joint(at - 1)) || map_.is_joint(at + 1);
    if (inside) return false;  // "air-to-ground"
    if (map_.is(at, word::relative | word::auxiliary)) return true;
    if (map_.is(at, word::verb)) {  // but "of wounded soldiers", "the destroyed bridge"
      return at == sentence.first || !map_.is(at - 1, word::preposition | word::determiner | word::possessive);
    }
    if (!map_.is(at, word::infinitive) || at + 1 >= sentence.last) return false;
    const std::uint32_t next = at + 1;
    return !map_.is(next, word::name | word::party | word::determiner | word::possessive | word::number);
  }

  void take(const Term& term, TokenRange sentence) {
    const std::string_view kind = term.entry->column(0);
    if (kind == "item" || kind == "weak") {
      if (giving_.open) add_item(term, sentence);
      return;
    }
    if (kind == "closer") giving_.open = false;
    if (kind == "include") giving_.open = giving_.seen || giving_.package;
    if (kind == "contents") {  // "the package holds"
      giving_.open = giving_.seen = true;
      giving_.verb = &term;
    }
    if (kind == "thank") giving_.thanks = &term;
    if (kind == "pledge") giving_.pledged = true;
    if (kind == "ask") giving_.asked = true;
    if (kind == "give" || kind == "pledge" || kind == "thank") {
      giving_.open = true;
      giving_.seen = true;
      giving_.verb = &term;
    }
  }

  void add_item(const Term& head, TokenRange sentence) {
    if (head.first > sentence.first && map_.is_joint(head.first - 1) && head.last < sentence.last &&
        map_.is(head.last, word::conjunction)) {
      return;  // "anti-tank and anti-air systems": the systems are the thing
    }
    if (map_.noun_follows(behind_bracket(head.last, sentence), sentence.last))
      return;  // "missile battery": the battery
    const std::uint32_t phrase = map_.phrase_begin(head.first, sentence.first);
    std::uint32_t begin =
        map_.skip_opening(phrase, head.first, word::opening & ~word::possessive & ~word::demonstrative);
    if (giving_.verb != nullptr && giving_.verb->last > begin && giving_.verb->last <= head.first) {
      begin = map_.skip_opening(giving_.verb->last, head.first, word::opening);  // "[постачання] генераторів"
    }
    for (const PartyMention& party : in(context_.parties, {begin, head.first})) {
      if (party.tokens.first == begin && party.may_be('d')) begin = party.tokens.last;  // "[Кенії] генератори"
    }
    const bool for_it = phrase > sentence.first && map_.is(phrase - 1, word::purpose);
    if (for_it && !items_.empty() && items_.back().tokens.last + 1 == phrase) return;  // "снаряди для гаубиць"
    if (!items_.empty() && items_.back().tokens.last > begin && items_.back().tokens.first < head.first) {
      items_.back().tokens.last = std::max(items_.back().tokens.last, head.last);  // "винищувачі [F-16]"
      return;
    }
    if (phrase > sentence.first && map_.is(phrase - 1, word::possessive | word::demonstrative | word::unreal)) return;
    if (map_.any({phrase, head.first}, word::other)) return;
    if (head.entry->column(0) == "weak" && !is_told_apart({begin, head.first})) return;
    if (opens_list(head.last, sentence)) return;  // "weapons, including rifles": the rifles are the thing
    Item item{{begin, head.last}, {}, map_.any({phrase, head.first}, word::again), giving_};
    extend(item, sentence);
    item.words = naming_words(map_, {begin, head.last});
    items_.push_back(std::move(item));
  }

  // One behind an abbreviation in brackets, or `at`.
  std::uint32_t behind_bracket(std::uint32_t at, TokenRange sentence) const {
    constexpr std::uint32_t tokens_max = 5;
    if (at >= sentence.last || map_.lower(at) != "(") return at;
    for (std::uint32_t end = at; end < sentence.last && end < at + tokens_max; ++end) {
      if (map_.lower(end) == ")") return end + 1;
    }
    return at;
  }

  // Whether a word before a weak noun says which things they are.
  bool is_told_apart(TokenRange before) const {
    for (std::uint32_t at = before.first; at < before.last; ++at) {
      const bool idle = map_.is(at, word::generic | word::again | word::quantity | word::number | word::party);
      if (!idle && context_.tokens[at].kind == TokenKind::word) return true;
    }
    return false;
  }

  bool opens_list(std::uint32_t after, TokenRange sentence) const {
    if (after + 1 < sentence.last && map_.is(after, word::conjunction)) {  // "weapons and ammunition, including"
      const Term* second = context_.term_at(Table::goods, after + 1);
      if (second != nullptr) after = second->last;
    }
    while (after < sentence.last && context_.tokens[after].kind == TokenKind::mark && !map_.is_joint(after)) ++after;
    return after < sentence.last && term_of_kind(context_, Table::goods, after, "include") != nullptr;
  }

  // "for the military", "for hospitals": for whom, where that is no party.
  void extend(Item& item, TokenRange sentence) const {
    const Term* preposition = term_of_kind(context_, Table::phrase, item.tokens.last, "purpose");
    if (preposition == nullptr || preposition->last >= sentence.last) return;
    const std::uint32_t end = map_.phrase_end(preposition->last, sentence.last);
    const TokenRange whom{preposition->last, end};
    const bool plain = !whom.empty() && !map_.any(whom, word::party | word::number | word::name);
    if (plain && !has_term(context_, Table::goods, whom, "item")) item.tokens.last = end;
  }

  const PhraseMap& map_;
  const ReadingContext& context_;
  Giving giving_;
  std::vector<Item> items_;
};

void add_first(std::vector<std::string>& codes, const std::vector<std::string>& from,
               const std::vector<std::string>& but) {
  for (const std::string& code : from) {
    if (codes.empty() && std::ranges::find(but, code) == but.end()) add_code(codes, code);
  }
}

// Thanks name the giver; else the party before the word of giving gives and the party behind it receives. A text
// without a giver's name is the speaker's.
void add_parties(const PhraseMap& map, const Item& item, Claim& claim) {
  const TokenRange sentence = map.sentence(item.tokens.first);
  const ReadingContext& context = map.context();
  const std::string& speaker = context.document->country_at(context.span(item.tokens).begin);
  const bool here = item.giving.verb != nullptr && sentence.contains(item.giving.verb->first);
  if (item.giving.thanks != nullptr && sentence.contains(item.giving.thanks->first)) {
    add_first(claim.giver, party_codes(map, {item.giving.thanks->last, sentence.last}), {speaker});
    add_code(claim.receiver, speaker);
    return;
  }
  const TokenRange before{sentence.first, here ? item.giving.verb->first : item.tokens.first};
  add_first(claim.giver, free_party_codes(map, before), {});
  if (claim.giver.empty()) add_code(claim.giver, speaker_code(map, before));
  if (claim.giver.empty()) add_code(claim.giver, speaker);
  add_first(claim.receiver, party_codes(map, {before.last, sentence.last}), claim.giver);
  add_first(claim.receiver, governed_party_codes(map, before), claim.giver);
}

// What the word of giving is said to be: "will provide ... hundreds of interceptors".
Modality modality_of_giving(const PhraseMap& map, const Item& item, const Claim& claim) {
  if (item.giving.thanks != nullptr) return Modality::stated;  // "I would like to thank"
  if (item.giving.asked) return Modality::proposed;
  Modality modality = claim.modality;
  if (item.giving.verb != nullptr) {
    modality = modality_of(map, {item.giving.verb->first, item.giving.verb->last}, {}).modality;
  }
  return item.giving.pledged && modality == Modality::stated ? Modality::promised : modality;
}

Claim claim_of(const PhraseMap& map, const Item& item) {
  Claim claim = named_claim(map, ClaimKind::goods, item.tokens);
  claim.instrument = Instrument::in_kind;
  claim.modality = modality_of_giving(map, item, claim);
  if (item.giving.verb != nullptr) {
    claim.because.push_back({"goods", map.context().span({item.giving.verb->first, item.giving.verb->last})});
  }
  add_parties(map, item, claim);
  return claim;
}

// Of the same thing from the same giver the mention with most words, the first of equals.
bool is_mention_of(const Item& item, const Claim& claim, const Item& other, const Claim& other_claim) {
  if (item.again || other.again || item.words.empty() || claim.giver != other_claim.giver) return false;
  if (claim.sentence == other_claim.sentence && item.words != other.words) return false;
  return item.words.back() == other.words.back() && is_subset(item.words, other.words);
}

}  // namespace

std::vector<Claim> read_goods(const PhraseMap& map) {
  std::vector<Item> items = GoodsReader(map).run();
  std::ranges::stable_sort(items, [](const Item& a, const Item& b) { return a.words.size() > b.words.size(); });
  std::vector<Claim> claims;
  std::vector<const Item*> kept;
  for (const Item& item : items) {
    Claim claim = claim_of(map, item);
    bool repeated = false;
    for (std::size_t at = 0; at < kept.size() && !repeated; ++at) {
      repeated = is_mention_of(item, claim, *kept[at], claims[at]);
    }
    if (repeated) continue;
    kept.push_back(&item);
    claims.push_back(std::move(claim));
  }
  std::ranges::sort(claims, {}, [](const Claim& c) { return c.span; });
  return claims;
}

}  // namespace kept
