// `kept compare`: the differences of two language versions, for people and as JSON.
#pragma once

#include <string>

#include "compare/compare.hpp"
#include "document/document.hpp"

namespace kept {

struct ComparedDocuments {
  Document a;
  Document b;
  DocumentComparison comparison;
};

// {"kept", "a", "b", "differences": [{"type", "a": {"text", "start", "end"} or null, "b": ...}], "compared"}, as
// docs/json.md has it.
std::string compare_json(const ComparedDocuments& compared);

// Each difference with its kind in words and both sentences, the differing words marked; then how many were compared.
std::string compare_table(const ComparedDocuments& compared, bool colour);

}  // namespace kept
