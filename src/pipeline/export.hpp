// The stage from the ledger to files for other programs: Parquet by source and year, one CSV, a workbook.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/date.hpp"
#include "base/result.hpp"

namespace kept {

struct ExportOptions {
  std::string ledger;         // its file
  std::optional<Date> as_of;  // only releases published by this day; empty: the newest
  Date on;                    // the day of exporting, which the workbook names
};

// Each writes beside the place and moves what is whole there, so that nothing half written is ever found; each gives
// the number of rows (records, and facts where they are in it). A file that is there is replaced; a folder must be
// empty or not there.
// Problems: those of Ledger::open and of its exports, usage (the folder has files), limit_reached (a workbook's sheet
// has room for 1,048,576 rows).
Result<std::uint64_t> export_parquet(const std::string& folder, const ExportOptions& options);
Result<std::uint64_t> export_csv(const std::string& path, const ExportOptions& options);
Result<std::uint64_t> export_workbook(const std::string& path, const ExportOptions& options);

}  // namespace kept
