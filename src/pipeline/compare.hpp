// Two language versions of one text, read and compared.
#pragma once

#include <string>

#include "base/result.hpp"
#include "pipeline/read.hpp"
#include "report/compare_report.hpp"  // IWYU pragma: export

namespace kept {

// More values in one text than this are not compared: aligning takes time and memory of their product.
inline constexpr std::size_t compared_values_max = 4000;

// The differences of two documents that were read. Problems: limit_reached (compared_values_max).
Result<ComparedDocuments> compare_documents(ReadDocument a, ReadDocument b, const Packs& packs);

}  // namespace kept
