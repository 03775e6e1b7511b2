// Text cut into tokens. A token is a run of letters of one script (an apostrophe or hyphen inside a word cuts it), a
// run of digits, a run of katakana, or one character of anything else. Han and hiragana are cut into single
// characters, so that languages without blanks are read by the same longest-match look-ups as all others; katakana
// stays whole, so that no name is found inside a longer one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"

namespace kept {

enum class TokenKind : std::uint8_t { word, number, ideograph, mark };  // mark: punctuation, signs, symbols

struct Token {
  Span span;
  std::uint32_t lower_begin = 0;  // of the lower-cased text, see Tokens::lower
  std::uint32_t lower_size = 0;
  TokenKind kind = TokenKind::mark;
  bool blank_before = false;  // a blank, tab or line break stands before
  bool capital = false;       // the first letter is upper case
  bool upper = false;         // all of two or more letters are upper case
};

// Costs O(text), two allocations in all; holds no view of the text.
class Tokens {
 public:
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(tokens_.size()); }
  [[nodiscard]] const Token& operator[](std::uint32_t at) const { return tokens_[at]; }
  // The token in lower case, full- and half-width forms and typographic apostrophes, quotes, hyphens folded to one.
  [[nodiscard]] std::string_view lower(std::uint32_t at) const {
    return std::string_view(lower_).substr(tokens_[at].lower_begin, tokens_[at].lower_size);
  }
  // The first token that ends behind `at`, or size().
  [[nodiscard]] std::uint32_t at_or_after(ByteOffset at) const;
  // From the begin of token `first` to the end of token `last - 1`.
  [[nodiscard]] Span span(std::uint32_t first, std::uint32_t last) const {
    return {tokens_[first].span.begin, tokens_[last - 1].span.end};
  }

 private:
  friend Tokens tokenize(std::string_view text);
  std::vector<Token> tokens_;
  std::string lower_;
};

// `text` is well-formed UTF-8.
Tokens tokenize(std::string_view text);

}  // namespace kept
