#include "claim/context.hpp"
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "claim/date_expression.hpp"
#include "claim/number.hpp"
#include "claim/party.hpp"
#include "document/document.hpp"
#include "lang/lexicon.hpp"
#include "lang/packs.hpp"
#include "lang/token.hpp"
#include "lang/word_kind.hpp"

namespace kept {
namespace {

// Bits of the tables whose terms begin at each token.
std::vector<std::uint32_t> tables_of(const TermList& terms, std::uint32_t tokens) {
  std::vector<std::uint32_t> tables(tokens, 0);
  for (const Term& term : terms) tables[term.first] |= 1U << static_cast<std::uint32_t>(term.table);
  return tables;
}

// The document's tokens but for the sentences in other languages.
Tokens tokens_in(const Document& document, std::string_view language) {
  Tokens tokens = document.tokens.size() == 0 ? tokenize(document.text) : document.tokens;
  std::vector<Span> foreign;
  for (const Sentence& sentence : document.sentences) {
    if (language_of(sentence, document) != language) foreign.push_back(sentence.span);
  }
  return foreign.empty() ? tokens : tokens.without(foreign);
}

}  // namespace

TermList::TermList(std::vector<Term> terms, std::uint32_t tokens) : terms_(std::move(terms)), begins_(tokens + 1U) {
  std::uint32_t term = 0;
  for (std::uint32_t token = 0; token <= tokens; ++token) {
    begins_[token] = term;
    while (term < terms_.size() && terms_[term].first == token) ++term;
  }
}

std::size_t ReadingContext::sentence_of(std::uint32_t token) const {
  const auto after =
      std::ranges::partition_point(sentences, [token](const SentenceTokens& s) { return s.tokens.first <= token; });
  return after == sentences.begin() ? 0 : static_cast<std::size_t>(after - sentences.begin()) - 1;
}

std::vector<Term> ReadingContext::terms_of(Table table, TokenRange range) const {
  std::vector<Term> found;
  for (const Term& term : in(terms, range)) {
    if (term.table == table) found.push_back(term);
  }
  return found;
}

const Term* ReadingContext::found_term_at(Table table, std::uint32_t token) const {
  for (const Term& term : in(terms, {token, token + 1})) {
    if (term.table == table) return &term;
  }
  return nullptr;
}

const Term* ReadingContext::term_ending_at(Table table, std::uint32_t token) const {
  constexpr std::uint32_t tokens_back_max = 8;
  for (std::uint32_t back = 1; back <= tokens_back_max && back <= token; ++back) {
    const Term* term = term_at(table, token - back);
    if (term != nullptr && term->last == token) return term;
  }
  return nullptr;
}

const NumberMention* ReadingContext::found_number_at(std::uint32_t token) const {
  const auto found = in(numbers, {token, token + 1});
  return found.empty() ? nullptr : &found.front();
}

bool ReadingContext::found_word(std::uint32_t token, WordKind kind) const {
  for (const Term& term : in(terms, {token, token + 1})) {
    if (term.is_word(kind)) return true;
  }
  return false;
}

TokenRange ReadingContext::paragraph_tokens(std::size_t sentence) const {
  std::size_t first = sentence;
  std::size_t last = sentence;
  while (first > 0 && sentences[first - 1].paragraph == sentences[sentence].paragraph) --first;
  while (last + 1 < sentences.size() && sentences[last + 1].paragraph == sentences[sentence].paragraph) ++last;
  return {sentences[first].tokens.first, sentences[last].tokens.last};
}

std::string_view language_of(const Sentence& sentence, const Document& document) {
  return sentence.language.empty() ? std::string_view(document.language) : std::string_view(sentence.language);
}

std::vector<std::string_view> languages_read(const Document& document, const Packs& packs) {
  std::vector<std::string_view> languages;
  if (packs.find(document.language) != nullptr) languages.emplace_back(document.language);
  for (const Sentence& sentence : document.sentences) {
    const std::string_view language = language_of(sentence, document);
    if (std::ranges::find(languages, language) == languages.end() && packs.find(language) != nullptr) {
      languages.push_back(language);
    }
  }
  return languages;
}

std::optional<ReadingContext> make_reading_context(const Document& document, const Packs& packs,
                                                   std::string_view language) {
  if (language.empty()) language = document.language;
  const LanguagePack* pack = packs.find(language);
  if (pack == nullptr) return std::nullopt;
  const auto is_foreign = [&](const Sentence& s) { return language_of(s, document) != language; };
  ReadingContext context;
  context.document = &document;
  context.pack = pack;
  context.tokens = tokens_in(document, language);
  context.terms = TermList(pack->lexicon.find(context.tokens), context.tokens.size());
  context.tables = tables_of(context.terms, context.tokens.size());
  for (const Sentence& sentence : document.sentences) {
    if (is_foreign(sentence)) continue;
    const TokenRange range{context.tokens.at_or_after(sentence.span.begin),
                           context.tokens.at_or_after(sentence.span.end)};
    const bool goes_on = !context.sentences.empty() && context.sentences.back().paragraph == sentence.paragraph;
    const std::uint32_t first = goes_on ? context.sentences.back().paragraph_first : range.first;
    context.sentences.push_back({range, sentence.span, sentence.paragraph, first});
  }
  context.numbers = find_numbers(context);
  for (const NumberMention& number : context.numbers) {
    context.tables[number.tokens.first] |= ReadingContext::number_bit;
  }
  context.parties = find_parties(context);
  context.dates = find_dates(context);
  return context;
}

}  // namespace kept
