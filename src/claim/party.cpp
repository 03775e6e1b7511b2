#include "claim/party.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>
#include "claim/context.hpp"
#include "lang/lexicon.hpp"
#include "lang/packs.hpp"
#include "lang/token.hpp"

namespace kept {
namespace {

PartyKind kind_of(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, PartyKind>, 8> kinds{{{"state", PartyKind::state},
                                                                         {"demonym", PartyKind::demonym},
                                                                         {"capital", PartyKind::capital},
                                                                         {"organisation", PartyKind::organisation},
                                                                         {"mechanism", PartyKind::mechanism},
                                                                         {"group", PartyKind::group},
                                                                         {"fund", PartyKind::fund},
                                                                         {"agency", PartyKind::agency}}};
  for (const auto& [kind_name, kind] : kinds) {
    if (kind_name == name) return kind;
  }
  return PartyKind::state;
}

bool has_capital(const ReadingContext& context, const Term& term) {
  for (std::uint32_t at = term.first; at < term.last; ++at) {
    if (context.tokens[at].capital) return true;
    if (context.tokens[at].kind == TokenKind::ideograph) return true;
  }
  constexpr std::uint32_t unmistakable_tokens = 3;  // "extraordinary revenue acceleration loans"
  return term.last - term.first >= unmistakable_tokens;
}

// "Japan's", "the States'".
bool is_possessive(const ReadingContext& context, std::uint32_t last) {
  return last < context.tokens.size() && context.tokens.lower(last) == "'" && !context.tokens[last].blank_before;
}

// "the Government of Ukraine" is not the speaker's.
bool is_of_another(const ReadingContext& context, const Term& term) {
  if (term.entry->column(0) != "government") return false;
  const Term* owner = context.term_ending_at(Table::party, term.first);
  if (owner != nullptr && context.pack->traits.unspaced) return true;
  const Term* genitive = context.term_at(Table::party, term.last);  // "уряд Японії"
  const bool has_cases = context.pack->traits.bare_genitive;
  if (genitive != nullptr && has_cases) {  // names without cases stand in all: "уряд США"
    const std::string_view cases = genitive->entry->column(2);
    if (cases.find('g') != std::string_view::npos || cases.empty()) return true;
  }
  if (!context.has_word(term.last, "of")) return false;
  const std::uint32_t next = term.last + 1;
  const Term* state = context.term_at(Table::party, context.has_word(next, "determiner") ? next + 1 : next);
  return state != nullptr && state->entry->column(1) == "state";
}

}  // namespace

std::vector<PartyMention> find_parties(const ReadingContext& context) {
  std::vector<PartyMention> parties;
  for (const Term& term : context.terms) {
    if (term.table == Table::party) {
      if (term.entry->column(0) == "-") continue;  // "インド太平洋": a name of none that has one's in it
      const bool small = context.pack->traits.small_demonyms && term.entry->column(1) == "demonym";
      if (!small && !has_capital(context, term)) continue;
      parties.push_back({{term.first, term.last},
                         term.entry->column(0),
                         kind_of(term.entry->column(1)),
                         is_possessive(context, term.last),
                         term.entry->column(2)});
    } else if (term.table == Table::self && term.entry->column(0) != "other") {
      const std::string& country = context.document->country_at(context.tokens[term.first].span.begin);
      if (country.empty()) continue;
      if (is_of_another(context, term)) continue;
      if (!parties.empty() && parties.back().tokens.last > term.first) continue;  // "米[政府]"
      parties.push_back({{term.first, term.last},
                         country,
                         PartyKind::speaker,
                         is_possessive(context, term.last),
                         term.entry->column(1)});
    }
  }
  std::ranges::stable_sort(parties, {}, [](const PartyMention& p) { return p.tokens.first; });
  return parties;
}

}  // namespace kept
