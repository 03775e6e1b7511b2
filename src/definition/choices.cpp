#include "definition/choices.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/data_table.hpp"
#include "base/date.hpp"
#include "definition/columns.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

constexpr int other_measure = 1;
constexpr int other_aid_type = 1;
constexpr int other_instrument = 1;
constexpr int other_parties = 1;  // shared with other receivers, or with a giver's members
constexpr int one_channel = 2;
constexpr int whole_time_unit = 1;  // to the end of the last month, since the usual day, a fiscal year for a year
constexpr int year_end = 2;         // to the end of the last year
constexpr int single_year = 2;
constexpr int start_slack_days = 60;  // "since February 2022" and "since the invasion" are one start

// A fiscal year that does not begin in January.
struct FiscalYear {
  unsigned first_month = 1;
  bool named_after_end = false;
};

std::optional<FiscalYear> fiscal_year_of(const std::vector<std::string>& givers) {
  if (givers.size() != 1) return std::nullopt;
  const auto rows = read_data_table("data/fiscal_year.tsv", {"party", "first_month", "named_after"});
  assert(rows.ok());
  if (!rows) return std::nullopt;
  for (const DataRow& row : *rows) {
    if (row.cells[0] != givers.front()) continue;
    unsigned month = 0;
    std::from_chars(row.cells[1].data(), row.cells[1].data() + row.cells[1].size(), month);
    if (month >= 1 && month <= 12) return FiscalYear{month, row.cells[2] == "end"};
  }
  return std::nullopt;
}

// The first day of the fiscal year that `day` lies in.
Date fiscal_start(Date day, unsigned month) {
  const int year = day.month() >= month ? day.year() : day.year() - 1;
  return *Date::from_ymd(year, month, 1);
}

// The day from which totals for a receiver are usually counted.
std::optional<Date> usual_start(const std::vector<std::string>& receivers) {
  if (receivers.size() != 1) return std::nullopt;
  const auto rows = read_data_table("data/period_start.tsv", {"receiver", "date", "what"});
  assert(rows.ok());
  if (!rows) return std::nullopt;
  for (const DataRow& row : *rows) {
    if (row.cells[0] == receivers.front()) return Date::parse_iso(row.cells[1]);
  }
  return std::nullopt;
}

class PeriodList {
 public:
  explicit PeriodList(Period plain) { choices_.push_back({plain, 0}); }

  void add(Period period, int complexity, bool from_the_start = false) {
    const bool known =
        std::ranges::any_of(choices_, [&period](const PeriodChoice& choice) { return choice.period == period; });
    if (!known && !period.empty()) choices_.push_back({period, complexity, from_the_start});
  }

  std::vector<PeriodChoice> take() { return std::move(choices_); }

 private:
  std::vector<PeriodChoice> choices_;
};

std::vector<PeriodChoice> to_date_choices(const TotalQuestion& question, Date on) {
  PeriodList list({.from = std::nullopt, .to = on});
  // Statistics are published by whole months and years.
  list.add({.from = std::nullopt, .to = on.first_of_month().plus_days(-1)}, whole_time_unit);
  const Period last_year = Period::of_year(on.year() - 1);
  list.add({.from = std::nullopt, .to = last_year.to}, year_end);
  if (const auto start = usual_start(question.receivers)) list.add({.from = start, .to = on}, whole_time_unit);
  list.add(last_year, single_year);
  list.add({.from = Period::of_year(on.year()).from, .to = on}, single_year);
  if (const auto fiscal = fiscal_year_of(question.givers)) {
    const Date start = fiscal_start(on, fiscal->first_month);
    list.add({.from = std::nullopt, .to = start.plus_days(-1)}, year_end);
    list.add({.from = start, .to = on}, single_year);
    list.add({.from = start.plus_months(-12), .to = start.plus_days(-1)}, single_year);
  }
  return list.take();
}

// The measures that are summed together: each alone, and what is promised or what is paid, whatever it is called.
std::vector<std::vector<Measure>> measure_sets(const std::set<Measure>& present) {
  std::vector<std::vector<Measure>> sets;
  for (const Measure measure : present) {
    if (measure != Measure::other) sets.push_back({measure});
  }
  for (const auto& pair :
       {std::pair(Measure::pledge, Measure::commitment), std::pair(Measure::disbursement, Measure::expenditure)}) {
    if (present.contains(pair.first) && present.contains(pair.second)) sets.push_back({pair.first, pair.second});
  }
  return sets;
}

// One value of a dimension, all, or all but one.
struct CodeChoice {
  std::vector<bool> wanted;  // by code; empty: all
  std::string words;
};

std::vector<CodeChoice> code_choices(const std::vector<std::string>& names, bool with_complements) {
  std::vector<CodeChoice> choices{{{}, ""}};
  if (names.size() < 2) return choices;
  for (std::size_t code = 1; code < names.size(); ++code) {
    std::vector<bool> only(names.size(), false);
    only[code] = true;
    choices.push_back({std::move(only), names[code]});
  }
  if (!with_complements || names.size() < 4) return choices;
  for (std::size_t code = 1; code < names.size(); ++code) {
    std::vector<bool> rest(names.size(), true);
    rest[code] = false;
    choices.push_back({std::move(rest), "non-" + names[code]});
  }
  return choices;
}

bool wants(const CodeChoice& choice, std::uint16_t code) { return choice.wanted.empty() || choice.wanted[code]; }

// All ways to choose cells of one source; the cheapest name of each set of cells is kept.
class Selector {
 public:
  Selector(const TotalQuestion& question, const Columns& columns)
      : question_(question),
        cells_(columns.cells()),
        aid_types_(code_choices(columns.aid_types(), true)),
        instruments_(code_choices(columns.instruments(), false)),
        channels_(code_choices(columns.channels(), false)),
        sources_(columns.sources()),
        start_(usual_start(question.receivers)) {}

  std::vector<Selection> run() {
    for (std::size_t source = 0; source < sources_.size(); ++source) {
      cheapest_.clear();
      begins_at_start_ = begins_at_start(source);
      std::set<Measure> measures;
      bool any_shared = false;
      bool any_member = false;
      for (const Cell& cell : cells_) {
        if (cell.key.source != source) continue;
        measures.insert(cell.key.measure);
        any_shared = any_shared || cell.key.shared;
        any_member = any_member || cell.key.member;
      }
      for (const auto& set : measure_sets(measures)) {
        for (const bool shared : {false, true}) {
          for (const bool member : {false, true}) {
            if ((shared && !any_shared) || (member && !any_member)) continue;
            Selection selection;
            selection.source = sources_[source];
            selection.measures = set;
            selection.with_shared = shared;
            selection.with_members = member;
            selection.complexity =
                (is_plain(set) ? 0 : other_measure) + (shared ? other_parties : 0) + (member ? other_parties : 0);
            choose_kinds(selection, cells_of(source, set, shared, member));
          }
        }
      }
      for (auto& [cells, selection] : cheapest_) found_.push_back(std::move(selection));
    }
    std::ranges::stable_sort(found_, {}, &Selection::complexity);
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool is_plain(const std::vector<Measure>& set) const {
    return std::ranges::all_of(set, [this](Measure measure) {
      return std::ranges::find(question_.plain_measures, measure) != question_.plain_measures.end();
    });
  }

  [[nodiscard]] std::vector<std::uint16_t> cells_of(std::size_t source, const std::vector<Measure>& set, bool shared,
                                                    bool member) const {
    std::vector<std::uint16_t> chosen;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const CellKey& key = cells_[i].key;
      const bool wanted = key.source == source && std::ranges::find(set, key.measure) != set.end() &&
                          (shared || !key.shared) && (member || !key.member);
      if (wanted) chosen.push_back(static_cast<std::uint16_t>(i));
    }
    return chosen;
  }

  // A tracker counts from about the usual start: what it dates nowhere lies behind that day as well.
  [[nodiscard]] bool begins_at_start(std::size_t source) const {
    if (!start_) return false;
    const std::int32_t earliest = serial_of(start_->plus_days(-start_slack_days));
    return std::ranges::all_of(cells_, [source, earliest](const Cell& cell) {
      const auto dated = std::ranges::find_if(cell.items, [](const Item& item) { return item.day != undated_day; });
      return cell.key.source != source || dated == cell.items.end() || dated->day >= earliest;
    });
  }

  void choose_kinds(const Selection& base, const std::vector<std::uint16_t>& cells) {
    for (const CodeChoice& type : aid_types_) {
      for (const CodeChoice& instrument : instruments_) {
        for (const CodeChoice& channel : channels_) {
          Selection selection = base;
          selection.begins_at_start = begins_at_start_;
          selection.aid_type = type.words;
          selection.instrument = instrument.words;
          selection.channel = channel.words;
          selection.complexity +=
              (type.words == question_.plain_aid_type ? 0 : other_aid_type) +
              (instrument.words.empty() || instrument.words == question_.plain_instrument ? 0 : other_instrument) +
              (channel.words.empty() ? 0 : one_channel);
          if (selection.complexity > complexity_max) continue;
          std::ranges::copy_if(cells, std::back_inserter(selection.cells), [&](std::uint16_t i) {
            const CellKey& key = cells_[i].key;
            return wants(type, key.aid_type) && wants(instrument, key.instrument) && wants(channel, key.channel);
          });
          if (!selection.cells.empty()) keep_cheapest(std::move(selection));
        }
      }
    }
  }

  void keep_cheapest(Selection selection) {
    const auto [entry, missing] = cheapest_.try_emplace(selection.cells, selection);
    if (!missing && selection.complexity < entry->second.complexity) entry->second = std::move(selection);
  }

  const TotalQuestion& question_;
  const std::vector<Cell>& cells_;
  std::vector<CodeChoice> aid_types_;
  std::vector<CodeChoice> instruments_;
  std::vector<CodeChoice> channels_;
  const std::vector<std::string>& sources_;
  std::map<std::vector<std::uint16_t>, Selection> cheapest_;
  std::vector<Selection> found_;
  std::optional<Date> start_;
  bool begins_at_start_ = false;  // of the source at hand
};

}  // namespace

std::vector<PeriodChoice> period_choices(const TotalQuestion& question) {
  // What is said of the past reaches to the day on which it is said.
  const Date on = question.period.to.value_or(question.stated_on);
  if (!question.period.from) return to_date_choices(question, on);
  const Date from = *question.period.from;
  PeriodList list({.from = from, .to = on});
  const Period year = Period::of_year(from.year());
  const auto fiscal = fiscal_year_of(question.givers);
  if (fiscal && from == *year.from && on == *year.to) {
    const int first_year = from.year() - (fiscal->named_after_end ? 1 : 0);
    const Date start = *Date::from_ymd(first_year, fiscal->first_month, 1);
    list.add({.from = start, .to = start.plus_months(12).plus_days(-1)}, whole_time_unit);
  }
  const auto start = usual_start(question.receivers);
  const int apart = start ? days_between(*start, from) : start_slack_days + 1;
  if (apart <= start_slack_days && apart >= -start_slack_days) {
    list.add({.from = start, .to = on}, whole_time_unit);
    list.add({.from = std::nullopt, .to = on}, whole_time_unit, true);
    list.add({.from = std::nullopt, .to = on.first_of_month().plus_days(-1)}, whole_time_unit);
  }
  return list.take();
}

std::vector<Selection> selections(const TotalQuestion& question, const Columns& columns) {
  return Selector(question, columns).run();
}

std::vector<std::string> members_of(const std::vector<std::string>& givers, Date day) {
  std::vector<std::string> members;
  const auto rows = read_data_table("data/party_group.tsv", {"group", "member", "from", "until"});
  assert(rows.ok());
  if (!rows) return members;
  for (const DataRow& row : *rows) {
    if (std::ranges::find(givers, row.cells[0]) == givers.end()) continue;
    const auto from = Date::parse_iso(row.cells[2]);
    const auto until = Date::parse_iso(row.cells[3]);
    const std::string member(row.cells[1]);
    const bool named = std::ranges::find(givers, member) != givers.end();
    if (from && *from <= day && (!until || day <= *until) && !named) members.push_back(member);
  }
  return members;
}

}  // namespace kept
