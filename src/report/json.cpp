#include "report/json.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "claim/claim.hpp"
#include "document/document.hpp"
#include "report/json_text.hpp"

namespace kept {
namespace {

void put_span(JsonText& json, const Span& span, const CodePointMap& map, std::uint64_t before) {
  json.field("start", before + map.index_of(span.begin).value);
  json.field("end", before + map.index_of(span.end).value);
}

void put_span_object(JsonText& json, std::string_view key, const Span& span, const CodePointMap& map,
                     std::uint64_t before) {
  json.key(key);
  json.begin_object();
  put_span(json, span, map, before);
  json.end_object();
}

// Where a claim stands in the file: only what its format has.
void put_origin(JsonText& json, const Origin& origin) {
  json.key("origin");
  json.begin_object();
  if (origin.page != 0) json.field("page", origin.page);
  if (!origin.element.empty()) json.field("element", std::string_view(origin.element));
  if (origin.line != 0) json.field("line", origin.line);
  json.end_object();
}

void put_period(JsonText& json, const Period& period, std::string_view from, std::string_view to) {
  json.field_or_null(from, period.from ? period.from->to_string() : "");
  json.field_or_null(to, period.to ? period.to->to_string() : "");
}

void put_amount(JsonText& json, std::string_view key, const std::optional<Decimal>& amount) {
  json.field_or_null(key, amount ? amount->to_string() : "");
}

void put_list(JsonText& json, std::string_view key, const std::vector<std::string>& list) {
  json.key(key);
  json.begin_array();
  for (const std::string& item : list) json.value(std::string_view(item));
  json.end_array();
}

// The number itself, for the kinds that have one.
void put_number(JsonText& json, const Claim& claim) {
  if (claim.kind != ClaimKind::money && claim.kind != ClaimKind::count && claim.kind != ClaimKind::share) return;
  put_amount(json, "value", claim.value);
  if (claim.low || claim.high) {
    put_amount(json, "low", claim.low);
    put_amount(json, "high", claim.high);
  }
  if (claim.kind == ClaimKind::money) {
    json.field_or_null("currency", claim.currency);
  } else {
    json.field_or_null("unit", claim.unit);
  }
  json.field("quantifier", to_string(claim.quantifier));
}

// Events and agreements have parties; what is given has a giver and a receiver; an act may have either.
void put_parties(JsonText& json, const Claim& claim) {
  const bool meeting = claim.kind == ClaimKind::event || claim.kind == ClaimKind::agreement;
  if (!meeting || !claim.giver.empty()) put_list(json, "giver", claim.giver);
  if (!meeting || !claim.receiver.empty()) put_list(json, "receiver", claim.receiver);
  if (meeting || !claim.parties.empty()) put_list(json, "parties", claim.parties);
  put_list(json, "channel", claim.channel);
}

void put_links(JsonText& json, const Claim& claim) {
  if (claim.kind == ClaimKind::money) {
    json.field_or_null("equivalent_of", claim.equivalent_of);
    json.field_or_null("part_of", claim.part_of);
  } else if (!claim.part_of.empty()) {
    json.field("part_of", std::string_view(claim.part_of));
  }
  if (claim.implied_rate) json.field("implied_rate", std::string_view(claim.implied_rate->to_string()));
  if (claim.kind == ClaimKind::money || claim.cumulative) json.field("cumulative", claim.cumulative);
  if (claim.change) json.field("change", to_string(*claim.change));
  if (!claim.warnings.empty()) put_list(json, "warnings", claim.warnings);
  if (claim.speaker.empty()) return;  // one speaks: the document names him
  json.field("speaker", std::string_view(claim.speaker));
  json.field_or_null("speaker_country", claim.speaker_country);
}

// Each field's first place; a second one (two givers in a list) adds nothing that a reader would look for.
void put_because(JsonText& json, const Claim& claim, const CodePointMap& map, std::uint64_t before) {
  json.key("because");
  json.begin_object();
  for (std::size_t at = 0; at < claim.because.size(); ++at) {
    const Because& because = claim.because[at];
    const auto same = [&because](const Because& other) { return other.field == because.field; };
    if (std::any_of(claim.because.begin(), claim.because.begin() + static_cast<std::ptrdiff_t>(at), same)) continue;
    json.key(because.field);
    json.begin_array();
    json.value(before + map.index_of(because.span.begin).value);
    json.value(before + map.index_of(because.span.end).value);
    json.end_array();
  }
  json.end_object();
}

}  // namespace

Json json_or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }
Json json_or_null(const std::optional<Date>& date) { return date ? Json(date->to_string()) : Json(nullptr); }
Json json_or_null(const std::optional<Decimal>& amount) { return amount ? Json(amount->to_string()) : Json(nullptr); }

Json problem_json(const Problem& problem) {
  Json where = Json::object();
  if (!problem.where.file.empty()) where["file"] = problem.where.file;
  if (problem.where.line) where["line"] = *problem.where.line;
  if (problem.where.column) where["column"] = *problem.where.column;
  if (problem.where.byte) where["byte"] = *problem.where.byte;
  if (!problem.where.record.empty()) where["record"] = problem.where.record;
  return {{"code", problem_name(problem.code)},
          {"what", problem.what},
          {"where", std::move(where)},
          {"done", json_or_null(problem.done)},
          {"cure", json_or_null(problem.cure)}};
}

Json problems_json(const std::vector<Problem>& problems) {
  Json list = Json::array();
  for (const Problem& problem : problems) list.push_back(problem_json(problem));
  return list;
}

Json document_json(const Document& document, std::optional<std::uint64_t> characters) {
  return {{"name", document.name},
          {"format", document.format},
          {"encoding", document.encoding},
          {"language", json_or_null(document.language)},
          {"date", json_or_null(document.date)},
          {"speaker", json_or_null(document.speaker)},
          {"speaker_role", json_or_null(document.speaker_role)},
          {"speaker_country", json_or_null(document.speaker_country)},
          {"title", json_or_null(document.title)},
          {"characters", characters.value_or(count_code_points(document.text))}};
}

void put_claim(JsonText& json, const Claim& claim, const Document& document, const CodePointMap& map,
               std::uint64_t before) {
  json.field("id", std::string_view(claim.id));
  json.field("kind", to_string(claim.kind));
  json.field("text", claim.span.of(document.text));
  put_span(json, claim.span, map, before);
  put_span_object(json, "sentence", claim.sentence, map, before);
  if (const Origin* origin = document.origin_of(claim.span.begin)) put_origin(json, *origin);
  put_number(json, claim);
  if (claim.kind == ClaimKind::money) json.field_or_null("stage", claim.stage ? to_string(*claim.stage) : "");
  json.field("modality", to_string(claim.modality));
  put_parties(json, claim);
  if (claim.kind == ClaimKind::money || claim.instrument) {
    json.field_or_null("instrument", claim.instrument ? to_string(*claim.instrument) : "");
  }
  put_period(json, claim.period, "date_from", "date_to");
  if (claim.date_precision) json.field("date_precision", to_string(*claim.date_precision));
  if (claim.decided.from || claim.decided.to) put_period(json, claim.decided, "decided_from", "decided_to");
  if (!claim.fiscal_year.empty()) json.field("fiscal_year", std::string_view(claim.fiscal_year));
  put_links(json, claim);
  if (claim.purpose) put_span_object(json, "purpose", *claim.purpose, map, before);
  put_because(json, claim, map, before);
}

Json claim_json(const Claim& claim, const Document& document, const CodePointMap& map, std::uint64_t before) {
  std::string text;
  JsonText json(text);
  json.begin_object();
  put_claim(json, claim, document, map, before);
  json.end_object();
  return Json::parse(text);
}

Json left_out_json(const LeftOut& number, const Document& document, const CodePointMap& map, std::uint64_t before) {
  Json item = {{"text", number.span.of(document.text)}};
  item["start"] = before + map.index_of(number.span.begin).value;
  item["end"] = before + map.index_of(number.span.end).value;
  item["reason"] = number.reason;
  return item;
}

Json stats_json(const ReadingStats& stats) {
  return {{"numbers_seen", stats.numbers_seen},
          {"numbers_read", stats.numbers_read},
          {"numbers_left_out", stats.numbers_left_out},
          {"sentences", stats.sentences}};
}

void put_reading(Json& object, const Document& document, const Reading& reading, const CodePointMap& map) {
  Json left_out = Json::array();
  for (const LeftOut& number : reading.left_out) left_out.push_back(left_out_json(number, document, map));
  object["left_out"] = std::move(left_out);
  Json problems = problems_json(document.problems);
  for (const Problem& problem : reading.problems) problems.push_back(problem_json(problem));
  object["problems"] = std::move(problems);
  object["stats"] = stats_json(reading.stats);
}

std::string dump_indented(const Json& json) { return json.dump(1, ' ', false, Json::error_handler_t::replace) + '\n'; }
std::string dump_value(const Json& json, std::size_t depth) {
  std::string text = json.dump(1, ' ', false, Json::error_handler_t::replace);
  const std::string line = "\n" + std::string(depth, ' ');
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + line.size())) {
    text.replace(at, 1, line);
  }
  return text;
}
std::string dump_line(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n'; }

}  // namespace kept
