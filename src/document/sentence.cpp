#include "document/sentence.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>
#include "base/text.hpp"
#include "document/document.hpp"
#include "lang/language.hpp"
#include "lang/lexicon.hpp"
#include "lang/packs.hpp"
#include "lang/token.hpp"
#include "lang/word_kind.hpp"

namespace kept {
namespace {

constexpr std::uint32_t wrapped_line_bytes_max = 120;  // no longer line: the text is hard-wrapped
constexpr std::uint32_t wrapped_line_bytes_min = 50;
constexpr std::uint32_t wrapped_lines_min = 3;

struct Line {
  Span span;  // without its line break and the blanks around it
  bool item = false;
};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// A list item, heading or rule of Markdown.
bool begins_block(std::string_view line) {
  if (line.empty()) return false;
  if (line.front() == '#' || line.front() == '|' || line.front() == '>') return true;
  const bool bullet =
      line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ") || line.starts_with("\xE2\x80\xA2");
  if (bullet) return true;
  const std::size_t digits = line.find_first_not_of("0123456789");
  return digits != 0 && digits != std::string_view::npos && digits <= 2 && line.substr(digits).starts_with(". ");
}

std::vector<Line> lines_of(std::string_view text, std::uint32_t begin) {
  std::vector<Line> lines;
  const auto size = static_cast<std::uint32_t>(text.size());
  while (begin < size) {
    const std::uint32_t end = static_cast<std::uint32_t>(std::min(text.find('\n', begin), text.size()));
    std::uint32_t first = begin;
    std::uint32_t last = end;
    while (first < last && is_blank(text[first])) ++first;
    while (last > first && is_blank(text[last - 1])) --last;
    const Span span{{first}, {last}};
    lines.push_back({span, begins_block(span.of(text))});
    begin = end + 1;
  }
  return lines;
}

// A line that is one word, such as a long link, could not be wrapped and tells nothing.
bool is_hard_wrapped(std::string_view text, const std::vector<Line>& lines) {
  std::uint32_t long_lines = 0;
  for (const Line& line : lines) {
    const bool one_word = line.span.of(text).find(' ') == std::string_view::npos;
    if (line.span.size() > wrapped_line_bytes_max && !one_word) return false;
    if (line.span.size() >= wrapped_line_bytes_min) ++long_lines;
  }
  return long_lines >= wrapped_lines_min;
}

class SentenceSplitter {
 public:
  SentenceSplitter(const Tokens& tokens, const LanguagePack& pack, std::span<const TokenStretch> stretches)
      : tokens_(tokens), terms_(pack.marks.find(tokens_, stretches)) {}

  void split(const Passage& passage, std::vector<Sentence>& sentences) {
    const Span paragraph = passage.span;
    const std::uint32_t index = passage.paragraph;
    const std::string language(passage.language);
    while (next_ < tokens_.size() && tokens_[next_].span.begin < paragraph.begin) ++next_;
    std::uint32_t first = next_;
    for (; next_ < tokens_.size() && tokens_[next_].span.end <= paragraph.end; ++next_) {
      if (!ends_sentence(next_, paragraph)) continue;
      while (next_ + 1 < tokens_.size() && tokens_[next_ + 1].span.end <= paragraph.end && closes(next_ + 1)) ++next_;
      sentences.push_back({tokens_.span(first, next_ + 1), index, language});
      first = next_ + 1;
    }
    if (first < next_) sentences.push_back({tokens_.span(first, next_), index, language});
  }

 private:
  // A quotation mark or bracket that belongs to the sentence before it.
  [[nodiscard]] bool closes(std::uint32_t at) const {
    const std::string_view mark = tokens_.lower(at);
    return !tokens_[at].blank_before &&
           (mark == "\"" || mark == "'" || mark == ")" || mark == "]" || mark == "." || mark == "!" || mark == "?" ||
            mark == "\xE3\x80\x8D" || mark == "\xE3\x80\x8F");
  }

  [[nodiscard]] bool ends_sentence(std::uint32_t at, Span paragraph) const {
    if (tokens_[at].kind != TokenKind::mark) return false;
    const std::string_view mark = tokens_.lower(at);
    if (mark == "\xE3\x80\x82" || mark == "\xEF\xBC\x8E") return true;  // the ideographic full stop
    if (mark != "." && mark != "!" && mark != "?" && mark != "\xE2\x80\xA6") return false;
    std::uint32_t after = at + 1;
    while (after < tokens_.size() && closes(after)) ++after;
    if (after >= tokens_.size() || tokens_[after].span.begin >= paragraph.end) return true;
    if (!tokens_[after].blank_before) return tokens_[at].span.begin.value > 0 && is_ideograph_mark(mark);
    const Token& next = tokens_[after];
    if (next.kind == TokenKind::word && !next.capital) return false;
    return mark != "." || !is_abbreviation(at, after);
  }

  static bool is_ideograph_mark(std::string_view mark) { return mark == "!" || mark == "?"; }

  // Whether the point at `at` belongs to an abbreviation that ends no sentence before the token `after`.
  [[nodiscard]] bool is_abbreviation(std::uint32_t at, std::uint32_t after) const {
    if (at == 0 || tokens_[at].blank_before) return false;
    if (const Term* term = abbreviation_ending(at + 1)) {
      // "5 млн грн. Це", not "5 млн дол. США": behind a number's unit a capital word begins a sentence.
      const bool measure = term->entry->column(0) == "measure";
      if (measure) return tokens_[after].kind != TokenKind::word || tokens_[after].upper;
      const bool inner_points = at - term->first > 1;
      return !inner_points || !has_word(after, "starter");
    }
    const Token& before = tokens_[at - 1];  // an initial: "Joseph R. Biden"
    return before.kind == TokenKind::word && before.capital && before.span.size() == 1 && at >= 2 &&
           tokens_[at - 2].kind == TokenKind::word && tokens_[at - 2].capital && before.blank_before;
  }

  [[nodiscard]] const Term* abbreviation_ending(std::uint32_t last) const {
    constexpr std::uint32_t tokens_max = 8;
    const std::uint32_t from = last > tokens_max ? last - tokens_max : 0;
    for (auto term = first_term(from); term != terms_.end() && term->first < last; ++term) {
      if (term->table == Table::abbreviation && term->last == last) return &*term;
    }
    return nullptr;
  }

  [[nodiscard]] bool has_word(std::uint32_t at, WordKind kind) const {
    for (auto term = first_term(at); term != terms_.end() && term->first == at; ++term) {
      if (term->is_word(kind)) return true;
    }
    return false;
  }

  [[nodiscard]] std::vector<Term>::const_iterator first_term(std::uint32_t at) const {
    return std::ranges::lower_bound(terms_, at, {}, &Term::first);
  }

  const Tokens& tokens_;
  std::vector<Term> terms_;
  std::uint32_t next_ = 0;
};

// The tokens of a span that begins at `from` or behind it.
TokenStretch tokens_of(const Tokens& tokens, Span span, std::uint32_t from) {
  while (from < tokens.size() && tokens[from].span.end <= span.begin) ++from;
  TokenStretch range{from, from};
  while (range.last < tokens.size() && tokens[range.last].span.end <= span.end) ++range.last;
  return range;
}

// The tokens of the passages in one language.
std::vector<TokenStretch> stretches_of(const Tokens& tokens, const Passages& passages, std::string_view language) {
  std::vector<TokenStretch> stretches;
  TokenStretch range;
  bool goes_on = false;
  for (const Passage& passage : passages.passages) {
    const bool own = passage.language == language;
    range = tokens_of(tokens, passage.span, range.last);
    if (own && goes_on) stretches.back().last = range.last;
    if (own && !goes_on) stretches.push_back(range);
    goes_on = own;
  }
  return stretches;
}

// What each paragraph tells of its language.
using WeighedParagraphs = std::vector<std::vector<LanguageIdentifier::Weighed>>;

// The language in which most of the text's paragraphs begin, each weighed by its tokens; `usual` where nothing tells.
std::string_view main_language(const WeighedParagraphs& paragraphs, const Packs& packs, std::string_view usual) {
  std::map<std::string_view, std::uint32_t> weights;
  for (const auto& runs : paragraphs) {
    const std::string_view language = packs.languages.decide(runs.front(), usual, LanguageIdentifier::Usual::guessed);
    weights[language] += runs.back().last - runs.front().first;
  }
  std::uint32_t most = 0;
  for (const auto& [language, weight] : weights) {
    if (weight > most || (weight == most && language == usual)) usual = language;
    most = std::max(most, weight);
  }
  return usual;
}

}  // namespace

std::vector<Span> find_paragraphs(std::string_view text, ByteOffset begin) {
  const std::vector<Line> lines = lines_of(text, begin.value);
  const bool wrapped = is_hard_wrapped(text, lines);
  std::vector<Span> paragraphs;
  bool open = false;
  for (const Line& line : lines) {
    if (line.span.size() == 0) {
      open = false;
    } else if (open && wrapped && !line.item) {
      paragraphs.back().end = line.span.end;
    } else {
      paragraphs.push_back(line.span);
      open = true;
    }
  }
  return paragraphs;
}

Passages find_passages(const Tokens& tokens, const std::vector<Span>& paragraphs, const Packs& packs,
                       std::string_view stated, std::string_view usual) {
  const LanguageIdentifier::Evidence evidence(packs.languages, tokens);
  WeighedParagraphs weighed;
  weighed.reserve(paragraphs.size());
  TokenStretch range;
  for (const Span& paragraph : paragraphs) {
    range = tokens_of(tokens, paragraph, range.last);
    weighed.push_back(evidence.weigh(range.first, range.last));
  }
  Passages found;
  found.language = stated.empty() ? main_language(weighed, packs, usual) : stated;
  for (std::uint32_t index = 0; index < paragraphs.size(); ++index) {
    ByteOffset begin = paragraphs[index].begin;
    const auto stretches = packs.languages.decide(weighed[index], found.language);
    for (std::size_t at = 0; at < stretches.size(); ++at) {
      const bool last = at + 1 == stretches.size();
      const ByteOffset end = last ? paragraphs[index].end : tokens[stretches[at].last].span.begin;
      found.passages.push_back({{begin, end}, index, stretches[at].language});
      begin = end;
    }
  }
  return found;
}

std::vector<Sentence> find_sentences(const Tokens& tokens, const Passages& passages, std::string_view language,
                                     const LanguagePack& pack) {
  std::vector<Sentence> sentences;
  const std::vector<TokenStretch> stretches = stretches_of(tokens, passages, language);
  SentenceSplitter splitter(tokens, pack, stretches);
  for (const Passage& passage : passages.passages) {
    if (passage.language == language) splitter.split(passage, sentences);
  }
  return sentences;
}

}  // namespace kept
