#include "document/read_document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "document/document.hpp"
#include "document/docx.hpp"
#include "document/encoding.hpp"
#include "document/extracted.hpp"
#include "document/head.hpp"
#include "document/html.hpp"
#include "document/pdf.hpp"
#include "document/sentence.hpp"
#include "document/turns.hpp"
#include "lang/packs.hpp"
#include "lang/token.hpp"

namespace kept {
namespace {

constexpr std::string_view usual_language = "en";  // of a text that does not tell: numbers, names

Problem too_large(const std::string& name, std::size_t bytes) {
  return {ProblemCode::file_too_large,
          fmt::format("{} bytes; a document has at most {}", bytes, document_bytes_max),
          {name, {}, {}, {}, {}},
          "",
          "split the file"};
}

// Documents of other programs, told by their first bytes, with what they are.
struct Foreign {
  std::string_view magic;
  std::string_view what;
};
constexpr std::array<Foreign, 3> foreign{{
    {"\xD0\xCF\x11\xE0", "an old Word document (.doc), or one that is locked with a password"},
    {"{\\rtf", "an RTF document"},
    {"%PDF-", "a PDF, which is read from a file only"},
}};

std::optional<Problem> foreign_problem(const std::string& name, std::string_view bytes) {
  for (const Foreign& kind : foreign) {
    if (!bytes.starts_with(kind.magic)) continue;
    return Problem{ProblemCode::document_broken,
                   fmt::format("the file is {}", kind.what),
                   {name, {}, {}, {}, {}},
                   "",
                   "save it as .docx or as text"};
  }
  return std::nullopt;
}

bool is_named_html(std::string_view name) {
  const std::string lower = lower_case(name);
  constexpr std::array<std::string_view, 3> endings{".html", ".htm", ".xhtml"};
  return std::ranges::any_of(endings, [&](std::string_view ending) { return lower.ends_with(ending); });
}

Result<Extracted> extract_text(const std::string& name, std::string_view bytes) {
  const bool html = is_html(bytes) || is_named_html(name);
  Result<DecodedText> decoded = decode_text(name, bytes, html ? html_encoding(bytes) : "");
  if (!decoded) return decoded.problem();
  Result<Extracted> extracted = Extracted{};
  if (html || is_html(decoded->text)) {  // a page in UTF-16 shows only now
    extracted = extract_html(name, decoded->text);
    if (!extracted) return extracted;
  } else {
    extracted->text = with_line_feeds(std::move(decoded->text));
  }
  extracted->encoding = std::move(decoded->encoding);
  extracted->problems.insert(extracted->problems.begin(), decoded->problems.begin(), decoded->problems.end());
  return extracted;
}

Problem unread(const Document& document, std::string_view language, std::size_t sentences) {
  return {ProblemCode::language_unread,
          fmt::format("{} {} in the language \"{}\", which no pack reads", sentences,
                      sentences == 1 ? "sentence is" : "sentences are", language),
          {document.name, {}, {}, {}, {}},
          "nothing is read in them",
          "give the text in a language of docs/languages.md"};
}

// Each language's sentences by its own pack; those that no pack reads by the usual one, counted as a Problem.
void cut_sentences(Document& document, const Packs& packs, std::string_view stated, std::string_view usual) {
  document.tokens = tokenize(document.text);
  const Passages found = find_passages(document.tokens, document.paragraphs, packs, stated, usual);
  document.language = found.language;
  std::set<std::string_view> languages;
  for (const Passage& passage : found.passages) languages.insert(passage.language);
  for (const std::string_view language : languages) {
    const LanguagePack* own = packs.find(language);
    const LanguagePack* pack = own != nullptr ? own : packs.find(usual_language);
    if (pack == nullptr) continue;
    const auto sentences = find_sentences(document.tokens, found, language, *pack);
    if (own == nullptr && !sentences.empty()) document.problems.push_back(unread(document, language, sentences.size()));
    const auto before = static_cast<std::ptrdiff_t>(document.sentences.size());
    document.sentences.insert(document.sentences.end(), sentences.begin(), sentences.end());
    std::ranges::inplace_merge(document.sentences, document.sentences.begin() + before, {}, &Sentence::span);
  }
}

// The day in a file's name ("speech-2024-09-26.txt"), the last one where there are several: archives name files so.
std::optional<Date> date_in_name(std::string_view name) {
  constexpr std::size_t length = std::string_view("2024-09-26").size();
  const std::string_view file = name.substr(name.rfind('/') + 1);
  const auto digit = [file](std::size_t at) { return at < file.size() && file[at] >= '0' && file[at] <= '9'; };
  std::optional<Date> date;
  for (std::size_t at = 0; at + length <= file.size(); ++at) {
    const bool alone = (at == 0 || !digit(at - 1)) && !digit(at + length);
    if (!alone) continue;
    if (const auto found = Date::parse_iso(file.substr(at, length))) date = found;
  }
  return date;
}

}  // namespace

bool is_plain_text(std::string_view name, std::string_view bytes) {
  return !is_zip(bytes) && !is_pdf(bytes) && !is_html(bytes) && !is_named_html(name) && !foreign_problem("", bytes);
}

Result<Document> make_document(std::string name, Extracted extracted, const DocumentHints& hints, const Packs& packs) {
  if (extracted.text.size() > document_bytes_max) return too_large(name, extracted.text.size());
  if (trim(extracted.text).empty()) {
    const bool plain = extracted.format == "text";
    return Problem{ProblemCode::file_empty,
                   plain ? "the file is empty" : "the document has no text",
                   {name, {}, {}, {}, {}},
                   "",
                   "give a file with text"};
  }
  Document document;
  document.name = std::move(name);
  document.text = std::move(extracted.text);
  document.format = std::move(extracted.format);
  document.encoding = std::move(extracted.encoding);
  document.origins = std::move(extracted.origins);
  document.problems = std::move(extracted.problems);
  document.date = extracted.date;
  document.title = std::move(extracted.title);
  document.language.clear();
  const ByteOffset begin = read_front_matter(document, packs);
  // What a page declares is often its site's language: it decides where the text does not, or where no pack could tell.
  const bool unread_language = !extracted.language.empty() && packs.find(extracted.language) == nullptr;
  if (unread_language && document.language.empty()) document.language = extracted.language;
  const std::string stated = hints.language.value_or(document.language);
  if (hints.date) document.date = hints.date;
  if (hints.speaker) document.speaker = *hints.speaker;
  if (hints.speaker_country) document.speaker_country = *hints.speaker_country;
  document.paragraphs = find_paragraphs(document.text, begin);
  cut_sentences(document, packs, stated,
                extracted.language.empty() ? usual_language : std::string_view(extracted.language));
  if (const LanguagePack* pack = packs.find(document.language)) {
    read_head(document, *pack);
    if (document.speaker_country.empty()) document.speaker_country = pack->traits.home;
    find_turns(document, *pack);
  }
  if (!document.date) document.date = date_in_name(document.name);
  return document;
}

Document make_part(std::string name, Extracted extracted, const Document& first, const Packs& packs) {
  Document part;
  part.name = std::move(name);
  part.text = std::move(extracted.text);
  part.format = first.format;
  part.encoding = first.encoding;
  part.language = first.language;
  part.date = first.date;
  part.title = first.title;
  part.speaker = first.speaker;
  part.speaker_role = first.speaker_role;
  part.speaker_country = first.speaker_country;
  part.paragraphs = find_paragraphs(part.text, {0});
  cut_sentences(part, packs, first.language, usual_language);
  if (const LanguagePack* pack = packs.find(part.language)) find_turns(part, *pack);
  return part;
}

Result<Document> read_document(std::string name, std::string_view bytes, const DocumentHints& hints,
                               const Packs& packs) {
  if (bytes.size() > document_bytes_max) return too_large(name, bytes.size());
  if (auto problem = foreign_problem(name, bytes)) return *std::move(problem);
  Result<Extracted> extracted = is_zip(bytes) ? extract_docx(name, bytes) : extract_text(name, bytes);
  if (!extracted) return extracted.problem();
  return make_document(std::move(name), std::move(*extracted), hints, packs);
}

}  // namespace kept
