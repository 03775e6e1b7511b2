// Helpers of this room's tests.
#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <cstddef>
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

// The fact as one line, what is not set left out.
inline std::string line_of(const Fact& fact) {
  std::string line = fmt::format("{} {}", fact.kind, fact.value ? fact.value->to_string() : "-");
  const auto add = [&line](std::string_view name, std::string_view value) {
    if (!value.empty()) line += fmt::format(" {}={}", name, value);
  };
  add("unit", fact.unit);
  add("date", fact.date ? fact.date->to_string() : "");
  if (fact.date && fact.date_precision != DatePrecision::day) add("by", to_string(fact.date_precision));
  add("to", fact.date_to ? fact.date_to->to_string() : "");
  add("subject", fact.subject);
  add("object", fact.object);
  add("what", fact.what);
  add("outcome", fact.outcome);
  add("text", fact.text);
  for (const std::string& note : fact.notes) add("note", note);
  return line;
}

inline std::string facts_of(const LoadedFile& load) {
  std::string lines;
  for (const Fact& fact : load.facts) lines += line_of(fact) + "\n";
  return lines;
}

inline SourcesRead read_one_file(std::string_view bytes, const std::string& path = "d/file") {
  const std::vector<NamedBytes> files{{path, bytes, "", 0}};
  return read_sources(files);
}

struct Member {
  std::string name;
  std::string bytes;
};

// A .zip of these members.
inline std::string zip_of(const std::vector<Member>& members) {
  std::string out(std::size_t{1} << 22U, '\0');
  std::size_t used = 0;
  archive* writer = archive_write_new();
  archive_write_set_format_zip(writer);
  archive_write_open_memory(writer, out.data(), out.size(), &used);
  for (const Member& member : members) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, member.name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(member.bytes.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_write_header(writer, entry);
    archive_write_data(writer, member.bytes.data(), member.bytes.size());
    archive_entry_free(entry);
  }
  archive_write_close(writer);
  archive_write_free(writer);
  out.resize(used);
  return out;
}

struct SheetXml {
  std::string name;
  std::string rows;  // what stands in sheetData
};

// A workbook of these sheets, with one style of days (s="1") beside the plain one.
inline std::string workbook_of(const std::vector<SheetXml>& sheets, const std::string& shared = "",
                               const std::string& properties = "") {
  std::vector<Member> members{{"[Content_Types].xml", "<Types/>"}};
  std::string list;
  std::string relations;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    list += fmt::format(R"(<sheet name="{}" sheetId="{}" r:id="r{}"/>)", sheets[i].name, i + 1, i + 1);
    relations += fmt::format(R"(<Relationship Id="r{}" Target="worksheets/sheet{}.xml"/>)", i + 1, i + 1);
    members.push_back({fmt::format("xl/worksheets/sheet{}.xml", i + 1),
                       "<worksheet><sheetData>" + sheets[i].rows + "</sheetData></worksheet>"});
  }
  members.push_back({"xl/workbook.xml",
                     R"(<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">)" +
                         properties + "<sheets>" + list + "</sheets></workbook>"});
  members.push_back({"xl/_rels/workbook.xml.rels", "<Relationships>" + relations + "</Relationships>"});
  members.push_back({"xl/sharedStrings.xml", "<sst>" + shared + "</sst>"});
  members.push_back(
      {"xl/styles.xml", R"(<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>)"});
  return zip_of(members);
}

// A row of inline texts.
inline std::string text_row(std::size_t number, const std::vector<std::string>& cells) {
  std::string row = fmt::format(R"(<row r="{}">)", number);
  for (const std::string& cell : cells) row += fmt::format(R"(<c t="inlineStr"><is><t>{}</t></is></c>)", cell);
  return row + "</row>";
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
