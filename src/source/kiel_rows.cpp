// Kiel's row-level file. One line may be two published facts: an allocation (the value of the item) and a commitment
// (the value of the whole activity, on its first line only). Total allocations are the sum of the allocation records,
// total commitments that of all commitment records; the two are never added.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "source/covered_days.hpp"
#include "source/kiel.hpp"
#include "source/problem_list.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

constexpr std::array<std::string_view, 3> aid_types{"financial", "humanitarian", "military"};
constexpr std::string_view tracker_begins = "2022-01-24";

// The line whose activity value the lines below it may be part of.
struct Head {
  std::string giver;
  std::string aid_type;
  std::string activity;
  bool commitment = false;
  std::optional<Date> date;
};

struct Line {
  std::string giver_name;
  std::string aid_type;
  std::string measure;  // as published
  std::optional<Date> date;
  DatePrecision precision = DatePrecision::day;
  std::optional<Date> month;
  std::optional<Decimal> value;
  std::optional<Decimal> item_value;
  std::optional<Decimal> activity_value;
};

class RowReader {
 public:
  RowReader(const NamedBytes& file, std::string_view text, LoadedFile& load) : csv_(file.path, text), load_(load) {}

  void read() {
    if (!csv_.next()) return;
    header_ = kiel_header(csv_.file(), csv_.fields());
    while (csv_.next()) read_line();
    for (Problem& problem : problems_.take(csv_.file())) load_.problems.push_back(std::move(problem));
    for (Problem& problem : csv_.take_problems()) load_.problems.push_back(std::move(problem));
  }

  [[nodiscard]] const std::set<std::string>& givers() const { return givers_; }
  [[nodiscard]] std::optional<Date> last_month() const { return last_month_; }

 private:
  std::string_view cell(std::string_view field) const { return kiel_cell(csv_, header_, field); }

  void report(ProblemCode code, std::string_view field, std::string what, std::string cure) {
    problems_.add({code, std::move(what), csv_.place(header_.columns.find(field)->second), "the cell is left empty",
                   std::move(cure)});
  }

  std::optional<Decimal> amount(std::string_view field) {
    const std::string_view text = cell(field);
    if (text.empty()) return std::nullopt;
    auto value = Decimal::parse(text, true);
    if (!value) {
      report(ProblemCode::value_unreadable, field, fmt::format("'{}' is no amount", excerpt(text)),
             "write amounts as 23417159.97 or 9.98e-05");
    }
    return value;
  }

  Line parse_line() {
    Line line;
    line.giver_name = cell("giver");
    line.measure = cell("measure");
    line.aid_type = lower_case(cell("aid_type"));
    if (std::ranges::find(aid_types, line.aid_type) == aid_types.end()) {
      report(ProblemCode::value_unreadable, "aid_type",
             fmt::format("'{}' is no aid type of Kiel's", excerpt(cell("aid_type"))),
             "Financial, Humanitarian or Military");
      line.aid_type.clear();
    }
    line.value = amount("value");
    line.item_value = amount("item_value");
    line.activity_value = amount("activity_value");
    line.month = kiel_month(cell("month"));
    if (!line.month && cell("month") != "0" && !cell("month").empty()) {
      report(ProblemCode::date_unreadable, "month", fmt::format("'{}' is no month number", excerpt(cell("month"))),
             "1 is January 2022, 0 is no month");
    }
    const std::string_view day = cell("date");
    line.date = Date::parse_iso(day);
    if (!day.empty() && !line.date) {
      report(ProblemCode::date_unreadable, "date", fmt::format("'{}' is no day", excerpt(day)),
             "write days as YYYY-MM-DD, or leave the cell empty");
    }
    if (!line.date && line.month) {
      line.date = line.month;
      line.precision = DatePrecision::month;
    }
    return line;
  }

  void read_line() {
    const Line line = parse_line();
    const std::string giver = kiel_giver(line.giver_name);
    if (!giver.empty()) givers_.insert(giver);
    if (line.month && can_have_been(*line.month, last_known_day(load_)) &&
        (!last_month_ || *last_month_ < *line.month)) {
      last_month_ = line.month;
    }

    const bool is_commitment = line.measure == "Commitment";
    const bool is_allocation = line.measure == "Allocation";
    if (!is_commitment && !is_allocation) {
      report(ProblemCode::value_unreadable, "measure",
             fmt::format("'{}' is no measure of Kiel's", excerpt(line.measure)), "Allocation or Commitment");
    }
    Record record = common(line, giver);
    set_activity(line, giver, is_commitment, record);
    if (!is_commitment) {
      record.id = fmt::format("kiel/rows/{}/allocation", csv_.line());
      record.kind = is_allocation ? "allocation" : "other";
      record.measure = is_allocation ? Measure::allocation : Measure::other;
      record.amount = line.value;
      if (line.item_value != line.value) record.amount_item = line.item_value;
      load_.records.push_back(record);
    }
    if (is_commitment || (line.activity_value && !line.activity_value->is_zero())) {
      record.id = fmt::format("kiel/rows/{}/commitment", csv_.line());
      record.kind = "commitment";
      record.measure = Measure::commitment;
      record.amount = line.activity_value;
      record.amount_item.reset();
      load_.records.push_back(std::move(record));
    }
  }

  Record common(const Line& line, const std::string& giver) const {
    Record record;
    record.measure_published = line.measure;
    record.date = line.date;
    record.date_precision = line.precision;
    record.converted_month = line.month;
    record.currency = "EUR";
    record.giver = giver;
    record.giver_name = line.giver_name;
    record.receiver = "UA";
    record.receiver_name = "Ukraine";
    record.aid_type = line.aid_type;
    record.file = csv_.file();
    record.position = fmt::format("line {}", csv_.line());
    return record;
  }

  // A line without an activity value is drawn from the commitment above it, of the same donor and type; below an
  // allocation it is an item of that package where the day is the same.
  void set_activity(const Line& line, const std::string& giver, bool is_commitment, Record& record) {
    const bool opens = is_commitment || (line.activity_value && !line.activity_value->is_zero());
    record.activity = record.position;
    record.activity_how = "own line";
    if (opens) {
      head_ = Head{giver, line.aid_type, record.activity, is_commitment, line.date};
      return;
    }
    if (!head_ || head_->giver != giver || head_->aid_type != line.aid_type) return;
    if (!head_->commitment && head_->date != line.date) return;
    record.activity = head_->activity;
    record.activity_how = "row order";
  }

  CsvReader csv_;
  LoadedFile& load_;
  KielHeader header_;
  std::optional<Head> head_;
  std::set<std::string> givers_;
  std::optional<Date> last_month_;
  ProblemList problems_;
};

}  // namespace

void read_kiel_rows(const NamedBytes& file, LoadedFile& load) {
  const Utf8Text utf8 = as_utf8(file, load.problems);
  RowReader reader(file, utf8.text(file.bytes), load);
  reader.read();
  Coverage& coverage = load.coverage;
  coverage.givers.assign(reader.givers().begin(), reader.givers().end());
  coverage.receivers = {"UA"};
  coverage.measures = {Measure::commitment, Measure::allocation};
  coverage.period.from = Date::parse_iso(tracker_begins);
  if (reader.last_month()) coverage.period.to = reader.last_month()->last_of_month();
  coverage.complete_totals = coverage.period.to.has_value();
  coverage.note = fmt::format(
      "Kiel's tracker counts government aid to Ukraine of {} donors{}: complete for a donor's totals of commitments "
      "and "
      "allocations, not for single flows, budget votes or recipients inside Ukraine",
      coverage.givers.size(), coverage.period.to ? ", to " + coverage.period.to->to_string() : std::string{});
}

}  // namespace kept
