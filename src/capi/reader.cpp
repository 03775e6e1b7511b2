#include "capi/reader.hpp"

#include <kept_read.h>

#include <array>
#include <optional>
#include <string>

#include <kept_read.h>
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "claim/claim.hpp"
#include "document/document.hpp"

namespace kept {
namespace {

std::string text_of(const std::optional<Decimal>& number) { return number ? number->to_string() : std::string{}; }
std::string text_of(const std::optional<Date>& date) { return date ? date->to_string() : std::string{}; }

template <typename E>
std::string name_of(const std::optional<E>& value) {
  return value ? std::string(to_string(*value)) : std::string{};
}

bool has_number(ClaimKind kind) {
  return kind == ClaimKind::money || kind == ClaimKind::count || kind == ClaimKind::share;
}

}  // namespace

ClaimStrings claim_strings(const Claim& claim, const Document& document) {
  ClaimStrings strings;
  strings[KEPT_ID] = claim.id;
  strings[KEPT_KIND] = to_string(claim.kind);
  strings[KEPT_TEXT] = claim.span.of(document.text);
  strings[KEPT_VALUE] = text_of(claim.value);
  strings[KEPT_LOW] = text_of(claim.low);
  strings[KEPT_HIGH] = text_of(claim.high);
  strings[KEPT_CURRENCY] = claim.currency;
  strings[KEPT_UNIT] = claim.unit;
  if (has_number(claim.kind)) strings[KEPT_QUANTIFIER] = to_string(claim.quantifier);
  strings[KEPT_MODALITY] = to_string(claim.modality);
  strings[KEPT_STAGE] = name_of(claim.stage);
  strings[KEPT_INSTRUMENT] = name_of(claim.instrument);
  strings[KEPT_DATE_FROM] = text_of(claim.period.from);
  strings[KEPT_DATE_TO] = text_of(claim.period.to);
  strings[KEPT_DATE_PRECISION] = name_of(claim.date_precision);
  strings[KEPT_FISCAL_YEAR] = claim.fiscal_year;
  strings[KEPT_EQUIVALENT_OF] = claim.equivalent_of;
  strings[KEPT_PART_OF] = claim.part_of;
  strings[KEPT_IMPLIED_RATE] = text_of(claim.implied_rate);
  strings[KEPT_CHANGE] = name_of(claim.change);
  strings[KEPT_CUMULATIVE] = claim.cumulative ? "true" : "";
  if (const Origin* origin = document.origin_of(claim.span.begin)) strings[KEPT_ELEMENT] = origin->element;
  strings[KEPT_DECIDED_FROM] = text_of(claim.decided.from);
  strings[KEPT_DECIDED_TO] = text_of(claim.decided.to);
  return strings;
}

std::array<std::string, document_fields> document_strings(const Document& document) {
  std::array<std::string, document_fields> strings;
  strings[KEPT_DOCUMENT_NAME] = document.name;
  strings[KEPT_DOCUMENT_FORMAT] = document.format;
  strings[KEPT_DOCUMENT_ENCODING] = document.encoding;
  strings[KEPT_DOCUMENT_LANGUAGE] = document.language;
  strings[KEPT_DOCUMENT_DATE] = text_of(document.date);
  strings[KEPT_DOCUMENT_TITLE] = document.title;
  strings[KEPT_DOCUMENT_SPEAKER] = document.speaker;
  strings[KEPT_DOCUMENT_SPEAKER_ROLE] = document.speaker_role;
  strings[KEPT_DOCUMENT_SPEAKER_COUNTRY] = document.speaker_country;
  return strings;
}

}  // namespace kept
