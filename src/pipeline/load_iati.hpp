// IATI files into the ledger, of any size in the same memory: one thread cuts slices, several read them, one writes.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "ledger/ledger.hpp"
#include "pipeline/byte_file.hpp"
#include "source/record.hpp"

namespace kept {

struct IatiLoadOptions {
  Date retrieved;
  std::optional<Date> released;
  unsigned threads = 1;
  std::size_t slice_bytes = std::size_t{1} << 20U;
  std::function<void(std::uint64_t bytes)> progress;  // bytes of the file on disk taken since the last call
};

struct IatiLoaded {
  LoadedFile file;  // its records stand in the ledger alone
  LoadOutcome outcome;
};

// The member that `file` stands at, in one transaction; `head` are its first bytes, already read. The ledger is the
// same with any number of threads and any size of slices. Problems: those of Ledger::load, and of the file where
// nothing of it could be read.
Result<IatiLoaded> load_iati(Ledger& ledger, ByteFile& file, std::string head, const IatiLoadOptions& options);

}  // namespace kept
