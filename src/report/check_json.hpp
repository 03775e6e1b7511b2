// `kept check --format json` and `jsonl`: claims with their verdicts, in the form of docs/json.md.
#pragma once

#include <string>

#include "report/check_report.hpp"

namespace kept {

// One JSON object with a line feed at its end.
std::string check_json(const CheckReport& report);

// One line a claim, each with its document's name and its verdict, and a line that ends each document; the sources,
// what was left out and the problems stand on one last line, {"end": true, ...}.
std::string check_jsonl(const CheckReport& report);

}  // namespace kept
