// A number in digits: which of the marks between them part groups, and which begins the decimals.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/decimal.hpp"
#include "claim/context.hpp"
#include "lang/token.hpp"

namespace kept {

struct DigitRun {
  Decimal value;
  std::uint32_t last = 0;  // behind its last token
};

class DigitReader {
 public:
  explicit DigitReader(const ReadingContext& context) : context_(context), tokens_(context.tokens) {}

  // The number whose first digits stand at `first`: "1,250,000", "12 000", "1.250,75", "12,34,500". Marks are those of
  // the language pack; where they may mean either, what follows them tells.
  [[nodiscard]] std::optional<DigitRun> read(std::uint32_t first) const;
  // Whether a mark and digits stand at `at`, glued to what is before: ",5".
  [[nodiscard]] bool is_mark_and_digits(std::uint32_t at) const;
  // Whether the number that ends before `at` begins a chain, "5-7-9", "24/7", "4.2.1": such are names.
  [[nodiscard]] bool begins_chain(std::uint32_t at) const;
  // Whether letters or a chain stand right before the digits at `first`, "F-16", "G7"; something is glued to them.
  [[nodiscard]] bool is_name_before(std::uint32_t first) const;

 private:
  struct Marks {
    std::uint32_t last = 0;  // behind the last group of three digits
    bool decimals = false;   // a decimal mark follows, then one token of digits
  };
  [[nodiscard]] Marks read_marks(std::uint32_t first) const;
  [[nodiscard]] std::uint32_t end_of_groups(std::uint32_t first, std::string_view sign) const;
  [[nodiscard]] bool is_group_after_blank(std::uint32_t first, std::uint32_t at) const;
  [[nodiscard]] bool is_last_run(std::uint32_t at) const { return !is_mark_and_digits(at + 1); }
  [[nodiscard]] bool glued(std::uint32_t at) const { return at < tokens_.size() && !tokens_[at].blank_before; }
  [[nodiscard]] bool is_digits(std::uint32_t at) const {
    return at < tokens_.size() && tokens_[at].kind == TokenKind::number;
  }

  const ReadingContext& context_;
  const Tokens& tokens_;
};

}  // namespace kept
