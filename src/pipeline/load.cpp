#include "pipeline/load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <future>
#include <iterator>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "pipeline/sha256.hpp"
#include "rate/rates.hpp"
#include "source/expand.hpp"
#include "source/readers.hpp"

namespace kept {
namespace {

// One folder's files, read: what the ledger is to keep, by file.
struct ReadFolder {
  std::vector<std::variant<LoadedFile, RateFile>> datasets;
  std::vector<LeftOutFile> left_out;
  std::vector<Problem> failed;
};

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
void open_file(const std::string& path, std::vector<Opened>& opened, ReadFolder& out) {
  auto bytes = read_file(path);
  if (!bytes) {
    out.failed.push_back(bytes.problem());
    return;
  }
  const std::string sha256 = sha256_hex(*bytes);
  const std::uint64_t size = bytes->size();
  if (!is_compressed(*bytes)) {
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

ReadFolder read_folder(const std::vector<std::string>& paths, const ReadOptions& options) {
  ReadFolder out;
  std::vector<Opened> opened;
  for (const std::string& path : paths) open_file(path, opened, out);

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
    problems = &records->problems;
    outcome = ledger.load(*records, retrieved);
  } else {
    const auto& rates = std::get<RateFile>(dataset);
    loaded.source = rates.source;
    loaded.dataset = "rates";
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

bool keep_all(Ledger& ledger, ReadFolder folder, const LoadOptions& options, LoadReport& report) {
  std::ranges::move(folder.left_out, std::back_inserter(report.left_out));
  std::ranges::move(folder.failed, std::back_inserter(report.failed));
  return std::ranges::all_of(folder.datasets,
                             [&](const auto& dataset) { return keep(ledger, dataset, options.retrieved, report); });
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
  const std::vector<LeftOutFile> except{{ledger.path(), own}, {ledger.path() + ".wal", own}};
  Walked walked = walk(paths, except, options.limits);
  report.left_out = std::move(walked.left_out);
  report.failed = std::move(walked.problems);

  ReadOptions reading;
  reading.released = options.released;
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

  // Folders are read ahead by other threads and kept in their order by this one.
  std::deque<std::future<ReadFolder>> ahead;
  const auto policy = options.threads > 1 ? std::launch::async : std::launch::deferred;
  std::size_t next = 0;
  bool going_on = true;
  while (going_on && (next < folders.size() || !ahead.empty())) {
    for (; next < folders.size() && ahead.size() < std::max(1U, options.threads); ++next) {
      ahead.push_back(std::async(policy, [&folder = folders[next], &reading] { return read_folder(folder, reading); }));
    }
    going_on = keep_all(ledger, ahead.front().get(), options, report);
    ahead.pop_front();
  }
  name_fruitless_paths(paths, report);
  std::ranges::stable_sort(report.left_out, {}, &LeftOutFile::file);
  std::ranges::stable_sort(report.failed, {},
                           [](const Problem& problem) { return std::string_view{problem.where.file}; });
  return report;
}

}  // namespace kept
