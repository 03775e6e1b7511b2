#include "report/marked.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "report/cells.hpp"

namespace kept {
namespace {

constexpr std::size_t around_bytes_max = 160;  // of the sentence, before and behind the mark

// Where a word begins at or behind `at`; in a text without blanks, a character.
std::size_t word_begin(std::string_view text, std::size_t at) {
  const std::size_t blank = text.find(' ', at);
  if (blank != std::string_view::npos && blank < at + around_bytes_max / 4) return blank + 1;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80) ++at;
  return at;
}

std::string beginning(std::string_view before) {
  if (before.size() <= around_bytes_max) return std::string(before);
  return "... " + std::string(before.substr(word_begin(before, before.size() - around_bytes_max)));
}

std::string ending(std::string_view behind) {
  if (behind.size() <= around_bytes_max) return std::string(behind);
  std::size_t end = std::min(behind.rfind(' ', around_bytes_max), around_bytes_max);
  while (end > 0 && (static_cast<unsigned char>(behind[end]) & 0xC0U) == 0x80) --end;
  return std::string(behind.substr(0, end)) + " ...";
}

// `words` on one line, with a blank at each end where they have one.
std::string part(std::string_view words) {
  constexpr std::string_view blanks = " \t\n";
  std::string line = one_line(words);
  if (line.empty()) return words.empty() ? "" : " ";
  if (blanks.find(words.front()) != std::string_view::npos) line.insert(0, 1, ' ');
  if (blanks.find(words.back()) != std::string_view::npos) line += ' ';
  return line;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

}  // namespace

std::string marked_sentence(std::string_view text, Span sentence, Span marked) {
  sentence.begin = std::min(sentence.begin, marked.begin);
  sentence.end = std::max(sentence.end, marked.end);
  std::string line = beginning(part(Span{sentence.begin, marked.begin}.of(text)));
  line += mark_begin;
  line += one_line(marked.of(text));
  line += mark_end;
  return line + ending(part(Span{marked.end, sentence.end}.of(text)));
}

std::string with_marks(std::string lines, bool colour) {
  replace_all(lines, mark_begin, colour ? "\x1b[1m" : "[");
  replace_all(lines, mark_end, colour ? "\x1b[0m" : "]");
  return lines;
}

}  // namespace kept
