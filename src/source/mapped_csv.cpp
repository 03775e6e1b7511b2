#include "source/mapped_csv.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/country.hpp"
#include "base/csv.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "source/covered_days.hpp"
#include "source/iati.hpp"
#include "source/kiel.hpp"
#include "source/mapping.hpp"
#include "source/near_name.hpp"
#include "source/problem_list.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"
#include "source/table.hpp"
#include "source/tables.hpp"
#include "source/workbook.hpp"

namespace kept {
namespace {

// The path without what comes behind the name's first point: "d/aid" of "d/aid.csv.gz" and of "d/aid.map.tsv".
std::string path_stem(std::string_view path) {
  const std::string folder = folder_of(path);
  return folder.empty() ? stem_of(path) : folder + "/" + stem_of(path);
}

const NamedBytes* mapping_of(const NamedBytes& file, const Folder& folder, const ReadOptions& options) {
  for (const NamedBytes* candidate : folder.files) {
    if (candidate != &file && looks_like_mapping(candidate->bytes) &&
        path_stem(candidate->path) == path_stem(file.path)) {
      return candidate;
    }
  }
  return options.mapping;
}

bool looks_like_csv(const NamedBytes& file) {
  constexpr std::size_t probe_bytes = 8192;
  const std::string_view head = without_bom(file.bytes).substr(0, probe_bytes);
  if (head.empty() || head.find('\0') != std::string_view::npos) return false;
  if (head.front() == '<' || head.front() == '{' || head.front() == '[') return false;
  const std::string_view line = head.substr(0, head.find('\n'));
  return line.find_first_of(",;\t") != std::string_view::npos;
}

// Whether the mapping of a flag is meant for this file: it is called a table, or has a column of the mapping. Without
// this, every text with a comma in line one would be a table with wrong columns.
bool flag_fits(const NamedBytes& file, const NamedBytes& mapping_file) {
  const std::string_view name = file_name_of(file.path);
  if (name.find(".csv") != std::string_view::npos || name.find(".tsv") != std::string_view::npos) return true;
  const auto mapping = read_mapping(mapping_file.path, mapping_file.bytes);
  if (!mapping) return false;
  const std::string_view line = without_bom(file.bytes).substr(0, file.bytes.find('\n'));
  CsvReader csv(file.path, line, mapping->separator == 0 ? detect_separator(line) : mapping->separator);
  return csv.next() && std::ranges::any_of(mapping->fields, [&csv](const auto& field) {
           return !field.second.column.empty() && find_column(csv.fields(), field.second.column);
         });
}

bool has_columns(const std::vector<std::string_view>& header, const Mapping& mapping) {
  return std::ranges::all_of(mapping.fields, [&header](const auto& field) {
    return field.second.column.empty() || find_column(header, field.second.column);
  });
}

// Where a sheet's table begins: the first row with all columns of the mapping, among those that may be its title.
constexpr std::size_t header_rows_max = 20;
std::optional<std::size_t> header_row(const Sheet& sheet, const Mapping& mapping) {
  for (std::size_t i = 0; i < std::min(sheet.rows.size(), header_rows_max); ++i) {
    if (has_columns(sheet.rows[i].cells, mapping)) return i;
  }
  return std::nullopt;
}

// Whether a sheet of the workbook has the columns of the flag's mapping.
bool sheet_with(const NamedBytes& file, const NamedBytes& mapping_file) {
  const auto mapping = read_mapping(mapping_file.path, mapping_file.bytes);
  const auto book = mapping ? read_workbook(file.path, file.bytes) : mapping.problem();
  return book && std::ranges::any_of(
                     book->sheets, [&mapping](const Sheet& sheet) { return header_row(sheet, *mapping).has_value(); });
}

// The table of the file; `book` keeps the cells of a workbook. Problems: those of read_workbook, and mapping_broken
// where no sheet is called as the mapping says.
Result<TableReader> open_table(const NamedBytes& file, const Utf8Text& utf8, const Mapping& mapping, Workbook& book) {
  if (!is_workbook(file.bytes)) {
    const std::string_view text = utf8.text(file.bytes);
    const char separator = mapping.separator == 0 ? detect_separator(text) : mapping.separator;
    return TableReader(CsvReader(file.path, text, separator));
  }
  auto read = read_workbook(file.path, file.bytes);
  if (!read) return read.problem();
  book = std::move(*read);
  const Sheet* named = nullptr;
  for (const Sheet& sheet : book.sheets) {
    if (!mapping.sheet.empty() && sheet.name != mapping.sheet) continue;
    if (named == nullptr) named = &sheet;
    if (const auto row = header_row(sheet, mapping)) return TableReader(SheetReader(file.path, sheet, *row));
  }
  if (named != nullptr) return TableReader(SheetReader(file.path, *named, 0));  // whose missing column is then named
  std::vector<std::string> names;
  for (const Sheet& sheet : book.sheets) names.push_back(sheet.name);
  return problem_of_file(ProblemCode::mapping_broken, mapping.file,
                         fmt::format("{} has no sheet '{}'", file.path, mapping.sheet), "the workbook is left out",
                         fmt::format("its sheets are {}", fmt::join(names, ", ")));
}

class MappedReader {
 public:
  MappedReader(TableReader table, const Mapping& mapping, LoadedFile& load)
      : csv_(std::move(table)), mapping_(mapping), load_(load) {}

  // The problem is mapping_broken: a column of the mapping is not in the CSV.
  std::optional<Problem> read() {
    if (!csv_.next()) return std::nullopt;
    if (auto problem = find_columns()) return problem;
    while (csv_.next()) read_row();
    for (Problem& problem : problems_.take(csv_.file())) load_.problems.push_back(std::move(problem));
    for (Problem& problem : csv_.take_problems()) load_.problems.push_back(std::move(problem));
    cover();
    return std::nullopt;
  }

 private:
  std::optional<Problem> find_columns() {
    std::vector<std::string> names;
    for (const std::string_view name : csv_.fields()) names.emplace_back(trim(name));
    for (const auto& [field, mapped] : mapping_.fields) {
      if (mapped.column.empty()) continue;
      const auto column = find_column(csv_.fields(), mapped.column);
      if (column) {
        columns_.emplace(field, *column);
        continue;
      }
      const auto near = nearest_name(mapped.column, names);
      Problem problem;
      problem.code = ProblemCode::mapping_broken;
      problem.what = fmt::format("column '{}' is not in {}", mapped.column, csv_.file());
      problem.where.file = mapping_.file;
      problem.where.line = mapped.line;
      problem.done = "the CSV is left out";
      problem.cure = near ? fmt::format("perhaps '{}' is meant", *near)
                          : fmt::format("its columns are {}", fmt::join(names, ", "));
      return problem;
    }
    return std::nullopt;
  }

  // A field's value in this row; "" where the mapping has none.
  [[nodiscard]] std::string_view value(std::string_view field) const {
    if (const auto column = columns_.find(field); column != columns_.end()) return trim(csv_.fields()[column->second]);
    const auto mapped = mapping_.fields.find(field);
    return mapped == mapping_.fields.end() ? std::string_view{} : std::string_view(mapped->second.constant);
  }

  [[nodiscard]] bool is_typed(std::string_view field) const {
    const auto column = columns_.find(field);
    return column != columns_.end() && csv_.is_typed(column->second);
  }

  void report(ProblemCode code, std::string_view field, std::string what, std::string cure) {
    const auto column = columns_.find(field);
    problems_.add({code, std::move(what), csv_.place(column == columns_.end() ? 0 : column->second),
                   "the record has none", std::move(cure)});
  }

  static std::string party(std::string_view name) { return std::string(countries().code_of(name).value_or(name)); }

  void read_row() {
    Record record;
    record.id = fmt::format("{}/{}/{}{}", load_.source, load_.dataset, csv_.id_prefix(), csv_.line());
    record.kind = "transaction";
    record.file = csv_.file();
    record.position = csv_.position();
    read_date(record);
    read_amount(record);
    read_measure(record);
    record.giver_name = value("giver");
    record.giver = party(record.giver_name);
    record.receiver_name = value("receiver");
    record.receiver = party(record.receiver_name);
    record.channel = value("channel");
    record.instrument = value("instrument");
    record.aid_type = value("aid_type");
    record.activity = value("activity");
    if (!record.activity.empty()) record.activity_how = "published";
    record.text = value("text");
    if (const std::string_view note = value("note"); !note.empty())
      record.text += fmt::format("{}{}", record.text.empty() ? "" : "; ", note);
    record.link = value("link");
    note_coverage(record);
    load_.records.push_back(std::move(record));
  }

  void read_date(Record& record) {
    const std::string_view text = value("date");
    auto date = parse_mapped_date(text, mapping_.date_format);
    // A day by its type has the form of the file, not that of the mapping.
    if (!date && is_typed("date")) date = parse_mapped_date(text.substr(0, 10), "YYYY-MM-DD");
    if (date) {
      record.date = date->date;
      record.date_precision = date->precision;
    } else if (!text.empty()) {
      report(ProblemCode::date_unreadable, "date",
             fmt::format("'{}' is no date of the form {}", excerpt(text), mapping_.date_format),
             "mend it, or set date_format in the mapping");
    }
  }

  void read_amount(Record& record) {
    const std::string_view text = value("amount");
    if (is_typed("amount")) {
      const auto number = Decimal::parse(text, true);
      if (number) record.amount = Decimal::multiply_exact(*number, mapping_.scale);
    } else {
      record.amount = parse_mapped_amount(text, mapping_);
    }
    if (!record.amount && !text.empty()) {
      report(ProblemCode::value_unreadable, "amount", fmt::format("'{}' is no amount", excerpt(text)),
             "mend it, or set decimal and thousands in the mapping");
    }
    record.currency = value("currency");
    if (!countries().is_currency(record.currency)) {
      report(ProblemCode::currency_unknown, "currency",
             fmt::format("'{}' is no currency of ISO 4217", excerpt(record.currency)), "write a code such as EUR");
    }
  }

  void read_measure(Record& record) {
    const std::string_view text = value("measure");
    record.measure_published = text;
    if (text.empty()) return;
    if (const auto word = mapping_.measure_words.find(lower_case(text)); word != mapping_.measure_words.end()) {
      record.measure = word->second;
    } else if (const auto measure = parse_measure(lower_case(text))) {
      record.measure = *measure;
    } else {
      report(ProblemCode::value_unreadable, "measure", fmt::format("'{}' is no measure of the mapping", excerpt(text)),
             fmt::format("add to {}: measure, word, {}, and a measure", mapping_.file, excerpt(text)));
    }
  }

  void note_coverage(const Record& record) {
    if (!record.giver.empty()) givers_.insert(record.giver);
    if (!record.receiver.empty()) receivers_.insert(record.receiver);
    measures_.insert(record.measure);
    days_.add(record, last_known_day(load_));
  }

  void cover() {
    load_.coverage.givers.assign(givers_.begin(), givers_.end());
    load_.coverage.receivers.assign(receivers_.begin(), receivers_.end());
    load_.coverage.measures.assign(measures_.begin(), measures_.end());
    load_.coverage.period = days_.period();
    load_.coverage.note =
        fmt::format("a table read by the mapping {}: nothing says that it is complete", mapping_.file);
  }

  TableReader csv_;
  const Mapping& mapping_;
  LoadedFile& load_;
  ProblemList problems_;
  std::map<std::string, std::size_t, std::less<>> columns_;
  std::set<std::string> givers_;
  std::set<std::string> receivers_;
  std::set<Measure> measures_;
  CoveredDays days_;
};

}  // namespace

bool recognises_mapped_csv(const NamedBytes& file, const Folder& folder, const ReadOptions& options) {
  if (looks_like_mapping(file.bytes)) return true;
  const bool book = is_workbook(file.bytes);
  if (!book && !looks_like_csv(file)) return false;
  const NamedBytes* mapping = mapping_of(file, folder, options);
  if (mapping == nullptr) return false;
  // The mapping of a flag is for what nobody else knows; one beside the file is meant for it.
  if (mapping != options.mapping) return true;
  if (book) return sheet_with(file, *mapping);
  return flag_fits(file, *mapping) && !recognises_kiel(file, folder, options) &&
         !recognises_tables(file, folder, options);
}

void read_mapped_csv(const Folder& own, const ReadOptions& options, SourcesRead& out) {
  std::set<const NamedBytes*> used;
  for (const NamedBytes* file : own.files) {
    if (looks_like_mapping(file->bytes)) continue;
    const NamedBytes* source = mapping_of(*file, own, options);
    used.insert(source);
    const auto mapping = read_mapping(source->path, source->bytes);
    if (!mapping) {
      out.problems.push_back(mapping.problem());
      continue;
    }
    const std::string name = mapping->name.empty() ? stem_of(file->path) : mapping->name;
    LoadedFile load = start_load(*file, "csv:" + name, stem_of(file->path), options);
    load.mapping_sha256 = source->sha256;
    load.release = mapping->release;
    if (!load.released && mapping->released) {
      load.released = mapping->released;
      load.released_how = std::string(file_name_of(mapping->file));
    }
    const Utf8Text utf8 = is_workbook(file->bytes) ? Utf8Text{} : as_utf8(*file, load.problems);
    Workbook book;
    auto table = open_table(*file, utf8, *mapping, book);
    if (!table) {
      out.problems.push_back(table.problem());
    } else if (auto problem = MappedReader(std::move(*table), *mapping, load).read()) {
      out.problems.push_back(std::move(*problem));
    } else {
      std::ranges::move(book.problems, std::back_inserter(load.problems));
      out.loaded.push_back(std::move(load));
    }
  }
  for (const NamedBytes* file : own.files) {
    if (!looks_like_mapping(file->bytes)) continue;
    const bool in_use = used.contains(file) || file == options.mapping;
    out.left_out.push_back(
        {file->path, in_use ? "the mapping of a table" : "a mapping without its table: no CSV of that name beside it"});
  }
}

}  // namespace kept
