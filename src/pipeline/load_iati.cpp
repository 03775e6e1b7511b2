#include "pipeline/load_iati.hpp"

#include <malloc.h>

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "base/result.hpp"
#include "ledger/ledger.hpp"
#include "pipeline/byte_file.hpp"
#include "source/activity.hpp"
#include "source/iati.hpp"
#include "source/iati_input.hpp"
#include "source/iati_piece.hpp"
#include "source/iati_slicer.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

// A slice, read and made ready for the database.
struct ReadSlice {
  IatiPiece piece;  // without its records
  EncodedPiece encoded;
};

ReadSlice read_slice(const std::string& name, const IatiSlice& slice, const ReadOptions& options,
                     const LoadInProgress& load) {
  PieceEncoder encoder = load.encoder();
  IatiPiece piece = read_iati_slice(name, slice, options, [&encoder](const Record& record) { encoder.add(record); });
  EncodedPiece encoded = encoder.finish(piece.activities);
  return {std::move(piece), std::move(encoded)};
}

// Slices on their way: from the one thread that cuts them to those that read them, and back in their order. At most so
// many are on the way at once, so memory does not grow with the file.
class SliceLine {
 public:
  explicit SliceLine(std::size_t on_the_way_max) : on_the_way_max_(on_the_way_max) {}

  // Of the cutter. False where nobody wants more.
  bool put(IatiSlice slice) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return stopped_ || on_the_way_ < on_the_way_max_; });
    if (stopped_) return false;
    ++on_the_way_;
    waiting_.emplace_back(cut_++, std::move(slice));
    work_.notify_one();
    return true;
  }
  void end_of_slices() {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    work_.notify_all();
    ready_.notify_all();
  }

  // Of a reader.
  std::optional<std::pair<std::size_t, IatiSlice>> take() {
    std::unique_lock lock(mutex_);
    work_.wait(lock, [&] { return stopped_ || ended_ || !waiting_.empty(); });
    if (stopped_ || waiting_.empty()) return std::nullopt;
    auto slice = std::move(waiting_.front());
    waiting_.pop_front();
    return slice;
  }
  void give(std::size_t at, ReadSlice slice) {
    const std::lock_guard lock(mutex_);
    read_.emplace(at, std::move(slice));
    if (at == next_) ready_.notify_one();
  }

  // Of the writer: the slices in their order; nothing at the end.
  std::optional<ReadSlice> next() {
    std::unique_lock lock(mutex_);
    ready_.wait(lock, [&] { return read_.contains(next_) || (ended_ && next_ == cut_); });
    const auto found = read_.find(next_);
    if (found == read_.end()) return std::nullopt;
    ReadSlice slice = std::move(found->second);
    read_.erase(found);
    ++next_;
    --on_the_way_;
    room_.notify_one();
    return slice;
  }
  void stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    work_.notify_all();
    room_.notify_all();
  }

 private:
  std::size_t on_the_way_max_;
  std::mutex mutex_;
  std::condition_variable room_;
  std::condition_variable work_;
  std::condition_variable ready_;
  std::deque<std::pair<std::size_t, IatiSlice>> waiting_;
  std::map<std::size_t, ReadSlice> read_;
  std::size_t on_the_way_ = 0;
  std::size_t cut_ = 0;
  std::size_t next_ = 0;
  bool ended_ = false;
  bool stopped_ = false;
};

// Appends a slice in its order; false where the file is broken there.
bool append(IatiMerge& merge, LoadInProgress& load, ReadSlice& slice) {
  const bool whole = merge.add(slice.piece);
  std::vector<std::uint32_t> occurrences;
  for (const ActivityRow& activity : slice.piece.activities.activities) occurrences.push_back(activity.occurrence);
  load.append(slice.encoded, occurrences);
  return whole;
}

void load_by_threads(IatiSlicer& slicer, const std::string& name, const ReadOptions& options, IatiMerge& merge,
                     LoadInProgress& load, unsigned threads) {
  SliceLine line(std::size_t{threads} * 3);
  std::thread cutter([&] {
    while (auto slice = slicer.next()) {
      if (!line.put(std::move(*slice))) break;
    }
    line.end_of_slices();
  });
  std::vector<std::thread> readers;
  for (unsigned i = 0; i < threads; ++i) {
    readers.emplace_back([&] {
      while (auto slice = line.take()) line.give(slice->first, read_slice(name, slice->second, options, load));
    });
  }
  while (auto slice = line.next()) {
    if (!append(merge, load, *slice)) break;
  }
  line.stop();
  cutter.join();
  for (std::thread& reader : readers) reader.join();
}

// Slices come and go by the hundred, each of some megabytes: given back to the system and taken again every time, their
// pages alone are a tenth of a load.
void keep_freed_memory() {
  constexpr int kept_bytes = 64 << 20;
  ::mallopt(M_MMAP_THRESHOLD, kept_bytes);
  ::mallopt(M_TRIM_THRESHOLD, 2 * kept_bytes);
}

}  // namespace

Result<IatiLoaded> load_iati(Ledger& ledger, ByteFile& file, std::string head, const IatiLoadOptions& options) {
  keep_freed_memory();
  const std::string name = file.name();
  ReadOptions reading;
  reading.released = options.released;
  reading.retrieved = options.retrieved;
  IatiLoaded loaded;
  loaded.file = start_load({name, {}, "", 0}, "iati", stem_of(name), reading);
  auto load = ledger.begin_load();
  if (!load) return load.problem();

  std::uint64_t told = 0;
  ByteSource source = [&, head = std::move(head)](std::span<char> to) mutable -> Result<std::size_t> {
    if (!head.empty()) {
      const std::size_t size = head.copy(to.data(), to.size());
      head.erase(0, size);
      return size;
    }
    auto got = file.read(to);
    if (options.progress && file.taken() > told) options.progress(file.taken() - std::exchange(told, file.taken()));
    return got;
  };
  IatiSlicer slicer(name, std::move(source), {.slice_bytes = options.slice_bytes});
  IatiMerge merge(loaded.file);
  if (options.threads > 1) {
    load_by_threads(slicer, name, reading, merge, *load, options.threads);
  } else {
    while (const auto slice = slicer.next()) {
      ReadSlice read = read_slice(name, *slice, reading, *load);
      if (!append(merge, *load, read)) break;
    }
  }
  merge.finish(slicer.root(), slicer.take_problems());
  // The rest of a broken file belongs to its hash too.
  std::vector<char> rest(std::size_t{1} << 18U);
  for (auto got = file.read(rest); got && *got > 0; got = file.read(rest)) {
  }
  loaded.file.sha256 = file.sha256_hex();
  loaded.file.bytes = file.is_archive() ? file.member_bytes() : file.size_given();
  auto outcome = load->finish(loaded.file, options.retrieved);
  if (!outcome) return outcome.problem();
  loaded.outcome = *outcome;
  return loaded;
}

}  // namespace kept
