#include "report/check_json.hpp"

#include <cmath>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/text.hpp"
#include "base/version.hpp"
#include "document/document.hpp"
#include "report/check_report.hpp"
#include "report/json.hpp"
#include "source/record.hpp"
#include "verdict/verdict.hpp"

namespace kept {
namespace {

Json measures_json(const std::vector<Measure>& measures) {
  Json list = Json::array();
  for (const Measure measure : measures) list.push_back(to_string(measure));
  return list;
}

Json record_json(const Record& record) {
  return {{"id", record.id},
          {"kind", json_or_null(record.kind)},
          {"measure", to_string(record.measure)},
          {"measure_published", json_or_null(record.measure_published)},
          {"date", json_or_null(record.date)},
          {"date_precision", to_string(record.date_precision)},
          {"date_to", json_or_null(record.date_to)},
          {"value_date", json_or_null(record.value_date)},
          {"amount", json_or_null(record.amount)},
          {"currency", json_or_null(record.currency)},
          {"amount_half_unit", json_or_null(record.amount_half_unit)},
          {"amount_item", json_or_null(record.amount_item)},
          {"converted_month",
           record.converted_month ? Json(record.converted_month->to_string().substr(0, 7)) : Json(nullptr)},
          {"giver", json_or_null(record.giver)},
          {"giver_name", json_or_null(record.giver_name)},
          {"receiver", json_or_null(record.receiver)},
          {"receiver_name", json_or_null(record.receiver_name)},
          {"channel", json_or_null(record.channel)},
          {"instrument", json_or_null(record.instrument)},
          {"aid_type", json_or_null(record.aid_type)},
          {"activity", json_or_null(record.activity)},
          {"activity_how", json_or_null(record.activity_how)},
          {"text", json_or_null(record.text)},
          {"link", json_or_null(record.link)},
          {"summary", record.summary},
          {"secondary", record.secondary},
          {"notes", record.notes},
          {"file", json_or_null(record.file)},
          {"position", json_or_null(record.position)}};
}

Json evidence_json(const Evidence& evidence) {
  return {{"role", to_string(evidence.role)},
          {"note", json_or_null(evidence.note)},
          {"shown_as", json_or_null(evidence.shown_as)},
          {"circular", evidence.circular},
          {"source", json_or_null(evidence.source)},
          {"release", json_or_null(evidence.release)},
          {"record", record_json(evidence.record)}};
}

Json definition_json(const Definition& definition) {
  return {{"words", definition.words},
          {"plain", definition.plain},
          {"amount", to_string(definition.amount)},
          {"beyond_hedge", definition.beyond_hedge},
          {"value", json_or_null(definition.value)},
          {"value_shown", json_or_null(definition.value_shown)},
          {"measures", measures_json(definition.measures)},
          {"aid_type", json_or_null(definition.aid_type)},
          {"date_from", json_or_null(definition.period.from)},
          {"date_to", json_or_null(definition.period.to)},
          {"dataset", json_or_null(definition.dataset)},
          {"instrument", json_or_null(definition.instrument)},
          {"channel", json_or_null(definition.channel)},
          {"with_members", definition.with_members},
          {"with_shared", definition.with_shared},
          {"policy", definition.policy ? Json(to_string(*definition.policy)) : Json(nullptr)},
          {"left_out", definition.left_out},
          {"complexity", definition.complexity}};
}

// Six significant digits, so that it reads.
double rounded(double value) {
  if (value == 0 || !std::isfinite(value)) return value;
  const double scale = std::pow(10.0, 5 - std::floor(std::log10(std::abs(value))));
  return std::isfinite(scale) && scale > 0 ? std::round(value * scale) / scale : value;
}

// Counts and probabilities of accidents, not money: JSON numbers.
Json chance_json(const Chance& chance) {
  return {{"tried", chance.tried},
          {"distinct", chance.distinct},
          {"expected", rounded(chance.expected)},
          {"probability", rounded(chance.probability)},
          {"of_search", rounded(chance.of_search)}};
}

Json rate_json(const RateUse& use) {
  return {{"policy", to_string(use.conversion.policy)},
          {"amount", use.conversion.amount.to_string()},
          {"rate", use.conversion.rate.to_string()},
          {"base_currency", use.conversion.base_currency},
          {"quote_currency", use.conversion.quote_currency},
          {"source", json_or_null(use.conversion.source)},
          {"used", json_or_null(use.conversion.used)},
          {"status", json_or_null(use.conversion.status)},
          {"status_source", json_or_null(use.conversion.status_source)},
          {"rate_note", json_or_null(use.conversion.note)},
          {"agrees", to_string(use.agrees)},
          {"note", json_or_null(use.note)},
          {"circular", use.circular}};
}

template <typename Item, typename Print>
Json list_json(const std::vector<Item>& items, const Print& print) {
  Json list = Json::array();
  for (const Item& item : items) list.push_back(print(item));
  return list;
}

Json verdict_json(const Verdict& verdict) {
  return {{"is", to_string(verdict.is)},
          {"line", verdict.line},
          {"amount", to_string(verdict.amount)},
          {"date", to_string(verdict.date)},
          {"definition", verdict.definition ? definition_json(*verdict.definition) : Json(nullptr)},
          {"considered", list_json(verdict.considered, definition_json)},
          {"evidence", list_json(verdict.evidence, evidence_json)},
          {"steps", verdict.steps},
          {"chance", verdict.chance ? chance_json(*verdict.chance) : Json(nullptr)},
          {"rates", list_json(verdict.rates, rate_json)},
          {"rule", json_or_null(verdict.rule)},
          {"circular", verdict.circular},
          {"days_late", verdict.days_late ? Json(*verdict.days_late) : Json(nullptr)},
          {"as_known_then", verdict.as_known_then ? Json(to_string(*verdict.as_known_then)) : Json(nullptr)}};
}

Json follow_up_json(const FollowUp& follow_up) {
  return {{"document", follow_up.document},
          {"claim", follow_up.claim},
          {"relation", follow_up.relation},
          {"words", json_or_null(follow_up.words)}};
}

Json checked_claim_json(const CheckedClaim& checked, const Document& document, const CodePointMap& map) {
  Json object = claim_json(checked.claim, document, map);
  object["verdict"] = verdict_json(checked.verdict);
  object["followed_by"] = list_json(checked.followed_by, follow_up_json);
  return object;
}

Json source_json(const UsedSource& source) {
  return {{"source", source.source},
          {"dataset", json_or_null(source.dataset)},
          {"release", json_or_null(source.release)},
          {"released", json_or_null(source.released)},
          {"file", source.file},
          {"records", source.records},
          {"considered", source.considered},
          {"problems", source.problems},
          {"coverage",
           {{"givers", source.coverage.givers},
            {"receivers", source.coverage.receivers},
            {"measures", measures_json(source.coverage.measures)},
            {"date_from", json_or_null(source.coverage.period.from)},
            {"date_to", json_or_null(source.coverage.period.to)},
            {"complete_totals", source.coverage.complete_totals},
            {"complete_flows", source.coverage.complete_flows},
            {"note", json_or_null(source.coverage.note)}}}};
}

void put_used(Json& object, const CheckReport& report) {
  object["sources"] = list_json(report.sources, source_json);
  object["left_out"] = list_json(
      report.left_out, [](const LeftOutFile& file) { return Json{{"file", file.file}, {"reason", file.reason}}; });
  object["problems"] = problems_json(report.problems);
}

}  // namespace

std::string check_json(const CheckReport& report) {
  Json object = {{"kept", version}, {"on", report.on.to_string()}, {"as_of", json_or_null(report.as_of)}};
  Json documents = Json::array();
  for (const CheckedDocument& checked : report.documents) {
    const CodePointMap map(checked.document.text);
    Json item = {{"document", document_json(checked.document)}, {"nothing_known_then", checked.nothing_known_then}};
    item["claims"] = list_json(
        checked.claims, [&](const CheckedClaim& claim) { return checked_claim_json(claim, checked.document, map); });
    put_reading(item, checked.document, checked.reading, map);
    documents.push_back(std::move(item));
  }
  object["documents"] = std::move(documents);
  put_used(object, report);
  return dump_indented(object);
}

std::string check_jsonl(const CheckReport& report) {
  std::string lines;
  for (const CheckedDocument& checked : report.documents) {
    const CodePointMap map(checked.document.text);
    for (const CheckedClaim& claim : checked.claims) {
      Json object = {{"document", checked.document.name}};
      object.update(checked_claim_json(claim, checked.document, map));
      lines += dump_line(object);
    }
    lines += dump_line({{"document", checked.document.name},
                        {"end", true},
                        {"claims", checked.claims.size()},
                        {"problems", checked.document.problems.size() + checked.reading.problems.size()}});
  }
  Json last = {{"end", true}, {"on", report.on.to_string()}, {"as_of", json_or_null(report.as_of)}};
  put_used(last, report);
  lines += dump_line(last);
  return lines;
}

}  // namespace kept
