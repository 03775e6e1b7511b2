#include "pipeline/load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <future>
#include <iterator>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "ledger/ledger.hpp"
#include "pipeline/byte_file.hpp"
#include "pipeline/load_iati.hpp"
#include "pipeline/sha256.hpp"
#include "pipeline/walk.hpp"
#include "rate/rates.hpp"
#include "source/expand.hpp"
#include "source/iati.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

// One folder's files, read: what the ledger is to keep, by file.
struct ReadFolder {
  std::vector<std::variant<LoadedFile, RateFile>> datasets;
  std::vector<std::string> iati;  // paths of IATI files, which are read while they are kept
  std::vector<LeftOutFile> left_out;
  std::vector<Problem> failed;
};

constexpr std::size_t head_bytes = 65536;

// The first bytes of the member that `file` stands at.
Result<std::string> head_of(ByteFile& file) {
  std::string head(head_bytes, '\0');
  std::size_t size = 0;
  while (size < head.size()) {
    const auto got = file.read(std::span<char>(head).subspan(size));
    if (!got) return got.problem();
    if (*got == 0) break;
    size += *got;
  }
  head.resize(size);
  return head;
}

// Whether the file, or the first member of an archive, is an IATI file. What cannot be read is told by who reads it.
bool is_iati(const std::string& path) {
  auto file = ByteFile::open(path);
  if (!file) return false;
  const auto first = file->next_member();
  if (!first || !*first) return false;
  const auto head = head_of(*file);
  return head && looks_like_iati(*head);
}

// A file's bytes and what came out of them.
struct Opened {
  std::string path;
  std::string bytes;
  std::string sha256;
  std::uint64_t bytes_given = 0;
};

std::string_view file_of(const std::variant<LoadedFile, RateFile>& dataset) {
  return std::visit([](const auto& file) { return std::string_view{file.file}; }, dataset);
}

// The file itself, or what is packed in it.
void open_file(const std::string& path, std::uint64_t bytes_max, std::vector<Opened>& opened, ReadFolder& out) {
  if (std::error_code error; std::filesystem::file_size(path, error) > bytes_max && !error) {
    out.failed.push_back(
        {ProblemCode::file_too_large,
         fmt::format("the file has more than {} bytes, and all of it would have to be in memory", bytes_max),
         {.file = path, .line = {}, .column = {}, .byte = {}, .record = {}},
         "it is left out",
         "split it, or give the part that is needed"});
    return;
  }
  auto bytes = read_file(path);
  if (!bytes) {
    out.failed.push_back(bytes.problem());
    return;
  }
  const std::string sha256 = sha256_hex(*bytes);
  const std::uint64_t size = bytes->size();
  if (!is_compressed(*bytes) || is_office_document(*bytes)) {
    opened.push_back({path, std::move(*bytes), sha256, size});
    return;
  }
  auto members = expand(path, *bytes);
  if (!members) {
    if (members.problem().code == ProblemCode::source_unknown) {
      out.left_out.push_back({path, members.problem().what});
    } else {
      out.failed.push_back(members.problem());
    }
    return;
  }
  for (ExpandedFile& member : *members) {
    // A member of an archive is known by its own bytes: an archive may hold two files of one dataset.
    const bool alone = member.path == path;
    const std::string member_sha256 = alone ? sha256 : sha256_hex(member.bytes);
    const std::uint64_t member_size = alone ? size : member.bytes.size();
    opened.push_back({std::move(member.path), std::move(member.bytes), member_sha256, member_size});
  }
}

void read_rates(const Opened& file, ReadFolder& out) {
  auto rates = read_rate_file(file.path, file.bytes);
  if (!rates) {
    out.failed.push_back(rates.problem());
    return;
  }
  rates->file = file.path;
  rates->sha256 = file.sha256;
  rates->bytes = file.bytes_given;
  out.datasets.emplace_back(std::move(*rates));
}

ReadFolder read_folder(const std::vector<std::string>& paths, const ReadOptions& options, std::uint64_t bytes_max) {
  ReadFolder out;
  std::vector<Opened> opened;
  for (const std::string& path : paths) {
    if (is_iati(path)) {
      out.iati.push_back(path);
    } else {
      open_file(path, bytes_max, opened, out);
    }
  }

  std::vector<NamedBytes> others;
  for (const Opened& file : opened) {
    if (looks_like_rate_file(file.bytes)) {
      read_rates(file, out);
    } else {
      others.push_back({file.path, file.bytes, file.sha256, file.bytes_given});
    }
  }
  SourcesRead sources = read_sources(others, options);
  std::ranges::move(sources.loaded, std::back_inserter(out.datasets));
  std::ranges::stable_sort(out.datasets, {}, file_of);
  std::ranges::move(sources.left_out, std::back_inserter(out.left_out));
  std::ranges::move(sources.problems, std::back_inserter(out.failed));
  return out;
}

// Files by their folder.
std::vector<std::vector<std::string>> by_folder(const std::vector<std::string>& files) {
  std::map<std::string, std::vector<std::string>> folders;
  for (const std::string& file : files) folders[folder_of(file)].push_back(file);
  std::vector<std::vector<std::string>> groups;
  for (auto& [folder, paths] : folders) groups.push_back(std::move(paths));
  return groups;
}

// Tells how far the loading is. Only IATI files count: the others are small.
class Progress {
 public:
  Progress(const std::vector<std::string>& files, const LoadOptions& options) : options_(options) {
    if (!options.progress) return;
    for (const std::string& file : files) {
      std::error_code error;
      const auto size = std::filesystem::file_size(file, error);
      if (!error) all_ += size;
    }
  }
  void add(std::uint64_t bytes) {
    done_ += bytes;
    if (options_.progress) options_.progress(done_, all_);
  }

 private:
  const LoadOptions& options_;
  std::uint64_t all_ = 0;
  std::uint64_t done_ = 0;
};

// False where the ledger takes no more.
bool keep(Ledger& ledger, const std::variant<LoadedFile, RateFile>& dataset, Date retrieved, LoadReport& report) {
  LoadedDataset loaded;
  loaded.file = file_of(dataset);
  const std::vector<Problem>* problems = nullptr;
  Result<LoadOutcome> outcome = LoadOutcome{};
  if (const auto* records = std::get_if<LoadedFile>(&dataset)) {
    loaded.source = records->source;
    loaded.dataset = records->dataset;
    loaded.release = records->release;
    loaded.released = records->released;
    if (records->records.empty() && !records->facts.empty()) loaded.noun = "fact";
    problems = &records->problems;
    outcome = ledger.load(*records, retrieved);
  } else {
    const auto& rates = std::get<RateFile>(dataset);
    loaded.source = rates.source;
    loaded.dataset = "rates";
    loaded.noun = "rate";
    problems = &rates.problems;
    outcome = ledger.load_rates(rates, retrieved);
  }
  if (!outcome) {
    report.stopped = outcome.problem();
    return false;
  }
  loaded.unchanged = outcome->unchanged;
  loaded.records = outcome->records;
  loaded.problems = outcome->problems;
  report.loaded.push_back(std::move(loaded));
  report.problems.insert(report.problems.end(), problems->begin(), problems->end());
  return true;
}

// Reads and keeps the IATI file at `path`, or the IATI files of the archive there. False where the ledger takes no
// more.
bool keep_iati(Ledger& ledger, const std::string& path, const LoadOptions& options, Progress& progress,
               LoadReport& report) {
  auto file = ByteFile::open(path);
  if (!file) {
    report.failed.push_back(file.problem());
    return true;
  }
  IatiLoadOptions loading;
  loading.retrieved = options.retrieved;
  loading.released = options.released;
  loading.threads = options.threads;
  loading.slice_bytes = options.slice_bytes;
  loading.progress = [&progress](std::uint64_t bytes) { progress.add(bytes); };
  while (true) {
    const auto member = file->next_member();
    auto head = member && *member ? head_of(*file) : Result<std::string>{std::string{}};
    if (!member || !head) {
      report.failed.push_back(member ? head.problem() : member.problem());
      return true;
    }
    if (!*member) return true;
    if (!looks_like_iati(*head)) {
      if (!head->empty())
        report.left_out.push_back({file->name(), "not an IATI file, as the others of its archive are"});
      continue;
    }
    auto loaded = load_iati(ledger, *file, std::move(*head), loading);
    if (!loaded) {
      report.stopped = loaded.problem();
      return false;
    }
    report.loaded.push_back({loaded->file.file, loaded->file.source, loaded->file.dataset, loaded->file.release,
                             loaded->file.released, loaded->outcome.unchanged, loaded->outcome.records,
                             loaded->outcome.problems});
    std::ranges::move(loaded->file.problems, std::back_inserter(report.problems));
  }
}

bool keep_all(Ledger& ledger, ReadFolder folder, const LoadOptions& options, Progress& progress, LoadReport& report) {
  std::ranges::move(folder.left_out, std::back_inserter(report.left_out));
  std::ranges::move(folder.failed, std::back_inserter(report.failed));
  auto iati = folder.iati.begin();
  for (const auto& dataset : folder.datasets) {
    for (; iati != folder.iati.end() && *iati < file_of(dataset); ++iati) {
      if (!keep_iati(ledger, *iati, options, progress, report)) return false;
    }
    if (!keep(ledger, dataset, options.retrieved, report)) return false;
  }
  return std::all_of(iati, folder.iati.end(),
                     [&](const std::string& path) { return keep_iati(ledger, path, options, progress, report); });
}

// A path that was given and of which nothing was loaded is a failure, though each left-out file in it is none.
void name_fruitless_paths(std::span<const std::string> paths, LoadReport& report) {
  for (const std::string& path : paths) {
    const auto under = [&](const std::string& file) {
      return file == path || (file.starts_with(path) && (path.ends_with('/') || file[path.size()] == '/'));
    };
    const bool loaded = std::ranges::any_of(report.loaded, under, &LoadedDataset::file);
    const bool failed = std::ranges::any_of(report.failed, under, [](const Problem& p) { return p.where.file; });
    const auto left_out = std::ranges::find_if(report.left_out, under, &LeftOutFile::file);
    if (loaded || failed || left_out == report.left_out.end()) continue;
    const bool file = left_out->file == path;
    Problem problem;
    problem.code = file ? ProblemCode::source_unknown : ProblemCode::folder_without_files;
    problem.what = file ? left_out->reason : "no file of the folder is a known source";
    problem.where.file = path;
    problem.done = "nothing of it was loaded";
    problem.cure = "give a file of a known source, or a mapping for a table of your own: --mapping FILE";
    report.failed.push_back(std::move(problem));
  }
}

}  // namespace

LoadReport load_paths(Ledger& ledger, std::span<const std::string> paths, const LoadOptions& options) {
  LoadReport report;
  const std::string own = "the ledger itself";
  const std::string copy = ledger.path() + std::string(StagedLedger::suffix);
  const std::vector<LeftOutFile> except{
      {ledger.path(), own}, {ledger.path() + ".wal", own}, {copy, own}, {copy + ".wal", own}};
  Walked walked = walk(paths, except, options.limits);
  report.left_out = std::move(walked.left_out);
  report.failed = std::move(walked.problems);

  ReadOptions reading;
  reading.released = options.released;
  reading.retrieved = options.retrieved;
  NamedBytes mapping;
  std::string mapping_bytes;
  if (!options.mapping.empty()) {
    auto bytes = read_file(options.mapping);
    if (!bytes) {
      report.failed.push_back(bytes.problem());
      return report;
    }
    mapping_bytes = std::move(*bytes);
    mapping = {options.mapping, mapping_bytes, sha256_hex(mapping_bytes), mapping_bytes.size()};
    reading.mapping = &mapping;
  }
  const auto folders = by_folder(walked.files);
  Progress progress(walked.files, options);

  // Folders are read ahead by other threads and kept in their order by this one.
  std::deque<std::future<ReadFolder>> ahead;
  const auto policy = options.threads > 1 ? std::launch::async : std::launch::deferred;
  std::size_t next = 0;
  bool going_on = true;
  while (going_on && (next < folders.size() || !ahead.empty())) {
    for (; next < folders.size() && ahead.size() < std::max(1U, options.threads); ++next) {
      ahead.push_back(std::async(policy, [&folder = folders[next], &reading, &options] {
        return read_folder(folder, reading, options.whole_file_bytes_max);
      }));
    }
    going_on = keep_all(ledger, ahead.front().get(), options, progress, report);
    ahead.pop_front();
  }
  name_fruitless_paths(paths, report);
  std::ranges::stable_sort(report.left_out, {}, &LeftOutFile::file);
  std::ranges::stable_sort(report.failed, {},
                           [](const Problem& problem) { return std::string_view{problem.where.file}; });
  return report;
}

}  // namespace kept
