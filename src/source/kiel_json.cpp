// Kiel's totals as extracts behind web pages hold them: by donor, and by month, in billions. Its own sums of rows: they
// become summary records, which no total counts.
//
// Two such extracts are known, and both have had faults that show in themselves: months that begin before the tracker
// does (shifted by one by a time zone), and aid types by month whose sums are those of other types (labels swapped).
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/problem.hpp"
#include "base/text.hpp"
#include "source/covered_days.hpp"
#include "source/json_items.hpp"
#include "source/json_sources.hpp"
#include "source/kiel.hpp"
#include "source/problem_list.hpp"
#include "source/readers.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

constexpr std::array<std::string_view, 3> aid_types{"financial", "humanitarian", "military"};
constexpr std::string_view tracker = "Ukraine Support Tracker";

const Decimal billion = Decimal::from_parts(1, 9);
const Decimal half_unit = Decimal::from_parts(5, 5);  // figures have three decimals of a billion

// "Release 27 (Dec 2025)" and "(Release 30v2)": the word behind "Release".
std::string release_in(std::string_view text) {
  constexpr std::string_view word = "Release ";
  const std::size_t at = text.find(word);
  if (at == std::string_view::npos) return {};
  text.remove_prefix(at + word.size());
  return std::string(text.substr(0, std::min(text.find_first_of(" )"), text.size())));
}

// ISO 4217 of a currency that is named in words of any language that these extracts had; empty: none is.
std::string currency_in(std::string_view note) {
  const std::string words = lower_case(note);
  for (const auto& [stem, code] : {std::pair{"dolar", "USD"}, {"dollar", "USD"}, {"euro", "EUR"}}) {
    if (words.find(stem) != std::string::npos) return code;
  }
  return {};
}

std::optional<Decimal> in_billions(const Json& value) {
  const auto figure = json_decimal(value);
  return figure ? Decimal::multiply_exact(*figure, billion) : std::nullopt;
}

class KielJson {
 public:
  KielJson(const NamedBytes& file, const Json& root, LoadedFile& load) : file_(file), root_(root), load_(load) {}

  void read() {
    const Json& source = json_at(root_, {"source"});
    const Json& number = json_at(root_, {"release"});
    load_.release = release_in(source.is_object() ? json_text(json_at(source, {"release"})) : json_text(source));
    if (load_.release.empty() && number.is_number_unsigned())
      load_.release = std::to_string(number.get<std::uint64_t>());
    currency_ = json_text(json_at(root_, {"currency"}));
    if (currency_.empty()) currency_ = currency_in(json_text(json_at(root_, {"note"})));
    if (currency_.empty())
      report(ProblemCode::currency_unknown, "no currency is named", "the records have none", "say it: currency");
    if (const std::string unit = json_text(json_at(root_, {"unit"})); !unit.empty() && unit != "billions") {
      report(ProblemCode::scale_jump, fmt::format("the unit is '{}', known releases are in billions", excerpt(unit)),
             "nothing is read", "read it by a mapping with `scale`");
      return;
    }
    read_donors(json_at(root_, {"byCountry"}), "", "byCountry");
    read_donors(json_at(root_, {"donors"}), "_bn", "donors");
    read_months();
    check_totals();
    load_.coverage.receivers = {"UA"};
    load_.coverage.measures = {Measure::allocation};
    load_.coverage.period.to = last_month_;
    load_.coverage.note = "Kiel's own totals as an extract holds them: rounded to a million, never summed with rows";
  }

 private:
  void report(ProblemCode code, std::string what, std::string done, std::string cure) {
    load_.problems.push_back(problem_of_file(code, file_.path, std::move(what), std::move(done), std::move(cure)));
  }

  Record total(const Json& value, std::string_view key, std::string_view aid_type, std::string position) {
    Record record;
    record.id = fmt::format("kiel/{}/{}/{}", load_.dataset, position, aid_type);
    record.kind = "total";
    record.measure = Measure::allocation;
    record.measure_published = key;
    record.amount = in_billions(json_at(value, {std::string(key).c_str()}));
    record.amount_half_unit = half_unit;
    record.currency = currency_;
    record.receiver = "UA";
    record.receiver_name = "Ukraine";
    record.aid_type = aid_type;
    record.summary = true;
    record.file = file_.path;
    record.position = std::move(position);
    return record;
  }

  void read_donors(const Json& donors, std::string_view suffix, std::string_view list) {
    if (!donors.is_array()) return;
    for (std::size_t i = 0; i < donors.size(); ++i) {
      for (const std::string_view aid_type : aid_types) {
        Record record =
            total(donors[i], fmt::format("{}{}", aid_type, suffix), aid_type, fmt::format("{}[{}]", list, i));
        record.giver_name = json_text(json_at(donors[i], {"country"}));
        record.giver = kiel_giver(record.giver_name);
        if (currency_ != "EUR") record.notes.emplace_back("converted-by-source: euro totals at one rate");
        if (record.amount) by_type_[std::string(aid_type)] = by_type_[std::string(aid_type)] + *record.amount;
        load_.records.push_back(std::move(record));
      }
    }
  }

  void read_months() {
    const Json& months = json_at(root_, {"byMonth"});
    if (!months.is_array() || months.empty()) return;
    const auto first = month_at(months.front());
    // The tracker begins on 2022-01-24: a month before January 2022 cannot be.
    const bool early = first && *first == Date::from_ymd(2021, 12, 1);
    if (early) {
      report(ProblemCode::summary_differs, "byMonth begins with 2021-12, a month before the tracker does",
             "each month is read as the next one", "a time zone moved midnight of the first into the month before");
    }
    const bool swapped = months_are_swapped(months);
    for (std::size_t i = 0; i < months.size(); ++i) {
      auto month = month_at(months[i]);
      if (!month) {
        report(ProblemCode::date_unreadable, fmt::format("byMonth[{}] has no month", i), "it is left out",
               "months are written 2024-05");
        continue;
      }
      if (early) month = month->plus_months(1);
      if (can_have_been(*month, last_known_day(load_))) last_month_ = month->last_of_month();
      if (swapped) {
        add_month(months[i], "total", "", *month, i, early);
      } else {
        for (const std::string_view aid_type : aid_types) add_month(months[i], aid_type, aid_type, *month, i, early);
      }
    }
  }

  static std::optional<Date> month_at(const Json& value) {
    return Date::parse_iso(json_text(json_at(value, {"date"})) + "-01");
  }

  void add_month(const Json& value, std::string_view key, std::string_view aid_type, Date month, std::size_t index,
                 bool early) {
    Record record = total(value, key, aid_type, fmt::format("byMonth[{}]", index));
    record.date = month;
    record.date_precision = DatePrecision::month;
    record.giver_name = "all donors";
    if (early) record.notes.emplace_back("month-moved: as published a month earlier");
    load_.records.push_back(std::move(record));
  }

  // Whether the months of one type sum to the total of another. They may sum to less than their own: rows without a
  // month are in the totals alone.
  bool months_are_swapped(const Json& months) {
    const Json& totals = json_at(root_, {"totals"});
    const Decimal tolerance = half_unit * Decimal::from_integer(static_cast<std::int64_t>(months.size()) + 1);
    const auto total_of = [&](std::string_view aid_type) {
      return in_billions(json_at(totals, {std::string(aid_type).c_str()}));
    };
    for (const std::string_view aid_type : aid_types) {
      const std::string key(aid_type);
      Decimal sum;
      for (const Json& month : months) sum = sum + in_billions(json_at(month, {key.c_str()})).value_or(Decimal{});
      const auto own = total_of(aid_type);
      if (!own || sum.is_zero() || (*own - sum).abs() <= tolerance) continue;
      const auto* const other = std::ranges::find_if(aid_types, [&](std::string_view candidate) {
        const auto total = total_of(candidate);
        return candidate != aid_type && total && (*total - sum).abs() <= tolerance;
      });
      if (other == aid_types.end()) continue;
      report(ProblemCode::summary_differs,
             fmt::format("byMonth.{} sums to {} {} million, which is totals.{} and not totals.{}: labels are swapped",
                         key, currency_, (sum / Decimal::from_parts(1, 6)).to_fixed(0), *other, key),
             "of each month only the total is read", "take months by type from another file of the release");
      return true;
    }
    return false;
  }

  // The file's grand totals against its donors.
  void check_totals() {
    const Decimal tolerance = half_unit * Decimal::from_integer(static_cast<std::int64_t>(load_.records.size()) + 1);
    for (const auto& [aid_type, sum] : by_type_) {
      const auto published = in_billions(json_at(root_, {"totals", aid_type.c_str()}));
      if (!published || (*published - sum).abs() <= tolerance) continue;
      report(ProblemCode::summary_differs,
             fmt::format("totals.{} is {} million, the donors sum to {}", aid_type,
                         (*published / Decimal::from_parts(1, 6)).to_fixed(0),
                         (sum / Decimal::from_parts(1, 6)).to_fixed(0)),
             "the donors are kept", "ask the publisher");
    }
  }

  const NamedBytes& file_;
  const Json& root_;
  LoadedFile& load_;
  std::string currency_;
  std::map<std::string, Decimal> by_type_;
  std::optional<Date> last_month_;
};

}  // namespace

bool is_kiel_json(std::string_view head) {
  return head.find(tracker) != std::string_view::npos &&
         (has_json_key(head, "byCountry") || has_json_key(head, "donors"));
}

void read_kiel_json(const NamedBytes& file, const ReadOptions& options, SourcesRead& out) {
  // The whole document is one item: these files are a page's data, some tens of kilobytes.
  Json root = Json::object();
  auto problem = read_json_items(file.path, file.bytes, {{"*"}}, [&](JsonItem&& item) {
    root[std::string(item.key)] = std::move(item.value);
    return true;
  });
  const bool by_country = json_at(root, {"byCountry"}).is_array();
  LoadedFile load = start_load(file, "kiel", by_country ? "web-totals" : "web-snapshot", options);
  KielJson(file, root, load).read();
  const auto updated = json_day(json_at(root, {"lastUpdated"}));
  // Where it is the last day of the data itself it says nothing of the publication.
  if (!load.released && updated && load.coverage.period.to && *load.coverage.period.to < *updated) {
    load.released = updated;
    load.released_how = "lastUpdated";
  }
  const bool has_amounts =
      std::ranges::any_of(load.records, [](const Record& record) { return record.amount.has_value(); });
  if (!has_amounts) {
    if (problem) out.problems.push_back(std::move(*problem));
    std::ranges::move(load.problems, std::back_inserter(out.problems));
    out.problems.push_back(problem_of_file(
        ProblemCode::csv_columns, file.path, "the file looks like totals of Kiel's tracker, but no donor has an amount",
        "the file is left out", "see docs/sources/kiel.md for the members that such files have had"));
    return;
  }
  if (problem) load.problems.push_back(std::move(*problem));
  out.loaded.push_back(std::move(load));
}

}  // namespace kept
