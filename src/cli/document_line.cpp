#include "cli/document_line.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>
#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "cli/input.hpp"

namespace kept {
namespace {

using Json = nlohmann::json;

constexpr std::string_view form = R"(a line is {"id": "a1", "text": "...", "date": "2026-02-10", "country": "UA"})";

// The string under `key`; a value of another type is a problem and counts as absent, null is absent.
std::optional<std::string> string_of(const Json& object, const char* key, const Place& place,
                                     std::vector<Problem>& problems) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null()) return std::nullopt;
  if (found->is_string()) return found->get<std::string>();
  problems.push_back({.code = ProblemCode::value_unreadable,
                      .what = fmt::format("\"{}\" is not a string", key),
                      .where = place,
                      .done = "it is left out",
                      .cure = std::string(form)});
  return std::nullopt;
}

}  // namespace

Result<DocumentLine> parse_document_line(const LineReader::Line& line, const Place& place) {
  const auto broken = [&](std::string what) {
    return Problem{.code = ProblemCode::json_broken,
                   .what = std::move(what),
                   .where = place,
                   .done = "the line is left out",
                   .cure = std::string(form)};
  };
  if (line.too_long) {
    return Problem{.code = ProblemCode::file_too_large,
                   .what = "the line is longer than a document may be",
                   .where = place,
                   .done = "the line is left out",
                   .cure = "split the document"};
  }
  const Json object = Json::parse(line.text, nullptr, false);
  if (!object.is_object()) return broken("the line is no JSON object");
  DocumentLine document;
  const auto id = object.find("id");
  const bool number = id != object.end() && id->is_number();
  document.id =
      number
          ? id->dump()
          : string_of(object, "id", place, document.problems).value_or(fmt::format("line {}", place.line.value_or(0)));
  auto text = string_of(object, "text", place, document.problems);
  if (!text) return broken("the line has no \"text\"");
  document.text = std::move(*text);
  document.hints.speaker = string_of(object, "speaker", place, document.problems);
  document.hints.speaker_country = string_of(object, "country", place, document.problems);
  if (const auto date = string_of(object, "date", place, document.problems)) {
    document.hints.date = Date::parse_iso(*date);
    if (!document.hints.date) {
      document.problems.push_back({.code = ProblemCode::date_unreadable,
                                   .what = fmt::format("\"date\" {} is not a date that exists", *date),
                                   .where = place,
                                   .done = "the document is read without it",
                                   .cure = "write YYYY-MM-DD"});
    }
  }
  return document;
}

}  // namespace kept
