#include "report/claim_json.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "base/version.hpp"
#include "claim/claim.hpp"
#include "document/document.hpp"
#include "report/json.hpp"
#include "report/json_text.hpp"

namespace kept {
namespace {

// The claims of one document behind `object`'s keys, with all that was read.
void put_read(Json& object, const Document& document, const Reading& reading) {
  const CodePointMap map(document.text);
  object["document"] = document_json(document);
  Json claims = Json::array();
  for (const Claim& claim : reading.claims) claims.push_back(claim_json(claim, document, map));
  object["claims"] = std::move(claims);
  put_reading(object, document, reading, map);
}

}  // namespace

std::string read_json(const Document& document, const Reading& reading) {
  Json object = {{"kept", version}};
  put_read(object, document, reading);
  return dump_indented(object);
}

std::string read_json_head(const Document& document, std::uint64_t characters, std::size_t depth) {
  const std::string line = "\n" + std::string(depth + 1, ' ');
  std::string text = "{";
  if (depth == 0) text += line + "\"kept\": " + dump_value(version, 0) + ",";
  text += line + "\"document\": " + dump_value(document_json(document, characters), depth + 1) + ",";
  return text + line + "\"claims\": [";
}

std::string read_json_claims(const Document& document, const Reading& reading, std::uint64_t before, std::size_t depth,
                             bool first) {
  const CodePointMap map(document.text);
  const std::string line = "\n" + std::string(depth + 2, ' ');
  std::string text;
  for (const Claim& claim : reading.claims) {
    if (!first || !text.empty()) text += ',';
    text += line;
    JsonText json(text, depth + 2);
    json.begin_object();
    put_claim(json, claim, document, map, before);
    json.end_object();
  }
  return text;
}

std::string read_json_tail(const ReadTail& tail, std::size_t depth) {
  const std::string line = "\n" + std::string(depth + 1, ' ');
  std::string text = (tail.has_claims ? line : "") + "]," + line + "\"left_out\": [";
  for (std::size_t at = 0; at < tail.left_out.size(); ++at) {
    text += (at == 0 ? "" : ",") + line + " " + dump_value(Json::parse(tail.left_out[at]), depth + 2);
  }
  text += (tail.left_out.empty() ? "" : line) + "],";
  text += line + "\"problems\": " + dump_value(problems_json(tail.problems), depth + 1) + ",";
  text += line + "\"stats\": " + dump_value(stats_json(tail.stats), depth + 1);
  return text + "\n" + std::string(depth, ' ') + "}";
}

std::vector<std::string> read_json_left_out(const Document& document, const Reading& reading, std::uint64_t before) {
  const CodePointMap map(document.text);
  std::vector<std::string> numbers;
  for (const LeftOut& number : reading.left_out)
    numbers.push_back(dump_line(left_out_json(number, document, map, before)));
  return numbers;
}

std::string read_jsonl_claims(const Document& document, const Reading& reading, std::uint64_t before) {
  const CodePointMap map(document.text);
  std::string name;  // as JSON; what is no UTF-8 in it is replaced
  if (!reading.claims.empty()) name = dump_value(document.name, 0);
  std::string lines;
  for (const Claim& claim : reading.claims) {
    JsonText json(lines);
    json.begin_object();
    json.key("document");
    json.plain(name);
    put_claim(json, claim, document, map, before);
    json.end_object();
    lines += '\n';
  }
  return lines;
}

std::string read_jsonl_end(const Document& document, std::uint64_t claims, std::size_t problems) {
  return dump_line({{"document", document.name}, {"end", true}, {"claims", claims}, {"problems", problems}});
}

std::string read_jsonl(const Document& document, const Reading& reading) {
  return read_jsonl_claims(document, reading, 0) +
         read_jsonl_end(document, reading.claims.size(), document.problems.size() + reading.problems.size());
}

}  // namespace kept
