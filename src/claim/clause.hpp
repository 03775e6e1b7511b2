// What the words around a named thing say of it: when, who, and whether it was, will be or should be.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claim/claim.hpp"
#include "claim/phrase_map.hpp"

namespace kept {

// The date mention that begins at `token`, or nullptr.
const DateMention* date_at(const ReadingContext& context, std::uint32_t token);

// The date of what `named` says: a date inside it or right behind it, else the nearest of its sentence that no other
// clause stands between, else a year of four digits in it ("EXPO 2025"). Empty where nothing is said.
struct When {
  Period period;
  std::optional<DatePrecision> precision;
  std::optional<Span> because;
};
When when_of(const PhraseMap& map, TokenRange named);

// By the last word of modality before the end of `named` in its sentence ("will host", "was not held"); what is dated
// behind the document's day is expected at least. `because` is that word's span.
struct HowSure {
  Modality modality = Modality::stated;
  std::optional<Span> because;
};
HowSure modality_of(const PhraseMap& map, TokenRange named, const Period& period);

// Codes of the parties that the range names, each once, in the order of the text; "we" and mechanisms left out.
std::vector<std::string> party_codes(const PhraseMap& map, TokenRange range);
// Of those, the ones that no preposition governs ("Latvia gave Kenya ... for Chad": not Chad), or only the others.
std::vector<std::string> free_party_codes(const PhraseMap& map, TokenRange range);
std::vector<std::string> governed_party_codes(const PhraseMap& map, TokenRange range);
// The state of the document's speaker where the range has a "we" or "I", else empty.
std::string_view speaker_code(const PhraseMap& map, TokenRange range);
void add_code(std::vector<std::string>& codes, std::string_view code);

// A claim of `kind` named by `named`, with span, sentence, modality and dates.
Claim named_claim(const PhraseMap& map, ClaimKind kind, TokenRange named);

// The terms of one table in a range whose first column is `kind`.
bool has_term(const ReadingContext& context, Table table, TokenRange range, std::string_view kind);
// The term of `table` and `kind` that begins at `token`, or nullptr.
const Term* term_of_kind(const ReadingContext& context, Table table, std::uint32_t token, std::string_view kind);

}  // namespace kept
