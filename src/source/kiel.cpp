#include "source/kiel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/csv.hpp"
#include "base/date.hpp"
#include "base/text.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"
#include "source/table.hpp"

namespace kept {
namespace {

using Json = nlohmann::json;

constexpr std::size_t release_file_bytes_max = std::size_t{1} << 20U;

std::string_view header_line(std::string_view bytes) { return bytes.substr(0, bytes.find('\n')); }

// The header of a CSV file; empty where the first line is none.
std::vector<std::string> header_of(const NamedBytes& file) {
  constexpr std::size_t header_bytes_max = 65536;
  const std::string_view line = header_line(without_bom(file.bytes));
  if (line.size() > header_bytes_max || first_invalid_utf8(line)) return {};
  CsvReader csv(file.path, line);
  if (!csv.next()) return {};
  return {csv.fields().begin(), csv.fields().end()};
}

KielHeader kiel_header_of(const NamedBytes& file) {
  const std::vector<std::string> names = header_of(file);
  return kiel_header(file.path, {names.begin(), names.end()});
}

// The tracker's workbook is named in the metadata of extracts: "2026-04-22_...Ukraine_Support_Tracker_Release_28.xlsx".
constexpr std::string_view workbook_name = "Ukraine_Support_Tracker_Release_";

// The text value of any member that names the tracker's workbook.
std::optional<std::string> workbook_in(const NamedBytes& file) {
  if (file.bytes.size() > release_file_bytes_max || file.bytes.find(workbook_name) == std::string_view::npos) {
    return std::nullopt;
  }
  const Json json = Json::parse(file.bytes, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  for (const auto& [key, value] : json.items()) {
    if (!value.is_string()) continue;
    auto text = value.get<std::string>();
    if (text.find(workbook_name) != std::string::npos) return text;
  }
  return std::nullopt;
}

void read_release_info(const NamedBytes& file, KielRelease& release) {
  CsvReader csv(file.path, file.bytes);
  if (!csv.next()) return;
  const KielHeader header = kiel_header(file.path, csv.fields());
  if (!csv.next()) return;
  release.number = excerpt(kiel_cell(csv, header, "release"));
  release.released = Date::parse_iso(kiel_cell(csv, header, "date"));
  release.how = file_name_of(file.path);
  // "04/2026": the month that the release's data end with.
  const std::string_view period = kiel_cell(csv, header, "period");
  if (period.size() != 7 || period[2] != '/') return;
  const auto first = Date::parse_iso(fmt::format("{}-{}-01", period.substr(3), period.substr(0, 2)));
  if (first) release.covers_to = first->last_of_month();
}

void read_workbook_name(const NamedBytes& file, const std::string& workbook, KielRelease& release) {
  const std::size_t begin = workbook.find(workbook_name) + workbook_name.size();
  const std::size_t end = std::min(workbook.find('.', begin), workbook.size());
  release.number = workbook.substr(begin, end - begin);
  const auto day = Date::parse_iso(std::string_view(workbook).substr(0, std::min<std::size_t>(10, workbook.size())));
  if (!day) return;
  release.released = day;
  release.how = fmt::format("{}: the workbook was downloaded on {}, so it was out by then", file_name_of(file.path),
                            day->to_string());
}

void name_release(const KielRelease& release, LoadedFile& load) {
  load.release = release.number;
  if (load.released || !release.released) return;  // --released goes first
  load.released = release.released;
  load.released_how = release.how;
}

}  // namespace

bool recognises_kiel(const NamedBytes& file, const Folder& /*folder*/, const ReadOptions& /*options*/) {
  if (file.bytes.empty()) return false;
  if (file.bytes.front() == '{') return workbook_in(file).has_value();
  return !kiel_header_of(file).table.empty();
}

KielRelease kiel_release(const Folder& own) {
  KielRelease release;
  for (const NamedBytes* file : own.files) {
    if (const auto workbook = workbook_in(*file)) {
      if (release.number.empty()) read_workbook_name(*file, *workbook, release);
    } else if (kiel_header_of(*file).table == "release-info") {
      read_release_info(*file, release);
    }
  }
  return release;
}

void read_kiel(const Folder& own, const ReadOptions& options, SourcesRead& out) {
  const KielRelease release = kiel_release(own);
  const auto start = [&](const NamedBytes& file, const char* dataset) {
    LoadedFile load = start_load(file, "kiel", dataset, options);
    name_release(release, load);
    return load;
  };
  std::vector<LoadedFile> loads;
  std::vector<const NamedBytes*> summaries;
  for (const NamedBytes* file : own.files) {
    if (file->bytes.front() == '{') {
      out.left_out.push_back({file->path, "names the release of the files beside it"});
      continue;
    }
    KielHeader header = kiel_header_of(*file);
    if (header.problem) {
      out.problems.push_back(std::move(*header.problem));
    } else if (header.table == "rows") {
      read_kiel_rows(*file, loads.emplace_back(start(*file, "rows")));
    } else if (header.table == "workbook-rows") {
      LoadedFile& load = loads.emplace_back(start(*file, "rows"));
      const Utf8Text utf8 = as_utf8(*file, load.problems);
      TableReader table(CsvReader(file->path, utf8.text(file->bytes)));
      if (!table.next()) continue;
      FieldRows rows(std::move(table), std::move(header));
      read_kiel_workbook_rows(rows, load);
    } else if (header.table == "months") {
      read_kiel_months(*file, release, loads.emplace_back(start(*file, "donor-months")));
    } else if (header.table == "payments") {
      read_kiel_payments(*file, loads.emplace_back(start(*file, "disbursements")));
    } else if (header.table == "release-info") {
      out.left_out.push_back({file->path, "names the release of the files beside it"});
    } else {
      summaries.push_back(file);
    }
  }
  for (const NamedBytes* file : summaries) out.left_out.push_back({file->path, check_kiel_summary(*file, loads)});
  std::ranges::move(loads, std::back_inserter(out.loaded));
}

}  // namespace kept
