#include "pipeline/known.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/country.hpp"
#include "base/date.hpp"
#include "base/result.hpp"
#include "claim/claim.hpp"
#include "definition/choices.hpp"
#include "definition/known_record.hpp"
#include "ledger/ledger.hpp"
#include "rate/rates.hpp"
#include "source/record.hpp"
#include "verdict/judge.hpp"

namespace kept {
namespace {

// The first day of the ECB's series: givers that joined the euro later had their own money on it.
const Date before_every_change = *Date::from_ymd(1999, 1, 4);

std::vector<std::string> listed(const std::set<std::string>& names) { return {names.begin(), names.end()}; }

std::map<std::int64_t, LoadRow> by_id(const std::vector<LoadRow>& loads) {
  std::map<std::int64_t, LoadRow> rows;
  for (const LoadRow& load : loads) rows.emplace(load.id, load);
  return rows;
}

// A flow that two datasets of a source hold (an extract of one country, and the whole) has one id: that of the release
// published last counts, else that of the load made last.
void drop_repeated(std::vector<LedgerRecord>& records, const std::map<std::int64_t, LoadRow>& loads) {
  const auto newness = [&loads](const LedgerRecord& record) {
    return std::pair{loads.at(record.load).released.value_or(Date{}), record.load};
  };
  std::map<std::pair<std::string_view, std::string_view>, std::pair<Date, std::int64_t>> newest;
  const auto key = [&loads](const LedgerRecord& record) {
    return std::pair{std::string_view(loads.at(record.load).source), std::string_view(record.record.id)};
  };
  for (const LedgerRecord& record : records) {
    auto& found = newest.try_emplace(key(record), newness(record)).first->second;
    found = std::max(found, newness(record));
  }
  std::vector<bool> repeated;
  for (const LedgerRecord& record : records) repeated.push_back(newness(record) < newest.at(key(record)));
  std::size_t at = 0;
  std::erase_if(records, [&](const LedgerRecord&) { return repeated[at++]; });
}

// Sources that convert to euro at a month's mean publish other currencies' amounts in euro: the original is tried
// for every amount in euro.
void recover_originals(std::vector<KnownRecord>& records, const RateTable& rates) {
  for (KnownRecord& known : records) {
    const Record& record = known.record;
    if (record.currency != "EUR" || !record.amount || record.amount->is_zero() || !record.date) continue;
    std::vector<std::string> candidates{"EUR", "USD"};
    const Date month = record.converted_month.value_or(*record.date);
    const std::string own(countries().currency_of(record.giver, month));
    if (!own.empty() && std::ranges::find(candidates, own) == candidates.end()) candidates.push_back(own);
    auto original = recover_original(rates, *record.amount, month, candidates);
    if (original && original->currency != record.currency) known.original = std::move(*original);
  }
}

}  // namespace

Parties parties_of(std::span<const Reading> readings) {
  Parties parties;
  for (const Reading& reading : readings) {
    for (const Claim& claim : reading.claims) {
      if (claim.kind != ClaimKind::money || claim.giver.empty() || claim.receiver.empty()) continue;
      parties.givers.insert(claim.giver.begin(), claim.giver.end());
      parties.receivers.insert(claim.receiver.begin(), claim.receiver.end());
      parties.currencies.insert(claim.currency);
    }
  }
  return parties;
}

Result<Known> known_of(const Ledger& ledger, const Parties& parties, Date on, std::optional<Date> released_until) {
  Known known;
  std::set<std::string> currencies = parties.currencies;
  currencies.insert("USD");
  for (const std::string& giver : parties.givers) {
    // Both the present money and the one before the euro, for rows of the years before.
    currencies.emplace(countries().currency_of(giver, on));
    currencies.emplace(countries().currency_of(giver, before_every_change));
  }
  currencies.erase("");
  auto rates = ledger.rates(listed(currencies));
  if (!rates) return rates.problem();
  known.rates = std::move(*rates);

  auto loads = ledger.newest_loads(released_until);
  if (!loads) return loads.problem();
  const auto rows = by_id(*loads);
  for (const LoadRow& load : *loads) {
    if (load.coverage.measures.empty()) continue;
    KnownCoverage coverage{load.source, load.dataset, load.release, load.coverage};
    // What happened after the day of asking is not known on it.
    if (coverage.coverage.period.to && *coverage.coverage.period.to > on) coverage.coverage.period.to = on;
    known.coverages.push_back(std::move(coverage));
  }
  if (parties.givers.empty()) return known;

  // A giver may speak for its members.
  std::vector<std::string> givers = listed(parties.givers);
  const auto members = members_of(givers, on);
  givers.insert(givers.end(), members.begin(), members.end());
  auto records = ledger.records({.receivers = listed(parties.receivers),
                                 .givers = std::move(givers),
                                 .dated_until = on,
                                 .released_until = released_until});
  if (!records) return records.problem();
  drop_repeated(*records, rows);
  for (LedgerRecord& record : *records) {
    const LoadRow& load = rows.at(record.load);
    known.records.push_back({std::move(record.record), load.source, load.dataset, load.release, std::nullopt});
  }
  drop_covered_totals(known.records, known.coverages);
  recover_originals(known.records, known.rates);
  return known;
}

}  // namespace kept
