#include "claim/head_last_claims.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "claim/claim.hpp"
#include "claim/context.hpp"
#include "claim/head_last_phrase.hpp"
#include "claim/money_fields.hpp"
#include "claim/predicate.hpp"
#include "lang/lexicon.hpp"
#include "lang/token.hpp"

namespace kept {
namespace {

constexpr std::uint32_t verb_reach = 14;   // tokens from a noun to the verb that tells of it
constexpr std::uint32_t place_reach = 10;  // tokens from a place to the word of visiting it
constexpr std::uint32_t near_verb_reach = 3;
constexpr std::uint32_t object_reach = 40;
constexpr std::uint32_t ending_reach = 8;

void add_code(std::vector<std::string>& codes, std::string_view code) {
  if (!code.empty() && std::ranges::find(codes, code) == codes.end()) codes.emplace_back(code);
}

struct Found {
  HeadLastPhrase phrase;
  ClaimKind kind = ClaimKind::event;
  std::string_view head;  // the noun, for finding other mentions
  std::vector<std::string> parties;
  const DateMention* date = nullptr;
  std::uint32_t last = 0;  // one behind what is marked
  Modality modality = Modality::stated;
};

class HeadLastReader {
 public:
  explicit HeadLastReader(const ReadingContext& context) : context_(context) {}

  std::vector<Claim> run() {
    for (const Term& term : context_.terms) {
      const auto kind_of = [](const Term& t) { return t.entry->column(0); };
      switch (term.table) {
        case Table::event:
          if (kind_of(term) != "host") consider(ClaimKind::event, event(term, kind_of(term)));
          break;
        case Table::agreement:
          if (kind_of(term) != "sign") consider(ClaimKind::agreement, agreement(term, kind_of(term)));
          break;
        case Table::sanction:
          if (kind_of(term) == "sanctions") consider(ClaimKind::sanction, sanction(term));
          break;
        case Table::goods:
          if (kind_of(term) == "item" || kind_of(term) == "weak") {
            consider(ClaimKind::goods, goods(term, kind_of(term)));
          }
          break;
        default:
          break;
      }
    }
    keep_fullest();
    for (const std::uint32_t place : context_.terms.of(Table::act)) consider_act(context_.terms[place]);
    std::vector<Claim> claims;
    claims.reserve(found_.size());
    for (const Found& found : found_) claims.push_back(claim_of(found));
    return claims;
  }

 private:
  [[nodiscard]] TokenRange sentence_of(std::uint32_t token) const {
    return context_.sentences[context_.sentence_of(token)].tokens;
  }

  [[nodiscard]] const Term* term_of_kind(Table table, TokenRange range, std::string_view kind) const {
    for (const Term& term : in(context_.terms, range)) {
      if (term.table == table && term.entry->column(0) == kind) return &term;
    }
    return nullptr;
  }

  [[nodiscard]] TokenRange behind(std::uint32_t from, std::uint32_t reach) const {
    return {from, std::min(sentence_of(from - 1).last, from + reach)};
  }
  [[nodiscard]] TokenRange before(std::uint32_t token, std::uint32_t reach) const {
    return {std::max(sentence_of(token).first, token - std::min(token, reach)), token};
  }

  // A noun goes on behind the head: "会談録", "制裁対象".
  [[nodiscard]] bool noun_follows(std::uint32_t at) const { return context_.has_word(at, "noun_suffix"); }

  [[nodiscard]] Predicate predicate_of(const HeadLastPhrase& phrase) const {
    return predicate_behind(context_, phrase.head.last, sentence_of(phrase.head.first).last);
  }

  // Whether a noun goes on behind the ending: the verb only tells of it ("[活用した]投資").
  [[nodiscard]] bool is_relative(const Term& ending) const {
    if (ending.last >= context_.tokens.size()) return false;
    const Token& next = context_.tokens[ending.last];
    const bool bound = next.kind == TokenKind::mark || context_.term_at(Table::function_word, ending.last) != nullptr ||
                       context_.term_at(Table::modality, ending.last) != nullptr;
    return !bound && (next.kind == TokenKind::word || context_.tokens.lower(ending.last) > "ゟ");
  }

  // Whether the noun goes on: "補助[金]", "整備[計画]".
  [[nodiscard]] bool is_inside_noun(std::uint32_t at) const {
    if (at >= context_.tokens.size() || context_.tokens[at].kind != TokenKind::ideograph) return false;
    const bool bound =
        context_.term_at(Table::function_word, at) != nullptr || context_.term_at(Table::modality, at) != nullptr;
    return !bound && context_.tokens.lower(at) > "ゟ";
  }

  [[nodiscard]] std::vector<std::string> parties_in(TokenRange range) const {
    std::vector<std::string> codes;
    for (const PartyMention& party : in(context_.parties, range)) {
      if (party.kind != PartyKind::mechanism) add_code(codes, party.code);
    }
    return codes;
  }

  [[nodiscard]] bool has_party(TokenRange range) const { return !in(context_.parties, range).empty(); }
  [[nodiscard]] bool has_role(TokenRange range) const {
    return std::ranges::any_of(in(context_.terms, range), [](const Term& t) { return t.table == Table::role; });
  }

  // Whether a verb of holding stands behind the noun or, as a participle, before its phrase.
  [[nodiscard]] bool is_held(const HeadLastPhrase& phrase) const {
    return term_of_kind(Table::event, behind(phrase.head.last, verb_reach), "host") != nullptr ||
           term_of_kind(Table::event, before(phrase.tokens.first, 6), "host") != nullptr;
  }

  // A title above the text names what the text tells of.
  [[nodiscard]] bool is_title(std::uint32_t token) const {
    constexpr std::uint32_t title_paragraph_max = 1;
    const SentenceTokens& sentence = context_.sentences[context_.sentence_of(token)];
    return sentence.paragraph <= title_paragraph_max && context_.sentences.size() > 3 &&
           !context_.has_word(sentence.tokens.last - 1, "sentence_end");
  }

  // "COP26": a number right behind the head belongs to it.
  [[nodiscard]] TokenRange numbered_head(const Term& term) const {
    const auto number = in(context_.numbers, {term.last, term.last + 1});
    const bool joined = !number.empty() && term.last < context_.tokens.size() &&
                        !context_.tokens[term.last].blank_before &&
                        context_.tokens[term.last - 1].kind == TokenKind::word;
    return {term.first, joined ? number.front().tokens.last : term.last};
  }

  [[nodiscard]] std::optional<HeadLastPhrase> event(const Term& term, std::string_view kind) const {
    HeadLastPhrase phrase = head_last_phrase(context_, numbered_head(term));
    if (noun_follows(phrase.head.last)) return std::nullopt;
    phrase.numbered = phrase.numbered || phrase.head.last > term.last;
    phrase.named = phrase.named || phrase.head.last > term.last;
    const bool dated = phrase.date != nullptr || (kind == "gathering" && date_of_phrase(context_, phrase) != nullptr);
    const bool held = is_held(phrase);
    const TokenRange near = before(term.first, place_reach);
    bool right = false;
    if (kind == "gathering")
      right = phrase.date != nullptr ||
              ((phrase.named || phrase.numbered) ? held || dated || phrase.numbered : held && dated);
    if (kind == "contact")
      right = phrase.owned || ((has_party(before(term.first, 30)) || has_role(before(term.first, 30))) && held);
    if (kind == "travel") {
      const bool place = has_party(near) || phrase.named;
      right = place && (context_.term_at(Table::modality, term.last) != nullptr ||
                        context_.has_word(term.last, "verb_ending") || context_.has_word(term.last, "clause"));
      right = right || (phrase.owned && phrase.named && dated);
    }
    if (kind == "politics") right = phrase.owned || dated;
    if (kind == "attack") {
      right = phrase.owned || (phrase.named && (dated || held));
      right = right || (has_party(near) && (held || context_.has_word(term.last, "verb_ending")));
    }
    if (kind == "exercise") right = phrase.named || phrase.owned;
    return right ? std::optional(phrase) : std::nullopt;
  }

  // "了解覚書、[ＭＯＵ]に": the same thing in other words.
  [[nodiscard]] bool restates_agreement(const Term& term) const {
    if (term.first == 0) return false;
    const bool joined = context_.has_word(term.first - 1, "either_mark") || context_.has_word(term.first - 1, "open");
    return joined && context_.term_ending_at(Table::agreement, term.first - 1) != nullptr;
  }

  [[nodiscard]] std::optional<HeadLastPhrase> agreement(const Term& term, std::string_view kind) const {
    const HeadLastPhrase phrase = head_last_phrase(context_, {term.first, term.last});
    if (noun_follows(term.last) || restates_agreement(term)) return std::nullopt;
    const bool sign = term_of_kind(Table::agreement, behind(term.last, verb_reach), "sign") != nullptr ||
                      term_of_kind(Table::agreement, before(phrase.tokens.first, 8), "sign") != nullptr;
    const bool closed = kind == "deal" && has_party({sentence_of(term.first).first, term.first}) &&
                        term_of_kind(Table::agreement, behind(term.last, near_verb_reach), "sign") != nullptr &&
                        !context_.has_word(term.last, "verb_ending");  // "英国の企業と契約を結んだ"
    if (closed) return phrase;
    const bool told =
        kind == "document" ? sign || (phrase.named && phrase.date != nullptr) : phrase.owned || (sign && phrase.named);
    if (kind == "deal" && context_.has_word(term.last, "verb_ending")) return std::nullopt;  // "合意した"
    return told ? std::optional(phrase) : std::nullopt;
  }

  [[nodiscard]] std::optional<HeadLastPhrase> sanction(const Term& term) const {
    const HeadLastPhrase phrase = head_last_phrase(context_, {term.first, term.last});
    if (noun_follows(term.last)) return std::nullopt;
    const TokenRange sentence = sentence_of(term.first);
    const TokenRange after{term.last, std::min(sentence.last, term.last + near_tokens_max)};
    const bool verb = context_.has_word(term.last, "verb_ending");  // "輸出を禁止[し]"
    if (!verb && term_of_kind(Table::sanction, after, "impose") == nullptr) return std::nullopt;
    // A bare "制裁" of no party tells nothing.
    const bool told = has_party({sentence.first, term.first}) || phrase.named;
    return told ? std::optional(phrase) : std::nullopt;
  }

  [[nodiscard]] std::optional<HeadLastPhrase> goods(const Term& term, std::string_view kind) const {
    const TokenRange sentence = sentence_of(term.first);
    const TokenRange after{term.last, std::min(sentence.last, term.last + near_tokens_max / 2)};
    const Term* given = term_of_kind(Table::goods, after, "give");
    // Far from the word of giving only what stands in a list: "毛布・発電機等を".
    const bool listed = context_.has_word(term.last, "and") || context_.has_word(term.last, "either_mark") ||
                        (term.first > sentence.first && context_.has_word(term.first - 1, "and"));
    if (given == nullptr || noun_follows(term.last) || (!listed && given->first > term.last + verb_reach)) {
      return std::nullopt;
    }
    // "ワクチン・サミット": the first half of another name.
    const std::uint32_t next = term.last + 1;
    if (listed && next < context_.tokens.size() && context_.tokens.lower(term.last) == "・" &&
        context_.term_at(Table::goods, next) == nullptr) {
      return std::nullopt;
    }
    // "食糧[援助]", not "毛布[供与]"
    const Term* next_word = context_.term_at(Table::goods, term.last);
    if (is_inside_noun(term.last) && next_word == nullptr && in(context_.numbers, {term.last, term.last + 1}).empty()) {
      return std::nullopt;
    }
    HeadLastPhrase phrase = head_last_phrase(context_, {term.first, term.last});
    if (kind == "weak" && phrase.tokens.first == term.first) return std::nullopt;
    // An item of a list, not all the list: "防弾チョッキ・鉄帽".
    for (std::uint32_t at = term.first; at > phrase.tokens.first; --at) {
      if (!context_.has_word(at - 1, "link")) continue;
      phrase.tokens.first = at;
      break;
    }
    return phrase;
  }

  void consider(ClaimKind kind, const std::optional<HeadLastPhrase>& phrase) {
    if (!phrase || is_title(phrase->head.first)) return;
    Found found{*phrase,
                kind,
                context_.text(phrase->head),
                parties_in(phrase->tokens),
                date_of_phrase(context_, *phrase),
                phrase->head.last,
                predicate_of(*phrase).modality};
    found_.push_back(std::move(found));
  }

  // Whether each name of `a` (katakana, letters, figures) stands in `b` too.
  [[nodiscard]] bool names_all(const Found& a, const Found& b) const {
    const std::string_view whole = context_.text({b.phrase.tokens.first, b.last});
    for (std::uint32_t at = a.phrase.tokens.first; at < a.phrase.head.last; ++at) {
      const Token& token = context_.tokens[at];
      const bool name = token.kind == TokenKind::word || token.kind == TokenKind::number || token.span.size() > 3;
      if (name && whole.find(token.span.of(context_.document->text)) == std::string_view::npos) return false;
    }
    return true;
  }

  // The same noun with the same parties and names, and dates that do not part them.
  [[nodiscard]] bool is_mention_of(const Found& a, const Found& b) const {
    if (a.kind != b.kind || a.head != b.head) return false;
    if (a.kind == ClaimKind::goods) return a.modality == b.modality;
    if (!names_all(a, b)) return false;
    const bool parted =
        a.phrase.date != nullptr && b.phrase.date != nullptr && !a.phrase.date->period.overlaps(b.phrase.date->period);
    if (parted) return false;
    return std::ranges::all_of(
        a.parties, [&](const std::string& code) { return std::ranges::find(b.parties, code) != b.parties.end(); });
  }

  // Of overlapping ones, and of several mentions of one thing, the longest.
  void keep_fullest() {
    std::ranges::stable_sort(found_, std::ranges::greater{},
                             [](const Found& f) { return f.last - f.phrase.tokens.first; });
    std::vector<Found> kept;
    for (Found& found : found_) {
      const bool repeated = std::ranges::any_of(kept, [&](const Found& other) {
        const bool overlap = found.phrase.head.first < other.last && other.phrase.tokens.first < found.last;
        return (overlap && found.kind == other.kind) || is_mention_of(found, other);
      });
      if (!repeated) kept.push_back(std::move(found));
    }
    found_ = std::move(kept);
  }

  // A deed with its object before it and an ending behind it: "保険証を[廃止]し", "オスプレイ[配備]を予定する".
  void consider_act(const Term& term) {
    if (is_title(term.first) || is_inside_noun(term.last)) return;
    const Term* ending = ending_of(term);
    if (ending == nullptr && !context_.has_word(term.last, "clause")) return;
    if (ending != nullptr && context_.has_word(ending->last, "subordinate")) return;  // "発出するよう"
    const bool relative = ending != nullptr && is_relative(*ending);
    std::optional<HeadLastPhrase> phrase;
    if (relative) phrase = done_on(term);  // "昨年六月に決定した計画"
    const bool changes_level = term.entry->column(0) == "level";
    if (changes_level) phrase = changed_to(term);
    const bool to_number = phrase && changes_level;
    if (!phrase) phrase = done_to(term);
    if (!phrase) return;
    if (relative && !is_dated_before(phrase->tokens.first)) return;
    phrase->head = {term.first, term.last};
    phrase->tokens.last = ending != nullptr ? ending->last : term.last;
    const bool restates = std::any_of(found_.begin(), found_.end(), [&](const Found& f) {
      return phrase->tokens.first < f.last && f.phrase.tokens.first < phrase->tokens.last;
    });
    if (restates || (!to_number && has_money(phrase->tokens)) || is_told_again(*phrase)) return;
    const TokenRange sentence = sentence_of(term.first);
    found_.push_back({*phrase, ClaimKind::act, context_.text(phrase->head),
                      parties_in({sentence.first, phrase->tokens.last}), date_of_phrase(context_, *phrase),
                      phrase->tokens.last, Modality::stated});
  }

  // The same deed of the same date: the first mention stands.
  [[nodiscard]] bool is_told_again(const HeadLastPhrase& phrase) const {
    const DateMention* date = date_of_phrase(context_, phrase);
    const std::string_view head = context_.text(phrase.head);
    return date != nullptr && std::ranges::any_of(found_, [&](const Found& f) {
             return f.kind == ClaimKind::act && f.head == head && f.date != nullptr && f.date->period == date->period;
           });
  }

  // The ending of the verb that goes with a deed, or nullptr.
  [[nodiscard]] const Term* ending_of(const Term& deed) const {
    for (const Term& word : in(context_.terms, behind(deed.last, ending_reach))) {
      if (word.table == Table::modality && word.entry->column(1) != "none") return &word;
    }
    return nullptr;
  }

  // The number to which a level is changed, right before the deed: "一五％に[引き下げ]られる".
  [[nodiscard]] std::optional<HeadLastPhrase> changed_to(const Term& deed) const {
    constexpr std::uint32_t unit_tokens_max = 4;
    if (deed.first < 2 || !context_.has_word(deed.first - 1, "addressee_mark")) return std::nullopt;
    for (const NumberMention& number : in(context_.numbers, before(deed.first, verb_reach))) {
      if (number.tokens.last > deed.first - 1 || deed.first - 1 - number.tokens.last > unit_tokens_max) continue;
      HeadLastPhrase phrase;
      phrase.tokens = {number.tokens.first, deed.last};
      return phrase;
    }
    return std::nullopt;
  }

  // What the deed is done to: the nouns right before it ("追加の[補助]を行う"), else the nearest object or topic.
  [[nodiscard]] std::optional<HeadLastPhrase> done_to(const Term& deed) const {
    const bool reports = deed.entry->column(0) == "object";
    if (context_.has_word(deed.last, "object_mark") && !reports) {
      const HeadLastPhrase phrase = head_last_phrase(context_, {deed.first, deed.first});
      if (phrase.tokens.first < deed.first) return phrase;
    }
    const std::uint32_t floor = sentence_of(deed.first).first;
    for (std::uint32_t back = 1; back <= object_reach && deed.first >= floor + back; ++back) {
      const std::uint32_t at = deed.first - back;
      if (context_.has_word(at, "clause")) break;
      const bool topic = !reports && context_.has_word(at, "topic_mark");
      if (!context_.has_word(at, "object_mark") && !topic) continue;
      const HeadLastPhrase phrase = head_last_phrase(context_, {at, at});
      return phrase.tokens.first < at ? std::optional(phrase) : std::nullopt;
    }
    const HeadLastPhrase phrase = head_last_phrase(context_, {deed.first, deed.first});
    return phrase.tokens.first < deed.first && !reports ? std::optional(phrase) : std::nullopt;
  }

  // The date right before a deed, a particle between.
  [[nodiscard]] std::optional<HeadLastPhrase> done_on(const Term& deed) const {
    for (const DateMention& date : in(context_.dates, before(deed.first, verb_reach))) {
      if (date.tokens.last + 1 < deed.first) continue;
      HeadLastPhrase phrase;
      phrase.tokens = {date.tokens.first, deed.last};
      phrase.date = &date;
      return phrase;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool is_dated_before(std::uint32_t token) const {
    return std::ranges::any_of(in(context_.dates, before(token + 1, verb_reach)),
                               [&](const DateMention& date) { return date.tokens.last + 1 >= token; });
  }

  [[nodiscard]] bool has_money(TokenRange range) const {
    return std::ranges::any_of(in(context_.numbers, range), [&](const NumberMention& number) {
      return context_.term_at(Table::currency, number.tokens.last) != nullptr;
    });
  }

  [[nodiscard]] Claim claim_of(const Found& found) const {
    Claim claim;
    claim.kind = found.kind;
    const TokenRange range{found.phrase.tokens.first, found.last};
    claim.span = context_.span(range);
    const std::size_t sentence_at = context_.sentence_of(range.first);
    claim.sentence = context_.sentences[sentence_at].span;
    const TokenRange sentence = context_.sentences[sentence_at].tokens;
    if (found.date != nullptr) {
      claim.period = found.date->period;
      claim.date_precision = found.date->precision;
      claim.because.push_back({"date", context_.span(found.date->tokens)});
    }
    const Predicate predicate = predicate_of(found.phrase);
    claim.modality = predicate.modality;
    if (!predicate.word.empty()) claim.because.push_back({"modality", context_.span(predicate.word)});
    const auto& today = context_.document->date;
    if (claim.modality == Modality::stated && today && claim.period.from && *claim.period.from > *today) {
      claim.modality = Modality::expected;
    }
    if (found.kind != ClaimKind::event && claim.modality == Modality::stated && is_announced(found.phrase))
      claim.modality = Modality::promised;
    add_parties(found, sentence, claim);
    return claim;
  }

  // "発電機の供与を[発表]した": a word of promising behind the thing, before anything is told as done.
  [[nodiscard]] bool is_announced(const HeadLastPhrase& phrase) const {
    const std::uint32_t end = clause_end_behind(context_, phrase.head.last, sentence_of(phrase.head.first).last);
    for (const Term& term : in(context_.terms, {phrase.head.last, end})) {
      if (term.table == Table::modality && term.entry->column(1) == "done") return false;
      if (term.table == Table::money_cue && term.entry->column(0) == "pledged") return true;
    }
    return false;
  }

  void add_parties(const Found& found, TokenRange sentence, Claim& claim) const {
    if (found.kind != ClaimKind::goods && found.kind != ClaimKind::sanction) {
      claim.parties = found.parties;
      if (claim.parties.size() > 1) return;
      for (const PartyMention& party : in(context_.parties, {sentence.first, found.phrase.head.first})) {
        if (role_by_particle(context_, party) == ParticleRole::subject) add_code(claim.parties, party.code);
      }
      return;
    }
    if (found.kind == ClaimKind::goods) claim.instrument = Instrument::in_kind;
    for (const PartyMention& party : in(context_.parties, sentence)) {
      const ParticleRole role = role_by_particle(context_, party);
      if (role == ParticleRole::subject && claim.giver.empty()) add_code(claim.giver, party.code);
      if (role == ParticleRole::receiver) add_code(claim.receiver, party.code);
    }
    if (claim.giver.empty()) add_code(claim.giver, context_.document->country_at(claim.span.begin));
    std::erase_if(claim.receiver,
                  [&](const std::string& code) { return std::ranges::find(claim.giver, code) != claim.giver.end(); });
  }

  const ReadingContext& context_;
  std::vector<Found> found_;
};

}  // namespace

std::vector<Claim> read_head_last_claims(const ReadingContext& context) {
  if (context.sentences.empty()) return {};
  return HeadLastReader(context).run();
}

}  // namespace kept
