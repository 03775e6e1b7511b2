// Who gives, receives and passes on, in languages that mark it behind the noun: "日本[は]ウクライナ[に]UNDP[を通じて]".
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "claim/amount.hpp"
#include "claim/claim.hpp"
#include "claim/context.hpp"
#include "claim/money_fields.hpp"
#include "lang/lexicon.hpp"
#include "lang/token.hpp"
#include "lang/word_kind.hpp"

namespace kept {
namespace {

void add_code(std::vector<std::string>& codes, std::string_view code) {
  if (std::ranges::find(codes, code) == codes.end()) codes.emplace_back(code);
}

bool is_state_like(const PartyMention& party) {
  return party.kind == PartyKind::state || party.kind == PartyKind::demonym || party.kind == PartyKind::speaker ||
         party.kind == PartyKind::group;
}

bool passes_on(const PartyMention& party) {
  return party.kind == PartyKind::organisation || party.kind == PartyKind::agency || party.kind == PartyKind::mechanism;
}

// Whether a subject behind the amount is still of its clause.
bool inside_clause(const ReadingContext& context, const Amount& amount, const PartyMention& party) {
  for (std::uint32_t at = amount.tokens.last; at < party.tokens.first; ++at) {
    if (context.has_word(at, "clause")) return false;
  }
  return true;
}

}  // namespace

namespace {

// One behind the abbreviation in brackets at `at` ("世界食糧計画[（WFP）]"); `at` where none is, or one with a number.
std::uint32_t behind_bracket(const ReadingContext& context, std::uint32_t at) {
  constexpr std::uint32_t tokens_max = 12;
  if (!context.has_word(at, "open")) return at;
  for (std::uint32_t next = at + 1; next < std::min(context.tokens.size(), at + tokens_max); ++next) {
    if (context.has_word(next, "close")) return next + 1;
    if (!in(context.numbers, {next, next + 1}).empty()) return at;
  }
  return at;
}

// One behind the office or actor's noun that begins at `at`; `at` where none does.
std::uint32_t behind_actor(const ReadingContext& context, std::uint32_t at) {
  const Term* office = context.term_at(Table::role, at);
  const Term* actor = context.term_at(Table::function_word, at);
  const std::uint32_t behind = actor != nullptr && context.has_word(at, "actor_noun") ? actor->last : at;
  return office != nullptr ? std::max(office->last, behind) : behind;
}

// "ウクライナ[財務省]は": a noun of several that ends in an actor's; `at` where none is.
std::uint32_t behind_compound(const ReadingContext& context, std::uint32_t at) {
  constexpr std::uint32_t tokens_max = 8;
  for (std::uint32_t next = at; next < std::min(context.tokens.size(), at + tokens_max); ++next) {
    const bool noun = context.tokens[next].kind == TokenKind::word ||
                      (context.tokens[next].kind == TokenKind::ideograph && context.tokens.lower(next) > "ゟ");
    if (!noun || context.term_at(Table::party, next) != nullptr) return at;
    if (const std::uint32_t last = behind_actor(context, next); last != next) return last;
  }
  return at;
}

// "[駐]ウクライナ大使": where somebody is, not whose he is.
bool is_post(const ReadingContext& context, const PartyMention& party) {
  return party.tokens.first > 0 && context.has_word(party.tokens.first - 1, "post_mark");
}

// "英国、30億ポンドを約束": a headline's subject has a comma for its particle.
bool is_headline_subject(const ReadingContext& context, const PartyMention& party, std::uint32_t behind) {
  if (!context.has_word(behind, "either_mark")) return false;
  // "日本政府、ガーナに", not "日本、米国及び英国は"
  for (const PartyMention& next : in(context.parties, {behind + 1, behind + 2})) {
    if (!context.has_word(behind_office(context, next), "to_mark")) return false;
  }
  const std::uint32_t first = context.sentences[context.sentence_of(party.tokens.first)].tokens.first;
  return party.tokens.first == first || context.has_word(party.tokens.first - 1, "bullet");
}

// Whether a state that only says where stands in a phrase that receives: "ケニアの小学校[に]", "トルコにおける地震被害
// [に対し]".
bool stands_in_receiver(const ReadingContext& context, const PartyMention& party, std::uint32_t ceiling) {
  constexpr std::uint32_t tokens_max = 24;
  const std::uint32_t end = std::min(ceiling, party.tokens.last + tokens_max);
  for (std::uint32_t at = behind_office(context, party); at < end;) {
    if (context.has_word(at, "to_mark")) return true;
    constexpr std::array<WordKind, 8> others{"harm_noun", "subject_mark", "object_mark", "clause",
                                             "from_mark", "by_mark",      "via",         "sentence_end"};
    if (std::ranges::any_of(others, [&](WordKind kind) { return context.has_word(at, kind); })) return false;
    if (!in(context.numbers, {at, at + 1}).empty()) return false;
    const Term* word = context.term_at(Table::function_word, at);
    at = word != nullptr ? word->last : at + 1;
  }
  return false;
}

bool names_a_place(const ReadingContext& context, const PartyMention& party) {
  if (party.kind == PartyKind::capital) return party.code != context.document->speaker_country;
  return is_state_like(party) && party.kind != PartyKind::speaker && party.kind != PartyKind::group;
}

// Those named in one breath before a party: "トルコ[及び]シリアに", "日本、米国及び英国は".
void add_named_before(const ReadingContext& context, TokenRange sentence, const PartyMention& party,
                      std::vector<std::string>& codes) {
  const auto before = in(context.parties, {sentence.first, party.tokens.first});
  std::uint32_t first = party.tokens.first;
  bool joined_by_and = false;
  for (auto other = before.rbegin(); other != before.rend(); ++other) {
    if (other->tokens.last > first) continue;
    const std::uint32_t joint = behind_office(context, *other);
    const Term* word = context.term_at(Table::function_word, joint);
    const bool joined = context.has_word(joint, "and") || context.has_word(joint, "either_mark");
    joined_by_and = joined_by_and || context.has_word(joint, "and");
    if (word == nullptr || !joined || word->last != first || is_post(context, *other)) return;
    if (!joined_by_and || !is_state_like(*other)) return;
    add_code(codes, other->code);
    first = other->tokens.first;
  }
}

}  // namespace

// One behind the nouns that belong to a party: "ウクライナ[政府]に", "米国[のバイデン大統領]は", "IMF[理事会]は".
std::uint32_t behind_office(const ReadingContext& context, const PartyMention& party) {
  constexpr int nouns_max = 4;
  std::uint32_t at = behind_bracket(context, party.tokens.last);
  for (int noun = 0; noun < nouns_max; ++noun) {
    std::uint32_t next = behind_actor(context, at);
    if (next == at) next = behind_compound(context, at);
    if (next == at) break;
    at = behind_bracket(context, next);
  }
  return at;
}

ParticleRole role_by_particle(const ReadingContext& context, const PartyMention& party) {
  if (is_post(context, party)) return ParticleRole::none;
  const std::uint32_t at = behind_office(context, party);
  if (is_headline_subject(context, party, at)) return ParticleRole::subject;
  if (context.has_word(at, "between_mark")) return ParticleRole::counterpart;
  if (context.has_word(at, "via")) return ParticleRole::channel;
  if (context.has_word(at, "from_mark")) return ParticleRole::source;
  if (context.has_word(at, "to_mark")) return ParticleRole::receiver;
  if (context.has_word(at, "by_mark")) return ParticleRole::agent;
  if (context.has_word(at, "subject_mark")) return ParticleRole::subject;
  if (context.has_word(at, "of")) return ParticleRole::owner;
  return ParticleRole::none;
}

void read_parties_by_particles(const ReadingContext& context, const Amount& amount, TokenRange segment,
                               const Deed& deed, Claim& claim) {
  const Term* cue = deed.cue;
  const std::string_view does = cue != nullptr ? cue->entry->column(2) : std::string_view("give");
  if (deed.stage == Stage::other && (does == "take" || cue == nullptr)) return;
  const TokenRange sentence = window_of(context, amount);
  const PartyMention* subject = nullptr;
  const PartyMention* subject_behind = nullptr;
  const PartyMention* owner = nullptr;
  const PartyMention* receiver = nullptr;
  const PartyMention* source = nullptr;
  const PartyMention* place = nullptr;        // "ケニアの小学校に"
  const PartyMention* counterpart = nullptr;  // "インド政府との間で", "駐インド大使"
  const auto distance = [&](const PartyMention& p) {
    return p.tokens.first >= amount.tokens.last ? p.tokens.first - amount.tokens.last
                                                : amount.tokens.first - std::min(amount.tokens.first, p.tokens.last);
  };
  const auto nearer = [&](const PartyMention& p, const PartyMention* best) {
    return best == nullptr || distance(p) < distance(*best);
  };
  // "補助が決定している台湾の企業に": behind a verb it is of something else.
  const auto told_before = [&](const PartyMention& p) {
    return std::ranges::any_of(in(context.terms, {amount.tokens.last, p.tokens.first}),
                               [](const Term& term) { return term.table == Table::modality; });
  };
  for (const PartyMention& party : in(context.parties, sentence)) {
    const ParticleRole role = role_by_particle(context, party);
    const bool inside = segment.contains(party.tokens.first);
    const bool before = party.tokens.last <= amount.tokens.first;
    if (party.kind == PartyKind::mechanism || role == ParticleRole::channel ||
        (passes_on(party) && role == ParticleRole::receiver) || party.kind == PartyKind::agency) {
      if (inside) add_code(claim.channel, party.code);
      continue;
    }
    if (role == ParticleRole::receiver) {
      // "デリー水道局に": a capital's office is its state's.
      const bool office = party.kind == PartyKind::capital && behind_office(context, party) > party.tokens.last;
      const bool can_receive = is_state_like(party) || party.kind == PartyKind::fund || office;
      if (can_receive && nearer(party, receiver)) receiver = &party;
    } else if (role == ParticleRole::source || role == ParticleRole::agent) {
      if (nearer(party, source)) source = &party;
    } else if (role == ParticleRole::counterpart || is_post(context, party)) {
      if (role == ParticleRole::counterpart || counterpart == nullptr) counterpart = &party;
    } else if (role != ParticleRole::subject && names_a_place(context, party) && (before || !told_before(party)) &&
               stands_in_receiver(context, party, before ? amount.tokens.first : sentence.last)) {
      if (nearer(party, place)) place = &party;
    } else if (role == ParticleRole::subject && before) {
      subject = &party;
    } else if (role == ParticleRole::subject) {
      if (subject_behind == nullptr) subject_behind = &party;
    } else if (role == ParticleRole::owner && before) {
      owner = &party;
    }
  }
  const auto give = [&](const PartyMention& party) {
    if (!claim.giver.empty() || std::ranges::find(claim.receiver, party.code) != claim.receiver.end()) return;
    claim.giver.emplace_back(party.code);
    claim.because.push_back({"giver", context.span(party.tokens)});
  };
  const auto take = [&](const PartyMention& party) {
    if (!claim.receiver.empty() || std::ranges::find(claim.giver, party.code) != claim.giver.end()) return;
    claim.receiver.emplace_back(party.code);
    claim.because.push_back({"receiver", context.span(party.tokens)});
  };
  const bool own_budget = deed.stage == Stage::other;
  if (does == "ask") {  // "国に要求": of whom; who asks would receive
    const bool asked = receiver != nullptr && context.has_word(behind_office(context, *receiver), "addressee_mark");
    if (asked) give(*receiver);
    if (receiver == nullptr || asked) receiver = place;
    if (receiver != nullptr) take(*receiver);
    if (source != nullptr) take(*source);
    if (subject != nullptr && is_state_like(*subject)) take(*subject);
    return;
  }
  if (does == "take") {  // "ウクライナの復興に必要な費用": what is needed, of nobody
    if (receiver == nullptr) receiver = place != nullptr ? place : owner;
    if (receiver != nullptr) take(*receiver);
    return;
  }
  constexpr std::uint32_t source_distance_max = 8;
  const bool remote = source != nullptr && subject != nullptr && does == "give" &&
                      source->tokens.last < amount.begin() &&
                      distance(*source) > source_distance_max;  // "日本の拠出金を原資として"
  if (source != nullptr && !remote) give(*source);
  if (does == "get") {
    if (subject != nullptr) take(*subject);
    return;
  }
  if (receiver == nullptr) receiver = place;
  if (receiver == nullptr && deed.stage == Stage::signed_) receiver = counterpart;
  if (receiver != nullptr && !own_budget && (subject == nullptr || receiver->code != subject->code)) {
    take(*receiver);
    if (!claim.receiver.empty()) add_named_before(context, sentence, *receiver, claim.receiver);
  }
  if (subject != nullptr) {
    give(*subject);
    if (!claim.giver.empty() && claim.giver.front() == subject->code) {
      add_named_before(context, sentence, *subject, claim.giver);
    }
  }
  if (subject_behind != nullptr && inside_clause(context, amount, *subject_behind)) give(*subject_behind);
  if (owner != nullptr && claim.giver.empty() && is_state_like(*owner)) give(*owner);
}

// Whether somebody without a state's name does it: "同社は", "三十二か国が", "スナク首相は".
bool has_unnamed_subject(const ReadingContext& context, const Amount& amount) {
  const TokenRange sentence = window_of(context, amount);
  for (const Term& term : in(context.terms, {sentence.first, amount.begin()})) {
    const bool office = term.table == Table::role && term.first > sentence.first &&
                        context.tokens[term.first - 1].kind == TokenKind::word;
    const bool actor = term.is_word("unnamed_actor");
    if (!office && !actor) continue;
    std::uint32_t at = behind_bracket(context, term.last);
    for (std::uint32_t next = behind_actor(context, at); next != at; next = behind_actor(context, at)) at = next;
    if (!context.has_word(at, "subject_mark")) continue;
    constexpr std::uint32_t name_tokens_max = 16;
    const std::uint32_t from = term.first - std::min(term.first - sentence.first, name_tokens_max);
    const bool named = std::ranges::any_of(in(context.parties, {from, term.last}), [&](const PartyMention& party) {
      return party.tokens.last > term.first || behind_office(context, party) == at;
    });
    if (!named) return true;
  }
  return false;
}

}  // namespace kept
