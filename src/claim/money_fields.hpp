// What the words around an amount say of it: how it stands, who gives and receives, when. One file each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "claim/amount.hpp"
#include "claim/claim.hpp"
#include "claim/context.hpp"

namespace kept {

// Amounts and how they hang together, found first (claim/money_relation.cpp).
struct AmountLinks {
  std::vector<std::optional<std::size_t>> equivalent_of;
  std::vector<std::optional<std::size_t>> part_of;
};
AmountLinks link_amounts(const ReadingContext& context, const std::vector<Amount>& amounts);

// What is looked at for one amount: its sentence, of an endless one the words around it, and the amounts there (the
// amount itself among them). Keeps reading linear whatever the text is.
TokenRange window_of(const ReadingContext& context, const Amount& amount);
std::span<const Amount> neighbours_of(const std::vector<Amount>& amounts, std::size_t at);

// The word that tells what is done with an amount, and what it tells (claim/money_deed.cpp).
struct Deed {
  const Term* cue = nullptr;  // of the table money_cue
  std::optional<Stage> stage;
  Modality modality = Modality::stated;
  bool passive = false;
  bool now = false;          // "is announcing": on the document's day
  TokenRange modality_word;  // empty where the cue alone tells
  std::uint32_t cost = 0;    // how far the cue stands; a part far from any cue takes its total's deed
};
Deed find_deed(const ReadingContext& context, std::span<const Amount> neighbours, const Amount& amount);

// The same where verbs come last (claim/money_deed_last.cpp); find_deed asks it by itself.
Deed find_deed_verb_last(const ReadingContext& context, std::span<const Amount> neighbours, const Amount& amount);

std::optional<Instrument> find_instrument(const ReadingContext& context, TokenRange segment, TokenRange amount);

// What the particle behind a party and its office says of it (claim/money_party_particle.cpp).
enum class ParticleRole : std::uint8_t { none, subject, owner, receiver, source, agent, channel, counterpart };
ParticleRole role_by_particle(const ReadingContext& context, const PartyMention& party);
std::uint32_t behind_office(const ReadingContext& context, const PartyMention& party);
void read_parties_by_particles(const ReadingContext& context, const Amount& amount, TokenRange segment,
                               const Deed& deed, Claim& claim);
bool has_unnamed_subject(const ReadingContext& context, const Amount& amount);

// Who gives, receives and passes on (claim/money_party.cpp). Built once a document.
class PartyReader {
 public:
  explicit PartyReader(const ReadingContext& context [[clang::lifetimebound]]);
  void read(const Amount& amount, TokenRange segment, const Deed& deed, Claim& claim) const;
  // The parties of an amount whose own sentence does not tell: of the heading above, of the amount before, of the
  // speaker and of those for whom the document asks or gives.
  void complete(const Amount& amount, const Deed& deed, const Claim* before, Claim& claim) const;

 private:
  [[nodiscard]] bool is_usable(const PartyMention& party) const;
  [[nodiscard]] std::uint32_t word_before(const PartyMention& party) const;
  [[nodiscard]] bool is_actor(const PartyMention& party) const;
  [[nodiscard]] bool is_actor_by_case(const PartyMention& party) const;
  [[nodiscard]] bool is_owner(const PartyMention& party) const;
  [[nodiscard]] std::uint32_t thanks_before(const Amount& amount, TokenRange sentence) const;
  [[nodiscard]] bool is_behind(const Term& cue, const PartyMention& party) const;
  [[nodiscard]] bool is_unharmful(const PartyMention& party) const;
  [[nodiscard]] bool is_receiver_marked(const PartyMention& party) const;
  [[nodiscard]] std::string heading_state(std::size_t sentence) const;
  void find_usual_parties();
  void find_currencies();
  void add_coordinates(TokenRange sentence, const PartyMention& subject, std::vector<std::string>& codes) const;
  void complete_domestic(const Amount& amount, const Deed& deed, Claim& claim) const;
  [[nodiscard]] bool names_government(TokenRange sentence, const Term& cue) const;
  [[nodiscard]] bool is_asked_by_other(const Amount& amount, const Deed& deed) const;
  [[nodiscard]] const PartyMention* served_place(const Amount& amount, TokenRange sentence,
                                                 const PartyMention* subject) const;
  void find_channel(const Amount& amount, TokenRange segment, Claim& claim) const;

  [[nodiscard]] std::string heading_above(ByteOffset place) const;
  [[nodiscard]] std::string state_of_currency(std::string_view currency) const;

  const ReadingContext& context_;
  std::unique_ptr<PartyReader> main_;  // of the document's own language, where this reads quotations in another
  std::string usual_receiver_;         // the state most often given to in this document
  std::string usual_giver_;
  std::vector<std::string_view> states_;                            // those named
  std::map<std::string_view, std::string_view> state_of_currency_;  // empty where several states have it
};

// When (claim/money_date.cpp).
void find_money_dates(const ReadingContext& context, std::span<const Amount> neighbours, const Amount& amount,
                      const Deed& deed, Claim& claim);

// Tokens of the sentence between the amounts before and behind this one; an equivalent in brackets bounds nothing.
TokenRange segment_of(const ReadingContext& context, const std::vector<Amount>& amounts, const AmountLinks& links,
                      std::size_t at);

}  // namespace kept
