#include "claim/predicate.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "claim/claim.hpp"
#include "claim/context.hpp"
#include "lang/lexicon.hpp"

namespace kept {
namespace {

Modality modality_named(std::string_view name) {
  for (int value = 0; value <= static_cast<int>(Modality::denied); ++value) {
    if (to_string(static_cast<Modality>(value)) == name) return static_cast<Modality>(value);
  }
  return Modality::stated;
}

}  // namespace

std::uint32_t clause_end_behind(const ReadingContext& context, std::uint32_t from, std::uint32_t ceiling) {
  constexpr std::uint32_t tokens_max = 60;
  const std::uint32_t end = std::min(ceiling, from + tokens_max);
  for (std::uint32_t at = from; at < end; ++at) {
    if (context.has_word(at, "clause")) return at;
  }
  return std::max(from, end);
}

Predicate predicate_behind(const ReadingContext& context, std::uint32_t from, std::uint32_t ceiling) {
  const std::uint32_t end = clause_end_behind(context, from, ceiling);
  const Term* ending = nullptr;
  const Term* strong = nullptr;
  for (const Term& term : in(context.terms, {from, end})) {
    if (term.table != Table::modality) continue;
    const std::string_view kind = term.entry->column(1);
    if (kind == "none") continue;
    if (kind == "will" || kind == "done") {
      if (ending == nullptr) ending = &term;
    } else if (strong == nullptr || kind == "not") {
      strong = &term;
    }
  }
  const Term* word = strong != nullptr ? strong : ending;
  if (word == nullptr) return {};
  const std::string_view kind = word->entry->column(1);
  return {modality_named(word->entry->column(0)),
          kind == "decided",
          strong != nullptr,
          kind != "done" && kind != "not",
          {word->first, word->last}};
}

bool is_told_to_come(const ReadingContext& context, std::uint32_t from, std::uint32_t ceiling) {
  const std::uint32_t end = clause_end_behind(context, from, ceiling);
  for (const Term& term : in(context.terms, {from, end})) {
    if (term.table != Table::modality) continue;
    const std::string_view kind = term.entry->column(1);
    if (kind == "will" || kind == "future") return true;
    if (kind == "done") return false;
  }
  return false;
}

bool ends_to_come(const ReadingContext& context, std::uint32_t from, std::uint32_t ceiling) {
  constexpr std::uint32_t tokens_max = 160;
  bool future = false;
  for (const Term& term : in(context.terms, {from, std::min(ceiling, from + tokens_max)})) {
    if (term.table != Table::modality) continue;
    const std::string_view kind = term.entry->column(1);
    if (kind == "will" || kind == "future") future = true;
    if (kind == "done" || kind == "decided") future = false;
  }
  return future;
}

}  // namespace kept
