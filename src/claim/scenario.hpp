// For tests of the phrase readers: a text in, one canonical line out.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "claim/claim.hpp"
#include "claim/context.hpp"
#include "claim/phrase_claims.hpp"
#include "document/read_document.hpp"
#include "lang/packs.hpp"

namespace kept {

struct Scenario {
  const char* text;
  const char* want;  // "TEXT modality; TEXT modality", empty: nothing may be read
};

inline const Packs& test_packs() {
  static const Result<Packs> packs = load_packs();
  EXPECT_TRUE(packs.ok()) << (packs.ok() ? "" : to_string(packs.problem()));
  return packs.value();
}

// A speech of Norway's ambassador on 15 May 2025.
inline Document test_document(std::string_view text, std::string_view language = "en") {
  DocumentHints hints;
  hints.language = std::string(language);
  hints.date = Date::from_ymd(2025, 5, 15);
  hints.speaker = "Kari Berg";
  hints.speaker_country = "NO";
  Result<Document> document = read_document("test", text, hints, test_packs());
  EXPECT_TRUE(document.ok());
  return std::move(document).value();
}

inline std::vector<Claim> phrase_claims_of(const Document& document) {
  const auto context = make_reading_context(document, test_packs());
  return context ? read_phrase_claims(*context) : std::vector<Claim>{};
}

inline std::string line_of(std::string_view text, ClaimKind kind, std::string_view language = "en") {
  const Document document = test_document(text, language);
  std::string line;
  for (const Claim& claim : phrase_claims_of(document)) {
    if (claim.kind != kind) continue;
    if (!line.empty()) line += "; ";
    line += claim.span.of(document.text);
    if (claim.modality != Modality::stated) line += " " + std::string(to_string(claim.modality));
  }
  return line;
}

inline void expect_lines(ClaimKind kind, const std::vector<Scenario>& scenarios, std::string_view language = "en") {
  for (const Scenario& scenario : scenarios) {
    EXPECT_EQ(line_of(scenario.text, kind, language), scenario.want) << scenario.text;
  }
}

}  // namespace kept
