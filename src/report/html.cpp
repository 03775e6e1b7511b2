#include "report/html.hpp"

#include <fmt/format.h>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "report/check_report.hpp"
#include "report/words.hpp"
#include "verdict/verdict.hpp"

namespace kept {
namespace {

// XML 1.0, production 2.
bool allowed_in_xml(char32_t character) {
  return character == 0x9 || character == 0xA || character == 0xD || (character >= 0x20 && character <= 0xD7FF) ||
         (character >= 0xE000 && character <= 0xFFFD) || character >= 0x10000;
}

void append_escaped(std::string& out, char32_t character) {
  switch (character) {
    case U'&':
      out += "&amp;";
      break;
    case U'<':
      out += "&lt;";
      break;
    case U'>':
      out += "&gt;";
      break;
    case U'"':
      out += "&quot;";
      break;
    default:
      append_utf8(out, allowed_in_xml(character) ? character : U'\uFFFD');
  }
}

// Shapes in a box of 16 by 16, drawn in the colour of the text around them.
struct Shape {
  VerdictIs verdict;
  std::string_view paths;
};

constexpr std::string_view check_mark = "<path d=\"M4.5 8.2l2.4 2.5 4.6-5.2\"/>";
constexpr std::string_view ring = "<circle cx=\"8\" cy=\"8\" r=\"6.6\"/>";
constexpr std::string_view dashed = "<circle cx=\"8\" cy=\"8\" r=\"6.6\" stroke-dasharray=\"2.3 2.3\"/>";
constexpr std::string_view disc = "<circle class=\"solid\" cx=\"8\" cy=\"8\" r=\"7.4\"/>";
constexpr std::string_view seal = "<rect class=\"solid\" x=\"1\" y=\"1\" width=\"14\" height=\"14\" rx=\"3\"/>";

std::string shape_of(VerdictIs verdict) {
  const auto drawn = [](std::string_view ground, std::string_view figure, std::string_view figure_class) {
    return fmt::format("{}<g class=\"{}\">{}</g>", ground, figure_class, figure);
  };
  switch (verdict) {
    case VerdictIs::supported:
      return drawn(disc, check_mark, "cut");
    case VerdictIs::supported_otherwise:
      return drawn(ring, check_mark, "line");
    case VerdictIs::close:
      return drawn(
          ring, "<path d=\"M4.6 7c1.2-1.4 2.2-1.2 3.4-.4s2.2 1 3.4-.4M4.6 10.2c1.2-1.4 2.2-1.2 3.4-.4s2.2 1 3.4-.4\"/>",
          "line");
    case VerdictIs::differs:
      return drawn(ring, "<path d=\"M4.8 6.5h6.4M4.8 9.5h6.4M9.6 4.3l-3.2 7.4\"/>", "line");
    case VerdictIs::contradicted:
      return drawn("<path class=\"solid\" d=\"M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z\"/>",
                   "<path d=\"M5.3 5.3l5.4 5.4M10.7 5.3l-5.4 5.4\"/>", "cut");
    case VerdictIs::kept:
      return drawn(seal, check_mark, "cut");
    case VerdictIs::partly_kept:
      return drawn("<rect x=\"1.7\" y=\"1.7\" width=\"12.6\" height=\"12.6\" rx=\"2.6\"/>",
                   "<path class=\"solid\" d=\"M2 8h12v4.5A1.5 1.5 0 0 1 12.5 14h-9A1.5 1.5 0 0 1 2 12.5z\"/>", "line");
    case VerdictIs::due:
      return drawn(ring, "<path d=\"M8 4.2V8l2.6 1.8\"/>", "line");
    case VerdictIs::overdue:
      return drawn(seal, "<path d=\"M8 4v5M8 11.4v.6\"/>", "cut");
    case VerdictIs::no_data:
      return std::string(dashed);
    case VerdictIs::not_checkable:
      return drawn(dashed, "<path d=\"M5 8h6\"/>", "line");
  }
  return "";
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  while (!text.empty()) {
    const std::optional<ByteOffset> broken = first_invalid_utf8(text);
    const std::string_view good = text.substr(0, broken ? broken->value : text.size());
    for (std::uint32_t at = 0; at < good.size();) {
      const CodePoint point = code_point_at(good, {at});
      append_escaped(out, point.value);
      at += point.bytes;
    }
    text.remove_prefix(good.size());
    if (broken) {
      append_utf8(out, U'\uFFFD');
      text.remove_prefix(1);
    }
  }
  return out;
}

std::string element(std::string_view tag, std::string_view class_name, std::string_view text) {
  if (text.empty()) return "";
  const std::string attribute = class_name.empty() ? "" : fmt::format(" class=\"{}\"", class_name);
  return fmt::format("<{}{}>{}</{}>\n", tag, attribute, escaped(text), tag);
}

std::string verdict_class(VerdictIs verdict) { return "v-" + std::string(to_string(verdict)); }

std::string icon_sheet() {
  std::string sheet =
      "<svg class=\"sheet\" width=\"0\" height=\"0\" aria-hidden=\"true\" xmlns=\"http://www.w3.org/2000/svg\">\n";
  for (std::size_t i = 0; i <= static_cast<std::size_t>(VerdictIs::not_checkable); ++i) {
    const auto verdict = static_cast<VerdictIs>(i);
    sheet +=
        fmt::format("<symbol id=\"i-{}\" viewBox=\"0 0 16 16\">{}</symbol>\n", to_string(verdict), shape_of(verdict));
  }
  return sheet + "</svg>\n";
}

std::string icon(VerdictIs verdict) {
  return fmt::format("<svg class=\"icon\" aria-hidden=\"true\"><use href=\"#i-{}\"/></svg>", to_string(verdict));
}

ClaimNumbers::ClaimNumbers(const CheckReport& report) : report_(report), first_(first_numbers(report)) {}

std::size_t ClaimNumbers::find(std::string_view document, std::string_view claim) const {
  for (std::size_t i = 0; i < report_.documents.size(); ++i) {
    if (report_.documents[i].document.name != document) continue;
    const auto& claims = report_.documents[i].claims;
    for (std::size_t j = 0; j < claims.size(); ++j) {
      if (claims[j].claim.id == claim) return first_[i] + j;
    }
  }
  return 0;
}

}  // namespace kept
