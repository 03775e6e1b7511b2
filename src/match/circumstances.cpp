#include "match/circumstances.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "claim/claim.hpp"
#include "source/record.hpp"

namespace kept {
namespace {

Circumstance compare_party(const std::vector<std::string>& said, const std::string& recorded) {
  if (said.empty() || recorded.empty()) return Circumstance::unknown;
  return std::ranges::find(said, recorded) != said.end() ? Circumstance::agrees : Circumstance::differs;
}

Circumstance compare_parties(const Claim& claim, const Record& record) {
  const Circumstance giver = compare_party(claim.giver, record.giver);
  const Circumstance receiver = compare_party(claim.receiver, record.receiver);
  if (giver == Circumstance::differs || receiver == Circumstance::differs) return Circumstance::differs;
  if (giver == Circumstance::agrees && receiver == Circumstance::agrees) return Circumstance::agrees;
  return Circumstance::unknown;
}

Circumstance compare_date(const Period& period, const Record& record) {
  const Period days = days_of(record);
  if (!days.from || (!period.from && !period.to)) return Circumstance::unknown;
  if (period.overlaps(days)) return Circumstance::agrees;
  const int apart = period.from && *days.to < *period.from ? days_between(*days.to, *period.from)
                                                           : days_between(*period.to, *days.from);
  return apart <= date_lag_days ? Circumstance::near : Circumstance::differs;
}

Circumstance compare_aid_type(const Claim& claim, const Record& record) {
  if (!claim.instrument) return Circumstance::unknown;
  // Budget support is given as loan or as grant: it names a use, and is compared by the kind of aid.
  const std::string_view use = to_string(Instrument::budget_support);
  const bool names_use = record.instrument == use || *claim.instrument == Instrument::budget_support;
  if (!record.instrument.empty() && !names_use) {
    return record.instrument == to_string(*claim.instrument) ? Circumstance::agrees : Circumstance::differs;
  }
  const std::vector<std::string> types = aid_types_of(*claim.instrument);
  if (types.empty() || record.aid_type.empty()) return Circumstance::unknown;
  return std::ranges::find(types, record.aid_type) != types.end() ? Circumstance::agrees : Circumstance::differs;
}

}  // namespace

int Circumstances::agreeing() const {
  const std::array all{parties, date, aid_type, channel};
  return static_cast<int>(std::ranges::count(all, Circumstance::agrees));
}

bool Circumstances::any_differs() const {
  const std::array all{parties, date, aid_type, channel};
  return std::ranges::find(all, Circumstance::differs) != all.end();
}

std::vector<std::string> aid_types_of(Instrument instrument) {
  switch (instrument) {
    case Instrument::loan:
    case Instrument::guarantee:
    case Instrument::budget_support:
      return {"financial"};
    case Instrument::military:
      return {"military"};
    case Instrument::grant:
    case Instrument::in_kind:
      break;
  }
  return {};
}

Period days_of(const Record& record) {
  if (!record.date) return {};
  const Date first = *record.date;
  const auto months = [&first](int count) {
    const Date from = first.first_of_month();
    return Period{.from = from, .to = from.plus_months(count - 1).last_of_month()};
  };
  switch (record.date_precision) {
    case DatePrecision::day:
      return {.from = first, .to = first};
    case DatePrecision::month:
      return months(1);
    case DatePrecision::quarter:
    case DatePrecision::season:
      return months(3);
    case DatePrecision::half:
      return months(6);
    case DatePrecision::year:
    case DatePrecision::fiscal_year:
      return months(12);
  }
  return {};
}

Circumstances compare_circumstances(const Claim& claim, const Record& record, const Period& period) {
  Circumstances result;
  result.parties = compare_parties(claim, record);
  result.date = compare_date(period, record);
  result.aid_type = compare_aid_type(claim, record);
  if (!claim.channel.empty() && !record.channel.empty()) {
    result.channel = std::ranges::find(claim.channel, record.channel) != claim.channel.end() ? Circumstance::agrees
                                                                                             : Circumstance::differs;
  }
  return result;
}

}  // namespace kept
