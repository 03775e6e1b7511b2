#include "source/workbook.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "source/expand.hpp"
#include "source/workbook_xml.hpp"

namespace kept {
namespace {

using workbook_xml::Attributes;
using workbook_xml::Handlers;

constexpr std::string_view list_part = "xl/workbook.xml";

bool is_read(std::string_view member) {
  constexpr std::array<std::string_view, 5> parts{list_part, "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml",
                                                  "xl/styles.xml", "docProps/core.xml"};
  if (std::ranges::find(parts, member) != parts.end()) return true;
  return member.starts_with("xl/worksheets/") && member.ends_with(".xml");
}

template <typename T>
std::optional<T> number_of(std::string_view text, int base = 10) {
  T value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// Characters that XML cannot hold stand as _xHHHH_ (ECMA-376, 22.9.2.19).
std::string unescaped(std::string text) {
  constexpr std::size_t escape_bytes = 7;
  for (std::size_t at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1)) {
    if (at + escape_bytes > text.size()) break;
    const auto code = number_of<std::uint32_t>(std::string_view(text).substr(at + 2, 4), 16);
    if (!code || text[at + escape_bytes - 1] != '_' || (*code >= 0xD800 && *code < 0xE000)) continue;
    std::string character;
    append_utf8(character, static_cast<char32_t>(*code));
    text.replace(at, escape_bytes, character);
  }
  return text;
}

// Whether a number format shows a day: it has a year, a day or the name of a month outside quotes and brackets.
bool shows_day(std::string_view format) {
  for (std::size_t i = 0; i < format.size(); ++i) {
    const char c = format[i];
    if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '"' || c == '[') {
      i = std::min(format.find(c == '"' ? '"' : ']', i + 1), format.size());
    } else if (c == 'y' || c == 'Y' || c == 'd' || c == 'D' || format.substr(i).starts_with("mmm")) {
      return true;
    } else if (c == ';') {
      return false;  // of negative numbers
    }
  }
  return false;
}

// Formats that the standard names by number alone (18.8.30): days, and days of East Asian calendars.
bool is_day_format(std::uint32_t id) {
  return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 || id == 50 ||
         (id >= 52 && id <= 54) || id == 57 || id == 58;
}

// A serial number under a format of days, as a day, with the time of day where it has one.
std::optional<std::string> day_text(std::string_view number, bool from_1904) {
  constexpr std::int64_t serial_max = 2'958'465;  // 9999-12-31
  const auto value = Decimal::parse(number, true);
  if (!value || value->is_negative()) return std::nullopt;
  const std::string plain = value->to_string();
  const std::string_view whole = std::string_view(plain).substr(0, plain.find('.'));
  const auto serial = number_of<std::int64_t>(whole);
  if (!serial || *serial > serial_max || (*serial == 0 && !from_1904)) return std::nullopt;
  // 1900-02-29, which never was, is day 60.
  const auto offset = static_cast<int>(*serial + (!from_1904 && *serial < 60 ? 1 : 0));
  const auto origin = from_1904 ? Date::from_ymd(1904, 1, 1) : Date::from_ymd(1899, 12, 30);
  std::string text = origin->plus_days(offset).to_string();
  const Decimal seconds =
      ((*value - Decimal::from_integer(*serial)) * Decimal::from_integer(86400)).rounded_to_exponent(0);
  const auto of_day = number_of<std::int64_t>(seconds.to_string());
  if (of_day && *of_day > 0 && *of_day < 86400)
    text += fmt::format("T{:02}:{:02}:{:02}", *of_day / 3600, *of_day / 60 % 60, *of_day % 60);
  return text;
}

// "CN37" is column 91; 0 where the text is no reference.
std::size_t column_of(std::string_view reference) {
  constexpr std::size_t columns_max = 16384;
  std::size_t column = 0;
  for (const char c : reference) {
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
    if (column > columns_max) return 0;
  }
  return column;
}

struct Listed {
  std::string name;
  std::string relation;
};

class Reading {
 public:
  Reading(std::string_view path, const WorkbookLimits& limits) : path_(path), limits_(limits) {}

  Result<Workbook> read(std::string_view bytes) {
    auto members = expand(path_, bytes, limits_.expand, is_read);
    if (!members) return members.problem();
    for (ExpandedFile& member : *members) {
      parts_[member.path.substr(path_.size() + 1)] = std::move(member.bytes);
    }
    if (auto problem = read_list()) return std::move(*problem);
    read_shared();
    read_styles();
    read_saved();
    for (const Listed& listed : listed_) {
      const auto part = parts_.find(part_of(listed.relation));
      if (part == parts_.end()) continue;  // a chart, or a sheet that is not there
      Sheet& sheet = out_.sheets.emplace_back();
      sheet.name = listed.name;
      read_sheet(part->first, part->second, sheet);
      if (full_) break;
    }
    return std::move(out_);
  }

 private:
  std::string name_of(std::string_view part) const { return fmt::format("{}/{}", path_, part); }

  std::optional<Problem> read_part(std::string_view part, const Handlers& handlers) {
    const auto found = parts_.find(part);
    if (found == parts_.end()) return std::nullopt;
    return workbook_xml::read(name_of(part), found->second, limits_.depth_max, handlers);
  }

  void keep(std::optional<Problem> problem) {
    if (problem) out_.problems.push_back(std::move(*problem));
  }

  std::optional<Problem> read_list() {
    auto problem = read_part(
        list_part, {.start =
                        [&](std::string_view name, const Attributes& attributes) {
                          if (name == "sheet") {
                            listed_.push_back({std::string(attributes["name"]), std::string(attributes["id"])});
                          } else if (name == "workbookPr") {
                            const auto flag = attributes["date1904"];
                            from_1904_ = flag == "1" || flag == "true";
                          }
                        },
                    .end = {},
                    .text = {},
                    .stop = {}});
    if (problem) return problem;
    keep(read_part("xl/_rels/workbook.xml.rels", {.start =
                                                      [&](std::string_view name, const Attributes& attributes) {
                                                        if (name == "Relationship")
                                                          targets_.emplace(attributes["Id"], attributes["Target"]);
                                                      },
                                                  .end = {},
                                                  .text = {},
                                                  .stop = {}}));
    return std::nullopt;
  }

  // The member that a relation of the list points to.
  [[nodiscard]] std::string part_of(const std::string& relation) const {
    const auto target = targets_.find(relation);
    if (target == targets_.end()) return {};
    return target->second.starts_with('/') ? target->second.substr(1) : "xl/" + target->second;
  }

  void read_shared() {
    std::string text;
    int phonetic = 0;  // reading aids of Japanese are no text of the cell
    bool inside = false;
    keep(read_part("xl/sharedStrings.xml", {.start =
                                                [&](std::string_view name, const Attributes&) {
                                                  if (name == "si") text.clear();
                                                  if (name == "rPh") ++phonetic;
                                                  inside = name == "t" && phonetic == 0;
                                                },
                                            .end =
                                                [&](std::string_view name) {
                                                  inside = false;
                                                  if (name == "rPh") --phonetic;
                                                  if (name == "si") shared_.push_back(store(unescaped(text)));
                                                },
                                            .text =
                                                [&](std::string_view piece) {
                                                  if (inside) text += piece;
                                                },
                                            .stop = {}}));
  }

  void read_styles() {
    std::set<std::uint32_t> days;
    bool of_cells = false;
    keep(read_part("xl/styles.xml", {.start =
                                         [&](std::string_view name, const Attributes& attributes) {
                                           const auto id = number_of<std::uint32_t>(attributes["numFmtId"]);
                                           if (name == "numFmt" && id && shows_day(attributes["formatCode"]))
                                             days.insert(*id);
                                           if (name == "cellXfs") of_cells = true;
                                           if (name == "xf" && of_cells)
                                             day_style_.push_back(id && (is_day_format(*id) || days.contains(*id)));
                                         },
                                     .end = [&](std::string_view name) { of_cells = of_cells && name != "cellXfs"; },
                                     .text = {},
                                     .stop = {}}));
  }

  void read_saved() {
    std::string text;
    bool inside = false;
    keep(read_part("docProps/core.xml",
                   {.start = [&](std::string_view name, const Attributes&) { inside = name == "modified"; },
                    .end = [&](std::string_view) { inside = false; },
                    .text =
                        [&](std::string_view piece) {
                          if (inside) text += piece;
                        },
                    .stop = {}}));
    out_.saved = Date::parse_iso(std::string_view(text).substr(0, std::min<std::size_t>(text.size(), 10)));
  }

  // What is being read of the present cell.
  struct Cell {
    std::size_t column = 0;  // from 1
    std::string type;
    std::size_t style = 0;
    std::string text;
  };

  void read_sheet(const std::string& part, std::string_view bytes, Sheet& sheet) {
    SheetRow row;
    Cell cell;
    bool inside = false;
    int phonetic = 0;
    const auto start = [&](std::string_view name, const Attributes& attributes) {
      if (name == "row") {
        row.number = number_of<std::uint32_t>(attributes["r"]).value_or(row.number + 1);
        row.cells.clear();
        row.typed.clear();
        cell.column = 0;
      } else if (name == "c") {
        const std::size_t column = column_of(attributes["r"]);
        cell.column = column == 0 ? cell.column + 1 : column;
        cell.type = attributes["t"];
        cell.style = number_of<std::size_t>(attributes["s"]).value_or(0);
        cell.text.clear();
      } else if (name == "rPh") {
        ++phonetic;
      }
      inside = (name == "v" || name == "t") && phonetic == 0;
    };
    const auto end = [&](std::string_view name) {
      inside = false;
      if (name == "rPh") --phonetic;
      if (name == "c") take_cell(cell, row);
      if (name == "row") take_row(row, sheet);
    };
    const auto text = [&](std::string_view piece) {
      if (inside) cell.text += piece;
    };
    keep(workbook_xml::read(name_of(part), bytes, limits_.depth_max,
                            {.start = start, .end = end, .text = text, .stop = [&] { return full_; }}));
    if (!full_) return;
    out_.problems.push_back({ProblemCode::limit_reached,
                             fmt::format("the workbook has more than {} cells", limits_.cells_max),
                             {.file = path_, .line = row.number, .column = {}, .byte = {}, .record = sheet.name},
                             "rows from here on are left out",
                             "save its sheets as CSV and give those"});
  }

  void take_cell(Cell& cell, SheetRow& row) {
    if (cell.text.empty()) return;
    // A wide row before a cell costs memory as cells do.
    const std::size_t before = row.cells.size();
    if (cell.column > before) {
      cells_ += cell.column - before;
      full_ = full_ || cells_ > limits_.cells_max;
      if (full_) return;
      row.cells.resize(cell.column);
    }
    row.cells[cell.column - 1] = text_of(cell);
    if (cell.type.empty() || cell.type == "n" || cell.type == "d") {
      row.typed.resize(cell.column);
      row.typed[cell.column - 1] = true;
    }
  }

  std::string_view text_of(Cell& cell) {
    if (cell.type == "s") {
      const auto index = number_of<std::size_t>(trim(cell.text));
      return index && *index < shared_.size() ? shared_[*index] : std::string_view{};
    }
    if (cell.type == "b") return cell.text == "1" ? "TRUE" : "FALSE";
    if (cell.type.empty() || cell.type == "n") {
      if (cell.style < day_style_.size() && day_style_[cell.style]) {
        if (auto day = day_text(cell.text, from_1904_)) return store(std::move(*day));
      }
      return store(std::string(trim(cell.text)));
    }
    return store(unescaped(std::move(cell.text)));
  }

  static void take_row(SheetRow& row, Sheet& sheet) {
    if (std::ranges::any_of(row.cells, [](std::string_view cell) { return !cell.empty(); }))
      sheet.rows.push_back({row.number, std::move(row.cells), std::move(row.typed)});
    row.cells.clear();
    row.typed.clear();
  }

  std::string_view store(std::string text) { return out_.texts.emplace_back(std::move(text)); }

  std::string path_;
  const WorkbookLimits& limits_;
  Workbook out_;
  std::map<std::string, std::string, std::less<>> parts_;
  std::vector<Listed> listed_;
  std::map<std::string, std::string> targets_;
  std::vector<std::string_view> shared_;
  std::vector<bool> day_style_;
  bool from_1904_ = false;
  std::size_t cells_ = 0;
  bool full_ = false;
};

}  // namespace

bool is_workbook(std::string_view bytes) {
  return is_office_document(bytes) && bytes.find(list_part) != std::string_view::npos;
}

Result<Workbook> read_workbook(std::string_view path, std::string_view bytes, const WorkbookLimits& limits) {
  return Reading(path, limits).read(bytes);
}

}  // namespace kept
