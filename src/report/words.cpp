#include "report/words.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/text.hpp"
#include "claim/claim.hpp"
#include "document/document.hpp"
#include "report/check_report.hpp"
#include "source/record.hpp"
#include "verdict/verdict.hpp"

namespace kept {
namespace {

struct VerdictWords {
  VerdictIs verdict;
  std::string_view words;
  std::string_view meaning;
};

constexpr std::array verdicts{
    VerdictWords{VerdictIs::supported, "supported", "Records give the claim under the plain reading of its words."},
    VerdictWords{VerdictIs::supported_otherwise, "supported otherwise",
                 "Records give it only under another definition, which is named."},
    VerdictWords{VerdictIs::close, "close", "The nearest reading misses it by at most 5 %, or proves too little."},
    VerdictWords{VerdictIs::differs, "differs", "Records of this very flow say otherwise; both are shown."},
    VerdictWords{VerdictIs::contradicted, "contradicted",
                 "The data are complete, every definition was tried, and none comes near."},
    VerdictWords{VerdictIs::kept, "kept", "The promise was done."},
    VerdictWords{VerdictIs::partly_kept, "partly kept", "The promise was done in part; the share is given."},
    VerdictWords{VerdictIs::due, "due", "The promise's deadline had not been reached on the day of asking."},
    VerdictWords{VerdictIs::overdue, "overdue",
                 "The deadline has passed, the data are complete beyond it, and nothing was found."},
    VerdictWords{VerdictIs::no_data, "no data", "Nothing that was loaded covers it."},
    VerdictWords{VerdictIs::not_checkable, "not checkable", "No published data could show it."},
};
static_assert(verdicts.size() == static_cast<std::size_t>(VerdictIs::not_checkable) + 1);

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  return fmt::format("{}", fmt::join(parts, separator));
}

std::string underscores_to_blanks(std::string_view word) {
  std::string words(word);
  std::ranges::replace(words, '_', ' ');
  return words;
}

// "CAD 5,000,000,000", "250,000 to 300,000 person"; empty where the claim has no number.
std::string value_words(const Claim& claim) {
  std::string number;
  if (claim.value) number = grouped(*claim.value);
  if (claim.low && claim.high) number = grouped(*claim.low) + " to " + grouped(*claim.high);
  if (number.empty()) return number;
  if (claim.unit == "%") return number + " %";
  return claim.currency.empty() ? number + (claim.unit.empty() ? "" : " " + claim.unit) : claim.currency + " " + number;
}

std::string parties_words(const Claim& claim) {
  std::string words = joined(claim.giver, ", ");
  if (!claim.receiver.empty()) words += (words.empty() ? "to " : " to ") + joined(claim.receiver, ", ");
  if (!claim.parties.empty()) words += (words.empty() ? "" : ", ") + joined(claim.parties, ", ");
  if (!claim.channel.empty()) words += (words.empty() ? "through " : " through ") + joined(claim.channel, ", ");
  return words;
}

// Blanks only, or nothing.
bool touches(std::string_view between) { return between.size() <= 3 && trim(between).empty(); }

}  // namespace

std::string_view words_of(VerdictIs verdict) { return verdicts.at(static_cast<std::size_t>(verdict)).words; }
std::string_view meaning_of(VerdictIs verdict) { return verdicts.at(static_cast<std::size_t>(verdict)).meaning; }

std::string_view words_of(AxisFinding finding) {
  return finding == AxisFinding::no_data ? std::string_view("no data") : to_string(finding);
}

std::string_view words_of(EvidenceRole role) {
  return role == EvidenceRole::excluded ? std::string_view("left out") : to_string(role);
}

std::string_view words_of(RatePolicy policy) {
  switch (policy) {
    case RatePolicy::day:
      return "that day";
    case RatePolicy::previous_business_day:
      return "last business day before";
    case RatePolicy::month_mean:
      return "mean of the month";
    case RatePolicy::year_mean:
      return "mean of the year";
    case RatePolicy::fiscal_year_budget:
      return "budget rate of the fiscal year";
    case RatePolicy::previous_fiscal_year_budget:
      return "budget rate of the fiscal year before";
    case RatePolicy::oecd_annual:
      return "OECD's annual rate";
    case RatePolicy::stated:
      return "stated in the text";
  }
  return "";
}

std::string_view relation_words(std::string_view relation) {
  if (relation == "kept") return "reported done";
  if (relation == "partly_kept") return "reported done in part";
  if (relation == "restated") return "said again";
  if (relation == "changed") return "changed";
  if (relation == "broken") return "said not to be done";
  return relation;
}

std::string long_date(Date date) {
  static constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                           "May",       "June",     "July",     "August",
                                                           "September", "October",  "November", "December"};
  return fmt::format("{} {} {}", date.day(), months.at(date.month() - 1), date.year());
}

std::string period_words(const Period& period) {
  if (period.from && period.to && *period.from == *period.to) return period.from->to_string();
  std::string words;
  if (period.from) words = (period.to ? "" : "from ") + period.from->to_string();
  if (period.to) words += (period.from ? " to " : "to ") + period.to->to_string();
  return words;
}

std::string grouped(const Decimal& number) {
  std::string digits = number.exponent() < -2 ? number.to_fixed(2) : number.to_string();
  const std::size_t begin = digits.starts_with('-') ? 1 : 0;
  for (std::size_t at = std::min(digits.find('.'), digits.size()); at > begin + 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

std::string grouped(std::uint64_t number) { return grouped(*Decimal::parse(std::to_string(number))); }

std::string counted(std::uint64_t number, std::string_view noun) {
  return fmt::format("{} {}{}", grouped(number), noun, number == 1 ? "" : "s");
}

std::string chance_words(double probability) {
  if (probability > 0 && probability < 0.001) return "less than 0.1 %";
  return fmt::format("{:.1f} %", probability * 100);
}

std::string_view said(const Claim& claim, const Document& document) {
  const std::string_view text = document.text;
  for (const Because& because : claim.because) {
    if (because.field != "quantifier" || because.span.end > claim.span.begin) continue;
    if (touches(text.substr(because.span.end.value, claim.span.begin.value - because.span.end.value))) {
      return Span{because.span.begin, claim.span.end}.of(text);
    }
  }
  return claim.span.of(text);
}

std::string claim_facts(const Claim& claim) {
  std::vector<std::string> facts;
  const std::string value = value_words(claim);
  if (!value.empty()) facts.push_back(value);
  if (claim.quantifier != Quantifier::exact) facts.push_back(underscores_to_blanks(to_string(claim.quantifier)));
  std::string stage = claim.stage ? std::string(to_string(*claim.stage)) + ", " : "";
  facts.push_back(stage + std::string(to_string(claim.modality)));
  if (claim.instrument) facts.push_back(underscores_to_blanks(to_string(*claim.instrument)));
  if (const std::string parties = parties_words(claim); !parties.empty()) facts.push_back(parties);
  if (const std::string period = period_words(claim.period); !period.empty()) facts.push_back(period);
  if (!claim.fiscal_year.empty()) facts.push_back("fiscal year " + claim.fiscal_year);
  if (claim.cumulative) facts.emplace_back("a total over time");
  if (!claim.equivalent_of.empty()) {
    facts.push_back("restates " + claim.equivalent_of +
                    (claim.implied_rate ? " at " + claim.implied_rate->to_string() : ""));
  }
  if (!claim.part_of.empty()) facts.push_back("part of " + claim.part_of);
  if (claim.change && *claim.change != Change::cumulative) facts.emplace_back(to_string(*claim.change));
  for (const std::string& warning : claim.warnings) facts.push_back("but " + warning);
  return joined(facts, "; ");
}

std::string amount_words(const Record& record) {
  if (!record.amount) return "no amount";
  return (record.currency.empty() ? "" : record.currency + " ") + grouped(*record.amount);
}

std::string source_words(const UsedSource& source) {
  std::string words = source.source;
  if (!source.dataset.empty()) words += " " + source.dataset;
  if (!source.release.empty()) words += ", release " + source.release;
  words += source.released ? ", published " + source.released->to_string() : ", day of publication unknown";
  if (source.coverage.period.to) words += ", data to " + source.coverage.period.to->to_string();
  return words;
}

std::string rate_sources(const CheckReport& report) {
  std::vector<std::pair<std::string, std::optional<Date>>> rates;
  for (const UsedSource& source : report.sources) {
    if (!source.is_rates) continue;
    const auto known = std::ranges::find(rates, source.source, &std::pair<std::string, std::optional<Date>>::first);
    auto& last = known != rates.end() ? known->second : rates.emplace_back(source.source, std::nullopt).second;
    last = std::max(last, source.coverage.period.to);
  }
  std::vector<std::string> words;
  for (const auto& [source, last] : rates) words.push_back(last ? source + " to " + last->to_string() : source);
  return fmt::format("{}", fmt::join(words, ", "));
}

std::string date_words(const Record& record) {
  if (!record.date) return "no date";
  std::string date = record.date->to_string();
  switch (record.date_precision) {
    case DatePrecision::day:
      return date;
    case DatePrecision::month:
      return date.substr(0, 7);
    case DatePrecision::year:
      return date.substr(0, 4);
    default:
      return fmt::format("{} from {}", underscores_to_blanks(to_string(record.date_precision)), date);
  }
}

std::string flow_words(const Record& record) {
  std::string words(to_string(record.measure));
  if (!record.aid_type.empty()) words += ", " + record.aid_type;
  if (record.giver.empty() && record.receiver.empty()) return words;
  return words + fmt::format(", {} to {}", record.giver.empty() ? "?" : record.giver,
                             record.receiver.empty() ? "?" : record.receiver);
}

std::string place_words(const Evidence& evidence) {
  std::string words = evidence.source;
  if (!evidence.release.empty()) words += " release " + evidence.release;
  for (const std::string& part : {evidence.record.file, evidence.record.position}) {
    if (!part.empty()) words += (words.empty() ? "" : ", ") + part;
  }
  return words;
}

std::string_view file_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string definition_words(const Definition& definition) {
  std::string words = definition.words;
  if (!definition.value_shown.empty()) words += ": " + definition.value_shown;
  return words + fmt::format(" ({}{}{})", words_of(definition.amount), definition.plain ? ", the plain reading" : "",
                             definition.beyond_hedge ? ", beyond the hedge" : "");
}

std::vector<std::string> considered_words(const Verdict& verdict) {
  constexpr std::size_t shown_max = 8;
  const std::size_t shown = std::min(verdict.considered.size(), shown_max);
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < shown; ++i) lines.push_back(definition_words(verdict.considered[i]));
  if (shown < verdict.considered.size()) {
    lines.push_back(fmt::format("and {} more, which --format json lists", grouped(verdict.considered.size() - shown)));
  }
  return lines;
}

std::string rate_words(const RateUse& use) {
  const Conversion& conversion = use.conversion;
  const Decimal& rate = conversion.rate;
  std::string words =
      fmt::format("1 {} = {} {} ({}, {}{}{}): {}, {}", conversion.base_currency,
                  (rate.digits() > 8 ? rate.rounded_to_digits(8) : rate).to_string(), conversion.quote_currency,
                  conversion.source, words_of(conversion.policy), conversion.used.empty() ? "" : ", ", conversion.used,
                  grouped(conversion.amount), words_of(use.agrees));
  if (!conversion.status.empty()) words += "; rate " + conversion.status;
  if (!conversion.status_source.empty()) words += " (" + conversion.status_source + ")";
  if (!conversion.note.empty()) words += "; " + conversion.note;
  if (!use.note.empty()) words += "; " + use.note;
  if (use.circular) words += "; inferred from the statement under test";
  return words;
}

std::vector<std::size_t> first_numbers(const CheckReport& report) {
  std::vector<std::size_t> numbers;
  std::size_t next = 1;
  for (const CheckedDocument& checked : report.documents) {
    numbers.push_back(next);
    next += checked.claims.size();
  }
  return numbers;
}

Account account_of(const CheckReport& report) {
  Account account;
  for (const CheckedDocument& checked : report.documents) {
    account.numbers_seen += checked.reading.stats.numbers_seen;
    account.numbers_read += checked.reading.stats.numbers_read;
    account.numbers_left_out += checked.reading.stats.numbers_left_out;
    account.claims += checked.claims.size();
    for (const CheckedClaim& claim : checked.claims) {
      if (claim.verdict.is == VerdictIs::no_data) {
        ++account.no_data;
      } else if (claim.verdict.is == VerdictIs::not_checkable) {
        ++account.not_checkable;
      } else {
        ++account.checked;
      }
    }
  }
  return account;
}

std::string account_words(const Account& account) {
  return fmt::format(
      "Numbers: {} seen, {} read, {} in no claim. Claims: {}; {} checked, {} without data, {} not checkable.",
      grouped(account.numbers_seen), grouped(account.numbers_read), grouped(account.numbers_left_out),
      grouped(account.claims), grouped(account.checked), grouped(account.no_data), grouped(account.not_checkable));
}

std::string hindsight_words(const Document& document) {
  return fmt::format("Nothing that was loaded had been published by {}: every verdict is as known now.",
                     document.date ? document.date->to_string() : "this document's day");
}

}  // namespace kept
