// Fixed words for what a check found, shared by the printers for people: no printer says a thing in its own way.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "report/check_report.hpp"

namespace kept {

std::string_view words_of(VerdictIs verdict);       // "supported otherwise"
std::string_view words_of(AxisFinding finding);     // "agrees", "no data"
std::string_view words_of(EvidenceRole role);       // "left out" for excluded
std::string_view words_of(RatePolicy policy);       // "mean of the month"
std::string_view meaning_of(VerdictIs verdict);     // one sentence, for the legend
std::string_view relation_words(std::string_view);  // of FollowUp::relation: "reported done"

// "14 January 2025".
std::string long_date(Date date);
// "2022-01-24 to 2026-02-28", "to 2026-02-28", "from 2022-01-24"; empty for an open period.
std::string period_words(const Period& period);
// Digits in groups of three and at most two after the point, rounded half to even: "12,412,345.67".
std::string grouped(const Decimal& number);
std::string grouped(std::uint64_t number);
// "1 claim", "4 claims".
std::string counted(std::uint64_t number, std::string_view noun);
// A probability as percent: "2.3 %"; "less than 0.1 %".
std::string chance_words(double probability);

// What was said: the claim's words, with the hedge that stands right before them.
std::string_view said(const Claim& claim, const Document& document);
// How the claim was read: "CAD 17,500,000,000; more than; committed, stated; CA to UA; to 2025-01-14".
std::string claim_facts(const Claim& claim);
// "EUR 347,800,000", "no amount", as published.
std::string amount_words(const Record& record);
// "kiel rows, release 28, published 2026-04-22, data to 2026-02-28".
std::string source_words(const UsedSource& source);
// The sources of rates, each once, with the day of its last: "ecb to 2026-10-30, japan-budget".
std::string rate_sources(const CheckReport& report);
// "2025-02-28", "2025-02" or "2025" as precisely as published, "no date".
std::string date_words(const Record& record);
// "allocation, financial, CA to UA".
std::string flow_words(const Record& record);
// "kiel release 28, data/rows.csv, line 2".
std::string place_words(const Evidence& evidence);
// The last part of a path.
std::string_view file_name(std::string_view path);
// "commitments without line 4, in CAD at month means: CAD 17.68 billion (agrees)".
std::string definition_words(const Definition& definition);
// The best of what else was considered, one a line, and how many more there are: JSON has them all.
std::vector<std::string> considered_words(const Verdict& verdict);
// "1 USD = 1.3782 CAD (ECB, mean of the month, 2025-08-01..2025-08-31 n=21): 493,400,000, agrees; ..." with all that
// must be said of the rate.
std::string rate_words(const RateUse& use);

// Claims are numbered from 1 through all documents; `number` of the first of each.
std::vector<std::size_t> first_numbers(const CheckReport& report);

// Everything seen is accounted for.
struct Account {
  std::uint64_t numbers_seen = 0;
  std::uint64_t numbers_read = 0;
  std::uint64_t numbers_left_out = 0;
  std::uint64_t claims = 0;
  std::uint64_t checked = 0;  // with a finding: not the two below
  std::uint64_t no_data = 0;
  std::uint64_t not_checkable = 0;
};
Account account_of(const CheckReport& report);
// "Numbers: 10 seen, 5 read, 5 in no claim. Claims: 7; 5 checked, 1 without data, 1 not checkable."
std::string account_words(const Account& account);

// "No source had been published by 2025-01-14: every verdict is hindsight."
std::string hindsight_words(const Document& document);

}  // namespace kept
