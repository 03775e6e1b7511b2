#include "source/readers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "base/text.hpp"
#include "source/covered_days.hpp"
#include "source/expand.hpp"
#include "source/iati.hpp"
#include "source/json_sources.hpp"
#include "source/kiel.hpp"
#include "source/mapped_csv.hpp"
#include "source/record.hpp"
#include "source/tables.hpp"

namespace kept {
namespace {

constexpr std::array<SourceReader, 5> readers{{
    {"csv", recognises_mapped_csv, read_mapped_csv},
    {"kiel", recognises_kiel, read_kiel},
    {"tables", recognises_tables, read_tables},
    {"json", recognises_json, read_json_sources},
    {"iati", recognises_iati, read_iati},
}};

constexpr std::size_t binary_probe_bytes = 8192;

std::string why_left_out(const NamedBytes& file) {
  if (is_office_document(file.bytes)) return "an office document, not a table of data";
  if (file.bytes.starts_with("PAR1")) return "a Parquet file: export it as CSV and give that";
  if (file.bytes.substr(0, binary_probe_bytes).find('\0') != std::string_view::npos)
    return "a binary file, no known source";
  return "not a known source";
}

}  // namespace

std::span<const SourceReader> source_readers() { return readers; }

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string{} : std::string(path.substr(0, slash));
}

std::string_view file_name_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

SourcesRead read_sources(std::span<const NamedBytes> files, const ReadOptions& options) {
  std::map<std::string, Folder> folders;
  for (const NamedBytes& file : files) {
    Folder& folder = folders[folder_of(file.path)];
    folder.path = folder_of(file.path);
    folder.files.push_back(&file);
  }
  SourcesRead out;
  for (auto& [path, folder] : folders) {
    std::ranges::sort(folder.files, {}, [](const NamedBytes* file) { return std::string_view(file->path); });
    std::vector<Folder> own(readers.size(), Folder{path, {}});
    for (const NamedBytes* file : folder.files) {
      if (file->bytes.empty()) {
        out.problems.push_back({ProblemCode::file_empty,
                                "the file is empty",
                                {.file = file->path, .line = {}, .column = {}, .byte = {}, .record = {}},
                                "it is left out",
                                "get the file again"});
        continue;
      }
      const auto reader = std::ranges::find_if(
          readers, [&](const SourceReader& candidate) { return candidate.recognises(*file, folder, options); });
      if (reader == readers.end()) {
        out.left_out.push_back({file->path, why_left_out(*file)});
      } else {
        own[static_cast<std::size_t>(reader - readers.begin())].files.push_back(file);
      }
    }
    for (std::size_t i = 0; i < readers.size(); ++i) {
      if (!own[i].files.empty()) readers.at(i).read(own[i], options, out);
    }
  }
  for (LoadedFile& load : out.loaded) {
    if (load.activities.activities.empty()) report_dates(load);  // the reader of activities has told its own
  }
  std::ranges::stable_sort(out.left_out, {}, &LeftOutFile::file);
  return out;
}

LoadedFile start_load(const NamedBytes& file, std::string source, std::string dataset, const ReadOptions& options) {
  LoadedFile load;
  load.source = std::move(source);
  load.dataset = std::move(dataset);
  load.file = file.path;
  load.sha256 = file.sha256;
  load.retrieved = options.retrieved;
  load.bytes = file.bytes_given == 0 ? file.bytes.size() : file.bytes_given;
  if (options.released) {
    load.released = options.released;
    load.released_how = "--released";
  }
  return load;
}

Utf8Text as_utf8(const NamedBytes& file, std::vector<Problem>& problems) {
  Utf8Text result;
  auto bad = first_invalid_utf8(file.bytes);
  if (!bad) return result;
  const std::size_t first = bad->value;
  std::uint64_t places = 0;
  std::string_view rest = file.bytes;
  while (bad) {
    result.repaired.append(rest.substr(0, bad->value));
    append_utf8(result.repaired, U'\uFFFD');
    rest.remove_prefix(bad->value + 1);
    ++places;
    bad = first_invalid_utf8(rest);
  }
  result.repaired.append(rest);
  const auto line = static_cast<std::uint64_t>(std::ranges::count(file.bytes.substr(0, first), '\n')) + 1;
  problems.push_back({ProblemCode::text_not_utf8,
                      fmt::format("{} bytes are no UTF-8", places),
                      {.file = file.path, .line = line, .column = {}, .byte = first, .record = {}},
                      "each is read as U+FFFD",
                      "save the file as UTF-8"});
  return result;
}

}  // namespace kept
