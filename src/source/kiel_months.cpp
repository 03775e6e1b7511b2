// Kiel's donor-month file (totals without rows) and its payments file (budget support paid, by month).
#include <fmt/format.h>

#include <charconv>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "base/country.hpp"
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

constexpr std::string_view tracker_begins = "2022-01-24";
const Decimal billion = Decimal::from_parts(1, 9);

// The first day of the month that `year` and `month` name.
std::optional<Date> month_of(std::string_view year_text, std::string_view month_text) {
  const auto number = [](std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && value > 0 ? value : 0;
  };
  const int year = number(year_text);
  const int month = number(month_text);
  if (year < 1900 || year > 2100 || month > 12) return std::nullopt;
  return Date::from_ymd(year, static_cast<unsigned>(month), 1);
}

// What the two files share: a line is a giver, a month and amounts in billions of euro.
class MonthReader {
 public:
  MonthReader(const NamedBytes& file, std::string_view text, LoadedFile& load) : csv_(file.path, text), load_(load) {}

  // Calls `take` for each line that has a month.
  void read(const std::function<void(const Record& common)>& take) {
    if (!csv_.next()) return;
    header_ = kiel_header(csv_.file(), csv_.fields());
    while (csv_.next()) {
      const auto month = month_of(cell("year"), cell("month"));
      if (!month) {
        report(ProblemCode::date_unreadable, "month",
               fmt::format("'{}' and '{}' are no year and month", excerpt(cell("year")), excerpt(cell("month"))),
               "years as 2024, months as 1 to 12");
        continue;
      }
      const Record record = common(*month);
      if (!record.giver.empty()) givers_.insert(record.giver);
      if (can_have_been(*month, last_known_day(load_)) && (!last_month_ || *last_month_ < *month)) last_month_ = month;
      take(record);
    }
    for (Problem& problem : problems_.take(csv_.file())) load_.problems.push_back(std::move(problem));
    for (Problem& problem : csv_.take_problems()) load_.problems.push_back(std::move(problem));
  }

  std::string_view cell(std::string_view field) const { return kiel_cell(csv_, header_, field); }
  [[nodiscard]] std::uint64_t line() const { return csv_.line(); }

  // In euro; the file has billions.
  std::optional<Decimal> euro(std::string_view field) {
    const std::string_view text = cell(field);
    if (text.empty()) return std::nullopt;
    const auto value = Decimal::parse(text, true);
    const auto scaled = value ? Decimal::multiply_exact(*value, billion) : std::nullopt;
    if (!scaled) {
      report(ProblemCode::value_unreadable, field, fmt::format("'{}' is no amount", excerpt(text)),
             "write billions of euro as 0.142911");
    }
    return scaled;
  }

  void report(ProblemCode code, std::string_view field, std::string what, std::string cure) {
    problems_.add(
        {code, std::move(what), csv_.place(header_.columns.find(field)->second), "it is left out", std::move(cure)});
  }

  void cover(std::vector<Measure> measures, std::optional<Date> to, std::string_view what) {
    Coverage& coverage = load_.coverage;
    coverage.givers.assign(givers_.begin(), givers_.end());
    coverage.receivers = {"UA"};
    coverage.measures = std::move(measures);
    coverage.period.from = Date::parse_iso(tracker_begins);
    coverage.period.to = to ? to : (last_month_ ? std::optional(last_month_->last_of_month()) : std::nullopt);
    coverage.complete_totals = coverage.period.to.has_value();
    coverage.note =
        fmt::format("{} of {} donors, by month{}: complete for a donor's totals, names no single flow", what,
                    givers_.size(), coverage.period.to ? ", to " + coverage.period.to->to_string() : "");
  }

 private:
  Record common(Date month) const {
    Record record;
    const std::string_view iso = cell("iso");
    record.giver_name = cell("giver");
    record.giver = kiel_giver(countries().code_of(iso) ? iso : cell("giver"));
    record.receiver = "UA";
    record.receiver_name = "Ukraine";
    record.date = month;
    record.date_precision = DatePrecision::month;
    record.converted_month = month;
    record.currency = "EUR";
    record.file = csv_.file();
    record.position = fmt::format("line {}", csv_.line());
    return record;
  }

  CsvReader csv_;
  LoadedFile& load_;
  KielHeader header_;
  ProblemList problems_;
  std::set<std::string> givers_;
  std::optional<Date> last_month_;
};

}  // namespace

void read_kiel_months(const NamedBytes& file, const KielRelease& release, LoadedFile& load) {
  // The file gives billions to six decimals: each figure is right to half a thousand euro.
  const Decimal half_unit = Decimal::from_integer(500);
  const Utf8Text utf8 = as_utf8(file, load.problems);
  MonthReader reader(file, utf8.text(file.bytes), load);
  const auto add = [&](Record record, std::string_view field, Measure measure, std::string_view aid_type) {
    record.amount = reader.euro(field);
    record.id = fmt::format("kiel/donor-months/{}/{}", reader.line(), field);
    record.kind = "total";
    record.measure = measure;
    record.measure_published = field;
    record.aid_type = aid_type;
    record.amount_half_unit = half_unit;
    load.records.push_back(std::move(record));
  };
  reader.read([&](const Record& common) {
    Decimal parts;
    for (const std::string_view aid_type : {"financial", "humanitarian", "military"}) {
      add(common, aid_type, Measure::allocation, aid_type);
      parts = parts + load.records.back().amount.value_or(Decimal{});
    }
    add(common, "commitments", Measure::commitment, "");
    const auto total = reader.euro("total");
    // Four rounded figures may differ by four half units.
    if (total && (*total - parts).abs() > half_unit * Decimal::from_integer(4)) {
      reader.report(ProblemCode::summary_differs, "total",
                    fmt::format("the total is EUR {}, its three parts are {}", total->to_string(), parts.to_string()),
                    "ask the publisher; Kept uses the parts");
    }
  });
  reader.cover({Measure::commitment, Measure::allocation}, release.covers_to,
               "Kiel's totals of government aid to Ukraine");
}

void read_kiel_payments(const NamedBytes& file, LoadedFile& load) {
  const Utf8Text utf8 = as_utf8(file, load.problems);
  MonthReader reader(file, utf8.text(file.bytes), load);
  reader.read([&](Record record) {
    record.amount = reader.euro("value_billion");
    record.id = fmt::format("kiel/disbursements/{}", reader.line());
    record.kind = "payment";
    record.measure = Measure::disbursement;
    record.measure_published = "financial disbursement";
    record.aid_type = "financial";
    record.instrument = "budget_support";
    load.records.push_back(std::move(record));
  });
  reader.cover({Measure::disbursement}, std::nullopt, "Kiel's record of budget support paid to Ukraine");
}

}  // namespace kept
