// Text cut into tokens. A token is a run of letters of one script (an apostrophe or hyphen inside a word cuts it), a
// run of digits, a run of katakana, or one character of anything else. Han and hiragana are cut into single
// characters, so that languages without blanks are read by the same longest-match look-ups as all others; katakana
// stays whole, so that no name is found inside a longer one.
//
// Tokens that are the same in lower case have one form: what is asked of a word is asked once a form, not once a token.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"

namespace kept {

enum class TokenKind : std::uint8_t { word, number, ideograph, mark };  // mark: punctuation, signs, symbols

struct Token {
  Span span;
  std::uint32_t form = 0;  // index of its form
  TokenKind kind = TokenKind::mark;
  bool blank_before = false;  // a blank, tab or line break stands before
  bool capital = false;       // the first letter is upper case
  bool upper = false;         // all of two or more letters are upper case
};

// How tokens are written in lower case.
struct TokenForm {
  std::uint32_t begin = 0;  // in the lower-cased letters
  std::uint32_t size = 0;
  std::uint32_t hash = 0;  // hash_of the letters (lang/word_table.hpp)
  TokenKind kind = TokenKind::mark;
};

// Costs O(text) to make, nothing to copy; holds no view of the text.
class Tokens {
 public:
  Tokens() = default;

  [[nodiscard]] std::uint32_t size() const { return size_; }
  [[nodiscard]] const Token& operator[](std::uint32_t at) const { return tokens_[at]; }
  // The token in lower case, full- and half-width forms and typographic apostrophes, quotes, hyphens folded to one.
  [[nodiscard]] std::string_view lower(std::uint32_t at) const { return form_text(tokens_[at].form); }

  [[nodiscard]] std::uint32_t form_count() const { return form_count_; }
  [[nodiscard]] const TokenForm& form(std::uint32_t form) const { return forms_[form]; }
  [[nodiscard]] std::string_view form_text(std::uint32_t form) const {
    return {letters_ + forms_[form].begin, forms_[form].size};
  }

  // The first token that ends behind `at`, or size().
  [[nodiscard]] std::uint32_t at_or_after(ByteOffset at) const;
  // From the begin of token `first` to the end of token `last - 1`.
  [[nodiscard]] Span span(std::uint32_t first, std::uint32_t last) const {
    return {tokens_[first].span.begin, tokens_[last - 1].span.end};
  }
  // The tokens outside `spans`, which are sorted and cut no token: as if blanks stood there.
  [[nodiscard]] Tokens without(std::span<const Span> spans) const;

 private:
  friend Tokens tokenize(std::string_view text);
  struct Forms {
    std::vector<TokenForm> forms;
    std::string letters;
  };
  Tokens(std::vector<Token> tokens, std::shared_ptr<const Forms> forms);

  std::shared_ptr<const std::vector<Token>> owned_tokens_;
  std::shared_ptr<const Forms> owned_forms_;
  const Token* tokens_ = nullptr;  // into owned_tokens_
  const TokenForm* forms_ = nullptr;
  const char* letters_ = nullptr;
  std::uint32_t size_ = 0;
  std::uint32_t form_count_ = 0;
};

// `text` is well-formed UTF-8.
Tokens tokenize(std::string_view text);

}  // namespace kept
