#include "claim/context.hpp"

namespace kept {

std::size_t ReadingContext::sentence_of(std::uint32_t token) const {
  const auto after =
      std::ranges::partition_point(sentences, [token](const SentenceTokens& s) { return s.tokens.first <= token; });
  return after == sentences.begin() ? 0 : static_cast<std::size_t>(after - sentences.begin()) - 1;
}

std::vector<Term> ReadingContext::terms_of(Table table, TokenRange range) const {
  std::vector<Term> found;
  for (const Term& term : in(terms, range)) {
    if (term.entry->table == table) found.push_back(term);
  }
  return found;
}

const Term* ReadingContext::term_at(Table table, std::uint32_t token) const {
  for (const Term& term : in(terms, {token, token + 1})) {
    if (term.entry->table == table) return &term;
  }
  return nullptr;
}

std::optional<ReadingContext> make_reading_context(const Document& document, const Packs& packs) {
  const LanguagePack* pack = packs.find(document.language);
  if (pack == nullptr) return std::nullopt;
  ReadingContext context;
  context.document = &document;
  context.pack = pack;
  context.tokens = tokenize(document.text);
  context.terms = pack->lexicon.find(context.tokens);
  for (const Sentence& sentence : document.sentences) {
    const TokenRange range{context.tokens.at_or_after(sentence.span.begin),
                           context.tokens.at_or_after(sentence.span.end)};
    context.sentences.push_back({range, sentence.span, sentence.paragraph});
  }
  return context;
}

}  // namespace kept
