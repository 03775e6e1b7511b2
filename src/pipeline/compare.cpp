#include "pipeline/compare.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "compare/compare.hpp"
#include "compare/value.hpp"
#include "pipeline/read.hpp"
#include "report/compare_report.hpp"

namespace kept {

namespace {

Problem too_many(const Document& document, std::size_t values) {
  return {ProblemCode::limit_reached,
          fmt::format("the text has {} numbers and dates; at most {} are compared", values, compared_values_max),
          {document.name, {}, {}, {}, {}},
          "",
          "compare it in parts"};
}

}  // namespace

Result<ComparedDocuments> compare_documents(ReadDocument a, ReadDocument b, const Packs& packs) {
  const std::vector<TextValue> in_a = find_values(a.document, a.reading, packs);
  const std::vector<TextValue> in_b = find_values(b.document, b.reading, packs);
  if (in_a.size() > compared_values_max) return too_many(a.document, in_a.size());
  if (in_b.size() > compared_values_max) return too_many(b.document, in_b.size());
  DocumentComparison found = compare_values({in_a, a.document.text.size()}, {in_b, b.document.text.size()});
  return ComparedDocuments{std::move(a.document), std::move(b.document), std::move(found)};
}

}  // namespace kept
