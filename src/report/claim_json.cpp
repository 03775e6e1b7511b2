#include "report/claim_json.hpp"

#include <span>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "base/version.hpp"
#include "claim/claim.hpp"
#include "document/document.hpp"
#include "report/json.hpp"

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

std::string read_json(std::span<const ReadDocument> documents) {
  if (documents.size() == 1) return read_json(documents.front().document, documents.front().reading);
  Json list = Json::array();
  for (const ReadDocument& read : documents) {
    Json object = Json::object();
    put_read(object, read.document, read.reading);
    list.push_back(std::move(object));
  }
  return dump_indented({{"kept", version}, {"documents", std::move(list)}});
}

std::string read_jsonl(const Document& document, const Reading& reading) {
  const CodePointMap map(document.text);
  std::string lines;
  for (const Claim& claim : reading.claims) {
    Json object = {{"document", document.name}};
    object.update(claim_json(claim, document, map));
    lines += dump_line(object);
  }
  lines += dump_line({{"document", document.name},
                      {"end", true},
                      {"claims", reading.claims.size()},
                      {"problems", document.problems.size() + reading.problems.size()}});
  return lines;
}

}  // namespace kept
