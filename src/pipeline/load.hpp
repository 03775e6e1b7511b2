// The stage from published files to the ledger: walk the paths, read each folder's files, keep each dataset.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "ledger/ledger.hpp"  // IWYU pragma: export
#include "pipeline/walk.hpp"  // IWYU pragma: export
#include "rate/rates.hpp"     // IWYU pragma: export
#include "source/record.hpp"  // IWYU pragma: export

namespace kept {

struct LoadOptions {
  Date retrieved;                // the day of loading
  std::optional<Date> released;  // of --released, for every file
  std::string mapping;           // a mapping file for every CSV that is no known source; empty: the one beside it
  unsigned threads = 1;          // that read files; the ledger is the same with any number
  WalkLimits limits;
  std::size_t slice_bytes = std::size_t{1} << 20U;  // in which IATI files are read; the ledger is the same with any
  std::uint64_t whole_file_bytes_max = std::uint64_t{1} << 30U;  // of a file that has to be in memory to be read
  // Called by the thread that loads or one of its own: bytes on disk taken of those to take.
  std::function<void(std::uint64_t done, std::uint64_t all)> progress;
};

// What became of one dataset of one file.
struct LoadedDataset {
  std::string file;
  std::string source;
  std::string dataset;
  std::string release;
  std::optional<Date> released;
  bool unchanged = false;     // these bytes were in the ledger before
  std::uint64_t records = 0;  // or dated facts, or quotes and budget rates
  std::uint64_t problems = 0;
  std::string_view noun = "record";  // what one of `records` is: "record", "fact", "rate"
};

struct LoadReport {
  std::vector<LoadedDataset> loaded;  // in the order of loading: by folder, then file
  std::vector<LeftOutFile> left_out;  // by path: no source, no error
  std::vector<Problem> failed;        // paths and files of which nothing was loaded
  std::vector<Problem> problems;      // inside what was loaded; the ledger keeps them too
  std::optional<Problem> stopped;     // the ledger took no more: what stands in `loaded` is kept, the rest is not
};

// Loads all sources and rate files under `paths`, one transaction a dataset. The result does not depend on the order
// of `paths` or on `threads`. The ledger's own file is never read.
LoadReport load_paths(Ledger& ledger, std::span<const std::string> paths, const LoadOptions& options);

}  // namespace kept
