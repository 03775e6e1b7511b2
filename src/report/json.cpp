#include "report/json.hpp"

#include <optional>
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

Json span_json(const Span& span, const CodePointMap& map) {
  return {{"start", map.index_of(span.begin).value}, {"end", map.index_of(span.end).value}};
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
}

// Each field's first place; a second one (two givers in a list) adds nothing that a reader would look for.
Json because_json(const Claim& claim, const CodePointMap& map) {
  Json object = Json::object();
  for (const Because& because : claim.because) {
    if (object.contains(because.field)) continue;
    object[because.field] = Json::array({map.index_of(because.span.begin).value, map.index_of(because.span.end).value});
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

Json document_json(const Document& document) {
  return {{"name", document.name},
          {"language", json_or_null(document.language)},
          {"date", json_or_null(document.date)},
          {"speaker", json_or_null(document.speaker)},
          {"speaker_role", json_or_null(document.speaker_role)},
          {"speaker_country", json_or_null(document.speaker_country)},
          {"title", json_or_null(document.title)},
          {"characters", count_code_points(document.text)}};
}

Json claim_json(const Claim& claim, const Document& document, const CodePointMap& map) {
  Json object;
  object["id"] = claim.id;
  object["kind"] = to_string(claim.kind);
  object["text"] = claim.span.of(document.text);
  object["start"] = map.index_of(claim.span.begin).value;
  object["end"] = map.index_of(claim.span.end).value;
  object["sentence"] = span_json(claim.sentence, map);
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
  if (claim.purpose) object["purpose"] = span_json(*claim.purpose, map);
  object["because"] = because_json(claim, map);
  return object;
}

void put_reading(Json& object, const Document& document, const Reading& reading, const CodePointMap& map) {
  Json left_out = Json::array();
  for (const LeftOut& number : reading.left_out) {
    Json item = {{"text", number.span.of(document.text)}};
    item.update(span_json(number.span, map));
    item["reason"] = number.reason;
    left_out.push_back(std::move(item));
  }
  object["left_out"] = std::move(left_out);
  Json problems = problems_json(document.problems);
  for (const Problem& problem : reading.problems) problems.push_back(problem_json(problem));
  object["problems"] = std::move(problems);
  object["stats"] = {{"numbers_seen", reading.stats.numbers_seen},
                     {"numbers_read", reading.stats.numbers_read},
                     {"numbers_left_out", reading.stats.numbers_left_out},
                     {"sentences", reading.stats.sentences}};
}

std::string dump_indented(const Json& json) { return json.dump(1, ' ', false, Json::error_handler_t::replace) + '\n'; }
std::string dump_line(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n'; }

}  // namespace kept
