#include "claim/read.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "claim/amount.hpp"
#include "claim/claim.hpp"
#include "claim/context.hpp"
#include "claim/count.hpp"
#include "claim/money.hpp"
#include "claim/phrase_claims.hpp"
#include "document/document.hpp"
#include "lang/packs.hpp"

namespace kept {
namespace {

struct Link {
  std::size_t from = 0;  // indices into Reading::claims as they were gathered
  std::size_t to = 0;
  std::string Claim::* field = nullptr;
};

void add_money(const ReadingContext& context, const std::vector<Amount>& amounts, std::vector<Claim>& claims,
               std::vector<Link>& links) {
  MoneyReading money = read_money(context, amounts);
  const std::size_t begin = claims.size();
  for (std::size_t at = 0; at < money.claims.size(); ++at) {
    if (money.equivalent_of[at]) links.push_back({begin + at, begin + *money.equivalent_of[at], &Claim::equivalent_of});
    if (money.part_of[at]) links.push_back({begin + at, begin + *money.part_of[at], &Claim::part_of});
    claims.push_back(std::move(money.claims[at]));
  }
}

// Sorts the claims by span, numbers them, and turns links into ids.
void number_claims(std::vector<Claim>& claims, const std::vector<Link>& links) {
  std::vector<std::size_t> order(claims.size());
  for (std::size_t at = 0; at < order.size(); ++at) order[at] = at;
  std::ranges::stable_sort(order, {}, [&](std::size_t at) { return claims[at].span; });
  for (std::size_t at = 0; at < order.size(); ++at) claims[order[at]].id = "c" + std::to_string(at + 1);
  for (const Link& link : links) claims[link.from].*link.field = claims[link.to].id;
  std::vector<Claim> sorted;
  sorted.reserve(claims.size());
  for (const std::size_t at : order) sorted.push_back(std::move(claims[at]));
  claims = std::move(sorted);
}

void add(std::vector<Claim> more, std::vector<Claim>& claims) {
  for (Claim& claim : more) claims.push_back(std::move(claim));
}

// Who says each claim, in a text of several speakers.
void name_speakers(const Document& document, std::vector<Claim>& claims) {
  if (document.turns.empty()) return;
  for (Claim& claim : claims) {
    const SpeakerTurn* turn = document.turn_at(claim.span.begin);
    if (turn == nullptr) continue;
    claim.speaker = turn->speaker;
    claim.speaker_country = turn->country;
  }
}

// Every number of the text stands in a claim or among those left out, with the reason.
void count_numbers(const ReadingContext& context, Reading& reading) {
  std::size_t next = 0;
  for (const NumberMention& number : context.numbers) {
    const Span span = context.span(number.tokens);
    while (next < reading.claims.size() && reading.claims[next].span.begin <= span.begin) ++next;
    bool read = false;
    constexpr std::size_t claims_back_max = 8;  // claims that begin before the number and may hold it
    for (std::size_t back = 0; back < std::min(next, claims_back_max) && !read; ++back) {
      read = reading.claims[next - 1 - back].span.overlaps(span);
    }
    ++reading.stats.numbers_seen;
    if (read) {
      ++reading.stats.numbers_read;
      reading.numbers.push_back(span);
    } else {
      ++reading.stats.numbers_left_out;
      reading.left_out.push_back({span, std::string(reason_left_out(context, number))});
    }
  }
}

}  // namespace

Reading read_claims(const Document& document, const Packs& packs) {
  Reading reading;
  std::vector<ReadingContext> contexts;  // one a language
  for (const std::string_view language : languages_read(document, packs)) {
    if (auto context = make_reading_context(document, packs, language)) contexts.push_back(*std::move(context));
  }
  for (std::size_t at = 1; at < contexts.size(); ++at) contexts[at].main = contexts.data();
  std::vector<Link> links;
  for (const ReadingContext& context : contexts) {
    reading.stats.sentences += context.sentences.size();
    const std::vector<Amount> amounts = find_amounts(context);
    add_money(context, amounts, reading.claims, links);
    add(read_counts(context, amounts), reading.claims);
    add(read_shares(context), reading.claims);
    add(read_phrase_claims(context), reading.claims);
  }
  number_claims(reading.claims, links);
  name_speakers(document, reading.claims);
  for (const ReadingContext& context : contexts) count_numbers(context, reading);
  std::ranges::sort(reading.left_out, {}, &LeftOut::span);
  return reading;
}

}  // namespace kept
