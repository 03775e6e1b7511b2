// What a reader of one format takes out of a file: its text, where each part of it stands there, and what the file
// says of itself beside the text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "document/document.hpp"

namespace kept {

struct Extracted {
  std::string text;  // UTF-8, lines end in LF; paragraphs are parted by an empty line
  std::string format = "text";
  std::string encoding = "UTF-8";
  std::vector<Origin> origins;
  std::optional<Date> date;  // on which it was published, as the file itself says
  std::string title;
  std::string language;  // that the file declares, ISO 639-1
  std::vector<Problem> problems;
};

// Puts a paragraph behind the text, an empty line between, with its origin; one without words is left out.
void add_paragraph(Extracted& to, std::string_view paragraph, Origin origin);

// `text` with every run of blanks, tabs and line breaks as one blank, none at its ends; the invisible characters of
// typesetting (soft hyphen, zero-width space, marks of direction) are dropped.
std::string collapsed(std::string_view text);

// `text` with LF for every CRLF and CR.
std::string with_line_feeds(std::string text);

}  // namespace kept
