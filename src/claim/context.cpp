#include "claim/context.hpp"
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "claim/date_expression.hpp"
#include "claim/number.hpp"
#include "claim/party.hpp"
#include "claim/placed.hpp"
#include "document/document.hpp"
#include "lang/lexicon.hpp"
#include "lang/packs.hpp"
#include "lang/token.hpp"

namespace kept {
namespace {

// Bits of the tables whose terms begin at each token.
std::vector<std::uint32_t> tables_of(const TermList& terms, std::uint32_t tokens) {
  std::vector<std::uint32_t> tables(tokens, 0);
  for (const Term& term : terms) tables[term.first] |= 1U << static_cast<std::uint32_t>(term.table);
  return tables;
}

// The first token from `from` on that ends behind `place`.
std::uint32_t at_or_after(const Tokens& tokens, std::uint32_t from, ByteOffset place) {
  while (from < tokens.size() && tokens[from].span.end <= place) ++from;
  return from;
}

// Of each token, the last sentence that begins at it or before it; before the first, the first.
std::vector<std::uint32_t> sentences_of_tokens(const std::vector<SentenceTokens>& sentences, std::uint32_t tokens) {
  std::vector<std::uint32_t> of(tokens);
  std::uint32_t sentence = 0;
  for (std::uint32_t at = 0; at < tokens; ++at) {
    while (sentence + 1 < sentences.size() && sentences[sentence + 1].tokens.first <= at) ++sentence;
    of[at] = sentence;
  }
  return of;
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

std::vector<Term> ReadingContext::terms_of(Table table, TokenRange range) const {
  std::vector<Term> found;
  for (const Term& term : in(terms, range)) {
    if (term.table == table) found.push_back(term);
  }
  return found;
}

const Term* ReadingContext::term_ending_at(Table table, std::uint32_t token) const {
  constexpr std::uint32_t tokens_back_max = 8;
  for (std::uint32_t back = 1; back <= tokens_back_max && back <= token; ++back) {
    const Term* term = term_at(table, token - back);
    if (term != nullptr && term->last == token) return term;
  }
  return nullptr;
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
  context.words = WordSets(context.terms, context.tokens.size());
  std::uint32_t next = 0;
  for (const Sentence& sentence : document.sentences) {
    if (is_foreign(sentence)) continue;
    const std::uint32_t begin = at_or_after(context.tokens, next, sentence.span.begin);
    next = at_or_after(context.tokens, begin, sentence.span.end);
    const TokenRange range{begin, next};
    const bool goes_on = !context.sentences.empty() && context.sentences.back().paragraph == sentence.paragraph;
    const std::uint32_t first = goes_on ? context.sentences.back().paragraph_first : range.first;
    context.sentences.push_back({range, sentence.span, sentence.paragraph, first});
  }
  const std::uint32_t size = context.tokens.size();
  context.sentence_at = sentences_of_tokens(context.sentences, size);
  context.numbers = Placed(find_numbers(context), size);
  for (const NumberMention& number : context.numbers) {
    context.tables[number.tokens.first] |= ReadingContext::number_bit;
  }
  context.parties = Placed(find_parties(context), size);
  context.dates = Placed(find_dates(context), size);
  constexpr std::uint32_t date_tokens_max = 16;  // behind the first: what goes on longer is none any more
  for (const DateMention& date : context.dates) {
    const std::uint32_t end = std::min(date.tokens.last, date.tokens.first + date_tokens_max + 1);
    for (std::uint32_t at = date.tokens.first + 1; at < end; ++at) {
      context.tables[at] |= ReadingContext::in_date_bit;
    }
  }
  return context;
}

}  // namespace kept
