#include "document/pdf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "document/encoding.hpp"
#include "document/extracted.hpp"

namespace kept {
namespace {

// "3", "- 3 -", "3 / 10", "iv": digits, dashes and slashes alone.
bool is_page_number(std::string_view line) {
  constexpr std::size_t bytes_max = 12;
  return !line.empty() && line.size() <= bytes_max && line.find_first_of("0123456789") != std::string_view::npos &&
         line.find_first_not_of("0123456789-/|. ") == std::string_view::npos;
}

// Characters that are written without blanks between words: lines of them are joined without one.
bool is_ideograph(char32_t c) { return (c >= 0x3000 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || c >= 0xFF00; }

char32_t last_character(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0 && (static_cast<unsigned char>(text[--at]) & 0xC0U) == 0x80) {
  }
  return text.empty() ? 0 : code_point_at(text, {static_cast<std::uint32_t>(at)}).value;
}
char32_t first_character(std::string_view text) { return text.empty() ? 0 : code_point_at(text, {0}).value; }

bool ends_sentence(std::string_view text) {
  const char32_t last = last_character(text);
  return last == '.' || last == '!' || last == '?' || last == ':' || last == 0x3002 || last == 0x201D || last == '"';
}

bool begins_small(std::string_view text) {
  const char32_t first = first_character(text);
  std::string letter;
  append_utf8(letter, first);
  const bool is_letter = (first >= 'a' && first <= 'z') || (first >= 0x430 && first <= 0x45F) || first == 0x491;
  return is_letter || is_ideograph(first);
}

// Puts a line behind the text of its paragraph.
void join_line(std::string& text, std::string_view line) {
  const bool tight = text.empty() || (is_ideograph(last_character(text)) && is_ideograph(first_character(line)));
  if (!tight) text += ' ';
  text += line;
}

// The paragraphs of a page, without page numbers.
std::vector<std::string> paragraphs_of(std::string_view page) {
  std::vector<std::string_view> lines;
  for (const std::string_view line : split(page, '\n')) lines.push_back(trim(line));
  while (!lines.empty() && (lines.back().empty() || is_page_number(lines.back()))) lines.pop_back();
  std::size_t begin = 0;
  while (begin < lines.size() && (lines[begin].empty() || is_page_number(lines[begin]))) ++begin;
  std::vector<std::string> paragraphs;
  bool open = false;
  for (; begin < lines.size(); ++begin) {
    if (lines[begin].empty()) {
      open = false;
      continue;
    }
    if (!open) paragraphs.emplace_back();
    join_line(paragraphs.back(), lines[begin]);
    open = true;
  }
  return paragraphs;
}

// "pages 2, 3, 7 and 4 more".
std::string page_list(const std::vector<std::uint32_t>& pages) {
  constexpr std::size_t pages_shown = 10;
  std::string list = pages.size() == 1 ? "page " : "pages ";
  for (std::size_t at = 0; at < std::min(pages.size(), pages_shown); ++at) {
    list += fmt::format("{}{}", at == 0 ? "" : ", ", pages[at]);
  }
  if (pages.size() > pages_shown) list += fmt::format(" and {} more", pages.size() - pages_shown);
  return list;
}

Problem without_text(const std::string& name, std::string what, std::string done) {
  return {ProblemCode::document_without_text,
          std::move(what),
          {name, {}, {}, {}, {}},
          std::move(done),
          "recognise its text first, for example: ocrmypdf IN.pdf OUT.pdf"};
}

}  // namespace

bool is_pdf(std::string_view bytes) {
  constexpr std::size_t head_bytes = 1024;
  return bytes.substr(0, head_bytes).find("%PDF-") != std::string_view::npos;
}

Result<Extracted> extract_pdf(const std::string& name, std::string_view printed) {
  Result<DecodedText> decoded = decode_text(name, printed);
  if (!decoded) return decoded.problem();
  Extracted document;
  document.format = "pdf";
  std::string_view rest = decoded->text;
  std::vector<std::uint32_t> empty;
  std::uint32_t page = 0;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\f');
    const std::vector<std::string> paragraphs = paragraphs_of(rest.substr(0, end));
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    ++page;
    if (paragraphs.empty()) empty.push_back(page);
    for (std::size_t at = 0; at < paragraphs.size(); ++at) {
      const bool goes_on =
          at == 0 && !document.text.empty() && !ends_sentence(document.text) && begins_small(paragraphs[at]);
      if (goes_on) {
        // Between two ideographs nothing stands; the origins meet there.
        const auto begin = static_cast<std::uint32_t>(document.text.size());
        join_line(document.text, paragraphs[at]);
        const auto behind = static_cast<std::uint32_t>(document.text.size());
        document.origins.push_back({.span = {{begin}, {behind}}, .page = page, .line = 0, .element = ""});
      } else {
        add_paragraph(document, paragraphs[at], {.span = {}, .page = page, .line = 0, .element = ""});
      }
    }
  }
  if (document.text.empty()) {
    return without_text(name,
                        page == 1 ? "the PDF's only page has no text: it is a picture"
                                  : fmt::format("none of the PDF's {} pages has text: they are pictures", page),
                        "");
  }
  if (!empty.empty()) {
    document.problems.push_back(
        without_text(name,
                     fmt::format("{} {} without text, perhaps {}", page_list(empty), empty.size() == 1 ? "is" : "are",
                                 empty.size() == 1 ? "a picture" : "pictures"),
                     "the other pages are read"));
  }
  return document;
}

}  // namespace kept
