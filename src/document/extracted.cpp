#include "document/extracted.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "document/document.hpp"

namespace kept {
namespace {

bool is_invisible(char32_t c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) ||
         c == 0xFEFF;
}

}  // namespace

void add_paragraph(Extracted& to, std::string_view paragraph, Origin origin) {
  if (trim(paragraph).empty()) return;
  if (!to.text.empty()) to.text += "\n\n";
  origin.span.begin.value = static_cast<std::uint32_t>(to.text.size());
  to.text += paragraph;
  origin.span.end.value = static_cast<std::uint32_t>(to.text.size());
  to.origins.push_back(std::move(origin));
}

std::string collapsed(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool blank = false;
  for (std::uint32_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, {at});
    const std::string_view bytes = text.substr(at, point.bytes);
    at += point.bytes;
    if (is_invisible(point.value)) continue;
    if (point.value == ' ' || (point.value >= '\t' && point.value <= '\r')) {
      blank = true;
      continue;
    }
    if (blank && !out.empty()) out += ' ';
    blank = false;
    out += bytes;
  }
  return out;
}

std::string with_line_feeds(std::string bytes) {
  if (bytes.find('\r') == std::string::npos) return bytes;
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

}  // namespace kept
