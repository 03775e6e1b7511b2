// The functions of include/kept_read.h. Each catches what it calls may throw (there is no memory): nothing crosses.
#include <kept_read.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "capi/reader.hpp"
#include "claim/claim.hpp"
#include "claim/read.hpp"
#include "document/document.hpp"
#include "document/read_document.hpp"
#include "lang/packs.hpp"

namespace {

// A copy that kept_free_text frees; NULL without memory.
char* copy_of(std::string_view text) noexcept {
  auto* copy = static_cast<char*>(std::malloc(text.size() + 1));
  if (copy == nullptr) return nullptr;
  std::memcpy(copy, text.data(), text.size());
  copy[text.size()] = '\0';
  return copy;
}

void tell(char** error, std::string_view text) noexcept {
  if (error != nullptr) *error = copy_of(text);
}

// What `make` gives; NULL and the reason in *error where it failed or threw.
template <typename Make>
auto guarded(char** error, const Make& make) noexcept -> decltype(make()) {
  if (error != nullptr) *error = nullptr;
  try {
    return make();
  } catch (const std::exception& fault) {
    tell(error, fault.what());
  } catch (...) {
    tell(error, "unknown fault");
  }
  return nullptr;
}

std::optional<std::string> given(const char* text) {
  return text == nullptr || *text == '\0' ? std::nullopt : std::optional<std::string>(text);
}

// Only the members that the caller's header had.
kept_hints hints_of(const kept_hints* hints) {
  kept_hints own{};
  if (hints != nullptr) std::memcpy(&own, hints, hints->size < sizeof(own) ? hints->size : sizeof(own));
  return own;
}

const char* or_null(const std::string& text) { return text.empty() ? nullptr : text.c_str(); }

const std::vector<std::string>* list_of(const kept_reading* reading, std::size_t claim, kept_list list) {
  if (reading == nullptr || claim >= reading->reading.claims.size()) return nullptr;
  const kept::Claim& found = reading->reading.claims[claim];
  switch (list) {
    case KEPT_GIVER:
      return &found.giver;
    case KEPT_RECEIVER:
      return &found.receiver;
    case KEPT_CHANNEL:
      return &found.channel;
    case KEPT_PARTIES:
      return &found.parties;
  }
  return nullptr;
}

void add_problems(kept_reading& reading, const std::vector<kept::Problem>& problems) {
  for (const kept::Problem& problem : problems) {
    reading.problems.push_back({std::string(kept::problem_name(problem.code)), kept::to_string(problem)});
  }
}

}  // namespace

std::uint32_t kept_read_version(void) { return KEPT_READ_VERSION; }

kept_reader* kept_reader_open(char** error) {
  return guarded(error, [error]() -> kept_reader* {
    kept::Result<kept::Packs> packs = kept::load_packs();
    if (packs) return std::make_unique<kept_reader>(kept_reader{std::move(*packs)}).release();
    tell(error, kept::to_string(packs.problem()));
    return nullptr;
  });
}

const char* kept_reader_language(const kept_reader* reader, size_t index) {
  if (reader == nullptr || index >= reader->packs.packs.size()) return nullptr;
  return reader->packs.packs[index]->language.c_str();
}

void kept_reader_free(kept_reader* reader) { const std::unique_ptr<kept_reader> owned(reader); }

kept_reading* kept_read(const kept_reader* reader, const char* bytes, size_t size, const kept_hints* hints,
                        char** error) {
  return guarded(error, [&]() -> kept_reading* {
    if (reader == nullptr || (bytes == nullptr && size > 0)) {
      tell(error, "no reader or no bytes were given");
      return nullptr;
    }
    const kept_hints own = hints_of(hints);
    kept::DocumentHints known{.date = {},
                              .speaker = given(own.speaker),
                              .speaker_country = given(own.country),
                              .language = given(own.language)};
    if (own.date != nullptr) {
      known.date = kept::Date::parse_iso(own.date);
      if (!known.date) {
        tell(error, "the date is not one that exists, as YYYY-MM-DD");
        return nullptr;
      }
    }
    const std::string_view view = size == 0 ? std::string_view{} : std::string_view(bytes, size);
    kept::Result<kept::Document> document =
        kept::read_document(given(own.name).value_or("document"), view, known, reader->packs);
    if (!document) {
      tell(error, kept::to_string(document.problem()));
      return nullptr;
    }
    auto reading = std::make_unique<kept_reading>();
    reading->document = std::move(*document);
    reading->reading = kept::read_claims(reading->document, reader->packs);
    reading->map = kept::CodePointMap(reading->document.text);
    reading->fields = kept::document_strings(reading->document);
    for (const kept::Claim& claim : reading->reading.claims) {
      reading->claims.push_back(kept::claim_strings(claim, reading->document));
    }
    add_problems(*reading, reading->document.problems);
    add_problems(*reading, reading->reading.problems);
    return reading.release();
  });
}

void kept_reading_free(kept_reading* reading) { const std::unique_ptr<kept_reading> owned(reading); }

const char* kept_reading_field(const kept_reading* reading, kept_document_field field) {
  const auto at = static_cast<std::size_t>(field);
  if (reading == nullptr || at >= kept::document_fields) return nullptr;
  return field == KEPT_DOCUMENT_TEXT ? reading->document.text.c_str() : or_null(reading->fields[at]);
}

size_t kept_reading_text_size(const kept_reading* reading) {
  return reading == nullptr ? 0 : reading->document.text.size();
}

size_t kept_reading_claims(const kept_reading* reading) { return reading == nullptr ? 0 : reading->claims.size(); }

size_t kept_reading_numbers_seen(const kept_reading* reading) {
  return reading == nullptr ? 0 : reading->reading.stats.numbers_seen;
}

size_t kept_reading_numbers_left_out(const kept_reading* reading) {
  return reading == nullptr ? 0 : reading->reading.stats.numbers_left_out;
}

size_t kept_reading_problems(const kept_reading* reading) { return reading == nullptr ? 0 : reading->problems.size(); }

const char* kept_reading_problem(const kept_reading* reading, size_t problem, kept_problem_field field) {
  const auto at = static_cast<std::size_t>(field);
  if (reading == nullptr || problem >= reading->problems.size() || at >= 2) return nullptr;
  return or_null(reading->problems[problem][at]);
}

const char* kept_claim_field(const kept_reading* reading, size_t claim, kept_field field) {
  const auto at = static_cast<std::size_t>(field);
  if (reading == nullptr || claim >= reading->claims.size() || at >= kept::claim_fields) return nullptr;
  return or_null(reading->claims[claim][at]);
}

size_t kept_claim_list_size(const kept_reading* reading, size_t claim, kept_list list) {
  const std::vector<std::string>* found = list_of(reading, claim, list);
  return found == nullptr ? 0 : found->size();
}

const char* kept_claim_list_item(const kept_reading* reading, size_t claim, kept_list list, size_t index) {
  const std::vector<std::string>* found = list_of(reading, claim, list);
  return found == nullptr || index >= found->size() ? nullptr : (*found)[index].c_str();
}

int kept_claim_span(const kept_reading* reading, size_t claim, kept_place place, kept_span* span) {
  if (reading == nullptr || span == nullptr || claim >= reading->reading.claims.size()) return 0;
  const kept::Claim& found = reading->reading.claims[claim];
  kept::Span where = place == KEPT_SENTENCE ? found.sentence : found.span;
  if (place == KEPT_PURPOSE) {
    if (!found.purpose) return 0;
    where = *found.purpose;
  } else if (place != KEPT_SPAN && place != KEPT_SENTENCE) {
    return 0;
  }
  *span = {where.begin.value, where.end.value, reading->map.index_of(where.begin).value,
           reading->map.index_of(where.end).value};
  return 1;
}

void kept_free_text(char* text) { std::free(text); }
