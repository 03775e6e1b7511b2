#include "source/iati.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/text.hpp"
#include "source/activity.hpp"
#include "source/iati_input.hpp"
#include "source/iati_piece.hpp"
#include "source/iati_slicer.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

// Moves rows of a piece behind those of the load, with what they count from.
template <typename Row>
void take_rows(std::vector<Row>& to, std::vector<Row>& from, std::uint32_t activities, std::uint32_t records) {
  for (Row& row : from) {
    row.activity += activities;
    if constexpr (requires { row.record; }) {
      if (row.record) *row.record += records;
    }
    to.push_back(std::move(row));
  }
}

void take_piece(IatiPiece& piece, LoadedFile& load) {
  const auto activities = static_cast<std::uint32_t>(load.activities.activities.size());
  const auto records = static_cast<std::uint32_t>(load.records.size());
  const auto splits = static_cast<std::uint32_t>(load.activities.split_sets.size());
  const auto classifications = static_cast<std::uint32_t>(load.activities.classification_sets.size());
  const auto take_sets = [&](auto& owner) {
    if (owner.splits) *owner.splits += splits;
    if (owner.classifications) *owner.classifications += classifications;
  };
  for (Record& record : piece.records) {
    if (record.activity_row) *record.activity_row += activities;
    take_sets(record);
    load.records.push_back(std::move(record));
  }
  for (ActivityRow& activity : piece.activities.activities) {
    take_sets(activity);
    load.activities.activities.push_back(std::move(activity));
  }
  take_rows(load.activities.narratives, piece.activities.narratives, activities, records);
  take_rows(load.activities.participants, piece.activities.participants, activities, records);
  take_rows(load.activities.related, piece.activities.related, activities, records);
  std::ranges::move(piece.activities.split_sets, std::back_inserter(load.activities.split_sets));
  std::ranges::move(piece.activities.classification_sets, std::back_inserter(load.activities.classification_sets));
}

// What a ledger makes from the activity, for who reads the records without one.
void name_records(LoadedFile& load) {
  std::vector<std::string> keys;
  for (const ActivityRow& activity : load.activities.activities) {
    std::string key = activity.identifier.empty() ? fmt::format("number {}", keys.size() + 1) : activity.identifier;
    if (activity.occurrence > 1) key += fmt::format("#{}", activity.occurrence);
    keys.push_back(std::move(key));
  }
  for (Record& record : load.records) {
    const std::uint32_t row = record.activity_row.value_or(0);
    const ActivityRow& activity = load.activities.activities[row];
    record.activity = keys[row];
    record.activity_how = activity.identifier.empty() ? "place in the file" : "published";
    record.id = fmt::format("iati/{}/{}/{}/{}", load.dataset, keys[row], record.kind, record.number);
    record.position = fmt::format("activity {} {} {}", keys[row], record.kind, record.number);
    record.file = load.file;
    if (!activity.title.empty()) record.text = activity.title + (record.text.empty() ? "" : ": ") + record.text;
  }
}

}  // namespace

std::optional<Date> parse_iati_date(std::string_view text) {
  text = trim(text);
  if (text.size() < 10) return std::nullopt;
  const std::string_view zone = text.substr(10);
  const auto digit = [&zone](std::size_t at) { return zone[at] >= '0' && zone[at] <= '9'; };
  const bool offset = zone.size() == 6 && (zone[0] == '+' || zone[0] == '-') && digit(1) && digit(2) &&
                      zone[3] == ':' && digit(4) && digit(5);
  if (!zone.empty() && zone != "Z" && !offset) return std::nullopt;
  return Date::parse_iso(text.substr(0, 10));
}

std::string stem_of(std::string_view path) {
  std::string_view name = file_name_of(path);
  const std::size_t dot = name.find('.', 1);
  return std::string(name.substr(0, dot));
}

bool looks_like_iati(std::string_view bytes) {
  constexpr std::size_t probe_bytes = 65536;
  std::string head(bytes.substr(0, probe_bytes));
  // UTF-16 and UTF-32 have zeros between the letters of a tag.
  if (xml_encoding_of(head) != "UTF-8") std::erase(head, '\0');
  const std::size_t first = head.find('<');
  if (first == std::string::npos) return false;
  if (!trim(std::string_view(head).substr(0, first)).empty() && first > 8) return false;
  return head.find("<iati-activit") != std::string::npos || head.find("<iati-organisation") != std::string::npos;
}

bool recognises_iati(const NamedBytes& file, const Folder& /*folder*/, const ReadOptions& /*options*/) {
  return looks_like_iati(file.bytes);
}

LoadedFile read_iati_file(const NamedBytes& file, const ReadOptions& options, const SliceLimits& limits) {
  LoadedFile load = start_load(file, "iati", stem_of(file.path), options);
  IatiSlicer slicer(file.path, source_of(file.bytes), limits);
  IatiMerge merge(load);
  while (const auto slice = slicer.next()) {
    IatiPiece piece = read_iati_slice(file.path, *slice, options);
    const bool whole = merge.add(piece);
    take_piece(piece, load);
    if (!whole) break;
  }
  merge.finish(slicer.root(), slicer.take_problems());
  name_records(load);
  return load;
}

void read_iati(const Folder& own, const ReadOptions& options, SourcesRead& out) {
  for (const NamedBytes* file : own.files) out.loaded.push_back(read_iati_file(*file, options));
}

}  // namespace kept
