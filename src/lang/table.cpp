#include "lang/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "lang/lexicon.hpp"
#include "lang/word_kind.hpp"

namespace kept {
namespace {

constexpr ColumnSchema text(std::string_view name) { return {name, CellKind::text, {}}; }
constexpr ColumnSchema optional(std::string_view name) { return {name, CellKind::optional, {}}; }
constexpr ColumnSchema decimal(std::string_view name) { return {name, CellKind::decimal, {}}; }
constexpr ColumnSchema choice(std::string_view name, std::string_view words) { return {name, CellKind::choice, words}; }

constexpr std::string_view modalities = "stated promised expected proposed denied -";
constexpr std::string_view stages = "pledged committed signed disbursed given requested other -";

// What claim/events.cpp and its siblings ask for; each says what its kinds mean.
constexpr std::string_view event_kinds =
    "gathering contact travel politics attack exercise deployment battle day breach territory force weapon visited "
    "contacted welcomed attacked declared joined launched host with latest";
constexpr std::string_view agreement_kinds = "document deal sign level partnership dated";
constexpr std::string_view sanction_kinds = "sanctions wave impose freeze assets";
constexpr std::string_view act_kinds =
    "found institution force direct agree multiply measure law law_noun sign train trainee deed will will_do vague "
    "change allot object clause level";
constexpr std::string_view goods_kinds = "item weak give thank pledge ask package include contents closer";

constexpr std::array<TableSchema, table_count> schemas{{
    {Table::number,
     "number",
     true,
     {choice("kind",
             "unit tens hundred hundreds one_scale article multiple multiples fraction ordinal ordinal_suffix "
             "cardinal_suffix digit power vague "
             "ordinal_prefix fraction_joint times exponent word"),
      decimal("value")}},
    {Table::scale, "scale", true, {decimal("exponent"), choice("kind", "word suffix number_suffix capital_suffix")}},
    {Table::currency,
     "currency",
     true,
     {text("code"), choice("kind", "word weight local sign code code_million owner hundredth tenth")}},
    {Table::hedge,
     "hedge",
     true,
     {choice("position", "before after"),
      choice("quantifier", "about more_than at_least nearly up_to less_than exact")}},
    {Table::head, "head", true, {choice("kind", "speech date")}},
    {Table::calendar,
     "calendar",
     true,
     {choice("kind", "month month_capital weekday weekday_capital season"), decimal("value")}},
    {Table::date,
     "date",
     true,
     {choice("op",
             "day month year season half quarter weekday week month_offset today span fixed anniversary fiscal_year "
             "fiscal_end decade month_start year_range nth_weekday day_of_month week_of weekend point edge edge_after"),
      optional("argument"), choice("edge", "until by before since from whole ")}},
    {Table::party,
     "party",
     true,
     {text("code"), choice("kind", "state demonym capital organisation mechanism group fund agency"),
      optional("cases")}},
    {Table::self, "self", true, {choice("kind", "we country government other"), optional("cases")}},
    {Table::role, "role", true, {choice("kind", "head minister envoy official member")}},
    {Table::money_cue,
     "money_cue",
     true,
     {choice("stage", stages), choice("modality", modalities), choice("subject", "give get ask take amount"),
      choice("form", "past present base now noun budget")}},
    {Table::money_word,
     "money_word",
     true,
     {choice("kind", "part whole total money_noun additional civil increase decrease restated")}},
    {Table::instrument,
     "instrument",
     true,
     {choice("instrument", "loan grant guarantee budget_support in_kind military")}},
    {Table::unit, "unit", true, {text("lemma"), optional("kind")}},
    {Table::goods, "goods", false, {choice("kind", goods_kinds)}},
    {Table::abbreviation, "abbreviation", false, {optional("kind")}},
    {Table::event, "event", false, {choice("kind", event_kinds), choice("trait", "verbal with dated -")}},
    {Table::agreement, "agreement", false, {choice("kind", agreement_kinds)}},
    {Table::sanction, "sanction", false, {choice("kind", sanction_kinds)}},
    {Table::act, "act", false, {choice("kind", act_kinds)}},
    {Table::modality, "modality", true, {choice("modality", modalities), optional("kind")}},
    {Table::function_word, "function_word", true, {choice("kind", word_kinds)}},
    {Table::phrase, "phrase", false, {choice("kind", phrase_kinds), optional("value")}},
    {Table::trait, "trait", false, {text("value")}},
    {Table::language, "language", false, {choice("kind", "letters word")}},
    {Table::gloss, "gloss", false, {text("english")}},
}};

std::size_t column_count(const TableSchema& schema) {
  return static_cast<std::size_t>(
      std::ranges::count_if(schema.columns, [](const ColumnSchema& c) { return c.kind != CellKind::absent; }));
}

Problem broken(std::string_view file, std::uint64_t line, std::string what, std::string cure) {
  Problem problem{
      ProblemCode::pack_broken, std::move(what), {std::string(file), line, {}, {}, {}}, "", std::move(cure)};
  return problem;
}

std::string header_of(const TableSchema& schema, std::size_t columns) {
  std::string header = "phrase";
  for (std::size_t at = 0; at < columns; ++at) header += fmt::format("\t{}", schema.columns[at].name);
  return header;
}
std::string header_of(const TableSchema& schema) { return header_of(schema, column_count(schema)); }

// The columns of a file by its first line: the last ones may be missing where they are optional. Empty: others.
std::optional<std::size_t> columns_of(const TableSchema& schema, std::string_view header) {
  for (std::size_t columns = column_count(schema);; --columns) {
    if (header == header_of(schema, columns)) return columns;
    if (columns == 0 || schema.columns[columns - 1].kind != CellKind::optional) return std::nullopt;
  }
}

// What is wrong with a cell, or "".
std::string complaint(const ColumnSchema& column, std::string_view cell) {
  switch (column.kind) {
    case CellKind::absent:
    case CellKind::optional:
      return "";
    case CellKind::text:
      return cell.empty() ? fmt::format("column {} is empty", column.name) : "";
    case CellKind::decimal:
      return Decimal::parse(cell) ? "" : fmt::format("column {} is no number: \"{}\"", column.name, cell);
    case CellKind::choice:
      return std::ranges::count(split(column.choices, ' '), cell) > 0
                 ? ""
                 : fmt::format("column {} has \"{}\"", column.name, cell);
  }
  return "";
}

std::string cure_of(const ColumnSchema& column) {
  return column.kind == CellKind::choice ? fmt::format("write one of: {}", column.choices)
                                         : fmt::format("fill column {}", column.name);
}

}  // namespace

std::span<const TableSchema> table_schemas() { return schemas; }

Result<std::vector<TableRow>> parse_table(const TableSchema& schema, std::string_view file, std::string_view bytes) {
  std::vector<TableRow> rows;
  std::size_t columns = column_count(schema);
  std::uint64_t line_number = 0;
  bool header_seen = false;
  for (std::string_view line : split(bytes, '\n')) {
    ++line_number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with("# ")) continue;
    if (!header_seen) {
      header_seen = true;
      if (const auto found = columns_of(schema, line)) {
        columns = *found;
        continue;
      }
      return broken(file, line_number, "the columns are not those of a table \"" + std::string(schema.name) + "\"",
                    "begin the file with the line " + header_of(schema));
    }
    const std::vector<std::string_view> cells = split(line, '\t');
    if (cells.size() != columns + 1) {
      return broken(file, line_number, fmt::format("{} cells instead of {}", cells.size(), columns + 1),
                    "part the cells by tabs: " + header_of(schema, columns));
    }
    if (trim(cells[0]).empty()) return broken(file, line_number, "the phrase is empty", "write a phrase");
    TableRow row{line_number, cells[0], {}};
    for (std::size_t at = 0; at < columns; ++at) {
      const std::string_view cell = cells[at + 1];
      if (std::string what = complaint(schema.columns[at], cell); !what.empty()) {
        return broken(file, line_number, std::move(what), cure_of(schema.columns[at]));
      }
      row.columns[at] = cell == "-" ? "" : std::string(cell);
    }
    rows.push_back(std::move(row));
  }
  if (!header_seen) return broken(file, 1, "the table is empty", "begin the file with the line " + header_of(schema));
  return rows;
}

}  // namespace kept
