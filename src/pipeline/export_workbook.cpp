// A workbook of what the ledger holds: sheets Records, Facts, Rates, Sources and Method, numbers as numbers and days as
// days. libxlsxwriter streams the rows to disk.
#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "base/version.hpp"
#include "ledger/ledger.hpp"
#include "pipeline/export.hpp"
#include "pipeline/export_place.hpp"

namespace kept {
namespace {

enum class CellType : std::uint8_t { text, number, amount, day };

struct Column {
  const char* name;  // of the sheet
  const char* expression;
  CellType type;
  int width;
};

// Amounts come twice: as a number, which a spreadsheet holds to 15 digits, and as published, to the last.
constexpr std::array<Column, 26> record_columns{{
    {"source", "source", CellType::text, 14},
    {"dataset", "dataset", CellType::text, 14},
    {"release", "release", CellType::text, 9},
    {"published", "released", CellType::day, 11},
    {"kind", "kind", CellType::text, 12},
    {"measure", "measure", CellType::text, 13},
    {"measure as published", "measure_published", CellType::text, 13},
    {"date", "date", CellType::day, 11},
    {"date is a", "date_precision", CellType::text, 9},
    {"date to", "date_to", CellType::day, 11},
    {"amount", "amount", CellType::amount, 18},
    {"currency", "currency", CellType::text, 8},
    {"amount as published", "amount_published", CellType::text, 18},
    {"original amount", "amount_original", CellType::amount, 16},
    {"original currency", "currency_original", CellType::text, 8},
    {"giver", "giver", CellType::text, 10},
    {"giver as published", "giver_name", CellType::text, 20},
    {"receiver", "receiver", CellType::text, 10},
    {"receiver as published", "receiver_name", CellType::text, 20},
    {"channel", "channel", CellType::text, 20},
    {"instrument", "instrument", CellType::text, 10},
    {"aid type", "aid_type", CellType::text, 12},
    {"activity", "activity", CellType::text, 16},
    {"text", "text", CellType::text, 40},
    {"in no total", "CASE WHEN summary THEN 'summary' WHEN secondary THEN 'secondary' END", CellType::text, 10},
    {"place", "concat_ws(', ', file, position)", CellType::text, 30},
}};

constexpr std::array<Column, 13> fact_columns{{
    {"source", "source", CellType::text, 14},
    {"dataset", "dataset", CellType::text, 14},
    {"kind", "kind", CellType::text, 18},
    {"subject", "subject", CellType::text, 10},
    {"object", "object", CellType::text, 10},
    {"date", "date", CellType::day, 11},
    {"date is a", "date_precision", CellType::text, 9},
    {"date to", "date_to", CellType::day, 11},
    {"value", "value", CellType::number, 16},
    {"unit", "unit", CellType::text, 14},
    {"what", "what", CellType::text, 30},
    {"outcome", "outcome", CellType::text, 10},
    {"place", "concat_ws(', ', file, position)", CellType::text, 30},
}};

constexpr std::array<Column, 7> rate_columns{{
    {"rate", "what", CellType::text, 16},
    {"currency", "currency", CellType::text, 8},
    {"per one", "base", CellType::text, 8},
    {"from", "first", CellType::day, 11},
    {"to", "last", CellType::day, 11},
    {"units", "rate", CellType::number, 16},
    {"note", "note", CellType::text, 40},
}};

// Monthly means of the day quotes, budget rates and annual rates, of the currencies that records are in.
constexpr std::string_view rate_rows =
    "(WITH wanted AS (SELECT DISTINCT currency FROM record UNION SELECT 'USD' UNION SELECT 'JPY')"
    " SELECT 'month mean' AS what, currency, 'EUR' AS base, min(date) AS first, max(date) AS last,"
    "  CAST(CAST(avg(per_euro) AS DECIMAL(18,8)) AS VARCHAR) AS rate, concat(count(*), ' quotes') AS note"
    " FROM rate WHERE currency IN (FROM wanted) AND date >= (SELECT coalesce(min(date), DATE '1999-01-01') FROM record)"
    " GROUP BY currency, date_trunc('month', date)"
    " UNION ALL SELECT 'budget rate', currency, base, first_day, last_day, rate, concat_ws('; ', status, source)"
    " FROM budget_rate"
    " UNION ALL SELECT concat(series, ' year'), currency, base, date, CAST(date + INTERVAL 1 YEAR - INTERVAL 1 DAY AS "
    "DATE),"
    "  rate, NULL FROM rate_series WHERE span = 'year_mean' AND currency IN (FROM wanted))";

constexpr std::array<Column, 15> source_columns{{
    {"source", "source", CellType::text, 16},
    {"dataset", "dataset", CellType::text, 18},
    {"release", "release", CellType::text, 10},
    {"published", "released", CellType::day, 11},
    {"published: said by", "released_how", CellType::text, 24},
    {"retrieved", "retrieved", CellType::day, 11},
    {"records", "records", CellType::number, 10},
    {"facts", "facts", CellType::number, 10},
    {"rates", "quotes", CellType::number, 10},
    {"problems", "problems", CellType::number, 10},
    {"covers from", "covers_from", CellType::day, 11},
    {"covers to", "covers_to", CellType::day, 11},
    {"coverage", "coverage_note", CellType::text, 60},
    {"file", "file", CellType::text, 40},
    {"SHA-256", "sha256", CellType::text, 20},
}};

class Book {
 public:
  Book(const std::string& path, const std::string& temporary, Date on) {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    std::string folder = temporary;
    options.tmpdir = folder.data();
    options.use_zip64 = LXW_TRUE;
    book_ = workbook_new_opt(path.c_str(), &options);
    if (book_ == nullptr) return;
    // The same ledger on the same day gives the same bytes.
    lxw_doc_properties properties{};
    properties.created = static_cast<time_t>(on.days().time_since_epoch().count()) * 86400;
    workbook_set_properties(book_, &properties);
    head_ = format([](lxw_format* f) { format_set_bold(f); });
    day_ = format([](lxw_format* f) { format_set_num_format(f, "yyyy-mm-dd"); });
    amount_ = format([](lxw_format* f) { format_set_num_format(f, "#,##0.##"); });
    wrap_ = format([](lxw_format* f) {
      format_set_text_wrap(f);
      format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
    });
  }
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;
  ~Book() {
    if (book_ != nullptr) workbook_close(book_);
  }

  [[nodiscard]] bool open() const { return book_ != nullptr; }
  [[nodiscard]] lxw_format* wrap() const { return wrap_; }
  [[nodiscard]] lxw_format* head() const { return head_; }

  lxw_worksheet* sheet(const char* name) { return workbook_add_worksheet(book_, name); }

  void write(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& text, CellType type) {
    if (type == CellType::day) {
      if (const auto day = Date::parse_iso(text)) {
        lxw_datetime at{};
        at.year = day->year();
        at.month = static_cast<int>(day->month());
        at.day = static_cast<int>(day->day());
        // A spreadsheet knows no day before 1900.
        if (at.year >= 1900) {
          worksheet_write_datetime(sheet, row, column, &at, day_);
          return;
        }
      }
    } else if (type != CellType::text) {
      if (const auto number = Decimal::parse(text)) {
        worksheet_write_number(sheet, row, column, number->to_double(), type == CellType::amount ? amount_ : nullptr);
        return;
      }
    }
    worksheet_write_string(sheet, row, column, shortened(text).c_str(), nullptr);
  }

  bool close() {
    const bool good = workbook_close(std::exchange(book_, nullptr)) == LXW_NO_ERROR;
    return good;
  }

 private:
  template <typename Set>
  lxw_format* format(Set set) {
    lxw_format* made = workbook_add_format(book_);
    set(made);
    return made;
  }

  // A cell holds 32,767 characters.
  static std::string shortened(const std::string& text) {
    constexpr std::size_t characters_max = 32'000;
    if (text.size() <= characters_max || count_code_points(text) <= characters_max) return text;
    std::size_t end = characters_max;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end) + " [cut: the ledger has all of it]";
  }

  lxw_workbook* book_ = nullptr;
  lxw_format* head_ = nullptr;
  lxw_format* day_ = nullptr;
  lxw_format* amount_ = nullptr;
  lxw_format* wrap_ = nullptr;
};

constexpr std::size_t sheet_rows_max = LXW_ROW_MAX - 1;

// One sheet of a statement's rows; gives their number.
template <std::size_t N>
Result<std::uint64_t> write_sheet(Book& book, const Ledger& ledger, const char* name,
                                  const std::array<Column, N>& columns, const std::string& from) {
  std::string list;
  for (const Column& column : columns) {
    list += fmt::format("{}CAST({} AS VARCHAR) AS \"{}\"", list.empty() ? "" : ", ", column.expression, column.name);
  }
  auto answer = ledger.sql(fmt::format("SELECT {} FROM {}", list, from));
  if (!answer) return answer.problem();
  lxw_worksheet* sheet = book.sheet(name);
  for (std::size_t c = 0; c < N; ++c) {
    const auto column = static_cast<lxw_col_t>(c);
    worksheet_set_column(sheet, column, column, columns.at(c).width, nullptr);
    worksheet_write_string(sheet, 0, column, columns.at(c).name, book.head());
  }
  worksheet_freeze_panes(sheet, 1, 0);
  lxw_row_t row = 0;
  for (const auto& cells : answer->rows) {
    ++row;
    for (std::size_t c = 0; c < N; ++c) {
      if (cells[c]) book.write(sheet, row, static_cast<lxw_col_t>(c), *cells[c], columns.at(c).type);
    }
  }
  if (row > 0) worksheet_autofilter(sheet, 0, 0, row, static_cast<lxw_col_t>(N - 1));
  return std::uint64_t{row};
}

void write_method(Book& book, const ExportOptions& options) {
  const std::string as_of = options.as_of ? fmt::format("releases published by {}", options.as_of->to_string())
                                          : std::string("the newest release of each dataset");
  const std::vector<std::pair<std::string, std::string>> lines{
      {"What this is", fmt::format("Published facts that Kept {} holds in a ledger: {}. Exported on {}.", version,
                                   as_of, options.on.to_string())},
      {"Records",
       "Each row is one published fact about money, with the file and the place that it stands in. Nothing is "
       "estimated. 'amount' is a number to 15 digits; 'amount as published' is exact."},
      {"Measures",
       "'measure' is the source's own word mapped to pledge, commitment, allocation, disbursement, expenditure, "
       "budget, planned, incoming or other; the word itself stands beside it. Measures are stages of the "
       "same money and are never added."},
      {"Totals",
       "Form a total within one source, one dataset and one measure. Rows with something in 'in no total' are a "
       "source's own sums of other rows, or money that another row counts: leave them out. Different sources "
       "report the same flows: never add sources."},
      {"Parties",
       "Givers and receivers are ISO 3166 codes where known, else names as published. A flow that several "
       "countries share has all their codes, separated by commas, and belongs to none of them alone."},
      {"Dates", "'date' is the first day of the period where 'date is a' month or year."},
      {"Currencies",
       "Amounts stand in the currency of the source. 'original amount' is what was reported to a source that "
       "converts. The sheet Rates has the means, budget rates and annual rates to convert with; name the "
       "one that you use."},
      {"Coverage",
       "The sheet Sources says what each load covers and how many problems its reading had. What is not in a "
       "source is not shown to be absent in the world."},
  };
  lxw_worksheet* sheet = book.sheet("Method");
  worksheet_set_column(sheet, 0, 0, 14, nullptr);
  worksheet_set_column(sheet, 1, 1, 100, nullptr);
  lxw_row_t row = 0;
  for (const auto& [topic, text] : lines) {
    worksheet_write_string(sheet, row, 0, topic.c_str(), book.head());
    worksheet_write_string(sheet, row++, 1, text.c_str(), book.wrap());
  }
}

}  // namespace

Result<std::uint64_t> export_workbook(const std::string& path, const ExportOptions& options) {
  auto place = ExportPlace::beside(path);
  if (!place) return place.problem();
  const auto ledger = Ledger::open(options.ledger, LedgerMode::read_only);
  if (!ledger) return ledger.problem();
  const auto view = [&options](std::string_view name) {
    const std::string by =
        options.as_of ? fmt::format("{}_by(DATE '{}')", name, options.as_of->to_string()) : std::string(name);
    return by + " ORDER BY source, dataset, load, ordinal";
  };
  const auto size = ledger->sql(fmt::format(
      "SELECT CAST(greatest((SELECT count(*) FROM (SELECT 1 FROM {})), (SELECT count(*) FROM (SELECT 1 FROM {}))) AS "
      "VARCHAR)",
      view("record"), view("fact")));
  if (!size) return size.problem();
  const auto rows = Decimal::parse(size->rows.front().front().value_or("0")).value_or(Decimal{});
  const std::size_t rows_max = std::min<std::size_t>(sheet_rows_max, Ledger::sql_rows_max);
  if (rows > Decimal::from_integer(static_cast<std::int64_t>(rows_max))) {
    return export_problem(
        ProblemCode::limit_reached, path,
        fmt::format("{} rows do not fit into a sheet, which has room for {}", rows.to_string(), rows_max),
        "export as Parquet or CSV");
  }
  const std::string file = place->folder() + "/book.xlsx";
  Book book(file, place->folder(), options.on);
  if (!book.open())
    return export_problem(ProblemCode::permission_denied, path, "nothing can be written there", "choose another place");
  const auto records = write_sheet(book, *ledger, "Records", record_columns, view("record"));
  if (!records) return records.problem();
  const auto facts = write_sheet(book, *ledger, "Facts", fact_columns, view("fact"));
  if (!facts) return facts.problem();
  const auto rates = write_sheet(book, *ledger, "Rates", rate_columns,
                                 std::string(rate_rows) + " ORDER BY what, currency, base, first");
  if (!rates) return rates.problem();
  const auto sources = write_sheet(book, *ledger, "Sources", source_columns, "load ORDER BY id");
  if (!sources) return sources.problem();
  write_method(book, options);
  if (!book.close())
    return export_problem(ProblemCode::disk_full, path, "the workbook could not be finished", "free some space");
  if (const Status moved = place->move_there(file); !moved) return moved.problem();
  return *records + *facts;
}

}  // namespace kept
