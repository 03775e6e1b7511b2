#include "report/json_text.hpp"

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kept {
namespace {

bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

// The letter behind the backslash; 0 where there is none.
char short_escape(char c) {
  switch (c) {
    case '\b':
      return 'b';
    case '\t':
      return 't';
    case '\n':
      return 'n';
    case '\f':
      return 'f';
    case '\r':
      return 'r';
    case '"':
    case '\\':
      return c;
    default:
      return 0;
  }
}

}  // namespace

void JsonText::begin_line() {
  if (!indented_) return;
  out_ += '\n';
  out_.append(depth_, ' ');
}

// The comma and line before an item of a list; what stands behind a key needs none.
void JsonText::begin_item() {
  if (behind_key_) {
    behind_key_ = false;
    return;
  }
  if (!first_) out_ += ',';
  first_ = false;
  begin_line();
}

void JsonText::begin(char bracket) {
  begin_item();
  out_ += bracket;
  ++depth_;
  first_ = true;
}

void JsonText::end(char bracket) {
  --depth_;
  if (!first_) begin_line();
  out_ += bracket;
  first_ = false;
}

void JsonText::key(std::string_view name) {
  begin_item();
  out_ += '"';
  out_ += name;
  out_ += indented_ ? "\": " : "\":";
  behind_key_ = true;
}

void JsonText::plain(std::string_view text) {
  begin_item();
  out_ += text;
}

void JsonText::number_value(std::uint64_t number) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  plain({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

void JsonText::value(std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  begin_item();
  out_ += '"';
  std::size_t begin = 0;  // of what was not copied yet
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!needs_escape(text[at])) continue;
    out_ += text.substr(begin, at - begin);
    begin = at + 1;
    out_ += '\\';
    if (const char letter = short_escape(text[at]); letter != 0) {
      out_ += letter;
    } else {
      const auto byte = static_cast<unsigned char>(text[at]);
      out_ += "u00";
      out_ += hex[byte >> 4U];
      out_ += hex[byte & 0x0FU];
    }
  }
  out_ += text.substr(begin);
  out_ += '"';
}

}  // namespace kept
