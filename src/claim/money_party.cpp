#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/country.hpp"
#include "base/date.hpp"
#include "claim/amount.hpp"
#include "claim/claim.hpp"
#include "claim/context.hpp"
#include "claim/money_fields.hpp"
#include "document/document.hpp"
#include "lang/lexicon.hpp"
#include "lang/packs.hpp"
#include "lang/token.hpp"

namespace kept {
namespace {

void add_code(std::vector<std::string>& codes, std::string_view code) {
  if (std::ranges::find(codes, code) == codes.end()) codes.emplace_back(code);
}

bool is_state_like(const PartyMention& party) {
  return party.kind == PartyKind::state || party.kind == PartyKind::demonym || party.kind == PartyKind::speaker ||
         party.kind == PartyKind::capital;
}

}  // namespace

PartyReader::PartyReader(const ReadingContext& context) : context_(context) {
  if (context.main != nullptr) main_ = std::make_unique<PartyReader>(*context.main);
  find_usual_parties();
  if (main_ != nullptr) {
    if (usual_receiver_.empty()) usual_receiver_ = main_->usual_receiver_;
    if (usual_giver_.empty() && main_->usual_giver_ != usual_receiver_) usual_giver_ = main_->usual_giver_;
  }
  find_currencies();
}

// Not the halves of "Ukraine-Japan Forum", and no capital that is a place ("in Tokyo").
bool PartyReader::is_usable(const PartyMention& party) const {
  const Tokens& tokens = context_.tokens;
  const auto is_hyphen = [&](std::uint32_t at) {
    return at < tokens.size() && tokens.lower(at) == "-" && !tokens[at].blank_before;
  };
  if (is_hyphen(party.tokens.last) && party.tokens.last + 1 < tokens.size() &&
      !tokens[party.tokens.last + 1].blank_before && tokens[party.tokens.last + 1].capital) {
    return false;
  }
  if (party.tokens.first > 0 && is_hyphen(party.tokens.first - 1) && !tokens[party.tokens.first].blank_before)
    return false;
  // "since the start of Russia's invasion"
  if ((context_.tables[party.tokens.first] & ReadingContext::in_date_bit) != 0) return false;
  if (party.kind != PartyKind::capital) return true;
  return party.tokens.first == 0 || !context_.has_word(party.tokens.first - 1, "place_mark");
}

// "to Ukraine", "for the Government of Ukraine", "to the people of Ukraine", "for the Ukrainian people".
bool PartyReader::is_receiver_marked(const PartyMention& party) const {
  // The dative marks by itself where it is one for sure, or behind a word of giving: "надала Японії".
  if (party.may_be('d')) {
    const std::uint32_t first = party.tokens.first;
    const bool governed = first > 0 && context_.has_word(first - 1, "not_subject");
    const Term* cue = context_.term_ending_at(Table::money_cue, first);
    const bool given = cue != nullptr && cue->entry->column(2) == "give";
    if (!governed && (!party.may_be('g') || given)) return true;
  }
  if (!party.cases.empty() && !party.may_be('g') && !party.may_be('a')) return false;
  constexpr std::uint32_t words_back_max = 6;
  if (context_.pack->traits.verb_last) return role_by_particle(context_, party) == ParticleRole::receiver;
  for (std::uint32_t back = 1; back <= words_back_max && back <= party.tokens.first; ++back) {
    const std::uint32_t at = party.tokens.first - back;
    if (back == 1 && is_owner(party)) return false;
    if (context_.has_word(at, "to_mark")) return true;
    if (context_.tokens[at].kind != TokenKind::word || context_.term_at(Table::party, at) != nullptr) return false;
    if (context_.has_word(at, "of") || context_.has_word(at, "determiner")) continue;
    if (context_.has_word(at, "stop") || context_.has_word(at, "via")) return false;
    if (back > 1 && !context_.has_word(at + 1, "of") && !context_.has_word(at + 1, "determiner")) return false;
  }
  return false;
}

// The word before a party and its office: "with" of "with the Government of Japan". The party itself where none is.
std::uint32_t PartyReader::word_before(const PartyMention& party) const {
  constexpr std::uint32_t words_back_max = 7;
  std::uint32_t at = party.tokens.first;
  for (std::uint32_t back = 1; back <= words_back_max && back <= party.tokens.first; ++back) {
    at = party.tokens.first - back;
    const bool office = context_.has_word(at, "of") || context_.has_word(at, "determiner") ||
                        context_.has_word(at, "actor_noun") || context_.term_ending_at(Table::role, at + 1) != nullptr;
    if (!office) return at;
  }
  return at;
}

// Not "Russia's war".
bool PartyReader::is_unharmful(const PartyMention& party) const {
  if (context_.pack->traits.verb_last) {  // "ロシアによる侵略"
    std::uint32_t at = behind_office(context_, party);
    const Term* particle = context_.term_at(Table::function_word, at);
    if (particle != nullptr && !context_.has_word(at, "harm_noun")) at = particle->last;
    return !context_.has_word(at, "harm_noun") && !context_.has_word(at, "against");
  }
  const std::uint32_t next = party.possessive ? party.tokens.last + 2 : party.tokens.last;
  return !context_.has_word(next, "harm_noun") && !context_.has_word(next + 1, "harm_noun");
}

// A state that does something: not "Russian assets", "against Russia", "Russia's war".
bool PartyReader::is_actor(const PartyMention& party) const {
  if (!party.cases.empty()) return is_actor_by_case(party);
  // "with the EU contributing" has a subject, "with the EU" none.
  const std::uint32_t before = word_before(party);
  const bool does =
      context_.has_word(before, "with") && context_.term_at(Table::money_cue, party.tokens.last) != nullptr;
  if (context_.has_word(before, "not_subject") && !does) return false;
  const std::uint32_t next = party.possessive ? party.tokens.last + 2 : party.tokens.last;
  if (party.kind == PartyKind::demonym) {
    for (std::uint32_t at = next; at < next + 3; ++at) {
      if (context_.has_word(at, "actor_noun") || context_.term_at(Table::role, at) != nullptr) return true;
    }
    // "Swedish aid", "Swedish pledges", not "Russian assets"
    const Term* aid = context_.term_at(Table::money_word, next);
    const Term* deed = context_.term_at(Table::money_cue, next);
    return (aid != nullptr && aid->entry->column(0) == "money_noun") ||
           (deed != nullptr && deed->entry->column(2) == "give" && deed->entry->column(0) != "other");
  }
  return is_unharmful(party);
}

// In a language with cases: a nominative, or a genitive behind an office that no preposition governs ("уряд Японії").
bool PartyReader::is_actor_by_case(const PartyMention& party) const {
  const std::uint32_t before = word_before(party);
  const bool office = before + 1 < party.tokens.first;
  if (context_.has_word(before, "not_subject") && (office || !party.may_be('n'))) return false;
  if (party.may_be('n')) return true;
  if (!party.may_be('g') || !is_unharmful(party)) return false;
  return office || is_owner(party);
}

// "фонд Данії": whose money it is, unless it is for that state ("підтримка України").
bool PartyReader::is_owner(const PartyMention& party) const {
  if (!party.may_be('g') || usual_receiver_.empty() || party.code == usual_receiver_) return false;
  const Term* aid = context_.term_ending_at(Table::money_word, party.tokens.first);
  return aid != nullptr && aid->entry->column(0) == "money_noun" && party.kind != PartyKind::speaker;
}

void PartyReader::find_usual_parties() {
  struct PartyTally {
    std::uint32_t received = 0;
    std::uint32_t named = 0;
    std::uint32_t as_fund = 0;
    bool harmful = false;
    bool state = false;
  };
  std::map<std::string_view, PartyTally> tallies;
  for (const PartyMention& party : context_.parties) {
    PartyTally& tally = tallies[party.code];
    tally.state = tally.state || is_state_like(party);
    if (party.kind == PartyKind::fund) ++tally.as_fund;
    if (!tally.harmful) tally.harmful = !is_unharmful(party) || context_.has_word(word_before(party), "against");
    if (party.kind == PartyKind::mechanism || party.kind == PartyKind::capital || !is_usable(party)) continue;
    const bool can_receive = is_state_like(party) || party.kind == PartyKind::fund;
    // An envoy speaks of what is given to the state where he is posted.
    const bool posted = party.tokens.first > 0 && context_.has_word(party.tokens.first - 1, "post_mark");
    if (can_receive && (posted || is_receiver_marked(party))) ++tally.received;
    if (party.kind != PartyKind::organisation) ++tally.named;
  }
  for (const auto& [code, tally] : tallies) {
    if (tally.state) states_.push_back(code);
  }
  constexpr std::uint32_t mentions_min = 2;
  std::uint32_t most = mentions_min - 1;
  for (const auto& [code, tally] : tallies) {
    if (tally.received <= most) continue;
    most = tally.received;
    usual_receiver_ = code;
  }
  // A fund is there to be given to: where a text gives often to nobody else, that is the receiver.
  const auto is_fund = [](const auto& item) { return item.second.as_fund > 0; };
  if (const auto fund = std::ranges::find_if(tallies, is_fund);
      usual_receiver_.empty() && std::ranges::count_if(tallies, is_fund) == 1 && fund->second.as_fund >= mentions_min) {
    usual_receiver_ = fund->first;
  }
  const std::string& domestic = context_.pack->traits.domestic;
  if (const auto own = tallies.find(domestic);
      usual_receiver_.empty() && own != tallies.end() && own->second.named > 0 && !domestic.empty()) {
    usual_receiver_ = domestic;
  }
  const std::string& speaker = context_.document->speaker_country;
  if (!speaker.empty() && speaker != usual_receiver_) {
    usual_giver_ = speaker;
    return;
  }
  // The partner of whom the receiver's own speaker speaks far more than of any other; never one that wages war.
  std::uint32_t most_named = 0;
  std::uint32_t second_named = 0;
  for (const auto& [code, tally] : tallies) {
    if (code == usual_receiver_ || tally.harmful) continue;
    if (tally.named <= most_named) {
      second_named = std::max(second_named, tally.named);
      continue;
    }
    second_named = most_named;
    most_named = tally.named;
    usual_giver_ = code;
  }
  constexpr std::uint32_t named_min = 5;
  constexpr std::uint32_t lead_min = 2;
  if (most_named < named_min || most_named < lead_min * second_named) usual_giver_.clear();
}

// "Про це оголосила Японія": in a language with cases the subject may stand right behind its verb.
bool PartyReader::is_behind(const Term& cue, const PartyMention& party) const {
  constexpr std::uint32_t words_between_max = 4;
  const bool near = party.tokens.first >= cue.last && party.tokens.first <= cue.last + words_between_max;
  return near && !party.cases.empty() && party.cases != "na" && is_actor(party);
}

void PartyReader::find_channel(const Amount& amount, TokenRange segment, Claim& claim) const {
  for (const PartyMention& party : in(context_.parties, segment)) {
    if (party.kind == PartyKind::mechanism) {
      add_code(claim.channel, party.code);
      continue;
    }
    if (party.kind != PartyKind::organisation) continue;
    constexpr std::uint32_t words_back_max = 2;
    bool passes_on = context_.has_word(party.tokens.last, "project_noun");
    for (std::uint32_t back = 1; back <= words_back_max && back <= party.tokens.first; ++back) {
      passes_on = passes_on || context_.has_word(party.tokens.first - back, "via");
    }
    // "to UNDP", "to the NATO package": given to it for somebody else.
    const bool behind = party.tokens.first >= amount.tokens.last;
    passes_on = passes_on || (behind && is_receiver_marked(party));
    if (behind && party.tokens.first == amount.tokens.last) continue;  // "a $5 billion IMF programme": it gives
    if (passes_on) add_code(claim.channel, party.code);
  }
}

// "国連は5億ドルが必要だとしている": who asks, where it is not the speaker's state, does not say of whom.
bool PartyReader::is_asked_by_other(const Amount& amount, const Deed& deed) const {
  if (deed.cue == nullptr || deed.cue->entry->column(2) != "ask") return false;
  const auto before = in(context_.parties, {window_of(context_, amount).first, amount.begin()});
  return std::ranges::any_of(before, [&](const PartyMention& party) {
    return party.kind == PartyKind::organisation && role_by_particle(context_, party) == ParticleRole::subject;
  });
}

// "for clinics in Ghana", "to help people in Ghana": the state where what is paid for stands; not that of a meeting.
const PartyMention* PartyReader::served_place(const Amount& amount, TokenRange sentence,
                                              const PartyMention* subject) const {
  constexpr std::uint32_t words_max = 16;
  const std::uint32_t end = std::min(sentence.last, amount.tokens.last + words_max);
  bool served = false;
  for (std::uint32_t at = amount.tokens.last; at < end; ++at) {
    if (context_.has_word(at, "clause") || context_.term_at(Table::event, at) != nullptr) return nullptr;
    if (!in(context_.dates, {at, at + 1}).empty()) return nullptr;
    served = served || context_.has_word(at, "to_mark");
    if (!served || !context_.has_word(at, "place_mark")) continue;
    for (const PartyMention& party : in(context_.parties, {at + 1, at + 2})) {
      const bool own = subject != nullptr && subject->code == party.code;
      if (party.kind == PartyKind::state && party.cases.empty() && !own) return &party;
    }
  }
  return nullptr;
}

void PartyReader::read(const Amount& amount, TokenRange segment, const Deed& deed, Claim& claim) const {
  if (context_.pack->traits.verb_last) {
    read_parties_by_particles(context_, amount, segment, deed, claim);
    return;
  }
  find_channel(amount, segment, claim);
  const TokenRange sentence = window_of(context_, amount);
  const Term* cue = deed.cue;
  if (cue != nullptr && deed.stage == Stage::other && cue->entry->column(2) == "take") return;
  const std::string_view subject_gives = cue != nullptr ? cue->entry->column(2) : std::string_view("give");
  // The subject of an active verb behind the amount is not the amount's giver.
  const bool verb_before = cue == nullptr || cue->last <= amount.tokens.first;
  const std::uint32_t verb = cue != nullptr && verb_before ? cue->first : amount.tokens.first;
  const auto is_channel = [&](const PartyMention& party) {
    return std::ranges::find(claim.channel, party.code) != claim.channel.end();
  };

  // "Japan (USD 5 million), Germany (EUR 4 million)"
  const std::uint32_t begin =
      amount.hedge.tokens.empty() ? amount.tokens.first : std::min(amount.tokens.first, amount.hedge.tokens.first);
  if (begin > sentence.first + 1 && context_.has_word(begin - 1, "open")) {
    for (const PartyMention& party : in(context_.parties, {sentence.first, begin})) {
      if (party.tokens.last == begin - 1 && party.kind != PartyKind::capital) add_code(claim.giver, party.code);
    }
    if (!claim.giver.empty()) return;
  }

  for (const PartyMention& party : in(context_.parties, {amount.tokens.last, amount.tokens.last + 1})) {
    if (party.kind == PartyKind::organisation) add_code(claim.giver, party.code);
  }

  const std::uint32_t thanks = thanks_before(amount, sentence);
  const PartyMention* subject = nullptr;
  const PartyMention* source = nullptr;  // "from the United States"
  const PartyMention* receiver = nullptr;
  std::uint32_t receiver_distance = 0;
  for (const PartyMention& party : in(context_.parties, sentence)) {
    if (party.kind == PartyKind::mechanism || !is_usable(party) || is_channel(party)) continue;
    const bool before = party.tokens.last <= verb;
    const bool thanked = party.tokens.first >= thanks && party.tokens.last <= amount.tokens.first;
    if (thanked && party.kind != PartyKind::speaker && party.code != usual_receiver_) {
      if (source == nullptr) source = &party;
      continue;
    }
    const bool adjective = party.kind == PartyKind::demonym && !is_actor(party);
    if (context_.has_word(word_before(party), "from") && !adjective && is_unharmful(party)) source = &party;
    const bool marked = is_receiver_marked(party);
    const bool by =
        party.tokens.first > 0 && (context_.has_word(party.tokens.first - 1, "by") ||
                                   (party.tokens.first > 1 && context_.has_word(party.tokens.first - 1, "determiner") &&
                                    context_.has_word(party.tokens.first - 2, "by")));
    const bool instrumental = party.cases == "i" && deed.passive;  // "виділено Японією"
    if ((by && cue != nullptr && !before) || instrumental) {
      claim.giver.clear();
      add_code(claim.giver, party.code);
      claim.because.push_back({"giver", context_.span(party.tokens)});
      continue;
    }
    if (before && !marked && is_actor(party)) {
      subject = &party;
      continue;
    }
    if (subject == nullptr && cue != nullptr && !marked && is_behind(*cue, party)) {
      subject = &party;
      continue;
    }
    const bool object = cue != nullptr && party.tokens.first == cue->last && subject_gives != "ask";
    const bool can_receive = is_state_like(party) || party.kind == PartyKind::fund;
    if (!can_receive || !(marked || object) || !is_unharmful(party)) continue;
    if (context_.pack->traits.small_demonyms && adjective) continue;  // "для знищення російських дронів"
    // "for the State Department's programme" is not for its state.
    if (party.kind == PartyKind::capital && party.code == context_.document->speaker_country) continue;
    const std::uint32_t distance = party.tokens.first > amount.tokens.first ? party.tokens.first - amount.tokens.last
                                                                            : amount.tokens.first - party.tokens.last;
    if (subject != nullptr && subject->code == party.code && deed.stage != Stage::requested) continue;
    if (receiver != nullptr && distance >= receiver_distance) continue;
    receiver = &party;
    receiver_distance = distance;
  }
  if (receiver == nullptr && subject_gives != "get") receiver = served_place(amount, sentence, subject);
  if (receiver != nullptr && deed.stage != Stage::other) {
    add_code(claim.receiver, receiver->code);
    claim.because.push_back({"receiver", context_.span(receiver->tokens)});
  }
  if (source != nullptr && claim.giver.empty() && deed.stage != Stage::other &&
      std::ranges::find(claim.receiver, source->code) == claim.receiver.end()) {
    add_code(claim.giver, source->code);
    claim.because.push_back({"giver", context_.span(source->tokens)});
  }
  if (subject == nullptr) return;
  // "Ukraine was given EUR 5 million"; where cases tell, a passive has no such subject.
  const bool given = deed.passive && amount.tokens.first > verb && !context_.pack->traits.bare_genitive;
  const bool subject_receives = subject_gives == "get" || given || (subject_gives == "ask" && claim.receiver.empty());
  if (subject_receives) {
    if (claim.receiver.empty() && is_state_like(*subject)) {
      add_code(claim.receiver, subject->code);
      claim.because.push_back({"receiver", context_.span(subject->tokens)});
    }
  } else if (claim.giver.empty() && !deed.passive && !(subject_gives == "ask" && !is_state_like(*subject)) &&
             std::ranges::find(claim.receiver, subject->code) == claim.receiver.end()) {
    add_code(claim.giver, subject->code);
    claim.because.push_back({"giver", context_.span(subject->tokens)});
    add_coordinates(sentence, *subject, claim.giver);
  }
}

// One behind the thanks that the sentence begins with ("We are grateful to Chile for EUR 5 million"); past the amount
// where it has none.
std::uint32_t PartyReader::thanks_before(const Amount& amount, TokenRange sentence) const {
  for (const Term& term : in(context_.terms, {sentence.first, amount.tokens.first})) {
    if (term.table == Table::goods && term.entry->column(0) == "thank") return term.last;
  }
  return amount.tokens.last;
}

// "the G7 and EU agreed", "Norway, Sweden and Finland gave": who is named in one breath before the subject.
void PartyReader::add_coordinates(TokenRange sentence, const PartyMention& subject,
                                  std::vector<std::string>& codes) const {
  const auto before = in(context_.parties, {sentence.first, subject.tokens.first});
  std::uint32_t first = subject.tokens.first;
  bool joined_by_and = false;
  for (auto party = before.rbegin(); party != before.rend(); ++party) {
    std::uint32_t joint = first;
    while (joint > party->tokens.last && context_.has_word(joint - 1, "determiner")) --joint;
    const bool by_and = joint > party->tokens.last && context_.has_word(joint - 1, "and");
    if (by_and) --joint;
    const bool by_comma = joint > party->tokens.last && context_.tokens.lower(joint - 1) == ",";
    if (by_comma) --joint;
    joined_by_and = joined_by_and || by_and;
    if (joint != party->tokens.last || !joined_by_and || !(by_and || by_comma) || !is_usable(*party)) return;
    add_code(codes, party->code);
    first = party->tokens.first;
  }
}

// The one state of a short paragraph without a full stop: "*New Zealand*" over what New Zealand gives.
std::string PartyReader::heading_state(std::size_t sentence) const {
  if (main_ != nullptr) return main_->heading_above(context_.sentences[sentence].span.begin);
  constexpr std::uint32_t heading_tokens_max = 8;
  constexpr std::size_t sentences_back_max = 40;
  for (std::size_t back = 0; back <= sentences_back_max && back <= sentence; ++back) {
    const SentenceTokens& candidate = context_.sentences[sentence - back];
    const std::uint32_t size = candidate.tokens.last - candidate.tokens.first;
    if (size > heading_tokens_max || context_.has_word(candidate.tokens.last - 1, "sentence_end")) continue;
    std::vector<std::string> states;
    bool others = false;
    for (const PartyMention& party : in(context_.parties, candidate.tokens)) {
      if (party.kind == PartyKind::state && party.code != usual_receiver_) add_code(states, party.code);
      others = others || (party.kind != PartyKind::state && party.code != usual_receiver_);
    }
    if (states.empty() && !others) continue;  // a heading of another kind
    return states.size() == 1 && !others ? states.front() : "";
  }
  return {};
}

// The same for a place that stands in a sentence of another language.
std::string PartyReader::heading_above(ByteOffset place) const {
  const auto after = std::ranges::partition_point(context_.sentences,
                                                  [place](const SentenceTokens& s) { return s.span.begin <= place; });
  if (after == context_.sentences.begin()) return {};
  return heading_state(static_cast<std::size_t>(after - context_.sentences.begin()) - 1);
}

// Whose kronor, yen, pounds they are: of each currency the one state of those named that has it for its own.
void PartyReader::find_currencies() {
  const Date day = context_.document->date.value_or(Date{});
  for (const std::string_view state : states_) {
    if (state == usual_receiver_) continue;
    const auto [found, is_new] = state_of_currency_.try_emplace(countries().currency_of(state, day), state);
    if (!is_new) found->second = {};
  }
}

// None for the currencies that states far and wide count in.
std::string PartyReader::state_of_currency(std::string_view currency) const {
  const auto found = state_of_currency_.find(currency);
  if (found == state_of_currency_.end() || currency == "USD" || currency == "EUR") return {};
  return std::string(found->second);
}

// Money of the one state whose households and budgets are told in this language comes from it and stays there, where
// nothing else is said; of prices and needs nobody gives.
void PartyReader::complete_domestic(const Amount& amount, const Deed& deed, Claim& claim) const {
  const std::string& state = context_.pack->traits.domestic;
  if (state.empty() || deed.stage == Stage::requested) return;
  const Date day = context_.document->date.value_or(Date{});
  if (claim.currency != countries().currency_of(state, day)) return;
  const bool price = deed.stage == Stage::other && deed.cue != nullptr && deed.cue->entry->column(2) == "take";
  const bool trade = deed.cue != nullptr && (price || deed.stage == Stage::signed_);
  if (trade && !names_government(window_of(context_, amount), *deed.cue)) return;
  if (claim.giver.empty()) claim.giver.push_back(state);
  if (claim.receiver.empty()) claim.receiver.push_back(state);
}

// "the Ministry bought EUR 5 million worth": before an active verb stands the state itself.
bool PartyReader::names_government(TokenRange sentence, const Term& cue) const {
  if (cue.entry->column(3) == "noun") return false;
  return std::ranges::any_of(in(context_.terms, {sentence.first, cue.first}), [](const Term& term) {
    return term.table == Table::self && (term.entry->column(0) == "government" || term.entry->column(0) == "country");
  });
}

void PartyReader::complete(const Amount& amount, const Deed& deed, const Claim* before, Claim& claim) const {
  complete_domestic(amount, deed, claim);
  // "Norway and Moldova signed a loan of": who is given to all through the text is no giver beside another.
  if (claim.giver.size() > 1 && claim.receiver.empty()) std::erase(claim.giver, usual_receiver_);
  if (deed.stage == Stage::other) {
    if (claim.giver.empty() && deed.cue != nullptr && deed.cue->entry->column(3) == "budget") {
      claim.giver = before != nullptr && before->sentence == claim.sentence ? before->giver : claim.giver;
      // Where verbs come last a budget without a state's name is the speaker's own.
      std::vector<std::string>& own = deed.cue->entry->column(2) == "get" ? claim.receiver : claim.giver;
      const std::string& speaker = context_.document->country_at(claim.span.begin);
      const Date day = context_.document->date.value_or(Date{});
      const bool own_money = !speaker.empty() && claim.currency == countries().currency_of(speaker, day);
      if (own.empty() && context_.pack->traits.verb_last && own_money) {
        own.push_back(speaker);
      }
    }
    return;
  }
  // Who asks for himself does not say of whom, nor do "the needs".
  const auto is_noun = [&](const Term& cue) { return cue.first > 0 && context_.has_word(cue.first - 1, "determiner"); };
  const bool asks = deed.cue != nullptr && deed.cue->entry->column(2) == "ask" && !deed.now &&
                    (!claim.receiver.empty() || is_noun(*deed.cue));
  if (claim.receiver.empty() && !usual_receiver_.empty() &&
      std::ranges::find(claim.giver, usual_receiver_) == claim.giver.end()) {
    claim.receiver.push_back(usual_receiver_);
  }
  if (!claim.giver.empty() || asks) return;
  if (context_.pack->traits.verb_last) {
    const bool needed = deed.cue != nullptr && deed.cue->entry->column(2) == "take";
    if (needed || has_unnamed_subject(context_, amount) || is_asked_by_other(amount, deed)) return;
  }
  const auto give = [&](const std::string& code) {
    if (!code.empty() && std::ranges::find(claim.receiver, code) == claim.receiver.end()) claim.giver.push_back(code);
    return !claim.giver.empty();
  };
  if (give(heading_state(amount.sentence)) || give(state_of_currency(claim.currency))) return;
  if (before != nullptr) {
    const auto paragraph = [&](const Claim& c) {
      return context_.sentences[context_.sentence_of(context_.tokens.at_or_after(c.span.begin))].paragraph;
    };
    const bool other_way = std::ranges::any_of(before->giver, [&](const std::string& code) {
      return std::ranges::find(claim.receiver, code) != claim.receiver.end();
    });
    if (paragraph(*before) == paragraph(claim) && !before->giver.empty() && !other_way) {
      claim.giver = before->giver;
      return;
    }
  }
  // In a text of several speakers each is taken to speak of his own side, if of any.
  const SpeakerTurn* turn = context_.document->turn_at(claim.span.begin);
  (void)give(turn != nullptr && !turn->country.empty() ? turn->country : usual_giver_);
}

}  // namespace kept
