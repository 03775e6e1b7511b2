// Kiel's own workbook, or its main sheet saved as CSV: rows with texts, original currencies and links. As in extracts,
// a row may be an allocation and a commitment; releases before the fifteenth know commitments alone.
#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/country.hpp"
#include "base/data_table.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "source/contract.hpp"
#include "source/covered_days.hpp"
#include "source/kiel.hpp"
#include "source/mapping.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"
#include "source/table.hpp"
#include "source/workbook.hpp"

namespace kept {
namespace {

constexpr std::string_view tracker_begins = "2022-01-24";

// Marks of a cell without a value: "." and words such as "Not given", "No value available".
bool is_absent(std::string_view text) {
  const std::string word = lower_case(text);
  return word.empty() || word == "." || word == "not given" || word == "no value available" || word == "no price" ||
         word == "undisclosed";
}

std::string instrument_of(std::string_view published) {
  static const auto rows = read_data_table("data/kiel_instrument.tsv", {"text", "instrument"});
  assert(rows.ok());
  if (!rows) return {};
  const std::string text = lower_case(published);
  const auto found = std::ranges::find(*rows, text, [](const DataRow& row) { return row.cells[0]; });
  return found == rows->end() ? std::string{} : std::string(found->cells[1]);
}

// The last day or month that a text such as "until 12/31/2022", "unclear, 10/2022", "not specified, 03/22" names.
std::optional<MappedDate> date_in_text(std::string_view text) {
  const std::size_t end = text.find_last_of("0123456789");
  if (end == std::string_view::npos) return std::nullopt;
  text = text.substr(0, end + 1);
  const std::size_t blank = text.find_last_of(" ,");
  if (blank != std::string_view::npos) text.remove_prefix(blank + 1);
  for (const std::string_view format : {"M/D/YYYY", "D.M.YYYY", "M/YYYY"}) {
    if (const auto date = parse_mapped_date(text, format)) return date;
  }
  // "03/22" is a month of this century.
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos || text.size() != slash + 3) return std::nullopt;
  return parse_mapped_date(fmt::format("{}/20{}", text.substr(0, slash), text.substr(slash + 1)), "M/YYYY");
}

class WorkbookRows {
 public:
  WorkbookRows(FieldRows& rows, LoadedFile& load) : rows_(rows), load_(load) {}

  void read() {
    while (rows_.next()) {
      if (!rows_.cell("giver").empty() && !is_absent(rows_.cell("id"))) read_row();
    }
    cover();
  }

 private:
  std::optional<Decimal> value(std::string_view field) {
    if (is_absent(rows_.cell(field))) return std::nullopt;
    return rows_.number(field);
  }

  void read_row() {
    Record record = common();
    const bool knows_allocations = rows_.has("measure");
    const bool is_allocation = rows_.cell("measure") == "Allocation";
    const bool is_commitment = !knows_allocations || rows_.cell("measure") == "Commitment";
    if (!is_allocation && !is_commitment) {
      rows_.report(ProblemCode::value_unreadable, "measure",
                   fmt::format("'{}' is no measure of Kiel's", excerpt(rows_.cell("measure"))),
                   "the row is kept as `other`", "Allocation or Commitment");
    }
    const auto activity_value = value("activity_value");
    if (!is_commitment) {
      Record allocation = record;
      allocation.id = fmt::format("kiel/rows/{}/allocation", rows_.id_part());
      allocation.kind = is_allocation ? "allocation" : "other";
      allocation.measure = is_allocation ? Measure::allocation : Measure::other;
      allocation.amount = value("value");
      allocation.amount_original = value("allocated");
      const auto item = value("item_value");
      if (item != allocation.amount) allocation.amount_item = item;
      finish(allocation);
      load_.records.push_back(std::move(allocation));
    }
    if (is_commitment || (activity_value && !activity_value->is_zero())) {
      record.id = fmt::format("kiel/rows/{}/commitment", rows_.id_part());
      record.kind = "commitment";
      record.measure = Measure::commitment;
      record.amount = activity_value;
      record.amount_original = value("total");
      finish(record);
      load_.records.push_back(std::move(record));
    }
  }

  // The original amount goes with its currency, and stands for nothing where it is in euro itself.
  void finish(Record& record) const {
    const std::string_view currency = rows_.cell("currency");
    if (!record.amount_original || !countries().is_currency(currency)) {
      record.amount_original.reset();
    } else {
      record.currency_original = currency;
    }
  }

  Record common() {
    Record record;
    record.measure_published = rows_.has("measure") ? rows_.cell("measure") : "commitment";
    record.currency = "EUR";
    record.giver_name = rows_.cell("giver");
    record.giver = kiel_giver(record.giver_name);
    givers_.insert(record.giver);
    record.receiver = "UA";
    record.receiver_name = "Ukraine";
    record.aid_type = lower_case(rows_.cell("aid_type"));
    record.instrument = instrument_of(rows_.cell("aid_specific"));
    record.activity = rows_.cell("id");
    record.activity_how = "published";
    record.text = rows_.cell("text");
    for (const char* field : {"source1", "source2", "source3", "source4"}) {
      if (is_absent(rows_.cell(field))) continue;
      record.link += fmt::format("{}{}", record.link.empty() ? "" : " ", rows_.cell(field));
    }
    for (const auto& [name, field] : {std::pair{"type", "aid_specific"},
                                      {"allocation", "allocation"},
                                      {"items", "items"},
                                      {"units", "units"},
                                      {"given", "given"},
                                      {"initiative", "initiative"},
                                      {"official", "official"}}) {
      if (!is_absent(rows_.cell(field))) add_note(record.notes, name, rows_.cell(field));
    }
    set_date(record);
    record.file = rows_.file();
    record.position = rows_.position();
    return record;
  }

  void set_date(Record& record) {
    const std::string_view text = rows_.cell("date");
    if (const auto day = Date::parse_iso(text.substr(0, std::min<std::size_t>(text.size(), 10)))) {
      record.date = day;
    } else {
      const auto coded = Decimal::parse(rows_.cell("month"));
      const auto month = coded ? kiel_month(coded->to_string()) : std::nullopt;
      const auto named = date_in_text(text);
      record.date = month ? month : (named ? std::optional(named->date.first_of_month()) : std::nullopt);
      record.date_precision = DatePrecision::month;
      if (record.date) {
        record.notes.push_back(fmt::format("date-from-text: {}", text));
      } else if (!is_absent(text)) {
        record.date_precision = DatePrecision::day;
        rows_.report(ProblemCode::date_unreadable, "date", fmt::format("'{}' names no day or month", excerpt(text)),
                     "the record has no date", "none: the source does not say when");
      }
    }
    if (record.date && can_have_been(*record.date, last_known_day(load_)) && (!last_ || *last_ < *record.date)) {
      last_ = record.date;
    }
  }

  void cover() {
    Coverage& coverage = load_.coverage;
    coverage.givers.assign(givers_.begin(), givers_.end());
    coverage.receivers = {"UA"};
    coverage.measures = {Measure::commitment};
    if (rows_.has("measure")) coverage.measures.push_back(Measure::allocation);
    coverage.period.from = Date::parse_iso(tracker_begins);
    coverage.period.to = last_;
    coverage.complete_totals = last_.has_value();
    coverage.note = fmt::format(
        "Kiel's tracker counts government aid to Ukraine of {} donors{}: complete for a donor's totals, not for single "
        "flows, budget votes or recipients inside Ukraine; this release converted every row at one rate",
        givers_.size(), last_ ? ", to " + last_->to_string() : std::string{});
  }

  FieldRows& rows_;
  LoadedFile& load_;
  std::set<std::string> givers_;
  std::optional<Date> last_;
};

// "Ukraine Support Tracker - 7th release (...)" of the first sheets' text; empty where no cell says it.
std::string release_in(const Workbook& book) {
  constexpr std::string_view tracker = "Ukraine Support Tracker";
  constexpr std::size_t rows_max = 50;
  for (const Sheet& sheet : book.sheets) {
    for (std::size_t i = 0; i < std::min(sheet.rows.size(), rows_max); ++i) {
      for (const std::string_view cell : sheet.rows[i].cells) {
        const std::size_t word = cell.find(" release");
        if (cell.find(tracker) == std::string_view::npos || word == std::string_view::npos || word < 3) continue;
        const std::string_view before = cell.substr(0, word - 2);  // without "th"
        const std::size_t digits = before.find_last_not_of("0123456789") + 1;
        if (digits < before.size()) return std::string(before.substr(digits));
      }
    }
  }
  return {};
}

// The workbook's country summary, in billions of euro, against its rows.
void check_summary(const std::string& file, const Sheet& sheet, std::size_t header, MatchedTable match,
                   LoadedFile& load) {
  std::map<std::string, Decimal> sums;
  for (const Record& record : load.records) {
    if (!record.amount || record.measure != Measure::commitment) continue;
    Decimal& sum = sums[record.giver + " " + record.aid_type];
    sum = sum + *record.amount;
  }
  TableReader table(SheetReader(file, sheet, header));
  if (!table.next()) return;
  FieldRows rows(std::move(table), std::move(match));
  const Decimal billion = Decimal::from_parts(1, 9);
  const Decimal tolerance = Decimal::from_integer(1000);
  while (rows.next()) {
    const auto code = countries().code_of(rows.cell("giver"));
    if (!code) continue;  // units, sums and notes stand among the rows
    for (const char* aid_type : {"financial", "humanitarian", "military"}) {
      const auto published = Decimal::parse(rows.cell(fmt::format("{}_commitment", aid_type)), true);
      if (!published) continue;
      const Decimal sum = sums[fmt::format("{} {}", *code, aid_type)];
      if ((*published * billion - sum).abs() <= tolerance) continue;
      Problem problem;
      problem.code = ProblemCode::summary_differs;
      problem.what = fmt::format("{}, {} commitments: the summary says EUR {} million, the rows give {}",
                                 rows.cell("giver"), aid_type, (*published * Decimal::from_parts(1, 3)).to_fixed(3),
                                 (sum / Decimal::from_parts(1, 6)).to_fixed(3));
      problem.where.file = file;
      problem.where.line = rows.line();
      problem.where.record = fmt::format("sheet '{}'", sheet.name);
      problem.done = "the rows count, the summary is left out";
      problem.cure = "see what the publisher says of the difference";
      load.problems.push_back(std::move(problem));
    }
  }
}

struct Found {
  const Sheet* sheet = nullptr;
  std::size_t header = 0;
  MatchedTable match;
};

// The first sheet whose header is `table`, else the first whose header is nearly that.
std::optional<Found> find_sheet(std::string_view file, const Workbook& book, std::string_view table) {
  constexpr std::size_t header_rows_max = 20;
  std::optional<Found> nearly;
  for (const Sheet& sheet : book.sheets) {
    for (std::size_t i = 0; i < std::min(sheet.rows.size(), header_rows_max); ++i) {
      MatchedTable match = kiel_header(file, sheet.rows[i].cells);
      if (match.table != table) continue;
      if (!match.problem) return Found{&sheet, i, std::move(match)};
      if (!nearly) nearly = Found{&sheet, i, std::move(match)};
    }
  }
  return nearly;
}

}  // namespace

void read_kiel_workbook_rows(FieldRows& rows, LoadedFile& load) {
  WorkbookRows(rows, load).read();
  for (Problem& problem : rows.take_problems()) load.problems.push_back(std::move(problem));
}

std::vector<std::string> read_kiel_workbook(const NamedBytes& file, const Workbook& book, const ReadOptions& options,
                                            SourcesRead& out) {
  auto main = find_sheet(file.path, book, "workbook-rows");
  if (!main) return {};
  if (main->match.problem) {
    main->match.problem->where.record = fmt::format("sheet '{}'", main->sheet->name);
    out.problems.push_back(std::move(*main->match.problem));
    return {};
  }
  LoadedFile load = start_load(file, "kiel", "rows", options);
  load.release = release_in(book);
  if (!load.released && book.saved) {
    load.released = book.saved;
    load.released_how =
        fmt::format("the workbook was last saved on {}, so it was out by then", book.saved->to_string());
  }
  TableReader table(SheetReader(file.path, *main->sheet, main->header));
  if (!table.next()) return {};
  FieldRows rows(std::move(table), std::move(main->match));
  read_kiel_workbook_rows(rows, load);
  auto summary = find_sheet(file.path, book, "workbook-summary");
  if (summary && !summary->match.problem)
    check_summary(file.path, *summary->sheet, summary->header, std::move(summary->match), load);
  out.loaded.push_back(std::move(load));
  std::vector<std::string> others;
  for (const Sheet& sheet : book.sheets) {
    if (&sheet != main->sheet && (!summary || &sheet != summary->sheet)) others.push_back(sheet.name);
  }
  return others;
}

}  // namespace kept
