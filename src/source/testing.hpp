// Helpers of this room's tests.
#pragma once

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "source/expand.hpp"
#include "source/readers.hpp"

namespace kept::testing_source {

// The real data beside the tree, where they are.
inline std::filesystem::path shared_data(const std::filesystem::path& source_dir) {
  return source_dir / "../shared/data";
}

inline std::string read_bytes(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (!is_compressed(bytes)) return bytes;
  auto files = expand(path.string(), bytes);
  return files && !files->empty() ? std::move(files->front().bytes) : std::string{};
}

// The record as one line, what is not set left out.
inline std::string line_of(const Record& record) {
  std::string line = fmt::format("{} {} {} {}", record.id, record.kind, to_string(record.measure),
                                 record.amount ? record.amount->to_string() : "null");
  const auto add = [&line](std::string_view name, std::string_view value) {
    if (!value.empty()) line += fmt::format(" {}={}", name, value);
  };
  add("cur", record.currency);
  add("date", record.date ? record.date->to_string() : "");
  if (record.date && record.date_precision != DatePrecision::day) add("by", to_string(record.date_precision));
  add("giver", record.giver);
  add("receiver", record.receiver);
  add("aid", record.aid_type);
  add("instrument", record.instrument);
  add("activity", record.activity);
  add("how", record.activity_how);
  add("item", record.amount_item ? record.amount_item->to_string() : "");
  add("text", record.text);
  for (const std::string& note : record.notes) add("note", note);
  if (record.secondary) line += " secondary";
  return line;
}

inline std::string lines_of(const LoadedFile& load) {
  std::string lines;
  for (const Record& record : load.records) lines += line_of(record) + "\n";
  return lines;
}

inline std::string codes_of(const std::vector<Problem>& problems) {
  std::string lines;
  for (const Problem& problem : problems) {
    lines += fmt::format("{} {}:{} {}\n", problem_name(problem.code), problem.where.line.value_or(0),
                         problem.where.column.value_or(0), problem.what);
  }
  return lines;
}

}  // namespace kept::testing_source
