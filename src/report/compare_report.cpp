#include "report/compare_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "base/version.hpp"
#include "compare/compare.hpp"
#include "document/document.hpp"
#include "report/cells.hpp"
#include "report/json.hpp"
#include "report/marked.hpp"
#include "report/style.hpp"
#include "report/words.hpp"

namespace kept {
namespace {

std::string_view words_of(DifferenceType type) {
  switch (type) {
    case DifferenceType::value:
      return "the amounts differ";
    case DifferenceType::number:
      return "the numbers differ";
    case DifferenceType::currency:
      return "the currencies differ";
    case DifferenceType::currency_missing:
      return "one version names no currency";
    case DifferenceType::quantifier:
      return "one version hedges, the other does not";
    case DifferenceType::time:
      return "the times differ";
    case DifferenceType::missing:
      return "only one version has it";
  }
  return "";
}

Json side_json(const std::optional<Span>& span, const Document& document, const CodePointMap& map) {
  if (!span) return nullptr;
  return {{"text", span->of(document.text)},
          {"start", map.index_of(span->begin).value},
          {"end", map.index_of(span->end).value}};
}

Span sentence_around(const Document& document, Span span) {
  const auto found = std::ranges::find_if(document.sentences, [&](const Sentence& s) { return s.span.contains(span); });
  return found == document.sentences.end() ? span : found->span;
}

std::string side_lines(std::string_view label, const std::optional<Span>& span, const Document& document, bool colour) {
  constexpr std::size_t label_width = 9;
  if (!span) return faint(labelled(label, "-", label_width), colour);
  const std::string sentence = marked_sentence(document.text, sentence_around(document, *span), *span);
  return with_marks(labelled(label, sentence, label_width), colour);
}

}  // namespace

std::string compare_json(const ComparedDocuments& compared) {
  const CodePointMap map_a(compared.a.text);
  const CodePointMap map_b(compared.b.text);
  Json differences = Json::array();
  for (const Difference& found : compared.comparison.differences) {
    differences.push_back({{"type", to_string(found.type)},
                           {"a", side_json(found.a, compared.a, map_a)},
                           {"b", side_json(found.b, compared.b, map_b)}});
  }
  return dump_indented({{"kept", version},
                        {"a", document_json(compared.a)},
                        {"b", document_json(compared.b)},
                        {"differences", std::move(differences)},
                        {"compared", compared.comparison.compared}});
}

std::string compare_table(const ComparedDocuments& compared, bool colour) {
  std::string out;
  out += labelled("a", one_line(compared.a.name) + " (" + compared.a.language + ")", 3);
  out += labelled("b", one_line(compared.b.name) + " (" + compared.b.language + ")", 3);
  std::size_t number = 0;
  for (const Difference& found : compared.comparison.differences) {
    out += bold(fmt::format("{:>4}  {}\n", ++number, words_of(found.type)), colour);
    out += side_lines("      a", found.a, compared.a, colour);
    out += side_lines("      b", found.b, compared.b, colour);
  }
  return out + fmt::format("  {} in {} compared\n", counted(compared.comparison.differences.size(), "difference"),
                           counted(compared.comparison.compared, "value"));
}

}  // namespace kept
