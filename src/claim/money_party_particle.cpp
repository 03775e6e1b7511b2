// Who gives, receives and passes on, in languages that mark it behind the noun: "日本[は]ウクライナ[に]UNDP[を通じて]".
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "claim/amount.hpp"
#include "claim/claim.hpp"
#include "claim/context.hpp"
#include "claim/money_fields.hpp"
#include "lang/lexicon.hpp"

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

// One behind the nouns that belong to a party: "ウクライナ[政府]に", "米国[のバイデン大統領]は".
std::uint32_t behind_office(const ReadingContext& context, const PartyMention& party) {
  constexpr int nouns_max = 3;
  std::uint32_t at = party.tokens.last;
  for (int noun = 0; noun < nouns_max; ++noun) {
    const Term* office = context.term_at(Table::role, at);
    const Term* actor = context.term_at(Table::function_word, at);
    if (office != nullptr) {
      at = office->last;
    } else if (actor != nullptr && context.has_word(at, "actor_noun")) {
      at = actor->last;
    } else {
      break;
    }
  }
  return at;
}

ParticleRole role_by_particle(const ReadingContext& context, const PartyMention& party) {
  const std::uint32_t at = behind_office(context, party);
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
  const auto distance = [&](const PartyMention& p) {
    return p.tokens.first >= amount.tokens.last ? p.tokens.first - amount.tokens.last
                                                : amount.tokens.first - std::min(amount.tokens.first, p.tokens.last);
  };
  const auto nearer = [&](const PartyMention& p, const PartyMention* best) {
    return best == nullptr || distance(p) < distance(*best);
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
    if (receiver != nullptr) give(*receiver);
    if (source != nullptr) take(*source);
    if (subject != nullptr) take(*subject);
    return;
  }
  if (source != nullptr) give(*source);
  if (does == "get") {
    if (subject != nullptr) take(*subject);
    return;
  }
  if (receiver != nullptr && !own_budget && (subject == nullptr || receiver->code != subject->code)) take(*receiver);
  if (subject != nullptr) give(*subject);
  if (subject_behind != nullptr && inside_clause(context, amount, *subject_behind)) give(*subject_behind);
  if (owner != nullptr && claim.giver.empty() && is_state_like(*owner)) give(*owner);
}

}  // namespace kept
