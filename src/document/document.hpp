// A speech as text: paragraphs, sentences, and what its head says of date and speaker.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "lang/token.hpp"

namespace kept {

// What is known of a document from outside its text; wins over what the text says.
struct DocumentHints {
  std::optional<Date> date;
  std::optional<std::string> speaker;
  std::optional<std::string> speaker_country;  // ISO 3166 alpha-2
  std::optional<std::string> language = {};    // ISO 639-1
};

struct Sentence {
  Span span;
  std::uint32_t paragraph = 0;  // index into Document::paragraphs
  std::string language = {};    // ISO 639-1; empty: the document's
};

// Where a part of the text stands in the file that it was extracted from.
struct Origin {
  Span span;
  std::uint32_t page = 0;  // of a PDF, from 1
  std::uint32_t line = 0;  // of HTML: the source line on which the element begins, from 1
  std::string element;     // of HTML and .docx: "p[12]", the twelfth <p> of the file; "footnotes/p[1]"
};

// What one of several speakers says, up to the next one's turn.
struct SpeakerTurn {
  ByteOffset begin;
  std::string speaker;  // as the label has it: "Berg", "Question"
  std::string role;
  std::string country;  // ISO 3166 alpha-2, empty where nobody can know
};

struct Document {
  std::string name;                // as given: a path, an id, "-" for standard input
  std::string text;                // UTF-8; all spans point into it
  std::string format = "text";     // text, html, docx, pdf
  std::string encoding = "UTF-8";  // of the file; the text is UTF-8
  std::vector<Origin> origins;     // by span; none for plain text, which is its own original
  std::string language = "en";     // ISO 639-1, of most paragraphs; a sentence may be in another
  std::optional<Date> date;
  std::string title;
  std::string speaker;
  std::string speaker_role;
  std::string speaker_country;  // ISO 3166 alpha-2, empty where nobody can know
  std::vector<Span> paragraphs;
  std::vector<Sentence> sentences;
  Tokens tokens;  // of the text; of none where it was not cut yet, or was let go
  std::vector<Problem> problems;
  std::vector<SpeakerTurn> turns = {};  // by begin; none where one speaks

  // Whose turn it is at `at`; nullptr before the first, and where one speaks.
  [[nodiscard]] const SpeakerTurn* turn_at(ByteOffset at) const;
  // The state of who speaks at `at`; empty where nobody can know.
  [[nodiscard]] const std::string& country_at(ByteOffset at) const;
  // The origin of what stands at `at`; nullptr where the text is its own original.
  [[nodiscard]] const Origin* origin_of(ByteOffset at) const;
};

}  // namespace kept
