#include "report/json.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "claim/claim.hpp"
#include "document/document.hpp"

namespace kept {
namespace {

Json span_json(const Span& span, const CodePointMap& map, std::uint64_t before) {
  return {{"start", before + map.index_of(span.begin).value}, {"end", before + map.index_of(span.end).value}};
}

// Where a claim stands in the file: only what its format has.
Json origin_json(const Origin& origin) {
  Json object = Json::object();
  if (origin.page != 0) object["page"] = origin.page;
  if (!origin.element.empty()) object["element"] = origin.element;
  if (origin.line != 0) object["line"] = origin.line;
  return object;
}

void put_period(Json& object, const Period& period, const char* from, const char* to) {
  object[from] = json_or_null(period.from);
  object[to] = json_or_null(period.to);
}

// The number itself, for the kinds that have one.
void put_number(Json& object, const Claim& claim) {
  if (claim.kind != ClaimKind::money && claim.kind != ClaimKind::count && claim.kind != ClaimKind::share) return;
  object["value"] = json_or_null(claim.value);
  if (claim.low || claim.high) {
    object["low"] = json_or_null(claim.low);
    object["high"] = json_or_null(claim.high);
  }
  if (claim.kind == ClaimKind::money) {
    object["currency"] = json_or_null(claim.currency);
  } else {
    object["unit"] = json_or_null(claim.unit);
  }
  object["quantifier"] = to_string(claim.quantifier);
}

// Events and agreements have parties; what is given has a giver and a receiver; an act may have either.
void put_parties(Json& object, const Claim& claim) {
  const bool meeting = claim.kind == ClaimKind::event || claim.kind == ClaimKind::agreement;
  if (!meeting || !claim.giver.empty()) object["giver"] = claim.giver;
  if (!meeting || !claim.receiver.empty()) object["receiver"] = claim.receiver;
  if (meeting || !claim.parties.empty()) object["parties"] = claim.parties;
  object["channel"] = claim.channel;
}

void put_links(Json& object, const Claim& claim) {
  if (claim.kind == ClaimKind::money) {
    object["equivalent_of"] = json_or_null(claim.equivalent_of);
    object["part_of"] = json_or_null(claim.part_of);
  } else if (!claim.part_of.empty()) {
    object["part_of"] = claim.part_of;
  }
  if (claim.implied_rate) object["implied_rate"] = claim.implied_rate->to_string();
  if (claim.kind == ClaimKind::money || claim.cumulative) object["cumulative"] = claim.cumulative;
  if (claim.change) object["change"] = to_string(*claim.change);
  if (!claim.warnings.empty()) object["warnings"] = claim.warnings;
  if (claim.speaker.empty()) return;  // one speaks: the document names him
  object["speaker"] = claim.speaker;
  object["speaker_country"] = json_or_null(claim.speaker_country);
}

// Each field's first place; a second one (two givers in a list) adds nothing that a reader would look for.
Json because_json(const Claim& claim, const CodePointMap& map, std::uint64_t before) {
  Json object = Json::object();
  for (const Because& because : claim.because) {
    if (object.contains(because.field)) continue;
    object[because.field] =
        Json::array({before + map.index_of(because.span.begin).value, before + map.index_of(because.span.end).value});
  }
  return object;
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

Json claim_json(const Claim& claim, const Document& document, const CodePointMap& map, std::uint64_t before) {
  Json object;
  object["id"] = claim.id;
  object["kind"] = to_string(claim.kind);
  object["text"] = claim.span.of(document.text);
  object["start"] = before + map.index_of(claim.span.begin).value;
  object["end"] = before + map.index_of(claim.span.end).value;
  object["sentence"] = span_json(claim.sentence, map, before);
  if (const Origin* origin = document.origin_of(claim.span.begin)) object["origin"] = origin_json(*origin);
  put_number(object, claim);
  if (claim.kind == ClaimKind::money) {
    object["stage"] = claim.stage ? Json(to_string(*claim.stage)) : Json(nullptr);
  }
  object["modality"] = to_string(claim.modality);
  put_parties(object, claim);
  if (claim.kind == ClaimKind::money || claim.instrument) {
    object["instrument"] = claim.instrument ? Json(to_string(*claim.instrument)) : Json(nullptr);
  }
  put_period(object, claim.period, "date_from", "date_to");
  if (claim.date_precision) object["date_precision"] = to_string(*claim.date_precision);
  if (claim.decided.from || claim.decided.to) put_period(object, claim.decided, "decided_from", "decided_to");
  if (!claim.fiscal_year.empty()) object["fiscal_year"] = claim.fiscal_year;
  put_links(object, claim);
  if (claim.purpose) object["purpose"] = span_json(*claim.purpose, map, before);
  object["because"] = because_json(claim, map, before);
  return object;
}

Json left_out_json(const LeftOut& number, const Document& document, const CodePointMap& map, std::uint64_t before) {
  Json item = {{"text", number.span.of(document.text)}};
  item.update(span_json(number.span, map, before));
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
