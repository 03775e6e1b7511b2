#include "document/read_document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "document/document.hpp"
#include "document/head.hpp"
#include "document/sentence.hpp"
#include "lang/packs.hpp"

namespace kept {
namespace {

constexpr std::string_view usual_language = "en";  // of a text that does not tell: numbers, names
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string without_carriage_returns(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (bytes[at] != '\r') {
      text += bytes[at];
    } else if (at + 1 == bytes.size() || bytes[at + 1] != '\n') {
      text += '\n';
    }
  }
  return text;
}

std::optional<Problem> complaint(const std::string& name, std::string_view bytes) {
  if (bytes.size() > document_bytes_max) {
    return Problem{ProblemCode::file_too_large,
                   fmt::format("{} bytes; a document has at most {}", bytes.size(), document_bytes_max),
                   {name, {}, {}, {}, {}},
                   "",
                   "split the file"};
  }
  const std::size_t nul = bytes.find('\0');
  if (nul != std::string_view::npos) {
    return Problem{ProblemCode::file_binary,
                   "the file has NUL bytes and is no text",
                   {name, {}, {}, std::uint64_t{nul}, {}},
                   "",
                   "save the document as text in UTF-8"};
  }
  if (const auto invalid = first_invalid_utf8(bytes)) {
    return Problem{ProblemCode::text_not_utf8,
                   "the text is not UTF-8",
                   {name, {}, {}, std::uint64_t{invalid->value}, {}},
                   "",
                   fmt::format("convert it: iconv -f WINDOWS-1252 -t UTF-8 {}", name)};
  }
  if (trim(bytes).empty()) {
    return Problem{ProblemCode::file_empty, "the file is empty", {name, {}, {}, {}, {}}, "", "give a file with text"};
  }
  return std::nullopt;
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
void cut_sentences(Document& document, const Packs& packs, std::string_view stated) {
  const Passages found = find_passages(document.text, document.paragraphs, packs, stated, usual_language);
  document.language = found.language;
  std::set<std::string_view> languages;
  for (const Passage& passage : found.passages) languages.insert(passage.language);
  for (const std::string_view language : languages) {
    const LanguagePack* own = packs.find(language);
    const LanguagePack* pack = own != nullptr ? own : packs.find(usual_language);
    if (pack == nullptr) continue;
    const auto sentences = find_sentences(document.text, found, language, *pack);
    if (own == nullptr && !sentences.empty()) document.problems.push_back(unread(document, language, sentences.size()));
    document.sentences.insert(document.sentences.end(), sentences.begin(), sentences.end());
  }
  std::ranges::sort(document.sentences, {}, &Sentence::span);
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

Result<Document> read_document(std::string name, std::string_view bytes, const DocumentHints& hints,
                               const Packs& packs) {
  const bool marked = bytes.starts_with(byte_order_mark);
  if (marked) bytes.remove_prefix(byte_order_mark.size());
  if (auto problem = complaint(name, bytes)) {
    if (marked && problem->where.byte) *problem->where.byte += byte_order_mark.size();
    return *std::move(problem);
  }
  Document document;
  document.name = std::move(name);
  document.text = without_carriage_returns(bytes);
  document.language.clear();
  const ByteOffset begin = read_front_matter(document, packs);
  const std::string stated = hints.language.value_or(document.language);
  if (hints.date) document.date = hints.date;
  if (hints.speaker) document.speaker = *hints.speaker;
  if (hints.speaker_country) document.speaker_country = *hints.speaker_country;
  document.paragraphs = find_paragraphs(document.text, begin);
  cut_sentences(document, packs, stated);
  if (const LanguagePack* pack = packs.find(document.language)) {
    read_head(document, *pack);
    if (document.speaker_country.empty()) document.speaker_country = pack->traits.home;
  }
  if (!document.date) document.date = date_in_name(document.name);
  return document;
}

}  // namespace kept
